import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { mostPageBytes } from '#src/http/request-limits.ts'
import { drained, type PagesHandler, type PortalServer, portalServer } from '#src/http/portal-server.ts'
import type { LogFields } from '#src/log.ts'
import type { PortalResponse } from '#src/http/portal-response.ts'
import { easyReadFindings } from '#tests/support/reading.ts'

interface Line {
  requestId: string
  message: string
  fields: LogFields
}
const lines = vi.hoisted((): Line[] => [])

vi.mock('#src/log.ts', async (original) => ({
  ...(await original<typeof import('#src/log.ts')>()),
  logOfRequest: (requestId: string) => {
    const write = (message: string, fields: LogFields) => void lines.push({ requestId, message, fields })
    return { info: write, error: write }
  },
}))

const folder = mkdtempSync(join(tmpdir(), 'portal-static-'))
mkdirSync(join(folder, '_astro'))
mkdirSync(join(folder, 'about'))
const styles = 'a{color:red}\n'.repeat(500)
writeFileSync(join(folder, '_astro/page.Ab12.css'), styles)
writeFileSync(join(folder, 'robots.txt'), 'User-agent: *\n')
writeFileSync(join(folder, 'about/index.html'), '<!doctype html><title>About</title>')
writeFileSync(join(folder, '.secret'), 'no')

const html = `<!doctype html><title>Page</title>${'<p>Words. </p>'.repeat(500)}`

/** Stands in for the built pages: what they may do with an answer, one path for each. */
const answers: Record<string, (req: IncomingMessage & { body?: Buffer }, res: PortalResponse) => unknown> = {
  '/page': (_, res) => {
    res.setHeader('portal-route', '/[page]')
    res.writeHead(200, { 'Content-Type': 'text/html', 'X-Powered-By': 'x', 'set-cookie': ['a=1', 'b=2'] })
    res.end(html)
  },
  '/own-policy': (_, res) => {
    res.writeHead(200, { 'Content-Type': 'text/html', 'content-security-policy': "script-src 'sha256-a'" })
    res.end('short')
  },
  '/in-pieces': async (_, res) => {
    res.writeHead(422, 'OK', { 'Content-Type': 'text/html' })
    for (let at = 0; at < 40; at++) {
      if (!res.write('<p>Words. </p>'.repeat(4000))) await new Promise((done) => res.once('drain', done))
    }
    res.end()
  },
  '/json': (_, res) => res.writeHead(401, { 'Content-Type': 'application/json' }).end('{"error":"x"}'),
  '/echo': (req, res) =>
    res.writeHead(200, { 'Content-Type': 'text/plain' }).end(`${req.body?.length ?? 'none'}`),
  '/id': (req, res) => res.writeHead(200, { 'Content-Type': 'text/plain' }).end(req.headers['x-request-id']),
  '/bare-500': (_, res) => {
    res.statusCode = 500
    res.end('Internal Server Error')
  },
  '/bare-404': (_, res) => res.writeHead(404, {}).end(),
  '/throws': () => {
    throw new Error('a word somebody typed')
  },
  '/throws-late': (_, res) => {
    res.writeHead(200, { 'Content-Type': 'text/plain' }).write('half')
    throw new Error('a word somebody typed')
  },
  '/slow': async (_, res) => {
    await pause(300)
    res.writeHead(200, { 'Content-Type': 'text/plain' }).end('done')
  },
}

const pages: PagesHandler = async (req, res) => {
  const answer = answers[(req.url ?? '').split('?')[0] ?? '']
  if (answer) await answer(req, res)
  else res.writeHead(404, {}).end()
}

const make = (trustedProxies = 1) => portalServer({ pages, clientFolder: folder, trustedProxies })
const listening = (server: PortalServer) =>
  new Promise<number>((done) =>
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)),
  )

const server = make()
let port = 0

beforeAll(async () => {
  port = await listening(server)
})
afterAll(async () => {
  await drained(server, 100)
  rmSync(folder, { recursive: true })
})

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  bytes: Buffer
  text: string
}

