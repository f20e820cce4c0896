import { parse as parseYaml } from 'yaml'

/** `key: value`, at the left or below a key. A key that could be anything but text is none of these. */
const ENTRY = /^( {2})?([A-Za-z][\w ’-]*):(?: (.*))?$/
/** A value that nothing in it ends: it begins with a letter, and has no colon or # that could mean something. */
const TEXT = /^[A-Za-z](?!.*(?::(?: |$)| #|\t| $))/
/** What a value in a list has none of. */
const ENDS_IN_LIST = /[,[\]{}:]/
const QUOTED = /^'([^'\\]*)'$/
const LIST = /^\[(.*)\]$/
/** `- value`, below a key. */
const ITEM = /^ {2}- (.*)$/
/** Words that YAML takes for something else, or has taken. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i

/**
 * The block at the top of a page, which is YAML. Nearly all of them are lines of `key: value`, which are read here: a
 * portal reads them all as it starts, and the whole of YAML takes longer for that than the rest of its start.
 * @throws Error of the package that reads all of YAML.
 */
export const readFrontMatter = (yaml: string): unknown => readLines(yaml) ?? parseYaml(yaml)

/**
 * What lines of `key: value` say, `key: [value, value]`, and such lines or a list below a key.
 * @returns undefined where there is more.
 */
export function readLines(yaml: string): Readonly<Record<string, unknown>> | undefined {
  const read: Record<string, unknown> = {}
  /** The key that has nothing beside it, and what came below it. */
  let open: { key: string; below: Record<string, unknown>; items: string[] } | undefined
  for (const line of yaml.split(/\r?\n/)) {
    const item = open && textOf(ITEM.exec(line)?.[1] ?? '')
    if (open && item !== undefined) {
      open.items.push(item)
      read[open.key] = open.items
    } else {
      const [, indent, key, said = ''] = ENTRY.exec(line) ?? []
      if (key === undefined || textOf(key) === undefined) return undefined
      const into = indent === undefined ? read : open?.below
      const value = indent === undefined ? (listOf(said) ?? readValue(said)) : readValue(said)
      if (!into || Object.hasOwn(into, key)) return undefined
      if (indent === undefined) open = said === '' ? { key, below: {}, items: [] } : undefined
      else if (open) read[open.key] = open.below
      if (value !== undefined) into[key] = value
      else if (open?.key !== key || said !== '') return undefined
      // Its place among the others, until what is below it is read.
      else read[key] = null
    }
    if (open && open.items.length > 0 && Object.keys(open.below).length > 0) return undefined
  }
  return read
}

const readValue = (said: string): string | boolean | undefined =>
  said === 'true' ? true : said === 'false' ? false : textOf(said)

function textOf(said: string): string | undefined {
  const quoted = QUOTED.exec(said)?.[1]
  if (quoted !== undefined) return quoted
  return TEXT.test(said) && !NO_TEXT.test(said) ? said : undefined
}

function listOf(said: string): readonly string[] | undefined {
  const inside = LIST.exec(said)?.[1]
  if (inside === undefined) return undefined
  if (inside === '') return []
  const values = inside.split(', ').map((value) => (ENDS_IN_LIST.test(value) ? undefined : textOf(value)))
  return values.every((value) => value !== undefined) ? values : undefined
}
