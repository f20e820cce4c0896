import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { findOpenAlert } from '#db/queries/alerts.ts'
import { type AlertReason, alertReasons } from '#src/domain/alerts.ts'
import { asDate, asInstant } from '#db/moments.ts'

/** Somebody acknowledged it, and until when nobody is told of it. */
interface Quiet {
  readonly by: string
  readonly until: Temporal.Instant
}

/** The alert on the page of what it is about. */
export interface ShownAlert {
  readonly id: string
  readonly why: string
  readonly waitingSince: Temporal.Instant
  /** Null while somebody is being told of it. */
  readonly quiet: Quiet | null
}

/** The open alert about a submission, for its page; null where there is none. */
export async function alertAbout(
  tx: Tx,
  submissionId: string,
  now: Temporal.Instant,
): Promise<ShownAlert | null> {
  const row = await findOpenAlert(tx, submissionId)
  return row ? shownAlert(row, now) : null
}

/** What every page says of an alert. */
export function shownAlert(
  row: {
    id: string
    reason: AlertReason
    waitingSince: Date
    acknowledgedUntil: Date | null
    acknowledgedName: string | null
  },
  now: Temporal.Instant,
): ShownAlert {
  const { acknowledgedUntil: until, acknowledgedName: by } = row
  return {
    id: row.id,
    why: alertReasons[row.reason],
    waitingSince: asInstant(row.waitingSince),
    quiet: until && by !== null && until > asDate(now) ? { by, until: asInstant(until) } : null,
  }
}
