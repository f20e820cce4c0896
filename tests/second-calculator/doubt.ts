import type { Reason } from './outcome.ts'

/**
 * More than anybody has or owes, in pence. It stands for an amount without any limit; unlike Infinity it can be
 * taken away from itself.
 */
export const beyond = 1_000_000_000_000

/**
 * One way of filling what is not known: in favour of the smallest charge, or of the largest. The charge never
 * falls when capital or income rises, and never rises when costs or what is kept rise, so when these two give
 * the same charge everything between them does too.
 */
export class Doubt {
  readonly reasons = new Set<Reason>()
  readonly #charge: 'smallest' | 'largest'

  constructor(charge: 'smallest' | 'largest') {
    this.#charge = charge
  }

  /** Of capital or income that is somewhere from `least` to `most`. */
  had(least: number, most: number, reason: Reason): number {
    if (least !== most) this.reasons.add(reason)
    return this.#charge === 'smallest' ? least : most
  }

  /** Of costs or of what is kept, somewhere from `least` to `most`. */
  spared(least: number, most: number, reason: Reason): number {
    if (least !== most) this.reasons.add(reason)
    return this.#charge === 'smallest' ? most : least
  }

  /** Whether something holds that makes the charge smaller. */
  helps(known: boolean | null, reason: Reason): boolean {
    if (known !== null) return known
    this.reasons.add(reason)
    return this.#charge === 'smallest'
  }
}
