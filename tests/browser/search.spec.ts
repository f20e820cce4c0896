import { expectClean } from './accessible.ts'
import { expect, test } from './portal.ts'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('what is typed at the front page leads to one list of pages', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('searchbox').fill('dad keeps forgeting things')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page).toHaveURL(/\/search\?q=/)
    await expect(page.locator('ol[data-results]')).toHaveCount(1)
    await expect(page.locator('ol[data-results] li').first().getByRole('link')).toHaveAttribute(
      'href',
      '/information/dementia',
    )
    await expect(page.getByText('We looked for forgetting.')).toBeVisible()
    await expect(page.locator('mark').first()).toBeVisible()
  })

  test('a search that finds nothing leads on', async ({ page }) => {
    await page.goto('/search?q=zzzqqqxxx')
    await expect(page.locator('ol[data-results] li')).toHaveCount(0)
    await expect(page.locator('main').getByRole('link', { name: 'all our information' })).toBeVisible()
    await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible()
  })
})

for (const { typed, leads } of [
  { typed: 'I want to die', leads: '/information/mental-health' },
  { typed: 'my husband hits me', leads: '/information/domestic-abuse' },
]) {
  test(`“${typed}” has 999 above what was found`, async ({ page }) => {
    await page.goto(`/search?${new URLSearchParams({ q: typed })}`)
    const urgent = await page.locator('main a[href="tel:999"]').first().boundingBox()
    const found = await page.locator('ol[data-results]').boundingBox()
    expect(urgent?.y ?? Number.POSITIVE_INFINITY).toBeLessThan(found?.y ?? 0)
    await expect(page.locator('ol[data-results] a').first()).toHaveAttribute('href', leads)
  })
}

test('the search is clean on the smallest phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 })
  for (const [state, typed] of [
    ['nothing typed', ''],
    ['pages found', 'grab rail'],
    ['put right', 'demensia'],
    ['danger', 'he is going to kill me and I want to die'],
    ['nothing found', 'zzzqqqxxx'],
  ] as const) {
    await page.goto(`/search?${new URLSearchParams({ q: typed })}`)
    await expectClean(page, state)
  }
})
