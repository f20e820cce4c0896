import type { Temporal } from 'temporal-polyfill'
import { LONDON } from './working-days.ts'

/** The quarter of the year something happened in, London: `2026-Q4`. Sorts as text. */
export function quarterOf(at: Temporal.Instant): string {
  const { year, month } = at.toZonedDateTimeISO(LONDON)
  return `${year}-Q${Math.ceil(month / 3)}`
}

const MONTHS = ['January to March', 'April to June', 'July to September', 'October to December']

/** A quarter for a person: "October to December 2026". */
export function quarterInWords(quarter: string): string {
  const [year, number] = quarter.split('-Q')
  return `${MONTHS[Number(number) - 1]} ${year}`
}
