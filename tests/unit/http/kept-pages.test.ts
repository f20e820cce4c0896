import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'

/** Pages kept for everybody: what is kept, how it is given, and what goes when there is too much. */

const page = (html: string, headers: Record<string, string> = {}) =>
  new Response(html, { headers: { 'content-type': 'text/html', ...headers } })

async function fresh(mode: 'used' | 'compared') {
  vi.resetModules()
  vi.stubEnv('KEPT_HTML', mode)
  return import('#src/request/kept-pages.ts')
}

let kept: Awaited<ReturnType<typeof fresh>>
vi.stubEnv('LOG_LEVEL', 'silent')
beforeEach(async () => {
  kept = await fresh('used')
})

test('a page is given as it was drawn, with its headers', async () => {
  const sent = await kept.keepPage('one', page('<h1>One</h1>', { 'content-security-policy': 'x' }))
  expect(await sent.text()).toBe('<h1>One</h1>')
  const found = await kept.findKeptPage('one', undefined)
  expect(found?.body.toString()).toBe('<h1>One</h1>')
  expect(new Map(found?.headers).get('content-security-policy')).toBe('x')
  expect(await kept.findKeptPage('other', undefined)).toBeUndefined()
})

test('it is given compressed as the browser takes it', async () => {
  await kept.keepPage('one', page('<h1>One</h1>'.repeat(100)))
  const [gzip, brotli, plain] = await Promise.all(
    ['gzip', 'gzip, br', 'identity'].map((accepted) => kept.findKeptPage('one', accepted)),
  )
  expect([gzip?.encoding, brotli?.encoding, plain?.encoding]).toEqual(['gzip', 'br', undefined])
  expect(gunzipSync(gzip?.body ?? '').toString()).toBe(plain?.body.toString())
  expect(brotliDecompressSync(brotli?.body ?? '').toString()).toBe(plain?.body.toString())
})

test('what sets a cookie is for one device alone', async () => {
  await kept.keepPage('one', page('<h1>One</h1>', { 'set-cookie': 'visit=x' }))
  expect(await kept.findKeptPage('one', undefined)).toBeUndefined()
})

test('of too much, what was asked for longest ago goes', async () => {
  const megabyte = 'x'.repeat(1_000_000)
  for (let number = 0; number < 11; number++) await kept.keepPage(`page ${number}`, page(megabyte))
  await kept.findKeptPage('page 0', undefined)
  for (let number = 11; number < 15; number++) await kept.keepPage(`page ${number}`, page(megabyte))
  const isThere = async (number: number) =>
    (await kept.findKeptPage(`page ${number}`, undefined)) !== undefined
  expect(await Promise.all([0, 1, 2, 14].map(isThere))).toEqual([true, false, false, true])
})

test('two that differ under the same key are each for whoever asked, and for nobody else', async () => {
  await kept.keepPage('one', page('<h1>Zebedee</h1>'))
  const sent = await kept.keepPage('one', page('<h1>Dougal</h1>'))
  expect(await sent.text()).toBe('<h1>Dougal</h1>')
  expect(await kept.findKeptPage('one', undefined)).toBeUndefined()
})

test('where pages are compared, none is given, and one that differs under the same key fails', async () => {
  kept = await fresh('compared')
  await kept.keepPage('one', page('<h1>Zebedee</h1>'))
  expect(await kept.findKeptPage('one', undefined)).toBeUndefined()
  await expect(kept.keepPage('one', page('<h1>Zebedee</h1>'))).resolves.toBeInstanceOf(Response)
  await expect(kept.keepPage('one', page('<h1>Dougal</h1>'))).rejects.toThrow('more than its key names')
})
