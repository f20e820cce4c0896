import type { Temporal } from 'temporal-polyfill'
import type { Allowance } from './service-clocks.ts'
import { addWorkingDays, type CouncilCalendar, LONDON } from './working-days.ts'

/**
 * The last day, in London, on which a standard that started at `startedAt` is kept. Working days count from
 * the day after, as for the promise; all others are elapsed time.
 */
export function lastDayOf(
  within: Allowance,
  startedAt: Temporal.Instant,
  calendar: CouncilCalendar,
): Temporal.PlainDate {
  const started = startedAt.toZonedDateTimeISO(LONDON)
  switch (within.unit) {
    case 'working-days':
      return addWorkingDays(started.toPlainDate(), within.count, calendar)
    case 'hours':
      return started.add({ hours: within.count }).toPlainDate()
    default:
      return started.toPlainDate().add({ [within.unit]: within.count })
  }
}

/** How long a standard allows, as a person says it: "10 working days", "1 week". */
export function allowanceInWords({ unit, count }: Allowance): string {
  const many = unit === 'working-days' ? 'working days' : unit
  return `${count} ${count === 1 ? many.slice(0, -1) : many}`
}
