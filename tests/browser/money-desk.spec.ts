import type { Page } from 'playwright/test'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { fillIn } from '#tests/fixtures/financial-assessment-submissions.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { confirmRates } from './confirm-rates.ts'
import { expect, newDevice, press, signIn, test, useDay } from './portal.ts'
import { pensioner, sendAssessment } from './send-assessment.ts'

// The sums are those of 2026/27, and no rates are known for 2030.
useDay('2026-11-23')
const YEAR_WITHOUT_RATES = '2030'

/** A couple past pension age, whose least in 2026/27 is not known, and somebody who may be after the money. */
const atRisk = fillIn({
  ...pensioner,
  'fa-partner': 'together',
  'fa-partner-details': [{ name: 'Jo Testperson', dob: '1944-02-01' }],
  'fa-manages': 'attorney',
  'fa-safe': 'yes',
})

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

async function openStatus(page: Page, { reference, code }: { reference: string; code: string }) {
  await page.goto('/my-request')
  await page.locator('[name=reference]').fill(reference)
  await page.locator('[name=code]').fill(code)
  await press(page, 'Show me')
  await expect(page.locator('[data-step=received]')).toBeVisible()
}

const fillPayFrom = async (page: Page, year = '2026') => {
  for (const [part, value] of Object.entries({ day: '1', month: '12', year })) {
    await page.locator(`[name=pay-from-${part}]`).fill(value)
  }
}

