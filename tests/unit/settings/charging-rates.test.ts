import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chargingRates, parseChargingRates } from '#src/settings/charging-rates.ts'
import {
  allChargeRateNames,
  nextApril,
  ratesInForce,
  type RateRow,
  ratesToSettle,
  usableRate,
} from '#src/domain/charging/rates.ts'
import { ratesFor } from '#src/domain/charging/estimate.ts'
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
    expect(chargingRates.rates).toHaveLength(allChargeRateNames.length * 4)
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
  it('lists what is missing or not verified, now and from next April', () => {
    const lines = reportOf(chargingRates, '2026-11-22')
    expect(lines[0]).toMatch(/^Rates on 2026-11-22: 11 cannot be used\..* 6 second-hand\./)
    expect(lines.filter((line) => line.includes('no row'))).toHaveLength(allChargeRateNames.length)
    expect(lines.find((line) => line.startsWith('Rates on 2027-04-12'))).toContain('17 cannot be used')
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
})

describe('next April', () => {
  const next = (on: string, rows: readonly RateRow[] = chargingRates.rates) => nextApril(rows, on)

  it('starts when its rows do', () => {
    expect(next('2026-04-05')).toBe('2026-04-06')
    const from12 = [...chargingRates.rates, ...madeUpRates('2027-04-12', '2028-04-02')]
    expect(next('2026-12-31', from12)).toBe('2027-04-12')
    expect(next('2027-04-11', from12)).toBe('2027-04-12')
    // Once they have begun it is that of the year after.
    expect(next('2027-04-12', from12)).toBe('2028-04-10')
    const from6 = madeUpRates('2027-04-06', '2028-04-05')
    expect(next('2027-04-08', from6)).toBe('2028-04-10')
  })

  it('is the day that the last of them starts: all of a sheet is then of the new year', () => {
    const [first, ...others] = madeUpRates('2027-04-06', '2028-04-05')
    if (!first) throw new Error('No rates')
    expect(next('2026-12-31', [{ ...first, from: '2027-04-12' }, ...others])).toBe('2027-04-12')
    // An amount that is put right in the autumn is no new year.
    expect(next('2026-12-31', [{ ...first, from: '2027-10-04' }, ...others])).toBe('2027-04-06')
  })

  it('is the first Monday on or after 6 April while no row of it is known', () => {
    const mondays = ['2026-04-06', '2027-04-12', '2028-04-10', '2029-04-09', '2030-04-08', '2031-04-07']
    for (const monday of mondays) {
      expect(new Date(monday).getUTCDay(), monday).toBe(1)
      expect(next(`${monday.slice(0, 4)}-04-05`, [])).toBe(monday)
    }
  })

  it('is the same by the rows that a page is handed', () => {
    const from12 = [...chargingRates.rates, ...madeUpRates('2027-04-12', '2028-04-02')]
    for (const rows of [chargingRates.rates, from12])
      for (const on of ['2026-04-06', '2026-11-22', '2027-04-05', '2027-04-12'])
        expect(next(on, ratesFor(rows, on)), on).toBe(next(on, rows))
  })
})

describe('the rates in force', () => {
  const [row] = madeUpRates('2026-04-06', '2027-04-05')
  if (!row) throw new Error('No rates')
  const amountOn = (rows: readonly RateRow[], on: string) => usableRate(rows, row.name, on)?.amount
  const later: RateRow = { ...row, from: '2027-04-12', to: '2028-04-09', amount: 9_99 }

  it('are those that were confirmed, newest first, before those of the file', () => {
    const newest: RateRow = { ...row, amount: 3_00, to: '2026-12-31' }
    const older: RateRow = { ...row, amount: 2_00 }
    const rows = ratesInForce([newest, older], [row])
    expect(amountOn(rows, '2026-11-22')).toBe(3_00)
    expect(amountOn(rows, '2027-01-01')).toBe(2_00)
    expect(amountOn(ratesInForce([], [row]), '2026-11-22')).toBe(row.amount)
  })

  it('hold until the next one starts, where that is known, and no day longer', () => {
    const rows = ratesInForce([later], [row])
    expect(amountOn(rows, '2027-04-11')).toBe(row.amount)
    expect(amountOn(rows, '2027-04-12')).toBe(9_99)
    expect(amountOn(ratesInForce([], [row]), '2027-04-06')).toBeUndefined()
    // A year that nobody entered is not made up for.
    const muchLater = { ...later, from: '2028-04-10', to: '2029-04-08' }
    expect(amountOn(ratesInForce([muchLater], [row]), '2027-04-06')).toBeUndefined()
  })
})
