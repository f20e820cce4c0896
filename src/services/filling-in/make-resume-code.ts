import { randomBytes } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, type Tx, transact } from '#db/client.ts'
import { updateDraftCode, updateDraftDeviceSeen } from '#db/queries/drafts.ts'
import { findNewestLetter, settleLetters } from '#db/queries/letters.ts'
import { keyedHash } from '#db/sealing.ts'
import { hashPassword } from '#src/auth/password.ts'
import { draftNumber, newResumeCode, problemWithSecret, secretAsKept } from '#src/domain/resume-code.ts'
import type { LetterState } from '#src/domain/letter-states.ts'
import { holds } from '#src/forms/engine/conditions.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import { takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { resumeCode } from '#src/letters/resume-code.letter.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { canEmail, emailIn, queueLetter } from '#src/services/submissions/letters.ts'
import { refusals, spend } from '#src/services/running/budgets.ts'
import { secretWords } from './secret-problems.ts'
import { findProgress } from './show-page.ts'

/** What the page on saving and coming back needs to be drawn. */
export interface SaveView {
  /** Until when the draft is kept if nothing more is saved. */
  keptUntil: Temporal.Instant
  hasCode: boolean
  /** What staff find it by where the code is lost: of use only once there is one. */
  number: string
  /** Contact, or answering, is not safe: nothing is offered but this screen. */
  isScreenOnly: boolean
  /** The page to carry on with; undefined when only checking and sending are left. */
  next: string | undefined
  /** What a new code is made from, for this page's form: the same page sent twice shows the same code. */
  fresh: string
  /** They gave an email address and said it is safe: the code can go there too. */
  canEmail: boolean
  /** What became of the email with the code there is; undefined where none was asked for. */
  codeEmail: LetterState | undefined
  /** A mark of the code there is, so that one made in another tab meanwhile is noticed. */
  had: string
}

export type MadeCode =
  /** `isEmailed`: an email with it was queued. What became of it is its message's state. */
  | { is: 'made'; view: SaveView; code: string; isEmailed: boolean }
  /** The word or number is to be put right (422). */
  | { is: 'problems'; view: SaveView; problems: readonly Problem[] }
  /** Another tab or device made a code after this page was opened (409): that one stays. */
  | { is: 'made-elsewhere'; view: SaveView }
  | { is: 'no-draft' }

/** Of the letter with a code. */
export const keyOfCode = (hash: string) => `resume-code:${hash}`

/** What a code is found by; the code itself is never stored. */
export const codeHash = (code: string): string => keyedHash(code, 'resume-code')

/** The page on saving and coming back; undefined without a draft on this device. */
export async function showSave(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
): Promise<SaveView | undefined> {
  const found = await findProgress(form, visit, now)
  return found && (await saveViewOf(form, found, now))
}

type Progress = NonNullable<Awaited<ReturnType<typeof findProgress>>>

async function saveViewOf(form: Form, { draft, state }: Progress, now: Temporal.Instant): Promise<SaveView> {
  const walked = walk(form, state, surroundingsAt(now))
  return {
    keptUntil: asInstant(draft.expiresAt),
    hasCode: draft.codeHash !== null,
    number: draftNumber(draft.id),
    isScreenOnly: isKeptOnScreen(form, walked),
    canEmail: emailFor(form, walked) !== undefined,
    next: walked.next,
    fresh: randomBytes(16).toString('base64url'),
    codeEmail: await codeEmailOf(draft),
    had: markOf(draft.codeHash),
  }
}

/** What became of the email with the code of a draft, where one was asked for. */
async function codeEmailOf({ id, codeHash: hash }: Progress['draft']): Promise<LetterState | undefined> {
  if (hash === null) return undefined
  const letter = await read((db) => findNewestLetter(db, { draftId: id }, resumeCode.name))
  return letter?.key === keyOfCode(hash) ? letter.state : undefined
}

/** A mark of a code, so that one made elsewhere meanwhile is noticed. */
export const markOf = (hash: string | null): string =>
  hash === null ? '' : keyedHash(hash, 'code-seen').slice(0, 16)

