import type { Temporal } from 'temporal-polyfill'
import { type Db, read } from '#db/client.ts'
import { isLetterSent } from '#db/queries/alerts.ts'
import { hiddenAfterMinutes, isSeenAnew, updateDraftDeviceSeen } from '#db/queries/drafts.ts'
import { findNewestLetter } from '#db/queries/letters.ts'
import { findSubmissionById, type SubmissionRow } from '#db/queries/submissions.ts'
import { council } from '#src/settings/council.ts'
import { inWords } from '#src/domain/dates-in-words.ts'
import { isMoneyAtRisk } from '#src/forms/financial/charge-recipients.ts'
import { type CopyDocument, copyAsText, copyOf, isScreenOnly } from '#src/forms/engine/copy.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { copyLink } from '#src/letters/copy-link.letter.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { type StoredEstimate, openSubmission } from '#src/services/submissions/stored-submission.ts'
import { emailIn } from '#src/services/submissions/letters.ts'
import { findSentForm, type SentForm } from '#src/services/submissions/sent-form.ts'
import { statusCodeOf } from './status-code.ts'

export interface MadeCopy {
  reference: string
  receivedAt: Temporal.Instant
  document: CopyDocument
  /** What its answers led to, as it was stored; nothing of a form that has none, or where it may do harm (`sumFor`). */
  charging?: StoredEstimate
}

/** What the end of a receipt offers. */
export interface ReceiptLinks {
  /** Opens the status, beside the reference. */
  code: string
  hasCopy: boolean
  isScreenOnly: boolean
}

/**
 * The submission this device sent last with this form, while the device may show what was in it. A draft with
 * a code to come back with may have been open on other devices too, so there it may only as long as it is in
 * use: afterwards what was sent stays behind reference and code.
 * @param found where this request has loaded it already.
 */
export async function findSentFromHere(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  found?: SentForm,
): Promise<SentForm | undefined> {
  const sent = found ?? (await findSentForm(form, visit))
  if (!sent) return undefined
  const { draft } = sent
  const idleSince = now.subtract({ minutes: hiddenAfterMinutes })
  if (draft.codeHash !== null && draft.seenAt <= asDate(idleSince)) return undefined
  if (isSeenAnew(draft.seenAt, asDate(now)))
    await read((db) => updateDraftDeviceSeen(db, draft.visitHash, draft.id, asDate(now)))
  return sent
}

/**
 * The copy of the last form of this kind, for the device that sent it and no other, worded as it is read now.
 * @returns Undefined where this device has sent none, or there is no copy of it.
 */
export async function makeCopy(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  reading: ReadingStyle = 'plain',
): Promise<MadeCopy | undefined> {
  const sent = await findSentFromHere(form, visit, now)
  if (!sent) return undefined
  const { submission, stored } = sent
  const { snapshot, charging } = stored
  const easyRead = reading === 'easy-read'
  const document = copyOf(snapshot, submission.flags, submission.isSafeguarding, easyRead)
  if (!document) return undefined
  const { reference, receivedAt } = submission
  return { reference, receivedAt: asInstant(receivedAt), document, ...(charging && { charging }) }
}

/**
 * The copy for somebody who asked for it by email, once staff have sent them the way to it: on the pages that
 * reference and code open.
 * @param submissionId of a pass that was checked.
 * @returns Undefined where none was asked for by email, none is sent yet, or nothing may leave the screen.
 */
export async function copyByEmail(
  submissionId: string,
  reading: ReadingStyle = 'plain',
): Promise<MadeCopy | undefined> {
  const submission = await read(async (db) => {
    const row = await findSubmissionById(db, submissionId)
    return row && (await isCopyOpenByEmail(db, row)) ? row : undefined
  })
  if (!submission) return undefined
  const { snapshot, charging } = openSubmission(submission)
  const document = copyOf(snapshot, submission.flags, submission.isSafeguarding, reading === 'easy-read')
  if (!document) return undefined
  const { reference, receivedAt, flags } = submission
  return { reference, receivedAt: asInstant(receivedAt), document, ...sumFor(charging, flags) }
}

/**
 * The sum for a copy that is read away from the device it was sent from. Where somebody may be abused through their
 * money it is left out, as the status page leaves out what was decided: who takes the money may read it.
 */
export const sumFor = (
  charging: StoredEstimate | undefined,
  flags: readonly string[],
): Pick<MadeCopy, 'charging'> => (charging && !isMoneyAtRisk(flags) ? { charging } : {})

/**
 * Whether reference and code open the copy too: the way to it was asked for by email, has gone out (written down,
 * posted or still waiting is not enough), and went to whoever sent the form. A letter goes to no address but the one
 * they gave for themself; a form sent for somebody else, or with no such address, has none.
 */
export const isCopyOpenByEmail = async (db: Db, row: SubmissionRow): Promise<boolean> =>
  isCopyForSender(row) && (await isLetterSent(db, row.id, copyLink.name))

const isCopyForSender = (row: SubmissionRow): boolean =>
  row.copyAsked === 'email' && !isScreenOnly(row.flags) && emailIn(openSubmission(row).snapshot) !== undefined

/**
 * Whether the email with the way to the copy is being sent, or did not go and nobody has dealt with that: for whoever
 * `isCopyOpenByEmail` would open the copy to. Undefined where there is nothing to say of it.
 */
export async function copyEmailFor(
  db: Db,
  row: SubmissionRow,
): Promise<'being-sent' | 'not-gone' | undefined> {
  if (!isCopyForSender(row)) return undefined
  const letter = await findNewestLetter(db, { submissionId: row.id }, copyLink.name)
  if (letter?.state === 'waiting' || letter?.state === 'trying-again') return 'being-sent'
  return letter?.state === 'failed' ? 'not-gone' : undefined
}

/** A copy as a plain text file would hold it. */
export const textOfCopy = ({ reference, receivedAt, document }: MadeCopy): string =>
  copyAsText(document, [council.name, `Reference: ${reference}`, `Sent at ${inWords(receivedAt)}`])

/** What the receipt of the last form of this kind offers on this device; undefined when there is nothing. */
export async function showReceiptLinks(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  found?: SentForm,
): Promise<ReceiptLinks | undefined> {
  const sent = await findSentFromHere(form, visit, now, found)
  if (!sent) return undefined
  const { submission, stored } = sent
  const document = copyOf(stored.snapshot, submission.flags, submission.isSafeguarding)
  return {
    code: statusCodeOf(submission),
    hasCopy: document !== undefined,
    isScreenOnly: document?.isScreenOnly ?? true,
  }
}
