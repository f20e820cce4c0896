import * as v from 'valibot'
import { readFrontMatter } from './front-matter.ts'
import { unknownPlaceholders } from './placeholders.ts'

/** Something wrong with a page, said so that whoever wrote it can put it right. */
export class ContentFault extends Error {}

/**
 * The block at the top of a page, checked, and what comes after it.
 * @throws ContentFault
 */
export function splitFrontMatter<Schema extends v.GenericSchema>(
  source: string,
  schema: Schema,
): { front: v.InferOutput<Schema>; body: string } {
  const [, yaml, body] = source.match(/^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/) ?? []
  if (yaml === undefined || body === undefined) {
    throw new ContentFault('must begin with a block between two lines of ---')
  }
  let data: unknown
  try {
    data = readFrontMatter(yaml)
  } catch (cause) {
    throw new ContentFault(`has a block at the top that cannot be read: ${(cause as Error).message}`, {
      cause,
    })
  }
  const result = v.safeParse(schema, data)
  if (!result.success) {
    throw new ContentFault(
      result.issues
        .map((issue) => `“${v.getDotPath(issue) ?? 'block at the top'}” ${issue.message}`)
        .join('; '),
    )
  }
  return { front: result.output, body }
}

/** What Markdown could do and a page here may not. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/<\/?[a-z]/i, 'has HTML in it. Write Markdown only'],
  [/!\[/, 'has a picture in it. Pictures are for Easy Read, by name'],
  [/(?<![\w*])[*_](?![*_\s])[^*_\n]+(?<!\s)[*_](?![\w*])/, 'has italics in it. Use **bold**, or nothing'],
  [/^#(?!##? )/m, 'has a heading that is neither ## nor ###'],
  [/:-+|-+:/, 'has a table with alignment in it. Leave the colons out'],
  [/\b0\d{2,4}[ \d]{6,}\d/, 'has a phone number in it. Use {{council:phone}} or {{helpline:…}}'],
  [/\b(?:999|111|101|18000|116 123)\b/, 'has a phone number in it. Use {{national:…}} or {{helpline:…}}'],
]
const MONEY: (typeof FORBIDDEN)[number] = [/£\s?\d/, 'has an amount of money in it. Use {{rate:…}}']

/**
 * Refuses what a page may not hold: HTML, pictures, numbers and amounts typed by hand, unknown facts.
 * @param own placeholders that this text may use besides.
 * @throws ContentFault
 */
export function checkMarkdown(source: string, mayHaveMoney = false, own: readonly string[] = []): void {
  const rules = mayHaveMoney ? FORBIDDEN : [...FORBIDDEN, MONEY]
  const faults = rules.flatMap(([pattern, fault]) => (pattern.test(source) ? [fault] : []))
  const unknown = unknownPlaceholders(source, own).map(
    (one) => `has ${one}, which stands for nothing that is known`,
  )
  if (faults.length + unknown.length > 0) throw new ContentFault([...faults, ...unknown].join('; '))
}

export const text = v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('must not be empty'))

/** Hard words that a page cannot do without, and the words on it that say what each means. */
export const explainedWords = v.optional(
  v.record(v.pipe(text, v.regex(/^[a-z'-]+$/, 'must be one word in small letters')), text),
  {},
)

/** Names of laws, bodies and things, as they are written on the page: no plainer word can stand for them. */
export const properNames = v.optional(v.array(text), [])

// YAML reads a bare date as a date only where it is told to; here it stays text.
export const checkedDate = v.pipe(text, v.isoDate('must be a date like 2026-11-22'))
