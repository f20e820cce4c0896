import { parse } from 'node-html-parser'
import { pageIn } from './journey.ts'
import type { Resident } from './resident.ts'

/** Bytes of a page and what it needs to be shown, as they are served. */
export interface FirstView {
  readonly page: string
  /** Without typeface and pictures. */
  readonly all: number
  readonly js: number
  readonly typeface: number
  readonly pictures: number
}

type Kind = 'html' | 'css' | 'js' | 'typeface' | 'pictures'

/** The encodings a browser may name; the goals are in gzip. */
export type Encoding = 'gzip' | 'br'

/** Asks for a page and for all that it names, as a browser that has none of it does. */
export async function firstViewOf(resident: Resident, page: string, path: string, encoding: Encoding) {
  const bytes: Record<Kind, number> = { html: 0, css: 0, js: 0, typeface: 0, pictures: 0 }
  const seen = new Set<string>()
  const load = async (kind: Kind, from: string): Promise<void> => {
    if (seen.has(from) || from.startsWith('data:')) return
    seen.add(from)
    const served = await resident.get(from, `accept-encoding: ${encoding}\r\n`)
    if (served.status !== 200) throw new Error(`${from} answers ${served.status}`)
    bytes[kind] += served.body.length
    if (kind === 'typeface' || kind === 'pictures') return
    for (const [next, url] of namedIn(kind, pageIn(await resident.get(from), from)))
      await load(next, new URL(url, `http://portal${from}`).pathname)
  }
  await load('html', path)
  const { html, css, js, typeface, pictures } = bytes
  return { page, all: html + css + js, js, typeface, pictures } satisfies FirstView
}

/** What a page, a style sheet or a script names that is loaded with it. */
function namedIn(kind: Kind, text: string): [Kind, string][] {
  if (kind === 'js')
    return [...text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g)].map(([, url = '']) => [
      'js',
      url,
    ])
  if (kind === 'css')
    return [...text.matchAll(/url\(["']?([^"')]+\.woff2?)["']?\)/g)].map(([, url = '']) => ['typeface', url])
  const page = parse(text)
  const named = (selector: string, attribute: string, of: Kind): [Kind, string][] =>
    page.querySelectorAll(selector).flatMap((element): [Kind, string][] => {
      const url = element.getAttribute(attribute)
      return url ? [[of, url.replace(/#.*/, '')]] : []
    })
  return [
    ...named('link[rel=stylesheet]:not([media=print])', 'href', 'css'),
    ...named('link[rel=preload][as=font]', 'href', 'typeface'),
    ...named('script[src]', 'src', 'js'),
    ...named('link[rel=modulepreload]', 'href', 'js'),
    ...named('astro-island', 'component-url', 'js'),
    ...named('astro-island', 'renderer-url', 'js'),
    ...named('img[src]', 'src', 'pictures'),
  ]
}
