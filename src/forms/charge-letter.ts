import type { ChargeOutcome } from '#src/domain/charging/determination.ts'
import { inPounds } from '#src/domain/charging/money.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { say, twin, type Words } from './engine/words.ts'
import type { Snapshot } from './engine/snapshot.ts'

/** How a letter is written and set. */
export const letterFormats = {
  plain: 'Plain words',
  large: 'Plain words in large print',
  'easy-read': 'Easy Read',
} as const
export type LetterFormat = keyof typeof letterFormats

/** What somebody sees in a letter: a heading, and sentences or a list under it. */
export interface LetterPart {
  readonly name: 'decided' | 'wanted' | 'why' | 'changed' | 'wrong' | 'person' | 'sum'
  readonly title: string
  readonly lines: readonly string[]
  /** Points of a list after the lines. */
  readonly points: readonly string[]
}

/** A letter as it was made: complete in itself, whatever the words become. */
export interface ChargeLetter {
  /** Of this shape; goes up when the shape changes. */
  readonly letterVersion: 1
  readonly format: LetterFormat
  readonly title: string
  /** Name and address, a line each. */
  readonly to: readonly string[]
  readonly from: readonly string[]
  readonly date: string
  readonly dear: string
  readonly parts: readonly LetterPart[]
}

/** A figure we changed, as both sides stand. */
export interface ChangedFigure {
  readonly title: string
  readonly theirs: readonly string[]
  readonly ours: readonly string[]
  readonly why: string
}

export interface LetterFacts {
  readonly format: LetterFormat
  readonly outcome: ChargeOutcome
  readonly sheet: Sheet
  /** In the worker's own words. */
  readonly why: string
  /** The first day it is paid for, in words; null where nothing is paid. */
  readonly payFrom: string | null
  readonly changed: readonly ChangedFigure[]
  /** What is still wanted; each follows “We still need”, in both readings. */
  readonly wanted: readonly Words[]
  readonly to: readonly string[]
  readonly name: string
  /** Name and address of the council. */
  readonly from: readonly string[]
  readonly date: string
  readonly phone: string
  readonly textPhone: string
  /** How long we have to answer when we are asked to look again: "10 working days". */
  readonly answerWithin: string
}

/**
 * The letter that tells somebody what they pay. It speaks to the person whose care it is, whoever filled in the
 * form. Nothing in it is worked out here: the figures are those of the sheet.
 */
export function writeChargeLetter(facts: LetterFacts): ChargeLetter {
  const isEasy = facts.format === 'easy-read'
  const tell = (words: Words) => say(words, { voice: 'you', slots: slotsOf(facts), easyRead: isEasy })
  const part = (
    name: LetterPart['name'],
    title: Words,
    lines: readonly Words[],
    points: readonly string[] = [],
  ): LetterPart => ({ name, title: tell(title), lines: lines.map(tell).filter(Boolean), points })
  const { outcome, wanted, changed } = facts
  return {
    letterVersion: 1,
    format: facts.format,
    title: tell(
      outcome === 'need-more'
        ? twin('What we need before we can decide what you pay', 'We need more from you')
        : twin('What you pay for your care', 'What you pay'),
    ),
    to: facts.to,
    from: facts.from,
    date: facts.date,
    dear: facts.name === '' ? '' : `Dear ${facts.name}`,
    parts: [
      part('decided', twin('What we decided', 'What we say'), DECIDED[outcome](facts)),
      ...(wanted.length > 0
        ? [
            part(
              'wanted',
              twin('What we still need', 'Please send us'),
              [
                twin(
                  'You can send copies or photos, or ask us for help to get them.',
                  'Ask us if you need help.',
                ),
              ],
              wanted.map(tell),
            ),
          ]
        : []),
      // The worker's words are theirs: they are not said as ours are.
      { ...part('why', twin('Why', 'Why we say this'), []), lines: facts.why.split('\n').filter(Boolean) },
      ...(changed.length > 0
        ? [
            part(
              'changed',
              twin('What we changed', 'What we changed'),
              [
                twin(
                  'We did not use all of the figures you gave us. What you told us stays as you told us.',
                  'We did not use all of your numbers.',
                ),
              ],
              changed.map((one) => changedInWords(one, isEasy)),
            ),
          ]
        : []),
      part('wrong', twin('If you think this is wrong', 'Do you think this is wrong?'), [
        twin(
          'Ask us to look at it again. You can ring, write, or ask in person. You can send more papers with it.',
          'You can ask us to look again. You can ring us. You can write to us.',
        ),
        twin(
          'We look again, and answer you within {answer within}.',
          'We will answer within {answer within}.',
        ),
        twin(
          'Tell us too when your money or your care changes, as you may then pay more or less.',
          'Does your money change? Tell us.',
        ),
      ]),
      part('person', twin('To talk to a person', 'You can ask a person'), [
        twin(
          'You can ask for a person at any time. Ring {phone}, or send a text to {text phone}.',
          'Ring us on {phone}. You can text {text phone}.',
        ),
        twin(
          'They can go through this letter with you. They can send it in another format or language.',
          'We can read this letter with you. We can send it in another way.',
        ),
      ]),
      part('sum', twin('The sum behind this', 'The sum'), [
        twin(
          'Each line shows what we counted, the sum, and the law behind it.',
          'Each line shows what we counted.',
        ),
      ]),
    ],
  }
}

