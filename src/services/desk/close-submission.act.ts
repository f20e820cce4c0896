import { transact } from '#db/client.ts'
import { listRunningClocks } from '#db/queries/clocks.ts'
import { listOpenLetters } from '#db/queries/letters.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import { closeReasons, codeIn } from '#src/domain/desk-actions.ts'
import { problemsOfLength } from '#src/domain/written.ts'
import type { Problem } from '#src/forms/engine/question.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { recordNote } from './record-note.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'
import { whatIsLeft } from './what-is-left.ts'

/**
 * Closes a request: everything promised about it is done. The reason is a code; what is written beside it is
 * sealed. It opens again by itself when things get worse, or with another decision.
 * @param reason one of `closeReasons`, as typed. @param words needed where the reason is another one.
 */
export async function closeSubmission(
  request: DeskRequest & { reason: string; words: string },
): Promise<ActResult> {
  const { reference, staff, version } = request
  if (!may(staff.role, closeAct.right)) return { is: 'not-allowed' }
  const reason = codeIn(closeReasons, request.reason)
  const words = request.words.trim()
  const { fields } = closeAct
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    if (!row) return { is: 'no-such-submission' }
    if (row.version !== version) return { is: 'changed' }
    const running = (await listRunningClocks(tx, [row.id])).get(row.id) ?? []
    const letters = (await listOpenLetters(tx, [row.id])).get(row.id) ?? []
    const left = whatIsLeft(
      row,
      running.map(({ kind }) => kind),
      letters.map(({ state }) => state),
    )
    const problems: Problem[] = [
      ...(left ? [{ field: fields.reason, message: left }] : []),
      ...(reason ? [] : [{ field: fields.reason, message: 'Select why it is closed' }]),
      ...(reason === 'other' && words === ''
        ? [{ field: fields.words, message: 'Enter the reason for closing it' }]
        : []),
      ...problemsOfLength(fields.words, words),
    ]
    if (problems.length > 0 || !reason) return { is: 'problems', problems }
    const about = { submissionId: row.id }
    const note =
      words === '' ? null : await recordNote(tx, request, { about, kind: 'closed', codes: [reason], words })
    await recordAct(tx, row.id, request, {
      kind: 'closed',
      detail: { reason, note },
      change: { status: 'closed' },
    })
    return { is: 'done' }
  })
}

export const closeAct = deskAct({
  page: 'submission',
  name: 'close',
  right: 'close',
  fields: { reason: 'close-reason', words: 'close-words' },
  form: {
    place: 'closing',
    show: ({ leftToDo }) => [
      {
        summary: 'Close this request',
        notYet: leftToDo && `${leftToDo}.`,
        boxes: [
          { is: 'one-of', field: 'reason', label: 'Why', first: 'Select a reason', options: closeReasons },
          { is: 'words', field: 'words', label: 'Anything a colleague should know', rows: 2 },
        ],
        button: 'Close it',
      },
    ],
  },
  run: (request, said) => closeSubmission({ ...request, ...said }),
})
