import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { ageBandOf, pensionAgeOn } from '#src/domain/charging/age.ts'
import { type PremiumsKnown, premiumFact, premiumsFrom } from '#src/domain/charging/premiums.ts'
import type { Circumstances, IncomeKind, Occupant } from '#src/domain/charging/circumstances.ts'
import { chargeOutcomesFor } from '#src/domain/charging/determination.ts'
import { weeksLeft } from '#src/domain/charging/main-home.ts'
import { inPounds, weeklyOf } from '#src/domain/charging/amounts.ts'
import { chargingRates } from '#src/settings/charging-rates.ts'
import { daysBetween } from '#src/domain/charging/days.ts'
import type { RateName, RateRow } from '#src/domain/charging/rates.ts'
import { workBothYears } from '#src/domain/charging/sheet.ts'
import type { CapitalRange } from '#src/domain/charging/workings.ts'
import { whenHelpMayStart } from '#src/domain/charging/self-funder.ts'
import {
  extra,
  gets,
  IN_2025,
  known,
  lineOf,
  MADE_UP_DAY,
  madeUp,
  madeUpRates,
  madeUpSheet,
  money,
  nothing,
  ownHome,
  pays,
  policy,
  r2,
  savings,
  sheetOf,
  unknown,
} from '#tests/fixtures/charging.ts'

const pension = known([gets('state-pension', 300_00)])
const at = (more: Partial<Circumstances>) => madeUpSheet({ benefits: pension, ...more })
const charge = (more: Partial<Circumstances>) => at(more).result.pence
const blockedBy = (more: Partial<Circumstances>) => {
  const { result } = at(more)
  return result.is === 'cannot-work-out' ? result.why : []
}

describe('money by the week', () => {
  it.each([
    [money(120_00, 'week'), 120_00, 120_00],
    [money(120_01, '2-weeks'), 60_00, 60_01],
    [money(120_03, '4-weeks'), 30_00, 30_01],
    [money(520_00, 'month'), 120_00, 120_00],
    [money(100_00, 'month'), 23_07, 23_08],
    [money(5_200_00, 'year'), 100_00, 100_00],
    [money(1_000_00, 'year'), 19_23, 19_24],
  ])('%o is %i coming in and %i going out', (amount, down, up) => {
    expect(weeklyOf(amount, 'down')?.pence).toBe(down)
    expect(weeklyOf(amount, 'up')?.pence).toBe(up)
  })

  it('says the sum', () => {
    expect(weeklyOf(money(520_00, 'month'), 'down')?.sum).toBe(
      '£520 a month. By the week this is £520 × 12 ÷ 52 = £120.',
    )
    expect(weeklyOf(money(241_30), 'down')?.sum).toBe('£241.30 a week.')
    expect(weeklyOf(money(100, 'one-off'), 'down')).toBeNull()
    expect(inPounds(1_234_567_05)).toBe('£1,234,567.05')
  })
})

