import { isNull, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AlertReason, DutyRole } from '#src/domain/alerts.ts'
import type { ClockEnd, ClockKind, Team } from '#src/domain/clocks.ts'
import type { EventKind, StoredDetail } from '#src/domain/events.ts'
import type { DealtWay, LetterFailure, LetterState, SettledWay } from '#src/domain/letter-states.ts'
import { drafts } from './drafts.ts'
import { sealed } from './sealed.ts'
import { staff } from './staff.ts'

export const submissions = pgTable(
  'submissions',
  {
    id: uuid().primaryKey(),
    reference: text().notNull().unique(),
    draftId: uuid().unique(),
    /** The safeguarding concern that was saved from this submission before it was sent. */
    concernId: uuid().references((): AnyPgColumn => submissions.id, { onDelete: 'set null' }),
    form: text().notNull(),
    formVersion: integer().notNull(),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
    /** The questions as they were asked beside the answers: see `Snapshot` in src/forms/engine/snapshot.ts. */
    snapshot: sealed().notNull(),
    isSafeguarding: boolean().notNull(),
    flags: text().array().notNull().default(sql`'{}'`),
    /** `not-asked` where it was sent before what could have raised a colour was asked. */
    suggestedColour: text({ enum: ['red', 'amber', 'green', 'not-asked'] }).notNull(),
    /**
     * The colour a person decided; null until the first triage decision, and again once what was added since
     * suggests a more urgent one.
     */
    colour: text({ enum: ['red', 'amber', 'green'] }),
    status: text({ enum: ['waiting', 'more-information', 'decided', 'closed'] })
      .notNull()
      .default('waiting'),
    /** When the first of its running clocks is due; null while none runs. Written with the event that changes them. */
    nextDueAt: timestamp({ withTimezone: true }),
    /**
     * Where the queue puts it before it looks at what is due: 0 unread and suggested red, 1 an unread safeguarding
     * concern or anything added that nobody read, 2 all else.
     */
    rank: integer()
      .notNull()
      .generatedAlwaysAs(
        sql`case
          when (first_read_at is null or changed_at is not null) and suggested_colour = 'red' then 0
          when (first_read_at is null or changed_at is not null) and is_safeguarding then 1
          when changed_at is not null then 1
          else 2 end`,
      ),
    assignedTo: uuid().references(() => staff.id),
    firstReadAt: timestamp({ withTimezone: true }),
    /** When the person last added something that nobody who decides has read yet; null when all is read. */
    changedAt: timestamp({ withTimezone: true }),
    /** Goes up with every change a colleague could be overtaken by: decision, take, hand over, addition. */
    version: integer().notNull().default(1),
    /** Who typed it in from paper or a call; null where the person sent it themself. */
    typedInBy: uuid().references(() => staff.id),
    typedInHow: text({ enum: ['paper', 'phone', 'in-person'] }),
    typedInAt: timestamp({ withTimezone: true }),
    /** Which code opens its status: goes up with every new one, and the one before opens nothing. */
    codeNumber: integer().notNull().default(1),
    /** How a copy was asked for at sending; null when none was, or only on the screen. */
    copyAsked: text({ enum: ['email', 'post'] }),
    /** When it went: posted or given by staff, or the email with the way to it handed over to the mail server. */
    copySentAt: timestamp({ withTimezone: true }),
    /** When they said that they do not need it any more. */
    copyNotNeededAt: timestamp({ withTimezone: true }),
    /** The email address as they put it right after sending: `submissions:<id>:email`. Null while the one sent is right. */
    correctedEmail: sealed(),
  },
  (t) => [
    index('submissions_queue').on(t.rank, t.nextDueAt),
    index('submissions_received').on(t.receivedAt.desc(), t.id),
    index('submissions_concern').on(t.concernId),
  ],
)

/** What was added after sending. Kept as it came: the application may add rows and change none. */
export const additions = pgTable(
  'additions',
  {
    id: uuid().primaryKey(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id),
    at: timestamp({ withTimezone: true }).notNull(),
    kind: text({ enum: ['forgot', 'worse', 'answers', 'proof'] }).notNull(),
    /** Their words and whether anyone is in danger, the answers that changed, or what a file shows: `additions:<id>`. */
    words: sealed().notNull(),
  },
  (t) => [index('additions_submission').on(t.submissionId, t.at)],
)

/**
 * One promise: started by an event, due, and ended by another one. Kinds and what starts and stops them are declared in
 * src/domain/clocks.ts. The stored due time is never worked out again.
 */
