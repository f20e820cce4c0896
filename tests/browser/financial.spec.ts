import type { Page } from 'playwright/test'
import { findPage, questionsOf } from '#src/forms/engine/form.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import {
  fillIn,
  financialAssessmentSubmissions,
  type WorkedExample,
  workedExamples,
} from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf, type GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { type WorkedSheet, workedSheets } from '#tests/fixtures/worked-sheets.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { expectEasy, hardSentences } from './easy-pages.ts'
import { goThroughForm, typeFields } from './go-through.ts'
import { toCheckByHttp } from './plain-http.ts'
import { expect, newDevice, pageName, press, signIn, test, tickToSend, useDay } from './portal.ts'

const START = `/forms/${form.id}`

/** Opens as many groups of each repeated question of the page as are given. */
async function addGroups(page: Page, given: GivenAnswers) {
  const fields = fieldsOf(form, given)
  for (const id of Object.keys(findPage(form, pageName(page))?.ask ?? {})) {
    const groups = given[id]
    const isRepeat = questionsOf(form).get(id)?.control.shows.group && Array.isArray(groups)
    for (let at = 1; isRepeat && at < groups.length; at++) {
      await typeFields(page, fields)
      const loaded = page.waitForEvent('load')
      await page.locator(`button[value="add:${id}"]`).click()
      await loaded
    }
  }
}

/** How the pages are filled in: typed in a browser, or posted as a browser without JavaScript would. */
type Way = 'typed' | 'posted'

/** Fills in every page, adding the groups of several, up to the check page. */
async function toCheck(page: Page, answers: GivenAnswers, way: Way) {
  const given = fillIn(answers)
  const fields = fieldsOf(form, given)
  if (way === 'posted') await toCheckByHttp(page, form, fields)
  else await goThroughForm(page, form, fields, () => addGroups(page, given))
}

/** From the check page to the receipt. Gives the reference. */
async function send(page: Page): Promise<string> {
  await tickToSend(page)
  await press(page, 'Send')
  await expect(page).toHaveURL(`${START}/sent`)
  return (await page.locator('[data-reference]').textContent())?.trim() ?? ''
}

for (const [at, { t, answers, colour, expect: flags }] of financialAssessmentSubmissions.entries()) {
  // The first is typed, with JavaScript and without. The others are posted page by page, and sent in turn with it and
  // without.
  const way = at === 0 ? 'typed' : 'posted'
  for (const javaScriptEnabled of at === 0 ? [true, false] : [at % 2 === 0]) {
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled })
      test(`${t}: ${way} through the real pages it raises exactly its flags and colour`, async ({
        page,
        browser,
      }) => {
        test.setTimeout(240_000)
        await toCheck(page, answers, way)
        const reference = await send(page)
        const desk = await newDevice(browser)
        const officer = await desk.newPage()
        await signIn(officer, 'officer')
        const stored = await (await officer.request.get(`/staff/submissions/${reference}.json`)).json()
        expect([...stored.flags].sort()).toEqual([...flags].sort())
        expect(stored.suggestedColour).toBe(colour)
        await officer.goto(`/staff/submissions/${reference}`)
        await expect(officer.locator('main')).toContainText(reference)
        // What checks accessibility is a script itself.
        if (javaScriptEnabled) await expectClean(officer, t)
        await desk.close()
      })
    })
  }
}

/** Every line of the first sheet as it can be read now, on screen with each opened, or on paper. */
async function linesOf(page: Page, where: 'screen' | 'paper') {
  const lines = page
    .locator('.sheet')
    .first()
    .locator(where === 'screen' ? 'details.line' : '.line.print-only')
  const read: string[][] = []
  for (const line of await lines.all()) {
    if (where === 'screen' && !(await line.evaluate((one) => (one as HTMLDetailsElement).open)))
      await line.locator('summary').click()
    const words = line.locator('.line__label, .line__effect, .line__body > p')
    // What is hidden has no inner text.
    read.push((await words.allInnerTexts()).map((text) => text.trim()))
  }
  return read
}

const totalsOf = async (page: Page) =>
  (await page.locator('.sheet__totals').first().locator('tr').allInnerTexts()).map((row) =>
    row.replace(/\s+/g, ' ').trim(),
  )

/** The estimate page says what was expected, every line of it, and the same on paper. */
async function expectSheet(page: Page, expected: WorkedSheet) {
  await expect(page).toHaveURL(`${START}/estimate`)
  await expect(page.locator('.sheet__answer').first()).toHaveText(expected.answer)
  await expect(page.locator('.sheet__estimate').first()).toContainText('This is an estimate, not a decision.')
  expect(await linesOf(page, 'screen')).toEqual(expected.lines)
  expect(await totalsOf(page)).toEqual(expected.totals)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.sheet__answer').first()).toBeVisible()
  expect(await linesOf(page, 'paper')).toEqual(expected.lines)
  expect(await totalsOf(page)).toEqual(expected.totals)
  await expect(page.locator('details.line').first()).toBeHidden()
  await page.emulateMedia({ media: null })
}

const toEstimate = (page: Page) =>
  page.getByRole('link', { name: 'See an estimate of what the care may cost you' }).click()

