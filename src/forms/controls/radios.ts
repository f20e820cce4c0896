import type { Common, Question, WayOut } from '../engine/question.ts'
import { inStyle, twin, type Words } from '../engine/words.ts'
import { type Asks, choice, type OptionReads, type Options } from './choice.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    radios: true
  }
}

/** One answer from a list. */
export const radios = <const O extends Options, const W extends WayOut = never, R extends string = never>(
  asks: Asks<O, W, R>,
): Question<(keyof O & string) | W, R | OptionReads<O>> => choice('radios', 'one', asks.options, asks)

/** What a question answered by yes or no says when it must be answered and is not: with the question, one of several. */
export const yesOrNo: Words = twin('Select yes or no', 'Choose yes or no')

const naming = (title: Words): Words =>
  twin(`Select yes or no: ${inStyle(title, false)}`, `Choose yes or no. ${inStyle(title, true)}`)

/** Yes or no. */
export const yesNo = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R>,
): Question<'yes' | 'no' | W, R> => {
  const missing = asks.missing === yesOrNo ? { missing: naming(asks.title) } : {}
  return choice('radios', 'one', { yes: 'Yes', no: 'No' }, { ...asks, ...missing })
}
