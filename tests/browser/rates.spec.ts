import type { Page } from 'playwright/test'
import { expectCleanAtBoth } from './accessible.ts'
import { confirmRates } from './confirm-rates.ts'
import { expect, newDevice, press, signIn, test, useDay } from './portal.ts'
import { pensioner, sendAssessment } from './send-assessment.ts'

// The amounts of 2026/27 wait in the demonstration for a second person.
useDay('2026-11-23')
// One after the other: each goes on from what the one before left at the desk.
test.describe.configure({ mode: 'serial' })

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (!folder) return
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
    for (const part of await page.locator('main section[aria-labelledby]').all()) {
      const of = await part.getAttribute('aria-labelledby')
      await part.screenshot({ path: `${folder}/${name}-${of}-${width}.png` })
    }
  }
}

const pension = '[data-rate=mig-single-pension]'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test('one person enters an amount, another confirms it, and either sets a wrong one aside', async ({
      browser,
    }) => {
      test.setTimeout(180_000)
      const desk = await browser.newContext({ javaScriptEnabled })
      const officer = await desk.newPage()
      await signIn(officer, 'officer')
      await officer.goto('/staff/rates')
      await expect(officer.locator('[data-confirm]')).toHaveCount(0)
      await officer.locator('summary', { hasText: 'Enter the amounts of a circular' }).click()
      await press(officer, 'Enter these amounts')
      await expect(officer.locator('.govuk-error-summary a')).toHaveCount(4)
      await expectCleanAtBoth(officer, 'something to put right')
      await picture(officer, `rates-problems-${javaScriptEnabled}`)
      const first = {
        from: { day: '12', month: '4', year: '2027' },
        to: { day: '9', month: '4', year: '2028' },
      }
      for (const [end, parts] of Object.entries(first))
        for (const [part, value] of Object.entries(parts))
          await officer.locator(`[name=rates-${end}-${part}]`).fill(value)
      await officer.locator('[name=source]').fill('Made-up circular of 2027, page 3')
      await officer.getByLabel('Minimum income guarantee: single, pension credit age').fill('249.95')
      await press(officer, 'Enter these amounts')
      await expect(officer.locator('[data-only-seen]')).toContainText(
        '£249.95, 12 April 2027 to 9 April 2028',
      )
      await expectCleanAtBoth(officer, 'entered')

      const others = await newDevice(browser)
      const manager = await others.newPage()
      await signIn(manager, 'manager')
      await manager.goto('/staff/rates')
      await press(manager, 'Confirm what I ticked')
      await expect(manager.locator('.govuk-error-summary a')).toHaveText([
        'Tick each amount that you read in its source yourself',
      ])
      await expectCleanAtBoth(manager, 'to confirm')
      await picture(manager, `rates-to-confirm-${javaScriptEnabled}`)
      await manager.getByLabel(/pension credit age: £249\.95/).check()
      await press(manager, 'Confirm what I ticked')
      await expect(manager.locator(`#april ~ table ${pension}`)).toContainText('£249.95')
      await expect(manager.locator(`#april ~ table ${pension}`)).toHaveAttribute('data-standing', 'verified')
      await others.close()

      await officer.goto('/staff/rates')
      const entered = officer.locator('[data-entered=mig-single-pension][data-state=confirmed]')
      await expect(entered).toContainText('Confirmed by Priya Nair')
      await picture(officer, `rates-confirmed-${javaScriptEnabled}`)
      await officer.locator('summary', { hasText: 'An amount is wrong' }).click()
      const wrong = officer.getByLabel('Which amount').locator('option', { hasText: '£249.95' })
      await officer.getByLabel('Which amount').selectOption((await wrong.getAttribute('value')) ?? '')
      await officer.getByLabel('Why it must not count').fill('The page is of another year.')
      await press(officer, 'Set this amount aside')
      await expect(officer.locator('[data-step=withdrawn]').first()).toContainText(
        'The page is of another year.',
      )
      await expect(officer.locator('[data-no-april]')).toBeVisible()
      await desk.close()
    })
  })
}

test('decided charges that April changes are listed, each with a draft of its letter', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const { reference } = await sendAssessment(page, pensioner)
  await confirmRates(browser)
  const desk = await newDevice(browser)
  const officer = await desk.newPage()
  await signIn(officer, 'officer')
  const money = `/staff/submissions/${reference}/money`
  await officer.goto(money)
  for (const [part, value] of Object.entries({ day: '1', month: '12', year: '2026' }))
    await officer.locator(`[name=pay-from-${part}]`).fill(value)
  await officer.locator('[name=outcome][value=charge]').check()
  await officer.locator('[name=why]').fill('You have more than you must keep.')
  await officer.locator('[name=confirm]').check()
  await press(officer, 'Decide, and make the letter')
  await officer.goto('/staff/uprating')
  await expect(officer.locator('[data-not-known]')).toBeVisible()

  await officer.goto('/staff/rates')
  await officer.locator('summary', { hasText: 'Enter the amounts of a circular' }).click()
  const days = { from: { day: '12', month: '4', year: '2027' }, to: { day: '9', month: '4', year: '2028' } }
  for (const [end, parts] of Object.entries(days))
    for (const [part, value] of Object.entries(parts))
      await officer.locator(`[name=rates-${end}-${part}]`).fill(value)
  await officer.locator('[name=source]').fill('Made-up circular of 2027')
  await officer.getByLabel('Upper capital limit').fill('23,250')
  await officer.getByLabel('Lower capital limit').fill('14,250')
  await officer.getByLabel('Minimum income guarantee: single, pension credit age').fill('251.45')
  await press(officer, 'Enter these amounts')
  await confirmRates(browser)

  await officer.goto('/staff/uprating')
  const charge = officer.locator(`[data-charge="${reference}"]`)
  await expect(charge).toContainText('£62.55 a week')
  await expect(charge).toContainText('£52.55 a week')
  await expect(charge).toContainText('£241.45, then £251.45')
  await expectCleanAtBoth(officer, 'charges to decide again')
  await picture(officer, 'uprating')
  await charge.getByRole('link', { name: /^Read a draft of the letter/ }).click()
  await expect(officer.locator('[data-draft]')).toContainText('Nobody has decided this. Do not send it.')
  await expect(officer.locator('[data-part=decided]')).toContainText(
    '£52.55 a week for your care, from 12 April 2027',
  )
  await expectCleanAtBoth(officer, 'draft')
  await picture(officer, 'draft')
  await officer.getByRole('link', { name: 'decide, and make the letter' }).click()
  await expect(officer.locator('[name=pay-from-day]')).toHaveValue('12')
  await expect(officer.locator('[name=why]')).toHaveValue(/^The law sets new amounts each April\./)
  await expect(officer.locator('[data-day-result]')).toContainText('£52.55 a week')
  // What they get is of this year: staff say that they looked at what it is then.
  await officer.locator('[name=of-then]').check()
  await officer.locator('[name=outcome][value=charge]').check()
  await officer.locator('[name=confirm]').check()
  await press(officer, 'Decide, and make the letter')
  await expect(officer.locator('[data-determination="2"]')).toContainText('£52.55 a week')
  await officer.goto('/staff/uprating')
  await expect(officer.locator('[data-none]')).toBeVisible()
  await desk.close()
})
