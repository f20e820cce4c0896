import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { listClocks } from '#db/queries/clocks.ts'
import type { NoticeName } from '#src/forms/engine/block.ts'
import { isScreenOnly, staysOnScreen } from '#src/forms/engine/copy.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { SaidStep } from '#src/forms/engine/receipt.ts'
import { findSentForm, type SentForm } from '#src/services/submissions/sent-form.ts'
import { asInstant } from '#db/moments.ts'

export interface Receipt {
  /** What it is the receipt of, for whatever else stands on it. */
  sent: SentForm
  reference: string
  receivedAt: Temporal.Instant
  /** The promise as it was stored when the form was sent, never worked out again. */
  dueAt: Temporal.Instant
  /** What the answers raised for the person to read. */
  notices: readonly NoticeName[]
  /** What happens next, as it was said when the form was sent, in plain words and in Easy Read. */
  next: readonly SaidStep[]
  nextEasily: readonly SaidStep[]
  /** Nothing about it may leave this screen: contact, or answering, is not safe. */
  isScreenOnly: boolean
  /** It closes on this device once nobody has looked at it for a while: contact, or answering, is not safe. */
  closes: boolean
}

/** The receipt of the last form of this kind sent from this device; undefined when there is none. */
export async function showReceipt(form: Form, visit: string | undefined): Promise<Receipt | undefined> {
  const sent = await findSentForm(form, visit)
  if (!sent) return undefined
  const { submission, stored } = sent
  const first = (await read((db) => listClocks(db, submission.id))).find(({ kind }) => kind === 'triage')
  if (!first) return undefined
  const { notices, next, nextEasily = next } = stored
  return {
    sent,
    reference: submission.reference,
    receivedAt: asInstant(submission.receivedAt),
    dueAt: asInstant(first.dueAt),
    notices,
    next: next.filter(isStep),
    nextEasily: nextEasily.filter(isStep),
    isScreenOnly: form.isSafeguarding || staysOnScreen(submission.flags, stored.snapshot),
    closes: isScreenOnly(submission.flags),
  }
}

/** What proof is wanted was once stored with the steps; the receipt lists it as it stands instead. */
const isStep = ({ words }: SaidStep): boolean => !words.startsWith('We still need ')
