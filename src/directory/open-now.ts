import type { Temporal } from 'temporal-polyfill'
import { type CouncilCalendar, isPastCalendar, LONDON } from '#src/domain/working-days.ts'
import { hoursOf, isForOneDay, isOnItsDay } from './opening.ts'
import type { Schedule } from './service.ts'

const DAY = 24 * 60

/** By month and day: closed nearly everywhere also on a Saturday or Sunday, when the day off in law is another. */
const FEASTS = ['01-01', '12-25', '12-26']

/** Whether hours of the week may not hold on a day: a bank holiday of the list, or Christmas or New Year’s Day. */
const isHoliday = (date: Temporal.PlainDate, { bankHolidays }: CouncilCalendar) =>
  bankHolidays.has(date.toString()) || FEASTS.includes(date.toString().slice(5))

/** Whether it is a bank holiday in London now; not known past the end of the list. */
export function bankHolidayAt(now: Temporal.Instant, calendar: CouncilCalendar): 'yes' | 'no' | 'not-known' {
  if (isHoliday(now.toZonedDateTimeISO(LONDON).toPlainDate(), calendar)) return 'yes'
  return isPastCalendar(now, calendar) ? 'not-known' : 'no'
}

/** What it takes to count as open at a moment. */
export type OpenNow =
  /**
   * By the hours of the week. Minutes from Monday 00:00, London clock: `at` is now, and what opened before `since`
   * does not count, because that was on a bank holiday. `midnight` is when today began.
   */
  | { by: 'week'; at: number; since: number; midnight: number }
  /** It is a bank holiday: only schedules of these days alone count, today and the day before (`isOpenByDate`). */
  | { by: 'date'; dates: readonly [today: string, yesterday: string] }

/** How to tell what is open now. On a bank holiday the hours of the week say nothing. */
export function openNow(now: Temporal.Instant, calendar: CouncilCalendar): OpenNow {
  const local = now.toZonedDateTimeISO(LONDON)
  const today = local.toPlainDate()
  const yesterday = today.subtract({ days: 1 })
  if (isHoliday(today, calendar)) return { by: 'date', dates: [today.toString(), yesterday.toString()] }
  const midnight = (local.dayOfWeek - 1) * DAY
  const at = midnight + local.hour * 60 + local.minute
  return { by: 'week', at, midnight, since: isHoliday(yesterday, calendar) ? midnight : 0 }
}

/** Whether a service is open now by a schedule that names the day, its own or the evening before past midnight. */
export function isOpenByDate(schedules: readonly Schedule[], now: Temporal.Instant): boolean {
  const local = now.toZonedDateTimeISO(LONDON)
  const minute = local.hour * 60 + local.minute
  const today = local.toPlainDate()
  return [0, 1].some((ago) => {
    const day = today.subtract({ days: ago }).toString()
    return schedules.some((one) => {
      const hours = isForOneDay(one, day) && isOnItsDay(one) ? hoursOf(one) : undefined
      return hours !== undefined && hours.opens <= minute + ago * DAY && minute + ago * DAY < hours.closes
    })
  })
}
