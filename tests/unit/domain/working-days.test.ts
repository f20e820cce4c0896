import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { calendar as demonstrationCalendar } from '#src/settings/council.ts'
import {
  addWorkingDays,
  calendarEndsWithin,
  dutyCalendar,
  isPastCalendar,
  isWorkingDay,
  nextWorkingDayAfter,
  promiseFor,
} from '#src/domain/working-days.ts'
import type { CouncilCalendar } from '#src/domain/working-days.ts'

const withoutClosures = dutyCalendar(demonstrationCalendar)
const closed29To31December: CouncilCalendar = {
  ...withoutClosures,
  closures: new Set(['2026-12-29', '2026-12-30', '2026-12-31']),
}
const day = (iso: string) => Temporal.PlainDate.from(iso)
const at = (iso: string) => Temporal.Instant.from(iso)

const promise = (receivedAt: string, rule: 'A' | 'B', calendar = withoutClosures, ignoresClosures = false) =>
  promiseFor({ receivedAt: at(receivedAt), calendar, rule, closesAt: '17:00', ignoresClosures }).toString()

// [row, received, due by rule A, due by rule B]. Received carries London's offset; due is in UTC, so
// 17:00Z is 5pm in winter and 16:00Z is 5pm in summer.
const table: [string, string, string, string][] = [
  ['1 Wednesday morning', '2026-11-18T10:00+00:00', '2026-11-19T17:00:00Z', '2026-11-19T17:00:00Z'],
  [
    '2 one second before closing',
    '2026-11-18T16:59:59+00:00',
    '2026-11-19T17:00:00Z',
    '2026-11-19T17:00:00Z',
  ],
  ['3 at closing exactly', '2026-11-18T17:00+00:00', '2026-11-19T17:00:00Z', '2026-11-20T17:00:00Z'],
  ['4 Friday evening', '2026-11-20T18:30+00:00', '2026-11-23T17:00:00Z', '2026-11-24T17:00:00Z'],
  ['5 last second of Friday', '2026-11-20T23:59:59+00:00', '2026-11-23T17:00:00Z', '2026-11-24T17:00:00Z'],
  ['6 first second of Saturday', '2026-11-21T00:00+00:00', '2026-11-23T17:00:00Z', '2026-11-24T17:00:00Z'],
  ['7 Sunday noon', '2026-11-22T12:00+00:00', '2026-11-23T17:00:00Z', '2026-11-24T17:00:00Z'],
  [
    '8 before a bank holiday weekend',
    '2026-05-22T16:00+01:00',
    '2026-05-26T16:00:00Z',
    '2026-05-26T16:00:00Z',
  ],
  ['9 on a bank holiday', '2026-05-25T11:00+01:00', '2026-05-26T16:00:00Z', '2026-05-27T16:00:00Z'],
  ['10 before Easter', '2026-04-02T09:30+01:00', '2026-04-07T16:00:00Z', '2026-04-07T16:00:00Z'],
  ['11 Easter Sunday', '2026-04-05T14:00+01:00', '2026-04-07T16:00:00Z', '2026-04-08T16:00:00Z'],
  ['12 Christmas Eve', '2026-12-24T10:00+00:00', '2026-12-29T17:00:00Z', '2026-12-29T17:00:00Z'],
  ['13 substitute Boxing Day', '2026-12-28T10:00+00:00', '2026-12-29T17:00:00Z', '2026-12-30T17:00:00Z'],
  ['14 New Year’s Eve', '2026-12-31T16:00+00:00', '2027-01-04T17:00:00Z', '2027-01-04T17:00:00Z'],
  ['15 Christmas Eve 2027', '2027-12-24T10:00+00:00', '2027-12-29T17:00:00Z', '2027-12-29T17:00:00Z'],
  [
    '16 evening of New Year’s Eve 2027',
    '2027-12-31T20:00+00:00',
    '2028-01-04T17:00:00Z',
    '2028-01-05T17:00:00Z',
  ],
  ['17 just after a summer midnight', '2026-06-10T23:15:00Z', '2026-06-12T16:00:00Z', '2026-06-12T16:00:00Z'],
  [
    '18 midnight after the clocks go forward',
    '2026-03-29T23:30:00Z',
    '2026-03-31T16:00:00Z',
    '2026-03-31T16:00:00Z',
  ],
  [
    '19 across the clocks going forward',
    '2026-03-27T16:30+00:00',
    '2026-03-30T16:00:00Z',
    '2026-03-30T16:00:00Z',
  ],
  [
    '20 across the clocks going back',
    '2026-10-23T16:59+01:00',
    '2026-10-26T17:00:00Z',
    '2026-10-26T17:00:00Z',
  ],
  [
    '21 the repeated hour, first time',
    '2026-10-25T01:30+01:00',
    '2026-10-26T17:00:00Z',
    '2026-10-27T17:00:00Z',
  ],
  [
    '21 the repeated hour, second time',
    '2026-10-25T01:30+00:00',
    '2026-10-26T17:00:00Z',
    '2026-10-27T17:00:00Z',
  ],
  ['22 before a leap day', '2028-02-28T10:00+00:00', '2028-02-29T17:00:00Z', '2028-02-29T17:00:00Z'],
]

