import { Temporal } from 'temporal-polyfill'
import { type AlertReason, type DutyRole, dutyRoles } from './alerts.ts'
import { type ChargeOutcome, chargeOutcomes } from './charging/determination.ts'
import { inWords } from './dates-in-words.ts'
import {
  closeReasons,
  contactResults,
  contactWays,
  type IdentityCheck,
  identityChecks,
  sentWays,
  type TypedInWay,
  typedInWays,
} from './desk-actions.ts'
import { type DealtWay, dealtWays, type LetterFailure, letterFailures } from './letter-states.ts'
import { findOutcome, type Outcome } from './outcomes.ts'
import { type HandOverReason, handOverReasons, type SuggestedColour, type TriageColour } from './triage.ts'

/**
 * Everything that can happen to a submission, one declaration a kind. An event is written once and never changed, so
 * a kind is permanent: one that is no longer written stays declared for the rows that hold it.
 */

/** What an event holds: codes, ids, counts and moments, never words about a person. */
export type StoredDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/**
 * How much of the history somebody is told who sent a submission: `start` is that it came and was read, for everybody
 * who sent it for, or about, somebody else; `all-but-contact` leaves out tries to get in touch, where contact can do
 * harm and somebody may be looking on.
 */
export type ToldTo = 'start' | 'all-but-contact' | 'all'

/** What the person reads of an event on the status page. */
interface PersonWords {
  /** The least of these that is told of it. */
  readonly from: ToldTo
  /** Once it has happened. */
  readonly done: string
  /** While it is still to come; left out, nobody waits for it. */
  readonly toCome?: string
  /** Where it happened, and is still to happen again. */
  readonly open?: { readonly done: string }
}

interface EventDeclaration<Detail extends StoredDetail> {
  /**
   * The event in a sentence, without who and when.
   * @param names of staff, by id, and of letters, by the name that their messages have.
   */
  readonly staff: (detail: Detail, names: ReadonlyMap<string, string>) => string
  /** Between that and what the event promised. Left out: `; `. */
  readonly joint?: string
  /** `desk`: whoever may read the submission. `records`: nobody on a page, as there is no submission to show it with. */
  readonly seenBy: 'desk' | 'records'
  readonly person?: PersonWords | undefined
}

/** Something was done. It may start and stop clocks. */
interface Act<Detail extends StoredDetail> extends EventDeclaration<Detail> {
  readonly changesWork: true
}

/** Something was only looked at: it never starts or stops a clock, and stands apart in the history. */
interface Reading<Detail extends StoredDetail> extends EventDeclaration<Detail> {
  readonly changesWork: false
}

const act =
  <Detail extends StoredDetail = Record<never, never>>() =>
  <Declaration extends EventDeclaration<Detail>>(
    declared: Declaration,
  ): Act<Detail> & { readonly person: Declaration['person'] } => ({
    ...declared,
    person: declared.person,
    changesWork: true,
  })

const reading =
  <Detail extends StoredDetail = Record<never, never>>() =>
  <Declaration extends EventDeclaration<Detail>>(
    declared: Declaration,
  ): Reading<Detail> & { readonly person: Declaration['person'] } => ({
    ...declared,
    person: declared.person,
    changesWork: false,
  })

type Received = {
  suggestedColour: SuggestedColour
  /** Form it was saved from. */
  from?: string
  typedIn?: TypedInWay
  /** A moment, where staff typed in what had come before. */
  receivedAt?: string
}

type ContactTry = {
  how: keyof typeof contactWays
  result: keyof typeof contactResults
  /** A moment: staff may write it down later. */
  triedAt: string
}

type LetterNamed = {
  /** By the name that its messages have. */
  letter: string
  /** Of the message. */
  message: string
}

type FileSeen = { fileId: string; scan: string }

/** What was read, where it was not the page: `readings` says it. */
const readings = {
  page: 'Read',
  json: 'Read by a program, as a document',
  identity: 'Names and addresses read, for a new code',
  copy: 'Copy opened, to print',
  money: 'Money read',
  letter: 'Letter about the charge opened, to print',
  'letter-draft': 'Draft of a letter about the charge read',
} as const
export type ReadAs = keyof typeof readings

const additions = {
  worse: 'Added: things have got worse',
  forgot: 'Added: something forgotten',
  answers: 'Added: answers',
  proof: 'Added: a file as proof',
} as const

