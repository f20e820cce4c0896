import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { listAdditions } from '#db/queries/additions.ts'
import { listClocks } from '#db/queries/clocks.ts'
import { listDecisions } from '#db/queries/decisions.ts'
import { listEvents } from '#db/queries/events.ts'
import { listFiles } from '#db/queries/files.ts'
import { listLetters, type MessageRow } from '#db/queries/letters.ts'
import { listNotes, type NoteRow } from '#db/queries/notes.ts'
import { listStaffNames } from '#db/queries/staff.ts'
import {
  findSubmission,
  type SubmissionRow,
  updateSubmission,
  updateSubmissionAsReadSince,
} from '#db/queries/submissions.ts'
import { open } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { inWords } from '#src/domain/dates-in-words.ts'
import { type ClockEnd, type ClockKind, teams } from '#src/domain/clocks.ts'
import type { TypedInWay } from '#src/domain/desk-actions.ts'
import { type AnyEvent, declarationOf, type ReadAs } from '#src/domain/events.ts'
import type { LetterFailure, LetterState } from '#src/domain/letter-states.ts'
import type { Outcome } from '#src/domain/outcomes.ts'
import type { TestPartName } from '#src/domain/triage.ts'
import {
  additionQuestions,
  contactQuestions,
  dangerAnswers,
  flagsNow,
  flagsOfAddition,
  type StillSafe,
  stillSafeAnswers,
} from '#src/forms/after-sending/addition.ts'
import { findForm, forms } from '#src/forms/all-forms.ts'
import type { Facts } from '#src/forms/engine/conditions.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import type { RaisedFlag } from '#src/forms/engine/raise-flags.ts'
import { type Form, questionsOf } from '#src/forms/engine/form.ts'
import {
  type Answer,
  type Common,
  SAFE_CONTACT_STEPS,
  type SummaryPart,
  valuesOf,
} from '#src/forms/engine/question.ts'
import { readAnswer } from '#src/forms/engine/read-answer.ts'
import type { Snapshot, SnapshotEntry } from '#src/forms/engine/snapshot.ts'
import { type Listener, say } from '#src/forms/engine/words.ts'
import type { SentProofKind } from '#src/forms/after-sending/proof.ts'
import type { RaisedSignpost } from '#src/forms/rules/signposts.ts'
import { type PartName, type Pointing, threePartTest } from '#src/forms/rules/three-part-test.ts'
import { openAddition, type StoredAddition } from '#src/services/after-sending/add-to-submission.ts'
import { alertAbout, type ShownAlert } from './alert-of-submission.ts'
import { whatIsLeft } from './what-is-left.ts'
import { type DecisionWords, openDecision } from './decision-words.ts'
import { outcomesOffered } from './outcomes-offered.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { type ShownLink, showLink } from './show-link.ts'
import { letters } from '#src/letters/all-letters.ts'
import { copyLink } from '#src/letters/copy-link.letter.ts'
import { canEmail, correctedEmailOf, emailOf } from '#src/services/submissions/letters.ts'
import { type CopyForOther, copyForOther, isCopyToSend } from './copy-asked.ts'
import { type OpenLetter, openLettersOf } from './open-letters.ts'
import { recordRead } from './staff-act.ts'
import { colleagues } from './colleagues.ts'
import { wordsOfNote } from './record-note.ts'

/** An answer quoted beside what it led to. */
export interface Quote {
  readonly title: string
  /** Empty when the question was not answered. */
  readonly said: readonly string[]
}

export interface ShownFile {
  readonly id: string
  /** The question it was sent with. */
  readonly question: string
  /** What they say it shows, of a file sent after the form; otherwise null. */
  readonly shows: SentProofKind | null
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly scan: 'waiting' | 'clean' | 'infected' | 'failed' | 'no-scanner'
  /** May be downloaded: the scan found nothing, or somebody opened it with a reason. */
  readonly isOpen: boolean
  readonly releaseReason: string | null
}

export type HistoryEvent = AnyEvent & {
  readonly at: Temporal.Instant
  readonly actor: 'person' | 'staff' | 'system'
  readonly staffName: string | null
}

/** A promise made about it. */
export interface ShownClock {
  readonly kind: ClockKind
  readonly startedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly state: 'running' | ClockEnd
  readonly endedAt: Temporal.Instant | null
  /** Who ended it. */
  readonly endedBy: string | null
  /** Who owes it, or owed it; the team while nobody of it has the submission. */
  readonly owner: string
}

