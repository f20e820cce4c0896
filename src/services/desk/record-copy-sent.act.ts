import { transact } from '#db/client.ts'
import { findNewestLetter, updateMessageAsDealtWith } from '#db/queries/letters.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import { codeIn, sentWays } from '#src/domain/desk-actions.ts'
import { openStates } from '#src/domain/letter-states.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { copyLink } from '#src/letters/copy-link.letter.ts'
import { asDate } from '#db/moments.ts'
import { canEmail, emailOf, queueAgain, queueLetter } from '#src/services/submissions/letters.ts'
import { isCopyToSend } from './copy-asked.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'

/**
 * Records that the copy somebody asked for went out, or queues the way to it by email: a letter with a link that says
 * nothing of what it is about. The copy itself is never emailed. By email it has gone once the mail server has the letter,
 * which `send-letter` writes down, and is to send until then. One that went out otherwise ends the email, if it has not
 * gone yet.
 * @param how one of `sentWays` as typed, or `link` for the letter.
 */
export async function sendCopy(request: DeskRequest & { how: string }): Promise<ActResult> {
  const { reference, staff, version, now } = request
  if (!may(staff.role, copySentAct.right)) return { is: 'not-allowed' }
  const how = request.how === 'link' ? 'link' : codeIn(sentWays, request.how)
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    if (!row) return { is: 'no-such-submission' }
    const problem = (message: string) => ({
      is: 'problems' as const,
      problems: [{ field: copySentAct.fields.how, message }],
    })
    if (!how) return problem('Select how the copy was sent')
    if (isScreenOnly(row.flags)) return problem('Contact is not safe: no copy may be sent')
    if (row.version !== version || !isCopyToSend(row)) return { is: 'changed' }
    const about = { submissionId: row.id }
    const newest = await findNewestLetter(tx, about, copyLink.name)
    const before = openStates.some((state) => state === newest?.state) ? newest : undefined
    if (how === 'link') {
      const to = canEmail() ? emailOf(row) : undefined
      if (to === undefined) return problem('It cannot be emailed. Print it and post it')
      if (before && before.state !== 'failed') return { is: 'changed' }
      const key = `copy-link:${row.id}:${version}`
      const message =
        before?.id ?? (await queueLetter(tx, { key, letter: copyLink, to, fields: {}, about, now }))
      if (message === undefined) return { is: 'changed' }
      if (before) await queueAgain(tx, before, to)
      await recordAct(tx, row.id, request, {
        kind: 'letter-asked',
        detail: { letter: copyLink.name, message },
      })
      return { is: 'done' }
    }
    if (before) {
      const dealtWith = how === 'email' ? 'other' : how
      await updateMessageAsDealtWith(tx, before.id, { with: dealtWith, at: asDate(now), by: staff.id })
    }
    await recordAct(tx, row.id, request, {
      kind: 'copy-sent',
      detail: { how },
      change: { copySentAt: asDate(now) },
    })
    return { is: 'done' }
  })
}

export const copySentAct = deskAct({
  page: 'submission',
  name: 'copy-sent',
  right: 'decide',
  fields: { how: 'copy-sent' },
  form: {
    place: 'copy',
    show: ({ copy }) =>
      !copy?.isToSend
        ? []
        : [
            {
              boxes: [
                {
                  is: 'one-of',
                  field: 'how',
                  label: 'How it goes',
                  first: 'Select one',
                  options: {
                    ...(copy.canEmail && !copy.email ? { link: 'Email them a link to it now' } : {}),
                    post: `${sentWays.post}: it is on its way`,
                    'in-person': `${sentWays['in-person']}: it is on its way`,
                  },
                },
              ],
              button:
                copy.canEmail && !copy.email ? 'Email it, or record it as sent' : 'Record the copy as sent',
            },
          ],
  },
  run: (request, said) => sendCopy({ ...request, ...said }),
})
