import { automatedReadability } from 'automated-readability'
import { colemanLiau } from 'coleman-liau'
import { daleChall } from 'dale-chall'
import { daleChallFormula, daleChallGradeLevel } from 'dale-chall-formula'
import { fleschKincaid } from 'flesch-kincaid'
import { smogFormula } from 'smog-formula'
import { syllable } from 'syllable'
import ours from '#tests/fixtures/plain-words.json' with { type: 'json' }
import toAvoid from '#tests/fixtures/words-to-avoid.json' with { type: 'json' }
import type { ReadString } from './read-strings.ts'

/** Years of age: what plain wording aims at. It is reported, and stops nothing (decision 11). */
export const AIM = 9
/** Words in a sentence. GOV.UK asks for 25 at most; Easy Read for 10 to 15. */
const LONGEST_SENTENCE = 25
const LONGEST_EASY_READ = 12
/** Formulas jump on short text. A page is asked for its age from this many words on. */
const ENOUGH_ON_A_PAGE = 30

const wordsIn = new Intl.Segmenter('en-GB', { granularity: 'word' })
const sentencesIn = new Intl.Segmenter('en-GB', { granularity: 'sentence' })

/** The words of a text, lower case, apostrophes straight; figures count as words. */
export const wordsOf = (text: string): string[] =>
  [...wordsIn.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment.toLowerCase().replaceAll('’', "'"))

/** The sentences of a text. A label without a full stop is one. */
const sentencesOf = (text: string): string[] =>
  [...sentencesIn.segment(text)].map(({ segment }) => segment.trim()).filter((one) => wordsOf(one).length > 0)

// The New Dale–Chall list: words that four in five children of about nine know.
const familiar = new Set(daleChall.map((word) => word.toLowerCase()))
const plain = new Set(ours.plain.flatMap(({ words }) => words.join(' ').split(' ')))

/** The endings that Dale and Chall count with the word they stand on, and what may have been there before. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/s$/, ''],
  [/es$/, ''],
  [/ies$/, 'y'],
  [/(ed|ing|er|est|ly)$/, ''],
  [/(ed|ing|er|est)$/, 'e'],
  [/(.)\1(ed|ing|er|est)$/, '$1'],
  [/i(ed|er|est|ly)$/, 'y'],
]
function formsOf(word: string): string[] {
  const owner = word.replace(/'s?$/, '')
  const stems = ENDINGS.flatMap(([ending, before]) =>
    ending.test(owner) ? [owner.replace(ending, before)] : [],
  )
  return [word, owner, ...stems]
}
const isFamiliar = (word: string) => /\d/.test(word) || formsOf(word).some((one) => familiar.has(one))
const isPlain = (word: string) => isFamiliar(word) || formsOf(word).some((one) => plain.has(one))

/** A word that is hard and stays: it names a thing of its own, or is explained on the page where it stands. */
interface Term {
  word: string
  why: string
  explainedBy?: string
  /** A list of links in which it stands without that: each leads to the page that explains it. */
  leadsThere?: string
}
const terms: readonly Term[] = ours.terms
const termFor = (word: string): Term | undefined =>
  terms.find((term) => formsOf(word).some((one) => one === term.word))

/** Words outside both lists of plain words, each once, terms included. */
export const hardWords = (text: string): string[] => [
  ...new Set(wordsOf(text).filter((word) => !isPlain(word))),
]

/**
 * The age at which somebody reads this with ease: the median of five formulas (Flesch–Kincaid, Automated
 * Readability, Coleman–Liau, SMOG, New Dale–Chall), whose American school years start at the age of 5.
 * @returns Years, one decimal.
 */
export function readingAge(texts: readonly string[]): number {
  const sentences = texts.flatMap(sentencesOf).map(wordsOf)
  const words = sentences.flat()
  const letters = words.join('').replace(/[^a-z\d]/g, '').length
  const syllables = words.map((one) => syllable(one))
  const counts = { sentence: sentences.length, word: words.length }
  const long = syllables.filter((count) => count >= 3).length
  const [from, to] = daleChallGradeLevel(
    daleChallFormula({ ...counts, difficultWord: words.filter((word) => !isFamiliar(word)).length }),
  )
  const years = [
    fleschKincaid({ ...counts, syllable: syllables.reduce((sum, count) => sum + count, 0) }),
    automatedReadability({ ...counts, character: letters }),
    colemanLiau({ ...counts, letter: letters }),
    smogFormula({ sentence: counts.sentence, polysillabicWord: long }),
    Number.isFinite(to) ? (from + to) / 2 : from,
  ].sort((a, b) => a - b)
  return Math.round(((years[2] ?? 0) + 5) * 10) / 10
}

