import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { updateAlertAsAcknowledged, updateAlertAsEnded } from '#db/queries/alerts.ts'
import { insertClocks, listRunningClocks, updateClockAsEnded, updateNextDue } from '#db/queries/clocks.ts'
import { insertEvent } from '#db/queries/events.ts'
import { findSubmissionById, type SubmissionRow } from '#db/queries/submissions.ts'
import { calendar, council, standards } from '#src/settings/council.ts'
import { alertsGoBy, minutesAcknowledged } from '#src/domain/alerts.ts'
import {
  type AboutSubmission,
  type ClockKind,
  type ClockStart,
  type ClockStop,
  clocks,
} from '#src/domain/clocks.ts'
import type { DetailOf, EventKind, StoredDetail } from '#src/domain/events.ts'
import { dueOf } from '#src/domain/service-clocks.ts'
import { isLower, type TriageColour } from '#src/domain/triage.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { openSubmission } from './stored-submission.ts'

export type NewEvent<K extends EventKind> = {
  readonly submissionId: string
  readonly kind: K
  readonly detail: DetailOf<K>
  /** When it is written down. */
  readonly at: Date
  /**
   * Of a submission that was stored in this very transaction, and of which no clock runs yet: what they go by. When the
   * first of them is due was stored with it (`firstDue`).
   */
  readonly first?: AboutSubmission
  /** When what it tells of was, where it is written down later: clocks start from then. */
  readonly since?: Temporal.Instant
  /** The submission's version with it, where it went up. */
  readonly version?: number
  readonly decisionId?: string
} & (
  | { readonly actor: 'person' | 'system'; readonly staffId?: undefined }
  | { readonly actor: 'staff'; readonly staffId: string }
)

/** A clock that starts, and when it is due. */
export interface StartedClock {
  readonly kind: ClockKind
  readonly dueAt: Temporal.Instant
  readonly isPastCalendar: boolean
  readonly rule: string
}

/** Declared kinds, in the order they are shown. A test may declare one more: the table is read each time. */
const kinds = (): ClockKind[] => Object.keys(clocks) as ClockKind[]

/** Whether a rule of a declaration is about this event. Its `when` takes the detail of the kind it names. */
const isAbout = <K extends EventKind>(
  rule: { readonly on: EventKind },
  event: { readonly kind: K },
): boolean => rule.on === event.kind

/**
 * The clocks an event starts of a submission none of which runs, in the order they are shown. What sending promises is
 * asked here before it is stored, to be said with it.
 * @param about the submission as the event leaves it. @param since the moment they start from.
 */
export function clocksStartedBy<K extends EventKind>(
  event: Pick<NewEvent<K>, 'kind' | 'detail'>,
  about: AboutSubmission,
  since: Temporal.Instant,
): StartedClock[] {
  const { promiseRule, officeHours } = council
  const holds = (rule: ClockStart) =>
    isAbout(rule, event) && (rule.when === undefined || rule.when(about, event.detail as never))
  return kinds().flatMap((kind) => {
    const { starts, standard, counting, ignoresClosures } = clocks[kind]
    if (!starts.some(holds)) return []
    const { within } = standards[standard]
    const due = dueOf({
      startedAt: since,
      within,
      counting,
      ignoresClosures: ignoresClosures?.(about) ?? false,
      rule: promiseRule,
      closesAt: officeHours.closesAt,
      calendar,
    })
    return [{ kind, ...due, rule: `${promiseRule}, ${within.count} ${within.unit}` }]
  })
}

/** When the first of these clocks is due; null without one. */
export const firstDue = (clocks: readonly StartedClock[]): Date | null => {
  const [first] = clocks
    .map(({ dueAt }) => dueAt)
    .toSorted((a, b) => a.epochMilliseconds - b.epochMilliseconds)
  return first ? asDate(first) : null
}

/** What clocks are judged by. @param snapshot opens what was sent; asked for only where a clock goes by an answer. */
export function aboutSubmission(
  row: Pick<SubmissionRow, 'form' | 'isSafeguarding' | 'suggestedColour'> & { colour?: TriageColour | null },
  snapshot: () => Pick<Snapshot, 'answers'>,
): AboutSubmission {
  const { form, isSafeguarding, suggestedColour, colour } = row
  return {
    form,
    isSafeguarding,
    colour: colour && isLower(suggestedColour, colour) ? colour : suggestedColour,
    answer: (question) => snapshot().answers[question],
  }
}

