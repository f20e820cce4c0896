import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type {
  CapitalItem,
  ChargingPolicy,
  Circumstances,
  Fact,
  IncomeItem,
  IncomeKind,
  Occupant,
  OwnHome,
} from '#src/domain/charging/circumstances.ts'
import type { ChargeRateName, RateName, RateRow } from '#src/domain/charging/rates.ts'
import { workOut } from '#tests/second-calculator/calculator.ts'

// The examples of the fact sheet (Rates, Arithmetic: H1 to H3, R1, R2, J1 and the tariff table), and one for each
// rule that is not in them.

const from: readonly string[] = []
const fact = <T>(value: T): Fact<T> => ({ value, from })
const notKnown: Fact<never> = { value: null, from }
const pounds = (amount: number) => Math.round(amount * 100)

const rates: readonly RateRow[] = Object.entries({
  'upper-capital-limit': 23_250,
  'lower-capital-limit': 14_250,
  'mig-single-18-24': 95.4,
  'mig-single-25-pension': 112.5,
  'mig-single-pension': 241.45,
  'mig-lone-parent': 112.5,
  'mig-couple': 88.35,
  'mig-couple-pension': 177.6,
  'mig-child': 103,
  'premium-disability-single': 49.65,
  'premium-enhanced-single': 24.25,
  'premium-disability-couple': 35.4,
  'premium-enhanced-couple': 17.45,
  'premium-carer': 53.25,
  'personal-expenses-allowance': 31.8,
  'savings-credit-single': 6.95,
  'savings-credit-couple': 10.4,
} satisfies Record<ChargeRateName, number>).map(([name, amount]) => ({
  name: name as RateName,
  amount: pounds(amount),
  from: '2026-04-06',
  to: '2027-04-05',
  source: 'Made up for this test',
  checked: 'verified',
  howChecked: '',
}))

const policy: ChargingPolicy = {
  percentage: 100,
  weeklyMaximum: null,
  weeklyMinimum: 0,
  shortStay: 'as-care-home',
}

const nobody: Circumstances = {
  setting: fact('home'),
  route: fact({ is: 'full' }),
  ageBand: fact('pension-age'),
  partner: fact('none'),
  partnerReachedPensionAge: fact(false),
  children: fact(0),
  premiums: { disability: fact(false), enhancedDisability: fact(false), carer: fact(false) },
  savings: fact([]),
  specialSavings: fact([]),
  gaveAway: fact(false),
  home: fact('not-owned'),
  goingBack: fact(true),
  stay: fact({ daysHere: 200, earlier: null }),
  otherProperty: fact([]),
  income: fact([]),
  benefits: fact([]),
  passesHalfPension: fact(false),
  housing: fact([]),
  extraCosts: fact([]),
  otherCosts: fact([]),
  free: fact([]),
  freeIsAll: fact(false),
  careCost: fact(pounds(1_050)),
}

const work = (circumstances: Partial<Circumstances>, of: Partial<ChargingPolicy> = {}) =>
  workOut({
    circumstances: { ...nobody, ...circumstances },
    rates,
    policy: { ...policy, ...of },
    on: '2026-11-22',
  })
const outcome = (...of: Parameters<typeof work>) => work(...of).outcome

const account = (amount: number, of: Partial<CapitalItem> = {}): CapitalItem => ({
  kind: 'savings',
  pence: pounds(amount),
  owners: 1,
  share: null,
  from,
  ...of,
})
const weekly = (kind: IncomeKind, amount: number): IncomeItem => ({
  kind,
  money: { pence: pounds(amount), every: 'week' },
  tax: 'after',
  from,
})
const everyWeek = (amount: number) => ({ pence: pounds(amount), every: 'week' as const })
/** Of somebody of pension age in a care home: £6.95 may have to come off for savings credit they do not get. */
const chargeOfPensioner = (amount: number) => ({
  is: 'no-figure',
  reasons: ['person: savings credit sum above the guarantee'],
  between: [pounds(amount - 6.95), pounds(amount)],
})
const charge = (amount: number, ceiling = false) => ({ is: 'charge', pence: pounds(amount), ceiling })

