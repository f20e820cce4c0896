import { transact } from '#db/client.ts'
import { listOpenLetters } from '#db/queries/letters.ts'
import { may } from '#src/auth/roles.ts'
import { email as emailQuestion } from '#src/forms/controls/email.ts'
import type { Problem } from '#src/forms/engine/question.ts'
import { readAnswer } from '#src/forms/engine/read-answer.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import { queueAgain, readdress, sealEmail } from '#src/services/submissions/letters.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { lockLetter } from './lock-letter.ts'
import { mayBeEmailed } from './open-letters.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'

/** Read as the forms read one. */
const asked = emailQuestion({ title: 'Their email address' })

/** Where the new address is from. Somebody else in the home may ring and give theirs. */
const toldBy = {
  'themself-safe': 'From them. I checked who they are. They say that a message there is safe',
} as const

/**
 * Puts the email address of a request right, as the person says it is, and sends the letter there that did not go. Later
 * letters go there too. Whether one may go is looked at once more in the moment of sending.
 * @param message id of the letter. @param email, told as typed; `told` one of `toldBy`.
 */
export async function correctEmail(
  request: DeskRequest & { message: string; email: string; told: string },
): Promise<ActResult> {
  if (!may(request.staff.role, correctEmailAct.right)) return { is: 'not-allowed' }
  const { fields } = correctEmailAct
  const read = readAnswer(fields.email, asked, { [fields.email]: [request.email] })
  const to =
    read.answer && 'value' in read.answer && typeof read.answer.value === 'string'
      ? read.answer.value
      : undefined
  const isBlank = to === undefined && read.problems.length === 0
  const problems: Problem[] = [
    ...read.problems.map(({ field, message }) => ({ field, message: inStyle(message, false) })),
    ...(isBlank ? [{ field: fields.email, message: 'Enter their email address' }] : []),
    ...(Object.hasOwn(toldBy, request.told)
      ? []
      : [
          {
            field: fields.told,
            message: 'Only they can say where a message is safe. Select this once they have',
          },
        ]),
  ]
  return transact(async (tx) => {
    const found = await lockLetter(tx, request, ['failed'])
    if ('is' in found) return found
    if (problems.length > 0 || to === undefined) return { is: 'problems', problems }
    const { row, message } = found
    if (!mayBeEmailed(row) || !(await queueAgain(tx, message, to)))
      return { is: 'problems', problems: [{ field: fields.email, message: 'It cannot be emailed now' }] }
    // What else is on its way would otherwise be held back, as its address is no longer theirs.
    const others = (await listOpenLetters(tx, [row.id])).get(row.id) ?? []
    for (const other of others) if (other.id !== message.id) await readdress(tx, other, to)
    await recordAct(tx, row.id, request, {
      kind: 'email-corrected',
      detail: { letter: message.letter, message: message.id },
      change: { correctedEmail: sealEmail(row.id, to) },
    })
    return { is: 'done' }
  })
}

export const correctEmailAct = deskAct({
  page: 'submission',
  name: 'correct-email',
  right: 'record-contact',
  fields: { message: 'correct-email', email: 'right-email', told: 'right-email-told' },
  placeOf: (field, { message }) => `${field}-${message}`,
  form: {
    place: 'letter',
    show: ({ openLetters }) =>
      openLetters
        .filter(({ canGoAgain }) => canGoAgain)
        .map(({ id, words }) => ({
          summary: 'Put the address right, and send it there',
          hidden: { field: 'message', value: id, about: words },
          boxes: [
            { is: 'line', field: 'email', label: 'Their email address', type: 'email' },
            {
              is: 'one-of',
              field: 'told',
              label: 'Who told you',
              first: 'Select one',
              options: toldBy,
            },
          ],
          button: 'Put it right and send',
        })),
  },
  run: (request, said) => correctEmail({ ...request, ...said }),
})
