import { tariffOn } from './capital.ts'
import { inPounds } from './amounts.ts'
import type { CapitalRange } from './workings.ts'

/** Whole weeks, from the soonest to the latest; `to` is null when no latest can be said. */
export interface Weeks {
  readonly from: number
  readonly to: number | null
}

/** Property that counts, so that what is said follows only if it is sold. */
export interface IfSold {
  /** As it follows “if”: “your home”. */
  readonly what: string
  /** Whether the council may pay a part now, in the weeks before the home counts. */
  readonly isPaidForUntilThen: boolean
  /** Whether a deferred payment may do instead of selling. */
  readonly canPayLater: boolean
}

/** When the council might start to help somebody whose savings are over the limit. */
export interface HelpMayStart {
  /** From now until savings reach the upper limit, when the council may start to help. */
  readonly upper: Weeks
  /** From now until savings reach the lower limit, below which they no longer count. */
  readonly lower: Weeks
  /** Null where only savings count. An estimate stored before this was said does not have it. */
  readonly ifSold?: IfSold | null
  readonly assumptions: readonly string[]
  readonly easyRead: string
}

/** What the weeks are counted from. Amounts in pence. */
export interface SelfFunder {
  /** Savings, and property as what it brings when it is sold. */
  readonly range: CapitalRange
  readonly limits: { readonly lower: number; readonly upper: number }
  /** A week, above 0. */
  readonly careCost: number
  /** A week of income above what must be kept; null when it is not known. */
  readonly spare: number | null
  /** Property in the range, and the weeks left of the 12 in which a home does not count. */
  readonly property: {
    readonly what: 'home' | 'other' | 'both'
    readonly weeksUntilItCounts: number
    /** Whether the council may pay a part in those weeks: savings alone are not over the limit. */
    readonly isPaidForUntilThen: boolean
    readonly canPayLater: boolean
  } | null
}

const WHAT = { home: 'your home', other: 'your other home or land', both: 'your homes and land' } as const
const IS_SOLD = {
  home: 'Your home is sold and its money counts as savings.',
  other: 'Your other home or land is sold and its money counts as savings.',
  both: 'Your homes and land are sold and their money counts as savings.',
} as const

/**
 * How long savings last at today's rates, as a range counted from now. The soonest pays all of the care from
 * savings. The latest pays first from income above what must be kept, and from the upper limit on takes only
 * tariff income from savings. Property lasts as savings would: as if it were sold when it starts to count.
 */
export function whenHelpMayStart({ range, limits, careCost, spare, property }: SelfFunder): HelpMayStart {
  const { low, high } = range
  const fromSavings = spare === null ? null : careCost - spare
  const untilItCounts = property?.weeksUntilItCounts ?? 0
  const wait = property?.isPaidForUntilThen ? untilItCounts : 0
  const weeks = (capital: number, limit: number, each: number) =>
    wait + Math.ceil(Math.max(0, capital - limit) / each)
  const latest =
    high === null || fromSavings === null || fromSavings <= 0 ? null : weeks(high, limits.upper, fromSavings)
  return {
    upper: { from: weeks(low, limits.upper, careCost), to: latest },
    lower: {
      from: weeks(low, limits.lower, careCost),
      to: latest === null ? null : latest + weeksOnTariff(limits),
    },
    ifSold: property && {
      what: WHAT[property.what],
      isPaidForUntilThen: property.isPaidForUntilThen,
      canPayLater: property.canPayLater,
    },
    assumptions: [
      ...(property ? [IS_SOLD[property.what]] : []),
      ...(untilItCounts > 0
        ? [`Your home starts to count in ${untilItCounts} ${untilItCounts === 1 ? 'week' : 'weeks'}.`]
        : []),
      `Your care costs ${inPounds(careCost)} a week, and that does not change.`,
      `The soonest: you ${wait > 0 ? 'then ' : ''}pay for all of it from savings.`,
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