export const clocks = pgTable(
  'clocks',
  {
    id: uuid().primaryKey(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id),
    kind: text().$type<ClockKind>().notNull(),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    /** The event that started it; null only where it began before clocks named one and none fits. */
    startedBy: bigint({ mode: 'number' }).references((): AnyPgColumn => events.id),
    dueAt: timestamp({ withTimezone: true }).notNull(),
    /** By which rule the due time was worked out: `A, 1 working-days`. From before clocks said so, `A` or `B` alone. */
    rule: text().notNull(),
    team: text().$type<Team>().notNull(),
    /** Who of the team owes it; null while nobody has it. */
    owner: uuid().references(() => staff.id),
    /** `kept` in time, `late` afterwards, `cancelled` where it no longer had to be; null while it runs. */
    ended: text().$type<ClockEnd>(),
    endedAt: timestamp({ withTimezone: true }),
    /** The event that ended it, which says who; null while it runs, or as with `startedBy`. */
    endedBy: bigint({ mode: 'number' }).references((): AnyPgColumn => events.id),
  },
  (t) => [index('clocks_submission').on(t.submissionId)],
)

export const decisions = pgTable(
  'decisions',
  {
    id: uuid().primaryKey(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id),
    /** 1 for the first decision on a submission, then 2, 3 … */
    number: integer().notNull(),
    outcome: text().notNull(),
    colour: text({ enum: ['red', 'amber', 'green'] }).notNull(),
    /** Three-part test of section 42(1): yes, no or find-out for each limb. Null for other forms. */
    testNeeds: text({ enum: ['yes', 'no', 'find-out'] }),
    testHarm: text({ enum: ['yes', 'no', 'find-out'] }),
    testProtect: text({ enum: ['yes', 'no', 'find-out'] }),
    /** Everything written in words: reason, next step, why the colour was lowered, reasons of the test. */
    words: sealed().notNull(),
    nextBy: uuid().references(() => staff.id),
    madeBy: uuid()
      .notNull()
      .references(() => staff.id),
    madeAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [uniqueIndex('decisions_number').on(t.submissionId, t.number)],
)

/**
 * Who, when, what, why. Append only: a trigger refuses update, delete and truncate, and the application's
 * role has no right to them. Holds no answers: `detail` carries codes, ids and counts only.
 */
export const events = pgTable(
  'events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    submissionId: uuid().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    actor: text({ enum: ['person', 'staff', 'system'] }).notNull(),
    staffId: uuid(),
    /** Declared, with what its detail holds, in src/domain/events.ts. */
    kind: text().$type<EventKind>().notNull(),
    decisionId: uuid(),
    detail: jsonb().$type<StoredDetail>().notNull().default({}),
  },
  (t) => [index('events_submission').on(t.submissionId, t.id)],
)

export const files = pgTable(
  'files',
  {
    id: uuid().primaryKey(),
    draftId: uuid(),
    submissionId: uuid().references(() => submissions.id),
    question: text().notNull(),
    name: sealed().notNull(),
    mediaType: text().notNull(),
    size: integer().notNull(),
    /** In how many rows of `file_pieces` its bytes are; 0 where they are here, as before there were pieces. */
    pieces: integer().notNull(),
    content: sealed(),
    scan: text({ enum: ['waiting', 'clean', 'infected', 'failed', 'no-scanner'] }).notNull(),
    scannedAt: timestamp({ withTimezone: true }),
    /** Set when a person opened the file for download without a clean scan. */
    releasedBy: uuid().references(() => staff.id),
    releasedAt: timestamp({ withTimezone: true }),
    /** Why, in their words: `files:<id>:release`. */
    releaseReason: sealed(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('files_draft').on(t.draftId),
    index('files_submission').on(t.submissionId),
    check('files_bytes_in_one_place', sql`(pieces = 0) = (content is not null)`),
  ],
)

/**
 * The bytes of a file, some of them a row, so that no statement carries them all. A piece is sealed to its file, its
 * place and how many there are: none opens in another place, and none can be missing. Kept as they were written.
 */
export const filePieces = pgTable(
  'file_pieces',
  {
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    /** From 0. */
    number: integer().notNull(),
    content: sealed().notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.number] })],
)

/**
 * That somebody on duty is to be told of a submission, until a decision ends it: one at a time. What it goes by is
 * declared in src/domain/alerts.ts.
 */
