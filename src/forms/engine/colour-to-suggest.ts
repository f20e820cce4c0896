import type { SuggestedColour } from '#src/domain/triage.ts'
import { notKnownYet, questionsBehind } from './derive.ts'
import type { Form } from './form.ts'
import { type Flag, type RaisedFlag, suggestedColour } from './raise-flags.ts'
import type { Walk } from './walk.ts'

/**
 * The colour to suggest to a worker, who decides: the highest raised. What was sent unfinished and raises neither red
 * nor amber has none (`not-asked`) where a question that could have raised one is blank: it must never look calmer than
 * it is. A finished form with nothing raised is green, whatever way out was taken in it.
 */
export function colourToSuggest(
  form: Form,
  flags: Readonly<Record<string, Flag>>,
  walked: Pick<Walk, 'next' | 'counts' | 'pages'>,
  raised: readonly RaisedFlag[],
): SuggestedColour {
  const highest = suggestedColour(raised)
  if (highest !== 'green' || walked.next === undefined) return highest
  const applying = new Set(walked.pages.flatMap(({ asked }) => asked.map(({ id }) => id)))
  const unknown = notKnownYet(form, walked.counts, applying)
  const couldRaise = Object.values(flags).some(
    ({ colour, when }) =>
      (colour === 'red' || colour === 'amber') && questionsBehind(when, form).some((id) => unknown.has(id)),
  )
  return couldRaise ? 'not-asked' : 'green'
}
