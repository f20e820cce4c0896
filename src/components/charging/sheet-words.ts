import { inPounds } from '#src/domain/charging/amounts.ts'
import type { BenefitWorth, Gain } from '#src/domain/charging/missing-pension-credit.ts'
import type { Result } from '#src/domain/charging/results.ts'
import type { Weeks } from '#src/domain/charging/self-funder.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { ceilingIn } from '#src/domain/charging/what-if.ts'
import { CANNOT_YET, type CapitalRange, type Line } from '#src/domain/charging/workings.ts'
import { inStyle, twin, type Words } from '#src/forms/engine/words.ts'

/** The parts of a sheet, in the order they are worked out. */
export const PARTS: readonly { readonly part: Line['part']; readonly title: Words }[] = [
  { part: 'free', title: 'Care that is free' },
  { part: 'savings', title: twin('Savings and property', 'Your savings and home') },
  { part: 'income', title: 'Money that comes in' },
  { part: 'costs', title: twin('Costs we take off', 'What we take off') },
  { part: 'keep', title: 'What you keep' },
  { part: 'limits', title: twin('Limits on what you pay', 'The most you pay') },
]

/** Said on every page that shows a sheet. */
export const NOT_A_DECISION = twin(
  'This is an estimate, not a decision.',
  'This is only a guess. We have not decided.',
)
export const ASK_A_PERSON = twin(
  'To talk it through with a person, or to ask us to look at it again, ring',
  'You can ask a person. Ring',
)

/** Said with every sheet that counts with a second-hand rate. */
export const STILL_CHECKED = twin(
  'We are still checking some of the amounts in this sum. They come from others who wrote about the law.',
  'We are still checking some of the numbers.',
)

/** Before the sentence of a line that says it. */
export const WHAT_WOULD_CHANGE = twin('What would change it?', 'What can change it?')
export const AFTER_THE_WEEKS = twin('After the first 12 weeks', 'After 12 weeks')
/** Under the sheet of the next year: what of it is still of this one. */
export const thisYearsInWords = (
  labels: readonly string[] | undefined,
  isEasy: boolean,
): readonly string[] =>
  labels === undefined || labels.length === 0
    ? []
    : isEasy
      ? ['What you get may go up in April. Then this will change.']
      : [
          `These are still this year’s amounts: ${labels.join(', ')}.`,
          'They may go up in April. Then this changes too.',
        ]

export const NEXT_YEAR = twin(
  'With the amounts of the next year, if nothing else changes:',
  'This is for the next year, if nothing else changes.',
)

const signed = (pence: number) => (pence < 0 ? `−${inPounds(-pence)}` : `+${inPounds(pence)}`)

/**
 * What a line comes to: "+£4", "−£22.55", savings as they are, that it is not counted, or not known.
 * @param isByHand a worker worked out what the sheet could not.
 */
export function effectInWords(line: Line, isByHand = false): string {
  const { id, part, effect, pence, treatment, capital } = line
  if (treatment === 'not-yet' || effect === null) {
    return isByHand ? 'A worker worked this out' : notYet(line)
  }
  if (id === 'full-cost') return inPounds(effect)
  if (effect !== 0) return signed(effect)
  if (pence === 0) return '£0'
  if (treatment === 'ignored')
    return part === 'costs' ? 'Not taken off' : part === 'free' ? 'Free' : 'Not counted'
  return capital ? rangeInWords(capital) : '£0'
}

/** A cost that the sum goes on without is known: only whether and how it comes off is not. */
const notYet = ({ part, effect }: Line) =>
  part === 'costs' && effect === 0 ? 'Not taken off yet' : 'Not known yet'

/** What happens to a line, in words that fit its part. `isByHand`: as of its effect. */
export function treatmentInWords(line: Line, isByHand = false): Words {
  const { part, treatment, effect, capital } = line
  if (treatment === 'not-yet') return isByHand ? 'A worker worked this out' : notYet(line)
  if (part === 'free') return 'Free'
  if (part === 'keep') return 'Yours to keep'
  if (part === 'limits') return effect !== null && effect < 0 ? 'You pay less' : 'You pay this'
  const isCost = part === 'costs'
  switch (treatment) {
    case 'counted':
      return isCost ? 'Taken off' : capital && effect === 0 ? 'Counted with your savings' : 'Counted'
    case 'partly':
      return isCost ? 'A part is taken off' : 'A part is counted'
    case 'ignored':
      return isCost ? 'Not taken off' : 'Not counted'
  }
}

/** How a line was worked out; of what the sheet could not, `isByHand`, that a worker did. */
export const workingInWords = (
  { working, easyRead }: Line,
  isEasy: boolean,
  isByHand = false,
): readonly string[] =>
  (isEasy ? [easyRead] : working).map((words) =>
    isByHand && words === CANNOT_YET ? inStyle(WORKER_DID, isEasy) : words,
  )

const WORKER_DID = twin('The sheet could not work this part out. A worker did.', 'A worker did this part.')

