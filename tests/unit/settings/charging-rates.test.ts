import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chargingRates, parseChargingRates } from '#src/settings/charging-rates.ts'
import {
  allRateNames,
  nextApril,
  type RateRow,
  ratesToSettle,
  usableRate,
} from '#src/domain/charging/rates.ts'
import { reportOf } from '#src/commands/check-rates.ts'
import { MADE_UP_DAY, madeUp, madeUpRates, policy } from '#tests/fixtures/charging.ts'

const file = readFileSync(new URL('../../../content/charging-rates.json', import.meta.url), 'utf8')
const changed = (row: Partial<Record<keyof RateRow, unknown>>) => {
  const data = JSON.parse(file)
  data.rates[0] = { ...data.rates[0], ...row }
  return () => parseChargingRates(JSON.stringify(data))
}

describe('content/charging-rates.json', () => {
  it('has a row for every rate in every year it covers', () => {
    for (const on of ['2023-04-06', '2024-04-06', '2025-04-06', '2026-04-06', '2027-04-05']) {
      const missing = ratesToSettle(chargingRates.rates, on).filter(({ why }) => why === 'missing')
      expect(missing).toEqual([])
    }
    expect(chargingRates.rates).toHaveLength(allRateNames.length * 4)
  })

  it.each([
    ['an amount in pounds', { amount: 82.15 }, 'must be whole pence'],
    [
      'a verified row without an amount',
      { amount: null, checked: 'verified' },
      'must have an amount, or be unknown',
    ],
    [
      'an unknown row with an amount',
      { amount: 100, checked: 'unknown' },
      'must have an amount, or be unknown',
    ],
    ['a name nobody reads', { name: 'mig-single' }, '"rates.0.name" must be ("upper-capital-limit"'],
    ['a day that is none', { from: '2023-02-30' }, 'must be a real date'],
    ['an end before its start', { from: '2023-04-06', to: '2023-04-05' }, 'must end after it starts'],
    ['a year that overlaps the next', { to: '2030-04-05' }, 'two rows of one rate for the same day'],
    ['no source', { source: ' ' }, 'must not be empty'],
  ])('cannot have %s', (_, row, message) => {
    expect(changed(row)).toThrow(message)
  })
})

describe('rates:check', () => {
  it('lists what is missing or not verified, now and from the next 6 April', () => {
    const lines = reportOf(chargingRates, '2026-11-22')
    expect(lines[0]).toMatch(/^Rates on 2026-11-22: 11 cannot be used\..* 6 second-hand\./)
    expect(lines.filter((line) => line.includes('no row'))).toHaveLength(allRateNames.length)
    expect(lines.find((line) => line.startsWith('Rates on 2027-04-06'))).toContain('17 cannot be used')
    expect(reportOf(chargingRates, '2025-11-22').find((line) => line.includes('mig-couple:'))).toContain(
      'not verified (£88.35 in the file)',
    )
    expect(lines.at(-1)).toContain('not confirmed by the council')
  })

  it('has nothing to say when all is verified', () => {
    const rates = [...madeUp, ...madeUpRates('2041-04-06', '2042-04-05')]
    expect(
      reportOf({ policy: { ...policy, confirmedByCouncil: true }, rates: [...rates] }, MADE_UP_DAY),
    ).toEqual([
      'Rates on 2040-06-01: all verified.',
      'Rates on 2041-04-06: all verified.',
      'The council’s own rules: confirmed.',
    ])
  })
})

it('no row that rests on the press, on public code or on pages of others counts as verified', () => {
  const others = /press|public code|council and advice pages|second-hand/i
  const rows = chargingRates.rates.filter(({ source, howChecked }) => others.test(`${source} ${howChecked}`))
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter(({ checked }) => checked !== 'second-hand')).toEqual([])
  const verified = chargingRates.rates.filter(({ checked }) => checked === 'verified')
  expect(new Set(verified.map(({ source }) => source))).toEqual(
    new Set(['SI 2023/277, amending SI 2014/2672', 'DHSC circular of 9 February 2024, GOV.UK']),
  )
})

it('a rate runs from its first day to its last, and is used only when verified or second-hand', () => {
  const amount = (on: string) => usableRate(chargingRates.rates, 'mig-single-pension', on)?.amount
  expect(['2026-04-05', '2026-04-06', '2027-04-05', '2027-04-06', '2024-06-01'].map(amount)).toEqual([
    232_60,
    241_45,
    241_45,
    undefined,
    undefined,
  ])
  expect(['2026-04-05', '2026-04-06', '2026-12-31'].map(nextApril)).toEqual([
    '2026-04-06',
    '2027-04-06',
    '2027-04-06',
  ])
})
