import type { Temporal } from 'temporal-polyfill'
import { lastDayOf } from './last-day.ts'
import { dutyCalendar, isPastCalendar, londonInstant, promiseFor } from './working-days.ts'
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
 * How the time a standard allows is counted, where it is in working days. `promise-rule`: by the council's rule for the
 * promise, which says whether a start out of hours counts from the next working day. `its-date`: from the day after
 * its date, whatever the hour.
 */
export type StandardCounting = 'promise-rule' | 'its-date'

/**
 * When what a standard promises is due: closing time of its last day; of a standard in hours, so many hours later. To
 * be stored and never worked out again. Says also whether that day lies past the known bank holidays (record it, tell
 * staff: the day may turn out to be one).
 * @param clock `ignoresClosures`: the council's own closure days do not stretch it. `rule`: the council's.
 */
export function dueOf(clock: {
  readonly startedAt: Temporal.Instant
  readonly within: Allowance
  readonly counting: StandardCounting
  readonly ignoresClosures: boolean
  readonly rule: PromiseRule
  readonly closesAt: string
  readonly calendar: CouncilCalendar
}): { readonly dueAt: Temporal.Instant; readonly isPastCalendar: boolean } {
  const dueAt = dueAtOf(clock)
  return { dueAt, isPastCalendar: isPastCalendar(dueAt, clock.calendar) }
}

function dueAtOf(clock: Parameters<typeof dueOf>[0]): Temporal.Instant {
  const { startedAt, within, counting, rule, closesAt, ignoresClosures } = clock
  if (within.unit === 'hours') return startedAt.add({ hours: within.count })
  if (within.unit === 'working-days' && counting === 'promise-rule') {
    const workingDays = within.count
    return promiseFor({
      receivedAt: startedAt,
      calendar: clock.calendar,
      rule,
      closesAt,
      ignoresClosures,
      workingDays,
    })
  }
  const calendar = ignoresClosures ? dutyCalendar(clock.calendar) : clock.calendar
  return londonInstant(lastDayOf(within, startedAt, calendar), closesAt)
}
