import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { type DraftRow, updateDraftConcern } from '#db/queries/drafts.ts'
import { isToSave } from '#src/forms/engine/also-saves.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { addToConcern, flagsOfConcern, linkedBy } from '#src/services/after-sending/add-to-concern.ts'
import { type DraftState, emptyState } from './draft-state.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { storeSubmission } from '#src/services/sending/submit-form.ts'
import { type TypedInDraft, typedInOf } from '#src/services/desk/type-in.ts'

/** The draft that a concern belongs to. */
export type ConcernDraft = Pick<DraftRow, 'id' | 'concernId'> & TypedInDraft

/** Whether a draft has, or with these answers gets, a concern of its own. */
export const hasConcern = (
  form: Form,
  draft: { concernId: string | null } | undefined,
  walked: Walk,
): boolean =>
  form.alsoSaves !== undefined && ((draft?.concernId ?? null) !== null || isToSave(form.alsoSaves, walked))

/**
 * Saves the concern that a draft's answers call for, in the transaction that saves the draft: the first time as a
 * submission of its own, afterwards as an addition to that one. Whoever saved the draft holds it, so there is never
 * a second. Where staff type it in, its promise counts from when the council got it, and its events name them.
 */
export async function saveConcern(
  tx: Tx,
  form: Form,
  draft: ConcernDraft,
  { state, walked }: { state: DraftState; walked: Walk },
  now: Temporal.Instant,
): Promise<void> {
  const typedIn = typedInOf(draft)
  if (draft.concernId !== null) {
    await addToConcern(tx, draft.concernId, { is: 'referral', form, walked, state }, now, typedIn)
    return
  }
  const linked = linkedBy(form, walked, state)
  if (!form.alsoSaves || !linked) return
  const concern = form.alsoSaves.form
  const own: DraftState = { ...emptyState(), answers: { ...linked.answers } }
  const ownWalk = walk(concern, own, surroundingsAt(now))
  const saved = await storeSubmission(tx, concern, {
    draftId: null,
    walked: ownWalk,
    state: own,
    raised: flagsOfConcern(ownWalk, linked),
    now,
    linked,
    typedIn,
  })
  await updateDraftConcern(tx, draft.id, saved.id)
}
