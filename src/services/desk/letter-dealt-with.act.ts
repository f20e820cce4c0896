import { transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { updateMessageAsDealtWith } from '#db/queries/letters.ts'
import { may } from '#src/auth/roles.ts'
import { codeIn } from '#src/domain/desk-actions.ts'
import { dealtWays } from '#src/domain/letter-states.ts'
import { problemsOfLength } from '#src/domain/written.ts'
import type { Problem } from '#src/forms/engine/question.ts'
import { copyLink } from '#src/letters/copy-link.letter.ts'
import { isCopyToSend } from './copy-asked.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { lockLetter } from './lock-letter.ts'
import { recordNote } from './record-note.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'

/**
 * Records what was done about a letter that did not go, or could not yet: it is tried no more, and its address and code
 * are deleted. Of the way to a copy it settles the copy too, where that was given otherwise or is not needed.
 * @param message its id. @param how one of `dealtWays`, as typed. @param words needed where it is something else.
 */
export async function dealWithLetter(
  request: DeskRequest & { message: string; how: string; words: string },
): Promise<ActResult> {
  const { staff, now } = request
  if (!may(staff.role, letterDealtWithAct.right)) return { is: 'not-allowed' }
  const { fields } = letterDealtWithAct
  const how = codeIn(dealtWays, request.how)
  const words = request.words.trim()
  const problems: Problem[] = [
    ...(how ? [] : [{ field: fields.how, message: 'Select what you did about it' }]),
    ...(how === 'other' && words === ''
      ? [{ field: fields.words, message: 'Enter what you did about it' }]
      : []),
    ...problemsOfLength(fields.words, words),
  ]
  return transact(async (tx) => {
    const found = await lockLetter(tx, request, ['failed', 'trying-again'])
    if ('is' in found) return found
    if (problems.length > 0 || !how) return { is: 'problems', problems }
    const { row, message } = found
    const about = { submissionId: row.id }
    const note =
      words === ''
        ? null
        : await recordNote(tx, request, { about, kind: 'letter-dealt-with', codes: [how], words })
    await updateMessageAsDealtWith(tx, message.id, { with: how, at: asDate(now), by: staff.id })
    const isOfCopy = message.letter === copyLink.name && isCopyToSend(row)
    const copy =
      how === 'post' || how === 'in-person'
        ? { copySentAt: asDate(now) }
        : how === 'not-needed'
          ? { copyNotNeededAt: asDate(now) }
          : {}
    await recordAct(tx, row.id, request, {
      kind: 'letter-dealt-with',
      detail: { letter: message.letter, message: message.id, how, note },
      change: isOfCopy ? copy : {},
    })
    return { is: 'done' }
  })
}

export const letterDealtWithAct = deskAct({
  page: 'submission',
  name: 'letter-dealt-with',
  right: 'record-contact',
  fields: { message: 'letter-dealt-with', how: 'letter-dealt-how', words: 'letter-dealt-words' },
  placeOf: (field, { message }) => `${field}-${message}`,
  form: {
    place: 'letter',
    show: ({ openLetters }) =>
      openLetters
        .filter(({ state }) => state !== 'waiting')
        .map(({ id, words }) => ({
          summary: 'Record what you did about it',
          hidden: { field: 'message', value: id, about: words },
          boxes: [
            { is: 'one-of', field: 'how', label: 'What you did', first: 'Select one', options: dealtWays },
            { is: 'words', field: 'words', label: 'Why, or anything a colleague should know', rows: 2 },
          ],
          button: 'It is dealt with',
        })),
  },
  run: (request, said) => dealWithLetter({ ...request, ...said }),
})
