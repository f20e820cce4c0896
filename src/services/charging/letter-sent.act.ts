import { transact } from '#db/client.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import { codeIn, sentWays } from '#src/domain/desk-actions.ts'
import type { LetterRecipient } from '#src/forms/financial/charge-letter.ts'
import { isMoneyAtRisk } from '#src/forms/financial/charge-recipients.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { type ActResult, deskAct } from '#src/services/desk/desk-act.ts'
import type { HistoryEvent } from '#src/services/desk/show-submission.ts'
import { type DeskRequest, recordAct } from '#src/services/desk/staff-act.ts'
import { openChargingCase } from './charging-case.ts'

/** Said of a letter that was made before the money was said to be at risk. */
const NOT_CHECKED = 'Nobody has checked that this letter is safe to send. Decide again, with the check'

/** The letters of a determination that went out, as events. */
export const lettersSent = (history: readonly HistoryEvent[], number: number) =>
  history.flatMap((event) =>
    event.kind === 'charge-letter-sent' && event.detail.number === number ? [event] : [],
  )

/** Whom a letter is for, to staff: by name only where it is somebody else. */
export const recipientInWords = ({ who, to }: LetterRecipient): string =>
  who === 'person' ? 'the person' : (to[0] ?? '')

/**
 * Records that the letter of the last determination went out to one of those it is for. Never where contact is not
 * safe, and not before its safety was checked where that is asked for.
 * @param how one of `sentWays`, as typed. @param to who it went to, as typed.
 */
export async function recordLetterSent(
  request: DeskRequest & { how: string; to: string },
): Promise<ActResult> {
  const { reference, staff, version, to } = request
  if (!may(staff.role, letterSentAct.right)) return { is: 'not-allowed' }
  const how = codeIn(sentWays, request.how)
  const problem = (message: string) => ({
    is: 'problems' as const,
    problems: [{ field: letterSentAct.fields.how, message }],
  })
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    const last = row && (await openChargingCase(tx, row))?.determinations.at(-1)
    if (!row || !last) return { is: 'no-such-submission' }
    if (isScreenOnly(row.flags)) return problem('Contact is not safe: no letter may be sent')
    if (isMoneyAtRisk(row.flags) && !last.isSafetyChecked) return problem(NOT_CHECKED)
    if (!last.recipients.some(({ who }) => who === to)) return problem('Select who the letter went to')
    if (!how) return problem('Select how the letter was sent')
    if (row.version !== version) return { is: 'changed' }
    await recordAct(tx, row.id, request, {
      kind: 'charge-letter-sent',
      detail: { number: last.number, how, to },
    })
    return { is: 'done' }
  })
}

export const letterSentAct = deskAct({
  page: 'money',
  name: 'letter-sent',
  right: 'determine-charge',
  fields: { how: 'letter-sent', to: 'sent-to' },
  // Everybody who gets the letter has a form of their own.
  placeOf: (_field, { to }) => `letter-sent-${to}`,
  form: {
    place: 'determined',
    show: ({ submission, determinations, isHeldBack }) => {
      const last = determinations.at(-1)
      if (!last || isHeldBack || last.isUnchecked) return []
      const sent = lettersSent(submission.history, last.number)
      return last.recipients
        .filter(({ who }) => !sent.some(({ detail }) => (detail.to ?? 'person') === who))
        .map((recipient) => ({
          hidden: { field: 'to', value: recipient.who, about: `to ${recipientInWords(recipient)}` },
          boxes: [
            {
              is: 'one-of',
              field: 'how',
              label: `How the letter of determination ${last.number} goes to ${recipientInWords(recipient)}`,
              first: 'Select one',
              options: sentWays,
            },
          ],
          button: 'Record the letter as sent',
          comesBackTo: '#determined',
        }))
    },
  },
  run: (request, said) => recordLetterSent({ ...request, ...said }),
})
