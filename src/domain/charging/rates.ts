import { daysAfter, daysBetween } from './days.ts'

/** Every amount a charge needs that the law sets anew each year, with its name for staff and where it stands. */
const chargeRateNames = {
  'upper-capital-limit': { label: 'Upper capital limit', law: 'Regulation 12' },
  'lower-capital-limit': { label: 'Lower capital limit', law: 'Regulation 25' },
  'mig-single-18-24': { label: 'Minimum income guarantee: single, 18 to 24', law: 'Regulation 7(2)(a)' },
  'mig-single-25-pension': {
    label: 'Minimum income guarantee: single, 25 to pension credit age',
    law: 'Regulation 7(2)(b)',
  },
  'mig-single-pension': {
    label: 'Minimum income guarantee: single, pension credit age',
    law: 'Regulation 7(2)(c)',
  },
  'mig-lone-parent': { label: 'Minimum income guarantee: lone parent', law: 'Regulation 7(3)' },
  'mig-couple': { label: 'Minimum income guarantee: one of a couple', law: 'Regulation 7(4)(a)' },
  'mig-couple-pension': {
    label: 'Minimum income guarantee: one of a couple, pension credit age',
    law: 'Regulation 7(4)(b)',
  },
  'mig-child': { label: 'Minimum income guarantee: each child', law: 'Regulation 7(1)(b)' },
  'premium-disability-single': { label: 'Disability premium, single', law: 'Regulation 7(5)(a)' },
  'premium-enhanced-single': { label: 'Enhanced disability premium, single', law: 'Regulation 7(5)(b)' },
  'premium-disability-couple': { label: 'Disability premium, couple', law: 'Regulation 7(6)(a)' },
  'premium-enhanced-couple': { label: 'Enhanced disability premium, couple', law: 'Regulation 7(6)(b)' },
  'premium-carer': { label: 'Carer premium', law: 'Regulation 7(7)' },
  'personal-expenses-allowance': { label: 'Personal expenses allowance, care home', law: 'Regulation 6' },
  'savings-credit-single': { label: 'Savings credit not counted, single', law: 'Schedule 1, paragraph 40' },
  'savings-credit-couple': { label: 'Savings credit not counted, couple', law: 'Schedule 1, paragraph 40' },
} as const
/** A missing one of these can stop a sum. */
export type ChargeRateName = keyof typeof chargeRateNames
export const allChargeRateNames = Object.keys(chargeRateNames) as readonly ChargeRateName[]

/** What no charge needs: an estimate says with them what a benefit that somebody may be missing is worth. */
const benefitRateNames = {
  'pension-credit-single': {
    label: 'Pension Credit: standard minimum guarantee, single',
    law: 'SI 2002/1792, regulation 6(1)(b)',
  },
  'pension-credit-severe-disability': {
    label: 'Pension Credit: additional amount for severe disability, single',
    law: 'SI 2002/1792, regulation 6(5)(a)',
  },
} as const
export const NOT_FOR_A_CHARGE =
  'Not needed for a charge: lets the estimate say what a missing benefit is worth'

/** Every amount that staff enter and confirm. */
export const rateNames = { ...chargeRateNames, ...benefitRateNames } as const
export type RateName = keyof typeof rateNames
export const allRateNames = Object.keys(rateNames) as readonly RateName[]

export const isForCharge = (name: RateName): name is ChargeRateName => Object.hasOwn(chargeRateNames, name)

/**
 * How far a rate can be trusted, for staff. Verified and second-hand ones are used in an estimate; a charge is decided
 * by verified ones alone. All others are used in no sum.
 */
export const rateStandings = {
  verified: { label: 'Verified', means: 'Somebody read it in the regulations or in the circular itself.' },
  'second-hand': {
    label: 'Second-hand',
    means:
      'It was read in the press, in public code or on the pages of others. Estimates use it and say so. No charge is decided by it.',
  },
  'not-verified': { label: 'Not verified', means: 'It is from memory. No sum uses it.' },
  unknown: { label: 'Not known', means: 'Nobody has seen the amount. No sum uses it.' },
} as const
export type RateStanding = keyof typeof rateStandings

