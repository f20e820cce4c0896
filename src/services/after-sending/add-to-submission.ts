import type { Temporal } from 'temporal-polyfill'
import { read, type Tx, transact } from '#db/client.ts'
import { type AdditionRow, listAdditions } from '#db/queries/additions.ts'
import { findSubmissionById, lockSubmissionById, type SubmissionRow } from '#db/queries/submissions.ts'
import { open } from '#db/sealing.ts'
import {
  type AddedAnswers,
  type Addition,
  type AdditionKind,
  flagsOfAddition,
  questionsOfAddition,
  readAddition,
} from '#src/forms/after-sending/addition.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import type { SentProof } from '#src/forms/after-sending/proof.ts'
import { asInstant } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { refusals, spend } from '#src/services/running/budgets.ts'
import { recordAddition } from './record-addition.ts'

/** Minutes in which the very same addition again is a second press of the button, and not news. */
export const SAME_PRESS_MINUTES = 10

/** What somebody added, with when. */
export type StoredAddition = (Addition | AddedAnswers | SentProof) & { readonly at: Temporal.Instant }

export type Added =
  | { readonly is: 'added' }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  | { readonly is: 'no-such-submission' }

/** Whether a submission was sent by the person it is about, who may say that contact has become unsafe. */
const isOwn = (row: SubmissionRow): boolean => openSubmission(row).snapshot.voice === 'you'

/** The same for a page, of the submission that a pass opens. False when it is no longer there. */
export async function isAboutSender(submissionId: string): Promise<boolean> {
  const row = await read((db) => findSubmissionById(db, submissionId))
  return row !== undefined && isOwn(row)
}

/**
 * Adds to a submission what its sender forgot, or that things have got worse. One transaction: the sealed
 * addition, its event, the flags and the suggested colour worked out again (never lowered), the mark that makes
 * it unread, and out of hours the alert. Where things got worse and no promise runs, a new one starts now. Contact
 * that is no longer safe, or may not be, flags the submission: from then on nothing about it leaves the screen.
 * @param submissionId of the pass: that the sender asks has been checked.
 */
export async function addToSubmission(
  submissionId: string,
  kind: AdditionKind,
  typed: Typed,
  now: Temporal.Instant,
): Promise<Added> {
  return transact(async (tx) => {
    const row = await lockSubmissionById(tx, submissionId)
    if (!row) return { is: 'no-such-submission' }
    const added = readAddition(kind, typed, isOwn(row))
    if (added.is === 'problems') return added
    if (await isSecondPress(tx, row.id, added.addition, now)) return { is: 'added' }
    const mayWait = kind === 'forgot' && !row.isSafeguarding
    if (mayWait && !(await spend(tx, 'sends', 1, now))) {
      const [field = ''] = Object.keys(questionsOfAddition(kind, false))
      return { is: 'problems', problems: [{ field, message: refusals.sends() }] }
    }
    await record(tx, row, added.addition, now)
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
      isAlerted: true,
    },
    now,
  )

/** As it was kept before "not sure" could be said of danger. */
interface OlderAddition {
  readonly isDanger?: boolean
}

/** Opens what was sealed with an addition. */
export function openAddition(row: AdditionRow): StoredAddition {
  const { isDanger, ...added } = JSON.parse(open(row.words, `additions:${row.id}`).toString('utf8')) as (
    | Addition
    | AddedAnswers
    | SentProof
  ) &
    OlderAddition
  const older = isDanger === undefined ? {} : { danger: isDanger ? ('yes' as const) : ('no' as const) }
  return { ...added, ...older, at: asInstant(row.at) }
}
