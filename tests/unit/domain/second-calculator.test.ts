import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import chargingRates from '#content/charging-rates.json' with { type: 'json' }
import type { ChargingPolicy } from '#src/domain/charging/circumstances.ts'
import { allChargeRateNames, type ChargeRateName, type RateRow } from '#src/domain/charging/rates.ts'
import { compare } from '#tests/second-calculator/compare.ts'
import { anyPeople, everydayPeople } from '#tests/second-calculator/people-to-compare.ts'
import { anyPolicy } from '#tests/support/charging-circumstances.ts'
import { figure, seed, tries } from '#tests/support/long.ts'

// Two calculators, written by two people who did not read each other's, say the same of made-up people, to the penny.
// There is no list of known disagreements: whatever disagrees fails. Where one says less, that is counted apart.

/** Amounts that are plausible, so that every rate can be used: those of 2025 and 2026 where known, else invented. */
const plausible: Readonly<Record<ChargeRateName, number>> = {
  'upper-capital-limit': 23_250_00,
  'lower-capital-limit': 14_250_00,
  'mig-single-18-24': 95_40,
  'mig-single-25-pension': 120_40,
  'mig-single-pension': 241_45,
  'mig-lone-parent': 121_10,
  'mig-couple': 94_55,
  'mig-couple-pension': 184_30,
  'mig-child': 106_90,
  'premium-disability-single': 51_55,
  'premium-enhanced-single': 25_15,
  'premium-disability-couple': 36_75,
  'premium-enhanced-couple': 18_10,
  'premium-carer': 55_30,
  'personal-expenses-allowance': 31_80,
  'savings-credit-single': 7_20,
  'savings-credit-couple': 10_80,
}
const allConfirmed: readonly RateRow[] = allChargeRateNames.map((name) => ({
  name,
  amount: plausible[name],
  from: '2026-04-06',
  to: '2027-04-05',
  source: 'Made up for this test',
  checked: 'verified',
  howChecked: 'Not at all',
}))
const shipped = chargingRates.rates as readonly RateRow[]

const groups = [
  { name: 'everyday people', people: everydayPeople({ unknowns: false }), rates: allConfirmed, most: 1_500 },
  {
    name: 'everyday people with gaps',
    people: everydayPeople({ unknowns: true }),
    rates: allConfirmed,
    most: 1_500,
  },
  { name: 'any people', people: anyPeople({ unknowns: false }), rates: allConfirmed, most: 600 },
  { name: 'any people with gaps', people: anyPeople({ unknowns: true }), rates: allConfirmed, most: 900 },
  {
    name: 'everyday people, shipped rates',
    people: everydayPeople({ unknowns: false }),
    rates: shipped,
    most: 900,
  },
]
const days = ['2026-11-22', '2026-04-06', '2026-04-05', '2025-04-06', '2024-05-01', '2023-05-01']

describe('the second calculator and the first', () => {
  const counts = new Map<string, number>()
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)

  it.each(groups)('do not disagree on $name', ({ people, rates, most }) => {
    const on = rates === shipped ? fc.constantFrom(...days) : fc.constant('2026-11-22')
    const policy = fc.record({ policy: anyPolicy, isSpared: fc.nat({ max: 4 }).map((one) => one === 0) }).map(
      ({ policy: own, isSpared }): ChargingPolicy => ({
        ...own,
        ...(isSpared ? { savingsDisregard: 'without-award-too' as const } : {}),
      }),
    )
    const cases = fc.record({ circumstances: people, policy, on })
    const disagree: string[] = []
    for (const one of fc.sample(cases, { numRuns: tries(most), seed })) {
      const toWork = { ...one, rates }
      const { standing, first, second, doubts, words } = compare(toWork)
      count('people')
      count(standing)
      if (standing === 'agree') count(first === 'most' ? 'on a most' : 'on a figure')
      if (standing === 'less said by the first' && second !== 'most') count('where the second has a figure')
      if (standing === 'less said by the first') expect(doubts).not.toEqual([])
      if (standing === 'disagree') disagree.push(`${words()}\n${JSON.stringify(one)}`)
    }
    expect(disagree.slice(0, 3), `${disagree.length} disagree`).toEqual([])
  })

  afterAll(() => {
    const of = (what: string) => `${counts.get(what) ?? 0} ${what}`
    figure(
      [
        `Two calculators on ${of('people')}: ${of('agree')} (${of('on a figure')}, ${of('on a most')}),`,
        `${of('less said by the first')} (${of('where the second has a figure')}),`,
        `${of('less said by the second')}, ${of('no figure')}, ${of('disagree')}.`,
      ].join(' '),
    )
  })
})