/** Contact, or answering, is not safe: a code is shown on the screen and sent nowhere. */
export function isKeptOnScreen(form: Form, walked: Walk): boolean {
  const isRaised = (id: string) => flags[id] !== undefined && holds(flags[id].when, walked.facts)
  return form.isSafeguarding || isRaised('fl-safe-contact') || isRaised('fl-unsafe')
}

/** Where a code can be emailed to; undefined where it cannot, or that is not safe. */
export function emailFor(form: Form, walked: Walk): string | undefined {
  if (!canEmail() || isKeptOnScreen(form, walked)) return undefined
  return emailIn(takeSnapshot(form, walked, listenerOf(form, walked), {}))
}

/**
 * Gives the draft of this device a code, or another one. Neither the code nor the word chosen with it is kept:
 * a keyed hash finds the draft, and an Argon2id hash checks the word. The code is worked out from what the page
 * brought, so that a second click or a reload shows the same code again, and not one that no longer counts.
 * @param typed `secret`, and what the page brought: `_fresh` and `_had`.
 */
export async function makeResumeCode(
  form: Form,
  visit: string | undefined,
  typed: Typed,
  now: Temporal.Instant,
): Promise<MadeCode> {
  const found = await findProgress(form, visit, now)
  if (!found) return { is: 'no-draft' }
  const { draft } = found
  const view = await saveViewOf(form, found, now)
  const fresh = typedIn(typed, '_fresh')
  const secret = typedIn(typed, 'secret')
  const problem = problemWithSecret(secret)
  const message = isFresh(fresh) ? problem && secretWords[problem] : 'Enter your word or number again'
  if (message) return { is: 'problems', view, problems: [{ field: 'secret', message }] }

  const code = codeFrom(`${draft.id} ${fresh}`)
  const hash = codeHash(code)
  if (draft.codeHash !== hash && typedIn(typed, '_had') !== view.had) return { is: 'made-elsewhere', view }
  const secretHash = await hashPassword(secretAsKept(secret))
  const email =
    typedIn(typed, 'email-code') === 'yes'
      ? emailFor(form, walk(form, found.state, surroundingsAt(now)))
      : undefined
  if (email && !(await read((db) => spend(db, 'letters', 1, now))))
    return { is: 'problems', view, problems: [{ field: 'email-code', message: refusals.letters() }] }
  const isMade = await transact(async (tx) => {
    const isKept = await updateDraftCode(tx, draft.id, { before: draft.codeHash, codeHash: hash, secretHash })
    if (isKept) await updateDraftDeviceSeen(tx, draft.visitHash, draft.id, asDate(now))
    if (isKept && draft.codeHash !== hash) await endEmailedCode(tx, draft.id, now)
    if (isKept && email) await emailCode(tx, { draftId: draft.id, code, email, now })
    return isKept
  })
  return isMade
    ? { is: 'made', view: { ...view, hasCode: true }, code, isEmailed: email !== undefined }
    : { is: 'made-elsewhere', view }
}

/** The code before opens nothing any more: an email with it that has not gone need not go. */
export const endEmailedCode = (tx: Tx, draftId: string, now: Temporal.Instant): Promise<void> =>
  settleLetters(tx, { draftId }, resumeCode.name, { with: 'replaced', at: asDate(now) })

/** Queues a letter with a code to come back with, once for each code. */
export async function emailCode(
  tx: Tx,
  { draftId, code, email, now }: { draftId: string; code: string; email: string; now: Temporal.Instant },
): Promise<void> {
  const key = keyOfCode(codeHash(code))
  await queueLetter(tx, { key, letter: resumeCode, to: email, fields: { code }, about: { draftId }, now })
}

/** As this server makes them: a page that brings anything else is asked again. */
export const isFresh = (fresh: string): boolean => /^[\w-]{22}$/.test(fresh)

/** Nobody without the server's key can work out the code from what the page brought. */
export function codeFrom(source: string): string {
  const bytes = Buffer.from(keyedHash(source, 'new-resume-code'), 'base64url').values()
  // 256 is a multiple of the sixteen signs, so each is as likely as any other.
  return newResumeCode((below) => (bytes.next().value ?? 0) % below)
}
