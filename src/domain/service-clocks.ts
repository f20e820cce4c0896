import type { Temporal } from 'temporal-polyfill'
import type { TriageColour } from './triage.ts'
import { isPastCalendar, promiseFor } from './working-days.ts'
import type { CouncilCalendar, PromiseRule } from './working-days.ts'

/** How long a standard allows. `days` are elapsed; 0 days is the same day. */
export type Allowance = {
  readonly unit: 'working-days' | 'days' | 'hours' | 'weeks' | 'months'
  readonly count: number
}

/** One row of content/standards.json. */
export type ServiceStandard = {
  /** What will have happened, in plain words. */
  readonly standard: string
  /** What starts the clock, in plain words. */
  readonly starts: string
  readonly within: Allowance
  /** Where the standard comes from. */
  readonly source: string
  /** False until the council running this portal has agreed the row as its own. */
  readonly confirmedByCouncil: boolean
  /** What the source leaves open, for the council to settle. */
  readonly toConfirm?: string | undefined
}

/**
 * Starts the triage clock, on sending or again when a decision asks for more information. Gives when a
 * triage decision is due, to be stored and never worked out again, and whether that day lies past the
 * known bank holidays (record it, tell staff: the day may turn out to be one).
 *
 * The council's own closure days never stretch the promise of a safeguarding concern or of anything
 * suggested red: the duty team works through them.
 */
export function startTriageClock(clock: {
  readonly startedAt: Temporal.Instant
  readonly isSafeguarding: boolean
  readonly suggestedColour: TriageColour
  /** Working days allowed: the triage row of the standards. */
  readonly workingDays: number
  readonly rule: PromiseRule
  readonly closesAt: string
  readonly calendar: CouncilCalendar
}): { readonly dueAt: Temporal.Instant; readonly isPastCalendar: boolean } {
  const { startedAt, isSafeguarding, suggestedColour, workingDays, rule, closesAt, calendar } = clock
  const ignoresClosures = isSafeguarding || suggestedColour === 'red'
  const dueAt = promiseFor({ receivedAt: startedAt, calendar, rule, closesAt, ignoresClosures, workingDays })
  return { dueAt, isPastCalendar: isPastCalendar(dueAt, calendar) }
}
