import type { Browser, Page } from 'playwright/test'
import { feedback } from '#src/forms/feedback.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { bosRequest, ivysComplaint } from '#tests/fixtures/short-requests.ts'
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { type OwnPortal, startOwnPortal } from './own-portal.ts'
import { toCheckAtOnce } from './plain-http.ts'
import { expect, newDevice, openStatus, press, receiptOn, signIn, test } from './portal.ts'

/** A portal whose worker really hands letters to a mail server, which refuses them as long as a test says so. */
let mail: MailServer
let portal: OwnPortal | undefined
// biome-ignore lint/correctness/noEmptyPattern: fixtures are found by what is taken out of the first argument.
test.beforeAll(async ({}, { workerIndex }) => {
  test.setTimeout(90_000)
  mail = await startMailServer()
  portal = await startOwnPortal(`letters_${workerIndex}`, (address) => ({
    SMTP_URL: mail.url,
    ORIGIN: address,
  }))
})
test.afterAll(async () => {
  await portal?.stop()
  mail.close()
})
test.use({
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  baseURL: async ({}, use) => use(portal?.address),
})
test.beforeEach(() => mail.reset())

/** Who got a letter, besides the duty contacts of the alerts there are. */
const toPeople = () => mail.letters.map(({ to }) => to).filter((to) => !to.startsWith('emergency'))

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (!folder) return
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 1280, height: 720 })
}

const complaint: Fields = {
  ...ivysComplaint,
  'fb-kind': 'idea',
  'contact-way': ['email'],
  email: 'ivy@example.org',
}

async function send(browser: Browser, form: Form, fields: Fields, copy: string) {
  const page = await (await newDevice(browser)).newPage()
  await toCheckAtOnce(page, form, fields)
  await page.locator('[name=declare]').first().check()
  await page.locator(`[name=copy-how][value=${copy}]`).check()
  await press(page, 'Send')
  const receipt = await receiptOn(page)
  await page.context().close()
  return receipt
}

