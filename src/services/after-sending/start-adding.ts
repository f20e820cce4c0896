import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { findOpenDraft, findSentDraft, hiddenAfterMinutes, insertDraft } from '#db/queries/drafts.ts'
import { findSubmissionById } from '#db/queries/submissions.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import { draftExpiry, sealState, visitHash } from '#src/services/filling-in/drafts.ts'
import { emptyState } from '#src/services/filling-in/draft-state.ts'
import { asDate } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'

export type StartedAdding =
  /** The concern's own form is open, and sending it adds to the concern. */
  | { is: 'begun'; form: string; page: string }
  /** That form holds something else on this device, which has to be finished first. */
  | { is: 'other-open'; form: string }
  | { is: 'no-concern' }

/**
 * Opens a concern's own form to add to the concern that was saved from this form, with the answers carried over. It
 * never makes a second concern. Some time after sending it opens blank: somebody else may sit there by then.
 */
export async function startAdding(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
): Promise<StartedAdding> {
  const own = form.alsoSaves?.form
  if (!own || visit === undefined) return { is: 'no-concern' }
  const device = visitHash(visit)
  return transact(async (tx) => {
    const from = await findFrom(tx, device, form, now)
    const concern = from && (await findSubmissionById(tx, from.concernId))
    const linked = concern && openSubmission(concern).linked
    if (!concern || !linked) return { is: 'no-concern' }
    const page = pagesOf(own)[0]?.name ?? ''
    const open = await findOpenDraft(tx, device, own.id, asDate(now))
    if (open) {
      const isSame = open.concernId === concern.id
      return isSame ? { is: 'begun', form: own.id, page } : { is: 'other-open', form: own.id }
    }
    const id = randomUUID()
    const answers = from.isFresh ? { ...linked.answers } : {}
    const made = await insertDraft(tx, {
      id,
      visitHash: device,
      isResumed: from.isResumed,
      form: own.id,
      formVersion: own.version,
      state: sealState(id, { ...emptyState(), answers, began: answers }),
      concernId: concern.id,
      createdAt: asDate(now),
      updatedAt: asDate(now),
      expiresAt: draftExpiry(own, now),
    })
    return made ? { is: 'begun', form: own.id, page } : { is: 'other-open', form: own.id }
  })
}

/** The draft on this device that a concern was saved from: the open one, else the one sent last. */
async function findFrom(tx: Tx, device: string, form: Form, now: Temporal.Instant) {
  const open = await findOpenDraft(tx, device, form.id, asDate(now))
  if (open) return open.concernId === null ? undefined : { ...open, concernId: open.concernId, isFresh: true }
  const sent = await findSentDraft(tx, device, form.id)
  if (!sent?.concernId) return undefined
  const isFresh = sent.sentAt !== null && sent.sentAt >= asDate(now.subtract({ minutes: hiddenAfterMinutes }))
  return { ...sent, concernId: sent.concernId, isFresh }
}
