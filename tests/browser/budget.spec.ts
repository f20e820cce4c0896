import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Page } from 'playwright/test'
import { expect, FORM, test } from './portal.ts'

const kinds = ['document', 'stylesheet', 'script'] as const
type Kind = (typeof kinds)[number]
type Bytes = Record<Kind, number>

const ESTIMATE = '/paying-for-care/estimate'

/** Bytes in gzip of the first view of a page: whatever comes by itself. */
const BUDGETS = {
  [`${FORM}/danger`]: { inAll: 14_000, script: 1_900 },
  '/information/domestic-abuse': { inAll: 15_000, script: 1_000 },
  [ESTIMATE]: { inAll: 23_000, script: 2_200 },
}
/** What the estimate brings when somebody starts to answer: Preact, the questions, the sum and the drawing. */
const MOST_LIVE = 44_000

const none = (): Bytes => ({ document: 0, stylesheet: 0, script: 0 })

/** Counts what arrives from now on: as it came, and in gzip. */
function counting(page: Page) {
  const came = none()
  const inGzip = none()
  const others: string[] = []
  const paths: string[] = []
  const arriving: Promise<void>[] = []
  page.on('response', (response) => {
    const request = response.request()
    const { pathname, search } = new URL(response.url())
    const kind = kinds.find((one) => one === request.resourceType())
    if (!kind) {
      others.push(`${request.resourceType()} ${pathname}`)
      return
    }
    paths.push(`${request.method()} ${pathname}${search}`)
    arriving.push(
      Promise.all([request.sizes(), response.body()]).then(([sizes, body]) => {
        came[kind] += sizes.responseBodySize
        inGzip[kind] += gzipSync(body, { level: 9 }).length
      }),
    )
  })
  return {
    async arrived() {
      await page.waitForLoadState('networkidle')
      await Promise.all(arriving)
      return { came, inGzip, others, paths }
    },
  }
}

for (const [path, { inAll, script }] of Object.entries(BUDGETS)) {
  test(`the first view of ${path} stays within its budget`, async ({ page }) => {
    const counted = counting(page)
    await page.goto(path)
    const { inGzip, others } = await counted.arrived()
    const all = inGzip.document + inGzip.stylesheet + inGzip.script
    console.log(
      `${path}: ${all} bytes in gzip (HTML ${inGzip.document}, CSS ${inGzip.stylesheet}, JavaScript ${inGzip.script})`,
    )
    expect(inGzip.document).toBeGreaterThan(500)
    expect(inGzip.stylesheet).toBeGreaterThan(500)
    expect(inGzip.script).toBeGreaterThan(100)
    expect(all).toBeLessThanOrEqual(inAll)
    expect(inGzip.script).toBeLessThanOrEqual(script)
    expect(others.filter((one) => !one.includes('favicon'))).toEqual([])
    // No script stands in the page itself, where no budget of scripts would see it.
    expect(await page.locator('script:not([src])').count()).toBe(0)
  })
}

test('the live estimate comes when somebody starts to answer, with its own scripts alone', async ({
  page,
}) => {
  await page.goto(ESTIMATE)
  await page.waitForLoadState('networkidle')
  const counted = counting(page)
  await page.locator('[name="fa-care"]').first().check()
  await expect(page.locator('.sheet__waiting')).toBeVisible()
  const { inGzip, others, paths } = await counted.arrived()
  console.log(`the live estimate: ${inGzip.script} bytes in gzip`)
  expect(inGzip).toMatchObject({ document: 0, stylesheet: 0 })
  expect(inGzip.script).toBeGreaterThan(10_000)
  expect(inGzip.script).toBeLessThanOrEqual(MOST_LIVE)
  expect(others).toEqual([])
  for (const one of paths) expect(one).toMatch(/^GET \/_astro\/[\w.-]+\.js$/)
})

test('pages are compressed by the server itself, and what they load is kept for good', async ({
  page,
  request,
}) => {
  const counted = counting(page)
  await page.goto(`${FORM}/danger`)
  const { came } = await counted.arrived()
  // What arrives is close to the best there is.
  const answer = await request.get(`${FORM}/danger`)
  const best = brotliCompressSync(await answer.body(), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  expect(came.document).toBeLessThan(best.length * 1.4)

  const styles = await page.locator('link[rel=stylesheet]').first().getAttribute('href')
  const cached = await request.get(styles ?? '')
  expect(cached.headers()['cache-control']).toContain('immutable')
})
