import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { calendar } from '#src/settings/council.ts'
import { isOfficeOpen, nextReadingTime } from '#src/domain/office-hours.ts'
import { dutyCalendar, promiseFor } from '#src/domain/working-days.ts'

const hours = { opensAt: '09:00', closesAt: '17:00' }
const at = (iso: string) => Temporal.Instant.from(iso)

// The demonstration calendar closes on 29, 30 and 31 December 2026.
describe('office hours', () => {
  it.each([
    ['Wednesday, just before opening', '2026-11-18T08:59:59Z', false, '2026-11-18T09:00:00Z'],
    ['Wednesday, at opening', '2026-11-18T09:00:00Z', true, '2026-11-19T09:00:00Z'],
    ['Wednesday, just before closing', '2026-11-18T16:59:59Z', true, '2026-11-19T09:00:00Z'],
    ['Wednesday, at closing', '2026-11-18T17:00:00Z', false, '2026-11-19T09:00:00Z'],
    ['Friday evening', '2026-11-20T18:30:00Z', false, '2026-11-23T09:00:00Z'],
    ['Sunday', '2026-11-22T12:00:00Z', false, '2026-11-23T09:00:00Z'],
    ['Monday, in the night', '2026-11-23T00:15:00Z', false, '2026-11-23T09:00:00Z'],
    ['a bank holiday, at ten', '2026-05-25T10:00:00Z', false, '2026-05-26T08:00:00Z'],
    ['the night the clocks go forward', '2026-03-29T00:30:00Z', false, '2026-03-30T08:00:00Z'],
    ['the night the clocks go back', '2026-10-25T00:30:00Z', false, '2026-10-26T09:00:00Z'],
    ['summer, an hour before opening by the sun', '2026-06-10T07:59:59Z', false, '2026-06-10T08:00:00Z'],
    ['a closure day, at ten', '2026-12-29T10:00:00Z', false, '2027-01-04T09:00:00Z'],
  ])('%s', (_name, now, isOpen, opens) => {
    expect(isOfficeOpen(at(now), calendar, hours)).toBe(isOpen)
    expect(nextReadingTime(at(now), calendar, hours).toString()).toBe(opens)
  })

  it('names a time when the office is open, after now, and never after the promise', () => {
    const instants = fc
      .integer({
        min: at('2025-01-01T00:00:00Z').epochMilliseconds,
        max: at('2028-12-20T00:00:00Z').epochMilliseconds,
      })
      .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
    fc.assert(
      fc.property(
        instants,
        fc.boolean(),
        fc.constantFrom<'A' | 'B'>('A', 'B'),
        (now, ignoresClosures, rule) => {
          const readBy = ignoresClosures ? dutyCalendar(calendar) : calendar
          const opens = nextReadingTime(now, readBy, hours)
          const due = promiseFor({
            receivedAt: now,
            calendar,
            rule,
            closesAt: hours.closesAt,
            ignoresClosures,
          })
          expect(isOfficeOpen(opens, readBy, hours)).toBe(true)
          expect(Temporal.Instant.compare(opens, now)).toBe(1)
          expect(Temporal.Instant.compare(opens, due)).toBe(-1)
        },
      ),
    )
  })
})
