import { createTransport } from 'nodemailer'
import type { WrittenLetter } from '#src/letters/letter-words.ts'
import { council } from '#src/settings/council.ts'
import { env } from '#src/settings/env.ts'

/** Milliseconds the mail server has to take the call, and to say something. */
const longestCall = 10_000
const longestSilence = 20_000

/**
 * Hands a letter to the mail server of the settings, from an address of the portal's that takes no answers.
 * @throws Error when there is no mail server, or it does not take the letter.
 */
export async function sendEmail(to: string, { subject, text }: WrittenLetter): Promise<void> {
  if (!env.SMTP_URL) throw new Error('No mail server is set.')
  const host = env.ORIGIN ? new URL(env.ORIGIN).hostname : 'localhost'
  const post = createTransport({
    url: env.SMTP_URL,
    connectionTimeout: longestCall,
    socketTimeout: longestSilence,
  })
  try {
    await post.sendMail({ from: { name: council.name, address: `no-reply@${host}` }, to, subject, text })
  } finally {
    post.close()
  }
}
