import type { Page } from 'playwright/test'
import { expectCleanAtBoth } from './accessible.ts'
import { expect, newDevice, press, signIn, test, useDay } from './portal.ts'

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
      await officer.getByText('An amount is wrong').click()
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
