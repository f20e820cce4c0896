import { Temporal } from 'temporal-polyfill'

/** Every rule of the portal runs on the council's wall clock, whatever the server's. */
export const LONDON = 'Europe/London'

/** The day it is in England at a moment, as the law and the calendar count days: 2026-11-29. */
export const dayInLondon = (now: Temporal.Instant): string =>
  now.toZonedDateTimeISO(LONDON).toPlainDate().toString()

/**
 * The days a council does not work, besides Saturdays and Sundays.
 * `bankHolidays`: ISO date (`2026-12-25`) to its name. `closures`: ISO dates the council closes on its own
 * account. `lastYear`: the last year whose bank holidays are all in the list.
 */
export type CouncilCalendar = {
  readonly bankHolidays: ReadonlyMap<string, string>
  readonly closures: ReadonlySet<string>
  readonly lastYear: number
}

/**
 * How a receipt out of hours counts. A: by its date, whatever the hour. B: at or after closing time, or on
 * a day that is not a working day, it counts as received on the next working day.
 */
export type PromiseRule = 'A' | 'B'

/** The same calendar for the duty team, who work through the council's own closures. */
export const dutyCalendar = (calendar: CouncilCalendar): CouncilCalendar => ({
  ...calendar,
  closures: new Set(),
})

/** True on a weekday that is neither a bank holiday nor a closure day. */
export function isWorkingDay(date: Temporal.PlainDate, calendar: CouncilCalendar): boolean {
  const iso = date.toString()
  return date.dayOfWeek <= 5 && !calendar.bankHolidays.has(iso) && !calendar.closures.has(iso)
}

/** The first working day after `date`; never `date` itself. */
export function nextWorkingDayAfter(date: Temporal.PlainDate, calendar: CouncilCalendar): Temporal.PlainDate {
  let day = date.add({ days: 1 })
  while (!isWorkingDay(day, calendar)) day = day.add({ days: 1 })
  return day
}

/**
 * The `days`th working day after `date`; `date` itself for 0. Friday and 5 give the next Friday.
 * Throws a RangeError unless `days` is a whole number, 0 or more.
 */
export function addWorkingDays(
  date: Temporal.PlainDate,
  days: number,
  calendar: CouncilCalendar,
): Temporal.PlainDate {
  if (!Number.isInteger(days) || days < 0) throw new RangeError('days must be a whole number, 0 or more')
  let day = date
  for (let left = days; left > 0; left--) day = nextWorkingDayAfter(day, calendar)
  return day
}

/** The instant of a wall clock time (`17:00`) in London on `date`; right on both sides of a clock change. */
export const londonInstant = (date: Temporal.PlainDate, time: string): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: LONDON, plainTime: Temporal.PlainTime.from(time) }).toInstant()

/**
 * When something received must be dealt with: closing time, in London, on the `workingDays`th working day
 * (1 if not given) after the day it counts as received.
 *
 * `closesAt` is a time like `17:00`; exactly then is already out of hours. A receipt before opening on a
 * working day counts for that day under either rule. With `ignoresClosures` the council's own closure days
 * do not stretch the promise; weekends and bank holidays still do. Always answers: past the end of the
 * calendar only weekends and closures are known, which `isPastCalendar` tells.
 *
 * Rule A is the founding practice standard, "triaged by the end of the next working day"; rule B is a
 * council's choice. See docs/decisions/0003-working-days-and-the-promise.md.
 */
export function promiseFor(promise: {
  readonly receivedAt: Temporal.Instant
  readonly calendar: CouncilCalendar
  readonly rule: PromiseRule
  readonly closesAt: string
  readonly ignoresClosures: boolean
  readonly workingDays?: number
}): Temporal.Instant {
  const { receivedAt, rule, closesAt, ignoresClosures, workingDays = 1 } = promise
  const calendar = ignoresClosures ? dutyCalendar(promise.calendar) : promise.calendar
  const received = receivedAt.toZonedDateTimeISO(LONDON)
  const date = received.toPlainDate()
  const isOutOfHours =
    !isWorkingDay(date, calendar) || Temporal.PlainTime.compare(received.toPlainTime(), closesAt) >= 0
  const countsFrom = rule === 'B' && isOutOfHours ? nextWorkingDayAfter(date, calendar) : date
  return londonInstant(addWorkingDays(countsFrom, workingDays, calendar), closesAt)
}

/** True if `instant` lies after the last year of known bank holidays: a promise there may fall on one. */
export const isPastCalendar = (instant: Temporal.Instant, calendar: CouncilCalendar): boolean =>
  instant.toZonedDateTimeISO(LONDON).year > calendar.lastYear

/** True if the known bank holidays run out within `months` of `now`, or already have: time to warn staff. */
export const calendarEndsWithin = (
  now: Temporal.Instant,
  calendar: CouncilCalendar,
  months: number,
): boolean => now.toZonedDateTimeISO(LONDON).toPlainDate().add({ months }).year > calendar.lastYear
