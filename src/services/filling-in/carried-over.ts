import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import { withoutTakenFromAnother } from '#src/forms/rules/tell-once.ts'
import type { DraftState } from './draft-state.ts'

/**
 * What a draft may hold of another form's answers, before it is stored: all of them while it is about the reader,
 * none once it is about somebody else. What is half typed on a page that showed them goes too.
 */
export function withoutTaken(form: Form, state: DraftState): DraftState {
  const { taken, ...rest } = state
  if (!taken || Object.keys(taken).length === 0) return rest
  const answers = withoutTakenFromAnother(form, state.answers, taken)
  if (Object.keys(answers).length === Object.keys(state.answers).length) return { ...state, answers }
  const showed = pagesOf(form).filter((page) => Object.keys(page.ask).some((id) => id in taken))
  const without = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(of).filter(([page]) => !showed.some(({ name }) => name === page)))
  return {
    ...rest,
    answers,
    passed: without(state.passed),
    typed: without(state.typed),
    unread: without(state.unread),
    told: without(state.told),
  }
}
