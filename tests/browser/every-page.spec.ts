import type { Page } from 'playwright/test'
import { forms } from '#src/forms/all-forms.ts'
import { checkPageOf, type Form, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { readingStyleNames } from '#src/forms/engine/reading-style.ts'
import { noteSeen } from '#tests/support/seen.ts'
import { NEVER_ASKED, type Run, runsToAll } from '#tests/support/branches.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { doAtOnce, makeMistake } from './at-once.ts'
import { expectOneQuestion, hardSentences } from './easy-pages.ts'
import { typeFields, whatToType } from './go-through.ts'
import { faultsOf } from './html-checks.ts'
import { boxesIn, type HtmlPage, htmlPage, open, pageNameOf, press } from './plain-http.ts'
import { expect, newDevice, press as pressIn, test } from './portal.ts'

/**
 * Every page of every form, in plain words and question by question in Easy Read, each blank, filled and with a
 * mistake: its HTML as it was sent, then in a browser on a phone, and on a wide screen where it is made like no page
 * before. The ways through a form are worked out from its conditions, so that a
 * new page, question or form is seen without being listed here.
 */

test.describe.configure({ mode: 'parallel' })

type Style = 'plain' | 'easy-read'

/**
 * Kinds of faults that stand in the forms as they are: follow-ups that are called alike, as boxes of one page and, one
 * question a page in Easy Read, as titles; and messages of two boxes in the same words. They are printed, to be mended
 * with the words; every other kind fails.
 */
const STANDING = [
  / has the title of /,
  /: two boxes are called /,
  /: “[^”]*(?:“[^”]*”)?[^”]*” leads to \S+ and /,
] as const
const isStanding = (fault: string) => STANDING.some((kind) => kind.test(fault))

/** Nothing typed can be wrong where nothing is asked for, or only files. */
const canBeWrong = ({ document }: HtmlPage) =>
  document.querySelector('main .field textarea') !== null ||
  document
    .querySelectorAll('main .field input')
    .some((box) => !['file', 'hidden'].includes(box.getAttribute('type') ?? ''))

/** Whatever was looked at of a form in one style. */
interface Looked {
  /** Each page, and in Easy Read each question, with what it asks. */
  readonly states: Set<string>
  /** Each page with what it asks once it is filled in. */
  readonly filled: Set<string>
  /** The page that each title stands on: no two pages of a form share one. */
  readonly titles: Map<string, string>
  readonly faults: string[]
}

const titleOf = ({ document }: HtmlPage) => document.querySelector('title')?.textContent.trim() ?? ''

/** What needs no browser, of a page as it was sent. */
async function readHtml(page: HtmlPage, stop: string, state: string, looked: Looked) {
  for (const fault of await faultsOf(page)) looked.faults.push(`${stop}, ${state}: ${fault}`)
  const title = titleOf(page)
  if (!title.startsWith('Error: ') && state === 'blank') {
    const before = looked.titles.get(title)
    if (before !== undefined && before !== stop)
      looked.faults.push(`${stop} has the title of ${before}: ${title}`)
    looked.titles.set(title, before ?? stop)
  }
}

const stopOf = (page: HtmlPage): string => {
  const question = page.document.querySelector('[name=_asked]')?.getAttribute('value')
  return question === undefined ? pageNameOf(page) : `${pageNameOf(page)}/${question}`
}
const asksForIn = (page: HtmlPage) =>
  [...new Set([...boxesIn(page).map(({ name }) => name), ...fileBoxesIn(page)])].join(' ')
const fileBoxesIn = ({ document }: HtmlPage) =>
  document.querySelectorAll('main form input[type=file]').map((box) => box.getAttribute('name') ?? '')

/**
 * With scripts a page shows the questions that apply with what is on it, and hides its other follow-ups: the same that
 * the walk of the form comes to with these answers.
 */
async function expectAsks(page: Page, walked: Run['walked'], name: string) {
  const here = walked.pages.find((one) => one.page.name === name)
  if (!here) throw new Error(`The walk does not come to ${name}`)
  const ids = here.shown.map(({ id }) => id)
  const seen = await page
    .locator('main form')
    .last()
    .evaluate((form, all) => {
      const questionOf = (field: string) =>
        all
          .filter((id) => field === id || field.startsWith(`${id}-`))
          .toSorted((one, other) => other.length - one.length)[0]
      const shown = [...form.querySelectorAll<HTMLInputElement>('[name]')].filter(
        (box) => box.type !== 'hidden' && box.closest('[hidden]') === null,
      )
      return [...new Set(shown.flatMap(({ name: field }) => questionOf(field) ?? []))]
    }, ids)
  const asked = here.asked.map(({ id }) => id)
  expect(seen.toSorted(), `${name}: what it asks once it is filled in`).toEqual(asked.toSorted())
}

/**
 * A page that no way before came to, in a browser: blank, and with a mistake.
 * @returns the page as it was last sent.
 */
async function look(
  page: Page,
  at: HtmlPage,
  style: Style,
  looked: Looked,
  hard: string[],
): Promise<HtmlPage> {
  const stop = stopOf(at)
  let last = at
  await page.goto(at.url)
  await expectClean(page, 'blank')
  if (style === 'easy-read') {
    await expectOneQuestion(page)
    hard.push(...(await hardSentences(page)))
  }
  if (canBeWrong(at)) {
    const { status, html } = await makeMistake(page)
    last = htmlPage(at.url, status, html)
    await readHtml(last, stop, 'with a mistake', looked)
    expect(status, `the mistake on ${stop}`).toBe(422)
    expect(titleOf(last), `the mistake on ${stop}`).toMatch(/^Error: /)
    await expectClean(page, 'with a mistake')
    if (style === 'easy-read') hard.push(...(await hardSentences(page)))
  }
  return last
}

/** The page in the browser filled in. In Easy Read a question that follows is a page of its own. */
async function fillIn(page: Page, at: HtmlPage, style: Style, { fields, walked }: Run) {
  await doAtOnce(page, { write: whatToType(boxesIn(at), fields) })
  if (style === 'plain') await expectAsks(page, walked, pageNameOf(at))
  await expectClean(page, 'filled')
}

/** What this way asks on a page of plain words. */
const askedOn = ({ walked }: Run, name: string) =>
  walked.pages.find(({ page }) => page.name === name)?.asked.map(({ id }) => id) ?? []

/** Goes one way through a form by plain HTTP, and looks in a browser at whatever no way before it came to. */
async function walkThrough(page: Page, form: Form, style: Style, run: Run, looked: Looked) {
  const { fields } = run
  const { request } = page
  const { states, faults } = looked
  const hard: string[] = []
  await page.setViewportSize({ width: 320, height: 800 })
  const start = `/forms/${form.id}`
  let at = await open(request, start)
  if (style === 'easy-read') at = await press(request, at, readingStyleNames[style])
  if (states.size === 0) {
    await readHtml(at, 'start', 'blank', looked)
    await page.goto(start)
    await expectCleanAtBoth(page, 'start')
    await page.setViewportSize({ width: 320, height: 800 })
  }
  at = await press(request, at, 'Start now')
  while (pageNameOf(at) !== 'check') {
    const state = `${stopOf(at)} ${asksForIn(at)}`
    const isNew = !states.has(state)
    states.add(state)
    // Of one page the ways open different follow-ups.
    const filled = `${stopOf(at)} ${style === 'plain' ? askedOn(run, pageNameOf(at)).join(' ') : ''}`
    const isFilledAnew = isNew || !looked.filled.has(filled)
    looked.filled.add(filled)
    if (isNew) {
      await readHtml(at, stopOf(at), 'blank', looked)
      // Put right from where the mistake left it.
      at = await look(page, at, style, looked, hard)
    } else if (isFilledAnew) await page.goto(at.url)
    if (isFilledAnew) await fillIn(page, at, style, run)
    const here = at
    at = await press(request, here, 'Continue', () => fields)
    // What cannot be read is asked for again once; who sends it again goes on without it.
    if (at.status !== 200) at = await press(request, at, 'Continue', () => fields)
    const said = at.document.querySelector('.govuk-error-summary')?.textContent.replace(/\s+/g, ' ') ?? ''
    expect(at.status, `Continue on ${stopOf(here)}: ${said}`).toBe(200)
    if (isNew) await readHtml(await open(request, here.url), stopOf(here), 'filled', looked)
  }
  await page.goto(at.url)
  if (style === 'easy-read') hard.push(...(await hardSentences(page)))
  await expectCleanAtBoth(page, 'check')
  const sent = `/forms/${form.id}/sent`
  // Some forms ask for a box to be ticked first; the others are sent as they are.
  await pressIn(page, 'Send')
  if (new URL(page.url()).pathname !== sent) {
    await expect(page.locator('.govuk-error-summary')).toBeVisible()
    await expectCleanAtBoth(page, 'check, with boxes to tick')
    await typeFields(page, fields)
    await expectCleanAtBoth(page, 'check, filled')
    await pressIn(page, 'Send')
  }
  await expect(page).toHaveURL(sent)
  await readHtml(await open(request, sent), 'sent', 'blank', looked)
  // The button that clears the device stands there, and the quiet link to the same is left out.
  await expect(page.locator('main form[action="/clear-device"], main [data-clear-device]')).toHaveCount(1)
  if (style === 'easy-read') {
    await expect(page.locator('main .easy-row:has([data-reference]) img')).toBeVisible()
    hard.push(...(await hardSentences(page)))
  }
  await expectCleanAtBoth(page, 'sent')
  // Professionals read their own form in their own words, in whatever style.
  expect(form.id === 'professional-referral' ? [] : hard).toEqual([])
  expect(faults.filter((fault) => !isStanding(fault))).toEqual([])
}

for (const style of ['easy-read', 'plain'] as const) {
  for (const form of Object.values(forms)) {
    test(`every page of ${form.id} in ${style}: blank, with a mistake, filled, at 320 and 1280 px`, async ({
      browser,
    }) => {
      test.setTimeout(1_500_000)
      const looked: Looked = { states: new Set(), filled: new Set(), titles: new Map(), faults: [] }
      const seen = looked.states
      for (const run of runsToAll(form, NEVER_ASKED[form.id])) {
        const device = await newDevice(browser)
        await walkThrough(await device.newPage(), form, style, run, looked)
        await device.close()
      }
      noteSeen(
        'states',
        [...seen].map((state) => `${form.id} in ${style}: ${state}`),
      )
      const stops = new Set([...seen].map((state) => state.split(' ')[0]))
      const standing = new Set(looked.faults.filter(isStanding))
      process.stdout.write(
        `${form.id} in ${style}: ${stops.size} pages, ${seen.size} states of them, ${standing.size} names or titles twice\n`,
      )
      const pages = new Set([...stops].map((stop) => stop?.split('/')[0]))
      expect(pagesOf(form).filter(({ name }) => !pages.has(name))).toEqual([])
      const asked = new Set([...seen].flatMap((state) => state.split(/[ /]/)))
      const boxOf = (id: string) => [...asked].some((name) => name === id || name.startsWith(`${id}-`))
      const notAsked = [...questionsOf(form).keys()].filter((id) => !boxOf(id))
      const elsewhere = [...Object.keys(checkPageOf(form).ask), ...(NEVER_ASKED[form.id] ?? [])]
      expect(notAsked.filter((id) => !elsewhere.includes(id))).toEqual([])
    })
  }
}
