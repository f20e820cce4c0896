import type { Temporal } from 'temporal-polyfill'
import { type Db, read, type Tx } from '#db/client.ts'
import { findSubmissionById, type SubmissionRow } from '#db/queries/submissions.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { isMoneyAtRisk } from '#src/forms/financial/charge-recipients.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Words } from '#src/forms/engine/words.ts'
import type { ProofKind } from '#src/forms/financial/last.ts'
import { proofComesBy, proofKindsCalled, proofWanted } from '#src/forms/after-sending/proof.ts'
import { openChargingCase } from '#src/services/charging/charging-case.ts'
import { findSentFromHere } from './make-copy.ts'
import { listSentProof } from './list-proof.ts'
import type { SentForm } from '#src/services/submissions/sent-form.ts'
import type { PassHolder } from './status-pass.ts'

/** What proof a financial assessment calls for, and what of it is still to come. */
export interface AskedProof {
  readonly reference: string
  /** Each follows “We still need”. Empty once all of it came, where they said it had, and after the charge is known. */
  readonly wanted: readonly Words[]
  /** What a file can show: what came is there too, since one statement is seldom all. */
  readonly kinds: readonly ProofKind[]
  /** How they said it will come. */
  readonly comesBy: 'post' | 'later' | 'help' | undefined
  /** Files that came after the form. */
  readonly sent: number
  /** A file came that nobody can open, and none since that shows the same. */
  readonly hasUnusable: boolean
  /** It is not safe to say on the status page what this is about: no proof is taken there either. */
  readonly isHeldBack: boolean
}

/**
 * What proof a submission calls for. Of somebody’s own form by the answers as they count now, so that it is what a
 * letter asks for; of any other by what its sender sent, so that nothing staff found out is told.
 * @returns Undefined where it calls for none, and once it is closed.
 */
export async function findAskedProof(db: Db | Tx, row: SubmissionRow): Promise<AskedProof | undefined> {
  if (!findForm(row.form)?.circumstances || row.status === 'closed') return undefined
  const opened = await openChargingCase(db, row)
  if (!opened) return undefined
  const { snapshot } = opened.stored
  const walked = snapshot.voice === 'you' && !snapshot.isForOther ? opened.ours : opened.theirs
  const kinds = proofKindsCalled(walked)
  if (kinds.length === 0) return undefined
  const sent = await listSentProof(db, row.id)
  const comesBy = proofComesBy(walked)
  const determined = opened.determinations.at(-1)?.outcome
  const isAsked = determined === undefined ? comesBy !== undefined : determined === 'need-more'
  return {
    reference: row.reference,
    wanted: isAsked ? proofWanted(walked, opened.proofSince) : [],
    kinds,
    comesBy,
    sent: sent.length,
    hasUnusable: sent.some(({ isInfected, of }) => isInfected && !opened.proofSince.has(of)),
    isHeldBack: isScreenOnly(row.flags) || isMoneyAtRisk(row.flags),
  }
}

/**
 * The same for whoever has a pass to the status.
 * @param submissionId of the pass: that the sender asks has been checked.
 * @returns Undefined also where the status page may not say what it is about.
 */
export async function showProof(submissionId: string): Promise<AskedProof | undefined> {
  return read(async (db) => {
    const row = await findSubmissionById(db, submissionId)
    const asked = row && (await findAskedProof(db, row))
    return asked?.isHeldBack ? undefined : asked
  })
}

/** The same for the receipt, as long as the device may show what was sent from it. */
export async function showProofOnReceipt(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  found?: SentForm,
): Promise<AskedProof | undefined> {
  const sent = form.circumstances ? await findSentFromHere(form, visit, now, found) : undefined
  return sent && read((db) => findAskedProof(db, sent.submission))
}

/** What a pass to the status would open for this device, as long as it may show what was sent from it. */
export async function passFromReceipt(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
): Promise<PassHolder | undefined> {
  const sent = await findSentFromHere(form, visit, now)
  return sent && { submissionId: sent.submission.id, codeNumber: sent.submission.codeNumber }
}
