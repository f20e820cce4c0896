import type { Result } from '#src/domain/charging/results.ts'
import { workSheet, type Sheet } from '#src/domain/charging/sheet.ts'
import { workOut, type ToWorkOut } from './calculator.ts'
import { beyond } from './doubt.ts'
import type { Outcome, Worked } from './outcome.ts'

/** How the two calculators stand to each other for one person. */
export type Standing =
  /** Both give the same figure, and the same figures on the way to it; or the same most. */
  | 'agree'
  /** Neither says anything in pounds. */
  | 'no figure'
  /**
   * The first gives a most, or nothing, where the second says more, which is within it. The first then names a doubt
   * or leaves it to a person: a resident is told less than could be told, and nothing wrong. Counted apart.
   */
  | 'less said by the first'
  /** The first says only that nobody pays more than the care costs, and the second says nothing. */
  | 'less said by the second'
  | 'disagree'

export interface Compared {
  readonly standing: Standing
  /** What each of them gives: a figure, a most, or nothing. */
  readonly first: Said['is']
  readonly second: Said['is']
  /** The doubts that the first names where it says less. */
  readonly doubts: readonly string[]
  /** What each said, in one line. */
  readonly words: () => string
}

export function compare(toWork: ToWorkOut): Compared {
  const first = workSheet(toWork)
  const second = workOut(toWork)
  const [one, other] = [saidByFirst(first.result), saidBySecond(second.outcome)]
  return {
    standing:
      standingOf(one, other) ??
      (isMostOfNothing(first) || sameSteps(first, second.steps) ? 'agree' : 'disagree'),
    first: one.is,
    second: other.is,
    doubts: [first.result].flatMap((result) => ('why' in result ? result.why : [])),
    words: () => inWords(first, second),
  }
}

/** What one of them says, in pence a week. */
export type Said =
  | { readonly is: 'figure'; readonly pence: number }
  | { readonly is: 'full cost'; readonly pence: number | null; readonly mayCouncilPay: boolean }
  /** No more than this. `ofCare` is no finding: nobody pays more than the care costs. */
  | { readonly is: 'most'; readonly pence: number; readonly ofCare: boolean }
  | { readonly is: 'nothing' }

const nothing: Said = { is: 'nothing' }
const figureOf = (pence: number): Said => ({ is: 'figure', pence })
/** No more than £0 is £0. */
const most = (pence: number, ofCare = false): Said =>
  pence === 0 ? figureOf(0) : { is: 'most', pence, ofCare }

function saidByFirst(result: Result): Said {
  switch (result.is) {
    case 'charge':
      return result.isCareCostKnown ? figureOf(result.pence) : most(result.pence)
    case 'full-cost':
      return { is: 'full cost', pence: result.pence, mayCouncilPay: result.mayCouncilPay }
    case 'free':
      return figureOf(0)
    case 'cannot-work-out':
      return result.ceiling ? most(result.ceiling.pence, result.ceiling.is === 'care-cost') : nothing
    case 'for-a-person':
      return nothing
  }
}

function saidBySecond(outcome: Outcome): Said {
  switch (outcome.is) {
    case 'charge':
      return outcome.ceiling ? most(outcome.pence) : figureOf(outcome.pence)
    case 'full-cost':
      if (!outcome.ceiling)
        return { is: 'full cost', pence: outcome.pence, mayCouncilPay: outcome.councilMayPay }
      return outcome.pence === null ? nothing : most(outcome.pence)
    case 'free':
      return figureOf(0)
    case 'no-figure': {
      const largest = outcome.between?.[1]
      // What came of an amount without limit is no most.
      return largest === undefined || largest >= beyond / 2 ? nothing : most(largest)
    }
  }
}

const isOfNothing = (said: Said) => said.is !== 'nothing' && said.pence === 0

/** How what each says stands to the other. Null where they agree so far, and the figures on the way decide. */
export function standingOf(first: Said, second: Said): Standing | null {
  // Free care, a charge of nothing and the whole of what costs nothing are the same to who pays.
  if (first.is !== second.is && isOfNothing(first) && isOfNothing(second)) return null
  if (first.is === 'nothing') return second.is === 'nothing' ? 'no figure' : 'less said by the first'
  if (first.is === 'most') {
    if (second.is === 'nothing') return first.ofCare ? 'less said by the second' : 'disagree'
    if (second.pence === null || second.pence > first.pence) return 'disagree'
    if (second.is !== 'most' || (first.ofCare && second.pence < first.pence)) return 'less said by the first'
    return second.pence === first.pence ? 'agree' : 'disagree'
  }
  if (first.is === 'full cost')
    return second.is === 'full cost' &&
      first.pence === second.pence &&
      first.mayCouncilPay === second.mayCouncilPay
      ? null
      : 'disagree'
  return second.is === 'figure' && first.pence === second.pence ? null : 'disagree'
}

/**
 * A most of £0, which is £0, by the sum or because the care costs nothing: the figures on the way to it are mosts too, not
 * what each comes to.
 */
const isMostOfNothing = ({ result, totals, unsure }: Sheet) =>
  result.pence === 0 &&
  (totals.careCost === 0 || unsure.some(({ lowersOnly, blocks }) => lowersOnly && !blocks))

/** The figures on the way, as far as both have them. */
function sameSteps({ totals }: Sheet, { capital, tariff, income, costs, keep }: Worked['steps']): boolean {
  const { capital: range } = totals
  const counted = income === null || tariff === null ? null : income + tariff
  const pairs: readonly (readonly [number | null, number | null])[] = [
    [range && range.low === range.high ? range.low : null, capital],
    [totals.tariff, tariff],
    [totals.counted, counted],
    [totals.costs, costs],
    [totals.keep, keep],
  ]
  return pairs.every(([one, other]) => one === null || other === null || one === other)
}

function inWords({ result, totals }: Sheet, { outcome, steps }: Worked): string {
  const { capital, tariff, counted, costs, keep } = totals
  const { words: _, easyRead: __, ...said } = result
  return `first ${JSON.stringify({ ...said, capital, tariff, counted, costs, keep })}, second ${JSON.stringify({ ...outcome, ...steps })}`
}