const slotsOf = ({ sheet, payFrom, phone, textPhone, answerWithin }: LetterFacts) => ({
  amount: sheet.result.pence === null ? '' : inPounds(sheet.result.pence),
  'pay from': payFrom ?? '',
  phone,
  'text phone': textPhone,
  'answer within': answerWithin,
})

const DECIDED: Readonly<Record<ChargeOutcome, (facts: LetterFacts) => readonly Words[]>> = {
  charge: ({ sheet: { result } }) => [
    twin(
      'You pay {amount} a week for your care, from {pay from}.',
      'You pay {amount} a week. This starts on {pay from}.',
    ),
    ...(result.is === 'charge' && !result.isCareCostKnown
      ? [twin('You never pay more than your care costs.', 'You never pay more than your care costs.')]
      : []),
  ],
  nothing: () => [twin('You pay nothing for your care.', 'You pay nothing.')],
  'full-cost': ({ sheet: { result } }) => [
    result.pence === null
      ? twin(
          'You pay for all of your care, from {pay from}.',
          'You pay for all of your care. This starts on {pay from}.',
        )
      : twin(
          'You pay for all of your care, from {pay from}. This is {amount} a week.',
          'You pay for all of your care. It costs {amount} a week. This starts on {pay from}.',
        ),
    ...(result.is === 'full-cost' && !result.mayCouncilPay
      ? []
      : [twin('We can still help to set up your care.', 'We can still help you to get care.')]),
  ],
  'need-more': () => [
    twin(
      'We cannot decide yet what you pay. You do not have to pay anything because of this letter.',
      'We do not know yet what you pay. You do not need to pay now.',
    ),
  ],
}

const changedInWords = ({ title, theirs, ours, why }: ChangedFigure, isEasy: boolean): string => {
  const line = (said: readonly string[]) => said.map((one) => one.replaceAll('\n', ', ')).join('; ')
  const [told, counted] = isEasy ? ['You told us:', 'We use:'] : ['You told us:', 'We counted:']
  return [title, `${told} ${line(theirs) || 'no answer'}.`, `${counted} ${line(ours)}.`, `Why: ${why}`].join(
    '\n',
  )
}

/**
 * What differs between two answers as they are written: of a list, the groups that differ, and of each only its
 * lines that do. Where one side has nothing that the other has not, both as they are.
 */
export function onlyDifferent(
  theirs: readonly string[],
  ours: readonly string[],
): readonly [theirs: readonly string[], ours: readonly string[]] {
  const beside = (mine: readonly string[], other: readonly string[]) =>
    mine.flatMap((entry, at) => {
      const [head, ...lines] = entry.split('\n')
      if (lines.length === 0) return other.includes(entry) ? [] : [entry]
      const otherLines = (other[at] ?? '').split('\n')
      const own = lines.filter((line) => !otherLines.includes(line))
      return own.length > 0 ? [`${head}: ${own.join(', ')}`] : []
    })
  const both = [beside(theirs, ours), beside(ours, theirs)] as const
  return both.every((one) => one.length > 0) ? both : [theirs, ours]
}

/**
 * The format somebody needs letters in: as they asked for information, else as they read the form.
 */
export function letterFormatFor({ answers, reading }: Pick<Snapshot, 'answers' | 'reading'>): LetterFormat {
  const asked = answers['info-format']
  const wants = (format: string) => Array.isArray(asked) && asked.includes(format)
  if (wants('easy-read') || reading === 'easy-read') return 'easy-read'
  return wants('large-print') || reading === 'large' ? 'large' : 'plain'
}
