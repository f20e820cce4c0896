import { describe, expect, it } from 'vitest'
import type { Circumstances, IncomeKind, Occupant, OwnHome } from '#src/domain/charging/circumstances.ts'
import { mostByHand } from '#src/domain/charging/determination.ts'
import { workSheet } from '#src/domain/charging/sheet.ts'
import {
  gets,
  known,
  lineOf,
  madeUp,
  MADE_UP_DAY,
  madeUpSheet,
  nothing,
  ownHome,
  policy,
  savings,
  unknown,
} from '#tests/fixtures/charging.ts'

/** Rules whose text leaves something open, and what an answer that is missing leaves: a most, or a person. */

const adult: Partial<Circumstances> = { ageBand: known('25-to-pension-age') }
const pension = known([gets('state-pension', 300_00)])

describe('half of a pension that goes to a partner at home', () => {
  const away: Partial<Circumstances> = {
    setting: known('care-home'),
    partner: known('apart'),
    passesHalfPension: known(true),
    careCost: known(900_00),
  }

  it.each<IncomeKind>(['work-pension', 'annuity'])('is left out of each pension: %s', (kind) => {
    const sheet = madeUpSheet({ ...away, income: known([gets(kind, 120_00)]) })
    expect(lineOf(sheet, `income-${kind}`)).toMatchObject({ effect: 60_00, treatment: 'partly' })
  })

  it('is not left out of what is no pension', () => {
    const sheet = madeUpSheet({ ...away, benefits: known([gets('state-pension', 120_00)]) })
    expect(lineOf(sheet, 'income-state-pension')).toMatchObject({ effect: 120_00 })
  })

  it('leaves a most in a short stay, whose text we have not seen', () => {
    const stay = madeUpSheet({
      ...away,
      setting: known('short-stay'),
      income: known([gets('annuity', 120_00)]),
    })
    expect(stay.result).toMatchObject({
      is: 'cannot-work-out',
      ceiling: { pence: 120_00 - 31_00, is: 'sum' },
    })
    const none: Partial<Circumstances> = {
      ...away,
      setting: known('short-stay'),
      passesHalfPension: known(false),
    }
    expect(madeUpSheet({ ...none, income: known([gets('annuity', 120_00)]) }).result.pence).toBe(
      120_00 - 31_00,
    )
  })
})

describe('what is not money, near a limit', () => {
  const of = (pence: number, kind: 'shares' | 'crypto' | 'savings' = 'shares') =>
    madeUpSheet({ savings: known([savings(pence, kind)]), benefits: pension, careCost: known(600_00) })

  it.each(['shares', 'crypto'] as const)(
    '%s of £25,000 may be £22,500: not over the limit for certain',
    (kind) => {
      const sheet = of(25_000_00, kind)
      expect(sheet.totals.capital).toEqual({ low: 22_500_00, high: 25_000_00 })
      expect(sheet.result).toMatchObject({
        is: 'cannot-work-out',
        why: [`selling-${kind}`],
        ceiling: { pence: 600_00, is: 'care-cost' },
      })
      expect(lineOf(sheet, `savings-${kind}`)?.working).toContain(
        'Does it cost something to sell? Then 10% comes off: £22,500.',
      )
    },
  )

  it('is over it where a tenth less is over it too, and money is worth what it is', () => {
    expect(of(25_900_00).result.is).toBe('full-cost')
    expect(of(23_250_01, 'savings').result.is).toBe('full-cost')
  })

  it('below it leaves a most, and nothing to say where both count the same', () => {
    // £20,000 counts £23 a week, £18,000 counts £15.
    const { result } = of(20_000_00)
    expect(result).toMatchObject({ is: 'cannot-work-out', ceiling: { is: 'sum' } })
    expect(of(14_000_00).result.is).toBe('charge')
  })
})

describe('a share of a home or land', () => {
  const away: Partial<Circumstances> = {
    setting: known('care-home'),
    stay: known({ daysHere: 200, earlier: null }),
    careCost: known(900_00),
    benefits: pension,
  }

  it.each<[string, Partial<Circumstances>]>([
    ['home', { home: known(ownHome({ share: 50 })) }],
    ['other-property', { otherProperty: known([{ worth: 240_000_00, owed: 0, share: 50, from: [] }]) }],
  ])('is worth what somebody would pay for it, so a person looks at it: %s', (id, more) => {
    const sheet = madeUpSheet({ ...away, ...more })
    expect(sheet.totals.capital).toEqual({ low: 0, high: 120_000_00 })
    expect(sheet.result).toMatchObject({
      is: 'cannot-work-out',
      why: [`${id}-share`],
      ceiling: { pence: 900_00, is: 'care-cost' },
    })
    expect(lineOf(sheet, id)).toMatchObject({ treatment: 'not-yet' })
    expect(sheet.forStaff.map(({ words }) => words).join()).toContain('willing buyer')
  })

  it('stops nothing where it leaves one result: over the limit by savings, or below the lower one', () => {
    const home = known(ownHome({ share: 50, worth: 20_000_00 }))
    expect(madeUpSheet({ ...away, home }).result.is).toBe('charge')
    expect(madeUpSheet({ ...away, home, savings: known([savings(30_000_00)]) }).result.is).toBe('full-cost')
    expect(madeUpSheet({ ...away, home: known(ownHome()) }).result.is).toBe('full-cost')
  })
})

