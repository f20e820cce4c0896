import { Temporal } from 'temporal-polyfill'
import { type EventKind, events, type ToldTo } from './events.ts'

/** What can have happened to a submission, as the person who sent it is told. */
export type StepName = 'received' | 'read' | 'tried' | 'reached' | 'finding-out' | 'decided' | 'closed'

export interface Step {
  readonly name: StepName
  /** Undefined when it is still to come. */
  readonly at: Temporal.Instant | undefined
}

/** An event of a submission, as it is kept. */
export interface LadderEvent {
  readonly kind: EventKind
  readonly at: Temporal.Instant
  readonly detail: Readonly<Record<string, unknown>>
}

/** What each step says: once it has happened, and while it is still to come. Declared with the event it comes from. */
export const stepsInWords: Readonly<Record<StepName, { readonly done: string; readonly toCome?: string }>> = {
  received: events.received.person,
  read: events.read.person,
  tried: events['contact-tried'].person,
  reached: events['contact-made'].person,
  'finding-out': events.decided.person.open,
  decided: events.decided.person,
  closed: events.closed.person,
}

/** From the least that somebody is told to the most. */
const tolds: readonly ToldTo[] = ['start', 'all-but-contact', 'all']

/**
 * What has happened so far and what comes next, from the events of a submission, oldest first.
 *
 * That somebody tried to get in touch (`contact-tried`) or did
 * (`contact-made`), and that it is finished (`closed`), are steps only once they have happened: nobody waits for
 * them. A decision that more has to be found out is not yet the decision, and what opened again is not finished.
 * @param readAt when somebody who may decide first had it open. An auditor's or a program's reading is none.
 */
export function ladderOf(
  history: readonly LadderEvent[],
  shown: ToldTo,
  readAt: Temporal.Instant | undefined,
): Step[] {
  const received = history.find((event) => event.kind === 'received')
  const always: Step[] = [
    { name: 'received', at: received && momentOf(received) },
    { name: 'read', at: readAt },
  ]
  const isTold = (kind: 'contact-tried' | 'contact-made' | 'decided' | 'closed') =>
    tolds.indexOf(shown) >= tolds.indexOf(events[kind].person.from)
  if (!isTold('decided')) return always
  const last = (kind: EventKind) => history.findLast((event) => event.kind === kind)
  const contact = (name: StepName, kind: 'contact-tried' | 'contact-made'): Step[] => {
    const event = isTold(kind) ? last(kind) : undefined
    return event ? [{ name, at: momentOf(event) }] : []
  }
  const decided = last('decided')
  const isOpen = decided?.detail['outcome'] === 'more-information'
  const closed = last('closed')
  // Another decision, or news that started a new promise.
  const opens = (event: LadderEvent) =>
    event.kind === 'decided' || (event.kind === 'added' && event.detail['dueAt'] !== undefined)
  const isOpenAgain = closed !== undefined && history.findLastIndex(opens) > history.lastIndexOf(closed)
  return [
    ...always,
    ...contact('tried', 'contact-tried'),
    ...contact('reached', 'contact-made'),
    ...(isOpen ? [{ name: 'finding-out' as const, at: decided.at }] : []),
    { name: 'decided', at: isOpen ? undefined : decided?.at },
    ...(closed && isTold('closed') && !isOpenAgain ? [{ name: 'closed' as const, at: closed.at }] : []),
  ]
}

/** When it happened, where staff wrote it down later; otherwise when it was written down. */
function momentOf({ at, detail }: LadderEvent): Temporal.Instant {
  const said = detail['triedAt'] ?? detail['receivedAt']
  return typeof said === 'string' ? Temporal.Instant.from(said) : at
}
