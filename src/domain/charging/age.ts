import { Temporal } from 'temporal-polyfill'
import type { AgeBand } from './circumstances.ts'

/** What is known of a person's age. */
export interface AgeKnown {
  /** Like 1960-04-06; null when only a rough age, or none, is known. */
  readonly dateOfBirth: string | null
  /** Whole years, where the date is not known. */
  readonly years: number | null
  readonly getsStatePension: boolean
}

const STILL_66 = Temporal.PlainDate.from('1960-04-06')

/**
 * The age band on a day. State Pension age rises from 66 to 67 for people born from 6 April 1960 on (Pensions
 * Act 2014, section 26): who is 66, was born since and gets no State Pension is left to a person.
 * @returns null when it is not known.
 */
export function ageBandOf({ dateOfBirth, years, getsStatePension }: AgeKnown, on: string): AgeBand | null {
  const born = dateOfBirth === null ? null : Temporal.PlainDate.from(dateOfBirth)
  const age = born ? born.until(Temporal.PlainDate.from(on), { largestUnit: 'years' }).years : years
  if (getsStatePension) return 'pension-age'
  if (age === null) return null
  if (age < 18) return 'under-18'
  if (age < 25) return '18-24'
  if (age < 66) return '25-to-pension-age'
  if (age > 66 || (born && Temporal.PlainDate.compare(born, STILL_66) < 0)) return 'pension-age'
  return null
}
