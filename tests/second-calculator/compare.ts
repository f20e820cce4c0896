import type { Result } from '#src/domain/charging/results.ts'
import { workSheet, type Sheet } from '#src/domain/charging/sheet.ts'
import { workOut, type ToWorkOut } from './calculator.ts'
import type { Outcome, Worked } from './outcome.ts'

/** How the two calculators stand to each other for one person. */
export type Standing =
  /** Both give the same figure, and the same figures on the way to it. */
  | 'agree'
  /** Neither gives a figure. */
  | 'no figure'
  /** Only the second gives a figure: the first leaves to a person what need not be. No fault, but counted. */
  | 'only the second'
  | 'disagree'

export interface Compared {
  readonly standing: Standing
  /** Whether both give a figure, the same or not. */
  readonly haveBoth: boolean
  /** What each said, in one line. */
  readonly words: () => string
}

export function compare(toWork: ToWorkOut): Compared {
  const first = workSheet(toWork)
  const second = workOut(toWork)
  return {
    standing: standingOf(first, second),
    haveBoth: givesFigure(first.result) && second.outcome.is !== 'no-figure',
    words: () => inWords(first, second),
  }
}

const givesFigure = ({ is }: Result) => is !== 'cannot-work-out' && is !== 'for-a-person'

function standingOf(first: Sheet, { outcome, steps }: Worked): Standing {
  if (!givesFigure(first.result)) return outcome.is === 'no-figure' ? 'no figure' : 'only the second'
  return saysTheSame(first.result, outcome) && sameSteps(first, steps) ? 'agree' : 'disagree'
}

function saysTheSame(first: Result, second: Outcome): boolean {
  switch (second.is) {
    case 'charge':
      return (
        first.is === 'charge' && first.pence === second.pence && first.isCareCostKnown === !second.ceiling
      )
    case 'full-cost':
      return (
        first.is === 'full-cost' &&
        first.pence === second.pence &&
        first.mayCouncilPay === second.councilMayPay
      )
    case 'free':
      return first.is === 'free'
    case 'no-figure':
      return false
  }
}

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
