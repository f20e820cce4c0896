import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { type AdditionRow, listAdditions } from '#db/queries/additions.ts'
import { lockSubmissionById, type SubmissionRow } from '#db/queries/submissions.ts'
import { open } from '#db/sealing.ts'
import {
  type AddedAnswers,
  type Addition,
  type AdditionKind,
  flagsOfAddition,
  readAddition,
} from '#src/forms/addition.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { asInstant } from './drafts.ts'
import { recordAddition } from './record-addition.ts'

/** Minutes in which the very same addition again is a second press of the button, and not news. */
const SAME_PRESS_MINUTES = 10

/** What somebody added, with when. */
export type StoredAddition = (Addition | AddedAnswers) & { readonly at: Temporal.Instant }

export type Added =
  | { readonly is: 'added' }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  | { readonly is: 'no-such-submission' }

/**
 * Adds to a submission what its sender forgot, or that things have got worse. One transaction: the sealed
 * addition, its event, the flags and the suggested colour worked out again (never lowered), the mark that makes
 * it unread, and out of hours the alert. Where things got worse and no promise runs, a new one starts now.
 * @param submissionId of the pass: that the sender asks has been checked.
 */
export async function addToSubmission(
  submissionId: string,
  kind: AdditionKind,
  typed: Typed,
  now: Temporal.Instant,
): Promise<Added> {
  const read = readAddition(kind, typed)
  if (read.is === 'problems') return read
  return transact(async (tx) => {
    const row = await lockSubmissionById(tx, submissionId)
    if (!row) return { is: 'no-such-submission' }
    if (!(await isSecondPress(tx, row.id, read.addition, now))) await record(tx, row, read.addition, now)
    return { is: 'added' }
  })
}

async function isSecondPress(tx: Tx, submissionId: string, addition: Addition, now: Temporal.Instant) {
  const last = (await listAdditions(tx, submissionId)).at(-1)
  if (!last || now.since(asInstant(last.at)).total('minutes') > SAME_PRESS_MINUTES) return false
  const { at: _, ...before } = openAddition(last)
  return JSON.stringify(before) === JSON.stringify(addition)
}

const record = (tx: Tx, row: SubmissionRow, addition: Addition, now: Temporal.Instant) =>
  recordAddition(
    tx,
    row,
    {
      addition,
      raised: flagsOfAddition(addition),
      isNewPromise: addition.kind === 'worse',
      isAlerted: true,
    },
    now,
  )

/** Opens what was sealed with an addition. */
export const openAddition = (row: AdditionRow): StoredAddition => ({
  ...(JSON.parse(open(row.words, `additions:${row.id}`).toString('utf8')) as Addition | AddedAnswers),
  at: asInstant(row.at),
})
