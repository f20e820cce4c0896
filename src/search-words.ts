import * as v from 'valibot'
import said from '#content/search-words.json' with { type: 'json' }

const phrases = v.array(v.pipe(v.string(), v.trim(), v.nonEmpty('must not be blank')))
const schema = v.strictObject({
  /**
   * Phrases that mean danger: somebody may end a life; somebody is very ill, or there is an emergency of another
   * kind; somebody is harmed by another. `took/taken all my pills` is a phrase for each of the words; `them` is
   * anybody of `people`.
   */
  danger: v.strictObject({ life: phrases, emergency: phrases, harm: phrases }),
  /** Words for somebody else. To danger it makes no difference who it is. */
  people: phrases,
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

/** “My self” for “myself”, but not “my self assessment”. */
const notItsOwn =
  /\b(my|him|her|your|them) (sel(?:f|ves))\b(?! (?:assess|care|confid|employ|esteem|fund|harm|manag|medic|neglect|refer))/gi

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
    .replaceAll(/\bover (?=dos(?:e|es|ed|ing)\b)/gi, 'over')
    .replaceAll(notItsOwn, '$1$2')

export type Danger = keyof typeof searchWords.danger

const somebody = new RegExp(
  `\\b(?:(?:my|your|our|the|their|his|her) )?(?:${searchWords.people.map(asCompared).join('|')})s?\\b`,
  'giu',
)

/**
 * Words as danger is heard in them: “them” for everybody else, whoever it is; and “self” by itself, because many
 * write it so.
 */
const asHeard = (words: string): string =>
  (
    asCompared(words)
      .replaceAll(/\b(?:my|your|our)[ -]?sel(?:f|ves)\b/gi, 'my self')
      .replaceAll(/\b(?:him|her|them)[ -]?sel(?:f|ves)\b/gi, 'them self')
      .replaceAll(somebody, 'them')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? []
  ).join(' ')

/** A phrase for each of the words that stand in it between strokes, like `took/taken`. */
const eachOf = (phrase: string): string[] =>
  phrase
    .split(' ')
    .reduce<string[]>(
      (begun, word) => begun.flatMap((start) => word.split('/').map((one) => `${start} ${one}`)),
      [''],
    )

/** Each danger with its phrases as they are heard, and the words of them. */
export const dangers = (['life', 'emergency', 'harm'] as const).map((danger) => {
  const phrases = [...new Set(searchWords.danger[danger].flatMap(eachOf).map(asHeard))]
  return { danger, phrases, words: [...new Set(phrases.flatMap((phrase) => phrase.split(' ')))] }
})

/** Which dangers somebody speaks of, in words that may be spelt in more ways than one. */
export function hearIn(spelt: readonly string[]): Danger[] {
  const heard = spelt.map((words) => ` ${asHeard(words)} `)
  return dangers
    .filter(({ phrases }) => phrases.some((phrase) => heard.some((words) => words.includes(` ${phrase} `))))
    .map(({ danger }) => danger)
}
