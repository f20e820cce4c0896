import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { type EasyRead, readEasyRead } from '#src/information/easy-read-file.ts'
import { checkMarkdown, ContentFault, splitFrontMatter, text } from '#src/information/page-file.ts'
import { fillLetter, placeholdersIn } from '#src/information/placeholders.ts'
import { ContentRefused, contentFolder, entriesOf, isMissing } from '#src/settings/content-files.ts'
import { letters } from './all-letters.ts'
import type { Letter } from './letter.ts'

/** The words of a letter, as its folder in `content/letters/` holds them. */
export interface LetterWords {
  /** Of an email, in every style: whoever sees it on a screen learns nothing. */
  readonly subject: string
  /** Paragraphs with an empty line between them. */
  readonly plain: string
  readonly easyRead: EasyRead
}

/** A letter as it goes out. */
export interface WrittenLetter {
  readonly subject: string
  readonly text: string
}

/** The address people use, which every letter may name: `{{site}}/my-request`. */
const SITE = 'site'
const frontMatterSchema = v.strictObject({ subject: text })

/**
 * The words of these letters, each checked against what it declares.
 * @param folder where each letter has a folder of its name, and nothing else has one.
 * @throws ContentRefused that names every file there is something wrong with.
 */
export function readLetters(
  declared: ReadonlyMap<string, Letter>,
  folder: string,
): ReadonlyMap<string, LetterWords> {
  const faults: string[] = []
  const read = <Result>(
    name: string,
    file: string,
    reader: (source: string) => Result,
  ): Result | undefined => {
    try {
      return reader(readFileSync(join(folder, name, file), 'utf8'))
    } catch (error) {
      if (!(error instanceof ContentFault) && !isMissing(error)) throw error
      faults.push(
        `content/letters/${name}/${file} ${isMissing(error) ? 'is missing' : (error as Error).message}.`,
      )
      return undefined
    }
  }
  const words = new Map<string, LetterWords>()
  for (const [name, letter] of declared) {
    const plain = read(name, 'plain.md', (source) => readPlain(source, letter))
    const easyRead = read(name, 'easy-read.md', (source) => readEasy(source, letter))
    if (plain && easyRead) words.set(name, { ...plain, easyRead })
  }
  for (const { name } of entriesOf(folder)) {
    if (declared.has(name)) continue
    faults.push(`content/letters/${name} belongs to no letter: there is no src/letters/${name}.letter.ts.`)
  }
  if (faults.length > 0) throw new ContentRefused(`Some letters cannot be used.\n${faults.join('\n')}`)
  return words
}

function readPlain(source: string, letter: Letter): Omit<LetterWords, 'easyRead'> {
  const { front, body } = splitFrontMatter(source, frontMatterSchema)
  checkMarkdown(front.subject)
  checkMarkdown(body, false, [...Object.keys(letter.fields), SITE])
  checkFields([front.subject, body], letter)
  return { subject: front.subject, plain: body.trim() }
}

function readEasy(source: string, letter: Letter): EasyRead {
  const easyRead = readEasyRead(source, [...Object.keys(letter.fields), SITE])
  const rows = easyRead.parts.flatMap(({ heading, rows }) => [
    heading ?? '',
    ...rows.map(({ markdown }) => markdown),
  ])
  checkFields([easyRead.title, ...rows], letter)
  return easyRead
}

/** Every field that the letter declares is said, and everything it names can be said without knowing the day. */
function checkFields(texts: readonly string[], letter: Letter): void {
  const declared = Object.keys(letter.fields)
  const named = texts.flatMap(placeholdersIn)
  const unsaid = declared.filter((field) => !named.includes(field))
  if (unsaid.length > 0) {
    throw new ContentFault(unsaid.map((field) => `does not say {{${field}}}, which it is to say`).join('; '))
  }
  const samples = Object.fromEntries([...declared, SITE].map((field) => [field, 'x']))
  try {
    for (const one of texts) fillLetter(one, samples)
  } catch (cause) {
    throw new ContentFault(`cannot be sent: ${(cause as Error).message}`, { cause })
  }
}

/**
 * A letter in plain words, as text.
 * @param fields what it declares, as it was handed over.
 * @param site the address people use; a paragraph that names it is left out where there is none.
 * @throws Error when a field is not what the letter declares.
 */
export function write(
  letter: Letter,
  { subject, plain }: LetterWords,
  fields: Readonly<Record<string, unknown>>,
  site: string | undefined,
): WrittenLetter {
  const said = v.parse(v.strictObject(letter.fields), fields)
  const own = site === undefined ? said : { ...said, [SITE]: site }
  const paragraphs = plain
    .split(/\n{2,}/)
    .filter((paragraph) => site !== undefined || !placeholdersIn(paragraph).includes(SITE))
  return {
    subject: fillLetter(subject, {}),
    text: `${paragraphs.map((paragraph) => fillLetter(paragraph, own)).join('\n\n')}\n`,
  }
}

/** Where the words are. */
export const lettersFolder = join(contentFolder, 'letters')

/** The words of every letter. Read and checked once, when the web server starts and when the worker does. */
export const letterWords = readLetters(letters, lettersFolder)

/**
 * A letter, written as `write` says.
 * @throws Error where it is none of those in `src/letters/`.
 */
export function writeLetter(
  letter: Letter,
  fields: Readonly<Record<string, unknown>>,
  site: string | undefined,
): WrittenLetter {
  const words = letterWords.get(letter.name)
  if (!words) throw new Error(`The letter ${letter.name} has no words.`)
  return write(letter, words, fields, site)
}
