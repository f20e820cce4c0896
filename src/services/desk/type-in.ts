import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, type Tx, transact } from '#db/client.ts'
import { findRunningDue } from '#db/queries/clocks.ts'
import {
  type DraftRow,
  deleteTypedInDraft,
  findTakeOverFrom,
  findTypedInDraft,
  insertDraft,
  listTypedInDrafts,
  lockDraft,
  updateDraftTypist,
} from '#db/queries/drafts.ts'
import { listTakeOvers } from '#db/queries/notes.ts'
import { findSubmissionById } from '#db/queries/submissions.ts'
import { keyedHash } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { codeIn, mostDaysUntyped, type TypedInWay, typedInWays } from '#src/domain/desk-actions.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { findPage, type Form, type FormId } from '#src/forms/engine/form.ts'
import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import { readAnswer, writeAnswer } from '#src/forms/engine/read-answer.ts'
import { inStyle, type Listener, say } from '#src/forms/engine/words.ts'
import { readMoment } from '#src/forms/shared/past-moment.ts'
import { draftExpiry, sealState, visitHash } from '#src/services/filling-in/drafts.ts'
import { emptyState } from '#src/services/filling-in/draft-state.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { isRowId } from '#db/row-id.ts'
import { statusCodeOf } from '#src/services/after-sending/status-code.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { recordNote } from './record-note.ts'

/** That staff type something in for somebody else. */
export interface TypedIn {
  /** Id of the member of staff. */
  readonly by: string
  readonly how: TypedInWay
  /** When the council got it: the promise counts from then. */
  readonly receivedAt: Temporal.Instant
}

export type TypedInDraft = Pick<DraftRow, 'typedInBy' | 'typedInHow' | 'typedInReceivedAt'>

/** What a draft says of it; undefined where people write themselves. */
export function typedInOf(draft: TypedInDraft): TypedIn | undefined {
  const { typedInBy: by, typedInHow: how, typedInReceivedAt: at } = draft
  return by && how && at ? { by, how, receivedAt: asInstant(at) } : undefined
}

/** Whom an event names: who typed it in, else the person who wrote. */
export const byWhom = (typedIn: TypedIn | undefined) =>
  typedIn ? ({ actor: 'staff', staffId: typedIn.by } as const) : ({ actor: 'person' } as const)

/**
 * The cookie that says which draft is being typed in, sent to the pages of its form only. It opens nothing by
 * itself: who is signed in must be who types it in.
 */
export const TYPING_COOKIE = 'typing-in'

/** What the draft is found by in place of a device's own visit. */
const visitOf = (draftId: string): string => keyedHash(draftId, 'typed-in-visit')

/** Something being typed in, on the pages of its form. */
export interface TypingIn extends TypedIn {
  readonly draftId: string
  readonly visit: string
  readonly staffName: string
  readonly isSent: boolean
}

/**
 * What this member of staff is typing in, from the cookie of the form's pages.
 * @returns Undefined where the cookie is none of ours, the draft is a colleague's, or its time is over.
 */
