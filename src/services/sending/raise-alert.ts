import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { sendJob } from '#db/jobs.ts'
import { insertAlert, isBeingAlerted } from '#db/queries/alerts.ts'
import { calendar, council } from '#src/settings/council.ts'
import { isOfficeOpen } from '#src/domain/office-hours.ts'
import type { TriageColour } from '#src/domain/triage.ts'
import { asDate } from '#db/moments.ts'
import { spend } from '#src/services/running/budgets.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'

/** Nobody is told of an alert any more after this; it stays open on the desk. */
export const LONGEST_ALERT_HOURS = 48

/**
 * Out of hours, about a safeguarding concern or anything suggested red: the emergency duty contact is told that
 * something waits, and nothing about it. Does nothing while they are being told of it already.
 */
export async function alertIfClosed(
  tx: Tx,
  about: { submissionId: string; isSafeguarding: boolean; colour: TriageColour },
  now: Temporal.Instant,
): Promise<void> {
  const { submissionId, isSafeguarding, colour } = about
  if (!isSafeguarding && colour !== 'red') return
  if (isOfficeOpen(now, calendar, council.officeHours)) return
  if (await isBeingAlerted(tx, submissionId, asDate(now.subtract({ hours: LONGEST_ALERT_HOURS })))) return
  const alertId = randomUUID()
  await insertAlert(tx, { id: alertId, submissionId, raisedAt: asDate(now) })
  await recordEvent(tx, { submissionId, at: asDate(now), actor: 'system', kind: 'alert-raised', detail: {} })
  await sendJob(tx, 'alert-duty', { alertId, step: 0 })
  // Counted, for the system page to tell of, and never held up.
  await spend(tx, 'alerts', 1, now)
}
