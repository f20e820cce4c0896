import { transact } from '#db/client.ts'
import { may } from '#src/auth/roles.ts'
import { mayBeEmailed } from './open-letters.ts'
import { emailOf, queueAgain } from '#src/services/submissions/letters.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { lockLetter } from './lock-letter.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'

/**
 * Sends a letter again that did not go, to the address as it stands now. Whether it may go there is looked at once more
 * in the moment of sending.
 * @param message its id, as the form had it.
 */
export async function sendLetterAgain(request: DeskRequest & { message: string }): Promise<ActResult> {
  if (!may(request.staff.role, letterAgainAct.right)) return { is: 'not-allowed' }
  return transact(async (tx) => {
    const found = await lockLetter(tx, request, ['failed'])
    if ('is' in found) return found
    const { row, message } = found
    const to = mayBeEmailed(row) ? emailOf(row) : undefined
    if (to === undefined || !(await queueAgain(tx, message, to)))
      return {
        is: 'problems',
        problems: [{ field: letterAgainAct.fields.message, message: 'It cannot be emailed now' }],
      }
    await recordAct(tx, row.id, request, {
      kind: 'letter-asked',
      detail: { letter: message.letter, message: message.id },
    })
    return { is: 'done' }
  })
}

export const letterAgainAct = deskAct({
  page: 'submission',
  name: 'letter-again',
  right: 'record-contact',
  fields: { message: 'letter-again' },
  placeOf: (_field, { message }) => `letter-${message}`,
  form: {
    place: 'letter',
    show: ({ openLetters }) =>
      openLetters
        .filter(({ canGoAgain }) => canGoAgain)
        .map(({ id, words }) => ({
          hidden: { field: 'message', value: id, about: words },
          boxes: [],
          button: 'Try again',
        })),
  },
  run: (request, said) => sendLetterAgain({ ...request, ...said }),
})
