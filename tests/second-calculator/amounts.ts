import type { Every, Money } from '#src/domain/charging/amounts.ts'

/**
 * Parts of a week each payment is for, as a fraction. A month is 12/52 and a year 1/52 of the payment, and any
 * other period by its days: State Pension Credit Regulations 2002 reg 17(1), read; that SI 2014/2672 reg 13
 * ("on a weekly basis") is worked in the same way is from memory, to check.
 */
const share: Readonly<Record<Exclude<Every, 'one-off'>, readonly [number, number]>> = {
  week: [1, 1],
  '2-weeks': [7, 14],
  '4-weeks': [7, 28],
  month: [12, 52],
  year: [1, 52],
}

/**
 * Regulation 11: a fraction of a penny goes to the adult's advantage. The heading and first words were read, the
 * rest is as in Income Support (General) Regulations 1987 reg 27 (from memory, to check).
 */
export const lessOf = (pence: number, times: number, by: number): number => Math.floor((pence * times) / by)
export const moreOf = (pence: number, times: number, by: number): number => Math.ceil((pence * times) / by)

/** Income by the week in whole pence; null for what was paid once, which is no weekly money. */
export function weeklyIncome({ pence, every }: Money): number | null {
  return every === 'one-off' ? null : lessOf(pence, ...share[every])
}

/** A cost by the week for one of those who share it; null for what was paid once. */
export function weeklyCost({ pence, every }: Money, sharedBy = 1): number | null {
  if (every === 'one-off') return null
  const [times, by] = share[every]
  return moreOf(pence, times, by * sharedBy)
}
