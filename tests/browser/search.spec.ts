import { expectClean } from './accessible.ts'
import { expectEasy } from './easy-pages.ts'
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
    await expect(page.getByText('Showing results for forgetting.')).toBeVisible()
    await expect(page.locator('mark').first()).toBeVisible()
  })

  test('a search that finds nothing leads on', async ({ page }) => {
    await page.goto('/search?q=zzzqqqxxx')
    await expect(page.locator('ol[data-results] li')).toHaveCount(0)
    await expect(page.locator('main').getByRole('link', { name: 'all our information' })).toBeVisible()
    await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible()
  })
})

for (const reading of ['plain', 'easy-read']) {
  test(`whatever is looked for, whom to ring now is above what was found (${reading})`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: 'reading', value: reading, url: baseURL ?? '' }])
    for (const typed of ['', 'grab rail', 'zzzqqqxxx', 'I want to die', 'chest pain', 'he hits me']) {
      await page.goto(`/search?${new URLSearchParams({ q: typed })}`)
      const box = await page.getByRole('searchbox').boundingBox()
      for (const number of ['999', '111', '02079460199']) {
        const ring = await page.locator(`main a[href="tel:${number}"]`).first().boundingBox()
        expect(ring?.y ?? Number.POSITIVE_INFINITY, `${number} for “${typed}”`).toBeLessThan(box?.y ?? 0)
      }
    }
  })
}

test('from an Easy Read page what is found is Easy Read, until another way is chosen', async ({ page }) => {
  for (const path of ['/easy-read', '/information/easy-read']) {
    await page.goto(path)
    await page.getByLabel('What do you want to find?').fill('falls')
    await page.getByRole('button', { name: 'Search' }).click()
    await expectEasy(page)
    await expect(page.locator('ol[data-results] a').first()).toHaveAttribute(
      'href',
      '/information/falls/easy-read',
    )
  }
  // Searched again it is still so.
  await page.getByRole('button', { name: 'Search' }).click()
  await expectEasy(page)
  await page.getByRole('button', { name: 'Plain' }).click()
  await expect(page).toHaveURL('/search?q=falls')
  await expect(page.locator('html')).not.toHaveAttribute('data-reading', 'easy-read')
})

test('a form or a page of somebody’s own is found beside the topics', async ({ page }) => {
  for (const [typed, name] of [
    ['what is happening with my request', 'What is happening with my request'],
    ['refer a patient', 'Refer an adult for care and support'],
  ] as const) {
    await page.goto(`/search?${new URLSearchParams({ q: typed })}`)
    await page.locator('[data-ways]').getByRole('link', { name }).click()
    await expect(page.locator('h1')).toContainText(name)
  }
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
