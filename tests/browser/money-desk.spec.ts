import type { Page } from 'playwright/test'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { fillIn } from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { goThroughForm } from './go-through.ts'
import { expect, newDevice, press, signIn, test } from './portal.ts'

/** £300 of pension and £4 of savings, less the £241.45 that the law leaves in 2026/27. */
const answers = fillIn({
  'first-name': 'Hilda',
  'last-name': 'Testincome',
  dob: '1944-05-01',
  'fa-savings-kinds': ['savings'],
  'fa-savings': [{ kind: 'savings', amount: '15100', whose: 'own' }],
  'fa-benefit-kinds': ['state-pension'],
  'fa-benefit': [{ which: 'state-pension', amount: '300 week' }],
  'fa-cost': '250 week',
})

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test.describe('with JavaScript', () => {
  test('staff count another figure, see the new charge, and make the letter', async ({ page, browser }) => {
    test.setTimeout(240_000)
    await goThroughForm(page, form, fieldsOf(form, answers))
    for (const box of await page.locator('[name=declare]').all()) await box.check()
    await page.locator('[name=copy-how][value=screen]').check()
    await press(page, 'Send')
    const reference = ((await page.locator('[data-reference]').textContent()) ?? '').trim()

    const desk = await newDevice(browser)
    const officer = await desk.newPage()
    await signIn(officer, 'officer')
    await officer.goto(`/staff/submissions/${reference}`)
    await officer.getByRole('link', { name: /^Money: the sheet/ }).click()
    const money = `/staff/submissions/${reference}/money`
    await expect(officer).toHaveURL(money)
    await expect(officer.locator('[data-their-result]')).toHaveText('£62.55 a week')
    await expect(officer.locator('[data-wanted]')).toContainText('Proof of savings')
    await expectCleanAtBoth(officer, 'as sent')
    await picture(officer, 'money')

    const colleague = await desk.newPage()
    await colleague.goto(money)
    await officer.locator('[data-figure=fa-savings] a').click()
    const amount = officer.locator('[name=fa-savings-1-amount-amount]')
    await expect(amount).toHaveValue('15,100')
    await amount.fill('some')
    await press(officer, 'Count this')
    await expect(officer.locator('.govuk-error-summary a')).toHaveText([
      'Enter an amount in pounds, like 120.50',
      'Enter why we count something else',
    ])
    await expectCleanAtBoth(officer, 'something to put right')
    await picture(officer, 'money-problems')
    await amount.fill('16,100')
    await officer.locator('[name=_why]').fill('The bank statement of 1 November says so.')
    await press(officer, 'Count this')
    await expect(officer.locator('[data-theirs]')).toHaveText('£62.55 a week')
    await expect(officer.locator('[data-ours]')).toHaveText('£66.55 a week')
    await expect(officer.locator('[data-figure=fa-savings] [data-sent]')).toContainText('£15,100')
    await expect(officer.locator('[data-amendment="1"]')).toContainText('£16,100')
    await expectCleanAtBoth(officer, 'amended')
    await picture(officer, 'money-amended')

    await colleague.locator('[name=outcome][value=charge]').check()
    await colleague.locator('[name=confirm]').check()
    await colleague.getByRole('button', { name: 'Decide, and make the letter' }).click()
    await expect(colleague.getByRole('alert')).toContainText('This changed after you opened it')
    await colleague.close()

    await officer.locator('[name=outcome][value=charge]').check()
    for (const [part, value] of Object.entries({ day: '1', month: '12', year: '2026' })) {
      await officer.locator(`[name=pay-from-${part}]`).fill(value)
    }
    await officer.locator('[name=why]').fill('You have more coming in than the law says you must keep.')
    await officer.locator('[name=format][value=easy-read]').check()
    await officer.locator('[name=confirm]').check()
    await press(officer, 'Decide, and make the letter')
    await expect(officer.locator('[data-determination="1"]')).toContainText('£66.55 a week')
    await expectClean(officer, 'decided')
    await picture(officer, 'money-decided')

    await officer.getByRole('link', { name: /^Open the letter/ }).click()
    await expect(officer.locator('[data-part=decided]')).toContainText('You pay £66.55 a week.')
    await expect(officer.locator('[data-part=wrong]')).toContainText('We will answer within 10 working days.')
    await expect(officer.locator('main')).not.toContainText('This is only a guess')
    await expectClean(officer, 'letter')
    await officer.emulateMedia({ media: 'print' })
    await picture(officer, 'money-letter')
    await officer.emulateMedia({ media: 'screen' })
    await officer.goto(money)
    await officer.locator('[name=letter-sent]').selectOption('post')
    await press(officer, 'Record the letter as sent')
    await expect(officer.locator('[data-letter-sent]')).toContainText('By post')
    await desk.close()
  })
})
