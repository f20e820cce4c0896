import { randomInt, randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { findBesidesAnswers, findSentDraft, lockOpenDraft, updateDraftAsSent } from '#db/queries/drafts.ts'
import { updateFilesAsSent } from '#db/queries/files.ts'
import { settleLetters } from '#db/queries/letters.ts'
import { updateDraftNotesAsSent } from '#db/queries/notes.ts'
import { findSubmissionById, insertSubmission } from '#db/queries/submissions.ts'
import { newReference } from '#src/domain/reference.ts'
import { checkPageOf, type Form, pagesOf } from '#src/forms/engine/form.ts'
import { colourToSuggest } from '#src/forms/engine/colour-to-suggest.ts'
import { type RaisedFlag, raiseFlags, suggestedColour } from '#src/forms/engine/raise-flags.ts'
import { isAskedAfterHidden } from '#src/forms/engine/hidden.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { type HowRead, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { canSend, detailLacking, type Walk } from '#src/forms/engine/walk.ts'
import { flags, harmFlags } from '#src/forms/rules/flags.ts'
import { formsToOffer, raiseSignposts } from '#src/forms/rules/signposts.ts'
import { tellableOnce } from '#src/forms/rules/tell-once.ts'
import { resumeCode } from '#src/letters/resume-code.letter.ts'
import { addToConcern, noteReferralSent, withTold } from '#src/services/after-sending/add-to-concern.ts'
import {
  type Linked,
  sealSubmission,
  type StoredSubmission,
} from '#src/services/submissions/stored-submission.ts'
import { asDate } from '#db/moments.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { draftExpiry, openState, sealState, visitHash } from '#src/services/filling-in/drafts.ts'
import { type DraftState, emptyState } from '#src/services/filling-in/draft-state.ts'
import { OverBudget, refusals, spendOrRefuse } from '#src/services/running/budgets.ts'
import { nextStepsAt } from './next-steps.ts'
import { chargingAtSending } from '#src/services/charging/charging-at-sending.ts'
import { alertIfClosed } from './raise-alert.ts'
import { copyAskedIn } from '#src/services/desk/copy-asked.ts'
import {
  aboutSubmission,
  clocksStartedBy,
  firstDue,
  recordEvent,
} from '#src/services/submissions/record-event.ts'
import { byWhom, noteTakeOvers, type TypedIn, typedInOf } from '#src/services/desk/type-in.ts'

export type Submitted =
  | { is: 'sent'; reference: string }
  /** A fact that must be there is not: the page that asks for it. */
  | { is: 'missing'; page: string }
  /** Something on the check page is to be put right (422): nothing was sent. */
  | { is: 'problems'; problems: readonly Problem[] }
  /** Nobody could be reached without this blank question: said once, and sent all the same when asked to. */
  | { is: 'no-detail'; page: string; question: string }
  | { is: 'no-draft' }

const MOST_REFERENCES = 5

/**
 * Sends a form, once. One transaction: the draft is held, walked and checked again, the promise worked out and
 * stored, and the submission, its first event and its jobs are written; then the draft is closed. Two clicks,
 * two tabs, a refresh or a resend find the draft closed and get the same reference.
 * @param typed what was ticked on the check page, and `_without` where it is to go without a detail.
 * @param reading how the person reads the check page.
 * @param typist id of the member of staff who sends it for somebody else: nobody sends what a colleague has taken over.
 */
export async function submitForm(
  form: Form,
  visit: string,
  typed: Typed,
  now: Temporal.Instant,
  reading?: ReadingStyle,
  typist?: string,
): Promise<Submitted> {
  try {
    return await sendOnce(form, visit, typed, now, reading, typist)
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error
    // All of it was undone: the draft is open, with what was ticked to be ticked again.
    return { is: 'problems', problems: [{ field: '', message: refusals.sends() }] }
  }
}

/** What somebody may be harmed by if it waits. No budget holds it up. */
const isUrgent = (raised: readonly RaisedFlag[]): boolean =>
  suggestedColour(raised) === 'red' || raised.some(({ id }) => harmFlags.includes(id))

function sendOnce(
  form: Form,
  visit: string,
  typed: Typed,
  now: Temporal.Instant,
  reading: ReadingStyle | undefined,
  typist: string | undefined,
): Promise<Submitted> {
  return transact(async (tx) => {
    const device = visitHash(visit)
    const draft = await lockOpenDraft(tx, device, form.id, asDate(now))
    if (!draft) return alreadySent(tx, device, form)
    if (typist !== undefined && draft.typedInBy !== typist) return { is: 'no-draft' }
    const before = openState(draft)
    const check = readPage(form, checkPageOf(form), typed, before, surroundingsAt(now))
    const state: DraftState = {
      ...before,
      answers: withAnswers(before.answers, check.answers),
      ...(reading ? { reading } : {}),
    }
    const { walked } = check
    const [missing] = walked.missing
    if (missing) return { is: 'missing', page: pageAsking(form, missing.anyOf) }
    if (!canSend(form, walked)) return { is: 'missing', page: walked.next ?? '' }
    const problems = check.problems.filter(({ field }) => !draft.isResumed || isAskedAgain(form, field))
    if (mustPutRight(form, walked) && problems.length > 0) return { is: 'problems', problems }
    const lacking = typed['_without'] ? undefined : detailLacking(form, walked)
    if (lacking) return { is: 'no-detail', ...lacking }
    const raised = raiseFlags(flags, walked)
    const typedIn = typedInOf(draft)
    const concernId = draft.concernId ?? undefined
    const added =
      form.isSafeguarding && concernId
        ? await addToConcern(tx, concernId, { is: 'concern', state }, now, typedIn)
        : undefined
    const submission =
      added ??
      (await storeSubmission(tx, form, {
        draftId: draft.id,
        walked,
        state,
        raised,
        now,
        concernId,
        typedIn,
      }))
    if (!added && concernId) await noteReferralSent(tx, concernId, submission, now, typedIn)
    // Only what staff type in changes hands.
    if (typedIn) await noteTakeOvers(tx, draft.id, submission.id)
    const sent = { draftId: draft.id, submissionId: submission.id, at: asDate(now) }
    // Neither waits for the other, and in which order they are asked is nobody's to say.
    await Promise.all([
      giveBesidesAnswers(tx, sent, fileIds(walked)),
      updateDraftAsSent(
        tx,
        { id: draft.id, visitHash: device },
        {
          ...sent,
          emptyState: sealState(draft.id, { ...emptyState(), answers: rememberedAnswers(form, walked) }),
          receiptUntil: draftExpiry(form, now),
        },
      ),
    ])
    if (!form.isSafeguarding && !concernId && !isUrgent(raised)) await spendOrRefuse(tx, 'sends', now)
    return { is: 'sent', reference: submission.reference }
  })
}

/** Gives what hangs on a draft to the submission it became. Most have nothing, which is asked once. */
async function giveBesidesAnswers(
  tx: Tx,
  { draftId, submissionId, at }: { draftId: string; submissionId: string; at: Date },
  filesSent: readonly string[],
): Promise<void> {
  const { hasFiles, hasNotes, hasLetters } = await findBesidesAnswers(tx, draftId)
  if (hasFiles) await updateFilesAsSent(tx, draftId, submissionId, filesSent)
  if (hasLetters) await settleLetters(tx, { draftId }, resumeCode.name, { with: 'form-sent', at })
  if (hasNotes || hasLetters) await updateDraftNotesAsSent(tx, draftId, submissionId)
}

async function alreadySent(tx: Tx, device: string, form: Form): Promise<Submitted> {
  const sent = await findSentDraft(tx, device, form.id)
  const submission = sent?.submissionId ? await findSubmissionById(tx, sent.submissionId) : undefined
  return submission ? { is: 'sent', reference: submission.reference } : { is: 'no-draft' }
}

/** What gives a hidden answer away by being asked is not asked beside “Send” on a device that came back. */
const isAskedAgain = (form: Form, id: string): boolean => {
  const question = form.check.ask[id]
  return !question || !isAskedAfterHidden(form, question)
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
      return question.control.takesFiles && answer && 'value' in answer
        ? [...question.control.values(answer.value)]
        : []
    }),
  )

