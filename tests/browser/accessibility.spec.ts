import { expectCleanAtBoth } from './accessible.ts'
import { classesWithoutStyles } from './page-styles.ts'
import { expect, FORM, signIn, test } from './portal.ts'

test('the pages around the form on a phone and a wide screen', async ({ page }) => {
  for (const path of ['/', `${FORM}/come-back-safely`, '/staff/sign-in']) {
    await page.goto(path)
    await expectCleanAtBoth(page, 'as it is')
  }
})

test('the desk on a phone and a wide screen', async ({ page }) => {
  await signIn(page, 'manager')
  await expectCleanAtBoth(page, 'queue')
  await page.setViewportSize({ width: 320, height: 800 })
  await page.locator('main a[href^="/staff/submissions/"]').first().click()
  await expectCleanAtBoth(page, 'submission')
  await page.goto('/staff/system')
  await expectCleanAtBoth(page, 'system')
})

test('the whole form by keyboard alone', async ({ page }) => {
  await page.goto(FORM)
  const at = (name: string) => page.waitForURL((url) => url.pathname === `${FORM}/${name}`)
  const tabTo = async (name: string) => {
    for (let step = 0; step < 80; step++) {
      await page.keyboard.press('Tab')
      const label = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
      if (label === name) return page.keyboard.press('Enter')
    }
    throw new Error(`Tab never reached ${name}`)
  }
  const focusOn = async (field: string) => {
    for (let step = 0; step < 80; step++) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)) === field)
        return
    }
    throw new Error(`Tab never reached ${field}`)
  }
  await tabTo('Start now')
  await at('danger')
  await tabTo('Continue')
  await at('s-who')
  await focusOn('sg-who')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await at('private')
  await tabTo('Continue')
  await at('s-safe')
  await tabTo('Continue')
  await at('s-you')
  await tabTo('Continue')
  await at('s-adult')
  await focusOn('sg-adult-name')
  await page.keyboard.type('Ken Madeupson')
  await page.keyboard.press('Enter')
  await at('s-talk')
  await tabTo('Continue')
  await at('s-needs')
  await tabTo('Continue')
  await at('s-what')
  await focusOn('sg-what')
  await page.keyboard.type('Somebody takes his money.')
  await tabTo('Continue')
  await at('s-when')
  await tabTo('Send what I have now')
  await at('check')
  await tabTo('Send')
  await at('sent')
})

test('a class without its styles is found: left out everywhere, or on this page', async ({ page }) => {
  await page.goto('/information/equipment')
  const sheets = await page
    .locator('link[rel=stylesheet]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(classesWithoutStyles(['govuk-body', 'govuk-radios__item', 'govuk-header'], sheets)).toEqual([
    'no sheet of the page has styles for govuk-radios__item',
    'no sheet of the page has styles for govuk-header',
  ])
})
