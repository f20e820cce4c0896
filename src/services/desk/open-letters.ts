import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { asInstant } from '#db/moments.ts'
import { listOpenLetters, type MessageRow } from '#db/queries/letters.ts'
import type { SubmissionRow } from '#db/queries/submissions.ts'
import type { LetterFailure, OpenState } from '#src/domain/letter-states.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { letterInWords } from '#src/letters/all-letters.ts'
import { copyLink } from '#src/letters/copy-link.letter.ts'
import { canEmail, emailOf, fieldsToSendAgain, openLetter } from '#src/services/submissions/letters.ts'

/** A letter about a submission that has not gone and that nobody has dealt with, for whoever may read the submission. */
export interface OpenLetter {
  /** Of its message. */
  readonly id: string
  readonly letter: string
  /** What it is called, for staff. */
  readonly words: string
  readonly state: OpenState
  /** Since when it did not go; of one that is being sent, since when. */
  readonly since: Temporal.Instant
  readonly tries: number
  readonly failure: LetterFailure | null
  /** The address it was for; undefined where that is not kept any more. */
  readonly to: string | undefined
  /** It is the way to the copy they asked for. */
  readonly isCopy: boolean
  /** It did not go, and may go again: contact is safe, they ticked email, and what it says is kept. */
  readonly canGoAgain: boolean
}

const openLetterOf = (message: MessageRow, mayBeEmailed: boolean): OpenLetter => ({
  id: message.id,
  letter: message.letter,
  words: letterInWords(message.letter),
  state: message.state as OpenState,
  since: asInstant(message.failedAt ?? message.createdAt),
  tries: message.tries,
  failure: message.failure,
  to: message.sealedLetter
    ? openLetter({ id: message.id, sealedLetter: message.sealedLetter }).to
    : undefined,
  isCopy: message.letter === copyLink.name,
  canGoAgain: message.state === 'failed' && mayBeEmailed && fieldsToSendAgain(message) !== undefined,
})

/** Whether a letter about a submission may be emailed at all. It is asked again in the moment of sending. */
export const mayBeEmailed = (row: SubmissionRow): boolean =>
  canEmail() && !row.isSafeguarding && !isScreenOnly(row.flags) && emailOf(row) !== undefined

/** The letters of a submission that have not gone, oldest first. */
export async function openLettersOf(tx: Tx, row: SubmissionRow): Promise<OpenLetter[]> {
  const letters = (await listOpenLetters(tx, [row.id])).get(row.id) ?? []
  const may = letters.length > 0 && mayBeEmailed(row)
  return letters.map((message) => openLetterOf(message, may))
}
