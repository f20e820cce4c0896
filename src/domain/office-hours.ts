import { Temporal } from 'temporal-polyfill'
import { isWorkingDay, LONDON, londonInstant, nextWorkingDayAfter } from './working-days.ts'
import type { CouncilCalendar } from './working-days.ts'

/** Wall clock times in London, like `09:00`: the desk is staffed from `opensAt` until just before `closesAt`. */
export type OfficeHours = { readonly opensAt: string; readonly closesAt: string }

/** Is the desk staffed now? Closed on weekends, bank holidays and the calendar's closure days. */
export function isOfficeOpen(now: Temporal.Instant, calendar: CouncilCalendar, hours: OfficeHours): boolean {
  const local = now.toZonedDateTimeISO(LONDON)
  const time = local.toPlainTime()
  return (
    isWorkingDay(local.toPlainDate(), calendar) &&
    Temporal.PlainTime.compare(time, hours.opensAt) >= 0 &&
    Temporal.PlainTime.compare(time, hours.closesAt) < 0
  )
}

/**
 * When the desk next opens, always later than `now`: the time in "We’ll read your form from …", said
 * only while `isOfficeOpen` is false. For what the duty team handles, give `dutyCalendar(calendar)`, or
 * the sentence could name a time later than the promise.
 */
export function nextReadingTime(
  now: Temporal.Instant,
  calendar: CouncilCalendar,
  hours: OfficeHours,
): Temporal.Instant {
  const today = now.toZonedDateTimeISO(LONDON).toPlainDate()
  const opensToday = londonInstant(today, hours.opensAt)
  return isWorkingDay(today, calendar) && Temporal.Instant.compare(now, opensToday) < 0
    ? opensToday
    : londonInstant(nextWorkingDayAfter(today, calendar), hours.opensAt)
}
