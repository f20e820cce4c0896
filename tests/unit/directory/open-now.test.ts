import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { bankHolidayAt, isOpenByDate, openNow } from '#src/directory/open-now.ts'
import { openingInWords } from '#src/directory/opening.ts'
import type { Schedule } from '#src/directory/service.ts'
import type { CouncilCalendar } from '#src/domain/working-days.ts'

const calendar: CouncilCalendar = {
  bankHolidays: new Map([
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-25', 'Spring bank holiday'],
    ['2026-12-25', 'Christmas Day'],
    ['2026-12-28', 'Boxing Day'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-12-27', 'Christmas Day'],
    ['2027-12-28', 'Boxing Day'],
  ]),
  // The council's own closing days are nothing to other people's services.
  closures: new Set(['2026-12-29']),
  lastYear: 2027,
}
const at = (moment: string) => Temporal.Instant.from(moment)
const DAY = 24 * 60
const TEN = 10 * 60

describe('what is open now', () => {
  it.each([
    ['on a Monday', '2026-11-23T10:00Z', { at: TEN, since: 0 }],
    ['on a Saturday', '2026-11-21T10:00Z', { at: 5 * DAY + TEN, since: 0 }],
    ['on a closing day of the council, no holiday', '2026-12-29T10:00Z', { at: DAY + TEN, since: DAY }],
    ['in summer by the clock in London', '2026-07-06T09:00Z', { at: TEN, since: 0 }],
    [
      'on the day after Easter Monday, whose night does not count',
      '2026-04-07T00:30Z',
      { at: DAY + 90, since: DAY },
    ],
    ['a minute before Easter Monday', '2026-04-05T22:59Z', { at: 7 * DAY - 1, since: 0 }],
    ['a minute after a bank holiday, in summer', '2026-05-25T23:00Z', { at: DAY, since: DAY }],
    ['before the clock goes forward', '2026-03-29T00:59Z', { at: 6 * DAY + 59, since: 0 }],
    ['after the clock went forward', '2026-03-29T01:00Z', { at: 6 * DAY + 120, since: 0 }],
    ['in the hour that comes twice, first', '2026-10-25T00:30Z', { at: 6 * DAY + 90, since: 0 }],
    ['in the hour that comes twice, again', '2026-10-25T01:30Z', { at: 6 * DAY + 90, since: 0 }],
    ['past the end of the list', '2028-05-01T09:00Z', { at: TEN, since: 0 }],
  ])('%s goes by the hours of the week', (_, moment, minutes) => {
    const midnight = minutes.at - (minutes.at % DAY)
    expect(openNow(at(moment), calendar)).toEqual({ by: 'week', midnight, ...minutes })
  })

  it.each([
    ['25 December', '2026-12-25T10:00Z', ['2026-12-25', '2026-12-24']],
    ['Easter Monday', '2026-04-06T09:00Z', ['2026-04-06', '2026-04-05']],
    ['Easter Monday on the day after the clocks change', '2027-03-28T23:00Z', ['2027-03-29', '2027-03-28']],
    ['a bank holiday from midnight in London, in summer', '2026-05-24T23:00Z', ['2026-05-25', '2026-05-24']],
    ['its last minute', '2026-05-25T22:59Z', ['2026-05-25', '2026-05-24']],
    ['the day off in the place of Boxing Day', '2026-12-28T10:00Z', ['2026-12-28', '2026-12-27']],
    ['Boxing Day itself, a Saturday', '2026-12-26T10:00Z', ['2026-12-26', '2026-12-25']],
    ['Christmas Day itself, a Saturday', '2027-12-25T10:00Z', ['2027-12-25', '2027-12-24']],
    ['Christmas Day past the end of the list', '2030-12-25T10:00Z', ['2030-12-25', '2030-12-24']],
  ])('on %s goes by schedules of that day alone', (_, moment, dates) => {
    expect(openNow(at(moment), calendar)).toEqual({ by: 'date', dates })
  })

  it.each([
    ['2026-12-25T10:00Z', 'yes'],
    ['2026-04-06T09:00Z', 'yes'],
    ['2027-12-25T10:00Z', 'yes'],
    ['2026-11-23T10:00Z', 'no'],
    ['2026-12-29T10:00Z', 'no'],
    ['2028-05-01T10:00Z', 'not-known'],
    ['2030-12-25T10:00Z', 'yes'],
  ])('%s is a bank holiday: %s', (moment, is) => {
    expect(bankHolidayAt(at(moment), calendar)).toBe(is)
  })
})

describe('a schedule that names the day', () => {
  const schedule = (more: Partial<Schedule>): Schedule => ({
    id: undefined,
    freq: undefined,
    interval: undefined,
    byday: undefined,
    opens_at: '10:00',
    closes_at: '14:00',
    valid_from: '2026-12-25',
    valid_to: '2026-12-25',
    description: undefined,
    notes: undefined,
    ...more,
  })
  const lunch = schedule({})
  const night = schedule({ opens_at: '18:00', closes_at: '02:00' })

  it.each([
    ['as it opens', lunch, '2026-12-25T10:00Z', true],
    ['a minute before', lunch, '2026-12-25T09:59Z', false],
    ['as it closes', lunch, '2026-12-25T14:00Z', false],
    ['a year later', lunch, '2027-12-25T11:00Z', false],
    ['with its day of the week', schedule({ byday: 'FR' }), '2026-12-25T11:00Z', true],
    ['with another day of the week', schedule({ byday: 'MO,TU' }), '2026-12-25T11:00Z', false],
    ['without times', schedule({ opens_at: undefined }), '2026-12-25T11:00Z', false],
    ['past midnight', night, '2026-12-26T01:59Z', true],
    ['past midnight, closed again', night, '2026-12-26T02:00Z', false],
    ['before it opens, in the night', night, '2026-12-25T01:00Z', false],
    [
      'every week',
      schedule({ valid_from: undefined, valid_to: undefined, byday: 'FR' }),
      '2026-12-25T11:00Z',
      false,
    ],
    ['all through December', schedule({ valid_from: '2026-12-01', byday: 'FR' }), '2026-12-25T11:00Z', false],
    [
      'by the clock in London, in summer',
      schedule({ valid_from: '2026-05-25', valid_to: '2026-05-25' }),
      '2026-05-25T09:00Z',
      true,
    ],
  ])('%s', (_, one, moment, isOpen) => {
    expect(isOpenByDate([one], at(moment))).toBe(isOpen)
  })

  it('is said with its date', () => {
    expect(openingInWords([lunch, schedule({ byday: 'FR', opens_at: '09:00' })], '2026-12-25')).toEqual([
      'Friday 25 December 2026: 10am to 2pm',
      'Friday 25 December 2026: 9am to 2pm',
    ])
    expect(openingInWords([lunch], '2026-12-24')).toEqual([])
    expect(openingInWords([schedule({ byday: 'MO' })], '2026-12-25')).toEqual([])
  })
})