const rangeInWords = ({ low, high }: CapitalRange): string =>
  high === null
    ? `at least ${inPounds(low)}`
    : low === high
      ? inPounds(low)
      : `${inPounds(low)} to ${inPounds(high)}`

/**
 * The totals that are known, each with what it is called. `isDecided`: they stand under a decision; `byHand`: what a
 * worker worked out, in pence a week.
 */
export function totalsInWords(
  { totals, result }: Sheet,
  isDecided = false,
  byHand: number | null = null,
): readonly { readonly label: Words; readonly value: string }[] {
  const { capital, counted, costs, keep, careCost } = totals
  const week = (pence: number) => `${inPounds(pence)} a week`
  const most = ceilingIn(result)
  return [
    capital && {
      label: twin('Savings and property we look at', 'Savings we look at'),
      value: rangeInWords(capital),
    },
    counted !== null && { label: twin('Money we count', 'Money we count'), value: week(counted) },
    costs !== null && costs > 0 && { label: 'Costs taken off', value: week(costs) },
    keep !== null && { label: twin('What you must be left with', 'What you must keep'), value: week(keep) },
    careCost !== null && { label: 'What your care costs', value: week(careCost) },
    result.pence !== null && {
      label: isDecided ? 'What you pay' : twin('What you may be asked to pay', 'What you may pay'),
      value: week(result.pence),
    },
    most !== null &&
      byHand === null && {
        label: twin('The most you may be asked to pay', 'The most you may pay'),
        value: week(most),
      },
    byHand !== null && {
      label: twin('What you pay, as a worker worked it out', 'What you pay'),
      value: week(byHand),
    },
  ].filter((row) => row !== false && row !== null)
}

/** One share of the picture. */
export interface Share {
  readonly is: 'keep' | 'pay' | 'saved'
  readonly label: Words
  readonly pence: number
  /** A part of it that has a use already. */
  readonly ofThat?: { readonly label: Words; readonly pence: number }
}

/**
 * The shares of the picture: yours to keep, what may be charged of what comes in, and what the charge has because of
 * savings, which comes out of no income. None where one is not known, as in a sheet stored before this was said.
 */
export function sharesOf({ totals, result }: Sheet): readonly Share[] {
  const { yoursToKeep, fromSavings } = totals
  if (result.is !== 'charge' || yoursToKeep === null || fromSavings == null) return []
  // Housing and extra costs come out of what is kept: that much of it is spoken for.
  const dueAlready = Math.max(0, Math.min(totals.costs ?? 0, yoursToKeep))
  const shares: readonly Share[] = [
    {
      is: 'keep',
      label: 'Yours to keep',
      pence: yoursToKeep,
      ...(dueAlready > 0
        ? {
            ofThat: {
              label: twin('Of that, for the costs we took off', 'You need this for the costs we took off'),
              pence: dueAlready,
            },
          }
        : {}),
    },
    {
      is: 'pay',
      label:
        fromSavings > 0
          ? twin('You may pay from what comes in', 'You may pay from what you get')
          : 'You may pay',
      pence: result.pence - fromSavings,
    },
    {
      is: 'saved',
      label: twin('You may pay, worked out from your savings', 'You may pay because you have savings'),
      pence: fromSavings,
    },
  ]
  if (shares.every(({ pence }) => pence === 0)) return []
  return shares.filter(({ is, pence }) => is !== 'saved' || pence > 0)
}