const stillSafe = {
  yes: 'contact is still safe',
  no: 'contact is no longer safe',
  'not-sure': 'not sure that contact is still safe',
} as const

export const events = {
  received: act<Received>()({
    staff: (detail) => howReceived(detail),
    joint: '. ',
    seenBy: 'desk',
    person: { from: 'start', done: 'We’ve received it' },
  }),
  read: reading<{
    as: ReadAs
    /** Of a letter: of which determination, and to whom. */
    number?: number
    to?: string
  }>()({
    staff: (detail) => labelIn(readings, detail.as),
    seenBy: 'desk',
    person: { from: 'start', done: 'A worker has opened it', toCome: 'A worker opens it' },
  }),
  'contact-tried': act<ContactTry>()({
    staff: (detail) => `Tried to reach them: ${contactIn(detail)}`,
    seenBy: 'desk',
    person: { from: 'all', done: 'We tried to reach you' },
  }),
  'contact-made': act<ContactTry>()({
    staff: (detail) => `In touch with them: ${contactIn(detail)}`,
    seenBy: 'desk',
    person: { from: 'all', done: 'We have been in touch' },
  }),
  closed: act<{ reason: keyof typeof closeReasons; note: string | null }>()({
    staff: (detail) => `Closed: ${labelIn(closeReasons, detail.reason)}`,
    seenBy: 'desk',
    person: { from: 'all-but-contact', done: 'This is finished' },
  }),
  'complaint-replied': act<{ how: keyof typeof sentWays; note: string }>()({
    staff: (detail) => `Complaint answered: ${labelIn(sentWays, detail.how)}`,
    seenBy: 'desk',
  }),
  'copy-sent': act<{
    /** `link`: an email was queued, before there were events for what becomes of a letter. */
    how: keyof typeof sentWays | 'link'
  }>()({
    staff: ({ how }) =>
      how === 'link'
        ? 'Copy: an email with the way to it was asked for'
        : `Copy sent: ${labelIn(sentWays, how)}`,
    seenBy: 'desk',
  }),
  'letter-asked': act<LetterNamed>()({
    staff: ({ letter }, names) => `To be emailed: ${letterIn(letter, names)}`,
    seenBy: 'desk',
  }),
  'letter-handed-over': act<LetterNamed>()({
    staff: ({ letter }, names) => `Emailed, the mail server has it: ${letterIn(letter, names)}`,
    seenBy: 'desk',
  }),
  'letter-failed': act<LetterNamed & { why: LetterFailure }>()({
    staff: ({ letter, why }, names) =>
      `Letter did not go: ${letterIn(letter, names)}. ${labelIn(letterFailures, why)}`,
    seenBy: 'desk',
  }),
  'letter-withheld': act<LetterNamed>()({
    staff: ({ letter }, names) =>
      `Letter held back, as contact is not safe or has changed: ${letterIn(letter, names)}`,
    seenBy: 'desk',
  }),
  'letter-dealt-with': act<LetterNamed & { how: DealtWay; note: string | null }>()({
    staff: ({ letter, how }, names) =>
      `Dealt with a letter that did not go: ${letterIn(letter, names)}. ${labelIn(dealtWays, how)}`,
    seenBy: 'desk',
  }),
  'email-corrected': act<LetterNamed>()({
    staff: ({ letter }, names) => `Email address put right, to be emailed there: ${letterIn(letter, names)}`,
    seenBy: 'desk',
  }),
  'code-issued': act<{ checked: readonly IdentityCheck[]; note: string; how: 'email' | 'aloud' }>()({
    staff: ({ how, checked }) =>
      `New code given, ${how === 'email' ? 'to be emailed' : 'read out'}. Checked: ${checked
        .map((code) => labelIn(identityChecks, code))
        .join(', ')}`,
    seenBy: 'desk',
  }),
  added: act<{
    kind: keyof typeof additions
    typedIn?: TypedInWay
    from?: string
    fileId?: string
    stillSafe?: keyof typeof stillSafe
    /** Flags that are new. */
    flags: readonly string[]
    suggestedColour: SuggestedColour
    /** The colour that was decided no longer stands. */
    undoesColour?: true
  }>()({
    staff: (detail) =>
      [
        `${labelIn(additions, detail.kind)}${detail.typedIn ? ', typed in' : ''}`,
        ...(detail.stillSafe ? [labelIn(stillSafe, detail.stillSafe)] : []),
        detail.suggestedColour === 'not-asked'
          ? 'no colour suggested'
          : `suggested ${detail.suggestedColour}`,
      ].join('; '),
    seenBy: 'desk',
  }),
  linked: act<{ reference: string }>()({
    staff: ({ reference }) => `Linked with safeguarding concern ${reference}`,
    seenBy: 'desk',
  }),
  'referral-sent': act<{ reference: string; typedIn?: TypedInWay }>()({
    staff: ({ reference }) => `The referral it was saved from was sent: ${reference}`,
    seenBy: 'desk',
  }),
  taken: act()({ staff: () => 'Taken', seenBy: 'desk' }),
  'typing-taken-over': act<{ from: string }>()({
    staff: ({ from }, names) => `Typing in taken over from ${personIn(from, names)}`,
    seenBy: 'desk',
  }),
  'handed-over': act<{ to: string; why: HandOverReason }>()({
    staff: ({ to, why }, names) => `Handed over to ${personIn(to, names)}: ${labelIn(handOverReasons, why)}`,
    seenBy: 'desk',
  }),
  decided: act<{
    /** 1 for the first decision. */
    number: number
    outcome: Outcome
    colour: TriageColour
    suggestedColour: SuggestedColour
    nextBy: string
  }>()({
    staff: (detail, names) =>
      `Decision ${detail.number}: ${labelOfOutcome(detail.outcome)}, ${detail.colour}; next step with ${personIn(detail.nextBy, names)}`,
    seenBy: 'desk',
    person: {
      from: 'all-but-contact',
      done: 'A worker has decided what happens next',
      toCome: 'A worker decides what happens next',
      open: { done: 'We need to find out more first' },
    },
  }),
  'figure-amended': act<{ number: number; amendment: string; question: string }>()({
    staff: ({ question, number }) => `Figure amended (${question}): amendment ${number}`,
    seenBy: 'desk',
  }),
  'charge-determined': act<{
    number: number
    determination: string
    outcome: ChargeOutcome
    format: string
    /** Whom the letter goes to; not noted before there was more than one it could go to. */
    to?: readonly string[]
    safe?: true
  }>()({
    staff: ({ number, outcome, to, safe }) =>
      [
        `Charge decided, ${number}: ${labelIn(chargeOutcomes, outcome)}`,
        ...(to ? [`letter to ${letterToIn(to)}`] : []),
        ...(safe ? ['checked that the letter is safe to send'] : []),
      ].join('; '),
    seenBy: 'desk',
  }),
  'charge-letter-sent': act<{ number: number; how: keyof typeof sentWays; to?: string }>()({
    staff: ({ number, how, to = 'person' }) =>
      `Letter about the charge, ${number}, sent to ${letterToIn([to])}: ${labelIn(sentWays, how)}`,
    seenBy: 'desk',
  }),
  'alert-raised': act<{ reason?: AlertReason }>()({
    staff: ({ reason }) =>
      reason === 'unread'
        ? 'Suggested red and not read in time: whoever is on duty is to be told'
        : 'Came in when nobody was at the desk: emergency duty to be told',
    seenBy: 'desk',
  }),
  'alert-told': act<{
    how: 'email' | 'desk'
    to?: DutyRole
    /** How many others the same message told of. */
    others?: number
    /** Before messages told of several: whose turn it was, from 0. */
    step?: number
  }>()({
    staff: ({ how, to, others = 0, step = 0 }) =>
      [
        to ? `${labelIn(dutyRoles, to)} told` : `Emergency duty told, turn ${step + 1}`,
        how === 'email' ? 'by email' : 'on the desk',
        ...(others > 0 ? [`with ${others} ${others === 1 ? 'other' : 'others'}`] : []),
      ].join(', '),
    seenBy: 'desk',
  }),
  'alert-not-told': act<{ to: DutyRole; why: LetterFailure }>()({
    staff: ({ to, why }) =>
      `${labelIn(dutyRoles, to)} could not be told, by email. ${labelIn(letterFailures, why)}`,
    seenBy: 'desk',
  }),
  'alert-acknowledged': act()({ staff: () => 'Alert seen', seenBy: 'desk' }),
  'alert-given-up': act()({
    staff: () => 'Nobody acknowledged the alert, and nobody is told any more',
    seenBy: 'desk',
  }),
  'file-opened': reading<FileSeen>()({ staff: () => 'File downloaded', seenBy: 'desk' }),
  'file-released': act<FileSeen>()({
    staff: () => 'File opened for download without a clean scan',
    seenBy: 'desk',
  }),
  'file-scanned': act<FileSeen>()({ staff: ({ scan }) => `File scanned: ${scan}`, seenBy: 'desk' }),
  /** Written by the database itself, as the last thing that is known of a submission. */
  erased: act<{ reference: string; form: string }>()({
    staff: ({ reference }) => `Erased: ${reference}`,
    seenBy: 'records',
  }),
  /** Of no submission: the demonstration is there. */
  'demonstration-complete': act()({ staff: () => 'Demonstration filled', seenBy: 'records' }),
  /** Never written: how an event is read whose kind a newer version of the portal wrote. */
  unknown: act<{ kind: string }>()({
    staff: ({ kind }) => `Something that this version of the portal has no words for (${kind})`,
    seenBy: 'desk',
  }),
}