test.describe('with JavaScript', () => {
  test('staff count another figure, see the new charge, and make the letter', async ({ page, browser }) => {
    test.setTimeout(240_000)
    const { reference, code } = await sendAssessment(page, pensioner)
    await confirmRates(browser)

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

    await fillPayFrom(officer, YEAR_WITHOUT_RATES)
    await press(officer, 'Show the sheet for this day')
    await expect(officer.locator('[data-day-result]')).toContainText('We cannot say yet')
    await expectCleanAtBoth(officer, 'another day')
    await picture(officer, 'money-other-day')
    await fillPayFrom(officer)
    await press(officer, 'Show the sheet for this day')
    await officer.locator('[name=outcome][value=charge]').check()
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
    await press(officer, 'Record the letter as sent to the person')
    await expect(officer.locator('[data-letter-sent]')).toContainText('Letter to the person sent: By post')
    await desk.close()

    await openStatus(page, { reference, code })
    await expect(page.locator('[data-charge]')).toContainText(
      /^\s*We have worked out your charge\.\s+We sent you a letter about it on \w+day \d+ \w+ 20\d\d\.\s*$/,
    )
    await expect(page.locator('main')).not.toContainText('66.55')
    await expectClean(page, 'status')
    await picture(page, 'money-status')
  })

  test('without JavaScript, staff see the sheet of the day a charge starts on before they decide by it', async ({
    page,
    browser,
  }) => {
    test.setTimeout(240_000)
    const { reference } = await sendAssessment(page, pensioner)
    await confirmRates(browser)
    const desk = await browser.newContext({ javaScriptEnabled: false })
    const officer = await desk.newPage()
    await signIn(officer, 'officer')
    const money = `/staff/submissions/${reference}/money`
    await officer.goto(money)
    await expect(officer.locator('[data-day-result]')).toContainText('£62.55 a week')
    // The sheet of that day cannot be finished.
    const year = YEAR_WITHOUT_RATES
    await fillPayFrom(officer, year)
    await officer.locator('[name=outcome][value=charge]').check()
    await officer.locator('[name=why]').fill('You have more than you must keep.')
    await officer.locator('[name=confirm]').check()
    await press(officer, 'Decide, and make the letter')
    await expect(officer.locator('.govuk-error-summary')).toContainText(
      `The sheet for 1 December ${year} is not the one you saw. It comes to: We cannot say yet.`,
    )
    await expect(officer.locator('[data-determination]')).toHaveCount(0)
    await expect(officer.locator('[name=confirm]')).not.toBeChecked()
    await expect(officer.locator('[name=why]')).toHaveValue('You have more than you must keep.')
    await expect(officer.locator('[name=outcome][value=charge]')).toHaveCount(0)
    await expect(officer.locator('[data-by-hand]')).toContainText(
      `Not every rate it needs is known for 1 December ${year}, so a charge from that day can only be worked out by hand.`,
    )
    await expect(officer.locator('#sheet')).toHaveText(`The sheet for care from 1 December ${year}`)

    // Back to a day whose sheet is as they saw it.
    await fillPayFrom(officer, '2026')
    await press(officer, 'Show the sheet for this day')
    await expect(officer.locator('[data-day-result]')).toContainText('£62.55 a week')
    await expect(officer.locator('[name=why]')).toHaveValue('You have more than you must keep.')
    await officer.locator('[name=outcome][value=charge]').check()
    await officer.locator('[name=confirm]').check()
    await press(officer, 'Decide, and make the letter')
    await expect(officer.locator('[data-determination="1"]')).toContainText('£62.55 a week')
    await desk.close()

    await page.goto(`/forms/${form.id}/copy-to-print`)
    await expect(page.locator('[data-sum] .sheet__answer')).toHaveText(
      'You may be asked to pay £62.55 a week.',
    )
    await expectClean(page, 'copy with the sum')
    await picture(page, 'copy-with-sum')
  })

  test('staff check a letter that may do harm, and work out by hand what the sheet cannot', async ({
    page,
    browser,
  }) => {
    test.setTimeout(240_000)
    const sent = await sendAssessment(page, atRisk)
    const desk = await newDevice(browser)
    const officer = await desk.newPage()
    await signIn(officer, 'officer')
    await officer.goto(`/staff/submissions/${sent.reference}/money`)
    await expect(officer.locator('[data-at-risk]')).toContainText('Somebody may be taking their money')
    await expect(officer.locator('[data-by-hand]')).toContainText('one of a couple')
    const attorney = officer.getByLabel('Sam Testhelper (power of attorney; the form gives no address)')
    await expect(attorney, 'offered only once somebody checked').toBeHidden()
    await expectCleanAtBoth(officer, 'at risk')
    await picture(officer, 'money-at-risk')

    await officer.locator('[name=outcome][value=by-hand]').check()
    await officer.locator('[name=by-hand-amount]').fill('44.50')
    await officer.locator('[name=by-hand-working]').fill('You get £300. We leave you with £255.50.')
    await fillPayFrom(officer)
    await officer.locator('[name=why]').fill('You have more than you must keep.')
    await officer.locator('[name=letter-to][value=person]').check()
    await officer.locator('[name=confirm]').check()
    await press(officer, 'Decide, and make the letter')
    await expect(officer.locator('.govuk-error-summary a')).toHaveText([
      'Tick to confirm that you checked this letter is safe to send',
    ])
    await expect(officer.locator('[name=by-hand-working]')).toHaveValue(
      'You get £300. We leave you with £255.50.',
    )
    await expect(officer.locator('[name=by-hand-amount]')).toHaveValue('44.50')
    await expect(officer.locator('[name=outcome][value=by-hand]')).toBeChecked()
    await expect(officer.locator('[name=letter-to][value=person]')).toBeChecked()
    await expectCleanAtBoth(officer, 'not checked')
    await picture(officer, 'money-not-checked')
    await officer.getByRole('link', { name: 'Tick to confirm that you checked' }).click()
    await officer.getByLabel('I have checked that this letter is safe to send').check()
    await expect(attorney).toBeVisible()
    await attorney.check()
    await press(officer, 'Decide, and make the letter')
    await expect(officer.locator('[data-determination="1"]')).toContainText('by hand, £44.50 a week')
    await expectCleanAtBoth(officer, 'by hand, decided')
    await picture(officer, 'money-by-hand-decided')
    const decided = officer.url()

    await officer.getByRole('link', { name: /for Sam Testhelper$/ }).click()
    await expect(officer.locator('[data-to]')).toContainText('Sam Testhelper')
    await expect(officer.locator('[data-lead]')).toContainText('because you look after money for Hilda')
    await officer.goto(decided)
    await officer.getByRole('link', { name: /for the person$/ }).click()
    await expect(officer.locator('[data-to]')).toContainText('Hilda Testincome')
    await expect(officer.locator('[data-part=decided]')).toContainText('You pay £44.50 a week')
    await expect(officer.locator('[data-part=working]')).toContainText('We leave you with £255.50.')
    await expect(officer.locator('[data-part=who-gets]')).toContainText('Sam Testhelper')
    await expect(officer.locator('[data-line=keep-base]')).toContainText('A worker worked this out')
    await expect(officer.locator('main')).not.toContainText('A worker will')
    await expectClean(officer, 'letter by hand')
    await officer.emulateMedia({ media: 'print' })
    await picture(officer, 'money-letter-by-hand')
    await officer.emulateMedia({ media: 'screen' })

    await officer.goto(decided)
    await officer.getByLabel('How the letter of determination 1 goes to Sam Testhelper').selectOption('post')
    await officer
      .locator('form', { has: officer.locator('#letter-sent-rep-1') })
      .getByRole('button')
      .click()
    await expect(officer.locator('[data-letter-sent]')).toContainText(
      'Letter to Sam Testhelper sent: By post',
    )
    await expect(officer.locator('#letter-sent-person')).toBeVisible()
    await desk.close()

    await openStatus(page, sent)
    await expect(page.locator('[data-charge]'), 'who takes the money may read it').toHaveCount(0)
  })
})