/**
 * Writes down what happened to a submission, and with it ends and starts the clocks that go by such an event, and moves
 * its alert. The one place where either is done. What else becomes of the submission is stored before, so that its clocks are judged by it.
 * @returns when each clock that it started is due.
 */
export async function recordEvent<K extends EventKind>(
  tx: Tx,
  event: NewEvent<K>,
): Promise<ReadonlyMap<ClockKind, Temporal.Instant>> {
  const { submissionId, kind, detail, at, actor, staffId, decisionId, version } = event
  const rules = kinds().flatMap((one): readonly (ClockStart | ClockStop)[] => [
    ...clocks[one].starts,
    ...clocks[one].stops,
  ])
  const isOfClocks = rules.some((rule) => isAbout(rule, event))
  const { ends, starts } = isOfClocks ? await clocksMovedBy(tx, event) : { ends: [], starts: [] }
  const noted: StoredDetail = {
    ...detail,
    ...(version === undefined ? {} : { version }),
    ...(starts.length > 0 ? { isPastCalendar: starts.some(({ isPastCalendar }) => isPastCalendar) } : {}),
    ...Object.fromEntries(starts.map((clock) => [clocks[clock.kind].noted, clock.dueAt.toString()])),
  }
  const id = await insertEvent(tx, {
    submissionId,
    at,
    actor,
    staffId: staffId ?? null,
    kind,
    decisionId: decisionId ?? null,
    detail: noted,
  })
  for (const { clock, ended } of ends) await updateClockAsEnded(tx, clock.id, { ended, at, by: id })
  await insertClocks(
    tx,
    starts.map((clock) => ({
      id: randomUUID(),
      submissionId,
      kind: clock.kind,
      startedAt: clock.startedAt,
      startedBy: id,
      dueAt: asDate(clock.dueAt),
      rule: clock.rule,
      team: clocks[clock.kind].owedBy,
      owner: clock.owner,
    })),
  )
  if (!event.first && (ends.length > 0 || starts.length > 0)) await updateNextDue(tx, submissionId)
  await moveAlert(tx, event)
  return new Map(starts.map((clock) => [clock.kind, clock.dueAt]))
}

/** Ends the alert about a submission, or keeps it quiet for a while, where its declaration says so of such an event. */
async function moveAlert<K extends EventKind>(
  tx: Tx,
  { kind, submissionId, at, staffId }: NewEvent<K>,
): Promise<void> {
  const isIn = (kinds: readonly EventKind[]) => kinds.includes(kind)
  if (isIn(alertsGoBy.ends)) await updateAlertAsEnded(tx, submissionId, at)
  else if (isIn(alertsGoBy.acknowledges) && staffId !== undefined) {
    const until = new Date(at.getTime() + minutesAcknowledged * 60_000)
    await updateAlertAsAcknowledged(tx, submissionId, { at, until, by: staffId })
  }
}

async function clocksMovedBy<K extends EventKind>(tx: Tx, event: NewEvent<K>) {
  const since = event.since ?? asInstant(event.at)
  const starting = (about: AboutSubmission, owner: string | null) =>
    clocksStartedBy(event, about, since).map((clock) => ({ ...clock, startedAt: asDate(since), owner }))
  if (event.first) return { ends: [], starts: starting(event.first, null) }
  const row = await findSubmissionById(tx, event.submissionId)
  if (!row) return { ends: [], starts: [] }
  const running = (await listRunningClocks(tx, [row.id])).get(row.id) ?? []
  const ends = running.flatMap((clock) => {
    const stop = clocks[clock.kind]?.stops.find(
      (rule: ClockStop) =>
        isAbout(rule, event) && (rule.when === undefined || rule.when(event.detail as never)),
    )
    if (!stop) return []
    const ended =
      stop.as ?? (event.at.getTime() > clock.dueAt.getTime() ? ('late' as const) : ('kept' as const))
    return [{ clock, ended }]
  })
  const goOn = new Set(
    running.filter((clock) => !ends.some((end) => end.clock === clock)).map(({ kind }) => kind),
  )
  const about = aboutSubmission(row, () => openSubmission(row).snapshot)
  return { ends, starts: starting(about, row.assignedTo).filter(({ kind }) => !goOn.has(kind)) }
}
