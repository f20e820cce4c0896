import { Temporal } from 'temporal-polyfill'
import type { JobContext } from '#src/jobs/job-context.ts'

/** What the worker would hand to a job at this moment; the present where none is named. */
export const jobAt = (now: Temporal.Instant = Temporal.Now.instant(), isLastTry = false): JobContext => ({
  signal: new AbortController().signal,
  clock: () => now,
  isLastTry,
})
