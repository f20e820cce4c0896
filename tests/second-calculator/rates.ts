import type { RateName, RateRow } from '#src/domain/charging/rates.ts'

/** Today's confirmed amounts, in pence. */
export type Rates = (name: RateName) => number | null

export const ratesOf =
  (rows: readonly RateRow[], on: string): Rates =>
  (name) =>
    rows.find((row) => row.name === name && row.checked === 'verified' && row.from <= on && on <= row.to)
      ?.amount ?? null
