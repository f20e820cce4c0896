import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateAsText } from '#src/components/charging/sheet-as-text.ts'
import { worthInWords } from '#src/components/charging/sheet-words.ts'
import type { ChargingPolicy, Circumstances } from '#src/domain/charging/circumstances.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import {
  allChargeRateNames,
  allRateNames,
  isForCharge,
  nextApril,
  type RateRow,
  ratesToSettle,
} from '#src/domain/charging/rates.ts'
import { isUpratingKnown } from '#src/domain/charging/uprating.ts'
import { workSheet } from '#src/domain/charging/sheet.ts'
import { chargingRates } from '#src/settings/charging-rates.ts'
import {
  extra,
  gets,
  h1,
  IN_2026,
  known,
  MADE_UP_DAY,
  madeUp,
  madeUpPensionCredit,
  nothing,
  pays,
  policy,
  savings,
  unknown,
} from '#tests/fixtures/charging.ts'
import { anyCircumstances, anyGenerousPolicy } from '#tests/support/charging-circumstances.ts'
import { easyReadFindings, findingsInStrings, inWords } from '#tests/support/reading.ts'
import type { ReadString } from '#tests/support/read-strings.ts'
import { tries } from '#tests/support/long.ts'

const RATES = [...madeUp, ...madeUpPensionCredit]

const estimateOf = (
  more: Partial<Circumstances>,
  rates: readonly RateRow[] = RATES,
  own: Partial<ChargingPolicy> = {},
  on = MADE_UP_DAY,
) =>
  estimate({
    circumstancesOn: () => ({ ...nothing, ...more }),
    rates,
    policy: { ...policy, ...own },
    on,
  })
const worthOf = (...of: Parameters<typeof estimateOf>) =>
  estimateOf(...of).benefits.find(({ id }) => id === 'pension-credit')?.worth

const pension = (pence: number) => known([gets('state-pension', pence)])

