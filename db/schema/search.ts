import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
} from 'drizzle-orm/pg-core'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

// All of a copy is written at once: put by until later, it would be read through by every search.
const atOnce = { fastupdate: false }

/** What can be found, copied from content/ whenever that changed: nothing here is kept. */
export const searchPages = pgTable('search_pages', {
  id: text().primaryKey(),
  /** Of everything that was copied: one that differs from the content's means it has to be copied again. */
  madeFrom: text().notNull(),
  title: text().notNull(),
  /** What people call it. */
  called: text().notNull(),
  summary: text().notNull(),
  body: text().notNull(),
  document: tsvector()
    .notNull()
    .generatedAlwaysAs(
      sql`setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', called), 'B') || setweight(to_tsvector('english', summary), 'C') || setweight(to_tsvector('english', body), 'D')`,
    ),
})

/** Phrases that people use, and the page each leads to; and each word that danger is spoken of in. */
export const searchPhrases = pgTable(
  'search_phrases',
  {
    phrase: text().notNull(),
    /** None for a word of danger. */
    page: text(),
    danger: text({ enum: ['life', 'emergency', 'harm'] }),
    /** Its stems. */
    words: tsvector().notNull().generatedAlwaysAs(sql`to_tsvector('english', phrase)`),
    /** How many of them are not common. */
    uncommon: integer().notNull(),
  },
  (t) => [index('search_phrases_words').using('gin', t.words).with(atOnce)],
)

/** Every word that stands in what can be found, for the nearest one to a word that does not. */
export const searchWords = pgTable('search_words', { word: text().primaryKey() }, (t) => [
  index('search_words_near').using('gin', sql`${t.word} gin_trgm_ops`).with(atOnce),
])

/** Every stem of a page. */
export const searchStems = pgTable(
  'search_stems',
  {
    stem: text().notNull(),
    page: text().notNull(),
    /** How much the page counts for it, by how often it stands there and where. */
    rank: real().notNull(),
    /** Whether it stands in more than the body. */
    isNamed: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.stem, t.page] })],
)

/** The stems of words that stand in searches for anything. */
export const searchCommon = pgTable('search_common', { stem: text().primaryKey() })

/** What is searched now: one row, which triggers keep. */
export const searchPublication = pgTable(
  'search_publication',
  {
    only: boolean().primaryKey().default(true),
    /** The transaction that changed any of the tables above last: no two changes have the same. */
    number: bigint({ mode: 'bigint' }).notNull(),
  },
  (t) => [check('search_publication_only', sql`${t.only}`)],
)