describe('a premium of a couple', () => {
  const couple: Partial<Circumstances> = { ...adult, partner: known('together'), benefits: pension }
  const keep = (more: Partial<Circumstances>) => madeUpSheet({ ...couple, ...more }).totals.keep

  it('is there where one of the two has the disability', () => {
    expect(keep({})).toBe(85_00)
    expect(keep({ partnerDisability: known('some') })).toBe(85_00 + 35_00)
    expect(keep({ partnerDisability: known('highest') })).toBe(85_00 + 35_00 + 17_00)
    // Once, and not twice.
    const own = { ...nothing.premiums, disability: known(true) }
    expect(keep({ premiums: own, partnerDisability: known('some') })).toBe(85_00 + 35_00)
  })

  it('leaves a most while the partner’s is not known, asked for or from before it was asked', () => {
    const { partnerDisability: _, ...before } = { ...nothing, ...couple }
    for (const circumstances of [before, { ...before, partnerDisability: unknown }]) {
      const sheet = workSheet({ circumstances, rates: madeUp, policy, on: MADE_UP_DAY })
      expect(sheet.result).toMatchObject({ is: 'cannot-work-out', ceiling: { is: 'sum' } })
      expect(sheet.unsure[0]?.words).toBe(
        'We need to know if your partner gets PIP or DLA, or is registered blind. A worker will ask you.',
      )
    }
  })

  it('is not asked for of a couple past pension age, or of somebody single', () => {
    expect(
      madeUpSheet({ ...couple, partnerReachedPensionAge: known(true), partnerDisability: unknown }).result.is,
    ).toBe('charge')
    expect(madeUpSheet({ ...adult, benefits: pension, partnerDisability: unknown }).result.is).toBe('charge')
  })
})

describe('the savings disregard in a care home', () => {
  const away: Partial<Circumstances> = { setting: known('care-home'), careCost: known(900_00) }
  const rich = known([gets('state-pension', 241_00)])
  type Settings = Parameters<typeof madeUpSheet>[1]
  const of = (
    savingsDisregard: NonNullable<Settings>['savingsDisregard'],
    more: Partial<Circumstances> = {},
  ) => madeUpSheet({ ...away, benefits: rich, ...more }, savingsDisregard ? { savingsDisregard } : {})

  it('of a pension too high for an award leaves a most until the council settled it', () => {
    // £241 is more than the £240 that the law leaves at home by the made-up rates.
    const sheet = of('not-settled')
    expect(sheet.result).toMatchObject({
      is: 'cannot-work-out',
      why: ['savings-disregard'],
      ceiling: { pence: 241_00 - 31_00, is: 'sum' },
    })
    expect(of('with-award-only').result).toMatchObject({ is: 'charge', pence: 241_00 - 31_00 })
    expect(of('without-award-too').result).toMatchObject({ is: 'charge', pence: 241_00 - 31_00 - 7_00 })
  })

  it('is that of a couple in a short stay, and of somebody single at least while that is not known', () => {
    const rule = 'without-award-too'
    const stay: Partial<Circumstances> = { setting: known('short-stay') }
    const couple = of(rule, { ...stay, partner: known('together') })
    const single = of(rule, stay)
    expect(couple.rates.map(({ name }) => name)).toContain('savings-credit-couple')
    expect(couple.result.pence).toBeLessThan(single.result.pence ?? 0)
    expect(of(rule, { ...stay, partner: unknown }).result).toMatchObject({
      ceiling: { pence: single.result.pence, is: 'sum' },
    })
    expect(of(rule, { partner: known('together') }).result.pence).toBe(single.result.pence)
  })

  it('of a lower pension leaves a most too: where it starts is below what the law leaves at home, and not known', () => {
    const low = { benefits: known([gets('state-pension', 240_00)]) }
    for (const rule of ['not-settled', 'without-award-too'] as const)
      expect(of(rule, low).result).toMatchObject({ ceiling: { pence: 240_00 - 31_00, is: 'sum' } })
    expect(of('with-award-only', low).result).toMatchObject({ is: 'charge', pence: 240_00 - 31_00 })
    // Somebody whose age is not known may be of that age.
    expect(of('without-award-too', { ageBand: unknown }).result).toMatchObject({ why: ['savings-disregard'] })
  })

  it('is none where nothing comes in, before pension age, with an award, or at home', () => {
    expect(of('not-settled', { benefits: known([]) }).result).toMatchObject({ is: 'charge', pence: 0 })
    expect(of('not-settled', { ageBand: known('25-to-pension-age') }).result.is).toBe('charge')
    const award = known([gets('state-pension', 241_00), gets('savings-credit', 9_00)])
    expect(of('not-settled', { benefits: award }).result).toMatchObject({
      is: 'charge',
      pence: 241_00 + 2_00 - 31_00,
    })
    expect(of('not-settled', { setting: known('home') }).result).toMatchObject({ is: 'charge', pence: 1_00 })
  })

  it('of savings credit itself leaves a most at home, where some councils count none of it', () => {
    const award = known([gets('state-pension', 300_00), gets('savings-credit', 9_00)])
    const sheet = madeUpSheet({ benefits: award })
    expect(sheet.result).toMatchObject({ is: 'cannot-work-out', ceiling: { is: 'sum' } })
    const small = known([gets('state-pension', 300_00), gets('savings-credit', 7_00)])
    expect(madeUpSheet({ benefits: small }).result).toMatchObject({ is: 'charge', pence: 60_00 })
  })
})

