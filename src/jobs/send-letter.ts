import { read, transact } from '#db/client.ts'
import type { JobData } from '#db/jobs.ts'
import { findMessageById } from '#db/queries/alerts.ts'
import { updateMessageAsWithheld } from '#db/queries/letters.ts'
import { updateSubmission } from '#db/queries/submissions.ts'
import { letterToWriter } from '#src/letters/all-letters.ts'
import { copyLink } from '#src/letters/copy-link.letter.ts'
import type { LetterToWriter } from '#src/letters/letter.ts'
import { writeLetter } from '#src/letters/letter-words.ts'
import { env } from '#src/settings/env.ts'
import { noteOf } from '#src/services/submissions/letter-events.ts'
import { canEmail, openLetter } from '#src/services/submissions/letters.ts'
import { isStillSafe } from '#src/services/submissions/still-safe.ts'
import { NotSetUp } from './email.ts'
import { handOver } from './hand-over.ts'
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
 * Sends a letter to a person who wrote: done already when it went, or somebody dealt with it. It never goes where contact
 * has become unsafe since it was queued. What becomes of it is in the history of what it is about.
 */
export async function sendLetter({ messageId }: JobData['send-letter'], context: JobContext): Promise<void> {
  const message = await read((db) => findMessageById(db, messageId))
  const sealedLetter = message?.sealedLetter
  if (!message || !sealedLetter || message.state === 'sent') return
  const { to, fields } = openLetter({ id: message.id, sealedLetter })
  const letter = letterToWriter(message.letter)
  const note = noteOf(message)
  if (letter && canEmail()) {
    const isHeld = isHeldBack[letter.mayNotGoWhen]
    if (await read((db) => isHeld(db, message, to, context.clock()))) {
      await transact(async (tx) => {
        if (!(await updateMessageAsWithheld(tx, message.id))) return
        await note(tx, asDate(context.clock()), 'letter-withheld', {})
      })
      return
    }
  }
  const write = () => {
    if (!letter) throw new Error('This version knows no such letter.')
    if (!canEmail()) throw new NotSetUp('No mail server or no address of the portal is set.')
    return writeLetter(letter, fields, env.ORIGIN)
  }
  await handOver(message, to, write, context, {
    sent: async (tx, at) => {
      if (message.submissionId && letter?.name === copyLink.name)
        await updateSubmission(tx, message.submissionId, { copySentAt: at })
      await note(tx, at, 'letter-handed-over', {})
    },
    failed: (tx, at, why) => note(tx, at, 'letter-failed', { why }),
  })
}
