import type { Page } from 'playwright/test'
import { forms } from '#src/forms/all-forms.ts'
import { checkPageOf, type Form, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { readingStyleNames } from '#src/forms/engine/reading-style.ts'
import { NEVER_ASKED, type Run, runsToAll } from '#tests/support/branches.ts'
import { expectCleanAtBoth, makeMistake } from './accessible.ts'
import { expectOneQuestion, hardSentences } from './easy-pages.ts'
import { stopName, typeFields } from './go-through.ts'
import { continueOn, expect, follow, newDevice, pageName, press, test } from './portal.ts'

/**
 * Every page of every form, in plain words and question by question in Easy Read, each blank, filled and with a
 * mistake, on a phone and on a wide screen. The ways through a form are worked out from its conditions, so that a
 * new page, question or form is seen without being listed here.
 */

test.describe.configure({ mode: 'parallel' })

type Style = 'plain' | 'easy-read'

/** Nothing typed can be wrong where nothing is asked for, or only files. */
const canBeWrong = async (page: Page) =>
  (await page.locator('main .field :is(textarea, input:not([type=file], [type=hidden]))').count()) > 0

/** What is asked on the page just now: the same page can ask different people different things. */
const asksFor = (page: Page) =>
  page
    .locator('main form [name]:not([type=hidden], button)')
    .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('name')))].join(' '))

/** Goes one way through a form, and looks at whatever no way before it came to. */
async function walkThrough(page: Page, form: Form, style: Style, { fields }: Run, seen: Set<string>) {
  const hard: string[] = []
  await page.goto(`/forms/${form.id}`)
  if (style === 'easy-read') await press(page, readingStyleNames[style])
  if (seen.size === 0) await expectCleanAtBoth(page, 'start')
  await follow(page, 'Start now')
  while (pageName(page) !== 'check') {
    const state = `${await stopName(page)} ${await asksFor(page)}`
    const isNew = !seen.has(state)
    seen.add(state)
    if (isNew) {
      if (style === 'easy-read') {
        await expectOneQuestion(page)
        hard.push(...(await hardSentences(page)))
      }
      await expectCleanAtBoth(page, 'blank')
      if (await canBeWrong(page)) {
        await makeMistake(page)
        if (style === 'easy-read') hard.push(...(await hardSentences(page)))
      }
    }
    await typeFields(page, fields)
    if (isNew) await expectCleanAtBoth(page, 'filled')
    await continueOn(page)
  }
  if (style === 'easy-read') hard.push(...(await hardSentences(page)))
  await expectCleanAtBoth(page, 'check')
  const sent = `/forms/${form.id}/sent`
  // Some forms ask for a box to be ticked first; the others are sent as they are.
  await press(page, 'Send')
  if (new URL(page.url()).pathname !== sent) {
    await expect(page.locator('.govuk-error-summary')).toBeVisible()
    await expectCleanAtBoth(page, 'check, with boxes to tick')
    await typeFields(page, fields)
    await expectCleanAtBoth(page, 'check, filled')
    await press(page, 'Send')
  }
  await expect(page).toHaveURL(sent)
  // The button that clears the device stands there, and the quiet link to the same is left out.
  await expect(page.locator('main form[action="/clear-device"], main [data-clear-device]')).toHaveCount(1)
  if (style === 'easy-read') {
    await expect(page.locator('main .easy-row:has([data-reference]) img')).toBeVisible()
    hard.push(...(await hardSentences(page)))
  }
  await expectCleanAtBoth(page, 'sent')
  // Professionals read their own form in their own words, in whatever style.
  expect(form.id === 'professional-referral' ? [] : hard).toEqual([])
}

for (const style of ['easy-read', 'plain'] as const) {
  for (const form of Object.values(forms)) {
    test(`every page of ${form.id} in ${style}: blank, with a mistake, filled, at 320 and 1280 px`, async ({
      browser,
    }) => {
      test.setTimeout(1_500_000)
      const seen = new Set<string>()
      for (const run of runsToAll(form, NEVER_ASKED[form.id])) {
        const device = await newDevice(browser)
        await walkThrough(await device.newPage(), form, style, run, seen)
        await device.close()
      }
      const stops = new Set([...seen].map((state) => state.split(' ')[0]))
      process.stdout.write(`${form.id} in ${style}: ${stops.size} pages, ${seen.size} states of them\n`)
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
