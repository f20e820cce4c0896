import * as v from 'valibot'
import { ContentRefused, readContentFile } from '#src/settings/content-files.ts'
import { type EasyRead, readEasyRead } from './easy-read-file.ts'
import {
  checkedDate,
  checkMarkdown,
  ContentFault,
  explainedWords,
  properNames,
  splitFrontMatter,
  text,
} from './page-file.ts'

/** A page about this website, as content/about/ holds it. */
export interface AboutPage {
  id: AboutId
  title: string
  summary: string
  /** The day it was last checked: 2026-11-22. */
  checked: string
  /** Hard words that the page cannot do without, and the words on it that say what each means. */
  words: Readonly<Record<string, string>>
  /** Names of laws, bodies and things that it cannot do without either. */
  names: readonly string[]
  markdown: string
  /** The same in Easy Read: shorter, and promising nothing that the full text does not. */
  easyRead: EasyRead
}

const ids = ['accessibility', 'privacy', 'cookies'] as const
export type AboutId = (typeof ids)[number]

const frontMatterSchema = v.strictObject({
  title: text,
  summary: text,
  checked: checkedDate,
  words: explainedWords,
  names: properNames,
})

/** What a file of content/about/ holds, or an error that names the file and what to put right. */
function readWith<Result>(file: string, reader: (source: string) => Result): Result {
  try {
    return reader(readContentFile(`about/${file}`))
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error
    throw new ContentRefused(`content/about/${file} ${error.message}.`, { cause: error })
  }
}

const readPage = (id: AboutId): AboutPage => ({
  ...readWith(`${id}.md`, (source) => {
    const { front, body } = splitFrontMatter(source, frontMatterSchema)
    checkMarkdown(body)
    checkMarkdown(front.summary)
    return { id, ...front, markdown: body.trim() }
  }),
  easyRead: readWith(`easy-read/${id}.md`, readEasyRead),
})

/** The pages about this website, read and checked once, when the portal starts. */
export const aboutPages: Readonly<Record<AboutId, AboutPage>> = {
  accessibility: readPage('accessibility'),
  privacy: readPage('privacy'),
  cookies: readPage('cookies'),
}
