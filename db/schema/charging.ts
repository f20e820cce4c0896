import { integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sealed } from './sealed.ts'
import { staff } from './staff.ts'
import { submissions } from './submissions.ts'

/**
 * What staff count instead of an answer, with why. It stands beside the answer, which stays as it was sent. Kept
 * as it was written: the application may add rows and change none; of one question the last counts.
 */
export const figureAmendments = pgTable(
  'figure_amendments',
  {
    id: uuid().primaryKey(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id),
    /** 1 for the first amendment of a submission, then 2, 3 … */
    number: integer().notNull(),
    question: text().notNull(),
    /** The answer before and after, and why: `figure_amendments:<id>`. */
    words: sealed().notNull(),
    madeBy: uuid()
      .notNull()
      .references(() => staff.id),
    madeAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [uniqueIndex('figure_amendments_number').on(t.submissionId, t.number)],
)

/**
 * What staff decided that somebody pays, with the sheet and the rates it came from and the letter as it was
 * made. Kept as it was written, like an amendment; the last one stands.
 */
export const determinations = pgTable(
  'determinations',
  {
    id: uuid().primaryKey(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id),
    /** 1 for the first determination of a submission, then 2, 3 … */
    number: integer().notNull(),
    outcome: text().notNull(),
    /** The sheet, the rates, why, and the letter: `determinations:<id>`. */
    words: sealed().notNull(),
    madeBy: uuid()
      .notNull()
      .references(() => staff.id),
    madeAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [uniqueIndex('determinations_number').on(t.submissionId, t.number)],
)
