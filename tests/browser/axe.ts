import axe from 'axe-core'
import type { Page } from 'playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands. Content-Security-Policy allows no script tag, so it is evaluated. */
export async function axeOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    (rules) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: 'tag', values: rules },
        resultTypes: ['violations'],
        // The one rule that asks for something to be loaded asks for films and sounds. Left to itself axe reads every style
        // sheet anew each time as well, for a rule that is not among these.
        preload: { assets: ['media'] },
      }),
    RULES,
  )
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`))
}