describe('income that is not counted', () => {
  it.each<IncomeKind>([
    'wages',
    'self-employed',
    'guaranteed-income-payment',
    'direct-payment',
    'pip-mobility',
    'dla-mobility',
    'housing-benefit',
    'council-tax-help',
  ])('%s, on and off', (kind) => {
    const on = at({ income: known([gets(kind, 50_00)]) })
    expect(on.result.pence).toBe(charge({}))
    expect(lineOf(on, `income-${kind}`)).toMatchObject({ pence: 50_00, effect: 0, treatment: 'ignored' })
    expect(on.totals.ownIncome).toBe(350_00)
  })

  it.each<IncomeKind>([
    'work-pension',
    'annuity',
    'guarantee-credit',
    'attendance-allowance',
    'pip-living',
    'dla-care',
    'esa',
    'carers-allowance',
    'industrial-injury',
    'constant-attendance',
    'jsa',
    'income-support',
  ])('while %s is', (kind) => {
    expect(charge({ income: known([gets(kind, 50_00)]) })).toBe(300_00 + 50_00 - 240_00)
  })

  it.each<IncomeKind>([
    'war-pension',
    'rent',
    'trust',
    'maintenance',
    'charity',
    'pension-credit',
    'war-benefits',
    'bereavement',
    'other',
  ])('and %s is for a person', (kind) => {
    expect(blockedBy({ income: known([gets(kind, 50_00)]) })).toEqual([`income-${kind}`])
  })

  it('Pension Credit whose part is not known stops the sum, and says that the part is what is needed', () => {
    const credit = (kind: IncomeKind) =>
      at({ benefits: known([gets('state-pension', 300_00), gets(kind, 10_00)]) })
    const sheet = credit('pension-credit')
    expect(sheet.unsure).toMatchObject([
      {
        blocks: true,
        words:
          'We need to know which part of Pension Credit you get: the main part, or the extra for savings. ' +
          'The letter about it says which. A worker can help.',
        from: ['fa-benefit'],
      },
    ])
    expect(lineOf(sheet, 'income-pension-credit')?.changes?.words).toBe(
      'When you tell us which part it is, we can work it out.',
    )
    expect(credit('guarantee-credit').result.pence).toBe(300_00 + 10_00 - 240_00)
    expect(credit('savings-credit').result).toMatchObject({ ceiling: { pence: 300_00 + 3_00 - 240_00 } })
  })

  it('savings credit up to the amount of the year', () => {
    const sheet = at({ benefits: known([gets('state-pension', 300_00), gets('savings-credit', 10_00)]) })
    // At home some councils leave out all of it, so this is the most.
    expect(lineOf(sheet, 'income-savings-credit')).toMatchObject({ effect: null, atMost: 3_00 })
    const away = at({ setting: known('care-home'), benefits: known([gets('savings-credit', 10_00)]) })
    expect(lineOf(away, 'income-savings-credit')).toMatchObject({ effect: 3_00, treatment: 'partly' })
    const all = at({ benefits: known([gets('savings-credit', 5_00)]) })
    expect(lineOf(all, 'income-savings-credit')).toMatchObject({ effect: 0, treatment: 'ignored' })
  })

  it('half of a pension, only when passed to a partner and only in a care home', () => {
    const own = { income: known([gets('work-pension', 120_01)]), partner: known('together' as const) }
    const home = { setting: known('care-home' as const) }
    const passes = { passesHalfPension: known(true) }
    const base = 300_00 + 120_01 - 31_00
    expect(charge({ ...own, ...home })).toBe(base)
    expect(charge({ ...own, ...home, ...passes })).toBe(base - 60_01)
    expect(charge({ ...own, ...home, ...passes, partner: known('none') })).toBe(base)
    expect(charge({ ...own, ...passes })).toBe(300_00 + 120_01 - 180_00)
    expect(blockedBy({ ...own, ...home, passesHalfPension: unknown })).toEqual(['half-pension'])
  })

  it('Universal Credit beside a carer’s benefit or rent may count the same money twice: a worker looks', () => {
    const credit = gets('universal-credit', 400_00)
    const also = known([credit, gets('carers-allowance', 50_00)])
    expect(blockedBy({ benefits: also })).toEqual(['income-universal-credit-twice'])
    expect(blockedBy({ benefits: also, setting: known('care-home') })).toEqual([
      'income-universal-credit-twice',
    ])
    const renting = { benefits: known([credit]), housing: known([pays('rent', 100_00)]) }
    expect(blockedBy(renting)).toEqual(['income-universal-credit-rent'])
    const sheet = at(renting)
    expect(lineOf(sheet, 'income-universal-credit')).toMatchObject({ effect: null, treatment: 'not-yet' })
    expect(sheet.unsure.map(({ words }) => words)).toContain(
      'Universal Credit may have money for rent in it. That part does not count. A worker will check.',
    )
    expect(at({ benefits: also }).unsure.map(({ words }) => words)).toContain(
      'Universal Credit may have your money as a carer in it. A worker will check, so that nothing counts twice.',
    )
    // No rent is looked at in a care home.
    expect(at({ ...renting, setting: known('care-home') }).result.is).toBe('charge')
  })

  it('Universal Credit may pay all of a rent, which is then told as none: a most, but of who owns their home', () => {
    const credit = { benefits: known([gets('universal-credit', 400_00)]) }
    for (const housing of [known([]), known([pays('rent', 0)])])
      for (const home of [known('not-owned' as const), unknown])
        expect(at({ ...credit, housing, home }).result).toMatchObject({
          is: 'cannot-work-out',
          why: ['income-universal-credit-rent'],
          ceiling: { pence: 400_00 - 240_00, is: 'sum' },
        })
    const sheet = at(credit)
    expect(lineOf(sheet, 'income-universal-credit')?.working).toContain(
      'Some of it may be for rent. That part does not count. A worker will look at it with you.',
    )
    expect(sheet.forStaff.map(({ words }) => words).join()).toContain('Help with rent in Universal Credit')
    const owned = at({ ...credit, home: known(ownHome()) })
    expect(owned.result).toMatchObject({ is: 'charge', pence: 400_00 - 240_00 })
    expect(lineOf(owned, 'income-universal-credit')).toMatchObject({ treatment: 'counted' })
  })

  it('an amount before tax, or once only, is for a person', () => {
    const before = { ...gets('annuity', 50_00), tax: 'before' as const }
    expect(blockedBy({ income: known([before]) })).toEqual(['income-annuity'])
    expect(blockedBy({ income: known([gets('annuity', 50_00, 'one-off')]) })).toEqual(['income-annuity'])
  })
})

describe('costs that come off', () => {
  it.each(['rent', 'mortgage', 'council-tax', 'service-charge', 'ground-rent'] as const)(
    '%s, on and off',
    (kind) => {
      expect(charge({})).toBe(60_00)
      expect(charge({ housing: known([pays(kind, 20_00)]) })).toBe(40_00)
      expect(charge({ housing: known([pays(kind, 20_00)]), setting: known('care-home') })).toBe(
        300_00 - 31_00,
      )
      expect(charge({ housing: known([pays(kind, 20_00)]), setting: known('short-stay') })).toBe(249_00)
    },
  )

  it('not buildings insurance, which a worker looks at', () => {
    const sheet = at({ housing: known([pays('buildings-insurance', 20_00)]) })
    expect(sheet.result.pence).toBe(60_00)
    expect(sheet.unsure.map(({ code }) => code)).toEqual(['housing-buildings-insurance'])
  })

  it.each(['attendance-allowance', 'pip-living', 'dla-care', 'constant-attendance'] as const)(
    'extra costs only while %s is counted',
    (kind) => {
      const costs = { extraCosts: known([extra(20_00)]) }
      expect(charge(costs)).toBe(60_00)
      const with50 = { benefits: known([gets('state-pension', 300_00), gets(kind, 50_00)]) }
      expect(charge(with50)).toBe(110_00)
      expect(charge({ ...with50, ...costs })).toBe(90_00)
      expect(charge({ ...with50, extraCosts: known([extra(20_01, { sharedBy: 2 })]) })).toBe(110_00 - 10_01)
      expect(blockedBy({ ...with50, extraCosts: unknown })).toEqual(['extra-costs'])
    },
  )

  it('not one that is paid once: a worker spreads it over the weeks, and until then there is a most', () => {
    const benefits = known([gets('state-pension', 241_30), gets('attendance-allowance', 76_70)])
    const once = extra(400_00, { kind: 'equipment', money: money(400_00, 'one-off') })
    const sheet = sheetOf({ benefits, extraCosts: known([once, extra(10_00)]) })
    expect(sheet.result).toMatchObject({
      is: 'cannot-work-out',
      why: ['extra-equipment'],
      ceiling: { pence: 241_30 + 76_70 - 10_00 - 241_45, is: 'sum' },
    })
    expect(sheet.totals.costs).toBeNull()
    expect(lineOf(sheet, 'extra-equipment')).toMatchObject({
      pence: null,
      effect: 0,
      treatment: 'not-yet',
      working: [
        '£400, once only.',
        'It does not come off yet. A worker will spread it over the weeks it is for.',
      ],
    })
    expect(sheet.unsure).toMatchObject([
      {
        code: 'extra-equipment',
        kind: 'judgement',
        blocks: true,
        lowersOnly: true,
        words:
          '“Equipment” is paid once only, so it is not taken off yet. A worker will spread it over the weeks. You may pay less.',
        from: ['fa-dre'],
      },
    ])
    const notes = sheet.forStaff.filter(({ kind }) => kind !== 'rate')
    expect(notes.map(({ kind, from }) => [kind, from])).toEqual([['judgement', ['fa-dre']]])
    expect(chargeOutcomesFor({ ...sheet, rates: [] })).toEqual(['by-hand', 'need-more'])
    const housing = at({ housing: known([pays('service-charge', 900_00, 'one-off')]) })
    expect(housing.result).toMatchObject({ ceiling: { pence: 60_00, is: 'sum' } })
    expect(housing.unsure.map(({ code }) => code)).toEqual(['housing-service-charge'])
    // One whose amount nobody gave is still asked for.
    expect(blockedBy({ housing: known([pays('service-charge', null)]) })).toEqual(['housing-service-charge'])
  })

  it('extra costs nobody knows stop nothing while they would not come off', () => {
    expect(charge({ extraCosts: unknown })).toBe(60_00)
  })
})

