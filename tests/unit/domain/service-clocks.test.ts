import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { calendar } from '#src/settings/council.ts'
import { clocks } from '#src/domain/clocks.ts'
import type { TriageColour } from '#src/domain/triage.ts'
import { dueOf } from '#src/domain/service-clocks.ts'

const { counting, ignoresClosures } = clocks.triage
const start = (
  startedAt: string,
  {
    isSafeguarding = false,
    colour = 'green',
    count = 1,
  }: { isSafeguarding?: boolean; colour?: TriageColour; count?: number } = {},
) => {
  const { dueAt, isPastCalendar } = dueOf({
    startedAt: Temporal.Instant.from(startedAt),
    within: { unit: 'working-days', count },
    counting,
    ignoresClosures:
      ignoresClosures?.({ form: 'any', isSafeguarding, colour, answer: () => undefined }) ?? false,
    rule: 'A',
    closesAt: '17:00',
    calendar,
  })
  return { dueAt: dueAt.toString(), isPastCalendar }
}

// The demonstration calendar closes on 29, 30 and 31 December 2026, and ends with 2028.
describe('the triage clock', () => {
  it.each([
    ['green', {}, '2027-01-04T17:00:00Z'],
    ['amber', { colour: 'amber' }, '2027-01-04T17:00:00Z'],
    ['suggested red', { colour: 'red' }, '2026-12-30T17:00:00Z'],
    ['safeguarding of any colour', { isSafeguarding: true, colour: 'amber' }, '2026-12-30T17:00:00Z'],
  ] as const)('on a closure day: %s', (_name, sent, dueAt) => {
    expect(start('2026-12-29T10:00:00Z', sent)).toEqual({ dueAt, isPastCalendar: false })
  })

  it('allows as many working days as the standard says', () => {
    expect(start('2026-11-20T18:30:00Z', { count: 3 }).dueAt).toBe('2026-11-25T17:00:00Z')
  })

  it('says when the promise falls past the known bank holidays, and makes it all the same', () => {
    expect(start('2028-12-28T10:00:00Z')).toEqual({ dueAt: '2028-12-29T17:00:00Z', isPastCalendar: false })
    expect(start('2028-12-29T10:00:00Z')).toEqual({ dueAt: '2029-01-01T17:00:00Z', isPastCalendar: true })
  })
})