/** Filled in page by page, read before it is sent and after, by whoever opens it with JavaScript or without. */
function readsItsSheet({ t, answers }: WorkedExample, javaScriptEnabled: boolean, way: Way) {
  test(`${t}: ${way} through the real pages, the figure and each line behind it is read, on paper too`, async ({
    page,
    browser,
  }) => {
    test.setTimeout(300_000)
    const expected = workedSheets[t]
    if (!expected) throw new Error(`No sheet of ${t}`)
    await toCheck(page, answers, way)
    await toEstimate(page)
    await expectSheet(page, expected)
    await page.goto(`${START}/check`)
    const reference = await send(page)
    await toEstimate(page)
    await expectSheet(page, expected)

    // The other way round: what was typed with JavaScript is read without, and what was typed without is read with.
    const storageState = await page.context().storageState()
    const other = await browser.newContext({ storageState, javaScriptEnabled: !javaScriptEnabled })
    const again = await other.newPage()
    await again.goto(`${START}/estimate`)
    await expectSheet(again, expected)
    const withScript = javaScriptEnabled ? page : again
    await expectCleanAtBoth(withScript, `${t}, every line open`)
    await readInEasyRead(withScript, expected)
    await other.close()

    const desk = await newDevice(browser)
    const officer = await desk.newPage()
    await signIn(officer, 'officer')
    const stored = await (await officer.request.get(`/staff/submissions/${reference}.json`)).json()
    const typed = Object.entries(answers).flatMap(([id, one]) =>
      Array.isArray(one) && one.every((group) => typeof group === 'object') ? [[id, one.length]] : [],
    )
    expect(typed.map(([id]) => [id, stored.answers[id ?? '']?.length])).toEqual(typed)
    await desk.close()
  })
}

/** What comes of the form, each page in Easy Read: the estimate, the receipt, and the copy. */
async function readInEasyRead(page: Page, { answer }: WorkedSheet) {
  await press(page, 'Easy Read')
  await expectEasy(page)
  const [amount] = answer.match(/(?:up to )?£[\d.]+ a week/) ?? []
  await expect(page.locator('.sheet__answer').first()).toHaveText(
    answer.includes('no more than')
      ? `You may pay ${amount} or less. A worker will find out.`
      : `You may pay ${amount}.`,
  )
  for (const line of await page.locator('.sheet').first().locator('details.line > summary').all())
    await line.click()
  for (const path of ['estimate', 'sent', 'copy']) {
    if (path !== 'estimate') await page.goto(`${START}/${path}`)
    await expectEasy(page)
    await expectCleanAtBoth(page, `${path} in Easy Read`)
    if (path !== 'copy') expect(await hardSentences(page), path).toEqual([])
  }
}

// Each with the rates of its day: on a portal that takes it to be that day.
for (const [day, examples] of Map.groupBy(workedExamples, ({ on }) => on)) {
  test.describe(`on ${day}`, () => {
    useDay(day)
    for (const example of examples) {
      const at = workedExamples.indexOf(example)
      const javaScriptEnabled = at % 2 === 0
      test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
        test.use({ javaScriptEnabled })
        // One is typed with JavaScript, one without; the others are posted.
        readsItsSheet(example, javaScriptEnabled, at < 2 ? 'typed' : 'posted')
      })
    }
  })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    test('an account number is taken out, with kind words, and the rest stays', async ({ page }) => {
      await page.goto(`${START}/f-savings`)
      const given = fillIn({ 'fa-savings-kinds': ['current'] })
      await typeFields(page, fieldsOf(form, given))
      await page.fill('[name=fa-savings-1-bank]', 'Example Bank 20-30-40 12345678')
      await press(page, 'Continue')
      await expect(page).toHaveTitle(/^Error/)
      await expect(page.locator('.govuk-error-summary')).toContainText('We took it out. We never need one')
      await expect(page.locator('[name=fa-savings-1-bank]')).toHaveValue('')
      await expect(page.locator('[name=fa-savings-1-amount-amount]')).toHaveValue('900')
      expect(await page.content()).not.toContain('12345678')
      if (javaScriptEnabled) await expectClean(page, 'account number')
    })

    test('nothing to add is said with one tick, and not beside something added', async ({ page }) => {
      // What the home costs is not asked of somebody in a care home, so that comes first.
      await page.goto(`${START}/f-care`)
      await page.locator('[name=fa-care][value=home]').check()
      await press(page, 'Continue')
      await page.goto(`${START}/f-housing`)
      await page.locator('[name=fa-housing-1-kind][value=rent]').check()
      await page.fill('[name=fa-housing-1-amount-amount]', '90')
      await page.locator('[name=fa-housing-1-amount-every][value=week]').check()
      await page.locator('[name=fa-housing-none]').check()
      await press(page, 'Continue')
      await expect(page.locator('.govuk-error-summary')).toContainText('not both')
      if (javaScriptEnabled) await expectClean(page, 'both')
      await page.locator('[name=fa-housing-none]').uncheck()
      await press(page, 'Continue')
      await expect(page).toHaveURL(`${START}/f-extra`)
    })
  })
}

test('“Paying for care” on the front page leads in two steps to the estimate', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Paying for care' }).click()
  await page.locator('main a[href="/paying-for-care/estimate"]').first().click()
  await expect(page).toHaveURL('/paying-for-care/estimate')
  await page.goto('/easy-read')
  await page.getByRole('link', { name: 'Paying for care' }).click()
  await page.locator('main a[href="/paying-for-care/estimate"]').first().click()
  await expect(page).toHaveURL('/paying-for-care/estimate')
})
