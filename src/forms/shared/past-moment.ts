import { Temporal } from 'temporal-polyfill'
import { plainSigns } from '#src/domain/plain-signs.ts'
import { dayInWords } from '#src/domain/dates-in-words.ts'
import { LONDON } from '#src/domain/working-days.ts'
import { dateParts } from '../controls/date-parts.ts'
import { readAnswer } from '../engine/read-answer.ts'
import { type Problem, type Typed, typedIn } from '../engine/question.ts'
import { inStyle } from '../engine/words.ts'

export type ReadMoment =
  | { readonly is: 'moment'; readonly moment: Temporal.Instant }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }

const date = dateParts({ title: '' })

/**
 * A time of day as somebody at a desk writes it: "14:30", "2.30pm", "9am", "0930".
 * @returns Undefined when it is none.
 */
export function readTime(typed: string): Temporal.PlainTime | undefined {
  const said = plainSigns(typed)
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/([ap])\.?m\.?$/, '$1m')
    .replace('.', ':')
  const [, hours, minutes, half] = /^(\d{1,2})(?::?(\d\d))?(am|pm)?$/.exec(said) ?? []
  // "9" alone may be morning or evening.
  if (hours === undefined || (minutes === undefined && half === undefined)) return undefined
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)]
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return undefined
  const inDay = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  return Temporal.PlainTime.from({ hour: inDay, minute })
}

/**
 * When something happened that staff write down later: a date in three boxes (`<id>-day` …) and a time
 * (`<id>-time`), on London's clock, not after now and not longer ago than `mostDays`.
 */
export function readMoment(id: string, typed: Typed, now: Temporal.Instant, mostDays: number): ReadMoment {
  const problems: Problem[] = []
  const { answer, problems: wrong } = readAnswer(id, date, typed)
  const value = answer && 'value' in answer ? answer.value : undefined
  if (!answer && wrong.length === 0)
    problems.push({ field: `${id}-day`, message: 'Enter the date, like 20 11 2026' })
  problems.push(...wrong.map((one) => ({ ...one, message: inStyle(one.message, false) })))
  const written = typedIn(typed, `${id}-time`)
  const time = readTime(written)
  if (!time) {
    problems.push({ field: `${id}-time`, message: 'Enter the time, like 9:30am or 14:30' })
  }
  if (typeof value !== 'string' || !time) return { is: 'problems', problems }
  const day = Temporal.PlainDate.from(value)
  const moment = day.toZonedDateTime({ timeZone: LONDON, plainTime: time }).toInstant()
  const today = now.toZonedDateTimeISO(LONDON).toPlainDate()
  if (Temporal.Instant.compare(moment, now) > 0) {
    const isLaterDay = Temporal.PlainDate.compare(day, today) > 0
    const field = isLaterDay ? `${id}-day` : `${id}-time`
    return { is: 'problems', problems: [{ field, message: 'Enter a time that has passed, not one to come' }] }
  }
  const earliest = today.subtract({ days: mostDays })
  if (Temporal.PlainDate.compare(day, earliest) < 0) {
    const from = dayInWords(earliest.toZonedDateTime(LONDON).toInstant())
    return { is: 'problems', problems: [{ field: `${id}-day`, message: `Enter a date from ${from} on` }] }
  }
  return { is: 'moment', moment }
}
