import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type Db, deadlines, read, transact, waitAtMost } from '#db/client.ts'
import {
  findNearDanger,
  findNearWords,
  findPages,
  findSearchNumber,
  findSearchVersion,
  type FoundPage,
  type NearWord,
  type PageToFind,
  type PhraseToFind,
  replaceSearch,
} from '#db/queries/search.ts'
import { dayInLondon } from '#src/domain/working-days.ts'
import { forms } from '#src/forms/all-forms.ts'
import type { Words } from '#src/forms/engine/words.ts'
import { fillText } from '#src/information/placeholders.ts'
import { toText } from '#src/information/render.ts'
import { addressOf, findTopic, type Topic, topics } from '#src/information/topics.ts'
import { ways } from '#src/information/ways.ts'
import { asCompared, type Danger, dangers, hearIn, searchWords, waysIn } from '#src/settings/search-words.ts'
import { answerOrAway } from '#src/services/running/answer-or-away.ts'
import { KeptFound } from './kept-found.ts'
import { readingNow } from './reading-now.ts'
import { Turns } from './turns.ts'

/** A page that fits what was typed. */
export interface SearchResult {
  title: string
  href: string
  /** Its page in Easy Read, and the first thing that one says. */
  easyRead: { title: string; href: string; readonly says: string }
  /** Some words of it; those that were typed are marked. Empty where nobody asked for them. */
  extract: readonly { text: string; isMarked: boolean }[]
}

export interface SearchAnswer {
  results: readonly SearchResult[]
  /** Pages that are no topic: forms, and where somebody sees what is happening. */
  ways: readonly { href: string; name: Words }[]
  /** Words nobody uses here, and what was looked for instead. */
  near: readonly NearWord[]
  dangers: readonly Danger[]
  /** What was found begins with pages about abuse: the page has "Exit this page". */
  isAboutAbuse: boolean
}

/** What is told where nothing was typed. */
export const NOTHING_FOUND: SearchAnswer = {
  results: [],
  ways: [],
  near: [],
  dangers: [],
  isAboutAbuse: false,
}

const MOST_RESULTS = 10
/** A page about abuse among this many says that somebody may be asking about abuse. */
const FIRST_RESULTS = 2
/** More than anybody types; a longer search is cut, not refused. */
export const LONGEST_SEARCH = 200
// Private-use characters: no page holds them, so what they mark can be told from what a page says.
const MARK = { from: '\uE010', to: '\uE011' } as const

const pageOf = (topic: Topic, today: string): PageToFind => ({
  id: topic.id,
  title: fillText(topic.title),
  called: [topic.menu, ...(searchWords.pages[topic.id] ?? [])].map(fillText).map(asCompared).join('. '),
  summary: toText(topic.summary, today),
  body: [
    topic.doNow,
    topic.who,
    ...topic.more.map(({ heading, markdown }) => `${heading}\n\n${markdown}`),
    topic.expect,
  ]
    .map((markdown) => toText(markdown, today))
    .join('\n\n')
    // Without the marks of lists, which mean nothing in the middle of an extract.
    .replaceAll(/^ *(?:-|\d+\.) /gm, ''),
})

const phrasesToFind = (): readonly PhraseToFind[] => [
  ...Object.entries(searchWords.pages)
    .filter(([id]) => findTopic(id))
    .flatMap(([page, said]) =>
      said.map((phrase) => ({ phrase: asCompared(phrase), page, danger: undefined })),
    ),
  ...dangers().flatMap(({ danger, words }) => words.map((phrase) => ({ phrase, page: undefined, danger }))),
]

/** The copy this process made or found, and the day whose rates it names: on another day it is made again. */
let copied: { readonly on: string; readonly made: Promise<void> } | undefined

/** Copies what can be found into the database, where the copy there is of something else. */
async function copyToDatabase(today: string): Promise<void> {
  const pages = topics.map((topic) => pageOf(topic, today))
  const toFind = { pages, phrases: phrasesToFind(), common: searchWords.common }
  const madeFrom = createHash('sha256').update(JSON.stringify(toFind)).digest('hex')
  if ((await read(findSearchVersion)) === madeFrom) return
  await transact((tx) => replaceSearch(tx, madeFrom, toFind))
}

