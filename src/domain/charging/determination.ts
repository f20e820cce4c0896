import type { ChargingPolicy } from './circumstances.ts'
import { daysAfter } from './days.ts'
import { daysLeft } from './main-home.ts'
import { type RateRow, rateNames } from './rates.ts'
import { type Sheet, type ToWorkOverTime, workSheet } from './sheet.ts'
import { ceilingIn } from './what-if.ts'
import type { Unsure } from './workings.ts'

/** What staff may decide about a charge, with what each is called at the desk. */
export const chargeOutcomes = {
  charge: 'They pay what the sheet comes to',
  'by-hand': 'They pay what we worked out by hand',
  nothing: 'They pay nothing',
  'full-cost': 'They pay for all of their care',
  'need-more': 'We cannot decide yet: we need more from them',
} as const
export type ChargeOutcome = keyof typeof chargeOutcomes

/** What keeps a sheet from being finished: nothing where it gives a result. */
export const unfinishedIn = ({ unsure }: Pick<Sheet, 'unsure'>): readonly Unsure[] =>
  unsure.filter(({ blocks }) => blocks)

/** Why a sheet could not be finished, for staff, a sentence each: a rate with where it stands in the law. */
export const whyUnfinished = (sheet: Pick<Sheet, 'unsure' | 'on'>): readonly string[] =>
  unfinishedIn(sheet).map(({ rate, words }) => {
    if (rate === null) return words
    const { label, law } = rateNames[rate]
    return `${label} (${law}): there is no amount to use for ${sheet.on}.`
  })

/**
 * The second-hand rates that a sheet counts with, and what follows its first 12 weeks. An estimate may use them; no
 * charge is decided by them before two people have confirmed them.
 */
export const secondHandIn = ({
  rates,
  afterTwelveWeeks,
}: Pick<Sheet, 'rates' | 'afterTwelveWeeks'>): readonly RateRow[] =>
  [...new Set([...rates, ...(afterTwelveWeeks?.sheet.rates ?? [])])].filter(
    ({ checked }) => checked === 'second-hand',
  )

/**
 * Whether somebody may work the charge out by hand: the sheet stops, and only at what the council has to settle,
 * a rate or a judgement. An answer that is missing is asked for, or amended: no sum makes up for it.
 */
const isForHand = (sheet: Pick<Sheet, 'result' | 'unsure'>): boolean => {
  const stops = unfinishedIn(sheet)
  return (
    sheet.result.is === 'cannot-work-out' && stops.length > 0 && stops.every(({ kind }) => kind !== 'answer')
  )
}

/**
 * The most that a charge worked out by hand may be, in pence a week, with what bounds it: what the care costs
 * (Care Act 2014, section 14), what the sheet counts as coming in, and for care at home the council's own most.
 * Undefined where none of them is known.
 */
export function mostByHand(
  { totals, setting, result, isByHomeRules }: Pick<Sheet, 'totals' | 'setting' | 'result' | 'isByHomeRules'>,
  { weeklyMaximum, shortStay }: ChargingPolicy,
): { readonly pence: number; readonly is: string } | undefined {
  const isAtHome =
    isByHomeRules ?? (setting === 'home' || (setting === 'short-stay' && shortStay === 'as-care-at-home'))
  return [
    { pence: totals.careCost, is: 'what their care costs' },
    { pence: totals.counted, is: 'the money that the sheet counts' },
    { pence: isAtHome ? weeklyMaximum : null, is: 'the most the council charges' },
    { pence: ceilingIn(result), is: 'the most the sheet can come to' },
  ]
    .flatMap(({ pence, is }) => (pence === null ? [] : [{ pence, is }]))
    .toSorted((one, other) => one.pence - other.pence)[0]
}

/**
 * What a sheet leaves open to decide. A sum is decided as it was worked out or not at all: another figure needs
 * an amendment first, which says why. Only a sheet that cannot be finished leaves room for a sum by hand. Nothing but more
 * is decided while a rate it counts with is second-hand.
 */
