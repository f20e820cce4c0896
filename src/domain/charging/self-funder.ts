import { tariffOn } from './capital.ts'
import { inPounds } from './money.ts'
import type { CapitalRange } from './workings.ts'

/** Whole weeks, from the soonest to the latest; `to` is null when no latest can be said. */
export interface Weeks {
  readonly from: number
  readonly to: number | null
}

/** When the council might start to help somebody whose savings are over the limit. */
export interface HelpMayStart {
  /** Until savings reach the upper limit, when the council may start to help. */
  readonly upper: Weeks
  /** Until savings reach the lower limit, below which they no longer count. */
  readonly lower: Weeks
  readonly assumptions: readonly string[]
  readonly easyRead: string
}

/**
 * How long savings last at today's rates, as a range. The soonest pays all of the care from savings. The latest
 * pays first from income above what must be kept, and from the upper limit on takes only tariff income from savings.
 * @param careCost pence a week, above 0
 * @param spare pence a week of income above what must be kept; null when it is not known
 */
export function whenHelpMayStart(
  { low, high }: CapitalRange,
  limits: { readonly lower: number; readonly upper: number },
  careCost: number,
  spare: number | null,
): HelpMayStart {
  const fromSavings = spare === null ? null : careCost - spare
  const weeks = (capital: number, limit: number, each: number) =>
    Math.ceil(Math.max(0, capital - limit) / each)
  const latest =
    high === null || fromSavings === null || fromSavings <= 0 ? null : weeks(high, limits.upper, fromSavings)
  return {
    upper: { from: weeks(low, limits.upper, careCost), to: latest },
    lower: {
      from: weeks(low, limits.lower, careCost),
      to: latest === null ? null : latest + weeksOnTariff(limits),
    },
    assumptions: [
      `Your care costs ${inPounds(careCost)} a week, and that does not change.`,
      'The soonest: you pay for all of it from savings.',
      fromSavings === null
        ? 'We do not know your income well enough to say the latest.'
        : fromSavings <= 0
          ? 'Your income may pay for your care. Then your savings do not go down.'
          : `The latest: ${inPounds(spare ?? 0)} a week of your income pays first, the rest comes from savings.`,
      'Limits and benefits stay as they are today, and savings earn nothing.',
    ],
    easyRead: 'This is a guess. It may be sooner or later.',
  }
}

/** Weeks from the upper to the lower limit when only tariff income comes from savings. */
function weeksOnTariff({ lower, upper }: { readonly lower: number; readonly upper: number }): number {
  let weeks = 0
  for (let capital = upper; capital > lower; capital -= tariffOn(capital, lower)) weeks += 1
  return weeks
}
