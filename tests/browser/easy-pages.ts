import type { Page } from 'playwright/test'
import { easyReadFindings } from '#tests/support/reading.ts'
import { stopName } from './go-through.ts'
import { expect } from './portal.ts'

export const expectEasy = (page: Page) =>
  expect(page.locator('html')).toHaveAttribute('data-reading', 'easy-read')

/** One question, with a picture that has a meaning, and no more than one heading of the first level. */
export async function expectOneQuestion(page: Page) {
  await expectEasy(page)
  const stop = await stopName(page)
  await expect(page.locator('h1'), stop).toHaveCount(1)
  await expect(page.locator('main form > .field'), stop).toHaveCount(stop.includes('/') ? 1 : 0)
  const pictures = await page
    .locator('main img')
    .evaluateAll((all) =>
      all.map((one) => [(one as HTMLImageElement).alt, (one as HTMLImageElement).naturalWidth]),
    )
  expect(
    pictures.filter(([alt, width]) => alt === '' || width === 0),
    stop,
  ).toEqual([])
}

/** Everything said on the page, buttons and links too, in sentences that Easy Read allows. */
export async function hardSentences(page: Page): Promise<string[]> {
  const lines = (await page.locator('main').innerText()).split(/[\n\t]/).filter((line) => line.trim() !== '')
  return lines.flatMap((line) =>
    easyReadFindings(line)
      .filter(({ figure }) => figure.endsWith(' words'))
      .map(({ sentence, figure }) => `${figure}: ${sentence}`),
  )
}
