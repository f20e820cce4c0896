import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type Db, read, transact } from '#db/client.ts'
import {
  findNearDanger,
  findNearWords,
  findPages,
  findSearchVersion,
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

/** A page that fits what was typed. */
export interface SearchResult {
  title: string
  href: string
  /** Its page in Easy Read, and the first thing that one says. */
  easyRead: { title: string; href: string; says: string }
  /** Some words of it; those that were typed are marked. */
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

/**
 * The pages that answer what somebody typed in their own words, best first. Small slips in spelling are put
 * right, and said. What was typed is neither kept nor logged.
 * @returns 'away' when the database cannot be asked: everything else of the information works without it.
 */
export const search = (typed: string, now: Temporal.Instant): Promise<SearchAnswer | 'away'> =>
  answerOrAway(answerTo(typed, dayInLondon(now)))

/**
 * Which dangers somebody speaks of who types in a box of another page than the search. Heard as the search hears
 * them, slips in spelling put right; neither kept nor logged.
 * @returns 'away' when the database cannot be asked.
 */
export async function hearDangers(typed: string, now: Temporal.Instant): Promise<readonly Danger[] | 'away'> {
  const answer = await search(typed, now)
  return answer === 'away' ? 'away' : answer.dangers
}

async function answerTo(typed: string, today: string): Promise<SearchAnswer> {
  const asked = asCompared(typed.slice(0, LONGEST_SEARCH))
  if (asked.trim() === '') return NOTHING_FOUND
  await ready(today)
  return read(async (db) => {
    const { mended, near, spelt } = await mend(db, asked)
    const found = await findPages(db, mended, { mark: MARK, most: MOST_RESULTS })
    const results = found.flatMap(({ id, extract }): SearchResult[] => {
      const topic = findTopic(id)
      if (!topic) return []
      const href = addressOf(topic)
      const { title, parts } = topic.easyRead
      const says = toText(parts[0]?.rows[0]?.markdown ?? '', today)
      return [
        {
          title: fillText(topic.title),
          href,
          easyRead: { title, href: `${href}/easy-read`, says },
          extract: inPieces(extract),
        },
      ]
    })
    const topicsFound = found.flatMap(({ id }) => findTopic(id) ?? [])
    const heard = hearIn(spelt)
    return {
      results,
      ways: waysIn([asked, mended]).flatMap((href) => {
        const name = ways[href]
        return name === undefined ? [] : [{ href, name }]
      }),
      near,
      dangers: heard.length === 0 ? dangerOf(topicsFound[0]) : heard,
      isAboutAbuse:
        heard.includes('harm') || topicsFound.slice(0, FIRST_RESULTS).some(({ isAbuse }) => isAbuse),
    }
  })
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
  const feared = await findNearDanger(
    db,
    alike.map(({ typed }) => typed),
  )
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
  const words = asked.replaceAll(/[\p{L}\d]+/gu, (typed) => {
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
