import { randomBytes } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type Db, read, transact } from '#db/client.ts'
import {
  type DraftRow,
  deleteResumedDevices,
  findDraftByCode,
  listDraftsWithCodeBetween,
  lockDraft,
  updateDraftCode,
} from '#db/queries/drafts.ts'
import { findMessage } from '#db/queries/alerts.ts'
import { settleLetters } from '#db/queries/letters.ts'
import { listNotes } from '#db/queries/notes.ts'
import {
  findSubmission,
  lockSubmission,
  type SubmissionRow,
  updateSubmission,
} from '#db/queries/submissions.ts'
import { hashPassword } from '#src/auth/password.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { codeIn, fewestChecks, identityChecks } from '#src/domain/desk-actions.ts'
import { readReference } from '#src/domain/reference.ts'
import { problemWithSecret, readDraftNumber, readResumeCode, secretAsKept } from '#src/domain/resume-code.ts'
import { problemsOfLength } from '#src/domain/written.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import { type Snapshot, type SnapshotEntry, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import { openState } from '#src/services/filling-in/drafts.ts'
import { statusCode } from '#src/letters/status-code.letter.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { canEmail, emailOf, queueLetter } from '#src/services/submissions/letters.ts'
import {
  codeFrom,
  codeHash,
  emailCode,
  endEmailedCode,
  emailFor,
  isFresh,
  isKeptOnScreen,
  keyOfCode,
  markOf,
} from '#src/services/filling-in/make-resume-code.ts'
import { isRowId } from '#db/row-id.ts'
import { secretWords } from '#src/services/filling-in/secret-problems.ts'
import { recordRead } from './staff-act.ts'
import { statusCodeOf } from '#src/services/after-sending/status-code.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { recordNote } from './record-note.ts'

/** Something a new code can be made for, with what to check the caller's answers against. */
export interface CodeCase {
  readonly kind: 'submission' | 'draft'
  /** The reference of a submission, the id of a draft. */
  readonly key: string
  readonly formTitle: string
  /** Names, dates of birth, addresses and numbers as they were written; nothing else of what was. */
  readonly facts: readonly SnapshotEntry[]
  /** Contact is not safe: the code is read out where they are safe, and sent nowhere. */
  readonly isScreenOnly: boolean
  readonly canEmail: boolean
  /** Where it can be emailed to; undefined where it cannot. */
  readonly email: string | undefined
  /** What this page showed, so that a second press is told from a colleague's code. */
  readonly had: string
  readonly fresh: string
}

export type FoundCase =
  | { readonly is: 'case'; readonly found: CodeCase }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  | { readonly is: 'not-allowed' }

export type IssuedCode =
  /** `isEmailed`: an email with it was queued. What became of it is its message's state. */
  | { readonly is: 'issued'; readonly found: CodeCase; readonly code: string; readonly isEmailed: boolean }
  | { readonly is: 'problems'; readonly found: CodeCase; readonly problems: readonly Problem[] }
  /** A code was made after the page was opened: that one stays. */
  | { readonly is: 'changed'; readonly found: CodeCase }
  | { readonly is: 'gone' }
  | { readonly is: 'not-allowed' }

// Question ids are permanent. Who they are and where to find them: nothing of what has happened.
const factIds = [
  ...['first-name', 'last-name', 'preferred-name', 'dob', 'nhs-number', 'address', 'phone', 'email'],
  ...['helper-name', 'helper-phone', 'helper-email', 'fb-name'],
  ...['sg-name', 'sg-phone', 'sg-email', 'sg-adult-name', 'sg-adult-dob', 'sg-adult-address'],
  ...['pr-name', 'pr-org', 'pr-phone', 'pr-email'],
]

const factsIn = (snapshot: Pick<Snapshot, 'parts'>): SnapshotEntry[] =>
  snapshot.parts
    .flatMap((part) => part.pages.flatMap((page) => page.entries))
    .filter((entry) => factIds.includes(entry.id) && entry.state === 'answered')

const newFresh = () => randomBytes(16).toString('base64url')

/** Minutes in which the same page again is a second press. */
const SAME_PRESS_MINUTES = 10

/**
 * What a code is asked for: a submission by its reference, or a draft that has a code by that, or by its draft number
 * where the code is lost. A draft is sealed and found by nothing else, whoever looks: not by a name.
 * @param typed a reference, a code to come back with or a draft number, as typed.
 */
