import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { insertClock } from '#db/queries/submissions.ts'
import { calendar, council, standards } from '#src/settings/council.ts'
import { startTriageClock } from '#src/domain/service-clocks.ts'
import type { TriageColour } from '#src/domain/triage.ts'
import { asDate } from '#db/moments.ts'

/**
 * Starts a new promise about something sent before, now.
 * @param of `colour`: the most urgent that was suggested or decided. Closure days stretch no promise about red.
 * @returns when it is due, as stored.
 */
export async function startClock(
  tx: Tx,
  of: { submissionId: string; isSafeguarding: boolean; colour: TriageColour },
  now: Temporal.Instant,
): Promise<Date> {
  const { dueAt } = startTriageClock({
    startedAt: now,
    isSafeguarding: of.isSafeguarding,
    suggestedColour: of.colour,
    workingDays: standards.triage.within.count,
    rule: council.promiseRule,
    closesAt: council.officeHours.closesAt,
    calendar,
  })
  await insertClock(tx, {
    id: randomUUID(),
    submissionId: of.submissionId,
    kind: 'triage',
    rule: council.promiseRule,
    startedAt: asDate(now),
    dueAt: asDate(dueAt),
  })
  return asDate(dueAt)
}
