import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { transact } from '#db/client.ts'
import { addStaff } from '#src/auth/staff-accounts.ts'
import { council } from '#src/settings/council.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { FILE_MESSAGES } from '#src/forms/controls/files.ts'
import { appUrl } from '#tests/support/database.ts'
import { builtProgram } from '#tests/support/programs-built.ts'
import { type RunningPortal, startPortal as runPortal } from '#tests/support/running-portal.ts'
import { inPlain } from '#tests/support/in-plain.ts'

/**
 * The built portal as it runs: a process of its own, with a proxy in front that ends TLS as far as anybody
 * behind it can tell: it says so in X-Forwarded-Proto, and adds whom it heard from to X-Forwarded-For.
 */

const start = '/forms/safeguarding-concern'
const firstPage = `${start}/danger`
const secondPage = `${start}/s-who`
const publicOrigin = 'https://portal.example.org'

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

interface Ask {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** The address the request is sent from. */
  from?: string
}

function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body, from }: Ask = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers, agent: false as const }
    const req = httpRequest(from ? { ...options, localAddress: from } : options, (res) => {
      let text = ''
      res.setEncoding('utf8')
      res.on('data', (chunk) => {
        text += chunk
      })
      res.once('error', reject)
      res.once('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }))
    })
    req.once('error', reject)
    req.end(body)
  })
}

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): Ask => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: publicOrigin, ...headers },
  body: new URLSearchParams(fields).toString(),
})

const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

async function startPortal(settings: Record<string, string> = {}): Promise<RunningPortal> {
  const portal = await runPortal({ TRUSTED_PROXIES: '1', ...settings })
  closing.push(portal.kill)
  return portal
}

