import { type BenefitToClaim, benefitsToClaim } from './benefits-to-claim.ts'
import { nextApril, type RateRow } from './rates.ts'
import { type Sheet, type ToWorkOverTime, workBothYears } from './sheet.ts'
import { type WhatIf, whatIfs } from './what-if.ts'

/** Everything a page about somebody's estimate shows. It is plain data: it can be stored as it stands. */
export interface Estimate {
  readonly now: Sheet
  /** With the rates of next April, when all that it needs are known. */
  readonly next: { readonly from: string; readonly sheet: Sheet } | null
  readonly whatIfs: readonly WhatIf[]
  readonly benefits: readonly BenefitToClaim[]
}

/** The sheet, what would change it, and what else there is to claim. */
export function estimate(toWork: ToWorkOverTime): Estimate {
  const { now, next } = workBothYears(toWork)
  const { circumstancesOn, ...common } = toWork
  const circumstances = circumstancesOn(toWork.on)
  return {
    now,
    next,
    whatIfs: whatIfs({ ...common, circumstances }, now),
    benefits: benefitsToClaim(circumstances),
  }
}

/** The rows that an estimate of this day can need: those of the day and of next April. */
export function ratesFor(rows: readonly RateRow[], on: string): readonly RateRow[] {
  const days = [on, nextApril(rows, on)]
  return rows.filter(({ from, to }) => days.some((day) => from <= day && day <= to))
}