describe('an award to two people who live together', () => {
  const awards = [
    'guarantee-credit',
    'universal-credit',
    'income-support',
  ] as const satisfies readonly IncomeKind[]
  const own = known([gets('state-pension', 300_00)])
  const couple: Partial<Circumstances> = {
    partner: known('together'),
    partnerReachedPensionAge: known(true),
    home: known(ownHome()),
    income: own,
  }
  const together = (kind: IncomeKind, more: Partial<Circumstances> = {}) =>
    madeUpSheet({ ...couple, benefits: known([gets(kind, 50_01)]), ...more })

  it.each(awards)('counts by half, a penny over for the person: %s', (kind) => {
    const sheet = together(kind)
    const before = madeUpSheet(couple).result.pence ?? 0
    expect(sheet.result).toMatchObject({ is: 'charge', pence: before + 25_00 })
    expect(lineOf(sheet, `income-${kind}`)).toMatchObject({
      pence: 50_01,
      effect: 25_00,
      treatment: 'partly',
      working: [
        '£50.01 a week.',
        'It is for you and your partner. Half is yours: £50.01 ÷ 2 = £25.',
        'We count your half.',
      ],
      easyRead: 'We count £25 of this.',
    })
    expect(lineOf(sheet, `income-${kind}`)?.law).toContain('Annex C, paragraph 5')
    expect(sheet.totals.ownIncome).toBe(300_00 + 25_00)
    expect(sheet.forStaff.map(({ words }) => words).join()).toContain('check that no other share was agreed')
  })

  it('is the person’s own where the two live apart, or one lives in a care home', () => {
    for (const more of [
      { partner: known('apart' as const) },
      { partner: known('care-home' as const) },
      { setting: known('care-home' as const) },
    ])
      expect(lineOf(together('income-support', more), 'income-income-support')?.effect).toBe(50_01)
  })

  it('is the most there is while the parts of Pension Credit or the partner are not known', () => {
    const sheet = together('pension-credit')
    expect(lineOf(sheet, 'income-pension-credit')).toMatchObject({ effect: null, atMost: 25_00 })
    const stay = together('guarantee-credit', { setting: known('short-stay'), partner: unknown })
    expect(stay.result).toMatchObject({ ceiling: { pence: 350_01 - 31_00, is: 'sum' } })
    expect(stay.unsure.some(({ words }) => words.includes('if you have a partner'))).toBe(true)
  })
})