describe('savings that are not counted', () => {
  const many = (kind: 'possessions' | 'life-policy' | 'savings') =>
    at({ savings: known([savings(90_000_00, kind)]) }).result.is

  it('possessions and life insurance, while savings are', () => {
    expect(many('savings')).toBe('full-cost')
    expect(many('possessions')).toBe('charge')
    expect(many('life-policy')).toBe('charge')
  })

  it.each(['trust', 'insurance-bond', 'held'] as const)(
    '%s is for a person, when it makes a difference',
    (kind) => {
      expect(blockedBy({ savings: known([savings(20_000_00, kind)]) })).toEqual([`savings-${kind}`])
      const little = at({ savings: known([savings(9_000_00, kind)]) })
      expect(little.result.pence).toBe(60_00)
      expect(little.unsure.map(({ code, blocks }) => [code, blocks])).toEqual([[`savings-${kind}`, false]])
      expect(at({ savings: known([savings(20_000_00, kind), savings(24_000_00)]) }).result.is).toBe(
        'full-cost',
      )
    },
  )

  it.each(['injury', 'back-pay', 'government', 'house-sale'] as const)(
    'money from %s is for a person',
    (special) => {
      const from = { specialSavings: known([special]) }
      expect(blockedBy({ savings: known([savings(20_000_00)]), ...from })).toEqual(['special'])
      expect(charge({ savings: known([savings(14_000_00)]), ...from })).toBe(60_00)
    },
  )

  it('an account of unknown amount is not nothing, but over the limit is over the limit', () => {
    expect(blockedBy({ savings: known([savings(null)]) })).toEqual(['savings-amount'])
    expect(blockedBy({ savings: unknown })).toEqual(['savings'])
    expect(at({ savings: known([savings(null), savings(24_000_00)]) }).result.is).toBe('full-cost')
  })

  it('of an account of three or more people only a share that is told counts, and nobody is said to be three', () => {
    const many = { ...savings(40_000_00), owners: '3-or-more' as const }
    expect(blockedBy({ savings: known([many]) })).toEqual(['savings-amount'])
    const sheet = at({ savings: known([{ ...many, share: 20 }]) })
    expect(lineOf(sheet, 'savings-savings')?.working).toEqual([
      '£40,000 is held by three or more people.',
      'Your share is 20%: £8,000.',
      'It counts with your savings.',
    ])
  })

  it('gifts are never added, and never pass unseen', () => {
    const sheet = at({ gaveAway: known(true) })
    expect(sheet.result.pence).toBe(60_00)
    expect(sheet.unsure.map(({ code }) => code)).toEqual(['gave-away'])
  })
})