export const alerts = pgTable(
  'alerts',
  {
    id: uuid().primaryKey(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id),
    reason: text().$type<AlertReason>().notNull(),
    /** When what it is about came in, or was added. */
    waitingSince: timestamp('raised_at', { withTimezone: true }).notNull(),
    /** Since when nobody acknowledged it: raised, raised again by what was added, or the last quiet hour was over. */
    callingSince: timestamp({ withTimezone: true }).notNull(),
    /** Whoever has the next turn is told at this moment or later. */
    nextTellAt: timestamp({ withTimezone: true }).notNull(),
    /** Who was told last, of the turns since `callingSince`. */
    toldRole: text().$type<DutyRole>(),
    /** The newest message that counted it. No key to it: a message is about several, and goes with none of them. */
    messageId: uuid(),
    acknowledgedAt: timestamp({ withTimezone: true }),
    acknowledgedBy: uuid().references(() => staff.id),
    /** Nobody is told before this moment. */
    acknowledgedUntil: timestamp({ withTimezone: true }),
    /** Nobody acknowledged it for as long as anybody is told of one. */
    givenUpAt: timestamp({ withTimezone: true }),
    /** When a decision ended it. */
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('alerts_submission').on(t.submissionId),
    uniqueIndex('alerts_open').on(t.submissionId).where(isNull(t.endedAt)),
  ],
)

/**
 * When each duty contact was last told anything: what holds two workers to one message in so many minutes. Two roles of
 * one mailbox are one row.
 */
export const dutyContacts = pgTable('duty_contacts', {
  /** The first role that has this mailbox. */
  role: text().$type<DutyRole>().primaryKey(),
  toldAt: timestamp({ withTimezone: true }).notNull(),
  /** The newest message to them: one before it that could not be sent is not sent any more. */
  messageId: uuid().notNull(),
})

/**
 * Every message the portal sends or would send, so that staff see it and a failed one is never silent. Its state is the
 * one place that says whether it went.
 */
export const messages = pgTable(
  'messages',
  {
    id: uuid().primaryKey(),
    /** Idempotency key of the job that made it: one message whatever the retries. */
    key: text().notNull().unique(),
    alertId: uuid().references(() => alerts.id),
    submissionId: uuid().references(() => submissions.id),
    draftId: uuid().references(() => drafts.id, { onDelete: 'cascade' }),
    /** Who it is to, without an address. */
    contact: text().notNull(),
    letter: text().notNull(),
    /** Address and code of a letter to a person, until it went or somebody dealt with it: `messages:<id>`. */
    sealedLetter: sealed(),
    state: text().$type<LetterState>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** When the mail server took it. */
    sentAt: timestamp({ withTimezone: true }),
    /** Tries that failed since it was queued last. */
    tries: integer().notNull().default(0),
    /** Why the last of them failed; null where none did. */
    failure: text().$type<LetterFailure>(),
    /** When it was given up. */
    failedAt: timestamp({ withTimezone: true }),
    /** What was done about it; who did it is null where it settled itself. */
    dealtWith: text().$type<DealtWay | SettledWay>(),
    dealtWithAt: timestamp({ withTimezone: true }),
    dealtWithBy: uuid().references(() => staff.id),
  },
  (t) => [
    index('messages_submission').on(t.submissionId),
    index('messages_open').on(t.submissionId).where(sql`state in ('waiting', 'trying-again', 'failed')`),
  ],
)

/**
 * What staff wrote down about something they did besides deciding. Kept as it was written: the application may
 * add rows, and change only what they belong to.
 */
export const notes = pgTable(
  'notes',
  {
    id: uuid().primaryKey(),
    submissionId: uuid().references(() => submissions.id),
    /** Of a check before anything was sent: it goes with the draft, or becomes the submission's. */
    draftId: uuid().references(() => drafts.id, { onDelete: 'cascade' }),
    /** `taken-over`: a draft that staff type in changed hands. It stays with the draft. */
    kind: text({
      enum: ['identity-check', 'closed', 'complaint-reply', 'letter-dealt-with', 'taken-over'],
    }).notNull(),
    /** Codes of what was checked, or how it was done; of `taken-over` the id of who had it before. */
    codes: text().array().notNull().default(sql`'{}'`),
    /** In their words: `notes:<id>`. */
    words: sealed().notNull(),
    madeBy: uuid()
      .notNull()
      .references(() => staff.id),
    madeAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('notes_submission').on(t.submissionId), index('notes_draft').on(t.draftId)],
)
