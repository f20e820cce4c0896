import axe from 'axe-core'
import type { Page } from 'playwright/test'
import { expect } from './portal.ts'
import { lookAtNew, takeApart } from './structure.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands. Content-Security-Policy allows no script tag, so it is evaluated. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    (rules) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: 'tag', values: rules },
        resultTypes: ['violations'],
      }),
    RULES,
  )
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`))
}

/** What is seen of a page beside what axe finds. */
interface Shown {
  /** What it is made of, a name in each line. */
  readonly pieces: string
  readonly isTooWide: boolean
  readonly linksAsButtons: number
}
const SHOWN = `({
  pieces: (${takeApart})(),
  isTooWide: document.documentElement.scrollWidth > window.innerWidth + 1,
  linksAsButtons: document.querySelectorAll('a[role=button]').length,
})`

/**
 * Axe finds nothing on a page made of this (a page is looked at where something on it is new to the run), nothing is
 * wider than the screen, and no link says it is a button: the space bar does nothing on one.
 * @param state For the message: "blank", "filled".
 */
export async function expectClean(page: Page, state: string) {
  // Both in one call to the browser.
  const { pieces, isTooWide, linksAsButtons } = await page.evaluate<Shown>(SHOWN)
  const found = await lookAtNew(pieces.split('\n'), () => violations(page))
  expect({ found, isTooWide, linksAsButtons }, `${new URL(page.url()).pathname}, ${state}`).toEqual({
    found: [],
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