describe('the home', () => {
  const lives = (more: Partial<Occupant>): Circumstances['home'] => {
    const occupant: Occupant = {
      relationship: 'relative',
      age: 40,
      incapacitated: false,
      livedThereBefore: true,
      from: ['fa-home-who'],
    }
    return known(ownHome({ occupants: known([{ ...occupant, ...more }]) }))
  }
  const stayed = known({ daysHere: 84, earlier: null })
  const inHome = { setting: known('care-home' as const), stay: stayed }

  it('is not counted with care at home, nor on a short stay they come back from', () => {
    const home = known(ownHome())
    expect(at({ home }).result.is).toBe('charge')
    expect(at({ home, setting: known('short-stay') }).result.is).toBe('charge')
    expect(blockedBy({ home, setting: known('short-stay'), goingBack: known(false) })).toEqual([
      'not-going-back',
    ])
    expect(blockedBy({ home, setting: known('short-stay'), goingBack: unknown })).toEqual(['going-back'])
    expect(at({ home, ...inHome }).result.is).toBe('full-cost')
  })

  it.each<[string, Partial<Occupant>, string]>([
    ['a partner', { relationship: 'partner' }, 'charge'],
    ['a relative of 60', { age: 60 }, 'charge'],
    ['a relative of 59', { age: 59 }, 'full-cost'],
    ['a relative who is incapacitated', { incapacitated: true }, 'charge'],
    ['a child of 17', { relationship: 'child', age: 17 }, 'charge'],
    ['a child of 18', { relationship: 'child', age: 18 }, 'full-cost'],
    ['a grown-up child of 61', { relationship: 'child', age: 61 }, 'charge'],
    ['a friend of 70', { relationship: 'other', age: 70 }, 'full-cost'],
    ['a former partner', { relationship: 'former-partner' }, 'cannot-work-out'],
    ['a relative of 70 who moved in since', { age: 70, livedThereBefore: false }, 'cannot-work-out'],
    ['a relative of unknown age', { age: null }, 'cannot-work-out'],
  ])('with %s living there: %o gives %s', (_, occupant, is) => {
    expect(at({ ...inHome, home: lives(occupant) }).result.is).toBe(is)
  })

  it.each([
    [{ daysHere: 0, earlier: null }, 12],
    [{ daysHere: 6, earlier: null }, 12],
    [{ daysHere: 7, earlier: null }, 11],
    [{ daysHere: 5 * 7, earlier: null }, 7],
    [{ daysHere: 83, earlier: null }, 1],
    [{ daysHere: 84, earlier: null }, 0],
    [{ daysHere: 3 * 7, earlier: { days: 8 * 7, daysBetween: 70 } }, 1],
    [{ daysHere: 0, earlier: { days: 30 * 7, daysBetween: 70 } }, 0],
    // 41 + 48 days are more than 12 weeks, though neither stay is a whole week short of what it says.
    [{ daysHere: 48, earlier: { days: 41, daysBetween: 70 } }, 0],
    // Within 52 weeks: 364 days, and not a day more.
    [{ daysHere: 0, earlier: { days: 8 * 7, daysBetween: 363 } }, 4],
    [{ daysHere: 0, earlier: { days: 8 * 7, daysBetween: 364 } }, 4],
    [{ daysHere: 0, earlier: { days: 8 * 7, daysBetween: 365 } }, 12],
    [{ daysHere: 0, earlier: { days: 30 * 7, daysBetween: 370 } }, 12],
  ])('of the 12 weeks %o leaves %i', (stay, left) => {
    expect(weeksLeft(stay)).toBe(left)
    const sheet = at({ home: known(ownHome()), setting: known('care-home'), stay: known(stay) })
    expect(sheet.afterTwelveWeeks?.weeksLeft ?? 0).toBe(left)
    expect(sheet.result.is).toBe(left > 0 ? 'charge' : 'full-cost')
  })

  it('is worked out with and without a tenth for the cost of selling, and left to a person in between', () => {
    expect(blockedBy({ ...inHome, home: known(ownHome({ worth: 25_000_00 })) })).toEqual(['near-limit'])
    expect(at({ ...inHome, home: known(ownHome({ worth: 26_000_00 })) }).result.is).toBe('full-cost')
    expect(blockedBy({ ...inHome, home: known(ownHome({ worth: null })) })).toEqual(['home-worth'])
    const owing = known(ownHome({ worth: 100_000_00, owed: 95_000_00 }))
    expect(at({ ...inHome, home: owing }).result.pence).toBe(269_00)
    expect(at({ ...inHome, home: known(ownHome({ share: 10, worth: 200_000_00 })) }).result.is).toBe(
      'cannot-work-out',
    )
  })

  it('other property counts everywhere', () => {
    const other = known([{ worth: 60_000_00, owed: 10_000_00, share: 100, from: ['fa-property'] }])
    expect(at({ otherProperty: other }).result.is).toBe('full-cost')
    expect(blockedBy({ otherProperty: unknown })).toEqual(['other-property'])
  })

  it('a payment can be put off only when it is the home that is over the limit', () => {
    const home = known(ownHome())
    expect(at({ ...inHome, home }).deferredPayment).not.toBeNull()
    const with23250 = (more: number) => at({ ...inHome, home, savings: known([savings(23_250_00 + more)]) })
    expect(with23250(-1).deferredPayment).not.toBeNull()
    expect(with23250(0).deferredPayment).not.toBeNull()
    expect(with23250(1).deferredPayment).toBeNull()
    expect(at({ ...inHome, savings: known([savings(30_000_00)]) }).deferredPayment).toBeNull()
  })
})

