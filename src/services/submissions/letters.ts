import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { sendJob } from '#db/jobs.ts'
import { insertMessage } from '#db/queries/alerts.ts'
import { type MessageRow, updateMessageAsWaiting, updateMessageLetter } from '#db/queries/letters.ts'
import type { SubmissionRow } from '#db/queries/submissions.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { open, seal } from '#db/sealing.ts'
import { env } from '#src/settings/env.ts'
import { letterToWriter } from '#src/letters/all-letters.ts'
import type { FieldsOf, LetterToWriter } from '#src/letters/letter.ts'
import { isContactAnswered } from '#src/forms/engine/copy.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'
import { asDate } from '#db/moments.ts'
import { openSubmission } from './stored-submission.ts'

/** What is sealed with a message until it went, or somebody dealt with it. */
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
 * The address somebody gave for themself and said may be used: they ticked email, that a message is safe and may say
 * who it is from, and said whether anyone must not find out. Where somebody writes for another person the address
 * asked for is that person's, so there is none. Flags that say contact is not safe are for the caller to look at.
 */
export function emailIn(snapshot: Pick<Snapshot, 'answers' | 'voice'>): string | undefined {
  if (snapshot.voice !== 'you') return undefined
  const { email, 'contact-way': ways, 'message-safe': safe } = snapshot.answers
  const isAnswered = isContactAnswered(snapshot.answers)
  const isSaidSafe = isAnswered && Array.isArray(ways) && ways.includes('email') && safe === 'yes'
  return isSaidSafe && typeof email === 'string' && email !== '' ? email : undefined
}

const contextOfEmail = (submissionId: string) => `submissions:${submissionId}:email`

/** Seals an email address that somebody put right, for the submission it is of. */
export const sealEmail = (submissionId: string, email: string): Sealed =>
  seal(email, contextOfEmail(submissionId))

/** The address that somebody put right after sending; undefined where nobody did. */
export const correctedEmailOf = ({
  id,
  correctedEmail,
}: Pick<SubmissionRow, 'id' | 'correctedEmail'>): string | undefined =>
  correctedEmail === null ? undefined : open(correctedEmail, contextOfEmail(id)).toString('utf8')

/**
 * Where a letter about a submission may go: as `emailIn` says, at the address as they put it right since.
 */
export function emailOf(row: Pick<SubmissionRow, 'id' | 'snapshot' | 'correctedEmail'>): string | undefined {
  const given = emailIn(openSubmission(row).snapshot)
  return given && (correctedEmailOf(row) ?? given)
}

/**
 * Writes a letter down and puts it in the queue, in the caller's transaction: once for each key, whatever the
 * retries. The job carries the message's id only; address and fields are sealed until it went or somebody dealt with
 * it, then gone. That it is queued says nothing of whether it went: its state does.
 * @returns The id of its message; undefined when there is a letter with this key already.
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
): Promise<string | undefined> {
  const id = randomUUID()
  const isNew = await insertMessage(tx, {
    id,
    key: asked.key,
    ...asked.about,
    contact: 'The person who wrote',
    letter: letter.name,
    sealedLetter: sealLetter(id, { to, fields }),
    state: 'waiting',
    createdAt: asDate(asked.now),
  })
  if (!isNew) return undefined
  await sendJob(tx, letter.job, { messageId: id })
  return id
}

const sealLetter = (messageId: string, letter: SealedLetter): Sealed =>
  seal(JSON.stringify(letter), `messages:${messageId}`)

/**
 * What a letter that did not go would say if it went again: as it was queued, or nothing where it declares nothing.
 * Undefined where that is not kept any more.
 */
export function fieldsToSendAgain(message: MessageRow): SealedLetter['fields'] | undefined {
  const { id, sealedLetter } = message
  if (sealedLetter) return openLetter({ id, sealedLetter }).fields
  const letter = letterToWriter(message.letter)
  return letter && Object.keys(letter.fields).length === 0 ? {} : undefined
}

/** Gives a letter that is still to go another address, since that was put right meanwhile. */
export async function readdress(tx: Tx, { id, sealedLetter }: MessageRow, to: string): Promise<void> {
  if (sealedLetter === null) return
  const { fields } = openLetter({ id, sealedLetter })
  await updateMessageLetter(tx, id, sealLetter(id, { to, fields }))
}

/**
 * Puts a letter that did not go back in the queue, in the caller's transaction. Whether it may go to that address is
 * looked at in the moment of sending, as it was the first time.
 * @returns False where what it would say is not kept any more.
 */
export async function queueAgain(tx: Tx, message: MessageRow, to: string): Promise<boolean> {
  const fields = fieldsToSendAgain(message)
  if (!fields) return false
  await updateMessageAsWaiting(tx, message.id, sealLetter(message.id, { to, fields }))
  await sendJob(tx, 'send-letter', { messageId: message.id })
  return true
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
