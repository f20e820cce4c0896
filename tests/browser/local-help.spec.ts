import type { Page } from 'playwright/test'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { expectEasy, picturesAmiss } from './easy-pages.ts'
import { expect, press, test } from './portal.ts'

/** The worker reads the demonstration's services a moment after the first start. */
async function openList(page: Page, query = '') {
  await expect(async () => {
    await page.goto(`/local-help${query}`)
    await expect(page.locator('[data-service]').first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
}

test('finding help and reporting a mistake, on a phone and a wide screen', async ({ page }) => {
  const look = async (state: string) => {
    await expectCleanAtBoth(page, state)
    await page.setViewportSize({ width: 320, height: 800 })
  }
  await openList(page)
  await look('all')
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
  await look('found')
  await page.getByRole('link', { name: 'Memory café' }).click()
  await expect(page.locator('h1')).toHaveText('Memory café')
  await expect(page.locator('main')).toContainText('St Osyth Church Rooms, 7 Priory Close')
  await expect(page.locator('main')).toContainText('Thursday: 2pm to 4pm')
  await expect(page.locator('[data-checked]')).toContainText(/^\s*Checked on \w+day \d+ \w+ 2026\./)
  await look('entry')

  await page.getByRole('button', { name: 'Send report' }).click()
  await expect(page).toHaveTitle(/^Error: /)
  await expect(page.locator('.govuk-error-summary')).toContainText('Write what is wrong')
  await look('entry with a mistake')
  await page.getByLabel('What is wrong here?').fill('It is on Fridays now')
  await page.getByRole('button', { name: 'Send report' }).click()
  await expect(page.locator('[data-reported]')).toContainText('Thank you')
  await look('reported')
})

test('what is no postcode is said so, stays in its box, and never in the address', async ({ page }) => {
  await openList(page)
  await page.getByLabel('What it costs').selectOption('free')
  await page.getByLabel('Words to look for').fill('lunch')
  await page.getByLabel('First part of your postcode').fill('14 My Street')
  await page.getByRole('button', { name: 'Find help' }).click()
  await expect(page.locator('.govuk-error-summary')).toContainText('Enter a postcode, like CR0 2.')
  await expect(page).toHaveTitle(/^Error: /)
  expect(page.url()).not.toMatch(/street/i)
  await expect(page.getByLabel('First part of your postcode')).toHaveValue('14 My Street')
  await expect(page.getByLabel('Words to look for')).toHaveValue('lunch')
  await expect(page.getByLabel('What it costs')).toHaveValue('free')
  await expectClean(page, 'unread postcode')
  // An old address with something in it, put together somewhere else.
  await page.goto('/local-help?near=14+My+Street&cost=free')
  await expect(page).toHaveURL('/local-help?near=unread&cost=free')
  await expect(page.locator('.govuk-error-summary')).toBeVisible()
  await expect(page.getByLabel('First part of your postcode')).toHaveValue('')
  await page.goto('/local-help?near=cr02zd')
  await expect(page).toHaveURL('/local-help?near=CR0+2')
  await expect(page.locator('.govuk-error-summary')).toHaveCount(0)
})

test('nothing found has a way on', async ({ page }) => {
  await page.goto('/local-help?words=xylophone')
  await expect(page.locator('[data-total]')).toHaveText('Nothing found')
  await expect(page.locator('main')).toContainText('020 7946 0100')
  await expectClean(page, 'nothing')
})

for (const { typed, near, exits } of [
  { typed: 'he hits me', near: '', exits: true },
  { typed: '', near: 'my husband hits me', exits: true },
  { typed: 'I want to die', near: '', exits: false },
]) {
  test(`“${typed || near}” typed here has 999 above the list, as in the search`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 568 })
    await openList(page)
    await expect(page.locator('main a[href="tel:999"]')).toHaveCount(0)
    await page.getByLabel('Words to look for').fill(typed)
    await page.getByLabel('First part of your postcode').fill(near)
    await page.getByRole('button', { name: 'Find help' }).click()
    const urgent = await page.locator('main a[href="tel:999"]').first().boundingBox()
    const form = await page.locator('main form[role=search]').boundingBox()
    expect(urgent?.y ?? Number.POSITIVE_INFINITY).toBeLessThan(form?.y ?? 0)
    await expect(page.locator('[data-exit]')).toHaveCount(exits ? 1 : 0)
    await expect(page.locator(`[data-danger=${exits ? 'harm' : 'life'}]`)).toBeVisible()
    await expectClean(page, 'danger')
  })
}

