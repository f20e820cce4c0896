import { randomUUID } from 'node:crypto'
import { read, transact, type Tx } from '#db/client.ts'
import { type JobData, sendJob } from '#db/jobs.ts'
import { findAlert, findMessage, insertMessage } from '#db/queries/alerts.ts'
import type { DetailOf, EventKind } from '#src/domain/events.ts'
import { dutyAlert } from '#src/letters/duty-alert.letter.ts'
import { writeLetter } from '#src/letters/letter-words.ts'
import { council } from '#src/settings/council.ts'
import { env } from '#src/settings/env.ts'
import { LONGEST_ALERT_HOURS } from '#src/services/sending/raise-alert.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { handOver } from './hand-over.ts'
import { asDate } from '#db/moments.ts'
import type { JobContext } from './job-context.ts'

/**
 * Tells a duty contact that something waits, the first and the second in turn, until somebody acknowledges the
 * alert at the desk. The next turn is queued together with the message of this one, so that a mail server
 * that fails holds nobody up. Without a mail server the desk shows the message.
 */
export async function alertDuty(
  { alertId, step }: JobData['alert-duty'],
  context: JobContext,
): Promise<void> {
  const { clock } = context
  const alert = await read((db) => findAlert(db, alertId))
  if (!alert || alert.acknowledgedAt) return
  const now = asDate(clock())
  const key = `alert:${alertId}:${step}`
  if (now.getTime() - alert.raisedAt.getTime() > LONGEST_ALERT_HOURS * 3_600_000) {
    // The alert stays open on the desk, and the failure on the system screen.
    await giveUp(alertId, alert.submissionId, now)
    return
  }
  const contact = contactOf(step)
  const note = eventsOn(alert.submissionId)
  await transact(async (tx) => {
    const isNew = await insertMessage(tx, {
      id: randomUUID(),
      key,
      alertId,
      contact: contact.name,
      letter: dutyAlert.name,
      state: env.SMTP_URL ? 'waiting' : 'shown-on-desk',
      createdAt: now,
    })
    if (!isNew) return
    if (!env.SMTP_URL) await note(tx, now, 'alert-told', { step, how: 'desk' })
    const next = new Date(now.getTime() + contact.minutesToAcknowledge * 60_000)
    await sendJob(tx, 'alert-duty', { alertId, step: step + 1 }, { startAfter: next })
  })
  const message = await read((db) => findMessage(db, key))
  if (!message || message.state === 'sent' || message.state === 'shown-on-desk') return
  await handOver(message, contact.email, () => writeLetter(dutyAlert, {}, env.ORIGIN), context, {
    sent: (tx, at) => note(tx, at, 'alert-told', { step, how: 'email' }),
    failed: (tx, at, why) => note(tx, at, 'alert-not-told', { step, why }),
  })
}

/** Writes down what the portal did about the alert of a submission. */
const eventsOn =
  (submissionId: string) =>
  <K extends EventKind>(tx: Tx, at: Date, kind: K, detail: DetailOf<K>) =>
    recordEvent(tx, { submissionId, at, actor: 'system', kind, detail })

/** Whose turn it is: the first contact, then the second, and so on. */
const contactOf = (step: number) => council.emergencyDuty[step % 2 === 0 ? 'first' : 'second']

async function giveUp(alertId: string, submissionId: string, now: Date): Promise<void> {
  await transact(async (tx) => {
    const isNew = await insertMessage(tx, {
      id: randomUUID(),
      key: `alert:${alertId}:nobody`,
      alertId,
      contact: `Nobody acknowledged this in ${LONGEST_ALERT_HOURS} hours`,
      letter: dutyAlert.name,
      state: 'failed',
      failure: 'not-taken',
      createdAt: now,
      failedAt: now,
    })
    if (isNew)
      await recordEvent(tx, { submissionId, at: now, actor: 'system', kind: 'alert-given-up', detail: {} })
  })
}
