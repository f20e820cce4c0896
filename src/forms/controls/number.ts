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
import { tidy } from './tidy.ts'
import { tickedInstead } from '../engine/on-paper.ts'
import { twin } from '../engine/words.ts'

function read(id: string, typed: Typed, most: number | undefined): Reading<number> {
  const problem = (message: string): Reading<number> => ({
    is: 'problem',
    problems: [{ field: id, message }],
  })
  if (tooMany(typed, id)) return problem('Give one answer here')
  const text = tidy(typedIn(typed, id))
  if (text === '') return { is: 'blank' }
  if (!/^\d{1,9}$/.test(text)) return problem(twin('Enter a whole number, like 2', 'Write a number, like 2'))
  return most !== undefined && Number(text) > most
    ? problem(twin(`Enter a number from 0 to ${most}`, `Write a number from 0 to ${most}`))
    : { is: 'value', value: Number(text) }
}

const numberControl = (most: number | undefined): Control<number> => ({
  owns: (id, field) => field === id,
  waysOutAreOptions: false,
  firstBox: (id) => id,
  read: (id, typed) => read(id, typed, most),
  fill: (id, value) => ({ [id]: [String(value)] }),
  values: (value) => [String(value)],
  isSome: () => true,
  write: (value) => [String(value)],
  export: (id, value) => ({ [id]: value }),
  paper: (asks) => [{ is: 'lines', lines: 1 }, ...tickedInstead(asks)],
  example: () => Math.min(40, most ?? 40),
  shows: { inputMode: 'numeric' },
})

/** A whole number, 0 or more, and `most` at most. `#` is what `atLeast` reads. */
export const number = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R> & { most?: number },
): Question<'#' | W, R> => ({ kind: 'text', asks, control: numberControl(asks.most) })
