import { randomUUID } from 'node:crypto'
import { read, transact } from '#db/client.ts'
import { listEvents } from '#db/queries/events.ts'
import { insertStaff } from '#db/queries/staff.ts'
import { findSubmission, type SubmissionRow } from '#db/queries/submissions.ts'
import type { Role } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'

/** A member of staff with an account, as if signed in: `officer@example.org` for an officer, or `at`@example.org. */
export async function newStaff(role: Role, name: string, at: string = role): Promise<SignedInStaff> {
  const account = { id: randomUUID(), email: `${at}@example.org`, name, role, isDemonstration: false }
  await transact((tx) => insertStaff(tx, { ...account, passwordHash: 'none', createdAt: new Date() }))
  return account
}

/** A submission as it is stored now. @throws Error where there is none of that reference. */
export async function rowOf(reference: string): Promise<SubmissionRow> {
  const row = await read((db) => findSubmission(db, reference))
  if (!row) throw new Error('There is no such submission.')
  return row
}

/** Its history, oldest first. */
export async function eventsOf(reference: string) {
  const { id } = await rowOf(reference)
  return read((db) => listEvents(db, id))
}
