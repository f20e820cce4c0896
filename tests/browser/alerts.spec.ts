import type { Page } from 'playwright/test'
import { Temporal } from 'temporal-polyfill'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { portalNow } from '../support/clock.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { sendAtOnce } from './plain-http.ts'
import { expect, press, queueRow, signIn, test, useDay } from './portal.ts'

/** The Sunday after the day on which the demonstration was filled. */
function nextSunday(): string {
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(portalNow())
    .toZonedDateTimeISO('UTC')
    .add({ days: 1 })
  return tomorrow
    .add({ days: 7 - tomorrow.dayOfWeek })
    .toPlainDate()
    .toString()
}

// Nobody is at the desk, and whatever is urgent is alerted about.
useDay(nextSunday())
test.describe.configure({ mode: 'serial' })

const CONCERN = {
  'danger-now': 'yes',
  'sg-who': 'public',
  'private-now': 'yes',
  'sg-named': 'anonymous',
  'sg-adult-name': 'Ken Madeupson',
  'sg-what': 'Somebody hurts him.',
  'sg-types': ['physical'],
} as const

const MANY = 39

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

/** Sends a concern to this portal. @returns its reference. */
async function sendOne(address = ''): Promise<string> {
  return (await sendAtOnce(address, safeguardingConcern, fieldsOf(safeguardingConcern, CONCERN))).reference
}

/** How far down the first row of the queue begins, in pixels, and where the page's own heading does. */
const places = async (page: Page) =>
  page.evaluate(() => {
    const topOf = (selector: string) =>
      Math.round(
        (document.querySelector(selector)?.getBoundingClientRect().top ?? Number.NaN) + window.scrollY,
      )
    const line = document.querySelector('.alert-line')?.getBoundingClientRect()
    return { row: topOf('.queue tbody tr'), heading: topOf('h1'), line: Math.round(line?.height ?? 0) }
  })

