import { type Tx, transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { lockMessage, type MessageRow, updateMessageAsDealtWith } from '#db/queries/letters.ts'
import { isRowId } from '#db/row-id.ts'
import { deskAct } from '#src/services/desk/desk-act.ts'
import { openLetter, queueAgain } from '#src/services/submissions/letters.ts'

/**
 * A letter that did not go and is about no submission: a code to come back to a form that is not sent. Nobody at the desk
 * can read that form, or reach whoever writes it. Undefined where a colleague was faster, or the draft is gone.
 */
async function lockUnsentLetter(tx: Tx, id: string): Promise<MessageRow | undefined> {
  const message = isRowId(id) ? await lockMessage(tx, id) : undefined
  return message?.draftId && message.state === 'failed' ? message : undefined
}

/** Sends it again. Whether it may go to that address is looked at in the moment of sending. */
export const unsentLetterAgainAct = deskAct({
  page: 'system',
  name: 'unsent-letter-again',
  right: 'see-system',
  fields: { message: 'letter-again' },
  run: async (_request, { message: id }) =>
    transact(async (tx) => {
      const message = await lockUnsentLetter(tx, id)
      const sealedLetter = message?.sealedLetter
      if (message && sealedLetter) await queueAgain(tx, message, openLetter({ id, sealedLetter }).to)
      return { is: 'done' }
    }),
})

/** Takes it off the list, and deletes its address and code. The person has had the code on their screen. */
export const unsentLetterSeenAct = deskAct({
  page: 'system',
  name: 'unsent-letter-seen',
  right: 'see-system',
  fields: { message: 'letter-seen' },
  run: async ({ staff, now }, { message: id }) =>
    transact(async (tx) => {
      const message = await lockUnsentLetter(tx, id)
      if (message)
        await updateMessageAsDealtWith(tx, message.id, { with: 'seen', at: asDate(now), by: staff.id })
      return { is: 'done' }
    }),
})
