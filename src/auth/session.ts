import { Cookie } from 'lucia'
import { read, transact } from '#db/client.ts'
import { deleteOldTries } from '#db/queries/attempts.ts'
import { deleteOldStaffAddresses, findStaffForSignIn, insertStaffAddress } from '#db/queries/staff.ts'
import { keyedHash } from '#db/sealing.ts'
import { type EndedSession, findEndedSession, luciaAt } from './lucia.ts'
import { addressHolder } from './network-address.ts'
import { isPassword } from './password.ts'
import type { Role } from './roles.ts'
import { emailAsStored } from './staff-accounts.ts'
import { countTry, forgiveTry, pauseMessage, triesOf } from './tries.ts'

const day = 24 * 60 * 60 * 1000
/** An address counts as known this long after the last sign-in from it. */
const knownAddressDays = 90
/** Counts of wrong tries are deleted after this; every pause and quiet time is far shorter. */
const triesKeptDays = 1

/** Somebody who is signed in. */
export type SignedInStaff = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly isDemonstration: boolean
}

export type CurrentStaff = {
  readonly staff: SignedInStaff
  readonly session: { readonly createdAt: Date }
}

export type SignInResult =
  | { readonly ok: true; readonly cookie: string }
  | { readonly ok: false; readonly message: string; readonly waitSeconds?: number }

/** The same words whether the email, the password or the state of the account is the reason. */
const noMatch = 'That email and password do not match. Check both and try again.'

/**
 * Signs somebody in.
 * @param address the client's network address, as the server trusts it.
 * @param secure whether the request came over TLS.
 * @returns `cookie`, the Set-Cookie value of the new session; or a message for the person, with
 *   `waitSeconds` while a pause after too many wrong tries runs (the password is then not looked at).
 */
export async function signIn(request: {
  email: string
  password: string
  address: string
  now: Date
  secure: boolean
}): Promise<SignInResult> {
  const { password, now, secure } = request
  const email = emailAsStored(request.email)
  const addressHash = keyedHash(addressHolder(request.address), 'staff-address')
  const knownSince = new Date(now.getTime() - knownAddressDays * day)

  const found = await read((db) => findStaffForSignIn(db, email, addressHash, knownSince))
  const tries = triesOf(email, addressHash, found?.isKnownAddress ?? false)
  const waitSeconds = await countTry(tries, now)
  if (waitSeconds !== null) return { ok: false, message: pauseMessage(waitSeconds), waitSeconds }

  const isRight = await isPassword(found?.account.passwordHash ?? null, password)
  if (!found || !isRight || found.account.disabledAt) return { ok: false, message: noMatch }

  const { id } = found.account
  await transact(async (tx) => {
    await forgiveTry(tx, tries)
    await insertStaffAddress(tx, id, addressHash, now)
    await deleteOldStaffAddresses(tx, knownSince)
    await deleteOldTries(tx, new Date(now.getTime() - triesKeptDays * day))
  })
  const lucia = luciaAt(now)
  await lucia.deleteExpiredSessions()
  const session = await lucia.createSession(id, { createdAt: now })
  return { ok: true, cookie: cookieOf(session.id, secure) }
}

/**
 * Who is signed in on this device, and notes that the session is in use.
 * @param cookieHeader the request's Cookie header.
 * @returns null when nobody is: no session, ended, expired, or the account was disabled.
 */
export async function currentStaff(cookieHeader: string | null, now: Date): Promise<CurrentStaff | null> {
  const sessionId = sessionIdIn(cookieHeader)
  if (!sessionId) return null
  const { session, user } = await luciaAt(now).validateSession(sessionId)
  return session && { staff: user, session: { createdAt: session.createdAt } }
}

/**
 * Whose session on this device ended by time, within the last 30 minutes. Nobody is signed in by that.
 * @param cookieHeader the request's Cookie header.
 */
export async function endedByTime(cookieHeader: string | null, now: Date): Promise<EndedSession | null> {
  const sessionId = sessionIdIn(cookieHeader)
  return sessionId === null ? null : findEndedSession(sessionId, now)
}

/**
 * Ends the session of this device.
 * @returns the Set-Cookie value that removes the cookie.
 */
export async function signOut(cookieHeader: string | null, now: Date, secure: boolean): Promise<string> {
  const sessionId = sessionIdIn(cookieHeader)
  if (sessionId) await luciaAt(now).invalidateSession(sessionId)
  return cookieOf('', secure)
}

/**
 * Ends every session of the person signed in on this device, here and elsewhere. When nobody is signed in, it does no
 * more than `signOut`.
 * @returns the Set-Cookie value that removes the cookie.
 */
export async function signOutEverywhere(
  cookieHeader: string | null,
  now: Date,
  secure: boolean,
): Promise<string> {
  const current = await currentStaff(cookieHeader, now)
  if (current) await luciaAt(now).invalidateUserSessions(current.staff.id)
  // One that ended by time is remembered for a while: whoever signs out ends that too.
  return signOut(cookieHeader, now, secure)
}

/**
 * A cookie for the browser's lifetime: on a shared computer it is gone when the browser closes, and the
 * server alone decides how long it is good for. An empty value removes it.
 */
function cookieOf(value: string, secure: boolean): string {
  const isRemoval = value === '' ? { maxAge: 0 } : {}
  return new Cookie('staff', value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    ...isRemoval,
  }).serialize()
}

/** Only what can be an id of ours. Lucia's own reader throws on another site's badly written cookie. */
function sessionIdIn(cookieHeader: string | null): string | null {
  return /(?:^|;) *staff=([a-z2-7]{40}) *(?:;|$)/.exec(cookieHeader ?? '')?.[1] ?? null
}
