import type { Tx } from '#db/client.ts'
import { listAbandonedLetters, updateMessageAsNotSent } from '#db/queries/letters.ts'
import { noteOf } from './letter-events.ts'

/**
 * Gives up letters that wait for a try which no job will make any more, as after a worker that was stopped in the middle
 * of the last one. They are then on the desk like any other that did not go.
 * @param at the present moment.
 */
export async function giveUpAbandonedLetters(tx: Tx, at: Date): Promise<void> {
  for (const message of await listAbandonedLetters(tx)) {
    const why = message.failure ?? 'not-taken'
    await updateMessageAsNotSent(tx, message.id, { failure: why, isGivenUp: true, at })
    await noteOf(message)(tx, at, 'letter-failed', { why })
  }
}
