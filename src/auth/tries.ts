import { read, type Tx, transact } from '#db/client.ts'
import {
  deleteTries,
  findPauseEnd,
  insertTry,
  type TryLimit,
  updateTryTakenBack,
} from '#db/queries/attempts.ts'
import { keyedHash } from '#db/sealing.ts'
import { timesOf } from './named-networks.ts'
import { addressHolder } from './network-address.ts'

const minute = 60
const hour = 60 * minute

/** One account from one address, or one reference on a device that has opened it before. */
export const limitForBoth: TryLimit = {
  freeTries: 5,
  windowSeconds: hour,
  firstPauseSeconds: 30,
  longestPauseSeconds: 15 * minute,
  quietSeconds: hour,
}

/** One address across all accounts: somebody trying a common password on everybody. */
const limitForAddress: TryLimit = {
  freeTries: 20,
  windowSeconds: 10 * minute,
  firstPauseSeconds: 30,
  longestPauseSeconds: 15 * minute,
  quietSeconds: hour,
}

/** One account over all addresses: slows a crowd, with pauses short enough for its holder to get in between. */
const limitForAccount: TryLimit = {
  freeTries: 30,
  windowSeconds: hour,
  firstPauseSeconds: 5,
  longestPauseSeconds: minute,
  quietSeconds: hour,
}

const day = 24 * hour

/** One reference from one address: five free, then slower and slower, for a day. */
const limitForReferenceHere: TryLimit = {
  freeTries: 5,
  windowSeconds: day,
  firstPauseSeconds: 30,
  longestPauseSeconds: 4 * hour,
  quietSeconds: day,
}

/**
 * One reference from everywhere, but for devices that have opened it before. More than one address can reach in a day by
 * itself, so that it takes several together to hold up somebody on a new device; and few enough that a code of six
 * figures is not guessed by however many (docs/decisions/0035-budgets.md has the odds).
 */
const limitForReference: TryLimit = {
  freeTries: 30,
  windowSeconds: day,
  firstPauseSeconds: minute,
  longestPauseSeconds: hour,
  quietSeconds: day,
}

/** One address across all references: a hospital is one, so pauses are short. It has one reference to guess at a time. */
const limitForReferencesHere: TryLimit = {
  freeTries: 100,
  windowSeconds: hour,
  firstPauseSeconds: 5,
  longestPauseSeconds: minute,
  quietSeconds: hour,
}

/** The counters one try falls under. */
export type Tries = { readonly own: Counter; readonly shared: readonly Counter[] }
type Counter = { readonly key: string; readonly limit: TryLimit }

/**
 * Which counters apply to a try.
 *
 * Where the holder of the account has signed in from before, only their own counter does: strangers'
 * tries elsewhere, or on other accounts from a shared office address, must not keep them out.
 */
export function triesOf(email: string, addressHash: string, isKnownAddress: boolean): Tries {
  const account = keyedHash(email, 'attempts-account')
  const own = {
    key: keyedHash(`${account} ${addressHash}`, 'attempts-account-and-address'),
    limit: limitForBoth,
  }
  if (isKnownAddress) return { own, shared: [] }
  const shared = [
    { key: keyedHash(addressHash, 'attempts-address'), limit: limitForAddress },
    { key: account, limit: limitForAccount },
  ]
  return { own, shared }
}

/**
 * The counters of a try at something that is opened by a reference and a short second thing.
 *
 * Where a device has opened it before, only that device's own counter counts: whoever guesses elsewhere, or at the same
 * address, cannot keep it out. Everybody else is counted by reference and address, by reference alone, since the second
 * thing is short enough to be guessed by many together, and by address. Counted whether or not there is such a
 * reference, so that a pause tells nothing.
 * @param purpose keeps the counters of different things apart.
 * @param device of `knownDevice`.
 */
export function triesOfReference(
  purpose: string,
  reference: string,
  address: string,
  device?: string,
): Tries {
  const key = (holder: string, kind: string) => keyedHash(holder, `attempts-${purpose}-${kind}`)
  if (device !== undefined)
    return { own: { key: key(`${reference} ${device}`, 'device'), limit: limitForBoth }, shared: [] }
  const holder = addressHolder(address)
  const { freeTries } = limitForReferencesHere
  return {
    own: { key: key(`${reference} ${holder}`, 'here'), limit: limitForReferenceHere },
    shared: [
      {
        key: key(holder, 'address'),
        limit: { ...limitForReferencesHere, freeTries: freeTries * timesOf(address) },
      },
      { key: key(reference, 'everywhere'), limit: limitForReference },
    ],
  }
}

/**
 * Counts a try before the password is looked at, so that many at once cannot all slip through.
 * A try refused because of a pause is not counted, so trying again early does not make the wait longer.
 * @returns null when the password may be looked at, else the seconds to wait.
 */
export async function countTry(tries: Tries, now: Date): Promise<number | null> {
  try {
    await transact(async (tx) => {
      // Always in this order, one row of each kind: two tries at once can never wait for each other.
      for (const { key, limit } of [tries.own, ...tries.shared]) {
        if (!(await insertTry(tx, key, limit, now))) throw new PauseRunning()
      }
    })
    return null
  } catch (error) {
    if (!(error instanceof PauseRunning)) throw error
  }
  const ends = await read((db) =>
    Promise.all([tries.own, ...tries.shared].map(({ key }) => findPauseEnd(db, key))),
  )
  const last = Math.max(...ends.map((end) => end?.getTime() ?? 0))
  return Math.max(1, Math.ceil((last - now.getTime()) / 1000))
}

/** Rolls the counts of one refused try back. */
class PauseRunning extends Error {}

/** After a right password: the holder starts afresh, and the shared counters lose this one try. */
export async function forgiveTry(tx: Tx, tries: Tries): Promise<void> {
  await deleteTries(tx, tries.own.key)
  for (const { key, limit } of tries.shared) await updateTryTakenBack(tx, key, limit)
}

/** What a person reads while a pause runs. `seconds` is at least 1; whole minutes are rounded up. */
export function pauseMessage(seconds: number): string {
  return `Too many tries. Wait ${waitInWords(seconds)}, then try again, or ask your administrator.`
}

/** A wait of at least 1 second: "30 seconds", "2 minutes". Whole minutes are rounded up. */
export function waitInWords(seconds: number): string {
  return seconds < minute ? count(seconds, 'second') : count(Math.ceil(seconds / minute), 'minute')
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}
