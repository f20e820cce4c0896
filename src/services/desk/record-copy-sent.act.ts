import { transact } from '#db/client.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import { codeIn, sentWays } from '#src/domain/desk-actions.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { copyLink } from '#src/letters/copy-link.letter.ts'
import { asDate } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { canEmail, emailIn, queueLetter } from '#src/services/submissions/letters.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'

/**
 * Records that the copy somebody asked for went out, or sends them the way to it by email: a letter with a link
 * that says nothing of what it is about. The copy itself is never emailed.
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
    if (row.version !== version || row.copyAsked === null || row.copySentAt !== null) return { is: 'changed' }
    const { snapshot } = openSubmission(row)
    const email = emailIn(snapshot)
    if (how === 'link' && (!email || !canEmail()))
      return problem('It cannot be emailed. Print it and post it')
    if (how === 'link' && email) {
      await queueLetter(tx, {
        key: `copy-link:${row.id}:${row.codeNumber}`,
        letter: copyLink,
        to: email,
        fields: {},
        about: { submissionId: row.id },
        now,
      })
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
      copy === null || copy.sentAt !== null || copy.isHeldBack
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
                    ...(copy.canEmail ? { link: 'Email them a link to it now' } : {}),
                    post: `${sentWays.post}: it is on its way`,
                    'in-person': `${sentWays['in-person']}: it is on its way`,
                  },
                },
              ],
              button: 'Record the copy as sent',
            },
          ],
  },
  run: (request, said) => sendCopy({ ...request, ...said }),
})
