import * as v from 'valibot'
import { plainSigns } from '#src/domain/plain-signs.ts'
import { type AnyQuestion, type Problem, type Typed, typedIn } from '../engine/question.ts'
import { twin } from '../engine/words.ts'
import { kindOfText, tidied } from './text.ts'

/** Looks of what opens an account: none of them is ever asked for. A phone number is not among them. */
const LOOKS: readonly RegExp[] = [
  // An account number: 8 figures, together or in two fours.
  /(?<![\d£.,]|\d[ -])(?:\d{8}|\d{4}[ -]\d{4})(?![ -]?\d)/,
  // A sort code: three pairs. Two letters before it make it part of a National Insurance number.
  /(?<!\d[ -]?|\b[a-z]{2} ?)\d{2}([ -])\d{2}\1\d{2}(?![ -]?\d)/i,
  // The long number of a bank card.
  /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/,
  // An international account number.
  /\b[a-z]{2}\d{2} ?[a-z]{4} ?\d[\d ]{9,}/i,
]

/** Whether text looks as if it held an account number, a sort code or the number of a card, whatever its dashes and figures. */
export const looksLikeAccount = (text: string): boolean => {
  const plain = plainSigns(text)
  return LOOKS.some((look) => look.test(plain))
}

const TOOK_IT_OUT = twin(
  'This looks like an account number or a sort code. We took it out. We never need one',
  'We took out a number. It may be your account number. We do not need it',
)

/** The same question, which does not take account numbers, sort codes or card numbers, and never keeps one. */
export const noAccountNumber = <Q extends AnyQuestion>(question: Q): Q =>
  refusing(question, looksLikeAccount, TOOK_IT_OUT)

const FOUR_ONLY = twin('Enter only the last 4 numbers', 'Write only the last 4 numbers')

/** The last 4 figures of an account number. More than 4 are not taken and never kept. */
export const lastFour = (asks: Parameters<typeof fourFigures>[0]) =>
  refusing(fourFigures(asks), (text) => plainSigns(text).replace(/\D/g, '').length > 4, FOUR_ONLY)

const fourFigures = kindOfText('text', {
  cleaning: 'signs',
  schema: v.pipe(tidied, v.regex(/^\d{4}$/, FOUR_ONLY)),
  shows: { maxLength: 30, inputMode: 'numeric' },
  example: '1234',
})

function refusing<Q extends AnyQuestion>(
  question: Q,
  isRefused: (text: string) => boolean,
  message: string,
): Q {
  const { control } = question
  const refuses = (id: string, typed: Typed): readonly Problem[] =>
    isRefused(typedIn(typed, id)) ? [{ field: id, message }] : []
  return {
    ...question,
    control: {
      ...control,
      refuses,
      read: (id: string, typed: Typed, today?: string) => {
        const problems = refuses(id, typed)
        return problems.length > 0 ? { is: 'problem', problems } : control.read(id, typed, today)
      },
    },
  }
}
