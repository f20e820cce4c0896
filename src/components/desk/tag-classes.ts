import type { SuggestedColour } from '#src/domain/triage.ts'
import type { RaisedFlag } from '#src/forms/engine/raise-flags.ts'

/** How the tag of a flag or of a triage colour looks. */
export const TAG_CLASSES: Readonly<Record<RaisedFlag['colour'] | SuggestedColour, string>> = {
  red: 'govuk-tag--red',
  amber: 'govuk-tag--amber',
  green: 'govuk-tag--green',
  // As plain as the tag of a handling flag: it is no colour.
  'not-asked': 'flag-tag--handling',
  handling: 'flag-tag--handling',
}