describe('what missing Pension Credit may be worth', () => {
  it('is, in worked example H1, all taken by the charge, and only for who lives alone', () => {
    // £236.00 + £88.05 − £241.30 − £11 (11 parts of £500 in £5,100). Attendance Allowance does not count.
    const worth = worthOf(h1)
    expect(worth).toEqual({
      byAnswers: null,
      ifAlone: { award: 71_75, charge: 71_75, net: 0, isCareCostKnown: true },
      isSecondHand: false,
    })
    expect(worthInWords(worth, false)).toEqual([
      'If you live alone, you may get about £71.75 a week. You may not if somebody gets a benefit for looking after you. You may then pay about £71.75 more a week for your care. That may leave you no more than you have now.',
      'Pension Credit can also get you other help. It can help with heating and rent.',
    ])
    expect(worthInWords(worth, true)).toEqual([
      'Do you live alone? Then you may get about £71.75 a week. But you may not if somebody gets a benefit for your care. You may then pay about £71.75 more for your care. You may not have more money to spend.',
      'Pension Credit can also get you other help.',
    ])
  })

  it('is easy to read', () => {
    const benefits = known([gets('state-pension', 200_00), gets('pip-living', 76_70)])
    const worths = [worthOf(h1), worthOf({ benefits }), worthOf({ benefits, careCost: unknown })]
    for (const words of worths.flatMap((worth) => worthInWords(worth, true)))
      expect(easyReadFindings(words)).toEqual([])
    const strings = worths
      .flatMap((worth) => worthInWords(worth, false))
      .map((text): ReadString => ({ text, voice: 'you', form: 'estimate', page: 'benefits', what: text }))
    expect(findingsInStrings(strings).map(inWords).join('\n')).toBe('')
  })

  it('is what is left after the charge, which never goes above what the care costs', () => {
    // Now £41.45 (£322 − £240 − £22.55 − £18); then the care costs no more than £60.
    expect(worthOf({ ...h1, careCost: known(60_00) })?.ifAlone).toMatchObject({
      award: 71_75,
      charge: 18_55,
      net: 53_20,
    })
  })

  it('is all theirs while what they have stays below what they must be left with', () => {
    const worth = worthOf({ benefits: pension(150_00) })
    expect(worth).toMatchObject({ byAnswers: { award: 86_00, charge: 0, net: 86_00 }, ifAlone: null })
    expect(worthInWords(worth, false)[0]).toBe(
      'You may get about £86 a week. You may then pay no more for your care. That may leave you about £86 a week more than now.',
    )
  })

  it('says both where both may be, and “in all” for the second', () => {
    const benefits = known([gets('state-pension', 200_00), gets('pip-living', 76_70)])
    const worth = worthOf({ benefits })
    expect(worth).toMatchObject({ byAnswers: { award: 36_00 }, ifAlone: { award: 124_05 } })
    expect(worthInWords(worth, false)[1]).toContain(
      'If you live alone, you may get about £124.05 a week in all.',
    )
  })

  it('is “up to” and “at least” while it is not known what the care costs', () => {
    const taken = worthOf({ ...h1, careCost: unknown })
    expect(taken?.ifAlone).toMatchObject({ charge: 71_75, net: 0, isCareCostKnown: false })
    expect(worthInWords(taken, false)[0]).toContain('You may then pay up to £71.75 more a week')
    // £322 − £240 − £22.55 − £70 = −£10.55: that much of the award is theirs to keep.
    const some = worthOf({ ...h1, careCost: unknown, extraCosts: known([extra(70_00)]) })
    expect(some?.ifAlone).toMatchObject({ charge: 61_20, net: 10_55, isCareCostKnown: false })
    expect(worthInWords(some, false)[0]).toContain('leave you at least £10.55 a week more than now')
    expect(worthInWords(some, true)[0]).toContain('You may have at least £10.55 more each week.')
    const none = worthOf({ benefits: pension(150_00), careCost: unknown })
    expect(none?.byAnswers).toMatchObject({ charge: 0, isCareCostKnown: true })
  })

  it('is not said where they would have less than before', () => {
    // £41.45 is below the least the council charges; £113.20 is not, and takes more than the award.
    expect(worthOf(h1, RATES, { weeklyMinimum: 42_00 })).toBeUndefined()
  })

  it.each<[string, Partial<Circumstances>]>([
    ['an award of nothing', { benefits: pension(236_00) }],
    ['less than is paid out', { benefits: pension(235_95) }],
    [
      'a partner, whose money is not asked',
      { partner: known('together'), partnerReachedPensionAge: known(true) },
    ],
    ['a partner who lives elsewhere', { partner: known('apart') }],
    ['a child', { children: known(1) }],
    ['somebody below pension age', { ageBand: known('25-to-pension-age') }],
    ['a care home', { setting: known('care-home') }],
    ['a carer', { premiums: { ...nothing.premiums, carer: known(true) } }],
    [
      'a carer that the council has to judge',
      { premiums: { ...nothing.premiums, carer: { ...unknown, isJudged: true } } },
    ],
    ['wages', { income: known([gets('wages', 20_00)]) }],
    ['a pension before tax', { income: known([{ ...gets('work-pension', 20_00), tax: 'before' as const }]) }],
    ['a pension of which the amount is not known', { income: known([gets('work-pension', null)]) }],
    ['income that is not known', { income: unknown }],
    [
      'another benefit',
      { benefits: known([gets('state-pension', 150_00), gets('industrial-injury', 20_00)]) },
    ],
    ['savings that are not known', { savings: known([savings(null)]) }],
    ['shares', { savings: known([savings(12_000_00, 'shares')]) }],
    ['money that may not count', { specialSavings: known(['injury' as const]) }],
    ['money given away', { gaveAway: known(true) }],
    ['not known if money was given away', { gaveAway: unknown }],
    ['a service charge', { housing: known([pays('service-charge', 10_00)]) }],
  ])('has no figure with %s', (_, more) => {
    expect(worthOf({ benefits: pension(150_00) })).toBeDefined()
    expect(worthOf({ benefits: pension(150_00), ...more })).toBeUndefined()
  })

  it('is not for who gets it', () => {
    const benefits = known([gets('state-pension', 150_00), gets('guarantee-credit', 20_00)])
    expect(estimateOf({ benefits }).benefits.map(({ id }) => id)).not.toContain('pension-credit')
  })

  it('has a condition only with a benefit at a rate that is enough', () => {
    const ifAlone = (one: ReturnType<typeof gets>) =>
      worthOf({ benefits: known([gets('state-pension', 150_00), one]) })?.ifAlone
    expect(ifAlone(gets('attendance-allowance', 70_00))).not.toBeNull()
    expect(ifAlone({ ...gets('dla-care', 70_00), isHighestRate: true })).not.toBeNull()
    expect(ifAlone(gets('dla-care', 29_00))).toBeNull()
    expect(ifAlone(gets('pip-mobility', 29_00))).toBeNull()
  })

  it('has no figure by the rates of the file', () => {
    for (const more of [h1, { benefits: pension(150_00) }])
      expect(worthOf(more, chargingRates.rates, {}, IN_2026)).toBeUndefined()
  })

  it('uses a rate that is verified, says of a second-hand one that it is checked, and uses no other', () => {
    const checkedAs = (checked: RateRow['checked']) =>
      worthOf({ benefits: pension(150_00) }, [
        ...madeUp,
        ...madeUpPensionCredit.map((row) => ({ ...row, checked })),
      ])
    expect(checkedAs('verified')?.isSecondHand).toBe(false)
    const secondHand = checkedAs('second-hand')
    expect(secondHand?.isSecondHand).toBe(true)
    expect(worthInWords(secondHand, false).at(-1)).toBe('We are still checking these amounts.')
    expect(checkedAs('not-verified')).toBeUndefined()
    expect(checkedAs('unknown')).toBeUndefined()
  })

  it('stands in the copy as text, and without a rate the benefit alone does', () => {
    const copy = (rates: readonly RateRow[], isEasy = false) =>
      estimateAsText(estimateOf(h1, rates), null, isEasy, '020 7946 0100')
    expect(copy(RATES)).toContain('  - If you live alone, you may get about £71.75 a week.')
    expect(copy(RATES, true)).toContain('  - Do you live alone? Then you may get about £71.75 a week.')
    expect(copy(madeUp)).toContain('Benefits you may be missing')
    expect(copy(madeUp)).toContain('  https://www.gov.uk/pension-credit')
    expect(copy(madeUp)).not.toContain('may get about £')
  })
})

