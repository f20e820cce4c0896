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

/** Who is born from this day on gets State Pension later than at 66; from the other, at 67. */
const AFTER_66 = Temporal.PlainDate.from('1960-04-06')
const AT_67 = Temporal.PlainDate.from('1961-03-06')

/**
 * The day somebody reaches State Pension age, which is pension credit age too. Between the two days it is 66 years and
 * a month more for each month, counted from the 6th, that they are born after the first (Pensions Act 2014, section
 * 26; explanatory notes 123 to 125): where that month has no such day, on its last. Not for who was born before
 * 6 October 1954 or from 6 April 1977 on: they reached it long ago, or will long after this.
 */
export function pensionAgeOn(born: Temporal.PlainDate): Temporal.PlainDate {
  if (Temporal.PlainDate.compare(born, AFTER_66) < 0) return born.add({ years: 66 })
  if (Temporal.PlainDate.compare(born, AT_67) >= 0) return born.add({ years: 67 })
  const { months } = AFTER_66.until(born, { largestUnit: 'months' })
  return born.add({ months: 66 * 12 + months + 1 })
}

/**
 * The age band on a day. Who is 66 and gave no date of birth is left to a person, unless they get State Pension.
 * @returns null when it is not known.
 */
export function ageBandOf({ dateOfBirth, years, getsStatePension }: AgeKnown, on: string): AgeBand | null {
  if (getsStatePension) return 'pension-age'
  if (dateOfBirth !== null) {
    const day = Temporal.PlainDate.from(on)
    const born = Temporal.PlainDate.from(dateOfBirth)
    if (Temporal.PlainDate.compare(pensionAgeOn(born), day) <= 0) return 'pension-age'
    return bandBelowPensionAge(born.until(day, { largestUnit: 'years' }).years)
  }
  if (years === null) return null
  if (years > 66) return 'pension-age'
  return years === 66 ? null : bandBelowPensionAge(years)
}

const bandBelowPensionAge = (age: number): AgeBand =>
  age < 18 ? 'under-18' : age < 25 ? '18-24' : '25-to-pension-age'
