import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { lockSubmissionById, updateSubmission } from '#db/queries/submissions.ts'
import type { ChangedAnswer } from '#src/forms/after-sending/addition.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { carriedAnswers } from '#src/forms/engine/also-saves.ts'
import { inOrder, type RaisedFlag, raiseFlags, withFlags } from '#src/forms/engine/raise-flags.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Answer, Answers } from '#src/forms/engine/question.ts'
import { withAnswers } from '#src/forms/engine/read-page.ts'
import { type Snapshot, type SnapshotEntry, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { type DraftState, emptyState } from '#src/services/filling-in/draft-state.ts'
import { asDate } from '#db/moments.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { type Linked, openSubmission, sealSubmission } from '#src/services/submissions/stored-submission.ts'
import { recordAddition } from './record-addition.ts'
import { byWhom, type TypedIn } from '#src/services/desk/type-in.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'

/** What another form gives a concern, from the answers that count in it. Undefined where it saves none. */
export function linkedBy(form: Form, walked: Walk, state: DraftState): Linked | undefined {
  if (!form.alsoSaves) return undefined
  const listener = listenerOf(form, walked)
  const { answers, whole } = carriedAnswers(form, form.alsoSaves, walked, listener)
  const snapshot = takeSnapshot(form, walked, listener, state.unread)
  const entries = entriesIn(snapshot).filter(
    // What is asked for national figures is no part of a concern.
    (one) => isSaid(one) && !one.feeds.includes('RETURN') && !(one.id in whole),
  )
  const isTold = (id: string) => entries.some((entry) => entry.id === id)
  const raised = raiseFlags(flags, walked).map((flag) => ({
    ...flag,
    // What stands in an answer of the concern is quoted from there.
    because: flag.because.map(({ id, values }) => ({ id: whole[id] ?? id, values })),
  }))
  return {
    from: form.id,
    carried: answers,
    answers,
    unread: {},
    told: {
      title: form.alsoSaves.told,
      entries,
      answers: Object.fromEntries(Object.entries(snapshot.answers).filter(([id]) => isTold(id))),
    },
    raised,
  }
}

/** The flags of a concern: what its own answers raise, and those of the form it was saved from. */
export const flagsOfConcern = (walked: Walk, { raised = [] }: Linked): RaisedFlag[] =>
  withFlags(raiseFlags(flags, walked), raised)

/** The snapshot of a concern with what came along from the form it was saved from. */
export function withTold(snapshot: Snapshot, linked: Linked | undefined): Snapshot {
  if (!linked || linked.told.entries.length === 0) return snapshot
  const { title, entries } = linked.told
  return { ...snapshot, parts: [...snapshot.parts, { title, pages: [{ name: 'told', title, entries }] }] }
}

export type ConcernChange =
  /** Later answers of the form it was saved from. */
  | { is: 'referral'; form: Form; walked: Walk; state: DraftState }
  /** Its own form, opened to add to it. */
  | { is: 'concern'; state: DraftState }

/**
 * Adds what has changed to a concern that was saved from another form: an addition with every answer beside what it
 * was, and the concern's answers, flags and colour as they stand now. Nothing changed, nothing is noted.
 * @param typedIn where staff type it in: whoever does is named.
 * @returns Undefined when the concern is no longer there.
 */
export async function addToConcern(
  tx: Tx,
  concernId: string,
  change: ConcernChange,
  now: Temporal.Instant,
  typedIn?: TypedIn,
): Promise<{ id: string; reference: string } | undefined> {
  const row = await lockSubmissionById(tx, concernId)
  const concern = row && findForm(row.form)
  const stored = row && openSubmission(row)
  if (!row || !concern || !stored?.linked) return undefined
  const linked = changed(stored.linked, change)
  const state = { ...emptyState(), answers: linked.answers }
  const walked = walk(concern, state, surroundingsAt(now))
  const taken = takeSnapshot(concern, walked, listenerOf(concern, walked), linked.unread, true)
  const snapshot = withTold(taken, linked)
  const entries = differences(stored.snapshot, snapshot)
  const { id, reference } = row
  const next = { ...stored, snapshot, linked }
  const raised = flagsOfConcern(walked, linked)
  const newFlags = raised.filter((flag) => !row.flags.includes(flag.id))
  if (entries.length === 0 && newFlags.length === 0) {
    await updateSubmission(tx, id, { snapshot: sealSubmission(id, next) })
    return { id, reference }
  }
  const earlier = stored.flags.filter((flag) => !raised.some((one) => one.id === flag.id))
  const addition = {
    kind: 'answers',
    from: change.is === 'referral' ? change.form.id : concern.id,
    entries,
  } as const
  const isOwn = change.is === 'concern'
  await recordAddition(
    tx,
    row,
    {
      addition,
      raised: newFlags,
      // Red already or not: what is red and new is news at night too.
      isAlerted: isOwn || newFlags.some(({ colour }) => colour === 'red'),
      snapshot: sealSubmission(id, { ...next, flags: inOrder([...raised, ...earlier]) }),
      typedIn,
    },
    now,
  )
  return { id, reference }
}

/** Notes on a concern that the form it was saved from has been sent: the queue shows it as changed. */
export async function noteReferralSent(
  tx: Tx,
  concernId: string,
  referral: { id: string; reference: string },
  now: Temporal.Instant,
  typedIn: TypedIn | undefined,
): Promise<void> {
  const concern = await lockSubmissionById(tx, concernId)
  if (!concern) return
  const version = concern.version + 1
  await updateSubmission(tx, concern.id, { changedAt: asDate(now), version })
  const { reference } = referral
  await recordEvent(tx, {
    submissionId: concern.id,
    at: asDate(now),
    ...byWhom(typedIn),
    kind: 'referral-sent',
    version,
    detail: { reference, ...(typedIn ? { typedIn: typedIn.how } : {}) },
  })
  await recordEvent(tx, {
    submissionId: referral.id,
    at: asDate(now),
    actor: 'system',
    kind: 'linked',
    detail: { reference: concern.reference },
  })
}

function changed(linked: Linked, change: ConcernChange): Linked {
  if (change.is === 'concern') {
    const { answers, unread, began = {} } = change.state
    return {
      ...linked,
      answers: withAnswers(linked.answers, answersChanged(began, answers)),
      unread: { ...linked.unread, ...unread },
    }
  }
  const now = linkedBy(change.form, change.walked, change.state)
  if (!now) return linked
  const { carried, told, raised = [] } = now
  return {
    ...linked,
    carried,
    told,
    raised,
    answers: withAnswers(linked.answers, answersChanged(linked.carried, carried)),
  }
}

/** Each answer that is not what it was; undefined where it was taken away. */
const answersChanged = (before: Answers, after: Answers): Record<string, Answer | undefined> =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]))
      .map((id) => [id, after[id]]),
  )

const entriesIn = (snapshot: Snapshot): SnapshotEntry[] =>
  snapshot.parts.flatMap((part) => part.pages.flatMap((page) => page.entries))

const linesOf = ({ said, typed = [] }: SnapshotEntry): readonly string[] => [...said, ...typed]
const isSaid = (entry: SnapshotEntry): boolean => linesOf(entry).length > 0

function differences(before: Snapshot, after: Snapshot): ChangedAnswer[] {
  const was = new Map(entriesIn(before).map((entry) => [entry.id, entry]))
  const is = new Map(entriesIn(after).map((entry) => [entry.id, entry]))
  return [...new Map([...was, ...is])].flatMap(([id, { title }]) => {
    const [old, now] = [was.get(id), is.get(id)].map((entry) => (entry ? linesOf(entry) : []))
    const isSame = JSON.stringify(old) === JSON.stringify(now)
    return isSame ? [] : [{ id, title, said: now ?? [], was: old ?? [] }]
  })
}
