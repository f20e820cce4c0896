import { portalNow } from '#tests/support/clock.ts'
import type { Page } from 'playwright/test'
import { Temporal } from 'temporal-polyfill'
import { promiseFor } from '#src/domain/working-days.ts'
import { calendar, council } from '#src/settings/council.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { fillIn } from '#tests/fixtures/self-assessment-submissions.ts'
import { typeFields } from './go-through.ts'
import { walkByHttp } from './plain-http.ts'
import { continueOn, expect, pageName, press, test } from './portal.ts'
import { wholePdf } from '../support/whole-files.ts'

/**
 * Bad days: each ends in a clear sentence with nothing lost. Where each is tried:
 *
 * | Bad day | Where |
 * |---|---|
 * | Back button, refresh, half-loaded script, wrong clock, slow 2G, lost reply, lost cookie, no cookies | here |
 * | double click, two tabs, refresh and Back after sending | tests/browser/sending.spec.ts |
 * | twenty clicks, twenty saves at once, two devices | tests/db/sending/sending.test.ts, tests/db/filling-in/resume.test.ts |
 * | session expired, hidden behind the code in mid-page | tests/db/sending/sending.test.ts, tests/db/filling-in/resume.test.ts |
 * | database away, page failing, process killed | tests/db/running/server.test.ts, tests/db/sending/killed.test.ts |
 * | file of 0 bytes, 11 MB, a renamed program, Unicode name | tests/db/filling-in/bad-days.test.ts, tests/browser/sending.spec.ts |
 * | 4,001 characters, Word quotes, emoji, Arabic and Chinese names, one name only | tests/db/filling-in/bad-days.test.ts |
 * | age 0 and 119, 29 February | tests/db/filling-in/bad-days.test.ts |
 */

const SHORT = '/forms/ask-us-to-contact-you'
const ANSWERS = {
  'danger-now': 'no',
  'who-for': 'me',
  'first-name': 'Wilma',
  'contact-way': 'letter',
  'contact-times': 'any',
  'message-safe': 'yes',
  'hide-who': 'no',
  'rc-story': 'I cannot manage the stairs.',
  'main-language': 'english',
  'comm-any': 'no',
  declare: 'true',
}

async function upTo(page: Page, last: string, from = `${SHORT}/danger`) {
  await page.goto(from)
  while (pageName(page) !== last) {
    await typeFields(page, ANSWERS)
    await continueOn(page)
  }
}

/** The same by plain HTTP, where the pages before it do not matter. */
async function atStory(page: Page) {
  await page.goto((await walkByHttp(page, askUsToContactYou, ANSWERS, { last: 'story' })).url)
}

async function send(page: Page) {
  await typeFields(page, ANSWERS)
  await press(page, 'Send')
  await expect(page).toHaveURL(`${SHORT}/sent`)
  await expect(page.locator('[data-reference]')).toHaveText(/^[\w-]{6,}$/)
}

test('Back, a refresh and forward again lose nothing', async ({ page }) => {
  await upTo(page, 'story')
  await page.locator('[name="rc-story"]').fill('The stairs.')
  await continueOn(page)
  await page.goBack()
  await expect(page).toHaveURL(/\/story$/)
  await page.reload()
  await expect(page.locator('[name="rc-story"]')).toHaveValue('The stairs.')
  await page.goBack()
  await page.goForward()
  await upTo(page, 'check', `${SHORT}/story`)
  await send(page)
})

test('with the script only half there every page still works', async ({ page }) => {
  await page.route('**/*.js', (route) => route.abort('aborted'))
  await upTo(page, 'check')
  await send(page)
})

/** What is promised of a form sent now by the clock of the portal, whatever closes in between. */
const promiseNow = (): number =>
  promiseFor({
    receivedAt: Temporal.Instant.fromEpochMilliseconds(portalNow()),
    calendar,
    rule: council.promiseRule,
    closesAt: council.officeHours.closesAt,
    ignoresClosures: false,
  }).epochMilliseconds

for (const year of [1999, 2040]) {
  test(`with the clock of the phone in ${year} the promise is ours`, async ({ page }) => {
    await page.clock.setFixedTime(new Date(`${year}-01-01T03:00:00Z`))
    await upTo(page, 'check')
    const before = promiseNow()
    await send(page)
    const due = await page.locator('[data-promise] time').getAttribute('datetime')
    // Either, where the day turns while it is sent.
    expect([before, promiseNow()]).toContain(Date.parse(due ?? ''))
  })
}

