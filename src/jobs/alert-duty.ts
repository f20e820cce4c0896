import { randomUUID } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { read, transact } from '#db/client.ts'
import { type JobData, sendJob } from '#db/jobs.ts'
import { findAlert, findMessage, insertMessage, updateMessageState } from '#db/queries/alerts.ts'
import { council } from '#src/settings/council.ts'
import { env } from '#src/settings/env.ts'
import { LONGEST_ALERT_HOURS } from '#src/services/sending/raise-alert.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { asDate } from '#src/services/filling-in/drafts.ts'
import type { JobContext } from './job-context.ts'

/** The letter of every alert. It says nothing about whom or what: anybody may see a duty phone light up. */
const alertLetter = {
  subject: 'Something is waiting at the adult social care front door',
  text: 'Something is waiting at the adult social care front door. Sign in to see it.',
} as const

/**
 * Tells a duty contact that something waits, the first and the second in turn, until somebody acknowledges the
 * alert at the desk. The next turn is queued together with the message of this one, so that a mail server
 * that fails holds nobody up. Without a mail server the desk shows the message.
 */
export async function alertDuty(
  { alertId, step }: JobData['alert-duty'],
  { clock }: JobContext,
): Promise<void> {
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
  await transact(async (tx) => {
    const isNew = await insertMessage(tx, {
      id: randomUUID(),
      key,
      alertId,
      contact: contact.name,
      letter: 'duty-alert',
      state: env.SMTP_URL ? 'waiting' : 'shown-on-desk',
      createdAt: now,
    })
    if (!isNew) return
    await recordEvent(tx, {
      submissionId: alert.submissionId,
      at: now,
      actor: 'system',
      kind: 'alert-told',
      detail: { step, how: env.SMTP_URL ? 'email' : 'desk' },
    })
    const next = new Date(now.getTime() + contact.minutesToAcknowledge * 60_000)
    await sendJob(tx, 'alert-duty', { alertId, step: step + 1 }, { startAfter: next })
  })
  const message = await read((db) => findMessage(db, key))
  if (!message || message.state === 'sent' || message.state === 'shown-on-desk') return
  try {
    await email(contact.email)
  } catch (error) {
    await transact((tx) => updateMessageState(tx, key, 'failed', null))
    throw error
  }
  await transact((tx) => updateMessageState(tx, key, 'sent', asDate(clock())))
}

/** Whose turn it is: the first contact, then the second, and so on. */
const contactOf = (step: number) => council.emergencyDuty[step % 2 === 0 ? 'first' : 'second']

async function giveUp(alertId: string, submissionId: string, now: Date): Promise<void> {
  await transact(async (tx) => {
    const isNew = await insertMessage(tx, {
      id: randomUUID(),
      key: `alert:${alertId}:nobody`,
      alertId,
      contact: `Nobody acknowledged this in ${LONGEST_ALERT_HOURS} hours`,
      letter: 'duty-alert',
      state: 'failed',
      createdAt: now,
    })
    if (isNew)
      await recordEvent(tx, { submissionId, at: now, actor: 'system', kind: 'alert-given-up', detail: {} })
  })
}

async function email(to: string): Promise<void> {
  const link = env.ORIGIN ? `\n\n${env.ORIGIN}/staff\n` : '\n'
  const sender = env.ORIGIN ? new URL(env.ORIGIN).hostname : 'localhost'
  const post = createTransport({ url: env.SMTP_URL, connectionTimeout: 10_000, socketTimeout: 20_000 })
  try {
    await post.sendMail({
      from: { name: council.name, address: `no-reply@${sender}` },
      to,
      subject: alertLetter.subject,
      text: alertLetter.text + link,
    })
  } finally {
    post.close()
  }
}
