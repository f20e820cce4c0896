import { describe, expect, it } from 'vitest'
import type { ChargingPolicy, Circumstances, IncomeItem } from '#src/domain/charging/circumstances.ts'
import { workSheet } from '#src/domain/charging/sheet.ts'
import { whatIfs } from '#src/domain/charging/what-if.ts'
import {
  extra,
  gets,
  known,
  lineOf,
  madeUp,
  MADE_UP_DAY,
  madeUpSheet,
  nothing,
  pays,
  policy,
  savings,
  unknown,
} from '#tests/fixtures/charging.ts'

/** What a council may do for people at home beyond what the law makes it do. By the made-up rates £240 is kept. */

const pension = gets('state-pension', 300_00)
const charge = (own: Partial<ChargingPolicy>, more: Partial<Circumstances> = {}) =>
  madeUpSheet({ benefits: known([pension]), ...more }, own).result.pence

describe('more to keep than the law says', () => {
  it('is a line of its own, at home only', () => {
    const sheet = madeUpSheet({ benefits: known([pension]) }, { moreToKeep: 12_50 })
    expect(lineOf(sheet, 'keep-council')).toMatchObject({ effect: -12_50, law: 'The council’s own rule' })
    expect(sheet.result.pence).toBe(60_00 - 12_50)
    expect(sheet.totals.keep).toBe(252_50)
    const away = { setting: known('care-home' as const) }
    expect(charge({ moreToKeep: 12_50 }, away)).toBe(charge({}, away))
  })
})

describe('a standard amount for extra costs', () => {
  const own = { standardExtraCosts: 20_00 }
  const disabled = { benefits: known([gets('state-pension', 230_00), gets('attendance-allowance', 70_00)]) }

  it('comes off where their own come to less, and only the rest of it', () => {
    expect(charge(own, disabled)).toBe(40_00)
    const sheet = madeUpSheet({ ...disabled, extraCosts: known([extra(15_00)]) }, own)
    expect(sheet.result.pence).toBe(40_00)
    expect(lineOf(sheet, 'extra-standard')).toMatchObject({
      effect: -5_00,
      working: [
        'The council takes off at least £20 a week for extra costs.',
        'Your own come to £15, so this is £5 more.',
        'Do yours come to more? Tell us each one.',
      ],
    })
    expect(charge(own, { ...disabled, extraCosts: known([extra(25_00)]) })).toBe(35_00)
  })

  it('is taken off while their own are not known, which leaves a most', () => {
    const { result } = madeUpSheet({ ...disabled, extraCosts: unknown }, own)
    expect(result).toMatchObject({ is: 'cannot-work-out', ceiling: { pence: 40_00, is: 'sum' } })
  })

  it('is for who has a benefit for a disability', () => {
    expect(charge(own)).toBe(60_00)
  })
})

describe('the part for the night', () => {
  const own = { nightPart: 37_90 }
  const allowance = (isHighestRate: boolean | null): Partial<Circumstances> => {
    const item: IncomeItem = { ...gets('attendance-allowance', 114_60), isHighestRate }
    return { benefits: known([gets('state-pension', 200_00), item]) }
  }

  it('of the highest rate is not counted', () => {
    expect(charge(own, allowance(true))).toBe(314_60 - 240_00 - 37_90)
    expect(charge(own, allowance(false))).toBe(74_60)
    expect(charge({}, allowance(true))).toBe(74_60)
  })

  it('leaves a most while the rate is not known', () => {
    const { result } = madeUpSheet(allowance(null), own)
    expect(result).toMatchObject({
      is: 'cannot-work-out',
      ceiling: { pence: 74_60 },
      because: [
        {
          words:
            'We need to know if your “Attendance Allowance” is at the highest rate. A worker will ask you.',
        },
      ],
    })
    // In a care home there is none.
    expect(madeUpSheet({ ...allowance(null), setting: known('care-home') }, own).result.is).toBe('charge')
  })
})

describe('a higher limit at home', () => {
  const own = { upperLimitAtHome: 30_000_00 }
  const saved = { savings: known([savings(25_000_00)]), benefits: known([pension]) }

  it('counts £1 for each £250 above the lower limit still, and is none of a care home', () => {
    // £10,750 above £14,250 is 43 times £250.
    expect(charge(own, saved)).toBe(60_00 + 43_00)
    expect(madeUpSheet(saved).result.is).toBe('full-cost')
    expect(madeUpSheet({ ...saved, setting: known('care-home') }, own).result.is).toBe('full-cost')
    expect(madeUpSheet({ savings: known([savings(30_000_01)]) }, own).result.is).toBe('full-cost')
  })

  it('is never below that of the law, and is the one that savings fall to', () => {
    expect(madeUpSheet(saved, { upperLimitAtHome: 1_00 }).result.is).toBe('full-cost')
    const toWork = {
      circumstances: { ...nothing, savings: known([savings(40_000_00)]), careCost: known(300_00) },
      rates: madeUp,
      policy: { ...policy, ...own },
      on: MADE_UP_DAY,
    }
    const labels = whatIfs(toWork, workSheet(toWork)).map(({ label }) => label)
    expect(labels).toContain('Your savings fall to £30,000')
    expect(labels).not.toContain('Your savings fall to £23,250')
  })
})

describe('buildings insurance', () => {
  const housing = known([pays('buildings-insurance', 5_00)])

  it('comes off where the council allows it', () => {
    expect(charge({}, { housing })).toBe(60_00)
    const sheet = madeUpSheet({ benefits: known([pension]), housing }, { allowsInsurance: true })
    expect(sheet.result.pence).toBe(55_00)
    expect(lineOf(sheet, 'housing-buildings-insurance')).toMatchObject({
      effect: -5_00,
      law: 'The council’s own rule',
    })
    expect(sheet.unsure).toEqual([])
  })
})

it('settings kept with what was decided before read as they did', () => {
  const before: ChargingPolicy = {
    percentage: 100,
    weeklyMaximum: null,
    weeklyMinimum: 0,
    shortStay: 'as-care-home',
  }
  const circumstances = { ...nothing, benefits: known([pension]) }
  const sheet = workSheet({ circumstances, rates: madeUp, policy: before, on: MADE_UP_DAY })
  expect(sheet.result).toMatchObject({ is: 'charge', pence: 60_00 })
})