test('on slow 2G an impatient person arrives where they should, once', async ({ page, context }) => {
  test.setTimeout(180_000)
  await atStory(page)
  const session = await context.newCDPSession(page)
  const kilobits = (1024 / 8) * 1
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 1500,
    downloadThroughput: 250 * kilobits,
    uploadThroughput: 50 * kilobits,
  })
  await page.locator('[name="rc-story"]').fill('The stairs.')
  const next = page.getByRole('button', { name: 'Continue', exact: true })
  await next.dblclick({ noWaitAfter: true })
  await page.waitForURL(/\/language/, { timeout: 60_000 })
  await page.goto(`${SHORT}/story`, { timeout: 60_000 })
  await expect(page.locator('[name="rc-story"]')).toHaveValue('The stairs.')
})

test('the connection goes between press and reply: what was typed is there, and is saved once', async ({
  page,
}) => {
  await atStory(page)
  await page.locator('[name="rc-story"]').fill('The stairs.')
  await page.route('**/story', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch({ maxRedirects: 0 })
    await route.abort('aborted')
  })
  const cut = page.waitForEvent('requestfailed')
  await page.getByRole('button', { name: 'Continue', exact: true }).click({ noWaitAfter: true })
  await cut
  await page.unroute('**/story')
  await page.goto(`${SHORT}/story`)
  await expect(page.locator('[name="rc-story"]')).toHaveValue('The stairs.')
  await upTo(page, 'check', `${SHORT}/story`)
  await send(page)
})

test('the cookie is gone in mid-page: what was being typed is kept', async ({ page, context }) => {
  await atStory(page)
  await page.locator('[name="rc-story"]').fill('The stairs.')
  await context.clearCookies()
  await continueOn(page)
  // The other answers cannot be told from anybody else's; this page is kept.
  while (pageName(page) !== 'story') {
    await typeFields(page, ANSWERS)
    await continueOn(page)
  }
  await expect(page.locator('[name="rc-story"]')).toHaveValue('The stairs.')
})

for (const form of [SHORT, `/forms/${selfAssessment.id}`]) {
  test(`a browser that keeps no cookies is told so, with the number to ring: ${form}`, async ({
    page,
    baseURL,
  }) => {
    const answer = await fetch(new URL(`${form}/danger`, baseURL), {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: baseURL ?? '' },
      body: new URLSearchParams({ 'danger-now': 'no' }),
    })
    expect(answer.headers.getSetCookie().join()).toContain('visit=')
    // The cookie that came with it is not kept.
    await page.goto(answer.headers.get('location') ?? '')
    await expect(page).toHaveURL(`${form}?answers=no-cookies`)
    await expect(page.getByRole('alert')).toContainText('Your browser does not keep our cookie')
    await expect(page.getByRole('alert')).toContainText(council.phones.day)
  })
}

test('the longest form is begun on one browser, with a file and half a sentence, and finished on another', async ({
  page,
  browser,
}) => {
  const form = `/forms/${selfAssessment.id}`
  const fields = fieldsOf(selfAssessment, fillIn({}))
  await walkByHttp(page, selfAssessment, fields, { last: 'story' })
  await page.goto(`${form}/files`)
  const pdf = wholePdf()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: pdf })
  await press(page, 'Upload this file')
  await expect(page.getByText('letter.pdf (')).toBeVisible()
  await page.goto(`${form}/story`)
  await page.locator('[name="as-story"]').fill('Half a sentence abou')
  await press(page, 'Save and come back later')
  await page.getByLabel('Choose a word or a 6-digit number').fill('Blue teapot')
  await press(page, 'Get my code')
  const code = (await page.locator('[data-resume-code]').getAttribute('data-resume-code')) ?? ''

  const other = await browser.newContext()
  const phone = await other.newPage()
  await phone.goto('/come-back')
  await phone.getByLabel('Your code').fill(code)
  await phone.getByLabel('Your word or number').fill('Blue teapot')
  await press(phone, 'Open my answers')
  await phone.goto(`${form}/story`)
  await expect(phone.locator('[name="as-story"]')).toHaveValue('Half a sentence abou')
  await phone.goto(`${form}/files`)
  await expect(phone.getByText('letter.pdf (')).toBeVisible()
  const check = await walkByHttp(phone, selfAssessment, fields, { link: 'Carry on' })
  await phone.goto(check.url)
  for (const box of await phone.locator('[name=declare]').all()) await box.check()
  const onScreen = phone.locator('[name=copy-how][value=screen]')
  if ((await onScreen.count()) > 0) await onScreen.check()
  await press(phone, 'Send')
  await expect(phone).toHaveURL(`${form}/sent`)
  await expect(phone.locator('[data-reference]')).toBeVisible()
  await other.close()
})