describe('what must be kept', () => {
  // Each amount here is written out a second time, from the table of the year.
  it.each<[string, string, Partial<Circumstances>, number]>([
    ['2026-11-22', '18 to 24', { ageBand: known('18-24') }, 95_40],
    ['2026-11-22', '25 to pension age', { ageBand: known('25-to-pension-age') }, 120_40],
    ['2026-11-22', 'pension age', {}, 241_45],
    ['2026-11-22', 'care home', { setting: known('care-home') }, 31_80],
    ['2025-11-22', '18 to 24', { ageBand: known('18-24') }, 89_15],
    ['2025-11-22', '25 to pension age', { ageBand: known('25-to-pension-age') }, 112_50],
    ['2025-11-22', 'pension age', {}, 232_60],
    ['2025-11-22', 'care home', { setting: known('care-home') }, 30_65],
    ['2024-11-22', 'care home', { setting: known('care-home') }, 30_15],
    ['2023-11-22', '18 to 24', { ageBand: known('18-24') }, 82_15],
    ['2023-11-22', '25 to pension age', { ageBand: known('25-to-pension-age') }, 103_65],
    ['2023-11-22', 'pension age', {}, 214_35],
    ['2023-11-22', 'care home', { setting: known('care-home') }, 28_25],
  ])('on %s, %s', (on, _, more, kept) => {
    const sheet = sheetOf({ ...more, benefits: pension }, on)
    expect(sheet.totals.keep).toBe(kept)
    expect(sheet.result.pence).toBe(300_00 - kept)
  })

  it('premiums stack in 2025/26', () => {
    const premiums = (disability: boolean, enhanced: boolean) => ({
      ageBand: known('25-to-pension-age' as const),
      premiums: { disability: known(disability), enhancedDisability: known(enhanced), carer: known(false) },
    })
    expect(sheetOf(premiums(true, false), IN_2025).totals.keep).toBe(112_50 + 49_65)
    expect(sheetOf(premiums(true, true), IN_2025).totals.keep).toBe(112_50 + 49_65 + 24_25)
  })

  const adult = { ageBand: known('25-to-pension-age' as const) }
  const all = { disability: known(true), enhancedDisability: known(true), carer: known(true) }
  it.each<[string, Partial<Circumstances>, number]>([
    ['a lone parent of two', { ...adult, children: known(2) }, 111_00 + 2 * 100_00],
    ['one of a couple', { ...adult, partner: known('together') }, 85_00],
    [
      'one of a couple, the other of pension age',
      { ...adult, partner: known('together'), partnerReachedPensionAge: known(true) },
      180_00,
    ],
    ['one of a couple of pension age', { partner: known('together') }, 180_00],
    ['a couple with a child', { ...adult, partner: known('together'), children: known(1) }, 85_00 + 100_00],
    ['single, every premium', { ...adult, premiums: all }, 110_00 + 50_00 + 25_00 + 53_00],
    [
      'a couple, every premium',
      { ...adult, partner: known('together'), premiums: all },
      85_00 + 35_00 + 17_00 + 53_00,
    ],
    ['pension age, no disability premium', { premiums: all }, 240_00 + 53_00],
    ['a partner who lives elsewhere', { ...adult, partner: known('apart') }, 110_00],
    ['a partner in a care home', { ...adult, partner: known('care-home') }, 110_00],
  ])('%s', (_, more, kept) => {
    expect(madeUpSheet(more).totals.keep).toBe(kept)
  })

  it('asks for what it depends on', () => {
    expect(blockedBy({ ageBand: unknown })).toEqual(['age'])
    expect(blockedBy({ partner: unknown })).toEqual(['partner'])
    expect(blockedBy({ children: unknown })).toEqual(['children'])
    expect(blockedBy({ ...adult, partner: known('together'), partnerReachedPensionAge: unknown })).toEqual([
      'partner-age',
    ])
    expect(blockedBy({ ...adult, premiums: { ...all, enhancedDisability: unknown } })).toEqual([
      'premium-enhanced-single',
    ])
    expect(blockedBy({ children: known(1) })).toEqual(['lone-parent-pension-age'])
  })

  it('leaves a disability premium to a worker where the benefits do not tell, and a sum by hand is open', () => {
    const benefits = known([gets('esa', 140_00), gets('constant-attendance', 70_00)])
    const judged = premiumFact('judged', [])
    const sheet = madeUpSheet({ ...adult, benefits, premiums: { ...nothing.premiums, disability: judged } })
    expect(sheet.result).toMatchObject({ is: 'cannot-work-out', why: ['premium-disability-single'] })
    expect(sheet.unsure.map(({ kind, words }) => [kind, words])).toEqual([
      ['judgement', 'A worker will check if you can have “More for a disability”. Then you would keep more.'],
    ])
    expect(chargeOutcomesFor(sheet)).toEqual(['by-hand', 'need-more'])
    // While the benefits are not known it is those that are asked for.
    const none = madeUpSheet({
      ...adult,
      benefits: unknown,
      premiums: { ...nothing.premiums, disability: unknown },
    })
    expect(none.unsure.every(({ kind }) => kind === 'answer')).toBe(true)
  })

  it('keeps a line for a premium that is not known: what is needed, and that it can only be more', () => {
    const sheet = madeUpSheet({ benefits: pension, premiums: { ...nothing.premiums, carer: unknown } })
    expect(lineOf(sheet, 'keep-premium-carer')).toMatchObject({
      effect: null,
      treatment: 'not-yet',
      working: [
        'We need to know if you look after someone for 35 hours or more a week. Then you may keep more.',
      ],
      law: 'Regulation 7(7)',
    })
    expect(sheet.result).toMatchObject({ is: 'cannot-work-out', ceiling: { is: 'sum' } })
    expect(sheet.unsure.map(({ kind }) => kind)).toEqual(['answer'])
    const judged = madeUpSheet({
      benefits: pension,
      premiums: { ...nothing.premiums, carer: premiumFact('judged', []) },
    })
    expect(judged.forStaff.map(({ words }) => words)).toContain(
      'Carer premium (Regulation 7(7)): it also goes to somebody who would get it with income support. Check.',
    )
  })
})

describe('rates that are not known', () => {
  const rates = (more: Partial<Circumstances>, on: string) =>
    sheetOf({ benefits: pension, ...more }, on).unsure.flatMap(({ rate }) => rate ?? [])

  it.each<[string, string, Partial<Circumstances>, readonly RateName[]]>([
    ['one of a couple', '2026-11-22', { partner: known('together') }, ['mig-couple-pension']],
    ['a carer', '2026-11-22', { premiums: { ...nothing.premiums, carer: known(true) } }, ['premium-carer']],
    ['a rate from memory only', '2024-11-22', {}, ['mig-single-pension']],
    [
      'savings credit',
      '2026-11-22',
      { benefits: known([gets('savings-credit', 5_00)]) },
      ['savings-credit-single'],
    ],
    ['no row at all', '2027-04-06', {}, ['mig-single-pension']],
    [
      'no row, savings too',
      '2027-04-06',
      { savings: known([savings(100)]) },
      ['upper-capital-limit', 'lower-capital-limit', 'mig-single-pension'],
    ],
    ['nobody they do not concern', '2026-11-22', {}, []],
    [
      'not what a full payer needs',
      '2026-11-22',
      { partner: known('together'), savings: known([savings(24_000_00)]) },
      [],
    ],
  ])('%s', (_, on, more, names) => {
    expect(rates(more, on)).toEqual(names)
  })

  it('leave every other line as it is, and tell staff which', () => {
    const sheet = sheetOf({ benefits: pension, partner: known('together') })
    expect(sheet.result).toMatchObject({ is: 'cannot-work-out', why: ['rate-mig-couple-pension'] })
    expect(lineOf(sheet, 'keep-base')?.working).toEqual(['We cannot work this part out yet. A worker will.'])
    expect(lineOf(sheet, 'income-state-pension')?.effect).toBe(300_00)
    expect(sheet.forStaff).toEqual([
      {
        kind: 'rate',
        words:
          'Minimum income guarantee: one of a couple, pension credit age (Regulation 7(4)(b)) is not known for 2026-11-22.',
        from: [],
      },
    ])
  })

  it('April: a stay goes on, and what follows the 12 weeks needs its rates too', () => {
    const rates = [...chargingRates.rates, ...madeUpRates('2027-04-06', '2028-04-05')]
    const on = '2026-11-22'
    const days = daysBetween(on, '2027-04-06')
    expect(days).toBe(8 + 31 + 31 + 28 + 31 + 6)
    const april = (daysHere: number, table: readonly RateRow[] = rates) =>
      workBothYears({
        circumstancesOn: (day) => ({
          ...nothing,
          ...r2,
          stay: known({ daysHere: Math.max(0, daysHere + daysBetween(on, day)), earlier: null }),
        }),
        rates: table,
        policy,
        on,
      })
    const both = april(14)
    expect(both.now.result.pence).toBe(209_50)
    expect(both.now.afterTwelveWeeks?.weeksLeft).toBe(10)
    expect(both.next?.sheet.result).toMatchObject({ is: 'full-cost', pence: 1_050_00 })
    expect(both.next?.sheet.afterTwelveWeeks).toBeNull()
    expect(both.next?.sheet.deferredPayment).not.toBeNull()
    // A stay that began a week before April has 11 weeks left then.
    const later = april(7 - days)
    expect(later.next?.sheet.result.pence).toBe(241_30 - 31_00)
    expect(later.next?.sheet.afterTwelveWeeks?.weeksLeft).toBe(11)
    // Nothing saved: the limits are needed only for what follows. Without them there is no next year to show.
    const noLimits = rates.filter(({ name, from }) => from < '2027' || !name.endsWith('capital-limit'))
    expect(april(7 - days, noLimits).next).toBeNull()
  })

  it('April: both years once the next is known', () => {
    const circumstancesOn = () => ({ ...nothing, benefits: pension })
    const toWork = { circumstancesOn, policy, on: '2040-06-01' }
    expect(workBothYears({ ...toWork, rates: madeUp }).next).toBeNull()
    const next = madeUpRates('2041-04-06', '2042-04-05').map((row) =>
      row.name === 'mig-single-pension' ? { ...row, amount: 250_00 } : row,
    )
    const both = workBothYears({ ...toWork, rates: [...madeUp, ...next] })
    expect([both.now.result.pence, both.next?.from, both.next?.sheet.result.pence]).toEqual([
      60_00,
      '2041-04-06',
      50_00,
    ])
    expect(both.now.rates.map(({ name, amount }) => [name, amount])).toEqual([['mig-single-pension', 240_00]])
  })
})

