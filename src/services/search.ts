import { createHash } from 'node:crypto'
import { DatabaseError, read, transact } from '#db/client.ts'
import {
  findDangers,
  findNearWords,
  findPages,
  findSearchVersion,
  type NearWord,
  type PageToFind,
  type PhraseToFind,
  replaceSearch,
} from '#db/queries/search.ts'
import { fillText } from '#src/information/placeholders.ts'
import { toText } from '#src/information/render.ts'
import { addressOf, findTopic, type Topic, topics } from '#src/information/topics.ts'
import { type Danger, searchWords } from '#src/search-words.ts'

/** A page that fits what was typed. */
export interface SearchResult {
  title: string
  href: string
  easyReadHref: string | undefined
  /** Some words of it; those that were typed are marked. */
  extract: readonly { text: string; isMarked: boolean }[]
}

export interface SearchAnswer {
  results: readonly SearchResult[]
  /** Words nobody uses here, and what was looked for instead. */
  near: readonly NearWord[]
  dangers: readonly Danger[]
}

const MOST_RESULTS = 10
/** More than anybody types; a longer search is cut, not refused. */
export const LONGEST_SEARCH = 200
// Private-use characters: no page holds them, so what they mark can be told from what a page says.
const MARK = { from: '\uE010', to: '\uE011' } as const

const pageOf = (topic: Topic): PageToFind => ({
  id: topic.id,
  title: fillText(topic.title),
  called: [topic.menu, ...(searchWords.pages[topic.id] ?? [])].map(fillText).join('. '),
  summary: toText(topic.summary),
  body: [
    topic.doNow,
    topic.who,
    ...topic.more.map(({ heading, markdown }) => `${heading}\n\n${markdown}`),
    topic.expect,
  ]
    .map(toText)
    .join('\n\n'),
})

/** Where somebody who speaks of each danger reads on. */
const DANGER_PAGES: Readonly<Record<Danger, readonly string[]>> = {
  life: ['mental-health'],
  harm: ['domestic-abuse', 'safeguarding'],
}

const phrases: readonly PhraseToFind[] = [
  ...Object.entries(searchWords.pages)
    .filter(([id]) => findTopic(id))
    .flatMap(([page, said]) => said.map((phrase) => ({ phrase, page, danger: undefined }))),
  ...Object.entries(searchWords.danger).flatMap(([danger, said]) =>
    said.flatMap((phrase) =>
      (DANGER_PAGES[danger as Danger] ?? [])
        .filter((page) => findTopic(page))
        .map((page) => ({ phrase, page, danger: danger as Danger })),
    ),
  ),
]

let copied: Promise<void> | undefined

/** Copies what can be found into the database, where the copy there is of something else. */
async function copyToDatabase(): Promise<void> {
  const pages = topics.map(pageOf)
  const madeFrom = createHash('sha256').update(JSON.stringify({ pages, phrases })).digest('hex')
  if ((await read(findSearchVersion)) === madeFrom) return
  await transact((tx) => replaceSearch(tx, madeFrom, pages, phrases))
}

/** Once for this process. One that fails is tried again by the next search. */
async function ready(): Promise<void> {
  copied ??= copyToDatabase()
  try {
    await copied
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
export async function search(typed: string): Promise<SearchAnswer | 'away'> {
  try {
    return await answerTo(typed)
  } catch (error) {
    if (error instanceof DatabaseError) return 'away'
    throw error
  }
}

async function answerTo(typed: string): Promise<SearchAnswer> {
  // An apostrophe cuts a word in two for the database, and phones write two kinds of it.
  const asked = typed.slice(0, LONGEST_SEARCH).normalize('NFKC').replaceAll('’', "'")
  if (asked.trim() === '') return { results: [], near: [], dangers: [] }
  await ready()
  return read(async (db) => {
    const near = await findNearWords(db, asked)
    const mended = near.reduce((words, one) => words.replaceAll(wordOf(one.typed), one.near), asked)
    const found = await findPages(db, mended, { common: searchWords.common, mark: MARK, most: MOST_RESULTS })
    const results = found.flatMap(({ id, extract }): SearchResult[] => {
      const topic = findTopic(id)
      if (!topic) return []
      const href = addressOf(topic)
      return [
        { title: fillText(topic.title), href, easyReadHref: `${href}/easy-read`, extract: inPieces(extract) },
      ]
    })
    return { results, near, dangers: await findDangers(db, mended) }
  })
}

const wordOf = (word: string) => new RegExp(`\\b${word}\\b`, 'gi')

/** An extract cut where what was typed stands in it. */
function inPieces(extract: string): SearchResult['extract'] {
  return extract
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
