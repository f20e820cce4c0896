import type { Page } from 'playwright/test'
import { expectClean } from './accessible.ts'
import { expect, test } from './portal.ts'

/** The worker reads the demonstration's services a moment after the first start. */
async function openList(page: Page, query = '') {
  await expect(async () => {
    await page.goto(`/local-help${query}`)
    await expect(page.locator('[data-service]').first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
}

for (const width of [320, 1280]) {
  test(`finding help and reporting a mistake at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await openList(page)
    await expectClean(page, 'all')
    // A list of choices is no smaller a target than a box.
    expect((await page.getByLabel('What about').boundingBox())?.height).toBeGreaterThan(44)
    await page.getByLabel('What about').selectOption('dementia')
    await page.getByLabel('First part of your postcode').fill('cr0 5za')
    await page.getByLabel('What it costs').selectOption('free')
    await page.getByRole('button', { name: 'Find help' }).click()
    // No more of a postcode than is needed stays in the address.
    await expect(page).toHaveURL(/near=CR0\+5(&|$)/)
    expect(page.url()).not.toMatch(/5za/i)
    await expect(page.locator('[data-total]')).toContainText(', nearest to St Osyth first')
    await expectClean(page, 'found')
    await page.getByRole('link', { name: 'Memory café' }).click()
    await expect(page.locator('h1')).toHaveText('Memory café')
    await expect(page.locator('main')).toContainText('St Osyth Church Rooms, 7 Priory Close')
    await expect(page.locator('main')).toContainText('Thursday: 2pm to 4pm')
    await expect(page.locator('[data-checked]')).toContainText(/^\s*Checked on \w+day \d+ \w+ 2026\./)
    await expectClean(page, 'entry')

    await page.getByRole('button', { name: 'Send report' }).click()
    await expect(page).toHaveTitle(/^Error: /)
    await expect(page.locator('.govuk-error-summary')).toContainText('Write what is wrong')
    await expectClean(page, 'entry with a mistake')
    await page.getByLabel('What is wrong here?').fill('It is on Fridays now')
    await page.getByRole('button', { name: 'Send report' }).click()
    await expect(page.locator('[data-reported]')).toContainText('Thank you')
    await expectClean(page, 'reported')
  })
}

test('a postcode that cannot be read is said so, and nothing found has a way on', async ({ page }) => {
  await openList(page)
  await page.getByLabel('First part of your postcode').fill('my street')
  await page.getByRole('button', { name: 'Find help' }).click()
  await expect(page.locator('.govuk-error-summary')).toContainText(
    'Enter the first part of a postcode, like CR0 2',
  )
  await expectClean(page, 'unread postcode')
  await page.goto('/local-help?words=xylophone')
  await expect(page.locator('[data-total]')).toHaveText('Nothing found')
  await expect(page.locator('main')).toContainText('020 7946 0100')
  await expectClean(page, 'nothing')
})

test('a refuge is listed without a place, on a page that can be left', async ({ page }) => {
  await openList(page, '?topic=domestic-abuse')
  await expect(page.locator('[data-exit]')).toBeVisible()
  await page.getByRole('link', { name: 'Rowan women’s refuge' }).click()
  await expect(page.locator('[data-exit]')).toBeVisible()
  await expect(page.locator('main')).toContainText('We never show where this is')
  expect(await page.content()).not.toMatch(/Larch Hollow|CR0 ?6ZR|Rowan Cottage/)
  await expectClean(page, 'refuge')
})

test('a page of information names help near by', async ({ page }) => {
  await openList(page)
  await page.goto('/information/falls')
  await expect(page.locator('[data-local-help=shown] [data-service]')).toHaveCount(3)
  await expectClean(page, 'with local help')
  await page.getByRole('link', { name: /^Find more help near you/ }).click()
  await expect(page).toHaveURL(/\/local-help\?topic=falls$/)
})

test('the directory is there for other programs', async ({ page, request, baseURL }) => {
  await openList(page)
  const answer = await request.get('/api/directory/services?page=2&per_page=10', {
    headers: { origin: 'https://example.org' },
  })
  expect(answer.headers()).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300',
  })
  expect(answer.headers()['content-type']).toContain('application/json')
  expect(answer.headers()['set-cookie']).toBeUndefined()
  const body = (await answer.json()) as {
    page_number: number
    total_items: number
    contents: { id: string }[]
  }
  expect(body).toMatchObject({ page_number: 2, total_items: 73, total_pages: 8, size: 10, first_page: false })
  const one = await request.get(`/api/directory/services/${body.contents[0]?.id}`)
  expect(await one.json()).toEqual(body.contents[0])
  expect((await request.get('/api/directory/services/nothing')).status()).toBe(404)
  expect(await (await request.get('/api/directory')).json()).toMatchObject({
    version: 'HSDS-UK-3.0',
    services_url: `${baseURL}/api/directory/services`,
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('help is found, turned over and reported on', async ({ page }) => {
    await openList(page)
    await page.getByRole('link', { name: 'Next page' }).click()
    await expect(page.locator('main')).toContainText('Page 2 of 8')
    await page.getByLabel('Words to look for').fill('gardens')
    await page.getByRole('button', { name: 'Find help' }).click()
    await page.getByRole('link', { name: 'Garden gang' }).click()
    await page.getByLabel('What is wrong here?').fill('They stopped')
    await page.getByRole('button', { name: 'Send report' }).click()
    await expect(page.locator('[data-reported]')).toBeVisible()
  })
})
