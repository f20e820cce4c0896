import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { continueOn, expect, press, test } from './portal.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with the script' : 'without the script', () => {
    test.use({ javaScriptEnabled })

    test('a person added is gone to, and one removed can be put back', async ({ page }) => {
      await page.goto(`/forms/${carersAssessment.id}/cared`)
      await page.locator('[name=ca-cared-1-name]').fill('Norman Example')
      await press(page, 'Add another person')
      await expect(page).toHaveURL(/#ca-cared-2$/)
      await expect(page.locator('#ca-cared-2')).toBeFocused()
      await page.locator('[name=ca-cared-2-name]').fill('Una Example')
      await press(page, 'Remove Person 1')
      await expect(page.locator('#ca-cared')).toContainText('Person 1 was removed.')
      await expect(page.locator('[name=ca-cared-1-name]')).toHaveValue('Una Example')
      await press(page, 'Put it back')
      await expect(page.locator('[name=ca-cared-1-name]')).toHaveValue('Norman Example')
      await expect(page.locator('[name=ca-cared-2-name]')).toHaveValue('Una Example')
    })
  })
}

test('the title of a page names nobody, its heading does', async ({ page }) => {
  await page.goto(`/forms/${selfAssessment.id}/who`)
  await page.locator('[name=who-for][value=someone-else]').check()
  await continueOn(page)
  await page.goto(`/forms/${selfAssessment.id}/name`)
  await page.locator('[name=first-name]').fill('Norman')
  await continueOn(page)
  await page.goto(`/forms/${selfAssessment.id}/agree`)
  await expect(page.locator('h1')).toHaveText('What Norman knows and wants')
  await expect(page).toHaveTitle(/^What the person knows and wants/)
})

test('a phone call without a number is asked about once, and sent without it', async ({ page }) => {
  await page.goto(`/forms/${askUsToContactYou.id}/danger`)
  await page.locator('[name=danger-now][value=no]').check()
  await continueOn(page)
  await page.locator('[name=who-for][value=me]').check()
  await continueOn(page)
  await page.locator('[name=first-name]').fill('Bo')
  for (let tries = 0; !page.url().includes('/secret') && tries < 3; tries++) await continueOn(page)
  await page.locator('[name=hide-who][value=no]').check()
  await continueOn(page)
  await page.locator('[name=contact-way][value=call]').check()
  await page.locator('[name=phone]').fill('020 7946 0801')
  await page.locator('[name=contact-times][value=any]').check()
  await continueOn(page)
  await page.locator('[name=message-safe][value=yes]').check()
  await continueOn(page)
  await page.locator('[name=rc-story]').fill('The stairs are too much.')
  await continueOn(page)
  await page.goto(`/forms/${askUsToContactYou.id}/contact`)
  await page.locator('[name=phone]').fill('')
  await continueOn(page)
  await press(page, 'Send what I have now')
  await press(page, 'Send')
  await expect(page.locator('.govuk-error-summary')).toContainText('We may not be able to reach you')
  await expect(page.locator('.govuk-error-summary a')).toHaveAttribute('href', /\/contact\?from=check#phone$/)
  await press(page, 'Send without it')
  await expect(page).toHaveURL(/\/sent$/)
})
