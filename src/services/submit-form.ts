import { randomInt, randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { findSentDraft, lockOpenDraft, updateDraftAsSent } from '#db/queries/drafts.ts'
import { insertEvent } from '#db/queries/events.ts'
import { updateFilesAsSent } from '#db/queries/files.ts'
import { findSubmissionById, insertClock, insertSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import { calendar, council, standards } from '#src/council.ts'
import { newReference } from '#src/domain/reference.ts'
import { startTriageClock } from '#src/domain/service-clocks.ts'
import type { NoticeName } from '#src/forms/engine/block.ts'
import { checkPageOf, type Form, pagesOf } from '#src/forms/engine/form.ts'
import { type RaisedFlag, raiseFlags, suggestedColour } from '#src/forms/engine/flags.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import type { SaidStep } from '#src/forms/engine/receipt.ts'
import { type Snapshot, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { flags } from '#src/forms/flags.ts'
import {
  asDate,
  type DraftState,
  draftExpiry,
  emptyState,
  listenerOf,
  openState,
  sealState,
  surroundingsAt,
  visitHash,
} from './drafts.ts'
import { nextStepsAt } from './next-steps.ts'
import { alertIfClosed } from './raise-alert.ts'
import { canSend } from './show-page.ts'

/** What is sealed with a submission: the questions as asked, and the flags as they stood. */
export interface StoredSubmission {
  snapshot: Snapshot
  flags: readonly RaisedFlag[]
  /** What the answers raised for the person to read, shown again on the receipt. */
  notices: readonly NoticeName[]
  /** What the person was told happens next. */
  next: readonly SaidStep[]
}

export type Submitted =
  | { is: 'sent'; reference: string }
  /** A fact that must be there is not: the page that asks for it. */
  | { is: 'missing'; page: string }
  /** Something on the check page is to be put right (422): nothing was sent. */
  | { is: 'problems'; problems: readonly Problem[] }
  | { is: 'no-draft' }

const MOST_REFERENCES = 5

/**
 * Sends a form, once. One transaction: the draft is held, walked and checked again, the promise worked out and
 * stored, and the submission, its first event and its jobs are written; then the draft is closed. Two clicks,
 * two tabs, a refresh or a resend find the draft closed and get the same reference.
 * @param typed what was ticked on the check page.
 */
export function submitForm(
  form: Form,
  visit: string,
  typed: Typed,
  now: Temporal.Instant,
): Promise<Submitted> {
  return transact(async (tx) => {
    const device = visitHash(visit)
    const draft = await lockOpenDraft(tx, device, form.id, asDate(now))
    if (!draft) return alreadySent(tx, device, form)
    const before = openState(draft)
    const check = readPage(form, checkPageOf(form), typed, before, surroundingsAt(now))
    const state = { ...before, answers: withAnswers(before.answers, check.answers) }
    const walked = walk(form, state, surroundingsAt(now))
    const [missing] = walked.missing
    if (missing) return { is: 'missing', page: pageAsking(form, missing.anyOf) }
    if (!canSend(form, walked)) return { is: 'missing', page: walked.next ?? '' }
    if (mustPutRight(form, walked) && check.problems.length > 0) {
      return { is: 'problems', problems: check.problems }
    }
    const raised = raiseFlags(flags, walked)
    const submission = await store(tx, form, { draftId: draft.id, walked, state, raised, now })
    await updateFilesAsSent(tx, draft.id, submission.id, fileIds(walked))
    await updateDraftAsSent(tx, draft.id, {
      submissionId: submission.id,
      at: asDate(now),
      emptyState: sealState(draft.id, emptyState()),
      receiptUntil: draftExpiry(form, now),
    })
    return { is: 'sent', reference: submission.reference }
  })
}

async function alreadySent(tx: Tx, device: string, form: Form): Promise<Submitted> {
  const sent = await findSentDraft(tx, device, form.id)
  const submission = sent?.submissionId ? await findSubmissionById(tx, sent.submissionId) : undefined
  return submission ? { is: 'sent', reference: submission.reference } : { is: 'no-draft' }
}

/** What is asked beside "Send" holds up a finished form only: what is sent unfinished needs no box ticked. */
const mustPutRight = (form: Form, walked: Walk): boolean =>
  form.blanks !== 'only-needs' && walked.next === undefined

const pageAsking = (form: Form, ids: readonly string[]): string =>
  pagesOf(form).find((page) => ids.some((id) => id in page.ask))?.name ?? pagesOf(form)[0]?.name ?? ''

const fileIds = (walked: Walk): string[] =>
  walked.pages.flatMap((page) =>
    page.asked.flatMap(({ id, question }) => {
      const answer = walked.counts[id]
      return question.kind === 'files' && answer && 'value' in answer
        ? [...question.control.values(answer.value)]
        : []
    }),
  )

interface Sending {
  draftId: string
  walked: Walk
  state: DraftState
  raised: readonly RaisedFlag[]
  now: Temporal.Instant
}

async function store(tx: Tx, form: Form, sending: Sending) {
  const { draftId, walked, state, raised, now } = sending
  const id = randomUUID()
  const colour = suggestedColour(raised)
  const promise = startTriageClock({
    startedAt: now,
    isSafeguarding: form.isSafeguarding,
    suggestedColour: colour,
    workingDays: standards.triage.within.count,
    rule: council.promiseRule,
    closesAt: council.officeHours.closesAt,
    calendar,
  })
  const stored: StoredSubmission = {
    snapshot: takeSnapshot(form, walked, listenerOf(form, walked), state.unread, true),
    flags: raised,
    notices: walked.notices.map((notice) => notice.show),
    next: nextStepsAt(form, walked, { at: now, dueAt: promise.dueAt }),
  }
  const row = {
    id,
    draftId,
    form: form.id,
    formVersion: form.version,
    receivedAt: asDate(now),
    snapshot: seal(JSON.stringify(stored), `submissions:${id}`),
    isSafeguarding: form.isSafeguarding,
    flags: raised.map((flag) => flag.id),
    suggestedColour: colour,
    dueAt: asDate(promise.dueAt),
  }
  const reference = await insertWithReference(tx, row)
  await insertClock(tx, {
    id: randomUUID(),
    submissionId: id,
    kind: 'triage',
    rule: council.promiseRule,
    startedAt: asDate(now),
    dueAt: asDate(promise.dueAt),
  })
  await insertEvent(tx, {
    submissionId: id,
    at: asDate(now),
    actor: 'person',
    kind: 'received',
    detail: {
      dueAt: promise.dueAt.toString(),
      isPastCalendar: promise.isPastCalendar,
      suggestedColour: colour,
    },
  })
  await alertIfClosed(tx, { submissionId: id, isSafeguarding: form.isSafeguarding, colour }, now)
  return { id, reference }
}

async function insertWithReference(
  tx: Tx,
  row: Omit<Parameters<typeof insertSubmission>[1], 'reference'>,
): Promise<string> {
  for (let attempt = 1; attempt <= MOST_REFERENCES; attempt++) {
    const reference = newReference(randomInt)
    if (await insertSubmission(tx, { ...row, reference })) return reference
  }
  throw new Error('No free reference was found')
}