test('in Easy Read each thing has its picture, and no page is too wide or unclear', async ({ page }) => {
  await openList(page)
  await press(page, 'Easy Read')
  await expectEasy(page)
  const look = async (state: string) => {
    await expectEasy(page)
    expect(await picturesAmiss(page), state).toEqual([])
    await expectCleanAtBoth(page, state)
  }
  await expect(page.locator('.looking .govuk-form-group img')).toHaveCount(6)
  await expect(page.locator('main')).toContainText('These words come from the services.')
  await look('list')
  await page.getByLabel('The first part of your postcode').fill('my street')
  await press(page, 'Find help')
  await expect(page.locator('.govuk-error-summary')).toContainText('Write a postcode. It looks like CR0 2.')
  await look('unread postcode')
  await page.getByLabel('The first part of your postcode').fill('CR0 5ZA')
  await page.getByLabel('What do you want help with?').selectOption('Help with memory')
  await press(page, 'Find help')
  await expect(page).toHaveURL('/local-help?topic=dementia&near=CR0+5')
  await expect(page.locator('main')).toContainText('What is near St Osyth comes first.')
  await page.getByRole('link', { name: 'Memory café' }).click()
  await expect(page.locator('[data-whose-words]')).toContainText('These words come from the service.')
  await expect(page.locator('.known dt img')).toHaveCount(await page.locator('.known dt').count())
  await look('entry')
  await press(page, 'Send it')
  await expect(page.locator('.govuk-error-summary')).toBeVisible()
  await look('entry with a mistake')
  await page.getByLabel('Tell us what is wrong.').fill('It is on Fridays now')
  await press(page, 'Send it')
  await expect(page.locator('[data-reported]')).toBeVisible()
  await look('reported')
  await page.goto('/local-help?words=xylophone')
  await expect(page.locator('[data-total]')).toHaveText('We found nothing')
  await look('nothing')
})

test('in forced colours nothing is lost, and on paper there are no addresses of entries', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 })
  await openList(page)
  await page.emulateMedia({ forcedColors: 'active' })
  await expectClean(page, 'forced colours')
  await page.emulateMedia({ media: 'print', forcedColors: 'none' })
  await expect(page.locator('.looking')).toBeHidden()
  const name = page.locator('.services__name a').first()
  expect(await name.evaluate((link) => getComputedStyle(link, '::after').content)).toBe('none')
  await name.evaluate((link) => (link as HTMLAnchorElement).click())
  await expect(page.locator('.known')).toBeVisible()
  await expect(page.locator('.report')).toBeHidden()
  expect(
    await page
      .locator('.known a')
      .first()
      .evaluate((link) => getComputedStyle(link).display),
  ).toBe('inline')
})

test('a fax is no link, a textphone is named, and where only letters go is not where to go', async ({
  page,
}) => {
  await openList(page, '?words=deaf')
  await page.getByRole('link', { name: 'Deaf club' }).click()
  const known = (name: string) => page.locator('dl > div, dl').filter({ hasText: name }).first()
  await expect(page.locator('main a[href^="tel:"]').filter({ hasText: '7946 0' })).toHaveText([
    '020 7946 0240 ext 12',
  ])
  await expect(known('Telephone')).toContainText(
    /020 7946 0240 ext 12\s+Textphone:\s+18001 020 7946 0240\s+Fax:\s+020 7946 0340/,
  )
  await expect(page.locator('main')).toContainText(/Write to\s+PO Box 12/)
  await expectCleanAtBoth(page, 'kinds of phones')
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
