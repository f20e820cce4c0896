import { type Tx, transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { type MessageRow, updateMessageAsNotSent, updateMessageAsSent } from '#db/queries/letters.ts'
import type { LetterFailure } from '#src/domain/letter-states.ts'
import type { WrittenLetter } from '#src/letters/letter-words.ts'
import { errorFields, log } from '#src/log.ts'
import { failureOf, sendEmail } from './email.ts'
import type { JobContext } from './job-context.ts'

/** What is written down beside the message, in the same transaction. */
interface Written {
  readonly sent: (tx: Tx, at: Date) => Promise<unknown>
  /** It is given up. */
  readonly failed: (tx: Tx, at: Date, failure: LetterFailure) => Promise<unknown>
}

/**
 * Hands a letter to the mail server, and writes down what became of it. Nothing else in the portal says that a message
 * went. An address the mail server refuses for good is given up at once; whatever else fails is tried again as often as
 * its job is, and then given up. What was given up is on the desk, so that its job has done its work.
 * @param letter writes it: what it throws is a failure like any other.
 * @throws what failed, where another try comes.
 */
export async function handOver(
  message: Pick<MessageRow, 'id'>,
  to: string,
  letter: () => WrittenLetter,
  { clock, isLastTry }: JobContext,
  written: Written,
): Promise<void> {
  try {
    await sendEmail(to, letter())
  } catch (error) {
    const failure = failureOf(error)
    const isGivenUp = isLastTry || failure === 'address-refused'
    const at = asDate(clock())
    await transact(async (tx) => {
      const isNoted = await updateMessageAsNotSent(tx, message.id, { failure, isGivenUp, at })
      if (isNoted && isGivenUp) await written.failed(tx, at, failure)
    })
    if (!isGivenUp) throw error
    log.error('a letter was given up', { ...errorFields(error), code: failure })
    return
  }
  await transact(async (tx) => {
    const at = asDate(clock())
    if (await updateMessageAsSent(tx, message.id, at)) await written.sent(tx, at)
  })
}
