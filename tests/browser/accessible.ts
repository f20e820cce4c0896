import type { Page } from 'playwright/test'
import { isLong } from '#tests/support/long.ts'
import { axeOn } from './axe.ts'
import { classesWithoutStyles } from './page-styles.ts'
import { expect } from './portal.ts'
import { sameNames } from './same-names.ts'
import { lookAtNew, takeApart } from './structure.ts'
import { viewerOf } from './viewer.ts'

/**
 * The page as it stands, scripts left out, with what is ticked and written in it as attributes.
 * @returns undefined where it is drawn in another way than a window draws what it is given: on paper, in other colours,
 * behind a dialog.
 */
function asItStands(): string | undefined {
  const isSo = (query: string) => matchMedia(query).matches
  if (['print', '(forced-colors: active)', '(prefers-color-scheme: dark)'].some(isSo)) return undefined
  if (document.querySelector('dialog:modal')) return undefined
  const BOXES = 'input, textarea, option'
  const copy = document.documentElement.cloneNode(true) as HTMLElement
  const copies = copy.querySelectorAll(BOXES)
  for (const [at, box] of document.querySelectorAll(BOXES).entries()) {
    const its = copies[at]
    if (box instanceof HTMLTextAreaElement) its?.replaceChildren(box.value)
    else if (box instanceof HTMLOptionElement) its?.toggleAttribute('selected', box.selected)
    else if (box instanceof HTMLInputElement && ['radio', 'checkbox'].includes(box.type))
      its?.toggleAttribute('checked', box.checked)
    else if (box instanceof HTMLInputElement && box.type !== 'file') its?.setAttribute('value', box.value)
  }
  for (const script of copy.querySelectorAll('script')) script.remove()
  // Where scripts run it is not drawn, and holds mere words.
  for (const one of copy.querySelectorAll('noscript')) if (one.childElementCount === 0) one.remove()
  return copy.outerHTML
}

/**
 * What axe finds on the page as it stands: asked in the window of this worker, in which axe is loaded and warm, in a
 * third of the time. In the long run axe is asked on the page itself.
 */
export async function violations(page: Page): Promise<string[]> {
  const browser = page.context().browser()
  const html = isLong ? undefined : await page.evaluate(asItStands)
  const size = page.viewportSize()
  if (html === undefined || browser === null || size === null) return axeOn(page)
  const viewer = await viewerOf(browser, new URL(page.url()).origin)
  return viewer.violations(html, size)
}

/** What is seen of a page beside what axe finds. */
interface Shown {
  /** What it is made of, a name in each line. */
  readonly pieces: string
  readonly isTooWide: boolean
  readonly linksAsButtons: number
  readonly classes: readonly string[]
  readonly sheets: readonly string[]
}
const SHOWN = `({
  pieces: (${takeApart})(),
  isTooWide: document.documentElement.scrollWidth > window.innerWidth + 1,
  linksAsButtons: document.querySelectorAll('a[role=button]').length,
  classes: [...new Set([...document.querySelectorAll('[class]')].flatMap((one) => [...one.classList]))],
  sheets: [...document.querySelectorAll('link[rel=stylesheet]')].map((one) => one.href),
})`

/**
 * Axe finds nothing on a page made of this (a page is looked at where something on it is new to the run), nothing is
 * wider than the screen, no link says it is a button (the space bar does nothing on one), and each class has its
 * styles. On a page of the desk no two controls of one name do different things.
 * @param state For the message: "blank", "filled".
 */
export async function expectClean(page: Page, state: string) {
  // A page that was left by itself may not have its style sheets yet.
  await page.waitForLoadState()
  // Both in one call to the browser.
  const { pieces, isTooWide, linksAsButtons, classes, sheets } = await page.evaluate<Shown>(SHOWN)
  const found = await lookAtNew(pieces.split('\n'), () => violations(page))
  const { pathname } = new URL(page.url())
  const namesakes = pathname.startsWith('/staff') ? await sameNames(page) : []
  const unstyled = classesWithoutStyles(classes, sheets)
  expect({ found, namesakes, unstyled, isTooWide, linksAsButtons }, `${pathname}, ${state}`).toEqual({
    found: [],
    namesakes: [],
    unstyled: [],
    isTooWide: false,
    linksAsButtons: 0,
  })
}

/** The same on a narrow phone and on a wide screen. The page is left wide. */
export async function expectCleanAtBoth(page: Page, state: string) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectClean(page, `${state}, ${width} px`)
  }
}
