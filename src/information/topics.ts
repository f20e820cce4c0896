import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { FORM_IDS, type FormId } from '#src/domain/form-id.ts'
import { type SignpostId, signposts } from '#src/forms/rules/signposts.ts'
import { ContentRefused, contentFolder, entriesOf, isMissing } from '#src/settings/content-files.ts'
import { cutAtHeadings, type EasyRead, isExample, readEasyRead } from './easy-read-file.ts'
import { helplines } from './helplines.ts'
import {
  checkedDate,
  checkMarkdown,
  ContentFault,
  explainedWords,
  properNames,
  splitFrontMatter,
  text,
} from './page-file.ts'
import { type Audience, audienceIds, type SectionId, sectionIds } from './sections.ts'

/** Some Markdown under a heading. */
export interface Part {
  heading: string
  markdown: string
}

/** One topic of information, as content/information/<id>/ holds it. */
export interface Topic {
  id: string
  /** The question a person asks. */
  title: string
  /** A few words for menus and links. */
  menu: string
  /** The answer, in two lines. */
  summary: string
  section: SectionId
  audience: readonly Audience[]
  signposts: readonly SignpostId[]
  /** The forms that ask us for it, likeliest first. */
  forms: readonly FormId[]
  /** Other topics whose local services fit here too, besides its own. */
  localHelp: readonly string[]
  helplines: readonly string[]
  related: readonly string[]
  /** Hard words that the page cannot do without, and the words on it that say what each means. */
  words: Readonly<Record<string, string>>
  /** Names of laws, bodies and things that it cannot do without either. */
  names: readonly string[]
  /** About abuse: the page has "Exit this page". */
  isAbuse: boolean
  /** The day its facts were last checked: 2026-11-22. */
  checked: string
  /** The team that keeps it right. */
  owner: string
  doNow: string
  who: string
  expect: string
  /** Everything else, in the order it is read. */
  more: readonly Part[]
  easyRead: EasyRead
}

const slug = v.pipe(
  text,
  v.regex(/^[a-z\d]+(?:-[a-z\d]+)*$/, 'must be the name of a folder, like paying-for-care'),
)
const listOf = <Item extends v.GenericSchema<unknown, string>>(item: Item) =>
  v.optional(
    v.pipe(
      v.array(item),
      v.check((items) => new Set(items).size === items.length, 'must not name anything twice'),
    ),
    [],
  )
const oneOf = (known: readonly string[], what: string) =>
  v.pipe(
    text,
    v.check(
      (id) => known.includes(id),
      ({ input }) => `“${input}” is not the name of ${what}`,
    ),
  )

const frontMatterSchema = v.strictObject({
  title: v.pipe(text, v.endsWith('?', 'must be a question, as a person asks it')),
  menu: text,
  summary: text,
  section: v.picklist(sectionIds, `must be one of ${sectionIds.join(', ')}`),
  audience: v.pipe(
    v.array(v.picklist(audienceIds, `must be one of ${audienceIds.join(', ')}`)),
    v.nonEmpty('must say whom it is for'),
  ),
  signposts: listOf(oneOf(Object.keys(signposts), 'a signpost of src/forms/rules/signposts.ts')),
  forms: v.optional(v.array(v.picklist(FORM_IDS, `must be one of ${FORM_IDS.join(', ')}`)), []),
  localHelp: listOf(slug),
  helplines: listOf(oneOf(Object.keys(helplines), 'a helpline of content/helplines.json')),
  related: listOf(slug),
  words: explainedWords,
  names: properNames,
  abuse: v.optional(v.boolean('must be true or false'), false),
  checked: checkedDate,
  owner: text,
})

/** The headings that every page has, and where each of them goes. */
export const FIXED_HEADINGS = {
  doNow: 'What you can do now',
  who: 'Who this is for',
  expect: 'What to expect, and by when',
} as const