describe('over random people', () => {
  /** Of whom a figure can be said more often than by chance. */
  const single = anyCircumstances({ unknowns: true }).map(
    (circumstances): Circumstances => ({
      ...circumstances,
      setting: known('home'),
      ageBand: known('pension-age'),
      partner: known('none'),
      children: known(0),
      premiums: nothing.premiums,
      specialSavings: known([]),
      gaveAway: known(false),
      otherProperty: known([]),
      free: known([]),
      income: known(circumstances.income.value?.filter(({ kind }) => kind === 'work-pension') ?? []),
      benefits: known(
        circumstances.benefits.value?.filter(({ kind }) =>
          /^(state-pension|attendance|pip|dla|child)/.test(kind),
        ) ?? [],
      ),
      savings: known(
        circumstances.savings.value?.filter(({ kind }) => ['current', 'savings', 'cash'].includes(kind)) ??
          [],
      ),
    }),
  )

  it('the charge takes no more than the award and gives nothing back, and no rate means no figure', () => {
    let figures = 0
    fc.assert(
      fc.property(single, anyGenerousPolicy, (circumstances, own) => {
        const worth = worthOf(circumstances, RATES, own)
        expect(worthOf(circumstances, madeUp, own)).toBeUndefined()
        for (const gain of [worth?.byAnswers, worth?.ifAlone]) {
          if (!gain) continue
          figures += 1
          expect(gain.award).toBeGreaterThan(0)
          expect(gain.charge).toBeGreaterThanOrEqual(0)
          expect(gain.net).toBeGreaterThanOrEqual(0)
          expect(gain.net).toBeLessThanOrEqual(gain.award)
          expect(gain.charge + gain.net).toBe(gain.award)
          expect(gain.charge).toBeLessThanOrEqual(circumstances.careCost.value ?? Infinity)
        }
      }),
      { numRuns: tries(1000) },
    )
    expect(figures).toBeGreaterThan(100)
  })

  it('no sheet is another with these rates or without', () => {
    fc.assert(
      fc.property(anyCircumstances({ unknowns: true }), anyGenerousPolicy, (circumstances, own) => {
        const sheet = (rates: readonly RateRow[]) =>
          workSheet({ circumstances, rates, policy: own, on: MADE_UP_DAY })
        expect(sheet(RATES)).toEqual(sheet(madeUp))
      }),
      { numRuns: tries(300) },
    )
  })
})

describe('its rates', () => {
  it('are asked of nobody who looks after charges', () => {
    expect(allRateNames.filter((name) => !isForCharge(name))).toEqual([
      'pension-credit-single',
      'pension-credit-severe-disability',
    ])
    expect(ratesToSettle([], IN_2026).map(({ name }) => name)).toEqual(allChargeRateNames)
    expect(ratesToSettle(madeUp, MADE_UP_DAY)).toEqual([])
  })

  it('do not start the new year of a charge', () => {
    const row = { ...madeUpPensionCredit[0], from: '2027-04-15', to: '2028-04-09' } as RateRow
    const rows = [...chargingRates.rates, row]
    expect(nextApril(rows, IN_2026)).toBe('2027-04-12')
    expect(isUpratingKnown(rows, '2027-04-15')).toBe(false)
  })
})
