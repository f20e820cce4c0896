import { sql } from 'drizzle-orm'
import { customType, index, pgTable, text } from 'drizzle-orm/pg-core'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** What can be found, copied from content/ whenever that changed: nothing here is kept. */
export const searchPages = pgTable(
  'search_pages',
  {
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
  },
  (t) => [index('search_pages_document').using('gin', t.document)],
)

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
  },
  (t) => [index('search_phrases_words').using('gin', t.words)],
)

/** Every word that stands in what can be found, for the nearest one to a word that does not. */
export const searchWords = pgTable('search_words', { word: text().primaryKey() }, (t) => [
  index('search_words_near').using('gin', sql`${t.word} gin_trgm_ops`),
])
