import type { Listener } from '#src/forms/engine/words.ts'
import type { PageView } from '#src/services/filling-in/show-page.ts'

/**
 * Everything that the form on a question page is drawn from, where none of it is the reader's own: nothing is answered,
 * typed in or to be put right on it, nobody is named above it, and there is no code. Whether its words name somebody is
 * for whoever draws it to see (`noticingNames`).
 * @param unnamed who is spoken to, with nobody named.
 * @param around what the address and the choice of reading add.
 * @returns undefined where something is theirs.
 */
export function keyOfUntouched(
  view: PageView,
  unnamed: Listener,
  around: readonly (string | boolean | undefined)[],
): string | undefined {
  const { form, page, shown, typed, about } = view
  const isTheirs =
    view.problems.length > 0 ||
    view.removed !== undefined ||
    view.hasCode ||
    shown.some(({ id }) => view.walked.counts[id] !== undefined) ||
    // A field that ends so marks a group, and is empty itself.
    Object.entries(typed).some(
      ([field, values]) => field.endsWith('-') || values.some((one) => one !== ''),
    ) ||
    (about?.is === 'person' && about.name !== unnamed.slots['name'])
  if (isTheirs) return undefined
  const asked = shown.map(({ id, question, onlyIf, optional }) => [
    id,
    optional,
    onlyIf,
    // As the form declares it, or with fewer answers offered.
    question === page.ask[id] ? undefined : [question.asks, question.control.shows],
  ])
  const { question, isFirstQuestion, part, seen, canSend } = view
  return JSON.stringify([
    form.id,
    page.name,
    unnamed,
    asked,
    [question, isFirstQuestion, part, seen, canSend, about],
    around,
  ])
}
