import { describe, expect, it } from 'vitest'
import type { RateRow } from '#src/domain/charging/rates.ts'
import { changedRates, isUpratingKnown, upratingDay } from '#src/domain/charging/uprating.ts'
import { madeUpRates } from '#tests/fixtures/charging.ts'

const thisYear = madeUpRates('2026-04-06', '2027-04-11')
const nextYear = madeUpRates('2027-04-12', '2028-04-09')
const rows = [...thisYear, ...nextYear]

describe('the day that charges are decided again for', () => {
  it('is next April’s, and stays it for eight weeks after it began', () => {
    const days = ['2026-11-22', '2027-04-11', '2027-04-12', '2027-06-06', '2027-06-07']
    expect(days.map((today) => upratingDay(rows, today))).toEqual([
      '2027-04-12',
      '2027-04-12',
      '2027-04-12',
      '2027-04-12',
      '2028-04-10',
    ])
  })

  it('is known once a row with an amount starts on it', () => {
    expect(isUpratingKnown(rows, '2027-04-12')).toBe(true)
    expect(isUpratingKnown(thisYear, '2027-04-12')).toBe(false)
    const unknown = nextYear.map((row): RateRow => ({ ...row, amount: null, checked: 'unknown' }))
    expect(isUpratingKnown(unknown, '2027-04-12')).toBe(false)
  })
})

it('what changes is what a charge was decided by and is another amount then, or none', () => {
  const [first, second, third] = thisYear
  if (!first || !second || !third) throw new Error('No rates')
  const later = nextYear.flatMap((row): RateRow[] => {
    if (row.name === first.name) return [{ ...row, amount: (row.amount ?? 0) + 1_00 }]
    return row.name === second.name ? [] : [row]
  })
  const sheet = { rates: [first, second, third] }
  expect(changedRates(sheet, [...thisYear, ...later], '2027-04-12')).toEqual([
    { name: first.name, before: first.amount, after: (first.amount ?? 0) + 1_00 },
    { name: second.name, before: second.amount, after: null },
  ])
  expect(changedRates({ rates: [] }, later, '2027-04-12')).toEqual([])
})