test('39 alerts are one line: the queue stays in the first screen', async ({ page, baseURL }) => {
  test.setTimeout(240_000)
  for (let sent = 0; sent < MANY; sent += 3) await Promise.all([1, 2, 3].map(() => sendOne(baseURL)))
  await signIn(page, 'officer')
  const line = page.getByRole('region', { name: 'Alerts' })
  await expect(line).toHaveCount(1)
  await expect(line).toContainText(/^\s*\d+ (safeguarding )?alerts/)
  await expect(line).toContainText(/the reddest\s+[A-Z\d-]{11}, waiting\s/)
  const all = Number(/See all (\d+) alerts/.exec((await line.textContent()) ?? '')?.[1])
  expect(all).toBeGreaterThanOrEqual(MANY)
  for (const [name, width, height, most] of [
    ['wide', 1280, 900, 900],
    ['phone', 390, 844, 700],
    ['narrow', 320, 640, 800],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto('/staff')
    const { row, line: tall } = await places(page)
    console.log(`first row of the queue at ${row} px of ${width} × ${height}, the line ${tall} px`)
    expect(row, name).toBeLessThan(most)
    expect(tall, name).toBeLessThan(height / 4)
    await picture(page, `queue-${width}`)
    await expectClean(page, name)
  }
})

test('the line is on every page of the desk, for those who read submissions', async ({ page }) => {
  await signIn(page, 'manager')
  for (const path of ['/staff', '/staff/type-in', '/staff/new-code', '/staff/system', '/staff/equality']) {
    await page.goto(path)
    await expect(page.getByRole('region', { name: 'Alerts' }), path).toHaveCount(1)
  }
  await page.goto('/staff/alerts')
  await expect(page.getByRole('region', { name: 'Alerts' })).toHaveCount(0)
  await signIn(page, 'admin')
  await expect(page.getByRole('region', { name: 'Alerts' })).toHaveCount(0)
  expect((await page.request.get('/staff/alerts')).status()).toBe(403)
})

test('the list is by urgency, and one act says that one is seen, another that all shown are', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'auditor')
  await page.goto('/staff/alerts')
  await expect(page.locator('main').getByRole('button', { name: /seen/ })).toHaveCount(0)

  const device = await browser.newContext({ javaScriptEnabled: false })
  const desk = await device.newPage()
  await signIn(desk, 'officer')
  await desk
    .getByRole('region', { name: 'Alerts' })
    .getByRole('link', { name: /^See all/ })
    .click()
  const rows = desk.locator('[data-alert]')
  const before = await desk.getByText(/Quiet until/).count()
  const count = await rows.count()
  expect(count).toBeGreaterThanOrEqual(MANY)
  await picture(desk, 'alerts-1280')
  await expectCleanAtBoth(desk, 'alerts')
  await desk.setViewportSize({ width: 320, height: 640 })
  await picture(desk, 'alerts-320')
  const colours = await rows.filter({ hasNotText: 'Quiet until' }).locator('.queue__marks').allTextContents()
  const order = colours.map((text) =>
    ['Red', 'Amber', 'Green'].findIndex((colour) => new RegExp(colour, 'i').test(text)),
  )
  expect(order).toEqual(order.toSorted())
  expect(order).not.toContain(-1)
  const one = (await rows.nth(1).getAttribute('data-alert')) ?? ''
  const row = desk.locator(`[data-alert="${one}"]`)
  await row.getByRole('button', { name: `I have seen this ${one}` }).click()
  await expect(desk).toHaveURL('/staff/alerts')
  await expect(row).toContainText('By Sam Okafor. Quiet until')
  await expect(desk.getByText(/Quiet until/)).toHaveCount(before + 1)

  // What comes in after the page was made is not seen by saying so of what is on it.
  const since = await sendOne(baseURL)
  await desk.getByRole('button', { name: `I have seen these ${count - before - 1}` }).click()
  await expect(desk.getByText(/Quiet until/)).toHaveCount(count)
  await expect(rows.first()).toHaveAttribute('data-alert', since)
  await expect(rows.first()).not.toContainText('Quiet until')
  await picture(desk, 'alerts-seen-320')
  await desk.goto('/staff')
  await expect(desk.getByRole('region', { name: 'Alerts' })).toContainText(/1 safeguarding alert: red\s/)

  await desk.goto(`/staff/submissions/${since}`)
  await desk.locator('[data-alert]').getByRole('button', { name: 'I have seen this' }).click()
  await expect(desk.locator('[data-alert]')).toContainText(
    'Sam Okafor has seen it. Whoever is on duty is told again',
  )
  await expect(desk.getByRole('region', { name: 'Alerts' })).toContainText('not decided')
  await picture(desk, 'case-seen-320')
  await expectClean(desk, 'an alert that is seen')
  await device.close()
})

test('taking it says that it is seen, and a decision ends it', async ({ page, baseURL }) => {
  const reference = await sendOne(baseURL)
  await signIn(page, 'officer')
  await page.goto(`/staff/submissions/${reference}`)
  await expect(page.locator('[data-alert]')).toContainText('This came in when nobody was at the desk.')
  await picture(page, 'case-calling-1280')
  await press(page, 'Take this')
  await expect(page.locator('[data-alert]')).toContainText('Sam Okafor has seen it.')
  await page.locator('[name=outcome][value=advice]').check()
  await page.locator('[name=colour][value=red]').check()
  await page.locator('[name=reason]').fill('His sister has it in hand.')
  await page.locator('[name=next-step]').fill('Ring his sister.')
  await page.getByRole('button', { name: /^Record/ }).click()
  await expect(page.locator('.decision')).toContainText('Decision 1')
  await expect(page.locator('[data-alert]')).toHaveCount(0)
  await page.goto('/staff/alerts')
  await expect(page.locator(`[data-alert="${reference}"]`)).toHaveCount(0)
  await queueRow(page, reference)
})
