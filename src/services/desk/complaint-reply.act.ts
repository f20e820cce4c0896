import { transact } from '#db/client.ts'
import { findRunningDue } from '#db/queries/clocks.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import { codeIn, sentWays } from '#src/domain/desk-actions.ts'
import { problemsOfLength } from '#src/domain/written.ts'
import type { Problem } from '#src/forms/engine/question.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { recordNote } from './record-note.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'

/**
 * Records that a complaint was answered: it keeps the promise of a reply. What was said is sealed.
 * @param how one of `sentWays`, as typed. @param words what the reply says, in short.
 */
export async function recordReply(request: DeskRequest & { how: string; words: string }): Promise<ActResult> {
  const { reference, staff, version } = request
  if (!may(staff.role, replyAct.right)) return { is: 'not-allowed' }
  const how = codeIn(sentWays, request.how)
  const words = request.words.trim()
  const { fields } = replyAct
  const problems: Problem[] = [
    ...(how ? [] : [{ field: fields.how, message: 'Select how the reply was sent' }]),
    ...(words === '' ? [{ field: fields.words, message: 'Enter what the reply says, in short' }] : []),
    ...problemsOfLength(fields.words, words),
  ]
  if (problems.length > 0 || !how) return { is: 'problems', problems }
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    if (!row) return { is: 'no-such-submission' }
    const dueAt = await findRunningDue(tx, row.id, 'complaint-reply')
    if (row.version !== version || !dueAt) return { is: 'changed' }
    const about = { submissionId: row.id }
    const note = await recordNote(tx, request, { about, kind: 'complaint-reply', codes: [how], words })
    await recordAct(tx, row.id, request, {
      kind: 'complaint-replied',
      detail: { how, note },
    })
    return { is: 'done' }
  })
}

export const replyAct = deskAct({
  page: 'submission',
  name: 'reply',
  right: 'decide',
  fields: { how: 'reply-how', words: 'reply-words' },
  form: {
    place: 'clock:complaint-reply',
    show: () => [
      {
        summary: 'The reply was sent',
        boxes: [
          { is: 'one-of', field: 'how', label: 'How it was sent', first: 'Select one', options: sentWays },
          { is: 'words', field: 'words', label: 'What it says, in short', rows: 3 },
        ],
        button: 'Record the reply',
      },
    ],
  },
  run: (request, said) => recordReply({ ...request, ...said }),
})
