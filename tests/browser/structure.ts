import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HTMLElement } from 'node-html-parser'
import type { Page } from 'playwright/test'
import { isLong } from '#tests/support/long.ts'

/**
 * What a page is made of, as far as axe can tell: each element with all that it is inside of and what stands before
 * it, by tags, roles, ARIA, classes, kinds of fields, what is ticked, which label and which text belong to which
 * field, whether there are words. What is not drawn is left out. Words themselves and names of fields are left out. A table or a list of terms is one
 * piece with all that is in it. Beside them stands what axe judges over a whole page: what every page must have, which
 * heading follows which, and which id or name of a landmark is there twice. All of it under the width, the style sheets
 * and the colours it is drawn with.
 *
 * Axe finds nothing on a page whose pieces all stood on pages on which it found nothing.
 * It is sent to a browser as it stands, and so uses nothing from outside of it.
 * @returns a name for each piece, fit for a file, one in each line: whole pieces would take longer to hand over than
 * the page to take apart.
 */
export function takeApart(): string {
  const idsOf = (value: string) => value.split(/\s+/).filter(Boolean)
  const count = new Map<string, number>()
  for (const { id } of document.querySelectorAll('[id]')) count.set(id, (count.get(id) ?? 0) + 1)
  const leads = (id: string) => Math.min(count.get(id) ?? 0, 2)
  const POINTS_AT = ['aria-describedby', 'aria-labelledby', 'aria-controls', 'aria-owns', 'aria-details']
  const NAMES = ['aria-label', 'title', 'alt']
  const KEPT = [
    'role',
    'type',
    'lang',
    'dir',
    'tabindex',
    'scope',
    'headers',
    'autocomplete',
    'hidden',
    'open',
    'disabled',
    'data-reading',
  ]
  const WHOLE = ['TABLE', 'DL', 'SELECT', 'svg']
  // Axe passes by what is not drawn.
  const isLeftOut = (element: Element) =>
    ['SCRIPT', 'STYLE', 'LINK', 'META'].includes(element.tagName) || !isDrawn(element)
  const isBare = (element: Element) =>
    element.textContent.trim() === '' && element.querySelector('img, svg, input, select, textarea') === null
  const isDrawn = (element: Element) => document.head.contains(element) || element.checkVisibility()
  const scrolls = (element: Element) =>
    element !== document.documentElement &&
    (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight) &&
    /auto|scroll/.test(getComputedStyle(element).overflow)
  const attributes = (element: Element): string =>
    [...element.attributes]
      .flatMap(({ name, value }) => {
        if (POINTS_AT.includes(name)) return `${name}=${idsOf(value).map(leads).join('')}`
        if (NAMES.includes(name)) return `${name}=${value.trim() === '' ? '' : 'words'}`
        if (name === 'for') return `for=${leads(value)}`
        if (name === 'id') return (count.get(value) ?? 0) > 1 ? 'id=twice' : 'id'
        if (name === 'href') return value.startsWith('#') ? `href=#${leads(value.slice(1))}` : 'href'
        if (name.startsWith('aria-') || KEPT.includes(name)) return `${name}=${value}`
        return []
      })
      .toSorted()
      .join(' ')
  // Scripts put it on the body, and all it does is to hide: told by what is drawn.
  const SCRIPTS_RUN = 'govuk-frontend-supported'
  const classes = (element: Element) =>
    [...element.classList].filter((name) => name !== SCRIPTS_RUN).toSorted()
  /** The element without what is in it. */
  const own = (element: Element): string => {
    const labels = 'labels' in element ? (element as HTMLInputElement).labels : null
    return [
      `${element.tagName}.${classes(element).join('.')}`,
      `[${attributes(element)}]`,
      labels ? `labels=${Math.min(labels.length, 2)}` : '',
      isBare(element) ? 'bare' : '',
      scrolls(element) ? 'scrolls' : '',
    ].join(' ')
  }
  const isWords = (node: Node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()
  /** The element with all that is in it; of the same thing many times in a row one is kept. */
  const whole = (element: Element): string => {
    const parts: string[] = []
    for (const node of element instanceof SVGElement ? [] : element.childNodes) {
      const one =
        node instanceof Element
          ? isLeftOut(node)
            ? undefined
            : whole(node)
          : isWords(node)
            ? 'words'
            : undefined
      if (one !== undefined && one !== parts.at(-1)) parts.push(one)
    }
    return `${own(element)}(${parts.join(',')})`
  }
  const pieces = new Set<string>()
  const gather = (element: Element, around: string) => {
    const here = `${around}>${own(element)}`
    let before = ''
    for (const node of element.childNodes) {
      if (node instanceof Element && !isLeftOut(node)) {
        const isWhole = WHOLE.includes(node.tagName)
        pieces.add(`${here}(${before})>${isWhole ? whole(node) : own(node)}`)
        if (!isWhole) gather(node, here)
        // With its label, wherever it stands.
        if ('checked' in node && node.checked) pieces.add(`ticked: ${whole(element)}`)
        before = own(node)
      } else if (isWords(node)) {
        pieces.add(`${here}(${before})>words`)
        before = 'words'
      }
    }
  }
  gather(document.documentElement, '')

  // What must be there on every page would be missed by nothing else.
  pieces.add(['title', 'main', 'h1'].filter((one) => document.querySelector(one) !== null).join(' and '))
  let heading = ''
  for (const { tagName } of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    pieces.add(`${heading} then ${tagName}`)
    heading = tagName
  }
  const nameOf = (element: Element): string => {
    const by = idsOf(element.getAttribute('aria-labelledby') ?? '')
    const words = by.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    return (words || (element.getAttribute('aria-label') ?? '')).replace(/\s+/g, ' ').trim().toLowerCase()
  }
  const landmarks = new Set<string>()
  for (const element of document.querySelectorAll(
    'header, footer, main, nav, aside, section, form, search, [role]',
  )) {
    const landmark = `${element.getAttribute('role') ?? element.tagName} ${nameOf(element)}`
    if (landmarks.has(landmark)) pieces.add(`twice: ${own(element)}`)
    landmarks.add(landmark)
  }

  const isSo = (query: string) => (matchMedia(query).matches ? query : '')
  const drawn = [
    window.innerWidth,
    isSo('print'),
    isSo('(forced-colors: active)'),
    isSo('(prefers-color-scheme: dark)'),
    ...[...document.querySelectorAll('link[rel=stylesheet], style')].map(
      (one) => one.getAttribute('href') ?? one.textContent,
    ),
  ].join(' ')
  // 53 bits of a name as in MurmurHash: enough that two pieces of a run hardly ever share one.
  const nameOfPiece = (piece: string): string => {
    let one = 0xdeadbeef
    let other = 0x41c6ce57
    for (let at = 0; at < piece.length; at++) {
      const sign = piece.charCodeAt(at)
      one = Math.imul(one ^ sign, 2_654_435_761)
      other = Math.imul(other ^ sign, 1_597_334_677)
    }
    one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
    other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909)
    return (4_294_967_296 * (2_097_151 & other) + (one >>> 0)).toString(36)
  }
  return [...pieces].map((piece) => nameOfPiece(`${drawn}: ${piece}`)).join('\n')
}