function readPlain(id: string, source: string): Omit<Topic, 'easyRead'> {
  const { front, body } = splitFrontMatter(source, frontMatterSchema)
  checkMarkdown(front.summary)
  const parts = cutAtHeadings(body)
  for (const { heading = '', markdown } of parts) {
    checkMarkdown(`## ${heading}\n${markdown}`, isExample(heading))
  }
  const isFixed = (heading: string | undefined) =>
    Object.values(FIXED_HEADINGS).some((fixed) => fixed === heading)
  const fixed = (heading: string) => {
    const found = parts.filter((part) => part.heading === heading)
    if (found.length !== 1 || found[0]?.markdown === '') {
      throw new ContentFault(`must have “## ${heading}” once, with something under it`)
    }
    return found[0]?.markdown ?? ''
  }
  const more = parts.flatMap(({ heading, markdown }): Part[] => {
    if (heading === undefined) throw new ContentFault('has text before its first ## heading')
    return isFixed(heading) ? [] : [{ heading, markdown }]
  })
  const { abuse, ...known } = front
  return {
    ...known,
    id,
    // Checked above against the lists they are taken from.
    signposts: front.signposts as SignpostId[],
    isAbuse: abuse,
    doNow: fixed(FIXED_HEADINGS.doNow),
    who: fixed(FIXED_HEADINGS.who),
    expect: fixed(FIXED_HEADINGS.expect),
    more,
  }
}

/**
 * The topics of a folder, each with what is wrong with it, in words that name the file.
 * @param folder content/information, or a stand-in for it.
 */
export function readTopics(folder: string): { topics: Topic[]; faults: string[] } {
  const faults: string[] = []
  const read = <Result>(id: string, file: string, reader: (source: string) => Result): Result | undefined => {
    try {
      return reader(readFileSync(join(folder, id, file), 'utf8'))
    } catch (error) {
      const said = error instanceof ContentFault ? error.message : 'is missing'
      if (!(error instanceof ContentFault) && !isMissing(error)) throw error
      faults.push(`content/information/${id}/${file} ${said}.`)
      return undefined
    }
  }
  const topics = entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .flatMap((id): Topic[] => {
      const plain = read(id, 'plain.md', (source) => readPlain(id, source))
      const easyRead = read(id, 'easy-read.md', readEasyRead)
      return plain && easyRead ? [{ ...plain, easyRead }] : []
    })
  const claims = Map.groupBy(
    topics.flatMap(({ id, signposts: claimed }) => claimed.map((signpost) => ({ id, signpost }))),
    ({ signpost }) => signpost,
  )
  for (const [signpost, by] of claims) {
    if (by.length > 1) faults.push(`${signpost} leads to two pages: ${by.map(({ id }) => id).join(', ')}.`)
  }
  return { topics, faults }
}

/** Where the topics are. */
export const informationFolder = join(contentFolder, 'information')

function topicsOrThrow(): readonly Topic[] {
  const { topics: read, faults } = readTopics(informationFolder)
  if (faults.length > 0)
    throw new ContentRefused(`Some pages of information cannot be used.\n${faults.join('\n')}`)
  return read
}

/** Every topic of information, by name. Read and checked once, when the portal starts. */
export const topics: readonly Topic[] = topicsOrThrow()

const byId = new Map(topics.map((topic) => [topic.id, topic]))
const bySignpost = new Map(
  topics.flatMap((topic) => topic.signposts.map((signpost) => [signpost as string, topic] as const)),
)

/** The topic of that name, or nothing: the name comes from an address, so it may be anything. */
export const findTopic = (id: string): Topic | undefined => byId.get(id)

/** The topic a signpost leads to. */
export const topicOfSignpost = (signpost: string): Topic | undefined => bySignpost.get(signpost)

/** The address of a topic’s page. */
export const addressOf = (topic: Pick<Topic, 'id'>): string => `/information/${topic.id}`

/** The address of a topic by its name; undefined where there is no such page. */
export const pageOfTopic = (id: string): string | undefined => {
  const topic = findTopic(id)
  return topic && addressOf(topic)
}

/** The address of the page a signpost leads to. */
export const pageOfSignpost = (signpost: string): string | undefined => {
  const topic = topicOfSignpost(signpost)
  return topic && addressOf(topic)
}
