import type { Page } from 'playwright/test'
import { easyReadFindings } from '#tests/support/reading.ts'
import { expect, pageName } from './portal.ts'

export const expectEasy = (page: Page) =>
  expect(page.locator('html')).toHaveAttribute('data-reading', 'easy-read')

/** One question, with a picture that has a meaning, and no more than one heading of the first level. */
export async function expectOneQuestion(page: Page) {
  const { question, ...seen } = await page.evaluate(() => ({
    question: document.querySelector<HTMLInputElement>('[name=_asked]')?.value,
    reading: document.documentElement.dataset['reading'],
    headings: document.querySelectorAll('h1').length,
    fields: document.querySelectorAll('main form > .field').length,
  }))
  const stop = `${pageName(page)}/${question ?? ''}`
  expect(seen, stop).toEqual({ reading: 'easy-read', headings: 1, fields: question === undefined ? 0 : 1 })
  expect(await picturesAmiss(page), stop).toEqual([])
}

/** Pictures of the page that have no words or cannot be drawn. One that waits to come into view is asked for now. */
export const picturesAmiss = (page: Page): Promise<string[]> =>
  page.locator('main img').evaluateAll(async (all) => {
    const looked = (all as HTMLImageElement[]).map(async (picture) => {
      picture.loading = 'eager'
      const isDrawn = await picture.decode().then(
        () => true,
        () => false,
      )
      return isDrawn && picture.naturalWidth > 0 && picture.alt !== '' ? [] : [picture.outerHTML]
    })
    return (await Promise.all(looked)).flat()
  })

/** A part of a code, sign by sign: “X for X-ray, 7, R for Romeo”. A list, and no sentence. */
const SPELT_OUT = /^\s*(\S( for [\w-]+)?(, |$))+$/

/** Everything said on the page, buttons and links too, in sentences that Easy Read allows. */
export async function hardSentences(page: Page): Promise<string[]> {
  const lines = (await page.locator('main').innerText())
    .split(/[\n\t]/)
    .filter((line) => line.trim() !== '' && !SPELT_OUT.test(line))
  return lines.flatMap((line) =>
    easyReadFindings(line)
      .filter(({ figure }) => figure.endsWith(' words'))
      .map(({ sentence, figure }) => `${figure}: ${sentence}`),
  )
}