describe('savings credit', () => {
  it('is left out up to the amount of the law once, however many times it is told', () => {
    const credits = known([gets('savings-credit', 5_00), gets('savings-credit', 9_00)])
    const away = madeUpSheet({ setting: known('care-home'), income: pension, benefits: credits })
    expect(away.result).toMatchObject({ is: 'charge', pence: 300_00 + 14_00 - 7_00 - 31_00 })
  })

  it('is that of somebody single in a care home, whose partner is of another household', () => {
    const credit = known([gets('savings-credit', 9_00)])
    const away: Partial<Circumstances> = { partner: known('together'), income: pension, benefits: credit }
    expect(madeUpSheet({ ...away, setting: known('care-home') }).result.pence).toBe(300_00 + 2_00 - 31_00)
  })

  it('before tax, or while the partner is not known, is no more than what is above it', () => {
    const credit = gets('savings-credit', 9_00)
    const stay: Partial<Circumstances> = { setting: known('short-stay'), income: pension }
    const taxed = madeUpSheet({ ...stay, benefits: known([{ ...credit, tax: null }]) })
    expect(taxed.result).toMatchObject({ ceiling: { pence: 300_00 + 2_00 - 31_00, is: 'sum' } })
    const open = madeUpSheet({ ...stay, partner: unknown, benefits: known([credit]) })
    expect(open.result).toMatchObject({ ceiling: { pence: 300_00 + 2_00 - 31_00, is: 'sum' } })
  })
})

describe('a short stay in a care home', () => {
  const stay: Partial<Circumstances> = {
    setting: known('short-stay'),
    careCost: known(900_00),
    benefits: pension,
  }

  it.each<IncomeKind>(['attendance-allowance', 'pip-living', 'dla-care'])('does not count %s', (kind) => {
    const sheet = madeUpSheet({
      ...stay,
      benefits: known([gets('state-pension', 231_00), gets(kind, 76_70)]),
    })
    expect(sheet.result).toMatchObject({ is: 'charge', pence: 200_00 })
    expect(lineOf(sheet, `income-${kind}`)).toMatchObject({
      effect: 0,
      treatment: 'ignored',
      law: 'Schedule 1; statutory guidance, Annex F',
      working: ['£76.70 a week.', 'It is not counted while you stay in a care home for a short time.'],
    })
    expect(sheet.forStaff.some(({ words }) => words.includes('Annex F'))).toBe(true)
  })

  it('does not count a home that somebody lives in whose home it was, whether or not they go back', () => {
    const partner: Occupant = {
      relationship: 'partner',
      age: 70,
      incapacitated: false,
      livedThereBefore: true,
      from: [],
    }
    for (const goingBack of [known(false), unknown, known(true)]) {
      const home = (occupants: OwnHome['occupants']) =>
        madeUpSheet({ ...stay, goingBack, home: known(ownHome({ occupants })) })
      expect(home(known([partner])).result).toMatchObject({ is: 'charge', pence: 300_00 - 31_00 })
      expect(home(known([])).result.is).toBe(goingBack.value === true ? 'charge' : 'cannot-work-out')
    }
  })

  it('does so of who lives there for good, and at home', () => {
    const both = known([gets('state-pension', 231_00), gets('attendance-allowance', 70_00)])
    expect(madeUpSheet({ ...stay, setting: known('care-home'), benefits: both }).result.pence).toBe(270_00)
    expect(madeUpSheet({ ...stay, setting: known('home'), benefits: both }).result.pence).toBe(61_00)
  })

  it('is charged as care at home for up to 8 weeks only, where the council does that', () => {
    const own = { shortStay: 'as-care-at-home' } as const
    const sheet = (value: boolean | null) =>
      madeUpSheet({ ...stay, isWithin8Weeks: { value, from: [] } }, own)
    expect(sheet(true)).toMatchObject({ isByHomeRules: true, result: { is: 'charge', pence: 60_00 } })
    expect(sheet(false)).toMatchObject({ isByHomeRules: false, result: { is: 'charge', pence: 269_00 } })
    expect(sheet(null).result).toMatchObject({
      is: 'cannot-work-out',
      why: ['stay-length'],
      ceiling: { pence: 900_00, is: 'care-cost' },
    })
    // Where it does not, how long it is says nothing.
    expect(madeUpSheet({ ...stay, isWithin8Weeks: unknown }).result.is).toBe('charge')
    expect(mostByHand(sheet(false), { ...policy, ...own, weeklyMaximum: 10_00 })?.pence).toBe(300_00)
  })
})

describe('Child Benefit', () => {
  const withChild = known([gets('state-pension', 300_00), gets('child-benefit', 26_00)])

  it('is not counted at home, and in a care home leaves a most', () => {
    expect(madeUpSheet({ benefits: withChild }).result).toMatchObject({ is: 'charge', pence: 60_00 })
    const away = madeUpSheet({ setting: known('care-home'), benefits: withChild })
    expect(away.result).toMatchObject({ is: 'cannot-work-out', ceiling: { pence: 295_00, is: 'sum' } })
  })
})
