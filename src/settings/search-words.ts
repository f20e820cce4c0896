import * as v from 'valibot'
import { seenSigns } from '#src/domain/plain-signs.ts'
import { readContentFile } from './content-files.ts'
import { parseContent } from './council.ts'

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
  /** What people type who look for a page that is no topic, by its address; written as danger is. */
  ways: v.record(v.string(), phrases),
  /** What people call each topic, or say when they need it. */
  pages: v.record(v.string(), phrases),
})

/**
 * The words people really use, for the pages they lead to, and the words that mean danger. Data of ours: a
 * thesaurus on the database server is not to be had everywhere.
 */
export const searchWords = parseContent(
  'content/search-words.json',
  schema,
  readContentFile('search-words.json'),
)

/** “My self” for “myself”, but not “my self assessment”. */
const notItsOwn =
  /\b(my|him|her|your|them) (sel(?:f|ves))\b(?! (?:assess|care|confid|employ|esteem|fund|harm|manag|medic|neglect|refer))/gi

/**
 * Words as the search compares them: phones write two kinds of apostrophe, and tired people none, so that
 * "can’t", "cant" and "can not" have to be the same word.
 */
export const asCompared = (words: string): string =>
  seenSigns(words)
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

/** A phrase as declared, in each of its wordings as they are heard. */
const wordings = (said: readonly string[]): string[] => [...new Set(said.flatMap(eachOf).map(asHeard))]

/** Made when it is first asked for. Checked it was at start; this only takes time. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => (made ??= make())
}

/** Each danger with its phrases as they are heard, and the words of them. */
export const dangers = once(() =>
  (['life', 'emergency', 'harm'] as const).map((danger) => {
    const phrases = wordings(searchWords.danger[danger])
    return { danger, phrases, words: [...new Set(phrases.flatMap((phrase) => phrase.split(' ')))] }
  }),
)

const ways = once(() =>
  Object.entries(searchWords.ways).map(([href, said]) => ({ href, phrases: wordings(said) })),
)

/** Those of the given with a phrase that stands in what somebody typed, which may be spelt in more ways than one. */
function standingIn<Phrased extends { phrases: readonly string[] }>(
  spelt: readonly string[],
  all: readonly Phrased[],
): Phrased[] {
  const heard = spelt.map((words) => ` ${asHeard(words)} `)
  return all.filter(({ phrases }) =>
    phrases.some((phrase) => heard.some((words) => words.includes(` ${phrase} `))),
  )
}

/** Which dangers somebody speaks of, in words that may be spelt in more ways than one. */
export const hearIn = (spelt: readonly string[]): Danger[] =>
  standingIn(spelt, dangers()).map(({ danger }) => danger)

/** The addresses of pages that are no topic, but are looked for in these words. */
export const waysIn = (spelt: readonly string[]): string[] =>
  standingIn(spelt, ways()).map(({ href }) => href)
