import { Temporal } from 'temporal-polyfill'

/** What can have happened to a submission, as the person who sent it is told. */
export type StepName = 'received' | 'read' | 'tried' | 'reached' | 'finding-out' | 'decided' | 'closed'

export interface Step {
  readonly name: StepName
  /** Undefined when it is still to come. */
  readonly at: Temporal.Instant | undefined
}

/** An event of a submission, as it is kept. */
export interface LadderEvent {
  readonly kind: string
  readonly at: Temporal.Instant
  readonly detail: Readonly<Record<string, unknown>>
}

/**
 * How much of it somebody is told: `start` is that it came and was read, for everybody who sent it for, or about,
 * somebody else; `all-but-contact` leaves out tries to get in touch, where contact can do harm and somebody may be
 * looking on.
 */
export type LadderShown = 'all' | 'all-but-contact' | 'start'

/**
 * What has happened so far and what comes next, from the events of a submission, oldest first.
 *
 * Of reading only a person's counts, not a program's. That somebody tried to get in touch (`contact-tried`) or did
 * (`contact-made`), and that it is finished (`closed`), are steps only once they have happened: nobody waits for
 * them. A decision that more has to be found out is not yet the decision, and what opened again is not finished.
 */
export function ladderOf(events: readonly LadderEvent[], shown: LadderShown): Step[] {
  const received = events.find((event) => event.kind === 'received')
  const read = events.find((event) => event.kind === 'read' && event.detail['as'] === 'page')?.at
  const always: Step[] = [
    { name: 'received', at: received && momentOf(received) },
    { name: 'read', at: read },
  ]
  if (shown === 'start') return always
  const last = (kind: string) => events.findLast((event) => event.kind === kind)
  const contact = (name: StepName, kind: string): Step[] => {
    const event = shown === 'all' ? last(kind) : undefined
    return event ? [{ name, at: momentOf(event) }] : []
  }
  const decided = last('decided')
  const isOpen = decided?.detail['outcome'] === 'more-information'
  const closed = last('closed')
  // Another decision, or news that started a new promise.
  const opens = (event: LadderEvent) =>
    event.kind === 'decided' || (event.kind === 'added' && event.detail['dueAt'] !== undefined)
  const isOpenAgain = closed !== undefined && events.findLastIndex(opens) > events.lastIndexOf(closed)
  return [
    ...always,
    ...contact('tried', 'contact-tried'),
    ...contact('reached', 'contact-made'),
    ...(isOpen ? [{ name: 'finding-out' as const, at: decided.at }] : []),
    { name: 'decided', at: isOpen ? undefined : decided?.at },
    ...(closed && !isOpenAgain ? [{ name: 'closed' as const, at: closed.at }] : []),
  ]
}

/** When it happened, where staff wrote it down later; otherwise when it was written down. */
function momentOf({ at, detail }: LadderEvent): Temporal.Instant {
  const said = detail['triedAt'] ?? detail['receivedAt']
  return typeof said === 'string' ? Temporal.Instant.from(said) : at
}
