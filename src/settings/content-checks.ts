import { Temporal } from 'temporal-polyfill'
import * as v from 'valibot'

/** Checks that the JSON files of content/ share. Each message goes on from the name of the setting. */

export const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'))

export const phone = v.pipe(
  v.string(),
  v.regex(/^[\d ]{3,16}$/, 'must be a phone number, digits and spaces only'),
)

/** The day on which somebody last checked a fact. */
export const checkedDate = v.pipe(v.string(), v.isoDate('must be a date like 2026-11-22'))

/** @param example a day that would fit, as the message shows it: 2026-12-29. */
export const realDate = (example: string) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\d$/, `must be a date like ${example}`),
    v.check(isRealDate, `must be a real date, like ${example}`),
  )

function isRealDate(iso: string): boolean {
  try {
    Temporal.PlainDate.from(iso)
    return true
  } catch {
    return false
  }
}
