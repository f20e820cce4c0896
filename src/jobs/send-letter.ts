import { createTransport } from 'nodemailer'
import { read, transact } from '#db/client.ts'
import type { JobData } from '#db/jobs.ts'
import { findMessageById, updateMessageState } from '#db/queries/alerts.ts'
import { council } from '#src/settings/council.ts'
import { env } from '#src/settings/env.ts'
import { canEmail, type LetterName, openLetter } from '#src/services/submissions/letters.ts'
import { isStillSafe } from '#src/services/submissions/still-safe.ts'
import { asDate } from '#src/services/filling-in/drafts.ts'
import type { JobContext } from './job-context.ts'

/** The same for every letter: whoever sees it on a screen learns nothing. */
const subject = () => `Your request to ${council.name}`

/** What each letter says: never what it is about, nor a name. */
const words: Readonly<Record<LetterName, (code: string, site: string) => readonly string[]>> = {
  'resume-code': (code, site) => [
    'Here is the code you asked for:',
    code,
    `Use it at ${site}/come-back. You also need the word or number you chose.`,
  ],
  'status-code': (code, site) => [
    'Here is the code you asked for:',
    code,
    `Use it at ${site}/my-request. You also need the reference we gave you.`,
  ],
  'copy-link': (_, site) => [
    'What you asked us for is ready.',
    `You can see it at ${site}/my-request. You need the reference and the code we gave you.`,
  ],
}

/** A letter as it goes out. */
const letterText = (letter: LetterName, code: string | null, site: string): string =>
  [
    ...words[letter](code ?? '', site),
    `If you did not ask for this, you can delete it, or ring us on ${council.phones.day}.`,
    council.name,
    '',
  ].join('\n\n')

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
  const { to, code } = openLetter({ id: message.id, sealedLetter })
  if (canEmail() && !(await read((db) => isStillSafe(db, message, to, clock())))) {
    await transact((tx) => updateMessageState(tx, message.key, 'withheld', null))
    return
  }
  try {
    await email(to, letterText(message.letter as LetterName, code, env.ORIGIN ?? ''))
  } catch (error) {
    await transact((tx) => updateMessageState(tx, message.key, 'failed', null))
    throw error
  }
  await transact((tx) => updateMessageState(tx, message.key, 'sent', asDate(clock())))
}

async function email(to: string, text: string): Promise<void> {
  if (!env.SMTP_URL || !env.ORIGIN) throw new Error('No mail server or no address of the portal is set.')
  const post = createTransport({ url: env.SMTP_URL, connectionTimeout: 10_000, socketTimeout: 20_000 })
  try {
    await post.sendMail({
      from: { name: council.name, address: `no-reply@${new URL(env.ORIGIN).hostname}` },
      to,
      subject: subject(),
      text,
    })
  } finally {
    post.close()
  }
}
