const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

const decoded = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, number?: string, name?: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (number) return String.fromCodePoint(Number(number))
    return ENTITIES[name ?? ''] ?? whole
  })

const spaced = (text: string): string => decoded(text).replace(/\s+/g, ' ').trim()

function tag(name: string, attributes: string): string {
  const written = [...attributes.matchAll(/([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)].map(
    ([, key = '', double, single]) => `${key}="${spaced(double ?? single ?? '')}"`,
  )
  return `<${[name, ...written.sort()].join(' ')}>`
}

/**
 * HTML as a list of tags and words, so that two ways of writing the same markup compare equal: attributes in
 * order of name, entities as characters, spaces and line breaks that do not show left out.
 */
export function normalHtml(html: string): string[] {
  const parts = html.matchAll(/<!--[\s\S]*?-->|<(\/?[a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gi)
  return [...parts].flatMap(([whole, name, attributes = '', text]) => {
    if (name) return [name.startsWith('/') ? `<${name}>` : tag(name, attributes)]
    const words = text === undefined || whole.startsWith('<!--') ? '' : spaced(text)
    return words === '' ? [] : [words]
  })
}

/** What somebody hears: the words of the page with single spaces, no markup. */
export const wordsOf = (html: string): string => spaced(html.replace(/<!--[\s\S]*?-->|<[^>]*>/g, ''))