describe('the promise', () => {
  it.each(table)('row %s', (_row, received, dueByA, dueByB) => {
    expect({ A: promise(received, 'A'), B: promise(received, 'B') }).toEqual({ A: dueByA, B: dueByB })
  })

  it.each([
    ['2026-12-24T10:00:00Z', '2027-01-04T17:00:00Z', '2026-12-29T17:00:00Z'],
    ['2026-12-30T10:00:00Z', '2027-01-04T17:00:00Z', '2026-12-31T17:00:00Z'],
  ])(
    'received %s, closure days stretch it to %s, but not past %s for the duty team',
    (received, due, duty) => {
      expect(promise(received, 'A', closed29To31December)).toBe(due)
      expect(promise(received, 'A', closed29To31December, true)).toBe(duty)
    },
  )

  it('counts a closure day as out of hours under rule B, but not for the duty team', () => {
    expect(promise('2026-12-30T10:00:00Z', 'B', closed29To31December)).toBe('2027-01-05T17:00:00Z')
    expect(promise('2026-12-30T10:00:00Z', 'B', closed29To31December, true)).toBe('2026-12-31T17:00:00Z')
  })

  it('can allow more than one working day, and another closing time', () => {
    const due = promiseFor({
      receivedAt: at('2026-11-20T18:30:00Z'),
      calendar: withoutClosures,
      rule: 'A',
      closesAt: '16:30',
      ignoresClosures: false,
      workingDays: 2,
    })
    expect(due.toString()).toBe('2026-11-24T16:30:00Z')
  })

  it('still answers after the calendar has run out, from weekends alone', () => {
    expect(promise('2031-12-24T10:00:00Z', 'A')).toBe('2031-12-25T17:00:00Z')
    expect(promise('2031-12-26T18:00:00Z', 'A')).toBe('2031-12-29T17:00:00Z')
  })
})

describe('working days', () => {
  it.each([
    ['Friday 20 November 2026', '2026-11-20', '2026-11-27'],
    ['Friday 18 December 2026', '2026-12-18', '2026-12-29'],
  ])('amber: 5 working days from %s', (_name, from, to) => {
    expect(addWorkingDays(day(from), 5, withoutClosures).toString()).toBe(to)
  })

  it('adds nothing for 0 and refuses what is not a count', () => {
    expect(addWorkingDays(day('2026-11-21'), 0, withoutClosures).toString()).toBe('2026-11-21')
    expect(() => addWorkingDays(day('2026-11-21'), -1, withoutClosures)).toThrow(RangeError)
    expect(() => addWorkingDays(day('2026-11-21'), 1.5, withoutClosures)).toThrow(RangeError)
  })

  it('knows weekdays, weekends, bank holidays and closure days apart', () => {
    const isWorking = (iso: string) => isWorkingDay(day(iso), closed29To31December)
    expect(isWorking('2026-12-24')).toBe(true)
    expect(isWorking('2026-12-25')).toBe(false)
    expect(isWorking('2026-12-26')).toBe(false)
    expect(isWorking('2026-12-27')).toBe(false)
    expect(isWorking('2026-12-30')).toBe(false)
    expect(isWorkingDay(day('2026-12-30'), dutyCalendar(closed29To31December))).toBe(true)
    expect(nextWorkingDayAfter(day('2026-12-24'), closed29To31December).toString()).toBe('2027-01-04')
  })
})