describe('what no sum is made for', () => {
  it.each<[Partial<Circumstances>, string]>([
    [{ route: known({ is: 'light-touch', fits: 'over-limit' }) }, 'light-touch'],
    [{ route: known({ is: 'refuse', by: 'person' }) }, 'refused'],
    [{ route: known({ is: 'refuse', by: 'legal-authority' }) }, 'refused'],
    [{ route: known({ is: 'refuse', by: 'no-authority' }) }, 'refused-without-authority'],
    [{ ageBand: known('under-18') }, 'under-18'],
  ])('%o', (more, why) => {
    expect(at(more).result).toMatchObject({ is: 'for-a-person', why, pence: null })
  })

  it.each(['s117', 'chc', 'short-term', 'cjd'] as const)('%s is free, when it is all of the care', (free) => {
    const all = at({ free: known([free]), freeIsAll: known(true) })
    expect(all.result).toMatchObject({ is: 'free', pence: 0 })
    expect(lineOf(all, `free-${free}`)?.treatment).toBe('ignored')
  })

  it.each(['s117', 'chc', 'short-term'] as const)('%s as a part of the care leaves a most', (free) => {
    for (const freeIsAll of [known(false), unknown]) {
      const some = { free: known([free]), freeIsAll, careCost: known(80_00) }
      const sheet = at(some)
      expect(sheet.result).toMatchObject({
        is: 'cannot-work-out',
        why: ['some-free'],
        ceiling: { pence: 60_00, is: 'sum' },
        because: [
          {
            words:
              'Some of your care is free. The sum is for your other care. A worker will find out what that costs.',
            easyRead: 'Some care is free. A worker will check.',
          },
        ],
      })
      expect(chargeOutcomesFor({ ...sheet, rates: [] })).toEqual(['by-hand', 'need-more'])
      // Over the limit they pay for all of the rest, which is no more than all of it.
      const rich = at({ ...some, savings: known([savings(30_000_00)]) })
      expect(rich.result).toMatchObject({
        is: 'cannot-work-out',
        why: ['some-free'],
        ceiling: { pence: 80_00, is: 'care-cost' },
      })
      expect(lineOf(rich, 'over-limit')).toBeDefined()
    }
  })

  it('whether care is free is not known: a most, and over the limit too', () => {
    const open = { free: unknown, careCost: known(80_00) }
    expect(at(open).result).toMatchObject({ why: ['free'], ceiling: { pence: 60_00, is: 'sum' } })
    const rich = at({ ...open, savings: known([savings(30_000_00)]) })
    expect(rich.result).toMatchObject({ why: ['free'], ceiling: { pence: 80_00, is: 'care-cost' } })
    // Nothing to pay is nothing to pay.
    expect(at({ ...open, benefits: known([]) }).result).toMatchObject({ is: 'charge', pence: 0 })
    // It hides no other doubt: a home near the limit is still looked at.
    const near = { ...open, otherProperty: known([{ worth: 24_000_00, owed: 0, share: 100, from: [] }]) }
    expect(at(near).result).toMatchObject({
      why: ['free', 'near-limit'],
      ceiling: { pence: 80_00, is: 'care-cost' },
    })
  })

  it('CJD makes all care free, whatever else is told', () => {
    for (const freeIsAll of [known(false), unknown, known(true)]) {
      const sheet = at({ free: known(['cjd']), freeIsAll, route: known({ is: 'refuse', by: 'person' }) })
      expect(sheet.result).toMatchObject({ is: 'free', pence: 0 })
      expect(lineOf(sheet, 'free-cjd')?.working).toEqual(['The law says nobody pays for this care.'])
    }
  })

  it('what the care is for must be known', () => {
    expect(blockedBy({ setting: unknown })).toEqual(['setting'])
    expect(blockedBy({ route: unknown })).toEqual(['route'])
  })
})

describe('limits of the charge', () => {
  const own = (of: Parameters<typeof madeUpSheet>[1], more: Partial<Circumstances> = {}) =>
    madeUpSheet({ benefits: pension, ...more }, of).result.pence

  it('the council’s own, at home only', () => {
    expect(own({ percentage: 75 })).toBe(45_00)
    expect(own({ weeklyMaximum: 50_00 })).toBe(50_00)
    expect(own({ weeklyMinimum: 60_01 })).toBe(0)
    expect(own({ weeklyMinimum: 60_00 })).toBe(60_00)
    expect(own({ percentage: 75, weeklyMaximum: 1, weeklyMinimum: 0 }, { setting: known('care-home') })).toBe(
      269_00,
    )
    expect(own({ shortStay: 'as-care-at-home' }, { setting: known('short-stay') })).toBe(60_00)
  })

  it('an unknown cost of care is said, and bounds nothing', () => {
    const sheet = at({ careCost: unknown })
    expect(sheet.result).toMatchObject({ is: 'charge', pence: 60_00, isCareCostKnown: false })
    expect(sheet.result.easyRead).toEqual(['You may pay up to £60 a week.'])
    expect(sheet.unsure.map(({ code }) => code)).toEqual(['care-cost'])
    expect(at({ careCost: unknown, savings: known([savings(24_000_00)]) }).result.pence).toBeNull()
  })
})

