import { questionsRead } from '#src/forms/engine/conditions.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import type { Surroundings } from '#src/forms/engine/derive.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import { isHidden } from '#src/forms/engine/hidden.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { isFieldOf } from '#src/forms/engine/read-answer.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import type { DraftState } from './draft-state.ts'

/** A draft's device, as far as pages that only tell depend on it. */
export type Device = { isResumed: boolean; visitHash: string }

/** The walk of a draft as far as this device is led through it. */
export const walkOnDevice = (form: Form, state: DraftState, surroundings: Surroundings): Walk =>
  asShownHere(walk(form, state, surroundings), state)

/**
 * A walk as far as this device is led through it. A page that gives away a hidden answer by being asked is left out
 * once it is done, on a device that came back: its answers count and are sent all the same.
 */
export function asShownHere(walked: Walk, { shownHere }: Pick<DraftState, 'shownHere'>): Walk {
  if (!shownHere) return walked
  return {
    ...walked,
    pages: walked.pages.filter(({ page, done }) => !page.givesAway || !done || shownHere.includes(page.name)),
  }
}

/**
 * A draft as this device may walk it. A page that only tells says by being there what was answered, such as where
 * to turn with thoughts of suicide, and so does a notice: on a device that came back they are left out, unless
 * the answer was given there just now.
 */
export function onDevice({ isResumed, visitHash }: Device, state: DraftState): DraftState {
  if (!isResumed) return state
  const told = Object.entries(state.shownOn ?? {}).filter(([, device]) => device === visitHash)
  return { ...state, shownHere: told.map(([page]) => page) }
}

/**
 * The draft once a page was typed on a device that came back: what was answered just now may lead to a page that
 * only tells or gives an answer away, and such a page, once continued past, is not shown again.
 */
export function afterTyping(
  form: Form,
  page: NamedPage,
  given: Typed,
  state: DraftState,
  device: Device | undefined,
): DraftState {
  if (!device?.isResumed) return state
  const isGiven = (id: string) => {
    const question = page.ask[id]
    return (
      question !== undefined &&
      Object.entries(given).some(
        ([field, values]) => isFieldOf(id, question, field) && values.some((value) => value.trim() !== ''),
      )
    )
  }
  const pages = pagesOf(form)
  // What may be shown again is in its fields whether or not it was typed just now.
  const isGivenHidden = (id: string) => {
    const question = page.ask[id]
    return isGiven(id) && question !== undefined && isHidden(form, id, question, undefined, given)
  }
  const isTold = ({ ask, givesAway, tellsWhen }: NamedPage) =>
    (tellsWhen !== undefined && questionsRead(tellsWhen).some(isGiven)) ||
    (givesAway === true &&
      Object.values(ask).some(({ asks }) => asks.when && questionsRead(asks.when).some(isGivenHidden)))
  const telling = pages.filter(isTold).map(({ name }) => name)
  const raisesNotice = (page.after ?? []).some(({ when }) => questionsRead(when).some(isGiven))
  const told = raisesNotice ? [...telling, page.name] : telling
  // A notice is shown on the next page only: it ends with the next save.
  const isStillToCome = ([name]: [string, string]) =>
    name !== page.name && pages.some((one) => one.name === name && (one.tellsWhen || one.givesAway))
  return {
    ...state,
    shownOn: Object.fromEntries([
      ...Object.entries(state.shownOn ?? {}).filter(isStillToCome),
      ...told.map((name): [string, string] => [name, device.visitHash]),
    ]),
    // The page itself is still there to go on from.
    shownHere: [...(state.shownHere ?? []), ...told, ...(page.givesAway ? [page.name] : [])],
  }
}
