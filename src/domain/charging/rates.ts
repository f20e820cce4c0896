/** Every amount the law sets anew each year, with its name for staff and where it stands. */
export const rateNames = {
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
export type RateName = keyof typeof rateNames
export const allRateNames = Object.keys(rateNames) as readonly RateName[]

/** One dated amount. Only a `verified` one is ever used in a sum. */
export interface RateRow {
  readonly name: RateName
  /** Whole pence; null when no amount is known. */
  readonly amount: number | null
  /** First and last day, like 2026-04-06. */
  readonly from: string
  readonly to: string
  readonly source: string
  readonly checked: 'verified' | 'not-verified' | 'unknown'
  readonly howChecked: string
}

/** The row of a rate on a day. Nothing when the table has none. */
export const rateOn = (rows: readonly RateRow[], name: RateName, on: string): RateRow | undefined =>
  rows.find((row) => row.name === name && row.from <= on && on <= row.to)

/** The amount of a rate on a day, in pence, when it is verified. */
export function verifiedRate(rows: readonly RateRow[], name: RateName, on: string): RateRow | undefined {
  const row = rateOn(rows, name, on)
  return row?.checked === 'verified' && row.amount !== null ? row : undefined
}

/** The first 6 April after a day: when the next year's amounts start. Days are like 2026-11-22. */
export function nextApril(on: string): string {
  const year = Number(on.slice(0, 4))
  const thisYear = `${year}-04-06`
  return on < thisYear ? thisYear : `${year + 1}-04-06`
}

/** A rate that cannot be used on a day, and why. */
export interface RateToSettle {
  readonly name: RateName
  readonly why: 'missing' | 'unknown' | 'not-verified'
  readonly row: RateRow | undefined
}

/** Every rate that is missing, unknown or not verified on a day. */
export const ratesToSettle = (rows: readonly RateRow[], on: string): readonly RateToSettle[] =>
  allRateNames.flatMap((name): RateToSettle[] => {
    if (verifiedRate(rows, name, on)) return []
    const row = rateOn(rows, name, on)
    const why = row === undefined ? 'missing' : row.checked === 'not-verified' ? 'not-verified' : 'unknown'
    return [{ name, why, row }]
  })
