import { type ChargeOutcome, unfinishedIn } from '#src/domain/charging/determination.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import type { ChargeRateName } from '#src/domain/charging/rates.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { meanwhiles, type NoticeFacts, payWays } from './charge-notice.ts'
import type { Authority, Representative } from './charge-recipients.ts'
import { say, twin, type Words } from '../engine/words.ts'
import type { Snapshot } from '../engine/snapshot.ts'

/** How a letter is written and set. */
export const letterFormats = {
  plain: 'Plain words',
  large: 'Plain words in large print',
  'easy-read': 'Easy Read',
} as const
export type LetterFormat = keyof typeof letterFormats

/** What somebody sees in a letter: a heading, and sentences or a list under it. */
export interface LetterPart {
  readonly name:
    | 'decided'
    | 'wanted'
    | 'why'
    | 'unfinished'
    | 'working'
    | 'changed'
    | 'pay'
    | 'review'
    | 'wrong'
    | 'complain'
    | 'advice'
    | 'person'
    | 'who-gets'
    | 'sum'
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

/** Somebody who gets the letter, and how it is addressed to them. */
export interface LetterRecipient {
  /** `person`, or who it is among the representatives. */
  readonly who: string
  /** Name and address, a line each. */
  readonly to: readonly string[]
  readonly dear: string
  /** What stands above a letter that speaks to somebody else; null for the person it speaks to. */
  readonly lead: string | null
}

/** A charge that a worker worked out where the sheet could not be finished. */
export interface ByHand {
  /** A week. */
  readonly pence: number
  /** How, in the worker's own words. */
  readonly working: string
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
  /** The first day it is decided for, in words; null where nothing is paid and no day was given. */
  readonly payFrom: string | null
  /** Where it was worked out by hand; null for what the sheet came to. */
  readonly byHand: ByHand | null
  readonly changed: readonly ChangedFigure[]
  /** What is still wanted; each follows “We still need”, in both readings. */
  readonly wanted: readonly Words[]
  readonly to: readonly string[]
  readonly name: string
  /** Whether the person gets it, and who else does. */
  readonly goesTo: { readonly person: boolean; readonly others: readonly Representative[] }
  /** Name and address of the council. */
  readonly from: readonly string[]
  readonly date: string
  readonly phone: string
  readonly textPhone: string
  /** How long we have to answer when we are asked to look again: "10 working days". */
  readonly answerWithin: string
  /** How long we have to say that we have a complaint: "3 working days". */
  readonly acknowledgeWithin: string
  /** What the council has set about bills, reviews and advice. */
  readonly notice: NoticeFacts
  readonly ombudsmanPhone: string
  /** The day the home starts to count, in words; null where none of the first 12 weeks is left. */
  readonly homeCountsFrom: string | null
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
      part('decided', twin('What we decided', 'What we say'), [
        ...DECIDED[outcome](facts),
        ...afterTheWeeks(facts),
      ]),
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
      { ...part('why', twin('Why', 'Why we say this'), []), lines: linesIn(facts.why) },
      ...(facts.byHand
        ? [
            part(
              'unfinished',
              twin('What a worker worked out', 'What a worker worked out'),
              [
                twin(
                  'The sheet in this letter could not be finished. A worker worked out these parts by hand.',
                  'The sum in this letter has parts missing. A worker worked them out.',
                ),
              ],
              unfinishedIn(facts.sheet).map(({ rate, words, easyRead }) =>
                rate === null ? (isEasy ? easyRead : words) : `${tell(RATES[rate])}. ${tell(NO_AMOUNT)}`,
              ),
            ),
            {
              ...part('working', twin('How the worker worked it out', 'How the worker did it'), []),
              lines: linesIn(facts.byHand.working),
            },
          ]
        : []),
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
      ...payPart(facts, part, tell),
      ...(facts.notice.reviewBy === null
        ? []
        : [
            part('review', twin('When we look at this again', 'When we check this again'), [
              twin(
                'We look again at what you pay by {review by}.',
                'We will check what you pay. We will do this by {review by}.',
              ),
              twin(
                'It may change before then: in April, when the law sets new amounts, or when your money or your care changes.',
                'It can change before then. It can change in April.',
              ),
            ]),
          ]),
      part('wrong', twin('If you think this is wrong', 'Do you think this is wrong?'), [
        twin(
          'Ask us to look at it again. You can ring, write, or ask in person. You can send more papers with it.',
          'You can ask us to look again. You can ring us. You can write to us.',
        ),
        twin(
          'We look again, and answer you within {answer within}.',
          'We will answer within {answer within}.',
        ),
        ...(facts.notice.whileLookingAgain ? [meanwhiles[facts.notice.whileLookingAgain]] : []),
        twin(
          'Tell us too when your money or your care changes, as you may then pay more or less.',
          'Does your money change? Tell us.',
        ),
      ]),
      part('complain', twin('To make a complaint', 'If you want to complain'), [
        twin(
          'You can make a complaint, within 12 months. You do not have to ask us to look again first.',
          'You can complain to us. To complain means to say what went wrong.',
        ),
        twin(
          'Ring us, write to us, or tell any worker. It is free, and it must not harm the care you get.',
          'You can ring us. You can write to us. You still get your care.',
        ),
        twin(
          'We tell you within {acknowledge within} that we have it. We answer within {answer within}.',
          'We will answer within {answer within}.',
        ),
        twin(
          'If our answer is not right, or takes too long, go to the Local Government and Social Care Ombudsman. It is free, and it is separate from us.',
          'Is our answer not right? You can ask the Ombudsman. The Ombudsman is not part of the council.',
        ),
        twin(
          'Ring {ombudsman}. Do it within 12 months of when you knew that something was wrong.',
          'You can ring them on {ombudsman}.',
        ),
      ]),
      part(
        'advice',
        twin('Advice from people who are not us', 'Help from other people'),
        [
          twin(
            'If it is hard to speak up for yourself, ask us about an advocate. This is somebody who helps you say what you want.',
            'You can ask us for an advocate. An advocate is someone who helps you speak up.',
          ),
          ...(facts.notice.advice.length > 0
            ? [
                twin(
                  'These people give advice, and are not part of the council:',
                  'These people can help too. They are not part of the council.',
                ),
              ]
            : []),
        ],
        facts.notice.advice.map(({ name, phone }) => `${name}: ${phone}`),
      ),
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
      ...(facts.goesTo.others.length > 0
        ? [
            part(
              'who-gets',
              'Who gets this letter',
              [twin('We send this letter to:', 'We send this letter to:')],
              [
                ...(facts.goesTo.person ? [facts.to[0] ?? ''] : []),
                ...facts.goesTo.others.map(({ name, authority }) => `${name}. ${tell(RIGHTS[authority])}`),
              ],
            ),
          ]
        : []),
      part('sum', twin('The sum behind this', 'The sum'), [
        twin(
          'Each line shows what we counted, the sum, and the law behind it.',
          'Each line shows what we counted.',
        ),
      ]),
    ],
  }
}

