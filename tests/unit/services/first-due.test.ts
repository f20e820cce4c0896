import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { firstDue, type StartedClock } from '#src/services/submissions/record-event.ts'

const due = (at: string): StartedClock => ({
  kind: 'triage',
  dueAt: Temporal.Instant.from(at),
  isPastCalendar: false,
  rule: 'next-working-day',
})

test('of several clocks the first to be due counts, in whichever order they are declared', () => {
  const [early, late] = [due('2026-12-01T17:00:00Z'), due('2026-12-02T17:00:00Z')]
  for (const clocks of [
    [early, late],
    [late, early],
  ])
    expect(firstDue(clocks)).toEqual(new Date('2026-12-01T17:00:00Z'))
  expect(firstDue([])).toBeNull()
})
