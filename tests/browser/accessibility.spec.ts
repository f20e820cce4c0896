import { fillIn, safeguardingSubmissions } from '#tests/fixtures/safeguarding-submissions.ts'
import { expectClean, makeMistake } from './accessible.ts'
import { answerPage } from './go-through.ts'
import { continueOn, FORM, pageName, press, signIn, test } from './portal.ts'

const TRACKS = ['S2', 'S5', 'S3'] as const
for (const width of [320, 1280]) {
  for (const track of TRACKS) {
    test(`every page of ${track} at ${width} px: blank, with a mistake, filled`, async ({ page }) => {
      test.setTimeout(240_000)
      await page.setViewportSize({ width, height: 800 })
      const submission = safeguardingSubmissions.find((one) => one.t === track)
      if (!submission) throw new Error(`No submission ${track}`)
      const given = fillIn(submission)
      await page.goto(FORM)
      await expectClean(page, 'start')
      await press(page, 'Start now')
      for (let name = pageName(page); name !== 'check'; name = pageName(page)) {
        await expectClean(page, 'blank')
        if (width === 320 && !['danger', 's-proof'].includes(name)) await makeMistake(page)
        await answerPage(page, given)
        await expectClean(page, 'filled')
        await continueOn(page)
      }
      await expectClean(page, 'check')
      await press(page, 'Send')
      await expectClean(page, 'sent')
    })
  }

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
  await page.waitForURL(`${FORM}/danger`)
  await tabTo('Continue')
  await page.waitForURL(`${FORM}/s-who`)
  await focusOn('sg-who')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${FORM}/private`)
  await tabTo('Continue')
  await page.waitForURL(`${FORM}/s-you`)
  await tabTo('Continue')
  await page.waitForURL(`${FORM}/s-adult`)
  await focusOn('sg-adult-name')
  await page.keyboard.type('Ken Madeupson')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${FORM}/s-talk`)
  await tabTo('Continue')
  await page.waitForURL(`${FORM}/s-needs`)
  await tabTo('Continue')
  await page.waitForURL(`${FORM}/s-what`)
  await focusOn('sg-what')
  await page.keyboard.type('Somebody takes his money.')
  await tabTo('Continue')
  await page.waitForURL(`${FORM}/s-when`)
  await tabTo('Send what I have now')
  await page.waitForURL(`${FORM}/check`)
  await tabTo('Send')
  await page.waitForURL(`${FORM}/sent`)
})
