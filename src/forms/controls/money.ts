import { type Every, weeklyOf } from '#src/domain/charging/amounts.ts'
import {
  type Common,
  type Control,
  type Problem,
  type Question,
  type Reading,
  tooMany,
  type Typed,
  typedIn,
  type WayOut,
} from '../engine/question.ts'
import { tickedInstead, waysOutOnPaper } from '../engine/on-paper.ts'
import { twin, type Words } from '../engine/words.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    money: true
  }
}

/** How often an amount comes, as it is kept and as it is said. */
export const EVERY = {
  week: 'Every week',
  '2-weeks': 'Every 2 weeks',
  '4-weeks': 'Every 4 weeks',
  month: 'Every month',
  year: 'Every year',
  'one-off': 'Once only',
} as const satisfies Readonly<Record<Every, Words>>

/** An amount in whole pence, and how often. */
export type Money = { pence: number; every: Every }

const amountField = (id: string) => `${id}-amount`
const everyField = (id: string) => `${id}-every`
const often = Object.entries(EVERY).map(([value, label]) => ({ value, label }))
const isEvery = (text: string): text is Every => Object.hasOwn(EVERY, text)

/** A comma or a space only where it parts thousands: "1,23" may be meant as 1.23, so it is asked again. */
const POUNDS_AND_PENCE =
  /^(\d{1,11}|\d{1,3}(?:(?:,\s?|\s)\d{3}){1,2}|\d{1,2}(?:(?:,\s?|\s)\d{3}){3})(?:\.(\d{1,2}))?$/

/** Whole pence, by figures and never by floating point. Nothing when it is no amount in pounds. */
function penceOf(text: string): number | undefined {
  const [, whole, pence = ''] = text.replace(/^£\s*/, '').match(POUNDS_AND_PENCE) ?? []
  return whole === undefined
    ? undefined
    : Number(whole.replace(/[,\s]/g, '')) * 100 + Number(pence.padEnd(2, '0'))
}

const pounds = (pence: number): string => {
  const whole = Math.floor(pence / 100).toLocaleString('en-GB')
  return pence % 100 === 0 ? whole : `${whole}.${String(pence % 100).padStart(2, '0')}`
}

/** Pence. More than this is more likely a point or a sign too few than somebody's money. */
const SELDOM_OVER = { once: 10_000_000_00, each: 100_000_00 }
/** Pence by the week: few people's care costs more, and few have more coming in. */
export const SELDOM_OVER_A_WEEK = 10_000_00
const DOUBT = twin(
  'Check the amount. If it is right, carry on',
  'Check how many pounds. Is it right? Then go on',
)

interface Asks {
  /** A single sum, so how often is not asked and is kept as `one-off`. */
  once?: true
  /** Pence of a single sum, above which it is asked once whether it is meant. */
  seldomOver?: number
}

function moneyControl({ once, seldomOver = SELDOM_OVER.once }: Asks): Control<Money> {
  const isSeldom = ({ pence, every }: Money) =>
    every === 'one-off'
      ? pence > seldomOver
      : pence > SELDOM_OVER.each || (weeklyOf({ pence, every }, 'down')?.pence ?? 0) > SELDOM_OVER_A_WEEK

  function read(id: string, typed: Typed): Reading<Money> {
    const fields = once ? [amountField(id)] : [amountField(id), everyField(id)]
    const twice = fields.find((field) => tooMany(typed, field))
    if (twice) return { is: 'problem', problems: [{ field: twice, message: 'Give one answer here' }] }
    const amount = typedIn(typed, amountField(id))
    const every = once ? 'one-off' : typedIn(typed, everyField(id))
    if (amount === '' && (once || every === '')) return { is: 'blank' }
    const pence = penceOf(amount)
    const problems: Problem[] = []
    if (pence === undefined) {
      problems.push({
        field: amountField(id),
        message: twin('Enter an amount in pounds, like 120.50', 'Write how many pounds, like 120.50'),
      })
    }
    if (!isEvery(every))
      problems.push({ field: everyField(id), message: twin('Select how often', 'Choose how often') })
    if (pence === undefined || !isEvery(every)) return { is: 'problem', problems }
    const value = { pence, every }
    return isSeldom(value)
      ? { is: 'value', value, doubts: [{ field: amountField(id), message: DOUBT }] }
      : { is: 'value', value }
  }
  return {
    owns: (id, field) => field === amountField(id) || (!once && field === everyField(id)),
    waysOutAreOptions: false,
    firstBox: amountField,
    cleaning: (id, field) => (field === amountField(id) ? 'signs' : 'ticks'),
    read,
    fill: (id, { pence, every }) => ({
      [amountField(id)]: [pounds(pence)],
      ...(once ? {} : { [everyField(id)]: [every] }),
    }),
    values: ({ every }) => [every],
    isSome: () => true,
    write: ({ pence, every }, tell) => [
      once ? `£${pounds(pence)}` : `£${pounds(pence)}, ${tell(EVERY[every]).toLowerCase()}`,
    ],
    ticked: (id, field, value) => (field !== everyField(id) ? undefined : isEvery(value) ? EVERY[value] : ''),
    export: (id, { pence, every }) => ({ [id]: { amount: pence / 100, every } }),
    paper: (asks) => [
      { is: 'boxes', boxes: [{ label: '£', wide: true }] },
      ...(once
        ? tickedInstead(asks)
        : [
            { is: 'words' as const, words: 'How often? Tick one.' },
            { is: 'ticks' as const, ticks: [...often, ...waysOutOnPaper(asks)] },
          ]),
    ],
    example: (values = []) => ({ pence: 12_050, every: once ? 'one-off' : (values.find(isEvery) ?? 'week') }),
    shows: {
      inputMode: 'decimal',
      ...(once ? {} : { options: often }),
    },
  }
}

/**
 * Pounds and how often: `<id>-amount` and `<id>-every`; £ in front, and commas or spaces between
 * thousands, are left aside; 0 is an amount. Other programs read pounds and the frequency.
 */
export const money = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R> & Asks,
): Question<W, R> => ({ kind: 'money', asks, control: moneyControl(asks) })
