import { type BenefitToClaim, benefitsToClaim } from './benefits-to-claim.ts'
import { pensionCreditWorth } from './missing-pension-credit.ts'
import { nextApril, type RateRow } from './rates.ts'
import { type Sheet, type ToWork, type ToWorkOverTime, workBothYears } from './sheet.ts'
import { type WhatIf, whatIfs } from './what-if.ts'

/** The sheet of the next year. */
export interface NextYear {
  readonly from: string
  readonly sheet: Sheet
  /** What of it is still this year’s: money that comes in and goes out, by name. An older estimate does not have it. */
  readonly thisYears?: readonly string[]
}

/** Everything a page about somebody's estimate shows. It is plain data: it can be stored as it stands. */
export interface Estimate {
  readonly now: Sheet
  /** With the rates of next April, when all that it needs are known. */
  readonly next: NextYear | null
  readonly whatIfs: readonly WhatIf[]
  readonly benefits: readonly BenefitToClaim[]
}

/** The sheet, what would change it, and what else there is to claim. */
export function estimate(toWork: ToWorkOverTime): Estimate {
  const { now, next } = workBothYears(toWork)
  const { circumstancesOn, ...common } = toWork
  const today: ToWork = { ...common, circumstances: circumstancesOn(toWork.on) }
  return {
    now,
    next: next && { ...next, thisYears: thisYearsIn(next.sheet) },
    whatIfs: whatIfs(today, now),
    benefits: benefitsToClaim(today.circumstances).map((benefit) => withWorth(benefit, today, now)),
  }
}

/** A benefit that can be worked out, with what it may be worth. */
function withWorth(benefit: BenefitToClaim, toWork: ToWork, now: Sheet): BenefitToClaim {
  const worth = benefit.id === 'pension-credit' ? pensionCreditWorth(toWork, now) : null
  return worth ? { ...benefit, worth } : benefit
}

/** Only what the law sets is of the next year: what somebody told stays as it is, and may go up too. */
const thisYearsIn = ({ lines }: Sheet): readonly string[] => [
  ...new Set(
    lines
      .filter(({ part, pence }) => (part === 'income' || part === 'costs') && pence !== null && pence > 0)
      .map(({ label }) => label),
  ),
]

/** The rows that an estimate of this day can need: those of the day and of next April. */
export function ratesFor(rows: readonly RateRow[], on: string): readonly RateRow[] {
  const days = [on, nextApril(rows, on)]
  return rows.filter(({ from, to }) => days.some((day) => from <= day && day <= to))
}
