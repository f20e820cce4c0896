import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { countPromises, type PromiseKind } from '#db/queries/promises.ts'
import { asDate } from '#db/moments.ts'
import { inTime } from '#src/services/running/in-time.ts'

/** How many promises of a kind fell due, and how many of them were kept; `too-few` to say anything fair. */
export type PromiseCount = { due: number; kept: number } | 'too-few'

/** How well the promises that have a clock were kept lately. */
export interface PromiseCounts {
  /** Days looked back. */
  days: number
  triage: PromiseCount
  complaints: PromiseCount
}

/** A page about promises does not keep anybody waiting: milliseconds. */
const DEADLINE = 300
const DAYS = 28
/** With fewer than this a figure could say how it went for one person. */
const FEWEST = 10

/**
 * How many promises of the last four weeks were kept.
 * @returns `away` when the database does not answer within 300 ms.
 */
export async function showPromises(now: Temporal.Instant): Promise<PromiseCounts | 'away'> {
  const from = asDate(now.subtract({ hours: DAYS * 24 }))
  const counted = read(async (db) => {
    const count = async (kind: PromiseKind): Promise<PromiseCount> => {
      const { due, kept } = await countPromises(db, kind, from, asDate(now))
      return due < FEWEST ? 'too-few' : { due, kept }
    }
    return { days: DAYS, triage: await count('triage'), complaints: await count('complaint-reply') }
  })
  return inTime(counted, DEADLINE)
}
