import { readingStyleNames } from '#src/forms/engine/reading-style.ts'
import { expectCleanAtBoth } from './accessible.ts'
import { hardSentences } from './easy-pages.ts'
import { typeFields } from './go-through.ts'
import { continueOn, expect, pageName, press, test } from './portal.ts'

/** The pages before, beside and after the questions, in the styles that are not plain words. */

test.describe.configure({ mode: 'parallel' })

const SELF = '/forms/self-assessment'
const CARER = '/forms/carers-assessment'
const SECRET = 'Blue teapot'

/** As little as an assessment of oneself is sent with. All made up. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  who: { 'who-for': 'me' },
  name: { 'first-name': 'Wilma', 'last-name': 'Madeup' },
  contact: { 'contact-way': 'email', email: 'wilma.madeup@example.org', 'contact-times': 'any' },
  messages: { 'message-safe': 'yes' },
  secret: { 'hide-who': 'no' },
  story: { 'as-story': 'I cannot manage the stairs.', 'as-when': 'longer' },
}

for (const style of ['easy-read', 'large', 'calm'] as const) {
  test(`the pages around a form in ${style}, at 320 and 1280 px`, async ({ page }) => {
    test.setTimeout(600_000)
    const isEasy = style === 'easy-read'
    const hard = new Set<string>()
    const look = async (what: string) => {
      await expect(page.locator('html'), what).toHaveAttribute('data-reading', style)
      if (isEasy) for (const one of await hardSentences(page)) hard.add(`${what}: ${one}`)
      await expectCleanAtBoth(page, what)
    }
    const go = async (path: string, what: string) => {
      await page.goto(path)
      await look(what)
    }
    const pressFirst = async () => {
      const loaded = page.waitForEvent('load')
      await page.locator('main form button.govuk-button:not(.govuk-button--quiet)').first().click()
      await loaded
    }

    await page.goto(SELF)
    await press(page, readingStyleNames[style])
    await look('start')
    await go('/', 'front page')
    await go('/come-back', 'come back')
    await pressFirst()
    await look('come back, left blank')
    await go('/my-request', 'my request')
    await pressFirst()
    await look('my request, left blank')
    await go('/forms/safeguarding-concern/come-back-safely', 'come back safely')
    await go(`${SELF}?answers=none`, 'no answers here')
    await go(`${SELF}?answers=no-cookies`, 'cookies refused')

    for (const [name, fields] of Object.entries(ANSWERS)) {
      await page.goto(`${SELF}/${name}`)
      while (pageName(page) === name) {
        await typeFields(page, fields)
        await continueOn(page)
      }
    }
    await go(SELF, 'start, begun')
    for (const name of ['food', 'children', 'files', 'people']) await go(`${SELF}/${name}`, name)
    await go('/forms/financial-assessment/f-savings', 'groups of several, sums of money')
    await page.goto(SELF)
    await page.locator('[name=shared]').click()
    await look('start, on a device that others use')
    await go(`/clear-device?from=${SELF}/food`, 'clear device, answers with no code')
    await go(`${SELF}/save?page=food`, 'save')
    await pressFirst()
    await look('save, left blank')
    await page.locator('[name=secret]').fill(SECRET)
    await pressFirst()
    await expect(page.locator('[data-resume-code]')).toBeVisible()
    await look('save, with the code')
    await go(`${SELF}/save`, 'save, once there is a code')
    await go('/clear-device', 'clear device')
    await go('/closed', 'receipt closed')

    await go(`${SELF}/check`, 'check')
    await press(page, 'Send')
    await expect(page).toHaveURL(`${SELF}/sent`)
    await look('sent')
    const reference = (await page.locator('[data-reference]').textContent())?.trim() ?? ''
    const code = (await page.locator('[data-status-code]').textContent())?.trim() ?? ''
    await go(`${SELF}/sent?again=yes`, 'sent before')
    await go(`${SELF}/copy`, 'copy')
    await go(`${SELF}/equality`, 'equality')
    await go(CARER, 'start of another form')
    await page.locator('[name=shared]').click()
    await go(CARER, 'start of another form, with an offer')
    await go(`${CARER}/use-again`, 'use again')
    await press(page, 'Continue')
    await look('use again, left blank')

    await page.goto('/my-request')
    await page.locator('[name=reference]').fill(reference)
    await page.locator('[name=code]').fill(code)
    await pressFirst()
    await expect(page.locator('.ladder')).toBeVisible()
    await look('my request, open')
    for (const what of ['worse', 'forgot']) {
      await go(`/my-request/add?what=${what}`, `add, ${what}`)
      await press(page, 'Send')
      await look(`add, ${what}, left blank`)
    }
    await page.locator('main textarea').fill('There is a step at the door.')
    await press(page, 'Send')
    await look('my request, with something added')

    await page.goto('/clear-device')
    await pressFirst()
    await expect(page).toHaveURL('/clear-device?done=yes')
    // The device has forgotten the style as well.
    await expectCleanAtBoth(page, 'clear')
    expect([...hard]).toEqual([])
  })
}
