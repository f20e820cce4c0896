import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import { withoutCarriedOverFromAnother } from '#src/forms/rules/tell-once.ts'
import type { DraftState } from './draft-state.ts'

/**
 * What a draft may hold of another form's answers, before it is stored: all of them while it is about the reader,
 * none once it is about somebody else. What is half typed on a page that showed them goes too.
 */
export function withoutCarriedOver(form: Form, state: DraftState): DraftState {
  const { carriedOver, ...rest } = state
  if (!carriedOver || Object.keys(carriedOver).length === 0) return rest
  const answers = withoutCarriedOverFromAnother(form, state.answers, carriedOver)
  if (Object.keys(answers).length === Object.keys(state.answers).length) return { ...state, answers }
  const showed = pagesOf(form).filter((page) => Object.keys(page.ask).some((id) => id in carriedOver))
  const without = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(of).filter(([page]) => !showed.some(({ name }) => name === page)))
  return {
    ...rest,
    answers,
    passed: without(state.passed),
    typed: without(state.typed),
    unread: without(state.unread),
    pointedOut: without(state.pointedOut),
  }
}