describe('the second calculator on the examples of the fact sheet', () => {
  it('H1: at home, of pension age, with savings, housing and costs of a disability', () => {
    const worked = work({
      savings: fact([account(15_100)]),
      benefits: fact([weekly('state-pension', 241.3), weekly('attendance-allowance', 76.7)]),
      housing: fact([{ kind: 'council-tax', money: everyWeek(22.55), from }]),
      extraCosts: fact([{ kind: 'alarm', money: everyWeek(18), sharedBy: 1, from }]),
      careCost: fact(pounds(250)),
    })
    expect(worked.outcome).toEqual(charge(40))
    expect(worked.steps).toEqual({
      capital: pounds(15_100),
      tariff: pounds(4),
      income: pounds(318),
      costs: pounds(40.55),
      keep: pounds(241.45),
    })
  })

  it('H2: at home, aged 30, with both disability premiums: no more than the care costs', () => {
    const of = {
      ageBand: fact('25-to-pension-age' as const),
      premiums: { disability: fact(true), enhancedDisability: fact(true), carer: fact(false) },
      savings: fact([account(5_000)]),
      income: fact([weekly('wages', 60)]),
      benefits: fact([weekly('esa', 181), weekly('pip-living', 110.4), weekly('pip-mobility', 77.05)]),
      extraCosts: fact([{ kind: 'laundry' as const, money: everyWeek(25), sharedBy: 1, from }]),
    }
    expect(outcome({ ...of, careCost: fact(pounds(60)) })).toEqual(charge(60))
    expect(outcome({ ...of, careCost: notKnown })).toEqual(charge(80, true))
  })

  it('H3: at home, aged 22, with less than the guarantee', () => {
    expect(outcome({ ageBand: fact('18-24'), benefits: fact([weekly('esa', 92.05)]) })).toEqual(charge(0))
  })

  const r1 = {
    setting: fact('care-home' as const),
    partner: fact('together' as const),
    savings: fact([account(18_000)]),
    income: fact([weekly('work-pension', 120)]),
    benefits: fact([weekly('state-pension', 241.3)]),
    passesHalfPension: fact(true),
  }
  it('R1: in a care home, half of a work pension passed to a spouse at home', () => {
    expect(outcome(r1)).toEqual(chargeOfPensioner(284.5))
    expect(outcome({ ...r1, passesHalfPension: fact(false) })).toEqual(chargeOfPensioner(344.5))
  })

  const ownHome: OwnHome = { worth: pounds(240_000), owed: 0, share: 100, from, occupants: fact([]) }
  const r2 = {
    setting: fact('care-home' as const),
    home: fact(ownHome),
    savings: fact([account(12_000)]),
    benefits: fact([weekly('state-pension', 241.3)]),
  }
  const stay = (daysHere: number, earlier: { days: number; daysBetween: number } | null = null) =>
    fact({ daysHere, earlier })
  const inFull = { is: 'full-cost', pence: pounds(1_050), ceiling: false, councilMayPay: false }
  it('R2: in a care home, the home counted from the 13th week', () => {
    expect(outcome({ ...r2, stay: stay(83) })).toEqual(chargeOfPensioner(209.5))
    expect(outcome({ ...r2, stay: stay(84) })).toEqual(inFull)
  })

  it('counts the 12 weeks of both stays together, unless a year lies between them', () => {
    expect(outcome({ ...r2, stay: stay(23, { days: 60, daysBetween: 100 }) })).toEqual(
      chargeOfPensioner(209.5),
    )
    expect(outcome({ ...r2, stay: stay(24, { days: 60, daysBetween: 100 }) })).toEqual(inFull)
    expect(outcome({ ...r2, stay: stay(24, { days: 60, daysBetween: 365 }) })).toEqual(
      chargeOfPensioner(209.5),
    )
  })

  it('J1: a joint account in equal shares', () => {
    expect(work({ savings: fact([account(40_000, { owners: 2 })]) }).steps).toMatchObject({
      capital: pounds(20_000),
      tariff: pounds(23),
    })
  })

  it.each([
    [14_250, 0],
    [14_250.01, 1],
    [14_500, 1],
    [14_500.01, 2],
    [18_000, 15],
    [20_000, 23],
    [23_250, 36],
  ])('tariff income from £%d is £%d', (capital, tariff) => {
    expect(work({ savings: fact([account(capital)]) }).steps.tariff).toBe(pounds(tariff))
  })

  it('is full cost from a penny over the upper limit, which the council may choose to pay at home', () => {
    expect(outcome({ savings: fact([account(23_250.01)]) })).toEqual({ ...inFull, councilMayPay: true })
  })
})