type DecisionRow = Awaited<ReturnType<typeof listDecisions>>[number]
export interface ShownDecision extends Omit<DecisionRow, 'words' | 'madeAt'> {
  readonly madeAt: Temporal.Instant
  readonly words: DecisionWords
}

/** Everything the page about one submission shows. */
export interface ShownSubmission {
  readonly reference: string
  readonly row: Omit<SubmissionRow, 'snapshot' | 'correctedEmail'>
  readonly receivedAt: Temporal.Instant
  readonly assignedName: string | null
  readonly snapshot: Snapshot
  /** Whom it is about, as written; empty when nobody gave a name. */
  readonly adultName: string
  readonly flags: readonly (Omit<RaisedFlag, 'because'> & { readonly because: readonly Quote[] })[]
  /** The three-part test as the answers point; empty where the form has none. */
  readonly test: readonly {
    readonly name: TestPartName
    readonly asks: string
    readonly points: Pointing
    readonly because: readonly Quote[]
  }[]
  readonly safeContact: readonly SnapshotEntry[]
  /** What they said since of whether that is still safe, newest first. */
  readonly safeSince: readonly SafeSince[]
  readonly reporter: readonly SnapshotEntry[]
  readonly ownWords: readonly SnapshotEntry[]
  /** What was added since it was sent, newest first. */
  readonly additions: readonly StoredAddition[]
  readonly adult: readonly SnapshotEntry[]
  readonly files: readonly ShownFile[]
  /** The oldest first. */
  readonly clocks: readonly ShownClock[]
  readonly decisions: readonly ShownDecision[]
  /** What may be decided. */
  readonly outcomes: readonly Outcome[]
  /** What staff wrote down besides decisions, oldest first. */
  readonly notes: readonly ShownNote[]
  /** Who typed it in for somebody else; null where they sent it themselves. */
  readonly typedIn: { readonly by: string; readonly how: TypedInWay; readonly at: Temporal.Instant } | null
  /** The copy asked for at sending; null when none was, or only on the screen. */
  readonly copy: {
    readonly asked: 'email' | 'post'
    readonly sentAt: Temporal.Instant | null
    /** They said since that they do not need it. */
    readonly isNotNeeded: boolean
    readonly isToSend: boolean
    /** The email with the way to it; undefined where none was queued, or somebody dealt with that it did not go. */
    readonly email: LetterState | undefined
    /** Contact is not safe: it may not be sent. */
    readonly isHeldBack: boolean
    /** The way to it can be emailed. */
    readonly canEmail: boolean
    /** Somebody sent the form for another person, whose the address in it is. */
    readonly forOther: CopyForOther | undefined
  } | null
  /** Letters about it that have not gone and that nobody has dealt with, oldest first. */
  readonly openLetters: readonly OpenLetter[]
  /** Every letter about it and what became of it, oldest first, without address. */
  readonly letters: readonly ShownLetter[]
  /** The email address as it was put right since; undefined while the one sent is right. */
  readonly correctedEmail: string | undefined
  /** What must be done before it can be closed; undefined when nothing is. */
  readonly leftToDo: string | undefined
  readonly history: readonly HistoryEvent[]
  readonly alert: ShownAlert | null
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** The safeguarding concern it saved, or the form it was saved from. */
  readonly link: ShownLink | undefined
  /** Local help that the answers raised. */
  readonly signposts: readonly Pick<RaisedSignpost, 'id' | 'title'>[]
  /** Names of everybody the history mentions, by id, and of letters, by the name that their messages have. */
  readonly names: ReadonlyMap<string, string>
}

/** What became of a letter. */
export interface ShownLetter {
  readonly letter: string
  readonly state: LetterState
  readonly queuedAt: Temporal.Instant
  readonly sentAt: Temporal.Instant | null
  readonly failedAt: Temporal.Instant | null
  readonly failure: LetterFailure | null
  readonly dealtWith: string | null
}

export interface SafeSince {
  readonly at: Temporal.Instant
  readonly stillSafe: StillSafe
  /** In their words; empty where they wrote nothing. */
  readonly instead: string
}

export interface ShownNote {
  readonly id: string
  readonly kind: Exclude<NoteRow['kind'], 'taken-over'>
  readonly codes: readonly string[]
  readonly words: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
}

