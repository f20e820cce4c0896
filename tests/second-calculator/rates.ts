import type { RateName, RateRow } from '#src/domain/charging/rates.ts'

/** The amounts of a day that an estimate uses, in pence: verified, or second-hand, which the sheet says (decision 36). */
export type Rates = (name: RateName) => number | null

export const ratesOf =
  (rows: readonly RateRow[], on: string): Rates =>
  (name) =>
    rows.find(
      (row) =>
        row.name === name &&
        ['verified', 'second-hand'].includes(row.checked) &&
        row.from <= on &&
        on <= row.to,
    )?.amount ?? null