export async function findCodeCase(
  typed: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<FoundCase> {
  if (!may(staff.role, 'issue-code')) return { is: 'not-allowed' }
  const reference = readReference(typed)
  const code = readResumeCode(typed)
  const between = readDraftNumber(typed)
  const problem = (message: string) => ({ is: 'problems' as const, problems: [{ field: 'find', message }] })
  if (reference) {
    const row = await read((db) => findSubmission(db, reference))
    if (!row) return problem('There is no request with this reference. Check it and try again')
    // Names and addresses are read here as much as on the page about it.
    await transact((tx) => recordRead(tx, row.id, staff, now, { as: 'identity' }))
    return { is: 'case', found: caseOfSubmission(row) }
  }
  if (code || between) {
    const draft = await read((db) =>
      code ? findDraftByCode(db, codeHash(code), asDate(now)) : findOnlyDraft(db, between, now),
    )
    if (draft?.sentAt) return problem('That form was sent. Use its reference instead')
    const found = draft && caseOfDraft(draft, now)
    // The number is no secret: without answers to check theirs against, anybody could say it is theirs.
    if (found && !code && found.facts.length < fewestChecks) {
      return problem('That form says too little about who wrote it to check them. Only its code finds it')
    }
    const name = code ? 'code' : 'form number'
    return found ? { is: 'case', found } : problem(`No unsent form has this ${name}. Check it and try again`)
  }
  return problem(
    'Enter a reference, like K7H-4PX-9RD, a code, like 7KM2-R4WX-93PQ, or a form number, like 7KM2-R4WX',
  )
}

/**
 * What a code was being made for when a session ended: its check is shown again, with what was typed.
 * @param typed `key` and `kind`, as for `issueCode`.
 * @returns undefined where it is gone, or has no code any more.
 */
export async function findCaseAgain(
  typed: Typed,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<CodeCase | undefined | 'not-allowed'> {
  const key = typedIn(typed, 'key')
  if (typedIn(typed, 'kind') !== 'draft') {
    const looked = await findCodeCase(key, staff, now)
    return looked.is === 'case' ? looked.found : looked.is === 'not-allowed' ? looked.is : undefined
  }
  if (!may(staff.role, 'issue-code')) return 'not-allowed'
  const draft = isRowId(key) ? await transact((tx) => lockDraft(tx, key, asDate(now))) : undefined
  return draft?.codeHash ? caseOfDraft(draft, now) : undefined
}

/** Four thousand million numbers can meet by chance: then none of the two is shown. */
async function findOnlyDraft(db: Db, between: ReturnType<typeof readDraftNumber>, now: Temporal.Instant) {
  const [draft, another] = between ? await listDraftsWithCodeBetween(db, between, asDate(now)) : []
  return another ? undefined : draft
}

function caseOfSubmission(row: SubmissionRow): CodeCase {
  const { snapshot } = openSubmission(row)
  const staysOnScreen = row.isSafeguarding || isScreenOnly(row.flags)
  return {
    kind: 'submission',
    key: row.reference,
    formTitle: snapshot.formTitle,
    facts: factsIn(snapshot),
    isScreenOnly: staysOnScreen,
    ...emailable(staysOnScreen || !canEmail() ? undefined : emailOf(row)),
    had: String(row.codeNumber),
    fresh: newFresh(),
  }
}

const emailable = (email: string | undefined) => ({ canEmail: email !== undefined, email })

function caseOfDraft(draft: DraftRow, now: Temporal.Instant): CodeCase | undefined {
  const form = findForm(draft.form)
  if (!form) return undefined
  const state = openState(draft)
  const walked = walk(form, state, surroundingsAt(now))
  return {
    kind: 'draft',
    key: draft.id,
    formTitle: inStyle(form.title, false),
    facts: factsIn(takeSnapshot(form, walked, listenerOf(form, walked), state.unread)),
    isScreenOnly: isKeptOnScreen(form, walked),
    ...emailable(emailFor(form, walked)),
    had: markOf(draft.codeHash),
    fresh: newFresh(),
  }
}

/**
 * Makes a new code after an identity check, which is kept: what fitted, and a note, sealed. The code before opens
 * nothing from now on, and devices opened with it are closed. Where contact is not safe it is only read out, to
 * somebody who is here or rang from a phone they say is safe.
 * @param typed `key`, `kind`, `_had`, `_fresh`, `checked`, `note`, `safe`, `email-code`; of a draft also `secret`.
 */
export async function issueCode(
  typed: Typed,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<IssuedCode> {
  if (!may(staff.role, 'issue-code')) return { is: 'not-allowed' }
  return typedIn(typed, 'kind') === 'draft'
    ? issueForDraft(typed, staff, now)
    : issueForSubmission(typed, staff, now)
}

/** Of the letter with a code. */
const keyOfStatusCode = ({ id, codeNumber }: Pick<SubmissionRow, 'id' | 'codeNumber'>): string =>
  `status-code:${id}:${codeNumber}`

function checkOf(typed: Typed, found: CodeCase) {
  const checked = (typed['checked'] ?? []).flatMap((code) => codeIn(identityChecks, code) ?? [])
  const note = typedIn(typed, 'note').trim()
  const problems: Problem[] = [
    ...(new Set(checked).size < fewestChecks
      ? [{ field: 'checked', message: `Select at least ${fewestChecks} things that fitted` }]
      : []),
    ...(note === '' ? [{ field: 'note', message: 'Enter how you checked who they are' }] : []),
    ...problemsOfLength('note', note),
    ...(found.isScreenOnly && typedIn(typed, 'safe') !== 'yes'
      ? [{ field: 'safe', message: 'Confirm that they are here, or rang from a phone that is safe' }]
      : []),
  ]
  return { checked, note, problems }
}

async function issueForSubmission(
  typed: Typed,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<IssuedCode> {
  return transact(async (tx) => {
    const row = await lockSubmission(tx, typedIn(typed, 'key'))
    if (!row) return { is: 'gone' }
    const found = caseOfSubmission(row)
    const { checked, note, problems } = checkOf(typed, found)
    if (found.had !== typedIn(typed, '_had')) {
      const isSecond = found.had === String(Number(typedIn(typed, '_had')) + 1)
      const last = (await listNotes(tx, row.id)).findLast(({ kind }) => kind === 'identity-check')
      const isMine =
        last?.madeBy === staff.id && now.since(asInstant(last.madeAt)).total('minutes') < SAME_PRESS_MINUTES
      if (!isSecond || !isMine) return { is: 'changed', found }
      const isEmailed = (await findMessage(tx, keyOfStatusCode(row))) !== undefined
      return { is: 'issued', found, code: statusCodeOf(row), isEmailed }
    }
    if (problems.length > 0) return { is: 'problems', found, problems }
    const codeNumber = row.codeNumber + 1
    const code = statusCodeOf({ id: row.id, codeNumber })
    const to = typedIn(typed, 'email-code') === 'yes' ? found.email : undefined
    const noteId = await recordNote(
      tx,
      { staff, now },
      { about: { submissionId: row.id }, kind: 'identity-check', codes: checked, words: note },
    )
    await updateSubmission(tx, row.id, { codeNumber })
    // The code in it opens nothing from now on.
    await settleLetters(tx, { submissionId: row.id }, statusCode.name, { with: 'replaced', at: asDate(now) })
    await recordEvent(tx, {
      submissionId: row.id,
      at: asDate(now),
      actor: 'staff',
      staffId: staff.id,
      kind: 'code-issued',
      detail: { checked, note: noteId, how: to ? 'email' : 'aloud' },
    })
    if (to) {
      const key = keyOfStatusCode({ id: row.id, codeNumber })
      const about = { submissionId: row.id }
      await queueLetter(tx, { key, letter: statusCode, to, fields: { code }, about, now })
    }
    return { is: 'issued', found, code, isEmailed: to !== undefined }
  })
}

async function issueForDraft(typed: Typed, staff: SignedInStaff, now: Temporal.Instant): Promise<IssuedCode> {
  const key = typedIn(typed, 'key')
  const secret = typedIn(typed, 'secret')
  const problem = problemWithSecret(secret)
  const secretHash = problem ? '' : await hashPassword(secretAsKept(secret))
  return transact(async (tx) => {
    const draft = isRowId(key) ? await lockDraft(tx, key, asDate(now)) : undefined
    const found = draft?.codeHash ? caseOfDraft(draft, now) : undefined
    if (!draft || !found) return { is: 'gone' }
    const fresh = typedIn(typed, '_fresh')
    const code = codeFrom(`${draft.id} ${fresh}`)
    const hash = codeHash(code)
    // A second press of the button: the same code is shown again.
    if (draft.codeHash === hash) {
      const isEmailed = (await findMessage(tx, keyOfCode(hash))) !== undefined
      return { is: 'issued', found, code, isEmailed }
    }
    if (found.had !== typedIn(typed, '_had')) return { is: 'changed', found }
    const { checked, note, problems } = checkOf(typed, found)
    const chosen = problem && inStyle(secretWords[problem], false)
    const message = isFresh(fresh) ? chosen : 'Enter the word or number again'
    if (message) return { is: 'problems', found, problems: [...problems, { field: 'secret', message }] }
    if (problems.length > 0) return { is: 'problems', found, problems }
    await updateDraftCode(tx, draft.id, { before: draft.codeHash, codeHash: hash, secretHash })
    await endEmailedCode(tx, draft.id, now)
    await deleteResumedDevices(tx, draft.id)
    await recordNote(
      tx,
      { staff, now },
      { about: { draftId: draft.id }, kind: 'identity-check', codes: checked, words: note },
    )
    const form = findForm(draft.form)
    const walked = form && walk(form, openState(draft), surroundingsAt(now))
    const email =
      form && walked && typedIn(typed, 'email-code') === 'yes' ? emailFor(form, walked) : undefined
    if (email) await emailCode(tx, { draftId: draft.id, code, email, now })
    return { is: 'issued', found, code, isEmailed: email !== undefined }
  })
}
