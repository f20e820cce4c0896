import axe from 'axe-core'
import type { Page } from 'playwright/test'
import { expect } from './portal.ts'
import { lookAtNew, piecesOf } from './structure.ts'

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

/**
 * Axe finds nothing on a page made of this (a page is looked at where something on it is new to the run), nothing is
 * wider than the screen, and no link says it is a button: the space bar does nothing on one.
 * @param state For the message: "blank", "filled".
 */
export async function expectClean(page: Page, state: string) {
  const what = `${new URL(page.url()).pathname}, ${state}`
  expect(await lookAtNew(await piecesOf(page), () => violations(page)), what).toEqual([])
  const seen = await page.evaluate(() => ({
    'links that say they are buttons': document.querySelectorAll('a[role=button]').length,
    'wider than the screen': document.documentElement.scrollWidth > window.innerWidth + 1,
  }))
  expect(seen, what).toEqual({ 'links that say they are buttons': 0, 'wider than the screen': false })
}

/** The same on a narrow phone and on a wide screen. The page is left wide. */
export async function expectCleanAtBoth(page: Page, state: string) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectClean(page, `${state}, ${width} px`)
  }
}
