import { Temporal } from 'temporal-polyfill'
import { inWords } from '#src/domain/dates-in-words.ts'
import { handOverReasons, outcomes } from '#src/domain/triage.ts'
import type { HistoryEvent } from '#src/services/show-submission.ts'

type Detail = HistoryEvent['detail']

/** What each kind of event says. `names`: staff by id. */
const said: Readonly<Record<string, (detail: Detail, names: ReadonlyMap<string, string>) => string>> = {
  received: (detail) => `Received. A decision was promised by ${momentIn(detail['dueAt'])}`,
  read: (detail) => (detail['as'] === 'json' ? 'Read by a program, as a document' : 'Read'),
  added: (detail) =>
    [
      detail['kind'] === 'worse' ? 'Added: things have got worse' : 'Added: something forgotten',
      `suggested ${String(detail['suggestedColour'])}`,
      ...(detail['dueAt'] ? [`new promise by ${momentIn(detail['dueAt'])}`] : []),
    ].join('; '),
  taken: () => 'Taken',
  'handed-over': (detail, names) =>
    `Handed over to ${personIn(detail['to'], names)}: ${labelIn(handOverReasons, detail['why'])}`,
  decided: (detail, names) =>
    [
      `Decision ${String(detail['number'] ?? '')}: ${labelOfOutcome(detail['outcome'])}, ${String(detail['colour'])}`,
      `next step with ${personIn(detail['nextBy'], names)}`,
      ...(detail['dueAt'] ? [`new promise by ${momentIn(detail['dueAt'])}`] : []),
    ].join('; '),
  'alert-raised': () => 'Came in when nobody was at the desk: emergency duty alerted',
  'alert-told': (detail) =>
    `Emergency duty told, turn ${Number(detail['step']) + 1}, ${detail['how'] === 'email' ? 'by email' : 'on the desk'}`,
  'alert-acknowledged': () => 'Alert seen',
  'alert-given-up': () => 'Nobody acknowledged the alert, and nobody is told any more',
  'file-opened': () => 'File downloaded',
  'file-released': () => 'File opened for download without a clean scan',
  'file-scanned': (detail) => `File scanned: ${String(detail['scan'])}`,
}

/** One event in a sentence, without who and when. A kind nobody wrote words for is named as it is. */
export function eventInWords(event: HistoryEvent, names: ReadonlyMap<string, string>): string {
  return said[event.kind]?.(event.detail, names) ?? event.kind
}

const actors = { person: 'The person who wrote', staff: 'Staff', system: 'The portal' } as const

/** Who did it. */
export const actorInWords = (event: HistoryEvent): string => event.staffName ?? actors[event.actor]

export const labelOfOutcome = (outcome: unknown): string =>
  typeof outcome === 'string' && Object.hasOwn(outcomes, outcome)
    ? outcomes[outcome as keyof typeof outcomes]
    : String(outcome)

const labelIn = (labels: Readonly<Record<string, string>>, code: unknown): string =>
  typeof code === 'string' && Object.hasOwn(labels, code) ? (labels[code] ?? code) : String(code)

const personIn = (id: unknown, names: ReadonlyMap<string, string>): string =>
  names.get(String(id)) ?? 'somebody who has left'

const momentIn = (iso: unknown): string =>
  typeof iso === 'string' ? inWords(Temporal.Instant.from(iso)) : 'no time'