/** One dated amount. What a sum may use is said by `usableRate`. */
export interface RateRow {
  readonly name: RateName
  /** Whole pence; null when no amount is known. */
  readonly amount: number | null
  /** First and last day, like 2026-04-06. */
  readonly from: string
  readonly to: string
  readonly source: string
  readonly checked: RateStanding
  readonly howChecked: string
}

/** The row of a rate on a day. Nothing when the table has none. */
export const rateOn = (rows: readonly RateRow[], name: RateName, on: string): RateRow | undefined =>
  rows.find((row) => row.name === name && row.from <= on && on <= row.to)

/** The row of a rate on a day whose amount an estimate may use: verified, or second-hand, which the estimate then says. */
export function usableRate(rows: readonly RateRow[], name: RateName, on: string): RateRow | undefined {
  const row = rateOn(rows, name, on)
  const isUsable = row?.checked === 'verified' || row?.checked === 'second-hand'
  return isUsable && row.amount !== null ? row : undefined
}

/**
 * The first day after another one on which the next year's amounts count: the day in April on which the last of them
 * starts, by the rows themselves (the regulations of each year name it). While no row of that April is known, the first
 * Monday on or after 6 April, when benefits go up. Days are like 2026-11-22.
 */
export function nextApril(rows: readonly RateRow[], on: string): string {
  const year = Number(on.slice(0, 4))
  const thisApril = startIn(year, rows)
  return on < thisApril ? thisApril : startIn(year + 1, rows)
}

const startIn = (year: number, rows: readonly RateRow[]): string =>
  rows
    .filter(({ name }) => isForCharge(name))
    .map(({ from }) => from)
    .filter((from) => from.startsWith(`${year}-04-`))
    .toSorted()
    .at(-1) ?? firstMonday(`${year}-04-06`)

/** The first Monday on or after a day. 5 January 1970 was one. */
const firstMonday = (day: string): string => daysAfter(day, (7 - (daysBetween('1970-01-05', day) % 7)) % 7)

/** The most days between two rows of a rate that the first of them still holds for. */
const MOST_DAYS_BETWEEN = 7

/**
 * The rates in force: those that two people confirmed, newest first, before those of the file. Of two rows for the same
 * day the first counts. Where the next row of a rate starts some days after one ends, that one holds until then: an
 * amount stands until the day that another takes its place. Where no next row is known, nothing is carried on.
 */
export function ratesInForce(confirmed: readonly RateRow[], ofFile: readonly RateRow[]): readonly RateRow[] {
  const rows = [...confirmed, ...ofFile]
  return rows.map((row) => {
    const next = rows
      .filter(({ name, from }) => name === row.name && from > row.to)
      .map(({ from }) => from)
      .toSorted()[0]
    const isNear = next !== undefined && daysBetween(row.to, next) - 1 <= MOST_DAYS_BETWEEN
    return isNear ? { ...row, to: daysAfter(next, -1) } : row
  })
}

/** A rate of a charge that somebody has to look up for a day, and why. */
export interface RateToSettle {
  readonly name: ChargeRateName
  readonly why: 'missing' | Exclude<RateStanding, 'verified'>
  readonly row: RateRow | undefined
}

/** Every rate of a charge that is missing, unknown, not verified or second-hand on a day. */
export const ratesToSettle = (rows: readonly RateRow[], on: string): readonly RateToSettle[] =>
  allChargeRateNames.flatMap((name): RateToSettle[] => {
    const row = rateOn(rows, name, on)
    if (row?.checked === 'verified') return []
    return [{ name, why: row?.checked ?? 'missing', row }]
  })

/** Whether no sum can be made with it at all. */
export const isUnusable = ({ why }: RateToSettle): boolean => why !== 'second-hand'