/** Once a day for this process. One that fails is tried again by the next search. */
async function ready(today: string): Promise<void> {
  if (copied?.on !== today) copied = { on: today, made: copyToDatabase(today) }
  try {
    await copied.made
  } catch (error) {
    copied = undefined
    throw error
  }
}

/** Milliseconds that somebody waits for a search before they are told that it cannot be done just now. */
const LONGEST_WAIT = 3_000

/** Fewer than there are connections: searches that take long leave some for everybody else. */
const AT_ONCE = 4
const turns = new Turns(AT_ONCE, deadlines.statement + LONGEST_WAIT)

/** In characters: of a thousand searches or so. */
const MOST_KEPT = 2_000_000
let kept: { readonly number: bigint; readonly found: KeptFound<Found> } | undefined

/** In its own time: many wait for one reading, each with another past. */
const currentNumber = readingNow(() => waitAtMost(LONGEST_WAIT, () => read(findSearchNumber)))

/** What is kept of what is searched now. What was kept of anything else goes. */
async function keptNow(): Promise<KeptFound<Found>> {
  const number = await currentNumber()
  if (number === undefined) return new KeptFound(MOST_KEPT)
  // A search that is under way still fills what it began with, where nobody looks any more.
  if (kept?.number !== number) kept = { number, found: new KeptFound(MOST_KEPT) }
  return kept.found
}

/**
 * The pages that answer what somebody typed in their own words, best first. Small slips in spelling are put
 * right, and said. What was typed is neither kept nor logged.
 * @param wants.extracts whether words of each page are wanted too.
 * @returns 'away' when the database cannot be asked, or not soon: everything else of the information works without it.
 */
export const search = (
  typed: string,
  now: Temporal.Instant,
  { extracts }: { extracts: boolean } = { extracts: true },
): Promise<SearchAnswer | 'away'> => answerOrAway(answerTo(typed, dayInLondon(now), extracts), LONGEST_WAIT)

/**
 * Which dangers somebody speaks of who types in a box of another page than the search. Heard as the search hears
 * them, slips in spelling put right; neither kept nor logged.
 * @returns 'away' when the database cannot be asked.
 */
export async function hearDangers(typed: string, now: Temporal.Instant): Promise<readonly Danger[] | 'away'> {
  const answer = await search(typed, now, { extracts: false })
  return answer === 'away' ? 'away' : answer.dangers
}

async function answerTo(typed: string, today: string, extracts: boolean): Promise<SearchAnswer> {
  const asked = asCompared(typed.slice(0, LONGEST_SEARCH)).toLowerCase().replaceAll(/\s+/g, ' ').trim()
  if (asked === '') return NOTHING_FOUND
  const late = AbortSignal.timeout(LONGEST_WAIT)
  await ready(today)
  const known = await keptNow()
  // No search that was asked ends in a line.
  const found = await known.find(extracts ? asked : `${asked}\n`, () =>
    read((db) => turns.take(late, () => find(db, asked, extracts))),
  )
  return told(found, asked, today)
}

/** What was found, and nothing of what was typed. */
interface Found extends Omit<SearchAnswer, 'results' | 'near'> {
  readonly pages: readonly FoundPage[]
  /** Words that were put right, each by where it stands in what was asked. */
  readonly near: readonly { from: number; to: number; near: string }[]
}

const WORD = /[\p{L}\d]+/gu