/** What a page of the browser is made of, by name. */
export const piecesOf = async (page: Page): Promise<string[]> => (await page.evaluate(takeApart)).split('\n')

/**
 * What the main part of a page as it was sent is made of, for whoever asks what scripts could make of it: each field
 * with all that is in it, and what is around them. Words, names, ids and what is in boxes are left out; of the same
 * thing many times in a row one is kept.
 * @returns a name for each piece, fit for a file.
 */
export function shapesOf(document: HTMLElement): string[] {
  const KEPT = /^(?:data-|aria-|role$|type$|hidden$|disabled$|checked$|open$|maxlength$|inputmode$|enctype$)/
  const own = (element: HTMLElement) => {
    const attributes = Object.entries(element.attributes)
      .flatMap(([name, value]) =>
        KEPT.test(name) ? [name === 'type' || name === 'data-behaviour' ? `${name}=${value}` : name] : [],
      )
      .toSorted()
    return `${element.tagName}.${[...element.classList.values()].toSorted().join('.')}[${attributes.join(' ')}]`
  }
  const isElement = (node: unknown): node is HTMLElement => (node as HTMLElement).nodeType === 1
  const whole = (element: HTMLElement, without: readonly HTMLElement[] = []): string => {
    const parts: string[] = []
    for (const node of element.childNodes) {
      if (!isElement(node) || without.includes(node)) continue
      const one = whole(node, without)
      if (one !== parts.at(-1)) parts.push(one)
    }
    return `${own(element)}(${parts.join()})`
  }
  const main = document.querySelector('main')
  if (!main) return []
  const fields = main.querySelectorAll('form > .field')
  const reading = document.querySelector('html')?.getAttribute('data-reading')
  // A mistake is made in the first.
  const shapes = fields.map((field, at) => `${at === 0 ? 'first ' : ''}${whole(field)}`)
  shapes.push(whole(main, fields))
  return shapes.map((shape) => createHash('sha256').update(`${reading} ${shape}`).digest('hex'))
}

/** Pieces that this worker has come across before. */
const known = new Set<string>()

/** Names of the pieces that axe found nothing on. */
const folder = process.env['TEST_PIECES']

/**
 * Looks at a page on which something is new to the whole run, whichever worker saw it first. Its pieces are known from
 * then on, if nothing was found.
 * @param pieces what the page is made of.
 * @returns what was found.
 */
export async function lookAtNew(pieces: readonly string[], look: () => Promise<string[]>): Promise<string[]> {
  if (folder === undefined || isLong) return look()
  const markOf = (piece: string) => join(folder, piece)
  const unknown = pieces.filter((piece) => !known.has(piece) && !existsSync(markOf(piece)))
  const found = unknown.length === 0 ? [] : await look()
  if (found.length > 0) return found
  for (const piece of unknown) writeFileSync(markOf(piece), '')
  for (const piece of pieces) known.add(piece)
  return []
}