describe('the second calculator on rules without an example', () => {
  const home = (occupant: Partial<Occupant>): OwnHome => ({
    worth: pounds(200_000),
    owed: 0,
    share: 100,
    from,
    occupants: fact([
      { relationship: 'relative', age: 70, incapacitated: false, livedThereBefore: true, from, ...occupant },
    ]),
  })
  const inCareHome = { setting: fact('care-home' as const), benefits: fact([weekly('state-pension', 241.3)]) }

  it('spares a home where a relative of 60 lives since before, and leaves one who came later to a person', () => {
    expect(outcome({ ...inCareHome, home: fact(home({})) })).toEqual(chargeOfPensioner(209.5))
    expect(outcome({ ...inCareHome, home: fact(home({ age: 59 })) })).toMatchObject({ is: 'full-cost' })
    expect(outcome({ ...inCareHome, home: fact(home({ livedThereBefore: false })) })).toEqual({
      is: 'no-figure',
      reasons: [
        'person: costs of selling a home',
        'person: who lives in the home',
        'person: savings credit sum above the guarantee',
      ],
      between: [pounds(202.55), pounds(1_050)],
    })
  })

  it('takes the debt off a home, and 10% perhaps: its text could not be had', () => {
    const benefits = fact([weekly('state-pension', 300)])
    const worth = (amount: number) =>
      outcome({
        benefits,
        otherProperty: fact([{ worth: pounds(amount), owed: pounds(3_000), share: 100, from }]),
      })
    // £15,000 and £17,000 leave £3 and £11 of tariff income.
    expect(worth(20_000)).toMatchObject({ is: 'no-figure', between: [pounds(61.55), pounds(69.55)] })
    expect(worth(17_250)).toEqual(charge(58.55))
    expect(worth(29_300)).toMatchObject({ is: 'full-cost' })
  })

  it('takes 10% off shares perhaps, and nothing off money', () => {
    const of = (kind: 'shares' | 'savings') => outcome({ savings: fact([{ ...account(25_000), kind }]) })
    expect(of('shares')).toMatchObject({ is: 'no-figure', reasons: ['person: costs of selling shares'] })
    expect(of('savings')).toMatchObject({ is: 'full-cost' })
  })

  it('adds a premium of a couple where the partner has the disability (reg 7(6))', () => {
    const couple: Partial<Circumstances> = {
      ageBand: fact('25-to-pension-age'),
      partner: fact('together'),
    }
    const keep = (partnerDisability: 'none' | 'some' | 'highest') =>
      work({ ...couple, partnerDisability: fact(partnerDisability) }).steps.keep
    expect(keep('none')).toBe(pounds(88.35))
    expect(keep('some')).toBe(pounds(88.35 + 35.4))
    expect(keep('highest')).toBe(pounds(88.35 + 35.4 + 17.45))
    expect(work(couple).steps.keep).toBeNull()
  })

  it('disregards attendance allowance in a short stay, and takes the costs of the home off', () => {
    const of = {
      setting: fact('short-stay' as const),
      benefits: fact([weekly('state-pension', 241.3), weekly('attendance-allowance', 76.7)]),
      housing: fact([{ kind: 'rent' as const, money: everyWeek(50), from }]),
      extraCosts: fact([{ kind: 'alarm' as const, money: everyWeek(18), sharedBy: 1, from }]),
    }
    expect(outcome(of)).toEqual(chargeOfPensioner(159.5))
    const asAtHome = { shortStay: 'as-care-at-home' } as const
    expect(outcome({ ...of, isWithin8Weeks: fact(true) }, asAtHome)).toEqual(charge(8.55))
    expect(outcome({ ...of, isWithin8Weeks: fact(false) }, asAtHome)).toEqual(chargeOfPensioner(159.5))
    expect(outcome(of, asAtHome)).toMatchObject({ is: 'no-figure', between: [pounds(8.55), pounds(159.5)] })
  })

  it('takes costs of a disability off only with a benefit for needing care', () => {
    const extraCosts = fact([{ kind: 'alarm' as const, money: everyWeek(18), sharedBy: 2, from }])
    expect(work({ extraCosts }).steps.costs).toBe(0)
    expect(work({ extraCosts, benefits: fact([weekly('dla-care', 30)]) }).steps.costs).toBe(pounds(9))
  })

  it('disregards savings credit to a limit, and at home perhaps all of it', () => {
    const benefits = fact([weekly('state-pension', 300), weekly('savings-credit', 10)])
    expect(outcome({ benefits })).toMatchObject({
      is: 'no-figure',
      reasons: ['person: savings credit at home'],
      between: [pounds(58.55), pounds(58.55 + 3.05)],
    })
    const small = fact([weekly('state-pension', 300), weekly('savings-credit', 6.95)])
    expect(work({ benefits: small }).steps.income).toBe(pounds(300))
    expect(work({ benefits, setting: fact('care-home') }).steps.income).toBe(pounds(303.05))
  })

  it('gives no figure where a fact or a person is needed, unless it makes no difference', () => {
    const benefits = fact([weekly('state-pension', 300), weekly('war-pension', 50)])
    expect(outcome({ benefits })).toEqual({
      is: 'no-figure',
      reasons: ['person: war-pension'],
      between: [pounds(58.55), pounds(108.55)],
    })
    expect(outcome({ benefits, careCost: fact(pounds(20)) })).toEqual(charge(20))
    expect(outcome({ savings: notKnown })).toMatchObject({ is: 'no-figure' })
    expect(outcome({ partner: notKnown, savings: fact([account(30_000)]) })).toMatchObject({
      is: 'full-cost',
    })
  })

  it('charges nothing for care that is free, and at most the rest where it is free in part', () => {
    expect(outcome({ free: fact(['s117']), freeIsAll: fact(true) })).toEqual({ is: 'free' })
    expect(outcome({ free: fact(['cjd']), freeIsAll: fact(false) })).toEqual({ is: 'free' })
    const benefits = fact([weekly('state-pension', 300)])
    expect(outcome({ benefits, free: fact(['s117']) })).toEqual(charge(58.55, true))
  })

  it('leaves a refusal, a light touch and a child to a person', () => {
    expect(outcome({ route: fact({ is: 'refuse', by: 'person' }) })).toMatchObject({ is: 'no-figure' })
    expect(outcome({ route: fact({ is: 'light-touch', fits: null }) })).toMatchObject({ is: 'no-figure' })
    expect(outcome({ ageBand: fact('under-18') })).toMatchObject({ is: 'no-figure' })
  })

  it('charges by what the council settles', () => {
    const benefits = fact([weekly('state-pension', 341.45)])
    expect(outcome({ benefits }, { percentage: 80 })).toEqual(charge(80))
    expect(outcome({ benefits }, { weeklyMaximum: pounds(50) })).toEqual(charge(50))
    expect(outcome({ benefits, careCost: fact(pounds(4)) }, { weeklyMinimum: pounds(5) })).toEqual(charge(0))
  })
})

it('the second calculator takes nothing but types from the first', () => {
  // The two that compare do know both.
  const files = globSync('tests/second-calculator/*.ts').filter((file) => !/compare\.ts$/.test(file))
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) {
    const taken = readFileSync(file, 'utf8').match(/^import (?!type )[^']*from '#src\/[^']*'/gm)
    expect(taken, file).toBeNull()
  }
})
