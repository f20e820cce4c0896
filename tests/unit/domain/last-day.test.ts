import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { allowanceInWords, lastDayOf } from '#src/domain/last-day.ts'
import type { Allowance } from '#src/domain/service-clocks.ts'

const calendar = {
  bankHolidays: new Map([
    ['2026-12-25', 'Christmas Day'],
    ['2026-12-28', 'Boxing Day'],
    ['2027-01-01', 'New Year’s Day'],
  ]),
  closures: new Set(['2026-12-29', '2026-12-30', '2026-12-31']),
  lastYear: 2027,
}
const on = (instant: string, unit: Allowance['unit'], count: number) =>
  lastDayOf({ unit, count }, Temporal.Instant.from(instant), calendar).toString()

it.each([
  ['a Wednesday', '2026-11-18T10:00:00Z', 'working-days', 10, '2026-12-02'],
  ['late on a Friday', '2026-11-20T23:30:00Z', 'working-days', 10, '2026-12-04'],
  ['over Christmas, bank holidays and closures', '2026-12-21T10:00:00Z', 'working-days', 10, '2027-01-12'],
  ['a summer night, already the next day in London', '2026-06-30T23:30:00Z', 'working-days', 1, '2026-07-02'],
  ['elapsed days', '2026-12-21T10:00:00Z', 'days', 28, '2027-01-18'],
  ['hours past midnight', '2026-11-18T20:00:00Z', 'hours', 48, '2026-11-20'],
  ['hours over the day the clocks go back', '2026-10-24T23:30:00Z', 'hours', 24, '2026-10-25'],
  ['weeks', '2026-11-18T10:00:00Z', 'weeks', 3, '2026-12-09'],
  ['months, to a shorter one', '2026-12-31T10:00:00Z', 'months', 2, '2027-02-28'],
] as const)('%s', (_, instant, unit, count, day) => {
  expect(on(instant, unit, count)).toBe(day)
})

it('says how long it is', () => {
  expect(allowanceInWords({ unit: 'working-days', count: 10 })).toBe('10 working days')
  expect(allowanceInWords({ unit: 'working-days', count: 1 })).toBe('1 working day')
  expect(allowanceInWords({ unit: 'weeks', count: 1 })).toBe('1 week')
  expect(allowanceInWords({ unit: 'hours', count: 48 })).toBe('48 hours')
})
