import type { Page } from 'playwright/test'
import { forms } from '#src/forms/all-forms.ts'
import { checkPageOf, type Form, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { readingStyleNames } from '#src/forms/engine/reading-style.ts'
import { noteSeen } from '#tests/support/seen.ts'
import { NEVER_ASKED, type Run, runsToAll } from '#tests/support/branches.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { doAtOnce, makeMistake } from './at-once.ts'
import { expectOneQuestionIn, hardSentencesIn } from './easy-pages.ts'
import { typeFields, whatToType } from './go-through.ts'
import { faultsOf } from './html-checks.ts'
import {
  boxesIn,
  deviceByHttp,
  type HtmlPage,
  type HttpDevice,
  htmlPage,
  open,
  type OwnDevice,
  pageNameOf,
  press,
} from './plain-http.ts'
import { expect, newDevice, press as pressIn, test } from './portal.ts'
import { lookAtNew, shapesOf } from './structure.ts'
import { type Viewer, viewerOf } from './viewer.ts'

/**
 * Every page of every form, in plain words and question by question in Easy Read, each blank, filled and with a
 * mistake: its HTML as it was sent, and drawn without scripts on a phone. With scripts it is opened, filled in and put
 * right where it is made of something that no page before was, and in plain words filled in for each set of follow-ups.
 * The ways through a form are worked out from its conditions, so that a new page, question or form is seen without
 * being listed here.
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

/** Sends a page on with a mistake: more than any box holds in its first box to write in, or an answer not offered. */
const sendMistake = (device: HttpDevice, at: HtmlPage) =>
  press(device, at, 'Continue', undefined, (pairs) => {
    // A follow-up that scripts hide is not asked yet: what is written in it is passed by.
    const hidden = at.document
      .querySelectorAll('main [data-only-if] [name]')
      .map((box) => box.getAttribute('name'))
    const boxes = boxesIn(at).filter(({ name }) => !hidden.includes(name))
    const wrong =
      boxes.find(({ type }) => WRITTEN.includes(type)) ?? boxes.find(({ type }) => TICKED.includes(type))
    const value = wrong && WRITTEN.includes(wrong.type) ? 'x'.repeat(4_001) : 'not-an-answer'
    return wrong ? [...pairs.filter(([name]) => name !== wrong.name), [wrong.name, value]] : pairs
  })
const WRITTEN = ['text', 'tel', 'email', 'textarea']
const TICKED = ['radio', 'checkbox']

/** What a form is looked at with: by HTTP, in a browser with scripts, and in a window without. */
interface Eyes {
  readonly device: OwnDevice
  readonly page: Page
  readonly viewer: Viewer
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

const BOTH = [320, 1280]

/** Goes one way through a form by plain HTTP, and looks at whatever no way before it came to. */
async function walkThrough(
  { device, page, viewer }: Eyes,
  form: Form,
  style: Style,
  run: Run,
  looked: Looked,
) {
  const { fields } = run
  const { states, faults } = looked
  const hard: string[] = []
  /** What needs no scripts: the page as it was sent, and drawn on a phone. */
  const view = async (sent: HtmlPage, stop: string, state: string, widths?: readonly number[]) => {
    await readHtml(sent, stop, state, looked)
    const words = await viewer.look({ html: sent.html, what: `${stop}, ${state}` }, widths)
    if (style === 'easy-read') hard.push(...hardSentencesIn(words))
  }
  /** The same place on the same device, in a browser with scripts. */
  const openInBrowser = async (at: HtmlPage) => {
    await device.show(page.context())
    await page.goto(at.url)
  }
  await page.setViewportSize({ width: 320, height: 800 })
  const start = `/forms/${form.id}`
  let at = await open(device, start)
  if (style === 'easy-read') at = await press(device, at, readingStyleNames[style])
  if (states.size === 0) {
    await view(at, 'start', 'blank', BOTH)
    await openInBrowser(at)
    await expectCleanAtBoth(page, 'start')
    await page.setViewportSize({ width: 320, height: 800 })
  }
  at = await press(device, at, 'Start now')
  while (pageNameOf(at) !== 'check') {
    const stop = stopOf(at)
    const state = `${stop} ${asksForIn(at)}`
    const isNew = !states.has(state)
    states.add(state)
    // Of one page the ways open different follow-ups.
    const filled = `${stop} ${style === 'plain' ? askedOn(run, pageNameOf(at)).join(' ') : ''}`
    const isFilledAnew = isNew || !looked.filled.has(filled)
    looked.filled.add(filled)
    const blank = at
    let isFilledIn = false
    if (isNew) {
      await view(blank, stop, 'blank')
      if (style === 'easy-read') expectOneQuestionIn(blank)
      const viewMistake = async (mistaken: HtmlPage) => {
        expect(mistaken.status, `the mistake on ${stop}`).toBe(422)
        expect(titleOf(mistaken), `the mistake on ${stop}`).toMatch(/^Error: /)
        await view(mistaken, stop, 'with a mistake')
        // Put right from where the mistake left it.
        at = mistaken
      }
      await lookAtNew(shapesOf(blank.document), async () => {
        await openInBrowser(blank)
        await expectClean(page, 'blank')
        if (canBeWrong(blank)) {
          const { status, html } = await makeMistake(page)
          await viewMistake(htmlPage(blank.url, status, html))
          await expectClean(page, 'with a mistake')
        }
        await fillIn(page, blank, style, run)
        isFilledIn = true
        return []
      })
      if (canBeWrong(blank) && !isFilledIn) await viewMistake(await sendMistake(device, blank))
    }
    if (style === 'plain' && isFilledAnew && !isFilledIn) {
      await openInBrowser(blank)
      await fillIn(page, blank, style, run)
    }
    const here = at
    at = await press(device, here, 'Continue', () => fields)
    // What cannot be read is asked for again once; who sends it again goes on without it.
    if (at.status !== 200) at = await press(device, at, 'Continue', () => fields)
    const said = at.document.querySelector('.govuk-error-summary')?.textContent.replace(/\s+/g, ' ') ?? ''
    expect(at.status, `Continue on ${stop}: ${said}`).toBe(200)
    if (isNew) await view(await open(device, here.url), stop, 'filled')
  }
  await view(at, 'check', 'blank', BOTH)
  await openInBrowser(at)
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
  await view(await open(page.request, sent), 'sent', 'blank', BOTH)
  // The button that clears the device stands there, and the quiet link to the same is left out.
  await expect(page.locator('main form[action="/clear-device"], main [data-clear-device]')).toHaveCount(1)
  if (style === 'easy-read') {
    await expect(page.locator('main .easy-row:has([data-reference]) img')).toBeVisible()
  }
  await expectCleanAtBoth(page, 'sent')
  // Professionals read their own form in their own words, in whatever style.
  expect(form.id === 'professional-referral' ? [] : hard).toEqual([])
  expect(faults.filter((fault) => !isStanding(fault))).toEqual([])
}

for (const style of ['easy-read', 'plain'] as const) {
  for (const form of Object.values(forms)) {
    test(`every page of ${form.id} in ${style}: blank, with a mistake, filled`, async ({
      browser,
      ownPortal,
    }) => {
      test.setTimeout(1_500_000)
      const viewer = await viewerOf(browser, ownPortal.address)
      const looked: Looked = { states: new Set(), filled: new Set(), titles: new Map(), faults: [] }
      const seen = looked.states
      for (const run of runsToAll(form, NEVER_ASKED[form.id])) {
        const context = await newDevice(browser)
        const device = deviceByHttp(ownPortal.address)
        await walkThrough({ device, page: await context.newPage(), viewer }, form, style, run, looked)
        await context.close()
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
