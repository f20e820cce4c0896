import { pagesOf } from '#src/forms/engine/form.ts'
import { readingStyleNames } from '#src/forms/engine/reading-style.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { fillIn as fillInConcern, safeguardingSubmissions } from '#tests/fixtures/safeguarding-submissions.ts'
import { fillIn as fillInAdult } from '#tests/fixtures/self-assessment-submissions.ts'
import { fillIn as fillInShort, submissions } from '#tests/unit/forms/shared/submissions.ts'
import { expectClean } from './accessible.ts'
import { expectEasy, expectOneQuestion, hardSentences } from './easy-pages.ts'
import { goThrough, goThroughForm, typeFields } from './go-through.ts'
import { continueOn, expect, FORM, follow, newDevice, pageName, press, signIn, test } from './portal.ts'

const short = submissions.find(({ t }) => t === 'R1')
const [concern] = safeguardingSubmissions

test('Easy Read is chosen on the start page, and the short form is offered first in both', async ({
  page,
}) => {
  await page.goto('/forms/self-assessment')
  await press(page, 'Easy Read')
  await expect(page).toHaveURL('/forms/self-assessment')
  await expectEasy(page)
  await expectClean(page, 'start in Easy Read')
  expect(await hardSentences(page)).toEqual([])
  await expect(page.locator('a[href="/forms/ask-us-to-contact-you"]')).toBeVisible()
  await press(page, 'Plain words')
  await expect(page.locator('html')).toHaveAttribute('data-reading', 'plain')
  await expect(page.locator('a[href="/forms/ask-us-to-contact-you"]')).toBeVisible()
})

test('going back after choosing leads to our own pages only', async ({ page }) => {
  await page.goto('/forms/feedback')
  await page.locator('[name=to]').evaluate((field) => {
    ;(field as HTMLInputElement).value = '//example.org/forms'
  })
  await press(page, 'Large print')
  await expect(page).toHaveURL('/')
  await expect(page.locator('html')).toHaveAttribute('data-reading', 'large')
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    // Axe itself needs JavaScript.
    test.use({ javaScriptEnabled })

    test('switching in the middle of a page keeps what is typed, there and back', async ({ page }) => {
      const fields = fieldsOf(selfAssessment, fillInAdult({}))
      const several = pagesOf(selfAssessment).find(({ name }) => name === 'name')
      expect(Object.keys(several?.ask ?? {}).length, 'a page of several questions').toBeGreaterThan(1)
      await page.goto('/forms/self-assessment')
      await follow(page, 'Start now')
      while (pageName(page) !== 'name') {
        await typeFields(page, fields)
        await continueOn(page)
      }
      await page.fill('[name=first-name]', 'Bo')
      await page.fill('[name=last-name]', 'Notare')
      await press(page, 'Easy Read')
      await expect(page).toHaveURL('/forms/self-assessment/name')
      await expectOneQuestion(page)
      await expect(page.locator('[name=first-name]')).toHaveValue('Bo')
      await page.fill('[name=first-name]', 'Bobby')
      await continueOn(page)
      await expect(page).toHaveURL('/forms/self-assessment/name')
      await expect(page.locator('[name=first-name]')).toHaveCount(0)
      await expect(page.locator('[name=last-name]')).toHaveValue('Notare')
      await page.fill('[name=last-name]', 'Notarealname')
      await press(page, 'Quiet page')
      await expect(page.locator('[name=first-name]')).toHaveValue('Bobby')
      await expect(page.locator('[name=last-name]')).toHaveValue('Notarealname')
      if (javaScriptEnabled) await expectClean(page, 'calm')
      await press(page, 'Easy Read')
      await expect(page.locator('[name=last-name]')).toHaveValue('Notarealname')
      await page.getByRole('link', { name: 'Back', exact: true }).click()
      await expect(page).toHaveURL('/forms/self-assessment/name?question=first-name')
      await expect(page.locator('[name=first-name]')).toHaveValue('Bobby')
    })

    test('the safeguarding concern in Easy Read, from the start to the receipt', async ({
      page,
      browser,
    }) => {
      test.setTimeout(300_000)
      await page.goto(FORM)
      await press(page, 'Easy Read')
      const asked = await goThrough(
        page,
        fillInConcern(concern as (typeof safeguardingSubmissions)[number]),
        () => expectOneQuestion(page),
      )
      expect(new Set(asked.map((stop) => stop.split('/')[0])).size).toBeLessThan(asked.length)
      await expectEasy(page)
      await page.locator('[name="sg-declare"]').check()
      await press(page, 'Send')
      await expect(page).toHaveURL(`${FORM}/sent`)
      await expectEasy(page)
      expect(await hardSentences(page)).toEqual([])

      const reference = (await page.locator('[data-reference]').textContent())?.trim() ?? ''
      const desk = await newDevice(browser)
      const officer = await desk.newPage()
      await signIn(officer, 'officer')
      const stored = await (await officer.request.get(`/staff/submissions/${reference}.json`)).json()
      expect([...stored.flags].sort()).toEqual([...(concern?.expect ?? [])].sort())
      expect(stored.readsIn).toBe('easy-read')
      await officer.goto(`/staff/submissions/${reference}`)
      await expect(officer.locator('[data-reads-in]')).toContainText('Easy Read')
      await desk.close()
    })

    test('a short form in Easy Read: changed from the check page, and its copy', async ({ page }) => {
      test.setTimeout(240_000)
      if (!short) throw new Error('No submission R1')
      const { form } = short
      const home = `/forms/${form.id}`
      await page.goto(home)
      await press(page, 'Easy Read')
      await goThroughForm(page, form, fillInShort(short.fields), () => expectOneQuestion(page))
      await page.locator('#first-name a').click()
      await expect(page).toHaveURL(`${home}/name?from=check&question=first-name`)
      await expectOneQuestion(page)
      await page.fill('[name=first-name]', 'Changed')
      await continueOn(page)
      await expect(page).toHaveURL(`${home}/check`)
      await expect(page.locator('#first-name')).toContainText('Changed')
      for (const box of await page.locator('[name=declare]').all()) await box.check()
      const onScreen = page.locator('[name=copy-how][value=screen]')
      if ((await onScreen.count()) > 0) await onScreen.check()
      await press(page, 'Send')
      if (javaScriptEnabled) await expectClean(page, 'sent in Easy Read')
      expect(await hardSentences(page)).toEqual([])
      await page.goto(`${home}/copy`)
      const easy = await page.locator('.copy-line dt').allInnerTexts()
      if (javaScriptEnabled) await expectClean(page, 'copy in Easy Read')
      const text = await (await page.request.get(`${home}/copy.txt`)).text()
      for (const title of easy) expect(text).toContain(title)
      await press(page, 'Plain words')
      const plain = await page.locator('.copy-line dt').allInnerTexts()
      expect(plain).toHaveLength(easy.length)
      expect(plain).not.toEqual(easy)
    })
  })
}

test('large print and calm are plain words, whole pages, with no pictures', async ({ page }) => {
  for (const style of ['large', 'calm'] as const) {
    await page.goto('/forms/ask-us-to-contact-you')
    await press(page, readingStyleNames[style])
    await expect(page.locator('html')).toHaveAttribute('data-reading', style)
    await follow(page, 'Start now')
    await expect(page.locator('main img')).toHaveCount(0)
    const size = await page
      .locator('body')
      .evaluate((body) => Number.parseFloat(getComputedStyle(body).fontSize))
    if (style === 'large') expect(size).toBeGreaterThanOrEqual(24)
  }
})
