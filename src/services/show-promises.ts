import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { countTriagePromises } from '#db/queries/promises.ts'
import { asDate } from './drafts.ts'
import { inTime } from './in-time.ts'

/** How well the triage promise was kept lately. */
export interface PromiseCounts {
  /** Days looked back. */
  days: number
  due: number
  kept: number
}

/** A page about promises does not keep anybody waiting: milliseconds. */
const DEADLINE = 300
const DAYS = 28
/** With fewer than this a figure could say how it went for one person. */
const FEWEST = 10

/**
 * How many promises of the last four weeks were kept.
 * @returns `too-few` to say anything; `away` when the database does not answer within 300 ms.
 */
export async function showPromises(now: Temporal.Instant): Promise<PromiseCounts | 'too-few' | 'away'> {
  const counted = read((db) =>
    countTriagePromises(db, asDate(now.subtract({ hours: DAYS * 24 })), asDate(now)),
  ).then(({ due, kept }) => (due < FEWEST ? ('too-few' as const) : { days: DAYS, due, kept }))
  return inTime(counted, DEADLINE)
}