/** What the database says to what was asked. */
async function find(db: Db, asked: string, extracts: boolean): Promise<Found> {
  const { mended, near, spelt } = await mend(db, asked)
  const pages = await findPages(db, mended, { mark: extracts ? MARK : undefined, most: MOST_RESULTS })
  const topicsFound = pages.flatMap(({ id }) => findTopic(id) ?? [])
  const heard = hearIn(spelt)
  return {
    pages,
    ways: waysIn([asked, mended]).flatMap((href) => {
      const name = ways[href]
      return name === undefined ? [] : [{ href, name }]
    }),
    near: near.flatMap(({ typed, near: one }) => {
      const from = asked.indexOf(typed)
      return from < 0 ? [] : [{ from, to: from + typed.length, near: one }]
    }),
    dangers: heard.length === 0 ? dangerOf(topicsFound[0]) : heard,
    isAboutAbuse:
      heard.includes('harm') || topicsFound.slice(0, FIRST_RESULTS).some(({ isAbuse }) => isAbuse),
  }
}

/** What was found as it is called today: what a page says in Easy Read may name an amount. */
function told({ pages, near, ...found }: Found, asked: string, today: string): SearchAnswer {
  const results = pages.flatMap(({ id, extract }): SearchResult[] => {
    const topic = findTopic(id)
    if (!topic) return []
    const href = addressOf(topic)
    const { title, parts } = topic.easyRead
    const easyRead = {
      title,
      href: `${href}/easy-read`,
      get says() {
        return toText(parts[0]?.rows[0]?.markdown ?? '', today)
      },
    }
    return [{ title: fillText(topic.title), href, easyRead, extract: inPieces(extract) }]
  })
  return {
    ...found,
    results,
    near: near.map(({ from, to, near: one }) => ({ typed: asked.slice(from, to), near: one })),
  }
}

/**
 * What to fear of somebody who is led to a page in words that are no threat, like “refuge”, “he takes my pension”
 * or “hopeless”.
 */
function dangerOf(topic: Topic | undefined): Danger[] {
  if (topic?.isAbuse && topic.forms[0] && forms[topic.forms[0]].isSafeguarding) return ['harm']
  return topic?.signposts.includes('sp-crisis') ? ['life'] : []
}

/**
 * What was typed with its slips put right, and which they were.
 * @returns `spelt`: as it was typed, put right, and put right to words of danger, for hearing danger in any of them.
 */
async function mend(
  db: Db,
  asked: string,
): Promise<{ mended: string; near: readonly NearWord[]; spelt: readonly string[] }> {
  const { words, meant } = inOurSpelling(asked)
  const alike = await findNearWords(db, words, searchWords.common)
  const unknown = alike.map(({ typed }) => typed)
  const feared = unknown.length === 0 ? [] : await findNearDanger(db, unknown)
  const mended = putRight(words, alike)
  return {
    mended,
    near: [...meant, ...alike],
    spelt: [asked, mended, putRight(putRight(words, feared), alike)],
  }
}

const putRight = (words: string, near: readonly NearWord[]) =>
  near.reduce((all, one) => all.replaceAll(wordOf(one.typed), one.near), words)

const spelling = new Map(Object.entries(searchWords.spelling))
const common = new Set(searchWords.common)

/** Words with the spellings we know put right. What was put right is told, unless it says little anyway. */
function inOurSpelling(asked: string): { words: string; meant: NearWord[] } {
  const meant: NearWord[] = []
  const words = asked.replaceAll(WORD, (typed) => {
    const near = spelling.get(typed.toLowerCase())
    if (near === undefined) return typed
    if (!near.split(' ').every((word) => common.has(word))) meant.push({ typed: typed.toLowerCase(), near })
    return near
  })
  return { words, meant }
}

const wordOf = (word: string) => new RegExp(`\\b${word}\\b`, 'gi')

/** Where a link leads, as plain text shows it after the words of the link. */
const LINK_ADDRESS = / \((?:\/|https?:)[^)\s]*\)?/g

/** An extract without the addresses of links, cut where what was typed stands in it. */
function inPieces(extract: string): SearchResult['extract'] {
  return extract
    .replaceAll(LINK_ADDRESS, '')
    .split(MARK.from)
    .flatMap((piece, at) => {
      const [marked = '', rest] = at === 0 ? ['', piece] : piece.split(MARK.to)
      return [
        { text: marked, isMarked: true },
        { text: rest ?? '', isMarked: false },
      ]
    })
    .filter(({ text }) => text !== '')
}
