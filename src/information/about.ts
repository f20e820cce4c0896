import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as v from 'valibot'
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

const { resolve } = createRequire(import.meta.url)

function readPage(id: AboutId): AboutPage {
  try {
    const source = readFileSync(resolve(`#content/about/${id}.md`), 'utf8')
    const { front, body } = splitFrontMatter(source, frontMatterSchema)
    checkMarkdown(body)
    checkMarkdown(front.summary)
    return { id, ...front, markdown: body.trim() }
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error
    throw new Error(`content/about/${id}.md ${error.message}.`, { cause: error })
  }
}

/** The pages about this website, read and checked once, when the portal starts. */
export const aboutPages: Readonly<Record<AboutId, AboutPage>> = {
  accessibility: readPage('accessibility'),
  privacy: readPage('privacy'),
  cookies: readPage('cookies'),
}