export type Shown =
  | { readonly is: 'submission'; readonly submission: ShownSubmission }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-submission' }

// What a stored answer is to the desk is looked up by its question, not stored with it: ids are permanent, so what was
// sent with an older version of a form shows where the form says now.
const declared: ReadonlyMap<string, Common> = new Map(
  Object.values(forms).flatMap((form) => [...questionsOf(form)].map(([id, { asks }]) => [id, asks] as const)),
)

/** The answers of one box at the top of the page, in the order of the form. */
export const summaryOf = (part: SummaryPart, entries: readonly SnapshotEntry[]): SnapshotEntry[] =>
  entries.filter(({ id }) => declared.get(id)?.summary === part)

/**
 * What is read before any contact, step by step, then whatever else says whom not to tell, such as who must not be
 * talked to, and whether the person cared for knows.
 */
export function safeContactIn(entries: readonly SnapshotEntry[]): SnapshotEntry[] {
  const steps = SAFE_CONTACT_STEPS.flatMap((step) => summaryOf(`safe-contact:${step}`, entries))
  return [
    ...steps,
    ...entries.filter((one) => one.feeds.includes('+fl-safe-contact') && !steps.includes(one)),
  ]
}

const partNames: Readonly<Record<PartName, TestPartName>> = { S42a: 'needs', S42b: 'harm', S42c: 'protect' }

/**
 * Opens a submission for somebody at the desk. Every time is a read that is written down, an auditor's and a
 * program's too; the first by somebody who may decide, on its page, makes it read. Reading keeps no promise.
 * @param as `json` when a program took it, `money` when its page about money was opened.
 */
export async function showSubmission(
  reference: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
  as: 'page' | 'json' | 'money' = 'page',
): Promise<Shown> {
  if (!may(staff.role, 'read-submissions')) return { is: 'not-allowed' }
  const people = await colleagues()
  return transact(async (tx) => {
    const row = await findSubmission(tx, reference)
    if (!row) return { is: 'no-such-submission' }
    await noteRead(tx, row, staff, now, as)
    return { is: 'submission', submission: await gather(tx, row, people, now) }
  })
}

async function noteRead(tx: Tx, row: SubmissionRow, staff: SignedInStaff, now: Temporal.Instant, as: ReadAs) {
  await recordRead(tx, row.id, staff, now, { as })
  // It stays unread, and what was added marked, until somebody who can act on it has had the page open.
  if (as !== 'page' || !may(staff.role, 'decide')) return
  if (row.firstReadAt === null) await updateSubmission(tx, row.id, { firstReadAt: asDate(now) })
  if (row.changedAt) await updateSubmissionAsReadSince(tx, row.id, row.changedAt)
}