describe('what stays of income', () => {
  const kept = (more: Partial<Circumstances>, own: Parameters<typeof madeUpSheet>[1] = {}) => {
    const { fromSavings, yoursToKeep } = madeUpSheet({ benefits: pension, ...more }, own).totals
    return { fromSavings, yoursToKeep }
  }

  it('is never less than must be kept because savings count: in a care home with £23,000', () => {
    const sheet = sheetOf({
      setting: known('care-home'),
      benefits: known([gets('state-pension', 241_30)]),
      savings: known([savings(23_000_00)]),
      careCost: known(1_050_00),
    })
    expect(sheet.result.pence).toBe(241_30 + 35_00 - 31_80)
    expect(sheet.totals).toMatchObject({ fromSavings: 35_00, yoursToKeep: 31_80, keep: 31_80 })
  })

  it('has no part of what savings add, wherever a limit falls', () => {
    const held = { savings: known([savings(23_000_00)]) }
    expect(kept(held)).toEqual({ fromSavings: 35_00, yoursToKeep: 240_00 })
    // The care costs £70: £60 of it would be paid without savings, and £10 is because of them.
    expect(kept({ ...held, careCost: known(70_00) })).toEqual({ fromSavings: 10_00, yoursToKeep: 240_00 })
    expect(kept({ ...held, careCost: known(50_00) })).toEqual({ fromSavings: 0, yoursToKeep: 250_00 })
    // Half of £95, where it would be half of £60.
    expect(kept(held, { percentage: 50 })).toEqual({ fromSavings: 17_50, yoursToKeep: 270_00 })
    // £60 alone would not be collected. More than £35 never comes of savings.
    expect(kept(held, { weeklyMinimum: 70_00 })).toEqual({ fromSavings: 35_00, yoursToKeep: 240_00 })
    // Less comes in than must be kept: all of it stays.
    expect(kept({ ...held, benefits: known([gets('state-pension', 220_00)]) })).toEqual({
      fromSavings: 15_00,
      yoursToKeep: 220_00,
    })
  })
})

describe('when the council might start to help', () => {
  it('is a range from all out of savings to income first', () => {
    const { upper, lower } = whenHelpMayStart({
      range: { low: 33_250_00, high: 33_250_00 },
      limits: { lower: 14_250_00, upper: 23_250_00 },
      careCost: 1_000_00,
      spare: 200_00,
      property: null,
    })
    // £10,000 ÷ £1,000 and £10,000 ÷ £800; then £9,000 by £36, £35 … a week.
    expect(upper).toEqual({ from: 10, to: 13 })
    expect(lower.from).toBe(19)
    expect(lower.to).toBeGreaterThan(13 + 250)
  })

  it('says when there is no latest', () => {
    const limits = { lower: 14_250_00, upper: 23_250_00 }
    const range = { low: 30_000_00, high: 30_000_00 }
    const latest = (held: CapitalRange, spare: number | null) =>
      whenHelpMayStart({ range: held, limits, careCost: 100_00, spare, property: null }).upper.to
    expect(latest(range, 50_00)).not.toBeNull()
    expect(latest(range, 150_00)).toBeNull()
    expect(latest(range, null)).toBeNull()
    expect(latest({ ...range, high: null }, 0)).toBeNull()
  })

  it('is on the sheet of who pays in full, with income above what is kept', () => {
    const sheet = at({ savings: known([savings(33_250_00)]), careCost: known(1_000_00) })
    // £300 − £240 to keep: £60 of income, so £940 from savings.
    expect(sheet.helpMayStart?.upper).toEqual({ from: 10, to: Math.ceil(10_000 / 940) })
    expect(at({}).helpMayStart).toBeNull()
  })

  const helpFor = (more: Partial<Circumstances>) => {
    const sheet = sheetOf({ ...r2, ...more })
    return sheet.helpMayStart ?? sheet.afterTwelveWeeks?.sheet.helpMayStart
  }

  it('of a home that counts: only if it is sold, counted from now, and with a way not to sell', () => {
    const sheet = sheetOf(r2)
    expect(sheet.helpMayStart).toBeNull()
    const help = sheet.afterTwelveWeeks?.sheet.helpMayStart
    // £12,000 and £240,000 less a tenth are £204,750 over the limit, by £1,050 a week; the whole of it is
    // £228,750 over, by £1,050 less £209.50. The 12 weeks come first.
    const soonest = 12 + Math.ceil(204_750 / 1_050)
    const latest = 12 + Math.ceil(228_750 / 840.5)
    expect(help?.upper).toEqual({ from: soonest, to: latest })
    expect([soonest, latest]).toEqual([207, 285])
    expect(help?.ifSold).toEqual({ what: 'your home', isPaidForUntilThen: true, canPayLater: true })
    expect(help?.assumptions).toContain('Your home is sold and its money counts as savings.')
    expect(help?.assumptions).toContain('Your home starts to count in 12 weeks.')
    expect(help?.assumptions).toContain('The soonest: you then pay for all of it from savings.')
  })

  it('of savings over the limit besides a home not counted yet: paid from now, and said once', () => {
    const sheet = sheetOf({ ...r2, savings: known([savings(30_000_00)]) })
    expect(sheet.result.is).toBe('full-cost')
    expect(sheet.afterTwelveWeeks?.weeksLeft).toBe(12)
    // Said of the savings alone it would be wrong as soon as the home counts.
    expect(sheet.helpMayStart).toBeNull()
    const help = sheet.afterTwelveWeeks?.sheet.helpMayStart
    expect(help?.upper.from).toBe(Math.ceil((30_000 + 216_000 - 23_250) / 1_050))
    expect(help?.ifSold).toEqual({ what: 'your home', isPaidForUntilThen: false, canPayLater: false })
    expect(help?.assumptions).toContain('Your home starts to count in 12 weeks.')
    expect(help?.assumptions).toContain('The soonest: you pay for all of it from savings.')
  })

  it('is not said of a short stay, which ends', () => {
    const sheet = sheetOf({ ...r2, setting: known('short-stay'), savings: known([savings(50_000_00)]) })
    expect(sheet.result.is).toBe('full-cost')
    expect(sheet.helpMayStart).toBeNull()
  })

  it('of a home that counts already, or of other land, starts now', () => {
    const stayed = known({ daysHere: 100, earlier: null })
    const now = helpFor({ stay: stayed })
    expect(now?.upper).toEqual({ from: 195, to: 273 })
    expect(now?.ifSold).toEqual({ what: 'your home', isPaidForUntilThen: false, canPayLater: true })
    const rich = helpFor({ stay: stayed, savings: known([savings(23_250_01)]) })
    expect(rich?.ifSold?.canPayLater).toBe(false)
    const land = known([{ worth: 60_000_00, owed: 0, share: 100, from: ['fa-property'] }])
    expect(helpFor({ home: known('not-owned'), otherProperty: land })?.ifSold).toEqual({
      what: 'your other home or land',
      isPaidForUntilThen: false,
      canPayLater: false,
    })
    expect(helpFor({ stay: stayed, otherProperty: land })?.ifSold?.what).toBe('your homes and land')
    expect(helpFor({ home: known('not-owned'), savings: known([savings(50_000_00)]) })?.ifSold).toBeNull()
  })
})

