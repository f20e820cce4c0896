import type { Page } from 'playwright/test'
import { easyReadFindings } from '#tests/support/reading.ts'
import { type HtmlPage, htmlPage } from './plain-http.ts'
import { expect } from './portal.ts'

export const expectEasy = (page: Page) =>
  expect(page.locator('html')).toHaveAttribute('data-reading', 'easy-read')

/** One question, with a picture that has a meaning, and no more than one heading of the first level. */
export async function expectOneQuestion(page: Page) {
  expectOneQuestionIn(htmlPage(page.url(), 200, await page.content()))
  expect(await picturesAmiss(page), page.url()).toEqual([])
}

/** The same of a page as it was sent, but for its pictures, which have to be drawn. */
export function expectOneQuestionIn({ url, document }: HtmlPage) {
  const question = document.querySelector('[name=_asked]')?.getAttribute('value')
  const seen = {
    reading: document.querySelector('html')?.getAttribute('data-reading'),
    headings: document.querySelectorAll('h1').length,
    fields: document.querySelectorAll('main form > .field').length,
  }
  const fields = question === undefined ? 0 : 1
  expect(seen, `${url} ${question ?? ''}`).toEqual({ reading: 'easy-read', headings: 1, fields })
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
export const hardSentences = async (page: Page): Promise<string[]> =>
  hardSentencesIn(await page.locator('main').innerText())

/** What was found in each line: most lines stand on page after page. */
const found = new Map<string, string[]>()

/** The same of words as they are drawn. */
export const hardSentencesIn = (words: string): string[] =>
  words
    .split(/[\n\t]/)
    .filter((line) => line.trim() !== '' && !SPELT_OUT.test(line))
    .flatMap((line) => {
      const hard =
        found.get(line) ??
        easyReadFindings(line)
          .filter(({ figure }) => figure.endsWith(' words'))
          .map(({ sentence, figure }) => `${figure}: ${sentence}`)
      found.set(line, hard)
      return hard
    })
