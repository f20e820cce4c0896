import * as v from 'valibot'
import said from '#content/search-words.json' with { type: 'json' }

const phrases = v.array(v.pipe(v.string(), v.trim(), v.nonEmpty('must not be blank')))
const schema = v.strictObject({
  danger: v.strictObject({ life: phrases, harm: phrases }),
  pages: v.record(v.string(), phrases),
})

/**
 * The words people really use, for the pages they lead to, and the words that mean danger. Data of ours: a
 * thesaurus on the database server is not to be had everywhere.
 */
export const searchWords = v.parse(schema, said)

export type Danger = keyof typeof searchWords.danger
