import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { sendJob } from '#db/jobs.ts'
import { insertMessage } from '#db/queries/alerts.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { open, seal } from '#db/sealing.ts'
import { env } from '#src/settings/env.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'
import { asDate } from '#db/moments.ts'

/** Letters to people who wrote. What each says stands in `jobs/send-letter.ts`. */
export type LetterName = 'resume-code' | 'status-code' | 'copy-link'

/** What is sealed with a message until it is sent. */
export interface SealedLetter {
  readonly to: string
  /** The code it carries; null where it carries none. */
  readonly code: string | null
}

/** Letters can go by email at all: a mail server is set, and the address people use, for the link. */
export const canEmail = (): boolean => env.SMTP_URL !== undefined && env.ORIGIN !== undefined

/**
 * The address somebody gave for themself and said may be used: they ticked email, and that a message is safe and
 * may say who it is from. Where somebody writes for another person the address asked for is that person's, so
 * there is none. Flags that say contact is not safe are for the caller to look at.
 */
export function emailIn(snapshot: Pick<Snapshot, 'answers' | 'voice'>): string | undefined {
  if (snapshot.voice !== 'you') return undefined
  const { email, 'contact-way': ways, 'message-safe': safe } = snapshot.answers
  const isSaidSafe = Array.isArray(ways) && ways.includes('email') && safe === 'yes'
  return isSaidSafe && typeof email === 'string' && email !== '' ? email : undefined
}

/**
 * Writes a letter down and puts it in the queue, in the caller's transaction: once for each key, whatever the
 * retries. The job carries the message's id only; address and code are sealed until it is sent, then gone.
 * @returns False when there is a letter with this key already.
 */
export async function queueLetter(
  tx: Tx,
  letter: {
    key: string
    letter: LetterName
    to: string
    code: string | null
    about: { submissionId: string } | { draftId: string }
    now: Temporal.Instant
  },
): Promise<boolean> {
  const id = randomUUID()
  const { to, code } = letter
  const isNew = await insertMessage(tx, {
    id,
    key: letter.key,
    ...letter.about,
    contact: 'The person who wrote',
    letter: letter.letter,
    sealedLetter: seal(JSON.stringify({ to, code } satisfies SealedLetter), `messages:${id}`),
    state: 'waiting',
    createdAt: asDate(letter.now),
  })
  if (isNew) await sendJob(tx, 'send-letter', { messageId: id })
  return isNew
}

/** Opens what was sealed with a message. */
export const openLetter = (row: { id: string; sealedLetter: Sealed }): SealedLetter =>
  JSON.parse(open(row.sealedLetter, `messages:${row.id}`).toString('utf8')) as SealedLetter