function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer | string; to?: number } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = httpRequest(
      {
        port: options.to ?? port,
        path,
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
        agent: false,
      },
      (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk) => chunks.push(chunk))
        res.once('error', reject)
        res.once('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({ status: res.statusCode ?? 0, headers: res.headers, bytes, text: bytes.toString() })
        })
      },
    )
    req.once('error', reject)
    req.end(options.body)
  })
}

/** Sends bytes as they are and gives back all that comes until the connection closes. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(answer))
  })
}

const expectCalmPage = (text: string) => {
  expect(text).toContain('020 7946 0100')
  expect(text).toContain('020 7946 0199')
  expect(text).toContain('href="/exit"')
  expect(text).not.toMatch(/Error:|\bat \S+:\d+|somebody typed/)
}

describe('every kind of answer', () => {
  test.each([
    ['a page', '/page', {}, 200],
    ['a page with a policy of its own', '/own-policy', {}, 200],
    ['a style sheet', '/_astro/page.Ab12.css', {}, 200],
    ['a page made when building', '/about', {}, 200],
    ['a plain file', '/robots.txt', {}, 200],
    ['a document', '/json', {}, 401],
    ['no page here', '/nowhere', {}, 404],
    ['a framework endpoint', '/_image?href=x', {}, 404],
    ['a bad address', '/%E0%A4', {}, 400],
    ['an error of the adapter', '/bare-500', {}, 500],
    ['an error of a page', '/throws', {}, 500],
    ['a method nobody offers', '/page', { method: 'DELETE' }, 405],
    ['too much', '/echo', { method: 'POST', body: Buffer.alloc(mostPageBytes + 1) }, 413],
    ['an expectation nobody meets', '/page', { headers: { expect: 'tea' } }, 417],
    ['a head only', '/page', { method: 'HEAD' }, 200],
    ['a file of dots', '/.secret', {}, 404],
  ])('%s carries the security headers', async (_, path, options, status) => {
    const answer = await ask(path, options)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    })
    expect(answer.headers['content-security-policy']).not.toContain('unsafe')
    for (const name of ['x-powered-by', 'portal-route', 'strict-transport-security', 'server']) {
      expect(answer.headers).not.toHaveProperty(name)
    }
  })

  test.each([
    ['no request at all', 'hello\r\n\r\n', '400'],
    ['a control character in the address', 'GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n', '400'],
    ['a space in a header’s name', 'GET / HTTP/1.1\r\nHost: a\r\nX Y: 1\r\n\r\n', '400'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      '400',
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', '400'],
    ['a Host that is an address', 'GET / HTTP/1.1\r\nHost: a/staff?\r\nConnection: close\r\n\r\n', '400'],
    ['a whole address as the path', 'GET http://a/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '400'],
  ])('%s gets a page with the same headers', async (_, text, status) => {
    const answer = await raw(text)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/^X-Content-Type-Options: nosniff/im)
    expect(answer).toMatch(/^Content-Security-Policy: .*frame-ancestors 'none'/im)
    expectCalmPage(answer)
  })

  test('keeps cookies, and the renderer’s policy made stricter', async () => {
    expect((await ask('/page')).headers['set-cookie']).toEqual(['a=1', 'b=2'])
    const policy = (await ask('/own-policy')).headers['content-security-policy']
    expect(policy).toBe(
      "script-src 'sha256-a'; default-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
  })

  test('asks for TLS only where the proxy says the person came by it', async () => {
    const headers = { 'x-forwarded-proto': 'https' }
    expect((await ask('/page', { headers })).headers).toHaveProperty('strict-transport-security')
    expect((await ask('/robots.txt', { headers })).headers).toHaveProperty('strict-transport-security')
    const unproxied = make(0)
    const to = await listening(unproxied)
    expect((await ask('/page', { headers, to })).headers).not.toHaveProperty('strict-transport-security')
    await drained(unproxied, 100)
  })
})

describe('an error page', () => {
  test.each(['/throws', '/bare-500', '/bare-404', '/%', '//', '/nowhere'])('at %s is calm', async (path) => {
    const answer = await ask(path)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-store')
    expectCalmPage(answer.text)
  })

  test('is one a browser shows as it was meant: its style is allowed by its hash', async () => {
    const { headers, text } = await ask('/nowhere')
    const style = /<style>(.*)<\/style>/.exec(text)?.[1] ?? ''
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64')
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${digest}'`)
  })

  test('half-way through an answer breaks the connection, so that half is not taken for all', async () => {
    await expect(ask('/throws-late')).rejects.toThrow()
    expect((await ask('/page')).status).toBe(200)
  })
})

describe('a page about something that went wrong', () => {
  test.each([
    ['no page here', '/_image', {}],
    ['a bad address', '/%E0%A4', {}],
    ['an error of the adapter', '/bare-500', {}],
    ['an error of a page', '/throws', {}],
    ['a method nobody offers', '/page', { method: 'DELETE' }],
    ['too much', '/echo', { method: 'POST', body: Buffer.alloc(mostPageBytes + 1) }],
  ])('is in Easy Read for who reads so: %s', async (_, path, options) => {
    const saidTo = async (cookie: string) =>
      (await ask(path, { ...options, headers: { cookie } })).text.replaceAll(
        /<style>.*?<\/style>|<[^>]+>/gs,
        '',
      )
    const easy = await saidTo('visit=x; reading=easy-read')
    expect(easy).toContain('This is only a test. This is not a real council.')
    expect(easy).toContain('Is someone in danger? Call 999.')
    expect(easy).not.toContain('Ring us instead')
    const easyOnly = easy.split('\n').filter((line) => /[.?!]$/.test(line))
    expect(easyOnly.flatMap((line) => easyReadFindings(line).map(({ figure }) => figure))).toEqual([])
    for (const cookie of ['reading=large', 'reading=calm', 'xreading=easy-read', 'reading=<b>']) {
      const plain = await saidTo(cookie)
      expect(plain).toContain('Ring us instead')
      expect(plain).not.toMatch(/[\uE000-\uE002]/)
    }
  })
})

describe('files', () => {
  test('named by their content are kept for good, others are not', async () => {
    expect((await ask('/_astro/page.Ab12.css')).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    )
    expect((await ask('/robots.txt')).headers['cache-control']).toBe('public, max-age=3600')
    expect((await ask('/about')).headers['cache-control']).toBe('no-cache')
  })

  test('are not sent again when unchanged', async () => {
    const { etag = '' } = (await ask('/robots.txt')).headers
    const again = await ask('/robots.txt', { headers: { 'if-none-match': etag } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/_astro/%2e%2e/%2e%2e/etc/passwd',
    '/_astro',
    '/about/..%2f.secret',
  ])('%s is not one', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })

  test('that went away since are missing, and the server goes on', async () => {
    writeFileSync(join(folder, 'gone.txt'), 'x')
    const other = make()
    const to = await listening(other)
    rmSync(join(folder, 'gone.txt'))
    expect((await ask('/gone.txt', { to })).status).toBe(404)
    expect((await ask('/robots.txt', { to })).status).toBe(200)
    await drained(other, 100)
  })
})

describe('compression', () => {
  test.each([
    ['/page', html],
    ['/_astro/page.Ab12.css', styles],
    ['/in-pieces', '<p>Words. </p>'.repeat(160_000)],
  ])('of %s gives back the same, smaller', async (path, whole) => {
    const plain = await ask(path)
    expect(plain.text).toBe(whole)
    expect(plain.headers).not.toHaveProperty('content-encoding')
    const br = await ask(path, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(br.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(br.bytes).toString()).toBe(whole)
    const gzip = await ask(path, { headers: { 'accept-encoding': 'gzip' } })
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.bytes).toString()).toBe(whole)
    for (const answer of [plain, br, gzip]) expect(answer.headers.vary).toBe('Accept-Encoding')
    expect(br.bytes.length).toBeLessThan(whole.length / 10)
  })

  test('leaves out what is short, and heads', async () => {
    const headers = { 'accept-encoding': 'br' }
    expect((await ask('/own-policy', { headers })).text).toBe('short')
    const head = await ask('/_astro/page.Ab12.css', { method: 'HEAD', headers })
    expect(head.headers).not.toHaveProperty('content-encoding')
    expect(head.text).toBe('')
  })
})

describe('a posted body', () => {
  const post = (body: Buffer, headers: Record<string, string> = {}) =>
    ask('/echo', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  test('of 512 kB is taken, one byte more is not, and says how to go on', async () => {
    expect((await post(Buffer.alloc(mostPageBytes, 'a'))).text).toBe(String(mostPageBytes))
    const answer = await post(Buffer.alloc(mostPageBytes + 1, 'a'))
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('That is more than this page can take')
    expect(answer.text).toContain('<a href="/echo">Go back to the page</a>')
  })

  test('without a length is counted as it comes', async () => {
    const headers = { 'transfer-encoding': 'chunked' }
    expect((await post(Buffer.alloc(mostPageBytes, 'a'), headers)).status).toBe(200)
    expect((await post(Buffer.alloc(5 * mostPageBytes, 'a'), headers)).status).toBe(413)
  })

  test('far too large is still answered, after the browser has sent all of it', async () => {
    expect((await post(Buffer.alloc(20 * 1024 * 1024, 'a'))).status).toBe(413)
  })

  test('with a file is left to the page to stream', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    expect((await post(Buffer.alloc(11 * 1024 * 1024), headers)).text).toBe('none')
  })

  test('whose sender leaves does no harm', async () => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nab', () => socket.destroy()),
    )
    await new Promise((done) => socket.once('close', done))
    expect((await ask('/page')).status).toBe(200)
  })
})

describe('the log', () => {
  test('has one line a request, with the pattern of the route and nothing a person wrote', async () => {
    lines.length = 0
    const ids: unknown[] = []
    for (const path of ['/page?name=Zebedee', '/nowhere/Zebedee', '/robots.txt', '/%?Zebedee']) {
      ids.push(
        (await ask(path, { headers: { referer: 'http://a/?Zebedee', cookie: 'Zebedee=1' } })).headers[
          'x-request-id'
        ],
      )
    }
    await vi.waitFor(() => expect(lines).toHaveLength(4))
    expect(lines.map((line) => line.requestId)).toEqual(ids)
    expect(lines.map(({ message, fields }) => [message, fields.method, fields.route, fields.status])).toEqual(
      [
        ['request', 'GET', '/[page]', 200],
        ['request', 'GET', undefined, 404],
        ['request', 'GET', 'static', 200],
        ['request', 'GET', undefined, 400],
      ],
    )
    for (const { fields } of lines) expect(fields.milliseconds).toBeTypeOf('number')
    expect(JSON.stringify(lines)).not.toContain('Zebedee')
  })

  test('of a failure has its kind and place, and not its message', async () => {
    lines.length = 0
    await ask('/throws')
    await vi.waitFor(() => expect(lines).toHaveLength(2))
    expect(lines[0]).toMatchObject({ message: 'request failed', fields: { error: 'Error' } })
    expect(JSON.stringify(lines)).not.toContain('somebody typed')
  })

  test('says when somebody left before the answer', async () => {
    lines.length = 0
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n'))
    setTimeout(() => socket.destroy(), 50)
    await vi.waitFor(() => expect(lines).toMatchObject([{ message: 'request', fields: { status: 499 } }]))
  })

  test('a client cannot choose the id of its request', async () => {
    const answer = await ask('/id', { headers: { 'x-request-id': 'mine' } })
    expect(answer.text).toBe(answer.headers['x-request-id'])
    expect(answer.text).not.toBe('mine')
  })
})

test('stopping lets the request under way finish, and ends its connection', async () => {
  const stopping = make()
  const to = await listening(stopping)
  const under = ask('/slow', { to, headers: { connection: 'keep-alive' } })
  await pause(100)
  const closed = drained(stopping, 5000)
  await expect(ask('/page', { to })).rejects.toThrow(/ECONNREFUSED/)
  const answer = await under
  expect([answer.text, answer.headers.connection]).toEqual(['done', 'close'])
  await closed
})