/** Asks for a page until the worker has been at its job. */
async function until(page: Page, path: string, shown: string) {
  await expect(async () => {
    await page.goto(path)
    await expect(page.locator(shown).first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    // The check itself is a script.
    const clean = async (page: Page) => (javaScriptEnabled ? expectCleanAtBoth(page, 'as it is') : undefined)

    test('an email that is refused is said on the case, in the list and to the person, until it has gone', async ({
      page,
      browser,
    }) => {
      const receipt = await send(browser, feedback, complaint, 'email')
      const { reference } = receipt
      const path = `/staff/submissions/${reference}`
      mail.isRefusing = true
      await signIn(page, 'officer')
      await page.goto(path)
      await page.locator('[name=copy-sent]').selectOption('link')
      await press(page, 'Email it, or record it as sent')
      await until(page, path, '[data-letter=failed]')
      const banner = page.locator('[data-letter=failed]')
      await expect(banner).toContainText('ivy@example.org')
      await expect(banner).toContainText('It may be misspelt, or closed.')
      await expect(page.locator('[aria-labelledby=copy]')).not.toContainText('Sent on')
      await expect(page.locator('.history').first()).toContainText('Letter did not go')
      await clean(page)
      await picture(page, 'letter-failed')

      await page.goto('/staff?view=letters')
      await expect(page.locator('tr', { hasText: reference })).toContainText(
        'Did not go: The copy they asked for is ready, since',
      )
      await expect(page.getByRole('link', { name: /Letters that did not go \(\d+\)/ })).toBeVisible()
      await clean(page)
      await picture(page, 'letters-list')
      await page.goto('/staff?view=copies')
      await expect(page.locator('tr', { hasText: reference })).toHaveCount(1)

      const person = await (await newDevice(browser)).newPage()
      await openStatus(person, receipt)
      await expect(person.locator('[data-copy-email=not-gone]')).toBeVisible()
      await picture(person, 'letter-status')

      await page.goto(path)
      await page.locator('summary', { hasText: 'Put the address right, and' }).click()
      await press(page, 'Put it right and send The copy they asked for is ready')
      await expect(page.locator('.govuk-error-summary a')).toHaveText([
        'Enter their email address',
        'Only they can say where a message is safe. Select this once they have',
      ])
      await clean(page)
      await picture(page, 'letter-address')
      await page.locator('.govuk-error-summary a').first().click()
      await expect(page.locator('[name=right-email]')).toBeFocused()
      await page.locator('[name=right-email]').fill('ivy.x@example.org')
      await page.locator('[name=right-email-told]').selectOption('themself-safe')
      mail.isRefusing = false
      await press(page, 'Put it right and send The copy they asked for is ready')
      await until(page, path, '[aria-labelledby=copy]:has-text("The mail server took the email")')
      expect(toPeople()).toEqual(['ivy.x@example.org'])
      await expect(page.locator('[data-letter]')).toHaveCount(0)
      await expect(page.locator('[data-corrected-email]')).toContainText('ivy.x@example.org')
      await picture(page, 'letter-gone')
      await person.reload()
      await expect(person.getByRole('link', { name: 'See, print or save your copy' })).toBeVisible()
      await person.context().close()
    })

    test('what was done about it is recorded, and the request can then be closed', async ({
      page,
      browser,
    }) => {
      const { reference } = await send(browser, feedback, complaint, 'email')
      const path = `/staff/submissions/${reference}`
      mail.isRefusing = true
      await signIn(page, 'officer')
      await page.goto(path)
      await page.locator('[name=copy-sent]').selectOption('link')
      await press(page, 'Email it, or record it as sent')
      await until(page, path, '[data-letter=failed]')
      await page.locator('summary', { hasText: 'Record what you did about it' }).click()
      await press(page, 'It is dealt with The copy they asked for is ready')
      await expect(page.locator('.govuk-error-summary a')).toHaveText(['Select what you did about it'])
      await page.locator('[name=letter-dealt-how]').selectOption('post')
      await page.locator('[name=letter-dealt-words]').fill('Rang her. She asked for it by post.')
      await press(page, 'It is dealt with The copy they asked for is ready')
      await expect(page.locator('[data-letter]')).toHaveCount(0)
      await expect(page.locator('[aria-labelledby=copy]')).toContainText('Sent on')
      await expect(page.locator('[aria-labelledby=notes]')).toContainText('She asked for it by post.')
      await clean(page)
    })
  })
}

test('one that is not about a request is on the system page by its form, and on the page of whoever writes it', async ({
  page,
  browser,
}) => {
  mail.isRefusing = true
  const person = await (await newDevice(browser)).newPage()
  const { phone: _, ...bo } = bosRequest
  await toCheckAtOnce(person, askUsToContactYou, { ...bo, 'contact-way': ['email'], email: 'bo@example.org' })
  const save = `/forms/${askUsToContactYou.id}/save`
  await person.goto(save)
  await person.locator('[name=secret]').fill('teapot')
  await person.locator('[name=email-code]').check()
  await press(person, 'Get my code')
  await expect(person.locator('main')).toContainText('We are emailing the code to you too')
  await until(person, save, '[data-code-email=failed]')
  await expectClean(person, 'the code did not go')
  await picture(person, 'letter-code-page')

  await signIn(page, 'admin')
  await page.goto('/staff/system')
  const row = page.locator('[data-messages=failed] tr', {
    hasText: 'A form that is not sent: Ask us to contact you',
  })
  await expect(row).toContainText('Did not go')
  await expect(page.locator('main')).not.toContainText('bo@example.org')
  await expectCleanAtBoth(page, 'the system page')
  await picture(page, 'letter-system')
  mail.isRefusing = false
  const loaded = page.waitForEvent('load')
  await row.getByRole('button', { name: /^Try again/ }).click()
  await loaded
  await until(person, save, '[data-code-email=sent]')
  expect(toPeople()).toEqual(['bo@example.org'])
})
