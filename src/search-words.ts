import * as v from 'valibot'
import said from '#content/search-words.json' with { type: 'json' }

const phrases = v.array(v.pipe(v.string(), v.trim(), v.nonEmpty('must not be blank')))
const schema = v.strictObject({
  /** Phrases that mean danger, to a life or of harm by somebody. */
  danger: v.strictObject({ life: phrases, harm: phrases }),
  /** Words that stand in searches for anything, and so say little about which page is meant. */
  common: phrases,
  /** What people call each topic, or say when they need it. */
  pages: v.record(v.string(), phrases),
})

/**
 * The words people really use, for the pages they lead to, and the words that mean danger. Data of ours: a
 * thesaurus on the database server is not to be had everywhere.
 */
export const searchWords = v.parse(schema, said)

export type Danger = keyof typeof searchWords.danger