type ToPart = (
  name: LetterPart['name'],
  title: Words,
  lines: readonly Words[],
  points?: readonly string[],
) => LetterPart

/** How and when to pay; nothing where nothing is asked for, or the council has not said. */
function payPart(
  { notice: { bill } }: LetterFacts,
  part: ToPart,
  tell: (words: Words) => string,
): readonly LetterPart[] {
  if (bill === null) return []
  return [
    part(
      'pay',
      twin('How and when to pay', 'How to pay'),
      [
        twin(
          'You do not have to pay now. We send you a bill every {bill every}.',
          'You do not need to pay now. We will send you a bill every {bill every}.',
        ),
        twin(
          'Pay each bill within {pay within} of the day it is dated.',
          'Please pay the bill in {pay within}.',
        ),
        twin(
          'If it is hard to pay, or a bill is wrong, ring {bill phone} soon.',
          'Is it hard to pay? Is the bill wrong? Ring {bill phone}.',
        ),
        twin('You can pay in these ways:', 'You can pay like this:'),
      ],
      bill.ways.map((way) => tell(payWays[way])),
    ),
  ]
}

/** How the letter is addressed to somebody who looks after the money: it still speaks to the person. */
export const letterToRepresentative = (
  { who, name, address }: Representative,
  about: string,
  format: LetterFormat,
): LetterRecipient => ({
  who,
  to: [name, ...address],
  dear: `Dear ${name}`,
  lead: say(FOR_SOMEBODY, { voice: 'you', slots: { name: about }, easyRead: format === 'easy-read' }),
})

const FOR_SOMEBODY = twin(
  'You get this letter because you look after money for {name}. Where it says “you”, it means {name}.',
  'You look after money for {name}. In this letter, “you” means {name}.',
)

const RIGHTS: Readonly<Record<Authority, Words>> = {
  attorney: twin('They have power of attorney for your money.', 'They look after your money by law.'),
  deputy: twin('The court chose them to look after your money.', 'A court picked them for your money.'),
  appointee: 'They look after your benefits.',
}

const linesIn = (text: string): readonly string[] => text.split('\n').filter(Boolean)

const NO_AMOUNT = twin('The sheet has no amount for this year yet.', 'We do not have this number yet.')

const MUST_KEEP = twin('what the law says you must be left with', 'what you must keep')
const DISABILITY = twin('what you keep for a disability', 'what you keep for a disability')
const HIGH_NEED = twin('what you keep for a high need for help', 'what you keep for a lot of help')
const CREDIT = twin('how much savings credit we leave out', 'how much savings credit we do not count')

