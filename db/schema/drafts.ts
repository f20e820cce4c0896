import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sealed } from './sealed.ts'

/**
 * What somebody is still writing. `state` is sealed as a whole: parsed answers, half-typed values and
 * the pages continued past. `visitHash` is the keyed hash of the random cookie of one device.
 */
export const drafts = pgTable(
  'drafts',
  {
    id: uuid().primaryKey(),
    visitHash: text().notNull(),
    form: text().notNull(),
    formVersion: integer().notNull(),
    version: integer().notNull().default(1),
    state: sealed().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    sentAt: timestamp({ withTimezone: true }),
    submissionId: uuid(),
  },
  (t) => [
    uniqueIndex('drafts_one_open').on(t.visitHash, t.form).where(sql`sent_at is null`),
    index('drafts_expiry').on(t.expiresAt),
  ],
)
