import { daysAfter } from './days.ts'
import { isForCharge, nextApril, type RateName, type RateRow, usableRate } from './rates.ts'
import type { Sheet } from './sheet.ts'

/** How long after the new amounts began people are still listed who were decided before, in days. */
const DAYS_LISTED = 56

/**
 * The day of new amounts that decided charges are looked at for: that of next April, and for some weeks after it began
 * still that one. Days are like 2026-11-22.
 */
export const upratingDay = (rows: readonly RateRow[], today: string): string =>
  nextApril(rows, daysAfter(today, -DAYS_LISTED))

/** Whether any amount of a charge of the new year is known: a row that starts on the day. */
export const isUpratingKnown = (rows: readonly RateRow[], day: string): boolean =>
  rows.some(({ name, from, amount }) => isForCharge(name) && from === day && amount !== null)

/** A rate that a charge was decided by and that is another one on a day; null where none is known then. */
export interface ChangedRate {
  readonly name: RateName
  readonly before: number | null
  readonly after: number | null
}

/**
 * The rates that a sheet counted with and that are not the same on a day.
 * @param sheet that the charge was decided by. @param rows in force.
 */
export const changedRates = (
  { rates }: Pick<Sheet, 'rates'>,
  rows: readonly RateRow[],
  day: string,
): readonly ChangedRate[] =>
  rates
    .map(({ name, amount }) => ({ name, before: amount, after: usableRate(rows, name, day)?.amount ?? null }))
    .filter(({ before, after }) => before !== after)
