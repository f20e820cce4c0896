import { Temporal } from 'temporal-polyfill'
import { plainSigns } from '#src/domain/plain-signs.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A whole date written in a box for rough dates, as `YYYY-MM-DD`, or nothing when the words are rougher than
 * that. Reads day, month, year in that order ("27 3 1950", "27/03/1950", "27 March 1950") and ISO dates;
 * a two-figure year is not a whole date.
 */
export function wholeDate(written: string): string | undefined {
  const text = plainSigns(written)
  const iso = text.match(/^\s*(\d{4})-(\d{2})-(\d{2})\s*$/)
  const british = text.match(/^\s*(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(\d{1,2}|[a-z]{3,9})[\s/.,-]+(\d{4})\s*$/i)
  const parts = iso ? [iso[3], iso[2], iso[1]] : british ? [british[1], british[2], british[3]] : undefined
  if (!parts) return undefined
  const [day = '', month = '', year = ''] = parts
  const monthNumber = /^\d+$/.test(month)
    ? Number(month)
    : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
  try {
    return Temporal.PlainDate.from(
      { day: Number(day), month: monthNumber, year: Number(year) },
      { overflow: 'reject' },
    ).toString()
  } catch {
    return undefined
  }
}

/** No person lives longer than this, as far as anybody knows: a date before it, or an age, is more likely a slip. */
export const LONGEST_LIFE = 120

/** Whether a date (`YYYY-MM-DD`) lies further back than anybody alive can have seen. */
export const isBeforeLiving = (date: string, today: string): boolean =>
  date < today && yearsBetween(date, today) > LONGEST_LIFE

/** Whole years from a date of birth (`YYYY-MM-DD`) to a day (`YYYY-MM-DD`). */
export function yearsBetween(birth: string, day: string): number {
  return Temporal.PlainDate.from(birth).until(Temporal.PlainDate.from(day), { largestUnit: 'years' }).years
}

/** A rough age that is just a number of years ("72", "about 72", "72 years old"). */
export function ageInWords(text: string): number | undefined {
  const years = plainSigns(text).match(/^\s*(?:about|around)?\s*(\d{1,3})\s*(?:years?)?\s*(?:old)?\s*$/i)?.[1]
  return years === undefined || Number(years) > LONGEST_LIFE + 10 ? undefined : Number(years)
}