/** Something to change in the wording. */
export interface Finding {
  at: ReadString
  /** What was measured. */
  figure: string
  /** What to do about it. */
  change: string
}

/** A finding as the report prints it. */
export const inWords = ({ at, figure, change }: Finding): string =>
  `${at.form} › ${at.page} › ${at.what} (as ${at.voice})\n  “${at.text}”\n  ${figure}. ${change}`

const byText = (strings: readonly ReadString[]): ReadString[][] => [
  ...Map.groupBy(strings, ({ text }) => text).values(),
]

/** Whether nobody but professionals reads this text, wherever it stands. */
const isProfessionalOnly = (same: readonly ReadString[]) =>
  same.every(({ voice }) => voice === 'professional')

/** What is too hard in the strings themselves: each text once, at the first place where it stands. */
export function findingsInStrings(strings: readonly ReadString[]): Finding[] {
  const pages = Map.groupBy(strings, pageKey)
  return byText(strings).flatMap((same) => {
    const [at] = same
    if (!at) return []
    const isForWork = isProfessionalOnly(same)
    return [
      ...sentencesOf(at.text).flatMap((sentence): Finding[] => {
        const { length } = wordsOf(sentence)
        if (length <= LONGEST_SENTENCE) return []
        const change = `Split it: no sentence has more than ${LONGEST_SENTENCE}`
        return [{ at, figure: `A sentence of ${length} words`, change }]
      }),
      ...avoidedWords(at),
      ...(isForWork
        ? []
        : same.flatMap((one) => wordFindings(one, pages.get(pageKey(one)) ?? [])).slice(0, 1)),
    ]
  })
}

const pageKey = ({ form, page, voice }: ReadString) => `${form} ${page} ${voice}`

const avoided = toAvoid.map(({ avoid, use }) => ({ pattern: new RegExp(`\\b(?:${avoid})\\b`, 'i'), use }))

/** Words that GOV.UK and the NHS do without, or that readers of ours stumbled over: one list, with what to write. */
const avoidedWords = (at: ReadString): Finding[] =>
  avoided.flatMap(({ pattern, use }) => {
    const [found] = pattern.exec(at.text) ?? []
    return found ? [{ at, figure: `“${found}” is a word to avoid`, change: `Write: ${use}` }] : []
  })

function wordFindings(at: ReadString, page: readonly ReadString[]): Finding[] {
  const isExplained = ({ explainedBy, leadsThere }: Term) =>
    explainedBy === undefined ||
    leadsThere === at.form ||
    page.some(({ text }) => text.toLowerCase().includes(explainedBy))
  const hard = hardWords(at.text)
  const unexplained = hard.flatMap((word) => {
    const term = termFor(word)
    return term && !isExplained(term) ? [{ word, term }] : []
  })
  return [
    ...unexplained.map(({ word, term }) => ({
      at,
      figure: `“${word}” is not explained on this page`,
      change: `Say “${term.explainedBy}” beside it, or leave the word out`,
    })),
  ]
}

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ')

const textsOf = (strings: readonly ReadString[]) => [...new Set(strings.map(({ text }) => text))]

/** The strings of each page as one voice reads them, those of pages too short for an age left out. */
const pagesToMeasure = (strings: readonly ReadString[]): ReadString[][] =>
  [...Map.groupBy(strings, pageKey).values()].filter(
    (page) => textsOf(page).flatMap(wordsOf).length >= ENOUGH_ON_A_PAGE,
  )

/** What a form’s wording comes to, in years of age. */
export interface Figures {
  strings: number
  /** Of everything with a full stop or a question mark, in the voice that is hardest to read. */
  age: number
  /** Of the pages long enough to have an age, in every voice. */
  medianPage: number
  hardestPage: { name: string; voice: ReadString['voice']; age: number } | undefined
}