async function gather(
  tx: Tx,
  row: SubmissionRow,
  people: ShownSubmission['people'],
  now: Temporal.Instant,
): Promise<ShownSubmission> {
  const { snapshot: sealedSnapshot, correctedEmail: _, ...rest } = row
  const stored = openSubmission({ id: row.id, snapshot: sealedSnapshot })
  const { snapshot, flags } = stored
  const entries = new Map(
    snapshot.parts
      .flatMap((part) => part.pages.flatMap((page) => page.entries))
      .map((entry) => [entry.id, entry]),
  )
  const additions = (await listAdditions(tx, row.id)).map(openAddition).toReversed()
  const given = { ...stored.linked?.told.answers, ...snapshot.answers }
  // A flag stays when the answer that raised it is taken away: it is quoted as it was.
  const takenAway = new Map(
    additions
      .toReversed()
      .flatMap((added) => (added.kind === 'answers' ? added.entries : []))
      .map(({ id, title, was }) => [id, { title, said: was }]),
  )
  const quote = (of: RaisedFlag['because']) =>
    of.map(({ id, values }) => quoted(given, entries.get(id) ?? takenAway.get(id), id, values))
  const form = findForm(row.form)
  const test = form && row.isSafeguarding ? threePartTest(factsAsSent(form, snapshot)) : []
  const names = new Map([
    ...(await listStaffNames(tx)).map(({ id, name }) => [id, name] as const),
    ...[...letters].map(([name, { staff }]) => [name, staff] as const),
  ])
  const openLetters = await openLettersOf(tx, row)
  const [clocks, decisions, events, files, alert, notes, messages] = [
    await listClocks(tx, row.id),
    await listDecisions(tx, row.id),
    await listEvents(tx, row.id),
    await listFiles(tx, row.id),
    await alertAbout(tx, row.id, now),
    await listNotes(tx, row.id),
    await listLetters(tx, row.id),
  ]
  const shows = new Map(
    additions.flatMap((added) => (added.kind === 'proof' ? [[added.fileId, added.of]] : [])),
  )
  return {
    reference: row.reference,
    row: rest,
    receivedAt: asInstant(row.receivedAt),
    assignedName: (row.assignedTo && names.get(row.assignedTo)) ?? null,
    snapshot,
    adultName: adultNameIn(snapshot),
    flags: flagsNow(flags, row.flags).map((flag) => ({
      ...flag,
      because: [...quote(flag.because), ...additions.flatMap((addition) => quotedFrom(addition, flag.id))],
    })),
    test: test.map(({ part, because, ...asked }) => ({
      ...asked,
      name: partNames[part],
      because: quote(because),
    })),
    safeContact: safeContactIn([...entries.values()]),
    safeSince: additions.flatMap((added) =>
      'stillSafe' in added && added.stillSafe
        ? [{ at: added.at, stillSafe: added.stillSafe, instead: added.safeInstead ?? '' }]
        : [],
    ),
    reporter: summaryOf('reporter', [...entries.values()]),
    ownWords: [...entries.values()].filter((entry) => entry.feeds.includes('VOICE')),
    additions,
    adult: summaryOf('adult', [...entries.values()]),
    files: files.map(({ name, releasedAt, releaseReason, scannedAt: _, ...file }) => ({
      ...file,
      shows: shows.get(file.id) ?? null,
      name: open(name, `files:${file.id}:name`).toString('utf8'),
      isOpen: isOpenFile({ ...file, releasedAt }),
      releaseReason: releaseReason && open(releaseReason, `files:${file.id}:release`).toString('utf8'),
    })),
    clocks: clocks.map((clock) => ({
      kind: clock.kind,
      startedAt: asInstant(clock.startedAt),
      dueAt: asInstant(clock.dueAt),
      state: clock.ended ?? 'running',
      endedAt: clock.endedAt && asInstant(clock.endedAt),
      endedBy: (clock.endedByStaff && names.get(clock.endedByStaff)) ?? null,
      owner: (clock.owner && names.get(clock.owner)) ?? teams[clock.team],
    })),
    decisions: decisions.map((decision) => ({
      ...decision,
      madeAt: asInstant(decision.madeAt),
      words: openDecision(decision),
    })),
    outcomes: outcomesOffered(row.form, snapshot),
    notes: notes.flatMap(({ id, kind, codes, words, madeAt, madeBy }) =>
      // Not one of the submission's: an event tells of it.
      kind === 'taken-over'
        ? []
        : [
            {
              id,
              kind,
              codes,
              words: wordsOfNote({ id, words }),
              madeAt: asInstant(madeAt),
              madeBy: names.get(madeBy) ?? 'somebody who has left',
            },
          ],
    ),
    typedIn:
      row.typedInBy && row.typedInHow && row.typedInAt
        ? {
            by: names.get(row.typedInBy) ?? 'somebody who has left',
            how: row.typedInHow,
            at: asInstant(row.typedInAt),
          }
        : null,
    copy: row.copyAsked && {
      asked: row.copyAsked,
      sentAt: row.copySentAt && asInstant(row.copySentAt),
      isNotNeeded: row.copyNotNeededAt !== null,
      isToSend: isCopyToSend(row),
      email: copyEmailIn(messages),
      isHeldBack: isScreenOnly(row.flags),
      canEmail: canEmail() && emailOf(row) !== undefined,
      forOther: copyForOther(snapshot),
    },
    openLetters,
    letters: messages.map(({ letter, state, createdAt, sentAt, failedAt, failure, dealtWith }) => ({
      letter,
      state,
      queuedAt: asInstant(createdAt),
      sentAt: sentAt && asInstant(sentAt),
      failedAt: failedAt && asInstant(failedAt),
      failure,
      dealtWith,
    })),
    correctedEmail: correctedEmailOf(row),
    leftToDo: whatIsLeft(
      row,
      clocks.flatMap(({ kind, ended }) => (ended ? [] : [kind])),
      openLetters.map(({ state }) => state),
    ),
    history: events.flatMap(({ at, decisionId: _, ...event }) =>
      declarationOf(event.kind).seenBy === 'desk' ? [{ ...event, at: asInstant(at) }] : [],
    ),
    alert,
    people,
    link: await showLink(tx, row, stored),
    signposts: stored.signposts ?? [],
    names,
  }
}

