import * as v from 'valibot'
import said from '#content/search-words.json' with { type: 'json' }

const phrases = v.array(v.pipe(v.string(), v.trim(), v.nonEmpty('must not be blank')))
const schema = v.strictObject({
  /** Phrases that mean danger, to a life or of harm by somebody. */
  danger: v.strictObject({ life: phrases, harm: phrases }),
  /** Words that stand in searches for anything, and so say little about which page is meant. */
  common: phrases,
  /** Words as people write them, and as pages do: those too far apart to be found as near. */
  spelling: v.record(v.string(), v.pipe(v.string(), v.trim(), v.nonEmpty('must not be blank'))),
  /** What people call each topic, or say when they need it. */
  pages: v.record(v.string(), phrases),
})

/**
 * The words people really use, for the pages they lead to, and the words that mean danger. Data of ours: a
 * thesaurus on the database server is not to be had everywhere.
 */
export const searchWords = v.parse(schema, said)

/**
 * Words as the search compares them: phones write two kinds of apostrophe, and tired people none, so that
 * "can’t", "cant" and "can not" have to be the same word.
 */
export const asCompared = (words: string): string =>
  words
    // What the database cannot hold: half a character, and none.
    .toWellFormed()
    .replaceAll('\0', ' ')
    .normalize('NFKC')
    .replaceAll(/(?<=\p{L})['’ʼ`´](?=(?:t|s|d|m|re|ve|ll)\b)/giu, '')
    .replaceAll(/\bcan ?not\b/gi, 'cant')

export type Danger = keyof typeof searchWords.danger