async function startProxy(to: number): Promise<number> {
  const proxy = createServer((req, res) => {
    const heard = [req.headers['x-forwarded-for'], req.socket.remoteAddress].filter(Boolean).join(', ')
    const headers = {
      ...req.headers,
      'x-forwarded-for': heard,
      'x-forwarded-proto': 'https',
      host: 'portal.example.org',
    }
    const onward = httpRequest(
      { port: to, path: req.url ?? '/', method: req.method ?? 'GET', headers },
      (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(res)
      },
    )
    onward.once('error', () => res.destroy())
    req.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  closing.push(() => proxy.close())
  return (proxy.address() as AddressInfo).port
}

interface Wire {
  readonly url: string
  cut(): void
  mend(): Promise<void>
  hold(): void
  letGo(): void
}

/** A way to the database that can be cut. */
async function startWire(url: string): Promise<Wire> {
  const target = new URL(url)
  const ends = new Map<Socket, Socket>()
  let wire: Server
  let isHeld = false
  let port = 0
  const mend = async () => {
    wire = createTcpServer((near) => {
      const far = connect(Number(target.port), target.hostname)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        ends.set(one, other)
        if (!isHeld) one.pipe(other)
        one.on('error', () => other.destroy())
        one.on('close', () => other.destroy())
      }
    }).listen(port, '127.0.0.1')
    await once(wire, 'listening')
    port = (wire.address() as AddressInfo).port
  }
  /** Both ends stay open and nothing comes through, as with a server that stands still. */
  const hold = () => {
    isHeld = true
    for (const [end, other] of ends) end.unpipe(other).pause()
  }
  const letGo = () => {
    isHeld = false
    for (const [end, other] of ends) end.pipe(other)
  }
  const cut = () => {
    wire.close()
    for (const end of ends.keys()) end.destroy()
    ends.clear()
  }
  await mend()
  closing.push(cut)
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(port)
  return { url: through.href, cut, mend, hold, letGo }
}

let portal: RunningPortal
let proxy = 0
const direct = (path: string, options?: Ask) => ask(portal.port, path, options)
const through = (path: string, options?: Ask) => ask(proxy, path, options)

const cookieOf = (answer: Answer): string => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''

/** Begins a concern and gives back the cookie of the visit. */
async function begin(port: number): Promise<string> {
  const answer = await ask(
    port,
    firstPage,
    form({ 'danger-now': 'no' }, { origin: `http://127.0.0.1:${port}` }),
  )
  expect(answer.status).toBe(303)
  return cookieOf(answer)
}

beforeAll(async () => {
  buildIfNeeded()
  portal = await startPortal()
  proxy = await startProxy(portal.port)
}, 240_000)

describe('behind a proxy that ends TLS', () => {
  test('a form posts, and its cookie is for TLS only', async () => {
    const answer = await through(firstPage, form({ 'danger-now': 'no' }))
    // The mark tells the next page that the device was given its cookie just now, and should show it.
    expect([answer.status, answer.headers.location]).toEqual([303, `${secondPage}?cookie=new`])
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^visit=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ])
    const next = await through(secondPage, { headers: { cookie: cookieOf(answer) } })
    expect(next.status).toBe(200)
    expect(next.headers['strict-transport-security']).toBe('max-age=31536000')
    expect(next.headers).not.toHaveProperty('set-cookie')
  })

  test('a page with a file posts too, and a file too large is said to be so', async () => {
    const cookie = await begin(portal.port)
    const post = async (bytes: number) => {
      const body = new FormData()
      body.append('sg-files', new File([Buffer.alloc(bytes)], 'photo.png'))
      const request = new Request('http://localhost', { method: 'POST', body })
      return through(`${start}/s-proof`, {
        method: 'POST',
        headers: { cookie, origin: publicOrigin, 'content-type': request.headers.get('content-type') ?? '' },
        body: Buffer.from(await request.arrayBuffer()),
      })
    }
    const tried = [
      [1000, 'other-kind'],
      [12 * 1024 * 1024, 'too-large'],
    ] as const
    for (const [bytes, why] of tried) {
      const answer = await post(bytes)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(inPlain(FILE_MESSAGES[why]))
    }
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['the same name without TLS', { origin: 'http://portal.example.org' }],
    [
      'a browser that names no origin but says it is another site',
      { origin: '', 'sec-fetch-site': 'cross-site' },
    ],
  ])('what %s posts is refused', async (_, headers) => {
    const answer = await through(firstPage, form({ 'danger-now': 'no' }, headers))
    expect(answer.status).toBe(403)
    expect(answer.headers).not.toHaveProperty('set-cookie')
    expect(answer.text).toContain(council.phones.day)
  })

  test('without the proxy nothing is for TLS only', async () => {
    const origin = `http://127.0.0.1:${portal.port}`
    const answer = await direct(firstPage, form({ 'danger-now': 'no' }, { origin }))
    expect(answer.headers['set-cookie']?.join('\n')).toMatch(
      /^visit=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(answer.headers).not.toHaveProperty('strict-transport-security')
  })

  test('the setting ORIGIN decides where it is set', async () => {
    const own = await startPortal({ ORIGIN: 'https://other.example.org' })
    const post = (origin: string) => ask(own.port, firstPage, form({ 'danger-now': 'no' }, { origin }))
    expect((await post('https://other.example.org')).status).toBe(303)
    expect((await post(`http://127.0.0.1:${own.port}`)).status).toBe(403)
  })

  test('wrong passwords are counted by the real address, which nobody can make up', async () => {
    const tryFrom = (from: string, turn: number) =>
      through('/staff/sign-in', {
        ...form(
          { email: `nobody.${from}.${turn}@example.org`, password: 'not this one' },
          { 'x-forwarded-for': `198.51.100.${turn}, 203.0.113.${turn}` },
        ),
        from,
      })
    for (let turn = 0; turn < 20; turn++) await tryFrom('127.0.0.2', turn)
    expect((await tryFrom('127.0.0.2', 20)).text).toContain('Too many tries')
    expect((await tryFrom('127.0.0.3', 20)).text).not.toContain('Too many tries')
  }, 60_000)
})

