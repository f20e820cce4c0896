import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { sendJob } from '#db/jobs.ts'
import { insertMessage } from '#db/queries/alerts.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { open, seal } from '#db/sealing.ts'
import { env } from '#src/settings/env.ts'
import type { FieldsOf, LetterToWriter } from '#src/letters/letter.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'
import { asDate } from '#db/moments.ts'

/** What is sealed with a message until it is sent. */
export interface SealedLetter {
  readonly to: string
  /** What its letter declares. */
  readonly fields: Readonly<Record<string, unknown>>
}

type AboutOf<One extends LetterToWriter> = One['about'] extends 'draft'
  ? { readonly draftId: string }
  : { readonly submissionId: string }

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
 * retries. The job carries the message's id only; address and fields are sealed until it is sent, then gone.
 * @returns False when there is a letter with this key already.
 */
export async function queueLetter<One extends LetterToWriter>(
  tx: Tx,
  {
    letter,
    to,
    fields,
    ...asked
  }: {
    key: string
    letter: One
    to: string
    fields: FieldsOf<One>
    about: AboutOf<One>
    now: Temporal.Instant
  },
): Promise<boolean> {
  const id = randomUUID()
  const isNew = await insertMessage(tx, {
    id,
    key: asked.key,
    ...asked.about,
    contact: 'The person who wrote',
    letter: letter.name,
    sealedLetter: seal(JSON.stringify({ to, fields } satisfies SealedLetter), `messages:${id}`),
    state: 'waiting',
    createdAt: asDate(asked.now),
  })
  if (isNew) await sendJob(tx, letter.job, { messageId: id })
  return isNew
}

/** Opens what was sealed with a message. */
export function openLetter(row: { id: string; sealedLetter: Sealed }): SealedLetter {
  const sealed = JSON.parse(open(row.sealedLetter, `messages:${row.id}`).toString('utf8')) as
    | SealedLetter
    | { readonly to: string; readonly code: string | null }
  if ('fields' in sealed) return sealed
  // Written down before letters declared their fields: a code was all that one could carry.
  return { to: sealed.to, fields: sealed.code === null ? {} : { code: sealed.code } }
}
