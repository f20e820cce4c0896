import { afterAll, describe, expect, it } from 'vitest'
import type { Circumstances } from '#src/domain/charging/circumstances.ts'
import {
  extra,
  gets,
  h1,
  IN_2025,
  IN_2026,
  known,
  lineOf,
  r2,
  savings,
  sheetOf,
} from '#tests/fixtures/charging.ts'

const h2: Partial<Circumstances> = {
  ageBand: known('25-to-pension-age'),
  premiums: { disability: known(true), enhancedDisability: known(true), carer: known(false) },
  savings: known([savings(5_000_00)]),
  income: known([gets('wages', 60_00)]),
  benefits: known([gets('esa', 181_00), gets('pip-living', 110_40), gets('pip-mobility', 77_05)]),
  extraCosts: known([extra(25_00)]),
  careCost: known(60_00),
}
const h3: Partial<Circumstances> = {
  ageBand: known('18-24'),
  benefits: known([gets('universal-credit', 92_05)]),
}
const r1: Partial<Circumstances> = {
  setting: known('care-home'),
  partner: known('together'),
  passesHalfPension: known(true),
  savings: known([savings(18_000_00)]),
  income: known([gets('work-pension', 120_00)]),
  benefits: known([gets('state-pension', 241_30)]),
  careCost: known(1_050_00),
}

let run = 0
afterAll(() => process.stdout.write(`charging: ${run} worked examples, to the penny\n`))
const counts = (result: unknown, pence: number) => {
  run += 1
  expect(result).toMatchObject({ is: 'charge', pence })
}

// Three written out as arithmetic, so that the module and its test cannot share a mistake.
describe('by hand', () => {
  it('H1: at home, pension age, Attendance Allowance, savings over the lower limit', () => {
    // £15,100 − £14,250 = £850 above. 850 ÷ 250 = 3.4, and a part of £250 counts: 4 × £1.
    const tariff = 4_00
    const income = 241_30 + 76_70 + tariff
    expect(income).toBe(322_00)
    const left = income - 22_55 - 18_00 - 241_45
    expect(left).toBe(40_00)
    const sheet = sheetOf(h1, IN_2026)
    counts(sheet.result, left)
    expect(lineOf(sheet, 'tariff')).toMatchObject({ pence: tariff, effect: tariff, treatment: 'partly' })
    expect(lineOf(sheet, 'tariff')?.working.join(' ')).toBe(
      'Your savings: £15,100. The first £14,250 is not counted. ' +
        'For each £250 or part of £250 above that, we count £1 a week: £4.',
    )
    expect(sheet.totals).toEqual({
      capital: { low: 15_100_00, high: 15_100_00 },
      tariff,
      ownIncome: 318_00,
      counted: 322_00,
      costs: 40_55,
      keep: 241_45,
      careCost: 250_00,
      // Without savings it would be 318 − 40.55 − 241.45 = 36. The £4 they add come out of no income.
      fromSavings: tariff,
      yoursToKeep: 318_00 - 36_00,
    })
  })

  it('H2: at home, 30, both disability premiums, charged no more than the care costs', () => {
    const keep = 112_50 + 49_65 + 24_25
    expect(keep).toBe(186_40)
    // Wages of £60.00 and PIP mobility of £77.05 are not counted; £5,000 is below the lower limit.
    const income = 181_00 + 110_40
    expect(income).toBe(291_40)
    const left = income - 25_00 - keep
    expect(left).toBe(80_00)
    const sheet = sheetOf(h2, IN_2025)
    counts(sheet.result, 60_00)
    expect(lineOf(sheet, 'limit-care-cost')).toMatchObject({ effect: 60_00 - 80_00 })
    expect(sheet.totals.yoursToKeep).toBe(181_00 + 110_40 + 77_05 + 60_00 - 60_00)
  })

  it('R1: in a care home, married, half of a work pension passed on', () => {
    // £18,000 − £14,250 = £3,750 = 15 × £250.
    const tariff = 15_00
    const passedOn = 120_00 / 2
    const income = 241_30 + (120_00 - passedOn) + tariff
    expect(income).toBe(316_30)
    const charge = income - 31_80
    expect(charge).toBe(284_50)
    const sheet = sheetOf(r1, IN_2026)
    counts(sheet.result, charge)
    expect(1_050_00 - charge).toBe(765_50)
    expect(lineOf(sheet, 'income-work-pension')).toMatchObject({
      pence: 120_00,
      effect: 60_00,
      treatment: 'partly',
    })
    // What goes to the partner is not theirs, and what savings add is not taken out of income.
    expect(sheet.totals).toMatchObject({
      ownIncome: 241_30 + 120_00 - passedOn,
      fromSavings: tariff,
      yoursToKeep: 31_80,
    })
  })
})

describe('the other examples', () => {
  it('H3: at home, 22, income below what must be kept', () => {
    const sheet = sheetOf(h3, IN_2026)
    counts(sheet.result, 0)
    expect(lineOf(sheet, 'limit-not-below-zero')?.effect).toBe(95_40 - 92_05)
  })

  it('R2: in a care home, own home: 12 weeks, then over the limit, with a deferred payment', () => {
    const sheet = sheetOf(r2, IN_2026)
    counts(sheet.result, 209_50)
    expect(lineOf(sheet, 'home')).toMatchObject({ treatment: 'ignored', law: 'Schedule 2, paragraph 2' })
    expect(sheet.deferredPayment).toBeNull()
    expect(sheet.afterTwelveWeeks?.weeksLeft).toBe(12)
    const after = sheet.afterTwelveWeeks?.sheet
    run += 1
    expect(after?.result).toMatchObject({ is: 'full-cost', pence: 1_050_00, mayCouncilPay: false })
    expect(after?.deferredPayment?.law).toContain('2014/2671')
    expect(after?.afterTwelveWeeks).toBeNull()
  })

  it('J1: a joint account of £40,000, each of two owners assessed on £20,000', () => {
    const joint = { ...savings(40_000_00), owners: 2 }
    const sheet = sheetOf({ savings: known([joint]) }, IN_2026)
    run += 1
    expect(sheet.totals).toMatchObject({ tariff: 23_00, capital: { low: 20_000_00, high: 20_000_00 } })
    expect(lineOf(sheet, 'savings-savings')?.working).toEqual([
      '£40,000 is held by 2 people.',
      'We count an equal share for each: £40,000 ÷ 2 = £20,000.',
      'It counts with your savings.',
    ])
  })

  it.each([
    [14_250_00, 0],
    [14_250_01, 1],
    [14_500_00, 1],
    [14_500_01, 2],
    [18_000_00, 15],
    [20_000_00, 23],
    [23_250_00, 36],
  ])('tariff on %i pence is £%i a week', (pence, pounds) => {
    run += 1
    const sheet = sheetOf({ savings: known([savings(pence)]) })
    expect(sheet.totals.tariff).toBe(pounds * 100)
    expect(sheet.result.is).toBe('charge')
  })

  it('one penny over the upper limit is the full cost', () => {
    run += 1
    const over = { savings: known([savings(23_250_01)]), careCost: known(300_00) }
    expect(sheetOf(over).result).toMatchObject({ is: 'full-cost', pence: 300_00, mayCouncilPay: true })
    expect(sheetOf({ ...over, setting: known('care-home') }).result).toMatchObject({
      is: 'full-cost',
      mayCouncilPay: false,
    })
  })
})