export function chargeOutcomesFor(
  sheet: Pick<Sheet, 'result' | 'unsure' | 'rates' | 'afterTwelveWeeks'>,
): readonly ChargeOutcome[] {
  const { result } = sheet
  if (result.is !== 'cannot-work-out' && secondHandIn(sheet).length > 0) return ['need-more']
  switch (result.is) {
    case 'charge':
      return [result.pence === 0 ? 'nothing' : 'charge', 'need-more']
    case 'free':
      return ['nothing', 'need-more']
    case 'full-cost':
      return ['full-cost', 'need-more']
    case 'cannot-work-out':
      return isForHand(sheet) ? ['by-hand', 'need-more'] : ['need-more']
    case 'for-a-person':
      if (result.why === 'light-touch') return ['full-cost', 'nothing', 'need-more']
      return result.why === 'refused' ? ['full-cost', 'need-more'] : ['need-more']
  }
}

/** Whether an outcome is one that something is paid with, so that it needs a day to start on. */
export const isPaid = (outcome: ChargeOutcome): boolean =>
  outcome === 'charge' || outcome === 'by-hand' || outcome === 'full-cost'

/**
 * The rates that a sheet is worked out again with: the rows it was made with stay, and fill up with rows that
 * were not there, or could not be used, when it was made.
 */
export const ratesToRework = (kept: readonly RateRow[], now: readonly RateRow[]): readonly RateRow[] => [
  ...kept,
  ...now.filter(
    (row) => !kept.some((one) => one.name === row.name && one.from <= row.to && row.from <= one.to),
  ),
]

/**
 * The rates that a charge is decided by: those in force now, and where there are none any more, those that the sheet was
 * made with. A rate that was second-hand then and is confirmed since, or was put right, counts as it is now.
 */
export const ratesToDecideBy = (kept: readonly RateRow[], now: readonly RateRow[]): readonly RateRow[] => {
  const known = now.filter(({ checked }) => checked !== 'unknown')
  return [...known, ...kept, ...now.filter((row) => !known.includes(row))]
}

/**
 * The sheet that a charge from a day is decided by, all of it as on that day: rates, ages, and how much of the first
 * 12 weeks is left. What follows them is worked out for the day the home starts to count, with the rates of then.
 */
export function sheetForDay({ circumstancesOn, on, ...common }: ToWorkOverTime): Sheet {
  const workOn = (day: string) => workSheet({ ...common, on: day, circumstances: circumstancesOn(day) })
  const sheet = workOn(on)
  if (sheet.afterTwelveWeeks === null) return sheet
  const from = weeksEndOn(on, circumstancesOn)
  return { ...sheet, afterTwelveWeeks: { ...sheet.afterTwelveWeeks, from, sheet: workOn(from) } }
}

/** The first day, from this one on, that none of the 12 weeks is left. A stay may begin after the day looked at. */
function weeksEndOn(day: string, circumstancesOn: ToWorkOverTime['circumstancesOn']): string {
  const stay = circumstancesOn(day).stay.value
  const left = stay === null ? 0 : daysLeft(stay)
  return left === 0 ? day : weeksEndOn(daysAfter(day, left), circumstancesOn)
}

/** One line of two sheets, side by side; null where a sheet has no such line. */
export interface LinePair {
  readonly id: string
  readonly label: string
  readonly before: Sheet['lines'][number] | null
  readonly after: Sheet['lines'][number] | null
}

/** The lines of two sheets, side by side, in the order of the second; what only the first has stands where it was. */
export function besideEachOther(before: Sheet, after: Sheet): readonly LinePair[] {
  const afterIds = new Set(after.lines.map(({ id }) => id))
  const pairs: LinePair[] = after.lines.map((line) => ({
    id: line.id,
    label: line.label,
    before: before.lines.find(({ id }) => id === line.id) ?? null,
    after: line,
  }))
  before.lines.forEach((line, at) => {
    if (afterIds.has(line.id)) return
    const previous = before.lines[at - 1]
    const place = previous ? pairs.findIndex(({ id }) => id === previous.id) + 1 : 0
    pairs.splice(place, 0, { id: line.id, label: line.label, before: line, after: null })
  })
  return pairs
}