/** “1 week”, “1,400 weeks”. */
export const weeksCounted = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'week' : 'weeks'}`

/** "in 12 to 40 weeks", "in 12 weeks or more", "now". */
export function weeksInWords({ from, to }: Weeks): string {
  if (to === null) return from === 0 ? 'at any time from now' : `in ${weeksCounted(from)} or more`
  if (to === 0) return 'now'
  return from === to
    ? `in about ${weeksCounted(to)}`
    : `in ${from.toLocaleString('en-GB')} to ${weeksCounted(to)}`
}

/** Over how somebody may pay later, and over when the council may start to help. */
export const PAYING_LATER = 'Paying later'
export const HELP_MAY_START = twin('When might the council start to help?', 'When might we help to pay?')
export const TAKEN_AS_GIVEN = 'This is what we took as given:'

/**
 * When the council may start to help, a paragraph each, in plain words or in Easy Read.
 * @param countedFrom The day its weeks are counted from, where that is not the day it is read.
 */
export function helpInWords(
  { ifSold, upper, lower, easyRead }: NonNullable<Sheet['helpMayStart']>,
  isEasy: boolean,
  countedFrom: string | null = null,
): readonly string[] {
  const tell = (words: Words) => inStyle(words, isEasy)
  return [
    ...(ifSold?.isPaidForUntilThen
      ? [
          tell(
            twin(
              'Until your home starts to count, the council may pay a part of the cost.',
              'We may pay a part now. Then your home counts.',
            ),
          ) + (isEasy || countedFrom !== null ? '' : ' The weeks here are counted from now.'),
        ]
      : []),
    ...(countedFrom === null || isEasy ? [] : [`The weeks here are counted from ${dayInFull(countedFrom)}.`]),
    `${helpStarts(ifSold, isEasy)} ${weeksInWords(upper)}.${
      isEasy ? '' : ` Your savings might stop counting ${weeksInWords(lower)}.`
    }`,
    ...(ifSold?.canPayLater
      ? [
          tell(
            twin(
              'You may not have to sell: see “Paying later” above.',
              'You may not have to sell. You may be able to pay later.',
            ),
          ),
        ]
      : []),
    ...(isEasy ? [easyRead] : []),
  ]
}

/** The beginning of the sentence that says when. */
function helpStarts(ifSold: NonNullable<Sheet['helpMayStart']>['ifSold'], isEasy: boolean): string {
  if (!ifSold) return isEasy ? 'We may help' : 'The council might start to help'
  const { what, isPaidForUntilThen } = ifSold
  const again = isPaidForUntilThen ? ' again' : ''
  return isEasy
    ? `Do you sell ${what}? Then we may help${again}`
    : `If ${what} ${what.includes(' and ') ? 'are' : 'is'} sold, the council might start to help${again}`
}

/**
 * Why a sheet gives no exact sum, a reason each, in plain words or in Easy Read. None where it gives one, or where it
 * was stored before reasons were kept.
 */
export const reasonsInWords = (result: Result, isEasy: boolean): readonly string[] =>
  result.is === 'cannot-work-out'
    ? [...new Set((result.because ?? []).map(({ words, easyRead }) => (isEasy ? easyRead : words)))]
    : []

/** Over those reasons. */
export const WHY_NOT_EXACT = twin('Why we cannot say exactly yet:', 'We do not know this yet:')

/** A result as one sentence after another, in plain words or in Easy Read. */
export const resultInWords = ({ words, easyRead }: Result, isEasy: boolean): readonly string[] =>
  isEasy ? easyRead : words

/** The same under a decision, where nothing is an estimate any more. */
export function decidedInWords(result: Result, isEasy: boolean): readonly string[] {
  const week = (pence: number) => `${inPounds(pence)} a week`
  switch (result.is) {
    case 'charge': {
      if (result.pence === 0) return [isEasy ? 'You pay nothing.' : 'You pay nothing for your care.']
      const isMost = !result.isCareCostKnown && !isEasy
      return [`You pay ${week(result.pence)}${isMost ? ', and never more than your care costs' : ''}.`]
    }
    case 'full-cost':
      return [
        ...(isEasy ? [] : ['What you have is over the limit.']),
        `You pay for all of your care${result.pence === null ? '' : `: ${week(result.pence)}`}.`,
      ]
    default:
      return resultInWords(result, isEasy)
  }
}

/** Over benefits that were not named, and under it. */
export const BENEFITS = twin('Benefits you may be missing', 'Money you may be able to get')
export const BENEFITS_LEAD = twin(
  'You did not name these. You might get them: the office that pays each one decides.',
  'You did not tick these. You can ask for them.',
)

/**
 * What a benefit may be worth and what of it the charge takes, a sentence each, never as certain. Nothing where it is
 * not known.
 */
export function worthInWords(worth: BenefitWorth | undefined, isEasy: boolean): readonly string[] {
  if (!worth) return []
  const { byAnswers, ifAlone, isSecondHand } = worth
  return [
    ...(byAnswers
      ? [`You may get about ${inPounds(byAnswers.award)} a week. ${leftInWords(byAnswers, isEasy)}`]
      : []),
    ...(ifAlone
      ? [`${aloneInWords(ifAlone, byAnswers !== null, isEasy)} ${leftInWords(ifAlone, isEasy)}`]
      : []),
    isEasy
      ? 'Pension Credit can also get you other help.'
      : 'Pension Credit can also get you other help. It can help with heating and rent.',
    ...(isSecondHand
      ? [isEasy ? 'We are still checking these numbers.' : 'We are still checking these amounts.']
      : []),
  ]
}

function aloneInWords({ award }: Gain, isMore: boolean, isEasy: boolean): string {
  const much = `about ${inPounds(award)} a week${isMore ? ' in all' : ''}`
  return isEasy
    ? `Do you live alone? Then you may get ${much}. But you may not if somebody gets a benefit for your care.`
    : `If you live alone, you may get ${much}. You may not if somebody gets a benefit for looking after you.`
}

/** What of an award the charge takes, and what is left of it. */
function leftInWords({ charge, net, isCareCostKnown }: Gain, isEasy: boolean): string {
  const [most, least] = isCareCostKnown ? ['about', 'about'] : ['up to', 'at least']
  const more =
    charge === 0
      ? 'You may then pay no more for your care.'
      : `You may then pay ${most} ${inPounds(charge)} more${isEasy ? '' : ' a week'} for your care.`
  if (net === 0) {
    return `${more} ${isEasy ? 'You may not have more money to spend.' : `That may leave you no more than you have now.`}`
  }
  return `${more} ${
    isEasy
      ? `You may have ${least} ${inPounds(net)} more each week.`
      : `That may leave you ${least} ${inPounds(net)} a week more than now.`
  }`
}

/** A day like 2027-04-06 as "6 April 2027". */
export const dayInFull = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${iso}T12:00:00Z`))
