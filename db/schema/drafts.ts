import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sealed } from './sealed.ts'
import { submissions } from './submissions.ts'
import { staff } from './staff.ts'

/**
 * What somebody is still writing. `state` is sealed as a whole: parsed answers, half-typed values and
 * the pages continued past.
 */
export const drafts = pgTable(
  'drafts',
  {
    id: uuid().primaryKey(),
    form: text().notNull(),
    formVersion: integer().notNull(),
    version: integer().notNull().default(1),
    state: sealed().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    sentAt: timestamp({ withTimezone: true }),
    submissionId: uuid(),
    /** The safeguarding concern saved from this draft, or the one it adds to; it goes when that is erased. */
    concernId: uuid().references(() => submissions.id, { onDelete: 'cascade' }),
    /** Keyed hash of the code to come back with; null until there is one. The code itself is never stored. */
    codeHash: text().unique(),
    /** Argon2id of the word or number chosen with the code. */
    secretHash: text(),
    /** A member of staff types in what somebody else wrote or said; null where people write themselves. */
    typedInBy: uuid().references(() => staff.id),
    typedInHow: text({ enum: ['paper', 'phone', 'in-person'] }),
    /** When the council got it: what the promise counts from. */
    typedInReceivedAt: timestamp({ withTimezone: true }),
    /** After sending: the equality questions were answered from its receipt, once. What was answered is elsewhere. */
    equalityAnswered: boolean().notNull().default(false),
  },
  (t) => [
    // Looked through by a job. A B-tree would make each saved answer write to every index of the table, since saving
    // moves the end; a BRIN index does not (from PostgreSQL 16).
    index('drafts_expiry').using('brin', t.expiresAt),
    index('drafts_typed_in_by').on(t.typedInBy),
  ],
)

/**
 * Which devices reach a draft: the one it was begun on, and those that came back to it with its code.
 * `visitHash` is the keyed hash of the random cookie of one device.
 */
export const draftDevices = pgTable(
  'draft_devices',
  {
    visitHash: text().notNull(),
    draftId: uuid()
      .notNull()
      .references(() => drafts.id, { onDelete: 'cascade' }),
    /** The draft's own, here so that the database can keep a device to one open draft of a form. */
    form: text().notNull(),
    /** Until the draft is sent. */
    isOpen: boolean().notNull().default(true),
    /** Came back with the code: some answers are not shown here. */
    isResumed: boolean().notNull().default(false),
    /** When this device last used the draft, to about a minute. */
    seenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.visitHash, t.draftId] }),
    uniqueIndex('draft_devices_one_open').on(t.visitHash, t.form).where(sql`is_open`),
    index('draft_devices_draft').on(t.draftId),
  ],
)
