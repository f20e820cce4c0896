import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { type AdditionRow, insertAddition, listAdditions } from '#db/queries/additions.ts'
import { insertEvent } from '#db/queries/events.ts'
import { lockSubmissionById, type SubmissionRow, updateSubmission } from '#db/queries/submissions.ts'
import { open, seal } from '#db/sealing.ts'
import { isLower } from '#src/domain/triage.ts'
import { type Addition, type AdditionKind, flagsOfAddition, readAddition } from '#src/forms/addition.ts'
import { suggestedColour } from '#src/forms/engine/flags.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { asDate, asInstant } from './drafts.ts'
import { alertIfClosed } from './raise-alert.ts'
import { startClock } from './start-clock.ts'

/** Minutes in which the very same addition again is a second press of the button, and not news. */
const SAME_PRESS_MINUTES = 10

/** What somebody added, with when. */
export type StoredAddition = Addition & { readonly at: Temporal.Instant }

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
    if (!(await isSecondPress(tx, row.id, read.addition, now))) await store(tx, row, read.addition, now)
    return { is: 'added' }
  })
}

async function isSecondPress(tx: Tx, submissionId: string, addition: Addition, now: Temporal.Instant) {
  const last = (await listAdditions(tx, submissionId)).at(-1)
  if (!last || now.since(asInstant(last.at)).total('minutes') > SAME_PRESS_MINUTES) return false
  const { at: _, ...before } = openAddition(last)
  return JSON.stringify(before) === JSON.stringify(addition)
}

async function store(tx: Tx, row: SubmissionRow, addition: Addition, now: Temporal.Instant): Promise<void> {
  const id = randomUUID()
  const at = asDate(now)
  const raised = flagsOfAddition(addition)
  const newFlags = raised.map((flag) => flag.id).filter((flag) => !row.flags.includes(flag))
  const suggested = suggestedColour(raised)
  const colour = isLower(row.suggestedColour, suggested) ? suggested : row.suggestedColour
  // A decided colour below what is suggested now no longer stands: somebody decides again.
  const decided = row.colour !== null && isLower(row.colour, suggested) ? null : row.colour
  const about = { submissionId: row.id, isSafeguarding: row.isSafeguarding, colour }
  const isNewPromise = addition.kind === 'worse' && row.dueAt === null
  const dueAt = isNewPromise ? await startClock(tx, about, now) : row.dueAt
  const version = row.version + 1

  await insertAddition(tx, {
    id,
    submissionId: row.id,
    at,
    kind: addition.kind,
    words: seal(JSON.stringify(addition), `additions:${id}`),
  })
  await updateSubmission(tx, row.id, {
    flags: [...row.flags, ...newFlags],
    suggestedColour: colour,
    colour: decided,
    changedAt: at,
    dueAt,
    version,
    ...(isNewPromise ? { status: 'waiting' } : {}),
  })
  await insertEvent(tx, {
    submissionId: row.id,
    at,
    actor: 'person',
    kind: 'added',
    detail: {
      kind: addition.kind,
      flags: newFlags,
      suggestedColour: colour,
      version,
      ...(isNewPromise && dueAt ? { dueAt: dueAt.toISOString() } : {}),
    },
  })
  await alertIfClosed(tx, about, now)
}

/** Opens what was sealed with an addition. */
export const openAddition = (row: AdditionRow): StoredAddition => ({
  ...(JSON.parse(open(row.words, `additions:${row.id}`).toString('utf8')) as Addition),
  at: asInstant(row.at),
})