export async function openTyping(
  draftId: string,
  formId: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<TypingIn | undefined> {
  if (!isRowId(draftId) || !may(staff.role, 'type-in')) return undefined
  const draft = await read((db) => findTypedInDraft(db, draftId, staff.id, asDate(now)))
  const typed = draft?.form === formId ? typedInOf(draft) : undefined
  return (
    typed && {
      ...typed,
      draftId,
      visit: visitOf(draftId),
      staffName: staff.name,
      isSent: draft?.sentAt != null,
    }
  )
}

export type Begun =
  | { readonly is: 'begun'; readonly draftId: string; readonly form: Form }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  | { readonly is: 'not-allowed' }

/**
 * Begins to type in what somebody wrote on paper or said.
 * @param typed `form`, `how`, `received-day`, `-month`, `-year`, `-time`.
 */
export async function beginTyping(typed: Typed, staff: SignedInStaff, now: Temporal.Instant): Promise<Begun> {
  if (!may(staff.role, 'type-in')) return { is: 'not-allowed' }
  const form = findForm(typedIn(typed, 'form'))
  const how = codeIn(typedInWays, typedIn(typed, 'how'))
  const received = readMoment('received', typed, now, mostDaysUntyped)
  const problems: Problem[] = [
    ...(form ? [] : [{ field: 'form', message: 'Select which form it is' }]),
    ...(how ? [] : [{ field: 'how', message: 'Select how it came to us' }]),
    ...(received.is === 'problems' ? received.problems : []),
  ]
  if (!form || !how || received.is === 'problems') return { is: 'problems', problems }
  const draftId = randomUUID()
  const at = asDate(now)
  await transact((tx) =>
    insertDraft(tx, {
      id: draftId,
      visitHash: visitHash(visitOf(draftId)),
      form: form.id,
      formVersion: form.version,
      state: sealState(draftId, emptyState()),
      createdAt: at,
      updatedAt: at,
      expiresAt: draftExpiry(form, now),
      typedInBy: staff.id,
      typedInHow: how,
      typedInReceivedAt: asDate(received.moment),
    }),
  )
  return { is: 'begun', draftId, form }
}

/** Something staff have begun to type in and not sent. Says nothing of what is in it. */
export interface UnsentTyping {
  readonly draftId: string
  /** Who types it in. */
  readonly by: { readonly id: string; readonly name: string }
  readonly form: FormId
  readonly title: string
  readonly how: TypedInWay
  readonly receivedAt: Temporal.Instant
  readonly begunAt: Temporal.Instant
  readonly savedAt: Temporal.Instant
  readonly keptUntil: Temporal.Instant
}

/** What is begun and not sent, the newest first, one's own apart; undefined when they may not type in. */
export async function listTypings(
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<{ own: UnsentTyping[]; ofColleagues: UnsentTyping[] } | undefined> {
  if (!may(staff.role, 'type-in')) return undefined
  const drafts = await read((db) => listTypedInDrafts(db, asDate(now)))
  const all = drafts.flatMap((draft): UnsentTyping[] => {
    const form = findForm(draft.form)
    const typed = typedInOf(draft)
    if (!form || !typed) return []
    const shown = {
      draftId: draft.id,
      by: { id: typed.by, name: draft.staffName },
      form: form.id,
      title: inStyle(form.title, false),
      how: typed.how,
      receivedAt: typed.receivedAt,
      begunAt: asInstant(draft.createdAt),
      savedAt: asInstant(draft.updatedAt),
      keptUntil: asInstant(draft.expiresAt),
    }
    return [shown]
  })
  return {
    own: all.filter(({ by }) => by.id === staff.id),
    ofColleagues: all.filter(({ by }) => by.id !== staff.id),
  }
}

export type TookOver =
  | { readonly is: 'taken'; readonly form: string }
  /** Somebody else has it by now: look again first. */
  | { readonly is: 'changed' }
  /** It is sent, deleted, or its time is over. */
  | { readonly is: 'gone' }
  | { readonly is: 'not-allowed' }

/**
 * Goes on with what a colleague has begun to type in. Who had it reaches it no more. It is noted with the draft, on
 * the concern it has saved, and on what is sent of it.
 * @param from id of who had it when the page was made.
 */
export async function takeOverTyping(
  draftId: string,
  from: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<TookOver> {
  if (!may(staff.role, 'type-in')) return { is: 'not-allowed' }
  if (!isRowId(draftId)) return { is: 'gone' }
  return transact(async (tx) => {
    const draft = await lockDraft(tx, draftId, asDate(now))
    const typed = draft && typedInOf(draft)
    if (!draft || !typed) return { is: 'gone' }
    // Pressed twice.
    if (typed.by === staff.id) return { is: 'taken', form: draft.form }
    if (typed.by !== from) return { is: 'changed' }
    await updateDraftTypist(tx, draftId, staff.id)
    const note = { about: { draftId }, kind: 'taken-over', codes: [typed.by], words: '' } as const
    await recordNote(tx, { staff, now }, note)
    if (draft.concernId) {
      await recordEvent(tx, takenOver(draft.concernId, { from: typed.by, by: staff.id, at: asDate(now) }))
    }
    return { is: 'taken', form: draft.form }
  })
}

const takenOver = (submissionId: string, { from, by, at }: { from: string; by: string; at: Date }) =>
  ({ submissionId, at, actor: 'staff', staffId: by, kind: 'typing-taken-over', detail: { from } }) as const

/** Every time a draft changed hands, as events of what was sent of it. */
export async function noteTakeOvers(tx: Tx, draftId: string, submissionId: string): Promise<void> {
  for (const { codes, madeBy, madeAt } of await listTakeOvers(tx, draftId)) {
    await recordEvent(tx, takenOver(submissionId, { from: codes[0] ?? '', by: madeBy, at: madeAt }))
  }
}

/** That somebody no longer types in what is open in their browser. */
export interface TypingOver {
  readonly form: FormId
  /** The page that was open. */
  readonly page: string
  /** Who took it over; undefined where it was sent or deleted, or its time is over. */
  readonly taken: { readonly by: string; readonly at: Temporal.Instant; readonly isSent: boolean } | undefined
}

/** Who took over from this member of staff what their browser still has open; undefined when nobody did. */
export async function findTakenOver(
  draftId: string,
  formId: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<TypingOver['taken']> {
  if (!isRowId(draftId)) return undefined
  const found = await read((db) => findTakeOverFrom(db, draftId, staff.id, asDate(now)))
  if (found?.form !== formId) return undefined
  return { by: found.byName, at: asInstant(found.at), isSent: found.sentAt !== null }
}

/** Staff read declared words as they are put to everybody. */
const STAFF: Listener = { voice: 'you', slots: {} }

/** What a page held that is not saved, question by question, as far as anything was typed. Files are left out. */
export function typedOnPage(
  formId: FormId,
  pageName: string,
  typed: Typed,
): { title: string; said: readonly string[] }[] {
  const form = findForm(formId)
  const page = form && findPage(form, pageName)
  return Object.entries(page?.ask ?? {}).flatMap(([id, question]) => {
    if (question.control.takesFiles) return []
    const { answer, problems } = readAnswer(id, question, typed)
    const raw = Object.entries(typed)
      .filter(([field]) => question.control.owns(id, field))
      .flatMap(([, values]) => values)
      .filter((value) => value.trim() !== '')
    const said =
      answer && problems.length === 0 ? writeAnswer(question, answer, (words) => say(words, STAFF)) : raw
    return said.length > 0 ? [{ title: say(question.asks.title, STAFF), said }] : []
  })
}

/** Takes away what was begun and not sent. */
export async function stopTyping(draftId: string, staff: SignedInStaff): Promise<void> {
  if (isRowId(draftId)) await transact((tx) => deleteTypedInDraft(tx, draftId, staff.id))
}

/** What staff are told once they sent it. */
export interface TypedInReceipt {
  readonly reference: string
  readonly form: string
  /** Opens the status beside the reference: for the person, where it is safe to give it to them. */
  readonly code: string
  readonly receivedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  /** Contact could do harm: it is read out to them where they are safe, and never posted. */
  readonly isScreenOnly: boolean
}

/** The receipt of what this member of staff typed in; undefined when it is not sent, or not theirs. */
export async function showTypedInReceipt(
  draftId: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<TypedInReceipt | undefined> {
  if (!isRowId(draftId) || !may(staff.role, 'type-in')) return undefined
  return read(async (db) => {
    const draft = await findTypedInDraft(db, draftId, staff.id, asDate(now))
    const row = draft?.submissionId ? await findSubmissionById(db, draft.submissionId) : undefined
    const dueAt = row && (await findRunningDue(db, row.id, 'triage'))
    return (
      row && {
        reference: row.reference,
        form: row.form,
        code: statusCodeOf(row),
        receivedAt: asInstant(row.receivedAt),
        dueAt: dueAt ? asInstant(dueAt) : null,
        isScreenOnly: row.isSafeguarding || isScreenOnly(row.flags),
      }
    )
  })
}
