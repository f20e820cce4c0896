import type { RateName, RateRow } from './rates.ts'

/** What becomes of an amount that somebody entered, with what it is called in the history. */
export const rateSteps = { confirmed: 'Confirmed', declined: 'Declined', withdrawn: 'Withdrawn' } as const
export type RateStep = keyof typeof rateSteps

/** An amount that somebody entered at the desk, and what became of it. Days are like 2026-04-06. */
export interface EnteredRate {
  readonly id: string
  readonly name: RateName
  /** Whole pence. */
  readonly pence: number
  readonly from: string
  readonly to: string
  readonly source: string
  readonly enteredById: string
  /** In the order they were made. */
  readonly steps: readonly { readonly step: RateStep; readonly day: string }[]
}

/** Whether a second person still has to look at it, what they decided, or what came later. */
export const stateOf = ({ steps }: Pick<EnteredRate, 'steps'>): RateStep | 'waiting' =>
  steps.at(-1)?.step ?? 'waiting'

/**
 * The rows that count among those entered: confirmed, and not withdrawn since; those confirmed last first. A row names
 * nobody: it is kept with sheets, and goes with the page of an estimate.
 */
export const confirmedRows = (entered: readonly EnteredRate[]): readonly RateRow[] =>
  entered
    .filter((rate) => stateOf(rate) === 'confirmed')
    .toReversed()
    .map(({ name, pence, from, to, source, steps }) => ({
      name,
      amount: pence,
      from,
      to,
      source,
      checked: 'verified',
      howChecked: `Entered by one person and confirmed by another at the desk, on ${steps.at(-1)?.day}`,
    }))
