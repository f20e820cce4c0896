import { brotliCompressSync, constants } from 'node:zlib'
import { expect, FORM, test } from './portal.ts'

/** Bytes as a browser receives them the first time. */
const MOST_IN_ALL = 24_000
const MOST_SCRIPT = 4_000

test('the first view of a question page stays within its budget', async ({ page, request }) => {
  const kinds = { document: 0, stylesheet: 0, script: 0 }
  const others: string[] = []
  const arrived: Promise<void>[] = []
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    if (kind === 'document' || kind === 'stylesheet' || kind === 'script') {
      arrived.push(
        response
          .request()
          .sizes()
          .then((sizes) => {
            kinds[kind] += sizes.responseBodySize
          }),
      )
    } else others.push(`${kind} ${new URL(response.url()).pathname}`)
  })
  await page.goto(`${FORM}/danger`)
  await page.waitForLoadState('networkidle')
  await Promise.all(arrived)
  const all = kinds.document + kinds.stylesheet + kinds.script
  console.log(
    `first view: ${all} bytes (HTML ${kinds.document}, CSS ${kinds.stylesheet}, JavaScript ${kinds.script})`,
  )
  expect(kinds.document).toBeGreaterThan(500)
  expect(kinds.stylesheet).toBeGreaterThan(500)
  expect(kinds.script).toBeGreaterThan(100)
  expect(all).toBeLessThan(MOST_IN_ALL)
  expect(kinds.script).toBeLessThan(MOST_SCRIPT)
  expect(others.filter((one) => !one.includes('favicon'))).toEqual([])

  // The server itself compresses: what arrives is close to the best there is.
  const answer = await request.get(`${FORM}/danger`)
  const best = brotliCompressSync(await answer.body(), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  expect(kinds.document).toBeLessThan(best.length * 1.4)

  const styles = await page.locator('link[rel=stylesheet]').first().getAttribute('href')
  const cached = await request.get(styles ?? '')
  expect(cached.headers()['cache-control']).toContain('immutable')
})