type Declared = typeof events
export type EventKind = keyof Declared
/** Kinds that change work: what staff did, what the person did, what the portal did. */
export type ActKind = { [K in EventKind]: Declared[K]['changesWork'] extends true ? K : never }[EventKind]
/** Kinds that change nothing: somebody only looked. */
export type ReadingKind = Exclude<EventKind, ActKind>

/** What an event of this kind is written with. */
export type DetailOf<K extends EventKind> = {
  [One in K]: Declared[One] extends Act<infer Detail> | Reading<infer Detail> ? Readonly<Detail> : never
}[K]

/** Added to every detail where it applies. */
type Stamp = {
  /** The submission's version once this had happened, where it went up. */
  readonly version?: number
  /** A clock it started is due on a day past the known bank holidays. */
  readonly isPastCalendar?: boolean
}

/** An event of one of these kinds, as it is read. */
export type EventOf<K extends EventKind> = {
  readonly [One in K]: { readonly kind: One; readonly detail: DetailOf<One> & Stamp }
}[K]
export type AnyEvent = EventOf<EventKind>

const declared: { readonly [K in EventKind]: EventDeclaration<DetailOf<K>> & { changesWork: boolean } } =
  events

/** What an event says of itself besides its detail. */
export const declarationOf = (
  kind: EventKind,
): Pick<EventDeclaration<never>, 'joint' | 'seenBy' | 'person'> & {
  readonly changesWork: boolean
} => declared[kind]

