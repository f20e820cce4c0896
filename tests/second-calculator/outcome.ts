import type { RateName } from '#src/domain/charging/rates.ts'

/** Why there is no figure: a fact nobody gave, a decision only a person takes, or an amount not confirmed. */
export type Reason = `missing: ${string}` | `person: ${string}` | `rate: ${RateName}`

/** What somebody may be asked to pay a week, in pence. */
export type Outcome =
  | {
      readonly is: 'charge'
      readonly pence: number
      /** True when it is only the most that may be asked: what the chargeable care costs is not known. */
      readonly ceiling: boolean
    }
  | {
      readonly is: 'full-cost'
      readonly pence: number | null
      /** True when part of the care is free: the rest costs no more than this. */
      readonly ceiling: boolean
      readonly councilMayPay: boolean
    }
  | { readonly is: 'free' }
  | {
      readonly is: 'no-figure'
      readonly reasons: readonly Reason[]
      /** The smallest and the largest it may be, where each gap has only been filled by these two. */
      readonly between: readonly [number, number] | null
    }

/** The figures on the way, in pence; null where they are not certain or not needed. */
export interface Steps {
  readonly capital: number | null
  readonly tariff: number | null
  /** Income counted, tariff income not among it. */
  readonly income: number | null
  readonly costs: number | null
  /** The minimum income guarantee at home, the personal expenses allowance in a care home. */
  readonly keep: number | null
}

export interface Worked {
  readonly outcome: Outcome
  readonly steps: Steps
}