/** What the sender's next form of this kind may begin with: who they are, and nothing of whom it was about. */
const rememberedAnswers = (form: Form, { counts }: Walk): DraftState['answers'] =>
  Object.fromEntries(
    (form.remembers ?? []).flatMap((id) => {
      const answer = counts[id]
      return answer ? [[id, answer] as const] : []
    }),
  )

interface Sending {
  /** Null where it is saved while a draft of another form goes on. */
  draftId: string | null
  walked: Walk
  state: DraftState
  raised: readonly RaisedFlag[]
  now: Temporal.Instant
  /** The concern that was saved from the draft before. */
  concernId?: string | undefined
  /** What it is saved from, of a concern saved from another form. */
  linked?: Linked
  /** Staff typed it in: the promise counts from when the council got it. */
  typedIn?: TypedIn | undefined
}

/** Stores a submission in the caller's transaction: its sealed snapshot, promise, first event and jobs. */
export async function storeSubmission(tx: Tx, form: Form, sending: Sending) {
  const { draftId, walked, state, raised, now, concernId, linked, typedIn } = sending
  const receivedAt = typedIn?.receivedAt ?? now
  const id = randomUUID()
  const colour = colourToSuggest(form, flags, walked, raised)
  const snapshot = withTold(
    takeSnapshot(form, walked, listenerOf(form, walked), state.unread, true, howRead(state)),
    linked,
  )
  const received = {
    kind: 'received',
    detail: {
      suggestedColour: colour,
      ...(linked ? { from: linked.from } : {}),
      ...(typedIn ? { typedIn: typedIn.how, receivedAt: receivedAt.toString() } : {}),
    },
  } as const
  const about = aboutSubmission(
    { form: form.id, isSafeguarding: form.isSafeguarding, suggestedColour: colour },
    () => snapshot,
  )
  const starting = clocksStartedBy(received, about, receivedAt)
  const dueAt = starting.find(({ kind }) => kind === 'triage')?.dueAt
  if (!dueAt) throw new Error('Whatever is sent is promised a decision.')
  const stored: StoredSubmission = {
    snapshot,
    flags: raised,
    notices: walked.notices.map((notice) => notice.show),
    tellable: tellableOnce(form, walked),
    next: nextStepsAt(form, walked, { at: receivedAt, dueAt }),
    nextEasily: nextStepsAt(form, walked, { at: receivedAt, dueAt }, 'easy-read'),
    signposts: raiseSignposts(walked),
    offers: formsToOffer(walked),
    ...(linked ? { linked } : {}),
    ...chargingAtSending(form, walked, receivedAt),
  }
  const row = {
    id,
    draftId,
    form: form.id,
    formVersion: form.version,
    receivedAt: asDate(receivedAt),
    snapshot: sealSubmission(id, stored),
    isSafeguarding: form.isSafeguarding,
    flags: raised.map((flag) => flag.id),
    suggestedColour: colour,
    concernId: concernId ?? null,
    copyAsked: copyAskedIn(snapshot),
    nextDueAt: firstDue(starting),
    ...(typedIn ? { typedInBy: typedIn.by, typedInHow: typedIn.how, typedInAt: asDate(now) } : {}),
  }
  const reference = await insertWithReference(tx, row)
  await recordEvent(tx, {
    submissionId: id,
    at: asDate(now),
    since: receivedAt,
    first: about,
    ...byWhom(typedIn),
    ...received,
  })
  await alertIfClosed(tx, { submissionId: id, isSafeguarding: form.isSafeguarding, colour }, now)
  return { id, reference }
}

const howRead = ({ reading = 'plain', easyRead = [] }: DraftState): HowRead => ({ reading, easyRead })

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
