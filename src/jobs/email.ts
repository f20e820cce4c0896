import type { LetterFailure } from '#src/domain/letter-states.ts'
import type { WrittenLetter } from '#src/letters/letter-words.ts'
import { council } from '#src/settings/council.ts'
import { env } from '#src/settings/env.ts'

/** No mail server, or no address of the portal, is set. */
export class NotSetUp extends Error {
  override readonly name = 'NotSetUp'
}

/** Milliseconds the mail server has to take the call, and to say something. */
const longestCall = 10_000
const longestSilence = 20_000

/**
 * Hands a letter to the mail server of the settings, from an address of the portal's that takes no answers.
 * @throws Error when there is no mail server, or it does not take the letter: `failureOf` says what that means.
 */
export async function sendEmail(to: string, { subject, text }: WrittenLetter): Promise<void> {
  if (!env.SMTP_URL) throw new NotSetUp('No mail server is set.')
  const host = env.ORIGIN ? new URL(env.ORIGIN).hostname : 'localhost'
  const { createTransport } = await import('nodemailer')
  const post = createTransport({
    url: env.SMTP_URL,
    connectionTimeout: longestCall,
    socketTimeout: longestSilence,
  })
  try {
    await post.sendMail({
      from: { name: council.name, address: `no-reply@${host}` },
      // One address, however it is written: as text it would be read as a list.
      to: { name: '', address: to },
      subject,
      text,
    })
  } finally {
    post.close()
  }
}

/** What the mail server, or nodemailer, says of a failure. */
interface MailError {
  readonly code?: unknown
  readonly command?: unknown
  readonly responseCode?: unknown
}

/**
 * What an error of sending means. Refused for good is an address only where the mail server said so of the recipient
 * (RFC 5321, 4.2.1: a reply of 5yz), or nothing could be sent to it at all; a mail server that refuses everybody, or
 * asks for a password, is one to mend.
 */
export function failureOf(error: unknown): LetterFailure {
  if (error instanceof NotSetUp) return 'not-set-up'
  const { code, command, responseCode } = (error instanceof Error ? error : {}) as MailError
  const isOfAddress = code === 'EENVELOPE' && (command === 'RCPT TO' || command === 'API')
  if (isOfAddress && (typeof responseCode !== 'number' || isForGood(responseCode))) return 'address-refused'
  // nodemailer has a code for whatever goes wrong on the way; what has none was thrown here.
  return typeof code === 'string' ? 'not-taken' : 'fault'
}

/** 503 is of the order of commands, and says nothing of the address. */
const isForGood = (reply: number): boolean => reply >= 500 && reply < 600 && reply !== 503
