import { Temporal } from 'temporal-polyfill'
import { LONDON } from './working-days.ts'

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** The day in London: "Monday 23 November 2026". */
export function dayInWords(instant: Temporal.Instant): string {
  // Put together by part: whether a comma follows the weekday depends on the runtime's language data.
  const parts = new Map(
    londonParts.formatToParts(instant.epochMilliseconds).map(({ type, value }) => [type, value]),
  )
  return `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`
}

/**
 * A moment as a person says it, on London's clock: "5pm on Monday 23 November 2026", "9:30am on …",
 * "midday on …". Seconds are dropped. Midnight names the day it begins, which "midnight on" leaves open.
 */
export function inWords(instant: Temporal.Instant): string {
  const { hour, minute } = instant.toZonedDateTimeISO(LONDON)
  const day = dayInWords(instant)
  if (minute === 0 && hour === 0) return `midnight at the start of ${day}`
  if (minute === 0 && hour === 12) return `midday on ${day}`
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'} on ${day}`
}

/**
 * How far off a due time is, for the queue: "in 3 h 20 min", "in 2 days", "2 h late". From 24 hours on it
 * counts days on the calendar, so on a Friday the coming Monday is "in 3 days". The due moment itself is
 * not late. Minutes are rounded towards the due time, so it never claims more time than there is.
 */
export function timeLeftInWords(now: Temporal.Instant, due: Temporal.Instant): string {
  const isLate = Temporal.Instant.compare(now, due) > 0
  const [from, to] = isLate ? [due, now] : [now, due]
  const amount = between(from, to)
  return isLate ? `${amount} late` : `in ${amount}`
}

/** How long something has waited: "less than a minute", "40 minutes", "3 hours 20 minutes", "2 days". */
export function waitedInWords(since: Temporal.Instant, now: Temporal.Instant): string {
  const { hours, minutes } = since.until(now, { largestUnit: 'hours' })
  const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`
  if (hours >= 24) return counted(Math.floor(hours / 24), 'day')
  if (hours <= 0 && minutes <= 0) return 'less than a minute'
  return [
    ...(hours > 0 ? [counted(hours, 'hour')] : []),
    ...(minutes > 0 ? [counted(minutes, 'minute')] : []),
  ].join(' ')
}

function between(from: Temporal.Instant, to: Temporal.Instant): string {
  const { hours, minutes } = from.until(to, { largestUnit: 'hours' })
  if (hours >= 24) {
    const days = londonDate(from).until(londonDate(to)).days
    // The day the clocks go back lasts 25 hours, so 24 hours can begin and end on it.
    return days <= 1 ? '1 day' : `${days} days`
  }
  if (hours === 0 && minutes === 0) return 'less than 1 min'
  return [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : ''].filter(Boolean).join(' ')
}

const londonDate = (instant: Temporal.Instant): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(LONDON).toPlainDate()