describe('where it is found', () => {
  const foreign = 'attacker.example.net'

  test('a request with two Host headers is refused', async () => {
    const socket = connect(portal.port, '127.0.0.1')
    socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: ${foreign}\r\nConnection: close\r\n\r\n`)
    const [said] = await once(socket, 'data')
    socket.destroy()
    expect(String(said)).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('another name than its own appears on no page, in no list and in no text', async () => {
    for (const path of [
      '/',
      '/information/falls',
      '/information/falls.txt',
      '/robots.txt',
      '/sitemap.xml',
      '/api/directory',
      '/local-help',
      start,
    ]) {
      const { status, text } = await direct(path, { headers: { host: foreign } })
      expect([path, status]).toEqual([path, path === '/sitemap.xml' ? 404 : 200])
      expect(text, path).not.toContain(foreign)
    }
    const own = await startPortal({ ORIGIN: 'https://other.example.org' })
    const { text } = await ask(own.port, '/sitemap.xml', { headers: { host: foreign } })
    expect(text).toContain('<loc>https://other.example.org/information</loc>')
    expect(text).not.toContain(foreign)
  })

  test('a proxy that the settings do not know of is told on the page about the system', async () => {
    const alone = await startPortal({ TRUSTED_PROXIES: '0' })
    const origin = `http://127.0.0.1:${alone.port}`
    const account = { email: 'system@example.org', password: 'a quiet desk by the window' }
    const role = 'manager'
    await addStaff({ ...account, name: 'Sam Okafor', role, isDemonstration: false }, new Date())
    const cookie = cookieOf(await ask(alone.port, '/staff/sign-in', form(account, { origin })))
    const system = async () => (await ask(alone.port, '/staff/system', { headers: { cookie } })).text
    expect(await system()).toContain('Bank holidays are known')
    expect(await system()).not.toContain('TRUSTED_PROXIES')
    await ask(alone.port, '/', { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(await system()).toContain('Set TRUSTED_PROXIES to the number of proxies in front')
  })
})

describe('a device that others use', () => {
  async function sendConcern() {
    const cookie = await begin(portal.port)
    const post = (path: string, fields: Record<string, string>) => through(path, form(fields, { cookie }))
    await post(`${start}/s-who`, { 'sg-who': 'public' })
    await post(`${start}/s-adult`, { 'sg-adult-name': 'Ken' })
    await post(`${start}/s-what`, { 'sg-what': 'Shouting.' })
    const sent = await post(`${start}/check`, { _do: 'send' })
    expect([sent.status, sent.headers.location]).toEqual([303, `${start}/sent`])
    return { cookie, shared: { headers: { cookie: `${cookie}; shared-device=yes` } } }
  }

  test('closes it too where the receipt leads to the page that takes proof', async () => {
    const { cookie, shared } = await sendConcern()
    await transact((tx) =>
      tx.execute(sql`update draft_devices set seen_at = seen_at - interval '31 minutes'`),
    )
    const answer = await through('/my-request/proof?from=receipt', shared)
    expect([answer.status, answer.headers.location]).toEqual([303, '/my-request?opened=yes'])
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect((await through(`${start}/sent`, { headers: { cookie } })).headers.location).toBe(
      `${start}?answers=none`,
    )
  })

  test('closes what was sent from it after 30 minutes, and says what to do', async () => {
    const { cookie, shared } = await sendConcern()

    const open = await through(`${start}/sent`, shared)
    expect(open.status).toBe(200)
    expect(open.text).toContain(`data-idle="${start}/idle?of=receipt"`)
    expect((await through(`${start}/sent`, { headers: { cookie } })).text).not.toContain('data-idle')
    const left = await through(`${start}/idle?of=receipt`, shared)
    expect(JSON.parse(left.text).secondsLeft).toBeGreaterThan(1700)

    await transact((tx) =>
      tx.execute(sql`update draft_devices set seen_at = seen_at - interval '31 minutes'`),
    )
    expect((await through(`${start}/sent`, { headers: { cookie } })).status, 'not shared').toBe(200)
    await transact((tx) =>
      tx.execute(sql`update draft_devices set seen_at = seen_at - interval '31 minutes'`),
    )
    const closed = await through(`${start}/sent`, shared)
    expect([closed.status, closed.headers.location]).toEqual([303, '/closed'])
    const page = await through('/closed', shared)
    expect(page.text).toContain('If you sent us a form, we have it.')
    expect(page.text).toContain(council.phones.day)
    expect((await through(`${start}/sent`, { headers: { cookie } })).headers.location).toBe(
      `${start}?answers=none`,
    )
  })
})

describe('a device of somebody whom it is not safe to contact', () => {
  test('closes what was sent from it after 30 minutes too', async () => {
    const cookie = await begin(portal.port)
    const mine = { headers: { cookie } }
    const post = (path: string, fields: Record<string, string>) => through(path, form(fields, { cookie }))
    await post(`${start}/s-who`, { 'sg-who': 'public' })
    await post(`${start}/s-adult`, { 'sg-adult-name': 'Ken' })
    await post(`${start}/s-what`, { 'sg-what': 'Shouting.' })
    await post(`${start}/check`, { _do: 'send' })
    await transact((tx) => tx.execute(sql`update submissions set flags = '{fl-safe-contact}'`))
    const open = await through(`${start}/sent`, mine)
    expect(open.text).toContain(`data-idle="${start}/idle?of=receipt"`)
    expect(open.text).toContain('It closes when you have not used it for 30 minutes.')
    await transact((tx) =>
      tx.execute(sql`update draft_devices set seen_at = seen_at - interval '31 minutes'`),
    )
    const closed = await through(`${start}/sent`, mine)
    expect([closed.status, closed.headers.location]).toEqual([303, `${start}?answers=none`])
    const page = await through('/closed', mine)
    expect(page.text).toContain('Pages about what was sent can close after 30 minutes')
    expect(page.text).not.toContain('other people use this device')
  })
})

describe('every kind of answer', () => {
  test.each([
    ['the first page', '/', {}, 200],
    ['a form', start, {}, 200],
    ['a question', firstPage, {}, 200],
    ['a picture', '/favicon.svg', {}, 200],
    ['a page that is not', '/nowhere', {}, 404],
    ['a form that is not', '/forms/nothing', {}, 404],
    ['a file that is not', '/_astro/nothing.css', {}, 404],
    ['a staff page', '/staff', {}, 303],
    ['a staff document', '/staff/submissions.json', {}, 401],
    ['another staff document', '/staff/submissions/ABCD.json', {}, 401],
    ['leaving', '/exit', {}, 303],
    ['health', '/health/live', {}, 200],
    ['a cut-off address', '/forms/%E0%A4', {}, 400],
    ['two slashes', '//', {}, 400],
    ['two slashes and a host', '//evil.example/forms', {}, 400],
    ['a control character', '/forms/%00', {}, 400],
    ['an address encoded over and over', `/${'%25'.repeat(1)}${'25'.repeat(12)}41`, {}, 400],
    ['a method nobody offers', start, { method: 'PUT' }, 405],
    ['too much', firstPage, form({ 'danger-now': 'x'.repeat(600_000) }), 413],
    ['a form of another kind', firstPage, form({}, { 'content-type': 'application/json' }), 415],
    ['a form of broken letters', firstPage, { ...form({}), body: 'danger-now=%E0%A4' }, 400],
  ])('%s (%s) carries the security headers', async (_, path, options, status) => {
    const answer = await through(path, options)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': path === '/exit' ? 'no-referrer' : 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    })
    const policy = answer.headers['content-security-policy']
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers).not.toHaveProperty('x-powered-by')
    expect(answer.headers).not.toHaveProperty('portal-route')
    if (answer.headers['content-type']?.startsWith('text/html') && status >= 400) {
      expect(answer.text).toContain(council.phones.day)
    }
  })

  test.each([start, firstPage, '/exit', '/staff', '/staff/sign-in'])(
    '%s is kept by no cache',
    async (path) => {
      expect((await through(path)).headers['cache-control']).toBe('no-store')
    },
  )

  test('styles and scripts are compressed and kept for good', async () => {
    const page = await through(firstPage)
    const files = [...page.text.matchAll(/(?:href|src)="(\/_astro\/[^"]+)"/g)].map((match) => match[1] ?? '')
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const answer = await through(file, { headers: { 'accept-encoding': 'br' } })
      expect([answer.status, answer.headers['cache-control']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ])
    }
    expect((await through(firstPage, { headers: { 'accept-encoding': 'gzip, br' } })).headers).toMatchObject({
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
    })
  })
})

