import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { copyOf } from '#src/forms/engine/copy.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { asInstant } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { type MadeCopy, sumFor } from '#src/services/after-sending/make-copy.ts'
import { type CopyForOther, copyForOther } from './copy-asked.ts'
import { recordRead } from './staff-act.ts'

export interface CopyToPost extends MadeCopy {
  readonly reading: ReadingStyle
  readonly forOther: CopyForOther | undefined
}

/**
 * The copy for staff to print and post: what the person may have of it, and no more, worded as they read the form.
 * Taking it is an event.
 * @returns Undefined where there is none, or nothing may leave the screen.
 */
export async function copyToPost(
  reference: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<CopyToPost | 'not-allowed' | undefined> {
  if (!may(staff.role, 'decide')) return 'not-allowed'
  const row = await read((db) => findSubmission(db, reference))
  if (!row || row.copyAsked === null) return undefined
  const { snapshot, charging } = openSubmission(row)
  const { reading = 'plain' } = snapshot
  const document = copyOf(snapshot, row.flags, row.isSafeguarding, reading === 'easy-read')
  if (!document || document.isScreenOnly) return undefined
  await transact((tx) => recordRead(tx, row.id, staff, now, { as: 'copy' }))
  return {
    reference: row.reference,
    receivedAt: asInstant(row.receivedAt),
    document,
    reading,
    forOther: copyForOther(snapshot),
    ...sumFor(charging, row.flags),
  }
}
