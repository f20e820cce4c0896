import { Temporal } from 'temporal-polyfill'
import {
  type Common,
  type Control,
  type Problem,
  type Question,
  type Reading,
  tooMany,
  type Typed,
  typedIn,
  type WayOut,
} from '../engine/question.ts'
import { isBeforeLiving, yearsBetween } from '../engine/rough-date.ts'
import { tickedInstead } from '../engine/on-paper.ts'
import { twin } from '../engine/words.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    'date-parts': true
  }
}

const PARTS = ['day', 'month', 'year'] as const
type Part = (typeof PARTS)[number]
const partOf = (id: string, part: Part) => `${id}-${part}`

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** 1 to 12 from a number, a month's name, or the start of one ("Sept"); nothing when it is none. */
function monthNumber(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const start = text.toLowerCase().replace(/\.$/, '')
  const at = start.length < 3 ? -1 : MONTHS.findIndex((month) => month.toLowerCase().startsWith(start))
  return at < 0 ? undefined : at + 1
}

function dateOf(day: string, month: string, year: string): string | undefined {
  const number = monthNumber(month)
  if (number === undefined || !/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year)) return undefined
  try {
    const parts = { day: Number(day), month: number, year: Number(year) }
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

function read(id: string, typed: Typed): Reading<string> {
  const problem = (part: Part, message: string): Reading<string> => ({
    is: 'problem',
    problems: [{ field: partOf(id, part), message }],
  })
  const twice = PARTS.find((part) => tooMany(typed, partOf(id, part)))
  if (twice) return problem(twice, 'Give one answer here')
  const [day = '', month = '', year = ''] = PARTS.map((part) => typedIn(typed, partOf(id, part)))
  const missing = PARTS.filter((_, at) => [day, month, year][at] === '')
  const [first] = missing
  if (missing.length === PARTS.length) return { is: 'blank' }
  if (first)
    return problem(
      first,
      twin(
        `Date must include ${listed(missing.map((part) => `a ${part}`))}`,
        `Write the ${listed(missing)} too`,
      ),
    )
  if (/^\d+$/.test(year) && year.length !== 4)
    return problem(
      'year',
      twin('Enter all 4 numbers of the year, like 1950', 'Write all 4 numbers of the year, like 1950'),
    )
  const date = dateOf(day, month, year)
  return date === undefined
    ? problem('day', twin('Enter a real date', 'Check the day, month and year'))
    : { is: 'value', value: date }
}

function checkOn(id: string, date: string, today: string): Problem[] {
  return date < today
    ? []
    : [
        {
          field: partOf(id, 'year'),
          message: twin('Date must be in the past', 'Write a date that is in the past'),
        },
      ]
}

/** Younger than anybody these forms are about, and what is typed where this year slipped in. */
const FEWEST_YEARS = 5

/** A year that is possible and can hardly be meant. */
const doubtsOf =
  (isBirth: boolean) =>
  (id: string, date: string, today: string): Problem[] =>
    isBeforeLiving(date, today) || (isBirth && date < today && yearsBetween(date, today) < FEWEST_YEARS)
      ? [
          {
            field: partOf(id, 'year'),
            message: twin(
              'Check the year. If it is right, carry on',
              'Look at the year. Is it right? Then go on',
            ),
          },
        ]
      : []

function inWords(date: string): string {
  const { day, month, year } = Temporal.PlainDate.from(date)
  return `${day} ${MONTHS[month - 1]} ${year}`
}

const datePartsControl = (isBirth: boolean): Control<string> => ({
  owns: (id, field) => PARTS.some((part) => field === partOf(id, part)),
  waysOutAreOptions: false,
  firstBox: (id) => partOf(id, 'day'),
  cleaning: () => 'signs',
  read,
  checkOn,
  doubtsOn: doubtsOf(isBirth),
  fill(id, date) {
    const { day, month, year } = Temporal.PlainDate.from(date)
    return {
      [partOf(id, 'day')]: [String(day)],
      [partOf(id, 'month')]: [String(month)],
      [partOf(id, 'year')]: [String(year).padStart(4, '0')],
    }
  },
  values: (date) => [date],
  isSome: () => true,
  write: (date) => [inWords(date)],
  export: (id, date) => ({ [id]: date }),
  paper: (asks) => [
    { is: 'boxes', boxes: [{ label: 'Day' }, { label: 'Month' }, { label: 'Year' }] },
    ...tickedInstead(asks),
  ],
  example: () => '1950-03-27',
  shows: {},
})

/**
 * A whole date in the past, in three boxes: `<id>-day`, `-month` (a number or a word) and `-year`. Kept as
 * `YYYY-MM-DD`. A year of two figures is asked for again, never guessed.
 * @param asks `birth`: of somebody, so that a year of these days is a doubt.
 */
export const dateParts = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R> & { birth?: true },
): Question<W, R> => ({ kind: 'date-parts', asks, control: datePartsControl(asks.birth === true) })
