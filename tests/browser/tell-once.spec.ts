import type { Page } from 'playwright/test'
import { expectClean } from './accessible.ts'
import { onDeviceOf, open, press as pressByHttp } from './plain-http.ts'
import { continueOn, expect, newDevice, pageName, press, signIn, test } from './portal.ts'

const SELF = '/forms/self-assessment'
const CARER = '/forms/carers-assessment'

const ANSWERS: Record<string, Record<string, string>> = {
  who: { 'who-for': 'me' },
  name: { 'first-name': 'Wilma', 'last-name': 'Madeup' },
  contact: { 'contact-way': 'call', phone: '07700 900801', 'contact-times': 'any' },
  secret: { 'hide-who': 'no' },
  story: { 'as-story': 'I cannot manage the stairs.', 'as-when': 'longer' },
}

/** An assessment of oneself with what is needed and no more, posted, and then sent from the page that is open. */
async function sendAssessment(page: Page) {
  await onDeviceOf(page, async (device) => {
    for (const [name, fields] of Object.entries(ANSWERS))
      await pressByHttp(device, await open(device, `${SELF}/${name}`), 'Continue', () => fields)
  })
  await page.goto(`${SELF}/check`)
  await press(page, 'Send')
  await expect(page).toHaveURL(`${SELF}/sent`)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    // The check is a script itself.
    const clean = (page: Page, where: string) => (javaScriptEnabled ? expectClean(page, where) : undefined)

    test('what was told in one form is offered in the next, block by block, and used only with a yes', async ({
      page,
    }) => {
      await sendAssessment(page)
      await page.goto(CARER)
      await page.getByRole('link', { name: 'Choose what to use in this form too' }).click()
      await clean(page, 'use again')
      await page.getByLabel('Your name, your age and where you live').check()
      await press(page, 'Continue')
      await expect(page.getByRole('alert')).toContainText('Select who this form is about')
      await clean(page, 'use again, with a mistake')
      await page.locator('[name="who-for"][value="me"]').check()
      await press(page, 'Continue')
      await expect(page).toHaveURL(`${CARER}/danger`)
      await page.goto(`${CARER}/name`)
      await expect(page.locator('[name="first-name"]')).toHaveValue('Wilma')
      await page.goto(`${CARER}/contact`)
      await expect(page.locator('[name="contact-way"]:checked')).toHaveCount(0)
      await page.goto(`${CARER}/who`)
      await page.locator('[name="who-for"][value="someone-else"]').check()
      await continueOn(page)
      await page.goto(`${CARER}/name`)
      await expect(page.locator('[name="first-name"]')).toHaveValue('')
    })

    test('on a device that others use nothing is offered, and every page says how to clear it', async ({
      page,
    }) => {
      await sendAssessment(page)
      await page.goto(CARER)
      await expect(page.locator('[data-use-again]')).toBeVisible()
      await press(page, 'Other people use this device')
      await expect(page.locator('[data-shared-device]')).toContainText('nobody can lock you out')
      await expect(page.locator('[data-use-again]')).toHaveCount(0)
      await clean(page, 'start, shared device')
      await page.goto(`${CARER}/danger`)
      await expect(page.locator('[data-clear-device]')).toContainText(
        'You said that other people use this device',
      )
      await page.locator('[name="danger-now"][value="no"]').check()
      await continueOn(page)
      await page.getByRole('link', { name: 'Finish and clear this device' }).click()
      await expect(page.locator('main')).toContainText('Answers you have not sent will be deleted.')
      await expect(page.locator('main')).toContainText('type something on the page before this')
      await press(page, 'Delete these answers and clear this device')
      await expect(page).toHaveURL('/clear-device?done=yes')
      await page.goto(CARER)
      await expect(page.getByRole('button', { name: 'Other people use this device' })).toBeVisible()
      await expect(page.locator('[data-use-again]')).toHaveCount(0)
    })

    test('the equality questions follow the receipt, once, and staff see no count of one', async ({
      page,
      browser,
    }) => {
      await sendAssessment(page)
      await page.getByRole('link', { name: 'Answer questions about equality' }).click()
      await clean(page, 'equality')
      await page.locator('[name="eq-religion"][value="sikh"]').check()
      await page.locator('[name="eq-disability"][value="yes"]').check()
      await page.locator('[name="eq-disability-impact"][value="a-little"]').check()
      await press(page, 'Send these answers')
      await expect(page).toHaveURL(`${SELF}/sent#equality`)
      await expect(page.locator('[data-equality]')).toContainText('You have answered them. Thank you.')
      await page.goto(`${SELF}/equality`)
      await expect(page).toHaveURL(`${SELF}/sent`)
      const desk = await newDevice(browser)
      const manager = await desk.newPage()
      await signIn(manager, 'manager')
      await manager.getByRole('link', { name: 'Equality' }).click()
      await expect(manager.locator('main')).toContainText('A count below 5 is not told')
      await expect(manager.locator('main')).not.toContainText('Sikh')
      await clean(manager, 'equality at the desk')
      await desk.close()
    })
  })
}

test('the pages of a form have the quiet link to clear the device', async ({ page }) => {
  for (const path of [SELF, `${SELF}/danger`, `${SELF}/save`, `${SELF}/paper`, '/forms/feedback/k-kind']) {
    await page.goto(path)
    if (pageName(page) === 'paper') continue
    await expect(page.getByRole('link', { name: 'Finish and clear this device' })).toBeVisible()
  }
})
