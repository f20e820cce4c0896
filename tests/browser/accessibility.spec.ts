import { expectClean } from './accessible.ts'
import { FORM, signIn, test } from './portal.ts'

for (const width of [320, 1280]) {
  test(`the pages around the form at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    for (const path of ['/', `${FORM}/come-back-safely`, '/staff/sign-in']) {
      await page.goto(path)
      await expectClean(page, 'as it is')
    }
  })

  test(`the desk at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await signIn(page, 'manager')
    await expectClean(page, 'queue')
    await page.locator('main a[href^="/staff/submissions/"]').first().click()
    await expectClean(page, 'submission')
    await page.goto('/staff/system')
    await expectClean(page, 'system')
  })
}

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
