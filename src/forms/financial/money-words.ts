import { twin, type Words } from '../engine/words.ts'

/**
 * The way out of every figure: nobody is kept waiting for a paper they cannot find. It is the answer "I don't
 * know", never nothing and never £0.
 */
export const notToHand = {
  out: ['dont-know'],
  outSays: { 'dont-know': twin('I don’t have this to hand', 'I do not have this now') },
} as const

export const amountMissing: Words = twin(
  'Enter an amount, or tick “I don’t have this to hand”',
  'Write how much, or tick “I do not have this now”',
)
