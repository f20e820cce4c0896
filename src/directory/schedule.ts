import { Temporal } from 'temporal-polyfill'
import { plainSigns } from '#src/domain/plain-signs.ts'

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]
export const dayNames: Readonly<Record<Weekday, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}

/** What a feed says of when a service is open, as it came: HSDS 3 “schedule”, after RFC 5545. */
export type RawSchedule = { readonly [field: string]: unknown }

/** When a service is open, all of it read. Days of the week (`MO`, `2TU`, `-1FR`) or of the month, every week or month. */
export interface ReadSchedule {
  freq?: 'WEEKLY' | 'MONTHLY' | undefined
  interval?: number | undefined
  byday?: string | undefined
  bymonthday?: string | undefined
  /** `09:00` */
  opens_at?: string | undefined
  closes_at?: string | undefined
  /** The first and the last day it holds: `2026-11-22`. */
  valid_from?: string | undefined
  valid_to?: string | undefined
  /** Something that says or limits when it is open could not be read: then nothing of it is here but its days. */
  unread?: true
}

/** Thrown while a schedule is read, and caught there. */
class Unread extends Error {}

/** What limits a schedule and is not understood here: with any of these the rest alone would be untrue. */
const OTHER_LIMITS = ['count', 'bysetpos', 'byweekno', 'bymonth', 'byyearday', 'byhour', 'byminute'] as const

function said(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string' && typeof value !== 'number') throw new Unread()
  return plainSigns(String(value)).toLowerCase()
}

const realDay = (year: string, month: string, day: string): string | undefined => {
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

/** A day, `2026-11-22`, also of a moment and without hyphens; undefined where it is none. The database has no year 0. */
export function readDay(text: string): string | undefined {
  const [, year = '', , month = '', day = ''] =
    /^(?!0000)(\d{4})(-?)(\d\d)\2(\d\d)(?!\d)/.exec(text.trim()) ?? []
  return realDay(year, month, day)
}

function dayOf(value: unknown): string | undefined {
  const text = said(value)
  const day = readDay(text)
  if (text !== '' && day === undefined) throw new Unread()
  return day
}

const TIME =
  /^(?:\d{4}-?\d\d-?\d\dt)?(\d{1,2})(?:[:.h]?([0-5]\d))?(?::?[0-5]\d(?:\.\d+)?)?\s*([ap])?\.?(?:(?<=[ap]\.?)m\.?)?\s*(?:z|[+-]\d\d:?\d\d)?$/

/** A time of day, and whether it may as well mean the afternoon: “5:00”. */
function timeOf(value: unknown): { time: string; isUnsure: boolean } | undefined {
  const text = said(value)
  if (text === '') return undefined
  if (/^(?:12 ?)?(?:noon|midday)$/.test(text)) return { time: '12:00', isUnsure: false }
  if (/^(?:12 ?)?midnight$/.test(text)) return { time: '00:00', isUnsure: false }
  const [, hours, minutes, half] = TIME.exec(text) ?? []
  const hour = Number(hours)
  // “9” alone may be morning or evening.
  if (hours === undefined || (minutes === undefined && half === undefined)) throw new Unread()
  if (half !== undefined && (hour < 1 || hour > 12)) throw new Unread()
  if (hour > 24 || (hour === 24 && minutes !== '00')) throw new Unread()
  const inDay = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)
  const time = `${String(inDay).padStart(2, '0')}:${minutes ?? '00'}`
  return { time, isUnsure: half === undefined && hours.length === 1 && hour > 0 }
}

const SETS: Readonly<Record<string, string>> = {
  daily: 'mo,tu,we,th,fr,sa,su',
  'every day': 'mo,tu,we,th,fr,sa,su',
  weekdays: 'mo,tu,we,th,fr',
  weekends: 'sa,su',
}
const DAY =
  'mo(?:n(?:day)?)?|tu(?:e(?:s(?:day)?)?)?|we(?:d(?:s|nesday)?)?|th(?:u(?:r(?:s(?:day)?)?)?)?|fr(?:i(?:day)?)?|sa(?:t(?:urday)?)?|su(?:n(?:day)?)?'
const RANGE = new RegExp(String.raw`\b(${DAY})s?\.? ?(?:-|to|until|till) ?(${DAY})s?\b\.?`, 'g')
const ONE_DAY = new RegExp(String.raw`^([+-]?[1-5])?(${DAY})s?\.?$`)

const weekday = (name: string) => name.slice(0, 2).toUpperCase() as Weekday

