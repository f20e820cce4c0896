import { plainSigns } from '#src/domain/plain-signs.ts'
import { randomUUID } from 'node:crypto'
import { read, transact } from '#db/client.ts'
import {
  deleteStaffSessions,
  insertStaff,
  listActiveStaff,
  listDemonstrationStaff,
  updateStaffDisabled,
  updateStaffPassword,
} from '#db/queries/staff.ts'
import { env } from '#src/settings/env.ts'
import { hashPassword, isPassword } from './password.ts'
import { roles } from './roles.ts'

/** Shortest password an account can have, in characters. */
const shortestPassword = 12
const longerPassword = `Choose a password of at least ${shortestPassword} characters. Three random words work well.`
const noAccount = 'There is no account with this email that can sign in.'

/** What is wrong with an account somebody asked for, in words they can act on. Holds nothing they typed. */
export class AccountRefused extends Error {}

/** An account as somebody asked for it, not yet checked. */
export type NewAccount = {
  readonly email: string
  readonly name: string
  /** One of `roles`. */
  readonly role: string
  readonly password: string
  readonly isDemonstration: boolean
}

/**
 * Adds somebody who can sign in.
 * @param now when the account is made.
 * @throws AccountRefused naming everything that needs changing.
 */
export async function addStaff(account: NewAccount, now: Date): Promise<void> {
  if (account.isDemonstration && env.DATABASE_URL !== undefined) {
    throw new AccountRefused('Demonstration accounts can only be made in the embedded database.')
  }
  const role = roles.find((known) => known === account.role)
  const problems = accountProblems(account)
  if (!role || problems.length > 0) throw new AccountRefused(problems.join('\n'))

  const passwordHash = await hashPassword(account.password)
  const isAdded = await transact((tx) =>
    insertStaff(tx, {
      id: randomUUID(),
      email: emailAsStored(account.email),
      name: account.name.trim(),
      role,
      passwordHash,
      createdAt: now,
      isDemonstration: account.isDemonstration,
    }),
  )
  if (!isAdded) throw new AccountRefused('There is already an account with this email.')
}

/** What needs changing before this account can be added, one sentence each; empty when nothing does. */
function accountProblems(account: NewAccount): string[] {
  const problems: string[] = []
  if (!/^[^\s@]+@[^\s@]+$/.test(emailAsStored(account.email))) {
    problems.push('Enter an email, like sam.okafor@example.org.')
  }
  if (account.name.trim() === '') problems.push('Enter a name, like Sam Okafor.')
  if (!roles.some((known) => known === account.role)) problems.push(`Enter a role: ${roles.join(', ')}.`)
  // A demonstration holds nothing real, and its password is chosen to be passed round.
  if (!account.isDemonstration && isTooShort(account.password)) problems.push(longerPassword)
  return problems
}

/**
 * Stops somebody signing in, and ends their sessions at once.
 * @throws AccountRefused when no account that can sign in has this email.
 */
export async function disableStaff(email: string, now: Date): Promise<void> {
  await transact(async (tx) => {
    const id = await updateStaffDisabled(tx, emailAsStored(email), now)
    if (id === null) throw new AccountRefused(noAccount)
    await deleteStaffSessions(tx, id)
  })
}

/**
 * Gives somebody another password and ends their sessions, for when they forgot theirs.
 * @throws AccountRefused when the password is too short or no account that can sign in has this email.
 */
export async function changePassword(email: string, password: string): Promise<void> {
  if (isTooShort(password)) throw new AccountRefused(longerPassword)
  const stored = emailAsStored(email)
  const account = (await read((db) => listActiveStaff(db))).find((person) => person.email === stored)
  if (!account) throw new AccountRefused(noAccount)
  await storePassword(account.id, password)
}

/**
 * Gives every demonstration account this password. Where it is a new one, their sessions end.
 */
export async function setDemonstrationPassword(password: string): Promise<void> {
  for (const { id, passwordHash } of await read((db) => listDemonstrationStaff(db))) {
    if (await isPassword(passwordHash, password)) continue
    await storePassword(id, password)
  }
}

async function storePassword(id: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await transact(async (tx) => {
    await updateStaffPassword(tx, id, passwordHash)
    await deleteStaffSessions(tx, id)
  })
}

function isTooShort(password: string): boolean {
  return [...password].length < shortestPassword
}

/** An email as accounts hold it: lower case, in plain signs and without spaces, which a paste may bring. */
export function emailAsStored(email: string): string {
  return plainSigns(email).replaceAll(' ', '').toLowerCase()
}
