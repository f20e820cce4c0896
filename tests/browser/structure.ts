import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { isLong } from '#tests/support/long.ts'

/**
 * The structure of a page: tags, roles, ARIA, classes, kinds of fields, which label and which text belong to which
 * field, whether there are words, and in which order. Words themselves and names of fields are left out, and of the
 * same thing many times in a row one is kept. Axe says the same of two pages with one structure.
 */
export async function structureOf(page: Page): Promise<string> {
  const written = await page.evaluate(() => {
    const idsOf = (value: string) => value.split(/\s+/).filter(Boolean)
    const count = new Map<string, number>()
    for (const { id } of document.querySelectorAll('[id]')) count.set(id, (count.get(id) ?? 0) + 1)
    const leads = (id: string) => Math.min(count.get(id) ?? 0, 2)
    const POINTS_AT = ['aria-describedby', 'aria-labelledby', 'aria-controls', 'aria-owns', 'aria-details']
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
    ]
    /** Landmarks need names of their own: which of them share one. */
    const names: string[] = []
    const place = (name: string) => {
      if (!names.includes(name)) names.push(name)
      return names.indexOf(name)
    }
    const attributes = (element: Element): string =>
      [...element.attributes]
        .flatMap(({ name, value }) => {
          if (POINTS_AT.includes(name)) return `${name}=${idsOf(value).map(leads).join('')}`
          if (name === 'aria-label' || name === 'title')
            return `${name}=${value.trim() === '' ? '' : place(value)}`
          if (name === 'alt') return `alt=${value.trim() === '' ? '' : 'words'}`
          if (name === 'for') return `for=${leads(value)}`
          if (name === 'id') return (count.get(value) ?? 0) > 1 ? 'id=twice' : 'id'
          if (name === 'href') return value.startsWith('#') ? `href=#${leads(value.slice(1))}` : 'href'
          if (name.startsWith('aria-') || KEPT.includes(name)) return `${name}=${value}`
          return []
        })
        .toSorted()
        .join(' ')
    const inside = (element: Element): string => {
      const parts: string[] = []
      for (const node of element.childNodes) {
        const one =
          node instanceof Element
            ? of(node)
            : node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()
              ? 'words'
              : undefined
        if (one !== undefined && one !== parts.at(-1)) parts.push(one)
      }
      return parts.join(',')
    }
    const of = (element: Element): string => {
      if (['SCRIPT', 'STYLE', 'LINK', 'META'].includes(element.tagName)) return element.tagName
      const isLabelled = 'labels' in element && (element as HTMLInputElement).labels
      const classes = [...element.classList].toSorted().join('.')
      const labels = isLabelled ? `labels=${Math.min(isLabelled.length, 2)}` : ''
      const svg = element instanceof SVGElement ? '' : inside(element)
      return `${element.tagName}.${classes}[${attributes(element)} ${labels}](${svg})`
    }
    return of(document.documentElement)
  })
  return createHash('sha256').update(written).digest('hex')
}

const folder = process.env['TEST_STRUCTURES']

/**
 * Looks at each structure once in a whole run, whichever worker comes to it first. A look that finds something is
 * forgotten, so that a second try finds it again.
 * @param name what is looked at: the structure, and the width.
 */
export async function once<T>(name: string, look: () => Promise<T>): Promise<T | undefined> {
  if (folder === undefined || isLong) return look()
  const mark = join(folder, name)
  try {
    mkdirSync(mark)
  } catch {
    return undefined
  }
  let isClean = false
  try {
    const found = await look()
    isClean = Array.isArray(found) && found.length === 0
    return found
  } finally {
    if (!isClean) rmSync(mark, { recursive: true, force: true })
  }
}
