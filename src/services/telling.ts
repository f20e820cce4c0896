import { questionsRead } from '#src/forms/engine/conditions.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { isFieldOf } from '#src/forms/engine/read-answer.ts'
import type { DraftState } from './drafts.ts'

/** A draft's device, as far as pages that only tell depend on it. */
type Device = { isResumed: boolean; visitHash: string }

/**
 * A draft as this device may walk it. A page that only tells says by being there what was answered, such as where
 * to turn with thoughts of suicide, and so does a notice: on a device that came back they are left out, unless
 * the answer was given there just now.
 */
export function asToldOn({ isResumed, visitHash }: Device, state: DraftState): DraftState {
  if (!isResumed) return state
  const told = Object.entries(state.tells ?? {}).filter(([, device]) => device === visitHash)
  return { ...state, tellsAgain: told.map(([page]) => page) }
}

/**
 * The draft once a page was typed on a device that came back: what was answered just now may lead to a page that
 * only tells, and such a page, once continued past, is not shown again.
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
  const telling = pages.flatMap(({ name, tellsWhen }) =>
    tellsWhen && questionsRead(tellsWhen).some(isGiven) ? [name] : [],
  )
  const raisesNotice = (page.after ?? []).some(({ when }) => questionsRead(when).some(isGiven))
  const told = raisesNotice ? [...telling, page.name] : telling
  // A notice is shown on the next page only: it ends with the next save.
  const isStillToCome = ([name]: [string, string]) =>
    name !== page.name && pages.some((one) => one.name === name && one.tellsWhen)
  return {
    ...state,
    tells: Object.fromEntries([
      ...Object.entries(state.tells ?? {}).filter(isStillToCome),
      ...told.map((name): [string, string] => [name, device.visitHash]),
    ]),
    tellsAgain: [...(state.tellsAgain ?? []), ...told],
  }
}
