import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { sealed } from './sealed.ts'

/**
 * Answers to the equality questions, as counts and nothing else: there is no row for a person, so that no row
 * can lead to one, and the answers of one person to several questions are not held together. No moment finer
 * than the quarter of the year.
 */
export const equalityCounts = pgTable(
  'equality_counts',
  {
    /** `2026-Q4`, London. */
    quarter: text().notNull(),
    question: text().notNull(),
    /** The option picked, or the way out taken. */
    value: text().notNull(),
    /** Keyed hash of what was written beside the option, the same for the same words; empty without words. */
    wordsKey: text().notNull().default(''),
    /** What was written: `equality_counts:<question>`. */
    words: sealed(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.quarter, t.question, t.value, t.wordsKey] })],
)