describe('leaving', () => {
  const click = (cookie: string) => ({
    cookie,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-dest': 'document',
    'sec-fetch-mode': 'navigate',
  })

  test('takes the draft with it, and goes where nobody minds', async () => {
    const cookie = await begin(portal.port)
    const answer = await direct('/exit', { headers: click(cookie) })
    expect([answer.status, answer.headers.location]).toEqual([303, council.exitSite])
    expect(answer.headers['set-cookie']?.join('\n')).toMatch(
      /^visit=.*(?:Max-Age=0|Expires=Thu, 01 Jan 1970)/im,
    )
    const again = await direct(secondPage, { headers: { cookie } })
    expect([again.status, again.headers.location]).toEqual([303, `${start}?answers=none`])
  })

  test('is not done by a picture on another site', async () => {
    const cookie = await begin(portal.port)
    await direct('/exit', {
      headers: { ...click(cookie), 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
    })
    expect((await direct(secondPage, { headers: { cookie } })).status).toBe(200)
  })
})

describe('without its database', () => {
  test('the portal says nothing is lost, lets people leave, and is back when the database is', async () => {
    const wire = await startWire(appUrl)
    const cut = await startPortal({ EMBEDDED_DATABASE_URL: wire.url })
    const ready = async () => {
      const answer = await ask(cut.port, '/health/ready')
      return { status: answer.status, ...JSON.parse(answer.text) }
    }
    await vi.waitFor(async () => expect(await ready()).toMatchObject({ database: 'ready' }), 5000)
    const cookie = await begin(cut.port)

    wire.cut()
    const origin = `http://127.0.0.1:${cut.port}`
    const post = await ask(cut.port, firstPage, form({ 'danger-now': 'yes' }, { origin, cookie }))
    expect([post.status, post.headers['retry-after']]).toEqual([503, '30'])
    expect(post.text).toContain('Nothing is lost.')
    expect(post.text).toContain(council.phones.night)
    expect((await ask(cut.port, '/')).status).toBe(200)
    expect(await ready()).toMatchObject({ status: 'degraded', database: 'away' })
    expect((await ask(cut.port, '/health/live')).status).toBe(200)
    const startedAt = performance.now()
    expect((await ask(cut.port, '/exit', { headers: { cookie } })).headers.location).toBe(council.exitSite)
    expect(performance.now() - startedAt).toBeLessThan(1500)

    await wire.mend()
    await vi.waitFor(async () => expect(await ready()).toMatchObject({ database: 'ready' }), {
      timeout: 10_000,
      interval: 200,
    })
    expect((await ask(cut.port, firstPage, { headers: { cookie } })).status).toBe(200)
  }, 60_000)

  test('while it stands still a page says so soon, and gives back what was typed, which then is saved', async () => {
    const wire = await startWire(appUrl)
    const stalled = await startPortal({ EMBEDDED_DATABASE_URL: wire.url })
    const cookie = await begin(stalled.port)
    const posted = form({ 'danger-now': 'yes' }, { origin: `http://127.0.0.1:${stalled.port}`, cookie })

    wire.hold()
    const began = performance.now()
    const within = async (asked: Promise<Answer>) => ({
      answer: await asked,
      took: performance.now() - began,
    })
    const [page, search, save] = await Promise.all([
      within(ask(stalled.port, firstPage, { headers: { cookie } })),
      within(ask(stalled.port, '/search?q=falls')),
      within(ask(stalled.port, firstPage, posted)),
    ])
    // Half a minute is what each took; a machine under load is late by a little.
    expect([page.answer.status, search.answer.status, save.answer.status]).toEqual([503, 503, 503])
    expect(Math.max(page.took, search.took)).toBeLessThan(9_000)
    expect(save.took).toBeLessThan(20_000)
    expect(search.answer.text).toContain('<h1 class="govuk-heading-l">We cannot search just now</h1>')
    expect(search.answer.text).not.toContain('Nothing found')
    expect(save.answer.text).toContain('<input type="hidden" name="danger-now" value="yes">')

    wire.letGo()
    await vi.waitFor(async () => expect((await ask(stalled.port, firstPage, posted)).status).toBe(303), {
      timeout: 10_000,
      interval: 200,
    })
  }, 60_000)

  test('a portal that never saw it is starting', async () => {
    const nowhere = await startPortal({ EMBEDDED_DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' })
    const answer = await ask(nowhere.port, '/health/ready')
    expect([answer.status, JSON.parse(answer.text)]).toEqual([503, { status: 'starting' }])
    expect((await ask(nowhere.port, '/health/live')).status).toBe(200)
  })
})

describe('a page that fails', () => {
  test('shows the council’s own page and logs no word of it', async () => {
    const cookie = await begin(portal.port)
    // What was sealed with a key this server does not know cannot be opened.
    const other = await startPortal({
      EMBEDDED_DATABASE_URL: appUrl,
      SEAL_KEYS: `other:${randomBytes(32).toString('base64')}`,
    })
    const answer = await ask(other.port, secondPage, { headers: { cookie } })
    expect(answer.status).toBe(500)
    expect(answer.text).toContain('Something went wrong on our side')
    expect(answer.text).toContain(council.phones.night)
    expect(answer.text).not.toMatch(/SealBroken|SEAL_KEYS|\.ts:\d/)
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(other.written()).toContain('"error":"SealBroken"')
    expect(other.written()).not.toContain('SEAL_KEYS')
  })
})

describe('the log', () => {
  test('is JSON, one line a request, without what people wrote or who they are', async () => {
    const quiet = await startPortal()
    const marked = {
      headers: { cookie: 'visit=Zebedee', 'x-forwarded-for': '203.0.113.99', referer: 'http://x/Zebedee' },
    }
    await ask(quiet.port, `${firstPage}?from=Zebedee`, marked)
    await ask(quiet.port, '/nowhere/Zebedee', marked)
    await ask(quiet.port, '/%Zebedee', marked)
    await ask(quiet.port, '/staff/submissions/Zebedee', marked)
    await ask(
      quiet.port,
      firstPage,
      form({ 'danger-now': 'Zebedee', Zebedee: '' }, { origin: `http://127.0.0.1:${quiet.port}` }),
    )
    const lines = () =>
      quiet
        .written()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    await vi.waitFor(() => expect(lines().filter(({ msg }) => msg === 'request')).toHaveLength(5))
    expect(lines()[1]).toMatchObject({
      level: 'info',
      method: 'GET',
      route: '/forms/[form]/[page]',
      status: 200,
      requestId: expect.any(String),
      milliseconds: expect.any(Number),
    })
    expect(await quiet.allWritten()).not.toMatch(/Zebedee|203\.0\.113\.99|127\.0\.0\.1/)
  })
})

describe('the process', () => {
  test('stops in order when asked', async () => {
    const stopping = await startPortal()
    await ask(stopping.port, '/')
    stopping.process.kill('SIGTERM')
    expect(await once(stopping.process, 'exit')).toEqual([0, null])
    expect(stopping.written()).toContain('"stopping"')
  })

  test.each([
    ['a taken port', () => ({ PORT: String(portal.port) }), /^Port \d+ is taken\. Set PORT to another\.\n$/],
    ['a wrong setting', () => ({ TRUSTED_PROXIES: 'many' }), /^TRUSTED_PROXIES must be /],
  ])('says what to do about %s', async (_, settings, words) => {
    const child = spawn(process.execPath, builtProgram('web'), {
      env: { ...process.env, EMBEDDED_DATABASE_URL: appUrl, ...settings() },
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(said).toMatch(words)
  })
})

afterEach(() => {
  expect(portal.process.exitCode, portal.written().slice(-2000)).toBeNull()
})
