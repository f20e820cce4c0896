import { readerIs } from '../engine/conditions.ts'
import type { AnyQuestion } from '../engine/question.ts'

/**
 * A detail that the browser may fill in, but only when it is the reader's own (WCAG 1.3.5): it would offer a
 * helper's own name and address for somebody else.
 * @param autocomplete A token of the HTML standard, as the field's component reads it.
 * @param of To whom it is their own: the person the form is about, or whoever writes for them.
 */
export const ownDetail = <Q extends AnyQuestion>(
  autocomplete: string,
  question: Q,
  of: 'you' | 'behalf' = 'you',
): Q => ({
  ...question,
  offered: (left) => {
    const now = question.offered?.(left) ?? question
    if (left(readerIs(of)) !== true) return now
    return { ...now, control: { ...now.control, shows: { ...now.control.shows, autocomplete } } }
  },
})
