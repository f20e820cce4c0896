import { Temporal } from 'temporal-polyfill'
import { dayInWords } from '#src/domain/dates-in-words.ts'
import { LONDON } from '#src/domain/working-days.ts'
import { dayNames, type Weekday, weekdays } from './schedule.ts'
import type { Schedule } from './service.ts'

const DAY = 24 * 60
const WEEK = 7 * DAY

/** The first and the last day that something holds, as the database keeps them: `-infinity` and `infinity` where none. */
export interface Held {
  first: string
  last: string
}

/**
 * When a service is open, in minutes from Monday 00:00, London clock; `closes` is not open any more. All of it, with the
 * days it holds: what holds now is asked when somebody looks, since the list may be older than they think.
 */
export interface Opening {
  /** Days on which it is open at all, those of only some weeks too. */
  days: readonly (Held & { day: Weekday })[]
  slots: readonly (Held & { opens: number; closes: number })[]
}

const heldOf = ({ valid_from, valid_to }: Schedule): Held => ({
  first: valid_from ?? '-infinity',
  last: valid_to ?? 'infinity',
})

const dayAfter = (day: string): string => {
  if (day.endsWith('infinity')) return day
  return day >= '9999-12-31' ? 'infinity' : Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** `MO`, `2TU`, `-1FR`: the day, and which of the month where it says. */
function daysOf(byday: string | undefined): { day: Weekday; nth: number | undefined }[] {
  return (byday ?? '').split(',').flatMap((part) => {
    const [, nth, name] =
      part
        .trim()
        .toUpperCase()
        .match(/^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/) ?? []
    return name === undefined
      ? []
      : [{ day: name as Weekday, nth: nth === undefined ? undefined : Number(nth) }]
  })
}

const isInForce = ({ valid_from, valid_to }: Schedule, today: string) =>
  (valid_from === undefined || valid_from <= today) && (valid_to === undefined || today <= valid_to)

/** Whether a schedule names a day, `2026-12-25`: it holds on that day alone. */
export const isForOneDay = ({ valid_from, valid_to }: Schedule, day: string) =>
  valid_from === day && valid_to === day

/** Whether the day of the week that a schedule of one day gives, if it does, is the one it falls on. */
export function isOnItsDay({ byday, valid_from }: Schedule): boolean {
  const days = daysOf(byday)
  if (days.length === 0 || valid_from === undefined) return true
  const { dayOfWeek } = Temporal.PlainDate.from(valid_from)
  return days.some(({ day }) => day === weekdays[dayOfWeek - 1])
}

/**
 * From when until when, in minutes from the midnight before; past 24 hours where it closes on the next day, as
 * it does when it closes at or before it opens. Undefined where a schedule gives no times.
 */
export function hoursOf({ opens_at, closes_at }: Schedule): { opens: number; closes: number } | undefined {
  if (!opens_at || !closes_at) return undefined
  const opens = minutesOf(opens_at)
  const closing = minutesOf(closes_at) === 23 * 60 + 59 ? DAY : minutesOf(closes_at)
  return { opens, closes: closing + (closing <= opens ? DAY : 0) }
}

const isEveryWeek = ({ freq, interval }: Schedule) =>
  (freq ?? 'WEEKLY').toUpperCase() === 'WEEKLY' && (interval ?? 1) <= 1

/** When it is open, by all of its schedules. */
export function openingOf(schedules: readonly Schedule[]): Opening {
  const days = schedules.flatMap((one) =>
    [...new Set(daysOf(one.byday).map(({ day }) => day))].map((day) => ({ day, ...heldOf(one) })),
  )
  const slots = schedules.filter(isEveryWeek).flatMap((schedule) => {
    const hours = hoursOf(schedule)
    if (!hours) return []
    return daysOf(schedule.byday).flatMap(({ day, nth }) => {
      if (nth !== undefined) return []
      const held = heldOf(schedule)
      const from = weekdays.indexOf(day) * DAY + hours.opens
      const until = weekdays.indexOf(day) * DAY + hours.closes
      // A slot holds by the day it opens on: what is left of a Sunday night is kept as a slot of Monday.
      return until <= WEEK
        ? [{ opens: from, closes: until, ...held }]
        : [
            { opens: from, closes: WEEK, ...held },
            { opens: 0, closes: until - WEEK, first: dayAfter(held.first), last: dayAfter(held.last) },
          ]
    })
  })
  return { days, slots }
}

/**
 * The last day of a service: that of its last schedule, where each has an end. Undefined where it has none, or only
 * schedules of single days, which say when it is open on a holiday and not how long there is one.
 */
export function lastDayOf(schedules: readonly Schedule[]): string | undefined {
  const ends = schedules.flatMap(({ valid_to }) => valid_to ?? [])
  const areOfOneDay = schedules.every(({ valid_from, valid_to }) => valid_from === valid_to)
  return areOfOneDay || ends.length < schedules.length ? undefined : ends.toSorted().at(-1)
}

/** `09:30` as it is said: "9:30am", "midday", "midnight". */
function timeInWords(time: string): string {
  const minutes = minutesOf(time) % DAY
  if (minutes === 0 || minutes === DAY - 1) return 'midnight'
  if (minutes === DAY / 2) return 'midday'
  const hour = Math.floor(minutes / 60)
  const past = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${past}${hour < 12 ? 'am' : 'pm'}`
}

const NTH: Readonly<Record<number, string>> = {
  1: 'First',
  2: 'Second',
  3: 'Third',
  4: 'Fourth',
  [-1]: 'Last',
}

/** Days in words; a run of three or more is "Monday to Friday". */
function daysInWords(days: readonly Weekday[]): string {
  const at = days.map((day) => weekdays.indexOf(day)).toSorted((a, b) => a - b)
  const name = (index: number | undefined) => dayNames[weekdays[index ?? 0] ?? 'MO']
  const isRun = at.length > 2 && at.every((one, index) => index === 0 || one === (at[index - 1] ?? 0) + 1)
  if (at.length === 7) return 'Every day'
  if (isRun) return `${name(at[0])} to ${name(at.at(-1))}`
  const names = at.map(name)
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '')
}

const dateInWords = (day: string) =>
  dayInWords(Temporal.PlainDate.from(day).toZonedDateTime(LONDON).toInstant())

/** `1,15,-1` as it is said: "1st, 15th and last day". */
function monthDaysInWords(bymonthday: string): string {
  const days = bymonthday.split(',').map(Number)
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' }
  const rule = new Intl.PluralRules('en-GB', { type: 'ordinal' })
  const words = days.map((day) => (day < 0 ? 'last day' : `${day}${endings[rule.select(day)] ?? 'th'}`))
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '')
}

function hoursInWords({ opens_at, closes_at }: Schedule): string | undefined {
  if (opens_at === '00:00' && ['00:00', '23:59', '24:00'].includes(closes_at ?? '')) return 'day and night'
  if (opens_at && closes_at) return `${timeInWords(opens_at)} to ${timeInWords(closes_at)}`
  if (opens_at) return `from ${timeInWords(opens_at)}`
  return closes_at && `until ${timeInWords(closes_at)}`
}

/** The days of a schedule that comes back; undefined where it gives none. */
function whenInWords({ byday, bymonthday, freq, interval = 1 }: Schedule): string | undefined {
  const days = daysOf(byday)
  const isMonthly = freq?.toUpperCase() === 'MONTHLY' || days.some(({ nth }) => nth !== undefined)
  if (!isMonthly) {
    const named = days.length === 0 ? undefined : daysInWords(days.map(({ day }) => day))
    return named && interval > 1 ? `${named}, every ${interval} weeks` : named
  }
  const named = bymonthday
    ? `The ${monthDaysInWords(bymonthday)}`
    : days.map(({ day, nth }) => `${NTH[nth ?? 0] ?? 'A'} ${dayNames[day]}`).join(' and ')
  if (named === '') return undefined
  return interval > 1 ? `${named}, every ${interval} months` : `${named} of each month`
}

/** One line for each schedule in force: "Monday to Friday: 9am to 5pm". What could not be read is not among them. */
export function openingInWords(schedules: readonly Schedule[], today: string): string[] {
  return schedules
    .filter((one) => isInForce(one, today))
    .flatMap((one) => {
      const { description } = one
      const isToday = isForOneDay(one, today)
      if (isToday && !isOnItsDay(one)) return []
      const when = one.unread ? undefined : isToday ? dateInWords(today) : whenInWords(one)
      if (when === undefined) return description ? [description] : []
      const time = hoursInWords(one)
      return [`${when}${time ? `: ${time}` : ''}${description ? `. ${description}` : ''}`]
    })
}

/** Whether there are times, on this day, that could not be read: they must be asked for. */
export const isOpeningUnread = (schedules: readonly Schedule[], today: string): boolean =>
  schedules.some((one) => one.unread && isInForce(one, today))
