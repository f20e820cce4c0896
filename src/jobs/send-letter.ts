import { read, transact } from '#db/client.ts'
import type { JobData } from '#db/jobs.ts'
import { findMessageById, updateMessageState } from '#db/queries/alerts.ts'
import { letterToWriter } from '#src/letters/all-letters.ts'
import type { LetterToWriter } from '#src/letters/letter.ts'
import { writeLetter } from '#src/letters/letter-words.ts'
import { env } from '#src/settings/env.ts'
import { canEmail, openLetter } from '#src/services/submissions/letters.ts'
import { isStillSafe } from '#src/services/submissions/still-safe.ts'
import { sendEmail } from './email.ts'
import { asDate } from '#db/moments.ts'
import type { JobContext } from './job-context.ts'

/** Whether what a letter declares that it may not go by has come about since it was queued. */
const isHeldBack: {
  readonly [Reason in LetterToWriter['mayNotGoWhen']]: (
    ...asked: Parameters<typeof isStillSafe>
  ) => Promise<boolean>
} = {
  'contact-unsafe': async (...asked) => !(await isStillSafe(...asked)),
}

/**
 * Sends a letter to a person who wrote. Done already when it is sent; a mail server that fails leaves it marked
 * as failed, on the screen staff look at, until a later try gets through. It never goes where contact has become
 * unsafe since it was queued.
 */
export async function sendLetter(
  { messageId }: JobData['send-letter'],
  { clock }: JobContext,
): Promise<void> {
  const message = await read((db) => findMessageById(db, messageId))
  const sealedLetter = message?.sealedLetter
  if (!message || !sealedLetter || message.state === 'sent') return
  const { to, fields } = openLetter({ id: message.id, sealedLetter })
  const letter = letterToWriter(message.letter)
  if (letter && canEmail()) {
    const isHeld = isHeldBack[letter.mayNotGoWhen]
    if (await read((db) => isHeld(db, message, to, clock()))) {
      await transact((tx) => updateMessageState(tx, message.key, 'withheld', null))
      return
    }
  }
  try {
    if (!letter) throw new Error('This version knows no such letter.')
    if (!canEmail()) throw new Error('No mail server or no address of the portal is set.')
    await sendEmail(to, writeLetter(letter, fields, env.ORIGIN))
  } catch (error) {
    await transact((tx) => updateMessageState(tx, message.key, 'failed', null))
    throw error
  }
  await transact((tx) => updateMessageState(tx, message.key, 'sent', asDate(clock())))
}
