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
import { tidy } from './text.ts'

function read(id: string, typed: Typed): Reading<number> {
  const problem = (message: string): Reading<number> => ({
    is: 'problem',
    problems: [{ field: id, message }],
  })
  if (tooMany(typed, id)) return problem('Give one answer here')
  const text = tidy(typedIn(typed, id))
  if (text === '') return { is: 'blank' }
  return /^\d{1,9}$/.test(text)
    ? { is: 'value', value: Number(text) }
    : problem('Enter a whole number, like 2')
}

const numberControl: Control<number> = {
  owns: (id, field) => field === id,
  waysOutAreOptions: false,
  read,
  fill: (id, value) => ({ [id]: [String(value)] }),
  values: (value) => [String(value)],
  isSome: () => true,
  write: (value) => [String(value)],
  export: (id, value) => ({ [id]: value }),
  shows: { inputMode: 'numeric' },
}

/** A whole number, 0 or more. `#` is what `atLeast` reads. */
export const number = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R>,
): Question<'#' | W, R> => ({ kind: 'text', asks, control: numberControl })
