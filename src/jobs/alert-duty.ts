import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { transact } from '#db/client.ts'
import { type JobData, sendJob } from '#db/jobs.ts'
import {
  insertMessage,
  lockCallingAlerts,
  updateAlertsAsCounted,
  updateAlertsAsGivenUp,
  updateAlertsAsTold,
} from '#db/queries/alerts.ts'
import { letTell } from '#db/queries/duty-contacts.ts'
import { longestAlertHours, minutesBetweenMessages, nextToTell } from '#src/domain/alerts.ts'
import { dutyAlert } from '#src/letters/duty-alert.letter.ts'
import { type DutyContact, onDutyAt } from '#src/settings/duty-contacts.ts'
import { env } from '#src/settings/env.ts'
import { alertAboutUnread } from '#src/services/sending/raise-alert.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { asDate } from '#db/moments.ts'
import type { JobContext } from './job-context.ts'

/**
 * Comes every minute, and at once when something urgent comes in out of hours: raises alerts about what nobody has read,
 * gives up on what nobody acknowledges, and tells each contact whose turn it is of everything that waits, in one
 * message. Nothing is carried from one time to the next but what is stored, so it may run twice, late, or never.
 */
export async function alertDuty(_: JobData['alert-duty'], { clock }: JobContext): Promise<void> {
  const now = clock()
  await alertAboutUnread(now)
  await giveUp(now)
  const onDuty = onDutyAt(now)
  for (const contact of onDuty) await tell(contact, onDuty, now)
}

/**
 * Makes the message to a contact where it is their turn for any alert, and they were not told anything in the last
 * minutes. It counts all that wait. Without a mail server the desk shows it.
 */
async function tell(
  contact: DutyContact,
  onDuty: readonly DutyContact[],
  now: Temporal.Instant,
): Promise<void> {
  const at = asDate(now)
  const roles = onDuty.map(({ role }) => role)
  await transact(async (tx) => {
    const calling = await lockCallingAlerts(tx, at)
    const theirs = calling.filter(({ toldRole }) => nextToTell(roles, toldRole) === contact.role)
    if (!theirs.some(({ nextTellAt }) => nextTellAt.getTime() <= at.getTime())) return
    const messageId = randomUUID()
    const since = asDate(now.subtract({ minutes: minutesBetweenMessages }))
    if (!(await letTell(tx, { role: contact.mailboxOf, messageId, at, since }))) return
    const how = env.SMTP_URL ? 'email' : 'desk'
    await insertMessage(tx, {
      id: messageId,
      key: `duty-alert:${messageId}`,
      contact: contact.name,
      letter: dutyAlert.name,
      state: how === 'email' ? 'waiting' : 'shown-on-desk',
      createdAt: at,
    })
    // Those whose turn is another's are counted too: their next turn stays where it is.
    await updateAlertsAsCounted(tx, idsOf(calling), messageId)
    await updateAlertsAsTold(tx, idsOf(theirs), {
      toldRole: contact.role,
      nextTellAt: asDate(now.add({ minutes: contact.minutesToAcknowledge })),
    })
    if (how === 'email') {
      await sendJob(tx, 'send-alert', { messageId, to: contact.role })
      return
    }
    const detail = { to: contact.role, how, others: calling.length - 1 } as const
    for (const { submissionId } of calling)
      await recordEvent(tx, { submissionId, at, actor: 'system', kind: 'alert-told', detail })
  })
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)

/** The alerts stay open on the desk, and the failure on the system screen: one for all that it is about. */
async function giveUp(now: Temporal.Instant): Promise<void> {
  const at = asDate(now)
  const before = asDate(now.subtract({ hours: longestAlertHours }))
  await transact(async (tx) => {
    const given = await updateAlertsAsGivenUp(tx, before, at)
    if (given.length === 0) return
    const id = randomUUID()
    await insertMessage(tx, {
      id,
      key: `duty-alert:${id}`,
      contact: `Nobody acknowledged ${given.length === 1 ? 'an alert' : `${given.length} alerts`} in ${longestAlertHours} hours`,
      letter: dutyAlert.name,
      state: 'failed',
      createdAt: at,
      failedAt: at,
    })
    for (const { submissionId } of given)
      await recordEvent(tx, { submissionId, at, actor: 'system', kind: 'alert-given-up', detail: {} })
  })
}
