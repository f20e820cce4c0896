import type { Question, WayOut } from '../engine/question.ts'
import { type Asks, choice, type OptionReads, type Options } from './choice.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    checkboxes: true
  }
}

/** Any number of answers from a list; with `all`, only each of them is an answer. */
export const checkboxes = <const O extends Options, const W extends WayOut = never, R extends string = never>(
  asks: Asks<O, W, R> & { all?: true },
): Question<(keyof O & string) | W, R | OptionReads<O>> =>
  choice('checkboxes', asks.all ? 'all' : 'any', asks.options, asks)