/** `MO,2TU` from how feeds write days: “Monday,Tuesday”, “Mon-Fri”, “weekdays”. */
function daysOf(value: unknown): string {
  const text = said(value)
  const listed = (SETS[text] ?? text).replace(RANGE, (_, first: string, last: string) => {
    const from = weekdays.indexOf(weekday(first))
    const until = weekdays.indexOf(weekday(last))
    const run = [...weekdays, ...weekdays].slice(from, from + ((until - from + 7) % 7) + 1)
    return run.join(',').toLowerCase()
  })
  const parts = listed.split(/[\s,;/&]+|\band\b/).filter((part) => part !== '')
  return parts
    .map((part) => {
      const [, nth = '', name] = ONE_DAY.exec(part) ?? []
      if (name === undefined) throw new Unread()
      return `${nth.replace('+', '')}${weekday(name)}`
    })
    .join(',')
}

/** `1,15` or `-1`, the last, from a list of days of the month. */
function monthDaysOf(value: unknown): string {
  const parts = said(value)
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
  if (parts.some((part) => !/^(?:-1|[1-9]|[12]\d|3[01])$/.test(part))) throw new Unread()
  return parts.join(',')
}

function intervalOf(value: unknown): number {
  const text = said(value)
  if (text === '') return 1
  if (!/^[1-9]\d?$/.test(text)) throw new Unread()
  return Number(text)
}

const later = (one: string | undefined, other: string | undefined) =>
  one === undefined || (other !== undefined && other > one) ? other : one
const earlier = (one: string | undefined, other: string | undefined) =>
  one === undefined || (other !== undefined && other < one) ? other : one

/** Only what is known: a schedule is compared and published as it is. */
const known = <Part extends object>(part: Part) =>
  Object.fromEntries(
    Object.entries(part).filter(([, one]) => one !== undefined && one !== ''),
  ) as ReadSchedule

/**
 * When a service is open, as far as all of it can be read: `until` and `dtstart` limit it as its own days do, every day
 * is each day of the week, and a rule without a day is for that of its start. Never read in part: a field that limits
 * must not be left behind while the rest is said.
 */
export function readSchedule(raw: RawSchedule): ReadSchedule {
  let days: Pick<ReadSchedule, 'valid_from' | 'valid_to'> = {}
  try {
    const start = dayOf(raw['dtstart'])
    const valid_from = later(dayOf(raw['valid_from']), start)
    const valid_to = earlier(dayOf(raw['valid_to']), dayOf(raw['until']))
    days = known({ valid_from, valid_to })
    if (OTHER_LIMITS.some((name) => said(raw[name]) !== '')) throw new Unread()
    const opens = timeOf(raw['opens_at'])
    const closes = timeOf(raw['closes_at'])
    // Nine to five, or a night of twenty hours: nobody can tell.
    if (opens && closes?.isUnsure && closes.time <= opens.time) throw new Unread()
    const hours = { opens_at: opens?.time, closes_at: closes?.time }
    return { ...known({ ...ruleOf(raw, start, days), ...hours }), ...days }
  } catch (error) {
    if (error instanceof Unread) return { ...days, unread: true }
    throw error
  }
}

/** How often, and on which days. */
function ruleOf(
  raw: RawSchedule,
  start: string | undefined,
  { valid_from, valid_to }: Pick<ReadSchedule, 'valid_from' | 'valid_to'>,
): Pick<ReadSchedule, 'freq' | 'interval' | 'byday' | 'bymonthday'> {
  const byday = daysOf(raw['byday'])
  const bymonthday = monthDaysOf(raw['bymonthday'])
  const every = intervalOf(raw['interval'])
  const said_ = said(raw['freq'])
  const freq = said_ === '' && bymonthday !== '' ? 'monthly' : said_
  const interval = every > 1 ? every : undefined
  const startDay = start === undefined ? undefined : Temporal.PlainDate.from(start)
  if (freq === 'monthly') {
    // The thirteenth, and a Friday: no sentence of ours says it.
    if (byday !== '' && bymonthday !== '') throw new Unread()
    const onStart = byday === '' && bymonthday === '' ? startDay?.day : undefined
    const on = bymonthday || (onStart === undefined ? '' : String(onStart))
    if (byday === '' && on === '') throw new Unread()
    return { freq: 'MONTHLY', ...(interval && { interval }), byday, bymonthday: on }
  }
  if (bymonthday !== '') throw new Unread()
  if (freq === 'daily') {
    if (interval !== undefined) throw new Unread()
    return { freq: 'WEEKLY', byday: byday || weekdays.join(',') }
  }
  if (freq !== '' && freq !== 'weekly') throw new Unread()
  const weekly = freq === '' ? {} : { freq: 'WEEKLY' as const }
  if (byday !== '') return { ...weekly, ...(interval && { interval }), byday }
  const isOneDay = valid_from !== undefined && valid_from === valid_to
  if (freq === 'weekly' && startDay && !isOneDay)
    return { ...weekly, ...(interval && { interval }), byday: weekdays[startDay.dayOfWeek - 1] ?? 'MO' }
  const saysTimes = said(raw['opens_at']) !== '' || said(raw['closes_at']) !== ''
  if (!isOneDay && (saysTimes || freq !== '')) throw new Unread()
  return weekly
}
