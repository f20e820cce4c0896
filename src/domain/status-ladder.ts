import type { Temporal } from 'temporal-polyfill'

/** What can have happened to a submission, as the person who sent it is told. */
export type StepName = 'received' | 'read' | 'tried' | 'finding-out' | 'decided' | 'closed'

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
 * What has happened so far and what comes next, from the events of a submission, oldest first.
 *
 * Of reading only a person's counts, not a program's. That somebody tried to get in touch (`contact-tried`) and
 * that it is finished (`closed`) are steps only once they have happened: nobody waits for them. A decision that
 * more has to be found out is not yet the decision.
 * @param seesAll False for everybody who sent it for, or about, somebody else: received and read are all they
 *   are told.
 */
export function ladderOf(events: readonly LadderEvent[], seesAll: boolean): Step[] {
  const first = (kind: string) => events.find((event) => event.kind === kind)?.at
  const read = events.find((event) => event.kind === 'read' && event.detail['as'] === 'page')?.at
  const always: Step[] = [
    { name: 'received', at: first('received') },
    { name: 'read', at: read },
  ]
  if (!seesAll) return always
  const last = (kind: string) => events.findLast((event) => event.kind === kind)
  const happened = (name: StepName, kind: string): Step[] => {
    const at = last(kind)?.at
    return at ? [{ name, at }] : []
  }
  const decided = last('decided')
  const isOpen = decided?.detail['outcome'] === 'more-information'
  return [
    ...always,
    ...happened('tried', 'contact-tried'),
    ...(isOpen ? [{ name: 'finding-out' as const, at: decided.at }] : []),
    { name: 'decided', at: isOpen ? undefined : decided?.at },
    ...happened('closed', 'closed'),
  ]
}
