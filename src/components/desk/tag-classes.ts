import type { RaisedFlag } from '#src/forms/engine/raise-flags.ts'

/** How the tag of a flag or of a triage colour looks. */
export const TAG_CLASSES: Readonly<Record<RaisedFlag['colour'], string>> = {
  red: 'govuk-tag--red',
  amber: 'govuk-tag--amber',
  green: 'govuk-tag--green',
  handling: 'flag-tag--handling',
}
