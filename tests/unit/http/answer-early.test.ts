import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'

/** Posted question pages, answered before Astro: what a hostile or broken request gets, and what Astro is handed. */

const save = vi.hoisted(() => ({ asked: [] as unknown[], answer: { is: 'go', to: 'who' } as object }))
vi.mock('#src/services/filling-in/save-page.ts', () => ({
  savePage: async (given: unknown) => {
    save.asked.push(given)
    if (save.answer instanceof Error) throw save.answer
    return save.answer
  },
}))
vi.mock('#src/services/charging/confirmed-rates.ts', () => ({ keepRatesFresh: () => undefined }))
vi.stubEnv('LOG_LEVEL', 'silent')

const { portalServer } = await import('#src/http/portal-server.ts')
const { answerEarly } = await import('#src/request/answer-early.ts')

const handed: (object | undefined)[] = []
const server = portalServer({
  pages: async (_req, res, _next, locals) => {
    handed.push(locals)
    res.writeHead(200, { 'content-type': 'text/plain' })
    res.end('drawn')
  },
  before: answerEarly,
  clientFolder: tmpdir(),
  trustedProxies: 0,
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
const here = `http://127.0.0.1:${port}`

afterAll(() => {
  server.close()
})
beforeEach(() => {
  save.asked = []
  save.answer = { is: 'go', to: 'who' }
  handed.length = 0
})

const PAGE = '/forms/self-assessment/danger'

/** Over the wire, since `fetch` sends no Origin or Host of a test's own. */
async function post(path: string, body: string, headers: Record<string, string> = {}) {
  const sent = request({
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: here, ...headers },
  })
  sent.end(body)
  const [answer] = await once(sent, 'response')
  let text = ''
  for await (const piece of answer) text += piece
  return { status: answer.statusCode, headers: answer.headers, text }
}

test('leads on without a page being drawn, with the headers and the cookie of any other page', async () => {
  const { status, headers } = await post(PAGE, 'danger-now=no')
  expect([status, headers.location]).toEqual([303, '/forms/self-assessment/who?cookie=new'])
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['x-request-id']).toMatch(/^[\w-]{36}$/)
  expect(headers['portal-route']).toBeUndefined()
  expect(headers['set-cookie']).toEqual([expect.stringMatching(/^visit=[\w-]{43}; .*HttpOnly/)])
  expect(headers['set-cookie']?.[0]).toMatch(/SameSite=Lax/)
  expect(save.asked).toMatchObject([{ typed: { 'danger-now': ['no'] }, action: { is: 'continue' } }])
  expect(handed).toEqual([])
})

test('a device that has its cookie gets no other', async () => {
  const { headers } = await post(PAGE, '', { cookie: `visit=${'v'.repeat(43)}` })
  expect([headers.location, headers['set-cookie']]).toEqual(['/forms/self-assessment/who', undefined])
  expect(save.asked).toMatchObject([{ visit: 'v'.repeat(43) }])
})

test.each([
  ['another site', { origin: 'https://evil.example.org' }, '', 403],
  ['a sandboxed page', { origin: 'null' }, '', 403],
  ['something that is no form', { 'content-type': 'text/plain' }, 'a=b', 415],
  ['a broken encoding', {}, 'danger-now=%E0%A4%A', 400],
  ['bytes that are no text', {}, 'danger-now=%FF', 400],
  ['more fields than any page has', {}, 'a=1&'.repeat(2_001), 413],
])('%s is refused, and nothing is saved', async (_, headers, body, status) => {
  const answer = await post(PAGE, body, headers)
  expect(answer.status).toBe(status)
  expect(answer.text).toContain('<h1>')
  expect([save.asked, handed]).toEqual([[], []])
})

test.each(['visit=; visit=x', 'visit=%', `visit=${'v'.repeat(44)}`, '__proto__=x; constructor=y', ';;;='])(
  'cookies like %s are none',
  async (cookie) => {
    const { status, headers } = await post(PAGE, '', { cookie })
    expect([status, headers['set-cookie']?.length]).toEqual([303, 1])
  },
)

test('names that objects have by nature are fields like any other', async () => {
  const { status } = await post(PAGE, '__proto__=x&constructor=y&_do=__proto__&_asked=toString')
  expect(status).toBe(303)
  expect(Object.keys((save.asked[0] as { typed: object }).typed)).toContain('__proto__')
})

test('what is to be put right is drawn by Astro, which is handed what was saved and its cookie', async () => {
  save.answer = { is: 'problems', view: { of: 'the page' } }
  const { text } = await post(PAGE, 'danger-now=perhaps')
  expect(text).toBe('drawn')
  expect(save.asked.length).toBe(1)
  expect(handed).toMatchObject([
    {
      before: {
        question: { status: 422, view: { of: 'the page' } },
        cookies: [expect.stringMatching(/^visit=/)],
      },
    },
  ])
})

test.each([
  '/forms/self-assessment/save',
  '/forms/none/danger',
  '/forms/self-assessment/none',
  '/staff/queue',
])('%s is left to Astro with nothing', async (path) => {
  expect((await post(path, 'a=b')).text).toBe('drawn')
  expect([save.asked, handed]).toEqual([[], [undefined]])
})

test('a failure gives back what was typed, and says so', async () => {
  save.answer = new Error('Zebedee')
  const { status, text } = await post(PAGE, 'danger-now=no')
  expect(status).toBe(500)
  expect(text).toContain('name="danger-now" value="no"')
  expect(text).not.toContain('Zebedee')
})