/**
 * An event as it was stored. One of a kind that a newer version wrote, before somebody went back to this one, is read as
 * `unknown`: nothing of a history is left out.
 */
export const readEvent = (kind: string, detail: StoredDetail): AnyEvent =>
  (Object.hasOwn(events, kind) ? { kind, detail } : { kind: 'unknown', detail: { kind } }) as AnyEvent

/** An event in a sentence, without who and when, and without what it promised: see `eventInWords`. */
export const happenedInWords = <K extends EventKind>(
  event: EventOf<K>,
  names: ReadonlyMap<string, string>,
): string => declared[event.kind].staff(event.detail, names)

function howReceived(detail: Received): string {
  if (detail.typedIn) {
    const what = detail.from ? 'Saved from a professional referral that is typed in' : 'Typed in'
    const received = detail.receivedAt
      ? `, received at ${inWords(Temporal.Instant.from(detail.receivedAt))}`
      : ''
    return `${what} (${labelIn(typedInWays, detail.typedIn)})${received}`
  }
  return detail.from ? 'Saved from a professional referral' : 'Received'
}

/** Who a letter is to: an event holds no names. */
const letterToIn = (to: readonly string[]): string =>
  to.map((who) => (who === 'person' ? 'the person' : 'who looks after their money')).join(' and ')

const contactIn = ({ how, triedAt, result }: ContactTry): string =>
  [labelIn(contactWays, how), inWords(Temporal.Instant.from(triedAt)), labelIn(contactResults, result)].join(
    ', ',
  )

/** An outcome by its id as it was stored; the id where it is no longer offered. */
export const labelOfOutcome = (outcome: string): string => findOutcome(outcome)?.label ?? outcome

/** Events outlive the lists their codes are from: a code that was taken off one is shown as it is. */
const labelIn = <Code extends string>(labels: Readonly<Record<Code, string>>, code: Code): string =>
  Object.hasOwn(labels, code) ? labels[code] : code

const letterIn = (letter: string, names: ReadonlyMap<string, string>): string => names.get(letter) ?? letter

const personIn = (id: string, names: ReadonlyMap<string, string>): string =>
  names.get(id) ?? 'somebody who has left'
