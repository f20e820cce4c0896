import type { Temporal } from 'temporal-polyfill'

/** What the worker hands to each job besides its data. */
export interface JobContext {
  /** Aborts when the job has had its time, or the worker stops. */
  readonly signal: AbortSignal
  /** The present moment: the only clock a job reads. */
  readonly clock: () => Temporal.Instant
  /** Where it fails now, it is given up. */
  readonly isLastTry: boolean
}
