import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, type Tx, transact } from '#db/client.ts'
import { sendJob } from '#db/jobs.ts'
import { insertAlert } from '#db/queries/alerts.ts'
import { listRedAndUnread, lockIfRedAndUnread } from '#db/queries/submissions.ts'
import { calendar, council } from '#src/settings/council.ts'
import type { AlertReason } from '#src/domain/alerts.ts'
import { isOfficeOpen } from '#src/domain/office-hours.ts'
import type { SuggestedColour } from '#src/domain/triage.ts'
import { asDate } from '#db/moments.ts'
import { spend } from '#src/services/running/budgets.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'

/**
 * Out of hours, about a safeguarding concern or anything suggested red: whoever is on duty is told at once that
 * something waits. Does nothing while they are being told of it already; where somebody has acknowledged it, what is
 * new now wakes it.
 */
export async function alertIfClosed(
  tx: Tx,
  about: { submissionId: string; isSafeguarding: boolean; colour: SuggestedColour },
  now: Temporal.Instant,
): Promise<void> {
  const { submissionId, isSafeguarding, colour } = about
  if (!isSafeguarding && colour !== 'red') return
  if (isOfficeOpen(now, calendar, council.officeHours)) return
  const alert = { submissionId, reason: 'out-of-hours', waitingSince: asDate(now), wakes: true } as const
  if (await raise(tx, alert, now)) await sendJob(tx, 'alert-duty', {})
}

/** The most that one look raises alerts about; the next one comes a minute later. */
const mostAtOnce = 200

/**
 * Raises an alert about whatever is suggested red and has not been read, by somebody who may decide, for as long as
 * the settings allow. It holds at any hour: what comes in shortly before closing is not left until the morning.
 */
export async function alertAboutUnread(now: Temporal.Instant): Promise<void> {
  const before = asDate(now.subtract({ minutes: council.redUnreadMinutes }))
  // What everybody was told of in vain at night is told of again by day.
  const givenUpToo = isOfficeOpen(now, calendar, council.officeHours)
  const unread = await read((db) => listRedAndUnread(db, { before, givenUpToo, most: mostAtOnce }))
  for (const submissionId of unread) {
    await transact(async (tx) => {
      const since = await lockIfRedAndUnread(tx, submissionId, before)
      if (since) await raise(tx, { submissionId, reason: 'unread', waitingSince: since, wakes: false }, now)
    })
  }
}

/** @returns whether somebody is to be told of it who was not before. */
async function raise(
  tx: Tx,
  alert: { submissionId: string; reason: AlertReason; waitingSince: Date; wakes: boolean },
  now: Temporal.Instant,
): Promise<boolean> {
  const at = asDate(now)
  const { submissionId, reason } = alert
  if (!(await insertAlert(tx, { ...alert, id: randomUUID(), at }))) return false
  await recordEvent(tx, { submissionId, at, actor: 'system', kind: 'alert-raised', detail: { reason } })
  // Counted, for the system page to tell of, and never held up.
  await spend(tx, 'alerts', 1, now)
  return true
}
