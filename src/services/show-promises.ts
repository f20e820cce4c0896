import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { countTriagePromises } from '#db/queries/promises.ts'
import { asDate } from './drafts.ts'

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
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(() => resolve('away'), DEADLINE)
  })
  const counted = read((db) =>
    countTriagePromises(db, asDate(now.subtract({ hours: DAYS * 24 })), asDate(now)),
  )
    .then(({ due, kept }) => (due < FEWEST ? 'too-few' : { days: DAYS, due, kept }))
    // That it cannot be reached is in the log already, where it was noticed.
    .catch(() => 'away' as const)
  return Promise.race([counted, late]).finally(() => clearTimeout(timer))
}
