import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Role } from '#src/auth/roles.ts'
import { sealed } from './sealed.ts'

export const staff = pgTable('staff', {
  id: uuid().primaryKey(),
  /** Stored lower case. */
  email: text().notNull().unique(),
  name: text().notNull(),
  role: text().$type<Role>().notNull(),
  passwordHash: text().notNull(),
  /** Made by the demonstration seed: refused on an external database. */
  isDemonstration: boolean().notNull().default(false),
  createdAt: timestamp({ withTimezone: true }).notNull(),
  disabledAt: timestamp({ withTimezone: true }),
})

export const staffSessions = pgTable(
  'staff_sessions',
  {
    /** Keyed hash of the session id in the cookie; the id itself is never stored. */
    idHash: text().primaryKey(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** Idle expiry, moved forward while the session is used; never past createdAt + the absolute limit. */
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('staff_sessions_staff').on(t.staffId), index('staff_sessions_expiry').on(t.expiresAt)],
)

/** Where each person has signed in from before, so that strangers' wrong tries do not hold them up there. */
export const staffAddresses = pgTable(
  'staff_addresses',
  {
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** Keyed hash of the network address. */
    addressHash: text().notNull(),
    lastSignedInAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.staffId, t.addressHash] })],
)

/** Wrong tries by key (keyed hashes of account and address), shared by all servers. */
export const attempts = pgTable('attempts', {
  key: text().primaryKey(),
  points: integer().notNull(),
  firstAt: timestamp({ withTimezone: true }).notNull(),
  /** Until when no try is looked at. Kept after it has passed: the next pause is longer, until a quiet time. */
  blockedUntil: timestamp({ withTimezone: true }),
})

/**
 * What each network address has used of its budgets (src/domain/budgets.ts), shared by all servers. A row goes when its
 * time is over.
 */
export const spending = pgTable(
  'spending',
  {
    /** Keyed hash of the budget and the network address: neither is stored. */
    key: text().primaryKey(),
    amount: bigint({ mode: 'number' }).notNull(),
    endsAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('spending_end').on(t.endsAt)],
)

/** What somebody typed at the desk and has not sent yet, by the page it was typed on: one row for each. */
export const keptWork = pgTable(
  'kept_work',
  {
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** Address of the page, without what follows a question mark. */
    page: text().notNull(),
    /** The fields of the page, sealed under the account and the page. */
    typed: sealed().notNull(),
    keptAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.staffId, t.page] }), index('kept_work_age').on(t.keptAt)],
)
