import * as v from 'valibot'
import { plainSigns } from '#src/domain/plain-signs.ts'
import {
  type Cleaning,
  type Common,
  type Control,
  type Kind,
  type Question,
  type Reading,
  type Shows,
  tooMany,
  type Typed,
  typedIn,
  type WayOut,
} from '../engine/question.ts'
import { tickedInstead } from '../engine/on-paper.ts'
import { isBeforeLiving, wholeDate } from '../engine/rough-date.ts'
import { twin } from '../engine/words.ts'
import { tidy } from './tidy.ts'

export { tidy } from './tidy.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    text: true
  }
}

const lengthOf = (text: string) => [...text].length
export const atMost = (max: number) =>
  v.check((text: string) => lengthOf(text) <= max, `Use ${max.toLocaleString('en-GB')} characters or fewer`)
export const tidied = v.pipe(v.string(), v.transform(tidy))

export const SHORT = 200

/** What sets one kind of typed text apart from another. */
export interface TextKind {
  /** Whether a program reads it, or a person. */
  cleaning: Exclude<Cleaning, 'ticks'>
  schema: v.GenericSchema<string, string>
  shows: Shows
  /** A doubt that is said once and never stops anybody. */
  doubts?: (text: string) => string | undefined
  /** The same where it depends on the day: London, `YYYY-MM-DD`. */
  doubtsOn?: (text: string, today: string) => string | undefined
  /** How a person reads it, where that differs from how it is kept. */
  write?: (text: string) => string
  /** How other programs read it, where that differs from how it is kept. */
  export?: (text: string) => string
  /** Lines to write on, on paper: one unless it says more. */
  lines?: (asks: Common) => number
  /** Made up, as it is kept. */
  example: string
}

function textControl(kind: TextKind): Control<string> {
  function read(id: string, typed: Typed): Reading<string> {
    if (tooMany(typed, id))
      return { is: 'problem', problems: [{ field: id, message: 'Give one answer here' }] }
    const text = tidy(typedIn(typed, id))
    if (text === '') return { is: 'blank' }
    const read = v.safeParse(kind.schema, text)
    if (!read.success) return { is: 'problem', problems: [{ field: id, message: read.issues[0].message }] }
    const doubt = kind.doubts?.(read.output)
    return doubt
      ? { is: 'value', value: read.output, doubts: [{ field: id, message: doubt }] }
      : { is: 'value', value: read.output }
  }
  return {
    owns: (id, field) => field === id,
    waysOutAreOptions: false,
    firstBox: (id) => id,
    cleaning: () => kind.cleaning,
    read,
    doubtsOn(id, value, today) {
      const doubt = kind.doubtsOn?.(value, today)
      return doubt ? [{ field: id, message: doubt }] : []
    },
    fill: (id, value) => ({ [id]: [value] }),
    values: (value) => [value],
    isSome: (value) => value !== '',
    write: (value) => [kind.write ? kind.write(value) : value],
    export: (id, value) => ({ [id]: kind.export ? kind.export(value) : value }),
    paper: (asks) => [{ is: 'lines', lines: kind.lines?.(asks) ?? 1 }, ...tickedInstead(asks)],
    example: () => kind.example,
    shows: kind.shows,
  }
}

const TEXT: TextKind = {
  cleaning: 'words',
  schema: v.pipe(tidied, atMost(SHORT)),
  shows: { maxLength: SHORT },
  example: 'Words',
}

const YEAR_DOUBT = twin(
  'Check the year. If it is right, carry on',
  'Look at the year. Is it right? Then go on',
)

/** A rough date or words ("about two weeks ago"); never refused for its form. */
const ROUGH_DATE: TextKind = {
  cleaning: 'words',
  schema: v.pipe(tidied, atMost(SHORT)),
  shows: { maxLength: SHORT },
  example: 'Two weeks ago',
  export: (text) => wholeDate(text) ?? text,
  doubtsOn(text, today) {
    const date = wholeDate(text)
    return date !== undefined && isBeforeLiving(date, today) ? YEAR_DOUBT : undefined
  },
}

const NHS_MESSAGE = twin(
  'Check the NHS number. It has 10 digits. You can carry on without it',
  'Check the NHS number. It has 10 numbers. You can go on without it',
)
/**
 * The check digit of an NHS number (NHS Data Dictionary, modulus 11): weights 10 to 2, 11 minus the rest of
 * the sum; 11 counts as 0, and 10 is never issued.
 */
export function isNhsNumber(text: string): boolean {
  const number = plainSigns(text).replace(/[\s.-]/g, '')
  if (!/^\d{10}$/.test(number)) return false
  const sum = [...number.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  const check = 11 - (sum % 11)
  return check !== 10 && check % 11 === Number(number[9])
}
const NHS_NUMBER: TextKind = {
  cleaning: 'signs',
  schema: v.pipe(
    tidied,
    atMost(SHORT),
    v.transform((text) => (/^[\d .-]+$/.test(text) ? text.replace(/\D/g, '') : text)),
  ),
  shows: { maxLength: SHORT, inputMode: 'numeric' },
  example: '9434765919',
  // One figure throughout passes the check, and is nobody's.
  doubts: (text) => (isNhsNumber(text) && !/^(\d)\1*$/.test(text) ? undefined : NHS_MESSAGE),
  write: (text) =>
    /^\d{10}$/.test(text) ? `${text.slice(0, 3)} ${text.slice(3, 6)} ${text.slice(6)}` : text,
}

interface More {
  autocomplete?: string
}

/** A question typed into one box, or one of some lines. */
export const kindOfText =
  (kind: Kind, as: TextKind) =>
  <const W extends WayOut = never, R extends string = never>(asks: Common<W, R> & More): Question<W, R> => ({
    kind,
    asks,
    control: textControl(
      asks.autocomplete ? { ...as, shows: { ...as.shows, autocomplete: asks.autocomplete } } : as,
    ),
  })

/** Up to 200 characters, any letters or marks. */
export const text = kindOfText('text', TEXT)
export const roughDate = kindOfText('text', ROUGH_DATE)
export const nhsNumber = kindOfText('text', NHS_NUMBER)