/** What became of the newest email with the way to a copy, unless somebody dealt with it. */
function copyEmailIn(messages: readonly MessageRow[]): LetterState | undefined {
  const state = messages.findLast(({ letter }) => letter === copyLink.name)?.state
  return state === 'dealt-with' ? undefined : state
}

/** A file may be downloaded when its scan found nothing, or somebody opened it; never when it is infected. */
export const isOpenFile = (file: { scan: ShownFile['scan']; releasedAt: Date | null }): boolean =>
  file.scan === 'clean' || (file.releasedAt !== null && file.scan !== 'infected')

/**
 * Whom a submission is about, as it was written; empty when nobody gave a name. At the desk it takes the last name too:
 * there is more than one Mavis.
 */
export function adultNameIn(snapshot: Snapshot): string {
  const form = findForm(snapshot.form)
  const entries = snapshot.parts.flatMap((part) => part.pages.flatMap((page) => page.entries))
  const called = (as: NonNullable<Common['names']>) =>
    entries.filter(({ id, state }) => declared.get(id)?.names === as && state === 'answered')
  const first = called('first')
  if (first.length > 0) return [...first, ...called('last')].flatMap(({ said }) => said).join(' ')
  // Feedback is about no one person: it goes by whoever gave a name.
  const named = form?.nameFrom.length
    ? entries.find(({ id, state }) => form.nameFrom.includes(id) && state === 'answered')
    : called('sender')[0]
  return named?.said.join(' ') ?? ''
}

/** Staff read declared words as they are put to everybody. */
const STAFF: Listener = { voice: 'you', slots: {} }

/** What was said in an addition that raised a flag. Added answers are quoted from the answers they changed. */
function quotedFrom(addition: StoredAddition, flag: string): Quote[] {
  if (addition.kind === 'answers' || addition.kind === 'proof') return []
  if (!flagsOfAddition(addition).some(({ id }) => id === flag)) return []
  const [question, said] =
    flag === 'fl-safe-contact'
      ? [contactQuestions['still-safe'], stillSafeAnswers[addition.stillSafe ?? 'not-sure']]
      : [additionQuestions[addition.kind]['danger-now'], dangerAnswers[addition.danger ?? 'not-sure']]
  const asked = say(question?.asks.title ?? '', STAFF)
  return [{ title: `Added at ${inWords(addition.at)}: ${asked}`, said: [said] }]
}

/** The lines of an answer that counted: of a list of ticks only those, else all of it. */
function quoted(
  answers: Snapshot['answers'],
  entry: Quote | undefined,
  id: string,
  values: readonly string[],
): Quote {
  if (!entry) return { title: id, said: values }
  const given = answers[id]
  const isOneLineATick = Array.isArray(given) && given.length === entry.said.length
  const said = isOneLineATick ? entry.said.filter((_, at) => values.includes(String(given[at]))) : entry.said
  return { title: entry.title, said }
}

/**
 * What rules may read of a submission: its choices, read again as they were sent. Rules about triage read
 * choices only, so anything typed in counts for nothing here.
 */
function factsAsSent(form: Form, snapshot: Snapshot): Facts {
  const questions = questionsOf(form)
  const answerOf = (id: string): Answer | undefined => {
    const question = questions.get(id)
    const given = snapshot.answers[id]
    if (!question || given === undefined) return undefined
    const values = (Array.isArray(given) ? given : [given]).map(String)
    return readAnswer(id, question, { [id]: values }).answer
  }
  return {
    form: form.number,
    values(id) {
      const question = questions.get(id)
      const answer = answerOf(id)
      return question && answer ? valuesOf(question, answer) : []
    },
    hasSome(id) {
      const answer = answerOf(id)
      return (
        answer !== undefined &&
        'value' in answer &&
        (questions.get(id)?.control.isSome(answer.value) ?? false)
      )
    },
    number: () => undefined,
    derived: () => undefined,
  }
}
