import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { isLong } from '#tests/support/long.ts'

/**
 * What a page is made of, as far as axe can tell: each element with all that it is inside of and what stands before
 * it, by tags, roles, ARIA, classes, kinds of fields, what is ticked, which label and which text belong to which
 * field, whether there are words. Words themselves and names of fields are left out. A table or a list of terms is one
 * piece with all that is in it. Beside them stands what axe judges over a whole page: what every page must have, which
 * heading follows which, and which id or name of a landmark is there twice. All of it under the width, the style sheets
 * and the colours it is drawn with.
 *
 * Axe finds nothing on a page whose pieces all stood on pages on which it found nothing.
 * @returns a name for each piece, fit for a file.
 */
export async function piecesOf(page: Page): Promise<string[]> {
  const written = await page.evaluate(() => {
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
    const isLeftOut = ({ tagName }: Element) => ['SCRIPT', 'STYLE', 'LINK', 'META'].includes(tagName)
    const isBare = (element: Element) =>
      element.textContent.trim() === '' && element.querySelector('img, svg, input, select, textarea') === null
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
    /** The element without what is in it. */
    const own = (element: Element): string => {
      const labels = 'labels' in element ? (element as HTMLInputElement).labels : null
      return [
        `${element.tagName}.${[...element.classList].toSorted().join('.')}`,
        `[${attributes(element)}]`,
        labels ? `labels=${Math.min(labels.length, 2)}` : '',
        'checked' in element && element.checked ? 'ticked' : '',
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
    const takeApart = (element: Element, around: string) => {
      const here = `${around}>${own(element)}`
      let before = ''
      for (const node of element.childNodes) {
        if (node instanceof Element && !isLeftOut(node)) {
          const isTakenApart = !WHOLE.includes(node.tagName)
          pieces.add(`${here}(${before})>${isTakenApart ? own(node) : whole(node)}`)
          if (isTakenApart) takeApart(node, here)
          before = own(node)
        } else if (isWords(node)) {
          pieces.add(`${here}(${before})>words`)
          before = 'words'
        }
      }
    }
    takeApart(document.documentElement, '')

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
    return [...pieces].map((piece) => `${drawn}: ${piece}`)
  })
  return written.map((piece) => createHash('sha256').update(piece).digest('hex'))
}

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
  const unknown = pieces.map((piece) => join(folder, piece)).filter((mark) => !existsSync(mark))
  if (unknown.length === 0) return []
  const found = await look()
  if (found.length === 0) for (const mark of unknown) writeFileSync(mark, '')
  return found
}