/** The figures of one form. Labels are left out of its age: each would count as a sentence, and flatter it. */
export function figuresOf(strings: readonly ReadString[]): Figures {
  const voices = [...Map.groupBy(strings, ({ voice }) => voice).values()]
  const pages = pagesToMeasure(strings)
    .flatMap((page) =>
      page[0] ? [{ name: page[0].page, voice: page[0].voice, age: readingAge(textsOf(page)) }] : [],
    )
    .toSorted((a, b) => a.age - b.age)
  const sentences = (of: readonly ReadString[]) => textsOf(of).filter((text) => /[.?!]$/.test(text))
  return {
    strings: textsOf(strings).length,
    age: Math.max(...voices.map((of) => readingAge(sentences(of)))),
    medianPage: pages[Math.floor(pages.length / 2)]?.age ?? 0,
    hardestPage: pages.at(-1),
  }
}

/** The strings hardest to read, hardest first, of those long enough to compare. */
export const hardestStrings = (strings: readonly ReadString[], count: number): [number, ReadString][] =>
  byText(strings)
    .flatMap(([at]): [number, ReadString][] => {
      const isLongEnough = at && wordsOf(at.text).length >= LONGEST_SENTENCE / 2
      return isLongEnough ? [[readingAge([at.text]), at]] : []
    })
    .toSorted(([a], [b]) => b - a)
    .slice(0, count)

/** Words of our list that need not be on it, and terms that no string uses any more. */
export function listToTidy(strings: readonly ReadString[]): string[] {
  const read = new Set(strings.flatMap(({ text }) => wordsOf(text)).flatMap(formsOf))
  return [
    ...[...plain]
      .filter((word) => familiar.has(word))
      .map((word) => `“${word}” is familiar without being listed`),
    ...terms.filter(({ word }) => !read.has(word)).map(({ word }) => `“${word}” is no longer used`),
  ]
}

/** Something in an Easy Read text to change. */
export interface EasyReadFinding {
  sentence: string
  figure: string
  change: string
}

// One of these joins two words of one idea ("sight and hearing"); a second makes a chain.
const JOINING = /\b(?:and|but|because)\b|[;–—]/gi
const EXPLAINING = /^(?:this|that|it|they) (?:is|are|means?)\b/i

/** Whether the sentence says what the word means: "An advocate is …", or right after it "This means …". */
const explains = (sentence: string, word: string): boolean => {
  const words = wordsOf(sentence)
  const at = words.findIndex((one) => formsOf(one).includes(word))
  return at >= 0 && at <= 3 && /^(?:is|are|means?)$/.test(words[at + 1] ?? '')
}

/**
 * What keeps a text from being Easy Read: sentences of at most 12 words, one idea each, and every word plain or
 * explained in the very next sentence. A word once explained may come again. No term is exempt.
 */
export function easyReadFindings(text: string): EasyReadFinding[] {
  const sentences = sentencesOf(text)
  const explained = new Set<string>()
  return sentences.flatMap((sentence, at) => {
    const next = sentences[at + 1] ?? ''
    const findings: EasyReadFinding[] = []
    const { length } = wordsOf(sentence)
    if (length > LONGEST_EASY_READ) {
      const change = `Split it: no sentence has more than ${LONGEST_EASY_READ}`
      findings.push({ sentence, figure: `${length} words`, change })
    }
    const joined = sentence.match(JOINING) ?? []
    if (joined.length > 1) {
      const change = 'Give each idea a sentence of its own'
      findings.push({ sentence, figure: `Joined by ${quoted(joined)}`, change })
    }
    const hard = hardWords(sentence).filter((word) => !explained.has(word))
    for (const word of hard) {
      const isOnlyOne = hard.length === 1 && EXPLAINING.test(next)
      if (!isOnlyOne && !explains(sentence, word) && !explains(next, word)) {
        const change = `Use a plainer word, or say in the next sentence what “${word}” means`
        findings.push({ sentence, figure: `“${word}” is not a plain word`, change })
      }
      explained.add(word)
    }
    return findings
  })
}