/** What each rate is, to the person. */
const RATES: Readonly<Record<ChargeRateName, Words>> = {
  'upper-capital-limit': twin('the most you can have and still get help', 'the most you can have saved'),
  'lower-capital-limit': twin('how much in savings we leave out', 'the savings we do not count'),
  'mig-single-18-24': MUST_KEEP,
  'mig-single-25-pension': MUST_KEEP,
  'mig-single-pension': MUST_KEEP,
  'mig-lone-parent': MUST_KEEP,
  'mig-couple': MUST_KEEP,
  'mig-couple-pension': MUST_KEEP,
  'mig-child': 'what you keep for each child',
  'premium-disability-single': DISABILITY,
  'premium-enhanced-single': HIGH_NEED,
  'premium-disability-couple': DISABILITY,
  'premium-enhanced-couple': HIGH_NEED,
  'premium-carer': 'what you keep because you are a carer',
  'personal-expenses-allowance': twin('what you must be left with in a care home', 'what you must keep'),
  'savings-credit-single': CREDIT,
  'savings-credit-couple': CREDIT,
}

const slotsOf = ({
  sheet,
  byHand,
  payFrom,
  homeCountsFrom,
  phone,
  textPhone,
  answerWithin,
  acknowledgeWithin,
  notice,
  ombudsmanPhone,
}: LetterFacts) => ({
  amount: amountIn(byHand ?? sheet.result),
  'pay from': payFrom ?? '',
  'home counts': homeCountsFrom ?? '',
  'amount then': amountIn(sheet.afterTwelveWeeks?.sheet.result ?? { pence: null }),
  phone,
  'text phone': textPhone,
  'answer within': answerWithin,
  'acknowledge within': acknowledgeWithin,
  'bill every': notice.bill?.every ?? '',
  'pay within': notice.bill?.payWithin ?? '',
  'bill phone': notice.bill?.phone ?? '',
  'review by': notice.reviewBy ?? '',
  ombudsman: ombudsmanPhone,
})

const amountIn = ({ pence }: { readonly pence: number | null }): string =>
  pence === null ? '' : inPounds(pence)

const NEVER_MORE = 'You never pay more than your care costs.'

const PAYS_NOTHING_FROM = twin(
  'You pay nothing for your care, from {pay from}.',
  'You pay nothing. This starts on {pay from}.',
)

/** What follows the first 12 weeks in a care home, and when: said beside what is paid until then. */
function afterTheWeeks({ outcome, sheet, homeCountsFrom }: LetterFacts): readonly Words[] {
  const isUntilThen = outcome === 'charge' || outcome === 'by-hand' || outcome === 'nothing'
  if (!isUntilThen || homeCountsFrom === null || sheet.afterTwelveWeeks === null) return []
  const { result, deferredPayment } = sheet.afterTwelveWeeks.sheet
  return [
    twin(
      'We do not count your home for the first 12 weeks in a care home. That ends on {home counts}.',
      'We do not count your home for 12 weeks.',
    ),
    thenPays(result),
    ...(deferredPayment
      ? [
          twin(
            'You may not have to sell your home then. Ask us about a deferred payment.',
            'You may be able to pay later. Ask us how.',
          ),
        ]
      : []),
  ]
}

function thenPays(result: Sheet['result']): Words {
  switch (result.is) {
    case 'full-cost':
      return result.pence === null
        ? twin(
            'From {home counts} you pay for all of your care.',
            'From {home counts} you pay for all of your care.',
          )
        : twin(
            'From {home counts} you pay for all of your care. This is {amount then} a week.',
            'From {home counts} you pay for all of your care. It costs {amount then} a week.',
          )
    case 'charge':
    case 'free':
      return result.pence === 0
        ? twin(
            'From {home counts} you still pay nothing for your care.',
            'From {home counts} you still pay nothing.',
          )
        : twin(
            'From {home counts} you pay {amount then} a week for your care.',
            'From {home counts} you pay {amount then} a week.',
          )
    default:
      return twin(
        'From {home counts} you may pay more. A worker will work that out, and we will write to you.',
        'From {home counts} you may pay more. We will write to you.',
      )
  }
}

const DECIDED: Readonly<Record<ChargeOutcome, (facts: LetterFacts) => readonly Words[]>> = {
  charge: ({ sheet: { result } }) => [
    twin(
      'You pay {amount} a week for your care, from {pay from}.',
      'You pay {amount} a week. This starts on {pay from}.',
    ),
    ...(result.is === 'charge' && !result.isCareCostKnown ? [NEVER_MORE] : []),
  ],
  'by-hand': ({ byHand, sheet }) => [
    byHand?.pence === 0
      ? PAYS_NOTHING_FROM
      : twin(
          'You pay {amount} a week for your care, from {pay from}.',
          'You pay {amount} a week. This starts on {pay from}.',
        ),
    'A worker worked this out by hand.',
    ...(sheet.totals.careCost === null ? [NEVER_MORE] : []),
  ],
  nothing: ({ payFrom }) => [
    payFrom === null ? twin('You pay nothing for your care.', 'You pay nothing.') : PAYS_NOTHING_FROM,
  ],
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
