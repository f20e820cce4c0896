import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { readMoment, readTime } from '#src/forms/shared/past-moment.ts'

describe('a time of day', () => {
  it.each([
    ['9:30', '09:30'],
    ['9.30am', '09:30'],
    ['9am', '09:00'],
    [' 2:30 PM ', '14:30'],
    ['2.30 p.m.', '14:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['14:30', '14:30'],
    ['0930', '09:30'],
    ['930', '09:30'],
    ['00:00', '00:00'],
  ])('%s is %s', (typed, time) => {
    expect(readTime(typed)?.toString({ smallestUnit: 'minute' })).toBe(time)
  })

  it.each(['', '9', '14', '25:00', '9:60', '13pm', '0am', 'noonish', '9:3', '1:30:20', '-1:30'])(
    '%j is none',
    (typed) => {
      expect(readTime(typed)).toBeUndefined()
    },
  )
})

describe('when something happened', () => {
  // A Wednesday at ten, in winter: London is on UTC.
  const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
  const read = (day: string, month: string, year: string, time: string) =>
    readMoment('at', { 'at-day': [day], 'at-month': [month], 'at-year': [year], 'at-time': [time] }, now, 28)
  const said = (...typed: Parameters<typeof read>) => {
    const moment = read(...typed)
    return moment.is === 'moment'
      ? moment.moment.toString()
      : moment.problems.map(({ field, message }) => `${field}: ${message}`)
  }

  it('is read on London’s clock', () => {
    expect(said('18', '11', '2026', '9:59am')).toBe('2026-11-18T09:59:00Z')
    expect(said('18', 'Nov', '2026', '10:00')).toBe('2026-11-18T10:00:00Z')
    // The clocks went back on 25 October: the day before, London was an hour ahead.
    expect(said('24', '10', '2026', '9am')).toBe('2026-10-24T08:00:00Z')
  })

  it('is not to come', () => {
    const message = 'Enter a time that has passed, not one to come'
    expect(said('18', '11', '2026', '10:01')).toEqual([`at-time: ${message}`])
    expect(said('19', '11', '2026', '9am')).toEqual([`at-day: ${message}`])
  })

  it('is not too long ago', () => {
    expect(said('21', '10', '2026', '00:00')).toBe('2026-10-20T23:00:00Z')
    expect(said('20', '10', '2026', '23:59')).toEqual([
      'at-day: Enter a date from Wednesday 21 October 2026 on',
    ])
  })

  it('says all that is missing at once', () => {
    expect(said('', '', '', '')).toEqual([
      'at-day: Enter the date, like 20 11 2026',
      'at-time: Enter the time, like 9:30am or 14:30',
    ])
    expect(said('31', '2', '2026', '9')).toEqual([
      'at-day: Enter a real date',
      'at-time: Enter the time, like 9:30am or 14:30',
    ])
  })
})
