import type { APIContext } from 'astro'
import { beforeEach, expect, test, vi } from 'vitest'
import { DatabaseError } from '#db/client.ts'
import { council } from '#src/settings/council.ts'
import { GET } from '#src/pages/exit.ts'

vi.stubEnv('LOG_LEVEL', 'silent')
const ending = vi.hoisted(() => ({ ended: [] as string[], outcome: () => Promise.resolve() }))
vi.mock('#src/services/filling-in/end-visit.ts', () => ({
  endVisit: (visit: string) => {
    ending.ended.push(visit)
    return ending.outcome()
  },
}))

const visit = 'v'.repeat(43)
const click = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }

beforeEach(() => {
  ending.ended = []
  ending.outcome = () => Promise.resolve()
})

async function exit(headers: Record<string, string>, method = 'GET') {
  const deleted: unknown[] = []
  const context = {
    request: new Request('http://localhost/exit', { method, headers }),
    cookies: { delete: (...cookie: unknown[]) => deleted.push(cookie) },
    locals: { visit, requestId: 'abc' },
    routePattern: '/exit',
  } as unknown as APIContext
  const answer = await GET(context)
  return { answer, deleted }
}

test.each([
  ['pressing the link', click, 'GET', true],
  ['typing the address', { ...click, 'sec-fetch-site': 'none' }, 'GET', true],
  ['a browser that does not say', {}, 'GET', true],
  ['a link on another site', { ...click, 'sec-fetch-site': 'cross-site' }, 'GET', false],
  ['a sister site', { ...click, 'sec-fetch-site': 'same-site' }, 'GET', false],
  ['a picture', { ...click, 'sec-fetch-dest': 'image' }, 'GET', false],
  ['a frame', { ...click, 'sec-fetch-dest': 'iframe' }, 'GET', false],
  ['a script', { ...click, 'sec-fetch-dest': 'empty' }, 'GET', false],
  ['a look at the head', click, 'HEAD', false],
])('%s leaves; ends the visit: %j %s %s', async (_, headers, method, isEnded) => {
  const { answer, deleted } = await exit(headers, method)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(council.exitSite)
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  expect(ending.ended).toEqual(isEnded ? [visit] : [])
  const all = [
    ['request', { path: '/my-request' }],
    ['shared-device', { path: '/' }],
    ['known', { path: '/' }],
    ['visit', { path: '/' }],
  ]
  expect(deleted).toEqual(isEnded ? all : [])
})

test.each([{ 'sec-purpose': 'prefetch;prerender' }, { purpose: 'prefetch' }, { 'x-moz': 'prefetch' }])(
  'fetched ahead of a click (%j) does nothing and is not kept for the click',
  async (headers) => {
    const { answer } = await exit({ ...click, ...headers })
    expect(answer.status).toBe(503)
    expect(ending.ended).toEqual([])
  },
)

test.each([
  ['fails', () => Promise.reject(new DatabaseError('ECONNREFUSED'))],
  ['never answers', () => new Promise<never>(() => undefined)],
])('leaves within a second when the database %s', async (_, outcome) => {
  ending.outcome = outcome
  const startedAt = performance.now()
  const { answer, deleted } = await exit(click)
  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect(answer.headers.get('location')).toBe(council.exitSite)
  expect(deleted).toHaveLength(4)
})
