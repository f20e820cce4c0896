import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { chargingRates } from '#src/settings/charging-rates.ts'
import { workSheet } from '#src/domain/charging/sheet.ts'
import { circumstancesOf, placeOf } from '#src/forms/financial/financial-circumstances.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { pagesOf } from '#src/forms/engine/form.ts'
import { policy } from '#tests/fixtures/charging.ts'
import {
  fillIn,
  financialAssessmentSubmissions,
  workedExamples,
} from '#tests/fixtures/financial-assessment-submissions.ts'
import type { GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { found, go, walked } from './long-forms.ts'

const ON = '2026-11-23'
const counts = (given: GivenAnswers) => walked(form, go(form, fillIn(given))).counts
const from = (given: GivenAnswers, on = ON) => circumstancesOf(counts(given), on)
const sheetOf = (given: GivenAnswers, on: string) =>
  workSheet({ circumstances: from(given, on), rates: chargingRates.rates, policy, on })

// Written out by hand, in pence, apart from the module.
const BY_HAND: Readonly<Record<string, { tariff: number; charge: number }>> = {
  // £850 above £14,250 is four times £250 or part of it.
  H1: { tariff: 4_00, charge: 241_30 + 76_70 + 4_00 - 22_55 - 18_00 - 241_45 },
  // 181 + 110.40 − 25 − (112.50 + 49.65 + 24.25) is 80, but the care costs 60. Mobility and wages do not count.
  H2: { tariff: 0, charge: Math.min(181_00 + 110_40 - 25_00 - (112_50 + 49_65 + 24_25), 60_00) },
  // £3,750 above £14,250 is fifteen times £250; half of the pension from work goes to the husband at home.
  R1: { tariff: 15_00, charge: 241_30 + 60_00 + 15_00 - 31_80 },
  // Two equal shares of £40,000: £5,750 above £14,250 is 23 times £250.
  J1: { tariff: 23_00, charge: 241_30 + 23_00 - 241_45 },
}

describe('a worked example, from what is typed to what it comes to', () => {
  it.each(workedExamples)('$t to the penny', ({ t, answers, on, charge, tariff }) => {
    expect({ charge, tariff }).toEqual(BY_HAND[t])
    const sheet = sheetOf(answers, on)
    expect(sheet.result).toMatchObject({ is: 'charge', pence: charge })
    expect(sheet.totals.tariff).toBe(tariff)
    expect(sheet.lines.reduce((sum, { effect }) => sum + (effect ?? 0), 0)).toBe(charge)
    expect(sheet.unsure.filter(({ blocks }) => blocks)).toEqual([])
  })
  it('names the answers behind every line', () => {
    const asked = new Set(pagesOf(form).flatMap((page) => Object.keys(page.ask)))
    for (const { answers, on } of workedExamples) {
      const named = sheetOf(answers, on).lines.flatMap((line) => line.from)
      expect(named.filter((id) => !asked.has(placeOf(id).question))).toEqual([])
      expect(named.length).toBeGreaterThan(0)
    }
    const [h1] = workedExamples
    const line = sheetOf(h1?.answers ?? {}, ON).lines.find(({ id }) => id === 'income-attendance-allowance')
    expect(line?.from).toEqual(['fa-benefit-2'])
  })
})

describe('a test submission', () => {
  const of = (t: string) => found(financialAssessmentSubmissions, t).answers
  it('F2: a refusal by somebody without the right is not taken as one', () => {
    expect(from(of('F2')).route.value).toEqual({ is: 'refuse', by: 'no-authority' })
    expect(sheetOf(of('F2'), ON).result).toMatchObject({
      is: 'for-a-person',
      why: 'refused-without-authority',
    })
  })
  it('F3: the home of a sister of 66 is not counted', () => {
    const { home } = from(of('F3'))
    expect(home.value).toMatchObject({ worth: 400_000_00, owed: 0, share: 100, from: ['fa-home-worth-1'] })
    expect(sheetOf(of('F3'), ON).lines.find(({ id }) => id === 'home')?.treatment).toBe('ignored')
  })
  it('F5: an amount that is not to hand stays unknown, and nothing is worked out from it', () => {
    const { benefits } = from(of('F5'))
    expect(benefits.value).toMatchObject([
      { kind: 'universal-credit', money: null, from: ['fa-benefit-1'] },
      { kind: 'pip-mobility', money: { pence: 75_00, every: 'week' }, from: ['fa-benefit-2'] },
    ])
    expect(sheetOf(of('F5'), ON).result).toMatchObject({ is: 'cannot-work-out' })
  })
})

type Part = keyof ReturnType<typeof from>
const table: readonly (readonly [Part, GivenAnswers, unknown])[] = [
  ['setting', { 'fa-care': 'unsure' }, null],
  ['setting', { 'fa-care': 'short-stay' }, 'short-stay'],
  ['route', { 'fa-choice': 'full' }, { is: 'full' }],
  ['route', { 'fa-choice': 'light', 'fa-light': 'benefits' }, { is: 'light-touch', fits: 'benefits' }],
  ['route', { 'fa-choice': 'refuse' }, { is: 'refuse', by: 'person' }],
  [
    'route',
    { 'fa-choice': 'refuse', 'who-for': 'someone-else', 'legal-role': ['deputy-money'] },
    { is: 'refuse', by: 'legal-authority' },
  ],
  [
    'route',
    { 'fa-choice': 'refuse', 'who-for': 'someone-else', 'legal-role': ['lpa-health', 'appointee'] },
    { is: 'refuse', by: 'no-authority' },
  ],
  ['ageBand', { dob: '2004-01-01' }, '18-24'],
  ['ageBand', { dob: 'dont-know', 'age-about': '80' }, 'pension-age'],
  ['ageBand', { dob: 'dont-know', 'age-about': '66', 'fa-benefit-kinds': ['state-pension'] }, 'pension-age'],
  ['partner', { 'fa-partner': 'no' }, 'none'],
  ['partner', { 'fa-partner': 'rather-not-say' }, null],
  ['partnerReachedPensionAge', { 'fa-partner': 'together' }, true],
  [
    'partnerReachedPensionAge',
    { 'fa-partner': 'together', 'fa-partner-details': [{ name: 'Jo', dob: '1990-02-01' }] },
    false,
  ],
  ['partnerReachedPensionAge', { 'fa-partner': 'together', 'fa-partner-details': [{ name: 'Jo' }] }, null],
  ['partnerReachedPensionAge', { 'fa-partner': 'apart' }, false],
  ['children', { 'fa-dependants': 'none' }, 0],
  [
    'children',
    {
      'fa-dependants': [
        { age: '7', benefit: 'dont-know' },
        { age: '25', benefit: 'no' },
      ],
    },
    1,
  ],
  [
    'children',
    {
      'fa-dependants': [
        { age: '19', benefit: 'yes' },
        { age: '18', benefit: 'no' },
      ],
    },
    1,
  ],
  ['children', { 'fa-dependants': [{ age: '19', benefit: 'dont-know' }] }, null],
  ['children', { 'fa-dependants': '' }, null],
  ['savings', { 'fa-savings-kinds': ['none'] }, []],
  ['savings', { 'fa-savings-kinds': ['dont-know'] }, null],
  ['savings', { 'fa-savings-kinds': ['rather-not-say'] }, null],
  [
    'savings',
    { 'fa-savings-kinds': ['cash', 'shares'], 'fa-savings': [{ kind: 'cash', amount: '200', whose: 'own' }] },
    [
      { kind: 'cash', pence: 200_00, owners: 1, share: null, from: ['fa-savings-1'] },
      { kind: 'shares', pence: null, owners: 1, share: null, from: ['fa-savings-kinds', 'fa-savings'] },
    ],
  ],
  [
    'savings',
    { 'fa-savings-kinds': ['cash'], 'fa-savings': 'dont-know' },
    [{ kind: 'cash', pence: null, owners: 1, share: null, from: ['fa-savings-kinds', 'fa-savings'] }],
  ],
  [
    'savings',
    {
      'fa-savings-kinds': ['current'],
      'fa-savings': [
        { kind: 'current', amount: '900', whose: 'joint-more' },
        { kind: 'current', amount: '900', whose: 'joint-more', share: '20' },
      ],
    },
    [
      { kind: 'current', pence: null, owners: '3-or-more', share: null, from: ['fa-savings-1'] },
      { kind: 'current', pence: 900_00, owners: '3-or-more', share: 20, from: ['fa-savings-2'] },
    ],
  ],
  ['specialSavings', { 'fa-savings-kinds': ['none'] }, []],
  ['specialSavings', { 'fa-savings-kinds': ['cash'], 'fa-savings-special': ['dont-know'] }, null],
  [
    'specialSavings',
    { 'fa-savings-kinds': ['cash'], 'fa-savings-special': ['injury', 'house-sale'] },
    ['injury', 'house-sale'],
  ],
  ['gaveAway', { 'fa-given': 'rather-not-say' }, null],
  ['gaveAway', { 'fa-given': 'yes' }, true],
  ['home', { 'fa-tenure': 'rent' }, 'not-owned'],
  ['goingBack', { 'fa-care': 'short-stay', 'fa-tenure': 'own', 'fa-going-back': 'no' }, false],
  ['goingBack', { 'fa-care': 'home', 'fa-tenure': 'own' }, null],
  ['stay', { 'fa-care': 'care-home', 'fa-tenure': 'own' }, { daysHere: 0, earlier: null }],
  [
    'stay',
    { 'fa-care': 'care-home', 'fa-tenure': 'own', 'fa-stay-now': 'yes', 'fa-stay-from': '2026-11-02' },
    { daysHere: 21, earlier: null },
  ],
  [
    'stay',
    {
      'fa-care': 'care-home',
      'fa-tenure': 'own',
      'fa-stay-now': 'yes',
      'fa-stay-from': '2026-11-02',
      'fa-stay-before': 'yes',
      'fa-stay-before-when': [{ from: '2026-01-05', to: '2026-02-02' }],
    },
    { daysHere: 21, earlier: { days: 28, daysBetween: 273 } },
  ],
  ['stay', { 'fa-care': 'care-home', 'fa-tenure': 'own', 'fa-stay-before': 'dont-know' }, null],
  ['otherProperty', { 'fa-property-any': 'no' }, []],
  ['otherProperty', { 'fa-property-any': 'dont-know' }, null],
  ['otherProperty', { 'fa-property-any': 'yes', 'fa-property': 'dont-know' }, null],
  [
    'otherProperty',
    { 'fa-property-any': 'yes', 'fa-property': [{ worth: '9000', owed: 'dont-know', share: '50' }] },
    [{ worth: 9_000_00, owed: null, share: 50, from: ['fa-property-1'] }],
  ],
  ['income', { 'fa-income-kinds': ['none'] }, []],
  [
    'income',
    {
      'fa-income-kinds': ['war-pension', 'charity'],
      'fa-income': [{ kind: 'guaranteed-income-payment', amount: '90.10 4-weeks', tax: 'dont-know' }],
    },
    [
      {
        kind: 'guaranteed-income-payment',
        money: { pence: 90_10, every: '4-weeks' },
        tax: null,
        from: ['fa-income-1'],
      },
      { kind: 'charity', money: null, tax: null, from: ['fa-income-kinds', 'fa-income'] },
    ],
  ],
  [
    'income',
    {
      'fa-property-any': 'yes',
      'fa-property': [{ worth: '9000', owed: '0', share: '50', rent: '400 month' }],
    },
    [{ kind: 'rent', money: { pence: 400_00, every: 'month' }, tax: null, from: ['fa-property-1'] }],
  ],
  ['benefits', { 'fa-benefit-kinds': ['none'] }, []],
  ['benefits', { 'fa-benefit-kinds': ['dont-know'] }, null],
  [
    'benefits',
    {
      'fa-benefit-kinds': ['pension-credit'],
      'fa-benefit': [{ which: 'savings-credit', amount: '9 week' }],
    },
    [{ kind: 'savings-credit', money: { pence: 9_00, every: 'week' }, tax: 'after', from: ['fa-benefit-1'] }],
  ],
  [
    'benefits',
    {
      'fa-benefit-kinds': ['pension-credit'],
      'fa-benefit': [{ which: 'pension-credit', amount: '9 week' }],
    },
    [{ kind: 'pension-credit', money: { pence: 9_00, every: 'week' }, tax: 'after', from: ['fa-benefit-1'] }],
  ],
  ['passesHalfPension', { 'fa-care': 'home' }, null],
  ['housing', { 'fa-housing': 'none' }, []],
  ['housing', { 'fa-housing': 'dont-know' }, null],
  ['housing', { 'fa-care': 'care-home' }, null],
  [
    'housing',
    { 'fa-housing': [{ kind: 'rent', amount: 'dont-know' }] },
    [{ kind: 'rent', money: null, from: ['fa-housing-1'] }],
  ],
  ['extraCosts', { 'fa-dre-any': 'no' }, []],
  ['extraCosts', { 'fa-dre-any': 'dont-know' }, null],
  [
    'extraCosts',
    { 'fa-dre-any': 'yes', 'fa-dre': [{ kind: 'heating', amount: '12 month', shared: '2' }] },
    [{ kind: 'heating', money: { pence: 12_00, every: 'month' }, sharedBy: 2, from: ['fa-dre-1'] }],
  ],
  [
    'otherCosts',
    { 'fa-other-costs': [{ kind: 'A fine', amount: '5 week' }] },
    [{ money: { pence: 5_00, every: 'week' }, from: ['fa-other-costs-1'] }],
  ],
  ['otherCosts', {}, null],
  ['free', { 'fa-free': ['none'] }, []],
  ['free', { 'fa-free': ['dont-know'] }, null],
  ['free', { 'fa-free': ['chc', 's117'] }, ['s117', 'chc']],
  ['freeIsAll', { 'fa-free': ['none'] }, false],
  ['freeIsAll', { 'fa-free': ['cjd'], 'fa-free-all': 'yes' }, true],
  ['freeIsAll', { 'fa-free': ['cjd'], 'fa-free-all': 'dont-know' }, null],
  ['careCost', { 'fa-cost': 'dont-know' }, null],
  ['careCost', { 'fa-cost': '100 month' }, 23_07],
  ['careCost', { 'fa-cost': '900 one-off' }, null],
]

describe('circumstances', () => {
  it.each(table)('%s of %j', (part, given, value) => {
    expect((from(given)[part] as { value: unknown }).value).toEqual(value)
  })
  it('of nothing at all are all unknown, but for who is not there', () => {
    const unknown = circumstancesOf({}, ON)
    const { premiums, ...facts } = unknown
    const known = Object.entries({ ...facts, ...premiums }).filter(([, fact]) => fact.value !== null)
    expect(known).toEqual([])
  })
  it('stand as they will on a later day: a stay goes on, also one that is to begin today', () => {
    const own: GivenAnswers = { 'fa-care': 'care-home', 'fa-tenure': 'own' }
    const there = counts({ ...own, 'fa-stay-now': 'yes', 'fa-stay-from': '2026-11-08' })
    const april = '2027-04-06'
    expect(circumstancesOf(there, '2026-11-22').stay.value).toEqual({ daysHere: 14, earlier: null })
    // 22 days left of November, 31, 31, 28 and 31, and 6 of April: 21 whole weeks.
    expect(circumstancesOf(there, april).stay.value).toEqual({ daysHere: 149, earlier: null })
    const notYet = counts({ ...own, 'fa-stay-now': 'no' })
    expect(circumstancesOf(notYet, ON).stay.value).toEqual({ daysHere: 0, earlier: null })
    expect(circumstancesOf(notYet, april, ON).stay.value).toEqual({ daysHere: 134, earlier: null })
    const turns25 = counts({ dob: '2002-03-01' })
    expect(circumstancesOf(turns25, ON).ageBand.value).toBe('18-24')
    expect(circumstancesOf(turns25, april).ageBand.value).toBe('25-to-pension-age')
  })
  it.each([
    [363, 4],
    [364, 4],
    [365, 12],
    [370, 12],
  ])('a stay of 8 weeks that ended %i days before this one leaves %i of the 12 weeks', (days, left) => {
    const began = Temporal.PlainDate.from('2026-11-22')
    const ended = began.subtract({ days })
    const sheet = sheetOf(
      {
        'fa-care': 'care-home',
        'fa-tenure': 'own',
        'fa-stay-now': 'yes',
        'fa-stay-from': began.toString(),
        'fa-stay-before': 'yes',
        'fa-stay-before-when': [{ from: ended.subtract({ days: 56 }).toString(), to: ended.toString() }],
      },
      '2026-11-22',
    )
    expect(sheet.afterTwelveWeeks?.weeksLeft).toBe(left)
  })
  it('do not know a stay whose days do not fit', () => {
    const stay = (first: string, last: string) =>
      from({
        'fa-care': 'care-home',
        'fa-tenure': 'own',
        'fa-stay-now': 'yes',
        'fa-stay-from': '2026-11-02',
        'fa-stay-before': 'yes',
        'fa-stay-before-when': [{ from: first, to: last }],
      }).stay.value
    expect(stay('2026-03-01', '2026-02-01')).toBeNull()
    expect(stay('2026-03-01', '2026-11-03')).toBeNull()
    expect(stay('2026-03-01', '2026-11-02')).not.toBeNull()
  })
  it('have the premiums that go with benefits', () => {
    const premiums = (given: GivenAnswers) => {
      const { disability, enhancedDisability, carer } = from({
        dob: '1990-01-01',
        'fa-care': 'home',
        'fa-cares': 'no',
        'fa-health': ['none'],
        ...given,
      }).premiums
      return [disability.value, enhancedDisability.value, carer.value]
    }
    const pip = (rate?: string) => ({
      'fa-benefit-kinds': ['pip-living'],
      'fa-benefit': [{ which: 'pip-living', amount: '70 week', ...(rate ? { rate } : {}) }],
    })
    expect(premiums(pip('enhanced'))).toEqual([true, true, false])
    expect(premiums(pip('standard'))).toEqual([true, false, false])
    expect(premiums(pip())).toEqual([true, null, false])
    expect(premiums({ 'fa-benefit-kinds': ['carers-allowance'] })).toEqual([false, false, true])
    expect(premiums({ 'fa-benefit-kinds': ['dont-know'] })).toEqual([null, null, false])
    // No benefit for it says nothing: only the answer does.
    const silent = { 'fa-benefit-kinds': ['none'], 'fa-cares': 'dont-know', 'fa-health': ['dont-know'] }
    expect(premiums(silent)).toEqual([null, null, null])
    const { carer, disability } = from({
      ...silent,
      dob: '1990-01-01',
      'fa-care': 'home',
      'fa-cares': 'yes',
      'fa-health': ['blind'],
    }).premiums
    expect([carer, disability]).toEqual([
      { value: null, from: ['fa-benefit-kinds', 'fa-cares'], isJudged: true },
      { value: null, from: ['fa-benefit-kinds', 'dob', 'fa-health'], isJudged: true },
    ])
    const attended = [{ which: 'constant-attendance', amount: '70 week' }]
    expect(premiums({ 'fa-benefit-kinds': ['constant-attendance'], 'fa-benefit': attended })).toEqual([
      null,
      false,
      false,
    ])
    expect(premiums({ ...pip('enhanced'), dob: '1940-01-01' })).toEqual([false, false, false])
  })
  it('know who else lives in the home', () => {
    const who = [
      { relationship: 'son-or-daughter', age: '12', disabled: 'no', 'there-before': 'yes' },
      { relationship: 'ex-partner', age: 'dont-know', disabled: 'dont-know', 'there-before': 'dont-know' },
    ]
    const { home } = from({ 'fa-care': 'care-home', 'fa-tenure': 'mortgage', 'fa-home-who': who })
    expect(home.value).toMatchObject({
      occupants: {
        value: [
          { relationship: 'child', age: 12, incapacitated: false, livedThereBefore: true },
          { relationship: 'former-partner', age: null, incapacitated: null, livedThereBefore: null },
        ],
      },
    })
    const alone = from({ 'fa-care': 'care-home', 'fa-tenure': 'own' }).home.value
    expect(alone).toMatchObject({ occupants: { value: [] } })
  })
})

describe('where a figure came from', () => {
  it.each([
    ['fa-savings-2', { question: 'fa-savings', group: 2 }],
    ['fa-savings-kinds', { question: 'fa-savings-kinds', group: undefined }],
    ['fa-stay-before-when-1', { question: 'fa-stay-before-when', group: 1 }],
    ['dob', { question: 'dob', group: undefined }],
  ])('%s', (id, place) => {
    expect(placeOf(id)).toEqual(place)
  })
})
