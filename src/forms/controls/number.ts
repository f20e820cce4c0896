import {
  type Common,
  type Control,
  type Question,
  type Reading,
  tooMany,
  type Typed,
  typedIn,
  type WayOut,
} from '../engine/question.ts'
import { LONGEST_LIFE } from '../engine/rough-date.ts'
import { tickedInstead } from '../engine/on-paper.ts'
import { twin } from '../engine/words.ts'

/** `most` is never passed; above `seldomOver` it is asked once whether it is meant. */
interface Limits {
  /** A number that answers this very question, for whoever wrote something else: 78 of an age. */
  like: number
  most?: number
  seldomOver?: number
}

function read(id: string, typed: Typed, { like, most, seldomOver }: Limits): Reading<number> {
  const problem = (message: string): Reading<number> => ({
    is: 'problem',
    problems: [{ field: id, message }],
  })
  if (tooMany(typed, id)) return problem('Give one answer here')
  const text = typedIn(typed, id)
  if (text === '') return { is: 'blank' }
  if (!/^\d{1,9}$/.test(text))
    return problem(twin(`Enter a whole number, like ${like}`, `Write a number, like ${like}`))
  const value = Number(text)
  if (most !== undefined && value > most)
    return problem(twin(`Enter a number from 0 to ${most}`, `Write a number from 0 to ${most}`))
  return seldomOver === undefined || value <= seldomOver
    ? { is: 'value', value }
    : { is: 'value', value, doubts: [{ field: id, message: DOUBT }] }
}

const DOUBT = twin('Check the number. If it is right, carry on', 'Check the number. Is it right? Then go on')

const numberControl = (limits: Limits): Control<number> => ({
  owns: (id, field) => field === id,
  waysOutAreOptions: false,
  firstBox: (id) => id,
  cleaning: () => 'signs',
  read: (id, typed) => read(id, typed, limits),
  fill: (id, value) => ({ [id]: [String(value)] }),
  values: (value) => [String(value)],
  isSome: () => true,
  write: (value) => [String(value)],
  export: (id, value) => ({ [id]: value }),
  paper: (asks) => [{ is: 'lines', lines: 1 }, ...tickedInstead(asks)],
  example: () => Math.min(40, limits.most ?? 40, limits.seldomOver ?? 40),
  shows: { inputMode: 'numeric' },
})

/** Somebody’s age in years. */
export const age = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R>,
): Question<'#' | W, R> => number({ ...asks, like: 78, seldomOver: LONGEST_LIFE })

/** A whole number, 0 or more, and `most` at most; above `seldomOver` a doubt. `#` is what `atLeast` reads. */
export const number = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R> & Limits,
): Question<'#' | W, R> => ({ kind: 'text', asks, control: numberControl(asks) })