describe('age and premiums', () => {
  const age = (dateOfBirth: string | null, years: number | null = null, getsStatePension = false) =>
    ageBandOf({ dateOfBirth, years, getsStatePension }, '2026-11-22')

  it.each([
    ['2008-11-23', 'under-18'],
    ['2008-11-22', '18-24'],
    ['2001-11-23', '18-24'],
    ['2001-11-22', '25-to-pension-age'],
    ['1960-11-23', '25-to-pension-age'],
    ['1960-04-06', 'pension-age'],
    ['1960-04-05', 'pension-age'],
    ['1959-11-22', 'pension-age'],
  ])('born on %s: %s', (born, band) => {
    expect(age(born)).toBe(band)
  })

  // The explanatory notes of section 26, paragraphs 123 to 125, and the ends of its table.
  it.each([
    ['1960-04-05', '2026-04-05'],
    ['1960-04-06', '2026-05-06'],
    ['1960-04-15', '2026-05-15'],
    ['1960-05-05', '2026-06-05'],
    ['1960-05-06', '2026-07-06'],
    ['1960-07-31', '2026-11-30'],
    ['1960-09-10', '2027-03-10'],
    ['1960-12-31', '2027-09-30'],
    ['1961-01-22', '2027-11-22'],
    ['1961-01-31', '2027-11-30'],
    ['1961-03-05', '2028-02-05'],
    ['1961-03-06', '2028-03-06'],
  ])('born on %s: State Pension age on %s', (born, day) => {
    expect(pensionAgeOn(Temporal.PlainDate.from(born)).toString()).toBe(day)
    const before = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
    const band = (on: string) => ageBandOf({ dateOfBirth: born, years: null, getsStatePension: false }, on)
    expect([band(before), band(day)]).toEqual(['25-to-pension-age', 'pension-age'])
  })

  it('a rough age, and State Pension, which nobody gets before', () => {
    expect([age(null, 66), age(null, 67), age(null), age(null, 66, true)]).toEqual([
      null,
      'pension-age',
      null,
      'pension-age',
    ])
  })

  describe('premiums', () => {
    const told: PremiumsKnown = {
      benefits: [],
      ageBand: '25-to-pension-age',
      highestRate: null,
      caresForSomeone: false,
      health: [],
    }
    const found = (more: Partial<PremiumsKnown>) => {
      const { disability, enhancedDisability, carer } = premiumsFrom({ ...told, ...more })
      return [disability, enhancedDisability, carer]
    }

    it.each<[string, Partial<PremiumsKnown>, readonly unknown[]]>([
      ['none, once all of it is answered', {}, [false, false, false]],
      ['by PIP and Carer’s Allowance', { benefits: ['pip-living', 'carers-allowance'] }, [true, null, true]],
      ['by DLA for getting around', { benefits: ['dla-mobility'] }, [true, false, false]],
      [
        'none for a disability from pension age',
        { benefits: ['pip-living'], highestRate: true, ageBand: 'pension-age' },
        [false, false, false],
      ],
      // That a benefit is not there says nothing.
      ['not known of a carer without an answer', { caresForSomeone: null }, [false, false, null]],
      [
        'for the council of a carer without the allowance',
        { caresForSomeone: true },
        [false, false, 'judged'],
      ],
      ['also from pension age', { caresForSomeone: true, ageBand: 'pension-age' }, [false, false, 'judged']],
      ['not known of health without an answer', { health: null }, [null, null, false]],
      ['for the council of who is registered blind', { health: ['blind'] }, ['judged', false, false]],
      [
        'for the council of who is too ill to work',
        { health: ['too-ill-to-work'] },
        ['judged', 'judged', false],
      ],
      ['for the council with ESA', { benefits: ['esa'] }, ['judged', 'judged', false]],
      [
        'for the council with an Armed Forces payment',
        { benefits: ['war-benefits'] },
        ['judged', 'judged', false],
      ],
      [
        'for the council with constant attendance',
        { benefits: ['constant-attendance'] },
        ['judged', false, false],
      ],
      [
        'by PIP, whatever else there is',
        { benefits: ['constant-attendance', 'pip-living'], highestRate: false },
        [true, false, false],
      ],
      ['not known while the benefits are not', { benefits: null, caresForSomeone: null }, [null, null, null]],
    ])('%s', (_, more, expected) => {
      expect(found(more)).toEqual(expected)
    })
  })

  it('days are of the years they are named by', () => {
    expect(MADE_UP_DAY > IN_2025).toBe(true)
  })
})
