import { Temporal } from 'temporal-polyfill'
import { chargeOutcomes } from '#src/domain/charging/determination.ts'
import { inWords } from '#src/domain/dates-in-words.ts'
import {
  closeReasons,
  contactResults,
  contactWays,
  identityChecks,
  sentWays,
  typedInWays,
} from '#src/domain/desk-actions.ts'
import { findOutcome } from '#src/domain/outcomes.ts'
import { handOverReasons } from '#src/domain/triage.ts'
import type { HistoryEvent } from '#src/services/desk/show-submission.ts'

type Detail = HistoryEvent['detail']

const addedInWords: Readonly<Record<string, string>> = {
  worse: 'Added: things have got worse',
  forgot: 'Added: something forgotten',
  answers: 'Added: answers',
  proof: 'Added: a file as proof',
}

const safeInWords: Readonly<Record<string, string>> = {
  yes: 'contact is still safe',
  no: 'contact is no longer safe',
  'not-sure': 'not sure that contact is still safe',
}

/** What each kind of event says. `names`: staff by id. */
const said: Readonly<Record<string, (detail: Detail, names: ReadonlyMap<string, string>) => string>> = {
  received: (detail) =>
    [
      howReceived(detail),
      `A decision was promised by ${momentIn(detail['dueAt'])}`,
      ...(detail['replyDueAt'] ? [`A reply to the complaint by ${momentIn(detail['replyDueAt'])}`] : []),
    ].join('. '),
  read: (detail) => readings[String(detail['as'])] ?? 'Read',
  'contact-tried': (detail) => `Tried to reach them: ${contactIn(detail)}`,
  'contact-made': (detail) => `In touch with them: ${contactIn(detail)}`,
  closed: (detail) => `Closed: ${labelIn(closeReasons, detail['reason'])}`,
  'complaint-replied': (detail) => `Complaint answered: ${labelIn(sentWays, detail['how'])}`,
  'copy-sent': (detail) =>
    detail['how'] === 'link'
      ? 'Copy: the way to it was emailed'
      : `Copy sent: ${labelIn(sentWays, detail['how'])}`,
  'code-issued': (detail) =>
    [
      `New code given, ${detail['how'] === 'email' ? 'by email' : 'read out'}. Checked`,
      [detail['checked']]
        .flat()
        .map((code) => labelIn(identityChecks, code))
        .join(', '),
    ].join(': '),
  added: (detail) =>
    [
      `${addedInWords[String(detail['kind'])] ?? 'Added'}${detail['typedIn'] ? ', typed in' : ''}`,
      ...(detail['stillSafe'] ? [safeInWords[String(detail['stillSafe'])] ?? ''] : []),
      `suggested ${String(detail['suggestedColour'])}`,
      ...(detail['dueAt'] ? [`new promise by ${momentIn(detail['dueAt'])}`] : []),
    ].join('; '),
  linked: (detail) => `Linked with safeguarding concern ${String(detail['reference'])}`,
  'referral-sent': (detail) => `The referral it was saved from was sent: ${String(detail['reference'])}`,
  taken: () => 'Taken',
  'typing-taken-over': (detail, names) => `Typing in taken over from ${personIn(detail['from'], names)}`,
  'handed-over': (detail, names) =>
    `Handed over to ${personIn(detail['to'], names)}: ${labelIn(handOverReasons, detail['why'])}`,
  decided: (detail, names) =>
    [
      `Decision ${String(detail['number'] ?? '')}: ${labelOfOutcome(detail['outcome'])}, ${String(detail['colour'])}`,
      `next step with ${personIn(detail['nextBy'], names)}`,
      ...(detail['dueAt'] ? [`new promise by ${momentIn(detail['dueAt'])}`] : []),
    ].join('; '),
  'figure-amended': (detail) =>
    `Figure amended (${String(detail['question'])}): amendment ${String(detail['number'])}`,
  'charge-determined': (detail) =>
    [
      `Charge decided, ${String(detail['number'])}: ${labelIn(chargeOutcomes, detail['outcome'])}`,
      ...(detail['to'] ? [`letter to ${letterToIn(detail['to'])}`] : []),
      ...(detail['safe'] ? ['checked that the letter is safe to send'] : []),
    ].join('; '),
  'charge-letter-sent': (detail) =>
    `Letter about the charge, ${String(detail['number'])}, sent to ${letterToIn(detail['to'] ?? 'person')}: ${labelIn(sentWays, detail['how'])}`,
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

const readings: Readonly<Record<string, string>> = {
  json: 'Read by a program, as a document',
  identity: 'Names and addresses read, for a new code',
  copy: 'Copy opened, to print',
  money: 'Money read',
  letter: 'Letter about the charge opened, to print',
}

function howReceived(detail: Detail): string {
  if (detail['typedIn']) {
    const what = detail['from'] ? 'Saved from a professional referral that is typed in' : 'Typed in'
    return `${what} (${labelIn(typedInWays, detail['typedIn'])}), received at ${momentIn(detail['receivedAt'])}`
  }
  return detail['from'] ? 'Saved from a professional referral' : 'Received'
}

/** Who a letter is to: an event holds no names. */
const letterToIn = (to: unknown): string =>
  [to]
    .flat()
    .map((who) => (who === 'person' ? 'the person' : 'who looks after their money'))
    .join(' and ')

const contactIn = (detail: Detail): string =>
  [
    labelIn(contactWays, detail['how']),
    momentIn(detail['triedAt']),
    labelIn(contactResults, detail['result']),
  ].join(', ')

const actors = { person: 'The person who wrote', staff: 'Staff', system: 'The portal' } as const

/** Who did it. */
export const actorInWords = (event: HistoryEvent): string => event.staffName ?? actors[event.actor]

export const labelOfOutcome = (outcome: unknown): string => findOutcome(outcome)?.label ?? String(outcome)

const labelIn = (labels: Readonly<Record<string, string>>, code: unknown): string =>
  typeof code === 'string' && Object.hasOwn(labels, code) ? (labels[code] ?? code) : String(code)

const personIn = (id: unknown, names: ReadonlyMap<string, string>): string =>
  names.get(String(id)) ?? 'somebody who has left'

const momentIn = (iso: unknown): string =>
  typeof iso === 'string' ? inWords(Temporal.Instant.from(iso)) : 'no time'
