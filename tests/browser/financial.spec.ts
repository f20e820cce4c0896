import type { Page } from 'playwright/test'
import { findPage, questionsOf } from '#src/forms/engine/form.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import {
  fillIn,
  financialAssessmentSubmissions,
  workedExamples,
} from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf, type GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { expectClean } from './accessible.ts'
import { goThroughForm, typeFields } from './go-through.ts'
import { expect, newDevice, pageName, press, signIn, test } from './portal.ts'

const START = `/forms/${form.id}`

/** Opens as many groups of each repeated question of the page as are given. */
async function addGroups(page: Page, given: GivenAnswers) {
  const fields = fieldsOf(form, given)
  for (const id of Object.keys(findPage(form, pageName(page))?.ask ?? {})) {
    const groups = given[id]
    const isRepeat = questionsOf(form).get(id)?.kind === 'repeat' && Array.isArray(groups)
    for (let at = 1; isRepeat && at < groups.length; at++) {
      await typeFields(page, fields)
      const loaded = page.waitForEvent('load')
      await page.locator(`button[value="add:${id}"]`).click()
      await loaded
    }
  }
}

/** Types it all, sends it, and gives its reference. */
async function typeAndSend(page: Page, answers: GivenAnswers): Promise<string> {
  const given = fillIn(answers)
  await goThroughForm(page, form, fieldsOf(form, given), () => addGroups(page, given))
  for (const box of await page.locator('[name=declare]').all()) await box.check()
  const onScreen = page.locator('[name=copy-how][value=screen]')
  if ((await onScreen.count()) > 0) await onScreen.check()
  await press(page, 'Send')
  await expect(page).toHaveURL(`${START}/sent`)
  return (await page.locator('[data-reference]').textContent())?.trim() ?? ''
}

for (const [at, { t, answers, colour, expect: flags }] of financialAssessmentSubmissions.entries()) {
  // In turn with JavaScript and without, so that both see every kind of page; the first of them both ways.
  for (const javaScriptEnabled of at === 0 ? [true, false] : [at % 2 === 0]) {
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled })
      test(`${t}: typed through the real pages it raises exactly its flags and colour`, async ({
        page,
        browser,
      }) => {
        test.setTimeout(240_000)
        const reference = await typeAndSend(page, answers)
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

for (const [at, { t, answers }] of workedExamples.entries()) {
  test.describe(at % 2 === 1 ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled: at % 2 === 1 })
    test(`${t}: every amount of it is typed and sent`, async ({ page, browser }) => {
      test.setTimeout(240_000)
      const reference = await typeAndSend(page, answers)
      const desk = await newDevice(browser)
      const officer = await desk.newPage()
      await signIn(officer, 'officer')
      const stored = await (await officer.request.get(`/staff/submissions/${reference}.json`)).json()
      const typed = Object.entries(answers).flatMap(([id, given]) =>
        Array.isArray(given) && given.every((one) => typeof one === 'object') ? [[id, given.length]] : [],
      )
      expect(typed.map(([id]) => [id, stored.answers[id ?? '']?.length])).toEqual(typed)
      await desk.close()
    })
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

test('“Paying for care” on the front page leads to help with paying', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Paying for care' }).click()
  await expect(page).toHaveURL(/financial-assessment|paying-for-care/)
})