describe('the end of the calendar', () => {
  it('is in sight six months before, and stays so once passed', () => {
    const ends = (iso: string) => calendarEndsWithin(at(iso), withoutClosures, 6)
    expect(ends('2028-06-30T12:00:00Z')).toBe(false)
    // 23:30 UTC is already 1 July in London.
    expect(ends('2028-06-30T23:30:00Z')).toBe(true)
    expect(ends('2029-03-01T12:00:00Z')).toBe(true)
  })

  it('is the last moment of its last year in London', () => {
    expect(isPastCalendar(at('2028-12-31T23:59:59Z'), withoutClosures)).toBe(false)
    expect(isPastCalendar(at('2029-01-01T00:00:00Z'), withoutClosures)).toBe(true)
  })
})

describe('for any receipt', () => {
  const firstMoment = at('2025-01-01T00:00:00Z').epochMilliseconds
  const lastMoment = at('2028-12-20T00:00:00Z').epochMilliseconds
  const clockChanges = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2028-03-26', '2028-10-29']
  const fourDays = 4 * 24 * 60 * 60 * 1000
  const instants = fc
    .oneof(
      fc.integer({ min: firstMoment, max: lastMoment }),
      fc
        .tuple(fc.constantFrom(...clockChanges), fc.integer({ min: -fourDays, max: fourDays }))
        .map(([date, offset]) => at(`${date}T01:00:00Z`).epochMilliseconds + offset),
    )
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
  const calendars = fc
    .array(fc.integer({ min: 0, max: 1450 }), { maxLength: 40 })
    .map((offsets) => offsets.map((days) => day('2025-01-01').add({ days }).toString()))
    .map((closures): CouncilCalendar => ({ ...withoutClosures, closures: new Set(closures) }))
  const settings = fc.record({
    calendar: calendars,
    rule: fc.constantFrom<'A' | 'B'>('A', 'B'),
    closesAt: fc.constantFrom('16:30', '17:00', '17:15'),
    ignoresClosures: fc.boolean(),
  })
  const london = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('Europe/London')

  it('the promise is later than the receipt, and at closing time exactly on a working day', () => {
    fc.assert(
      fc.property(instants, settings, (receivedAt, setting) => {
        const due = london(promiseFor({ receivedAt, ...setting }))
        const workedBy = setting.ignoresClosures ? dutyCalendar(setting.calendar) : setting.calendar
        expect(Temporal.Instant.compare(due.toInstant(), receivedAt)).toBe(1)
        expect(due.toPlainTime().toString()).toBe(`${setting.closesAt}:00`)
        expect(isWorkingDay(due.toPlainDate(), workedBy)).toBe(true)
      }),
    )
  })

  it('a later receipt never means an earlier promise', () => {
    fc.assert(
      fc.property(instants, instants, settings, (one, other, setting) => {
        const [earlier, later] = [one, other].toSorted(Temporal.Instant.compare) as [typeof one, typeof one]
        const dueEarlier = promiseFor({ receivedAt: earlier, ...setting })
        const dueLater = promiseFor({ receivedAt: later, ...setting })
        expect(Temporal.Instant.compare(dueEarlier, dueLater)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('rule A leaves no working day out, and rule B gives at most one working day more', () => {
    fc.assert(
      fc.property(instants, calendars, (receivedAt, calendar) => {
        const due = (rule: 'A' | 'B') =>
          london(
            promiseFor({ receivedAt, calendar, rule, closesAt: '17:00', ignoresClosures: false }),
          ).toPlainDate()
        const between = []
        let date = london(receivedAt).toPlainDate().add({ days: 1 })
        for (; Temporal.PlainDate.compare(date, due('A')) < 0; date = date.add({ days: 1 }))
          between.push(date)
        expect(between.filter((each) => isWorkingDay(each, calendar))).toEqual([])
        expect([due('A').toString(), nextWorkingDayAfter(due('A'), calendar).toString()]).toContain(
          due('B').toString(),
        )
      }),
    )
  })

  it('closure days never bring a promise forward, and never delay the duty team', () => {
    fc.assert(
      fc.property(instants, settings, (receivedAt, setting) => {
        const duty = promiseFor({ receivedAt, ...setting, ignoresClosures: true })
        const ordinary = promiseFor({ receivedAt, ...setting, ignoresClosures: false })
        const noClosures = promiseFor({ receivedAt, ...setting, calendar: withoutClosures })
        expect(Temporal.Instant.compare(duty, ordinary)).toBeLessThanOrEqual(0)
        expect(duty.equals(noClosures)).toBe(true)
      }),
    )
  })
})
