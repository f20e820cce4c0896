import type { APIContext } from 'astro'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { DatabaseError } from '#db/client.ts'
import { mayBeGivenBack } from '#src/http/plain-page.ts'
import { tooMuch } from '#src/http/request-refused.ts'
import { broughtBy } from '#src/http/upload.ts'
import { sourcesIn, textOf } from '../../support/sources.ts'

const signedIn = vi.hoisted(() => ({ current: null as unknown, asked: 0 }))
vi.mock('#src/auth/session.ts', () => ({
  currentStaff: async () => {
    signedIn.asked++
    if (signedIn.current instanceof Error) throw signedIn.current
    return signedIn.current
  },
  endedByTime: async () => undefined,
}))
vi.mock('#src/services/desk/kept-work.ts', async (original) => ({
  ...(await original<typeof import('#src/services/desk/kept-work.ts')>()),
  showKeptWork: async () => undefined,
}))
vi.stubEnv('LOG_LEVEL', 'silent')
vi.stubEnv('TRUSTED_PROXIES', '1')

const { onRequest } = await import('#src/middleware.ts')
const officer = { staff: { id: '1', name: 'Sam Okafor', role: 'officer' }, session: {} }

beforeEach(() => {
  signedIn.current = null
  signedIn.asked = 0
})

interface Asked {
  route?: string
  path?: string
  method?: string
  body?: string | FormData
  headers?: Record<string, string>
  visit?: string
  reading?: string
}

/** Runs the middleware around one page. */
async function through(
  asked: Asked,
  page: (context: APIContext) => Response | Promise<Response> = () =>
    new Response('<p>Page', { headers: { 'content-type': 'text/html' } }),
) {
  const { route = '/forms/[form]/[page]', path = '/forms/feedback/about?x=Zebedee', method = 'GET' } = asked
  const url = new URL(path, 'http://portal.example.org')
  const set: unknown[][] = []
  const context = {
    request: new Request(url, {
      method,
      headers: {
        host: 'portal.example.org',
        ...(typeof asked.body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...asked.headers,
      },
      ...(asked.body === undefined ? {} : { body: asked.body }),
    }),
    url,
    routePattern: route,
    isPrerendered: false,
    clientAddress: '10.0.0.9',
    locals: {},
    cookies: {
      get: (name: string) => {
        const value = name === 'visit' ? asked.visit : name === 'reading' ? asked.reading : undefined
        return value === undefined || value === '' ? undefined : { value }
      },
      set: (...cookie: unknown[]) => set.push(cookie),
    },
  } as unknown as APIContext
  let isPageRun = false
  const answer = (await onRequest(context, async () => {
    isPageRun = true
    return page(context)
  })) as Response
  return { answer, text: await answer.text(), context, set, isPageRun }
}

test('a page knows when, by whom and how it was asked', async () => {
  const headers = {
    'x-forwarded-for': '198.51.100.1, 203.0.113.7',
    'x-forwarded-proto': 'https',
    'x-request-id': 'abc',
  }
  const { context } = await through({ headers })
  expect(context.locals).toMatchObject({
    clientAddress: '203.0.113.7',
    isTls: true,
    requestId: 'abc',
    visit: undefined,
  })
  expect(context.locals.now).toBeInstanceOf(Temporal.Instant)
})

describe('a visit', () => {
  test('begins once, with a careful cookie', async () => {
    const { set, context } = await through({ headers: { 'x-forwarded-proto': 'https' } }, ({ locals }) => {
      expect(locals.startVisit()).toBe(locals.startVisit())
      return new Response()
    })
    expect(context.locals.visit).toMatch(/^[\w-]{43}$/)
    expect(set).toEqual([
      ['visit', context.locals.visit, { httpOnly: true, sameSite: 'lax', path: '/', secure: true }],
    ])
  })

  test('goes on with the code the browser has', async () => {
    const visit = 'v'.repeat(43)
    const { set, context } = await through({ visit }, ({ locals }) => new Response(locals.startVisit()))
    expect(context.locals.visit).toBe(visit)
    expect(set).toEqual([])
  })

  test.each(['', 'short', 'v'.repeat(44), `${'v'.repeat(42)}%`])(
    'is not begun by the code %j',
    async (visit) => {
      expect((await through({ visit })).context.locals.visit).toBeUndefined()
    },
  )
})

describe('staff pages', () => {
  const page = { route: '/staff/submissions/[reference]', path: '/staff/submissions/ABC?view=all' }

  test('lead to the sign-in, and back to where somebody wanted to be', async () => {
    const { answer, isPageRun } = await through(page)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/staff/sign-in?then=%2Fstaff%2Fsubmissions%2FABC%3Fview%3Dall',
    ])
    expect(isPageRun).toBe(false)
  })

  test.each(['/staff/submissions/[reference].json', '/staff/submissions.json'])(
    '%s answers 401 as JSON',
    async (route) => {
      const { answer, text, isPageRun } = await through({ route })
      expect([answer.status, JSON.parse(text)]).toEqual([401, { error: 'Sign in first.' }])
      expect(isPageRun).toBe(false)
    },
  )

  test.each(['/staff', '/staff/[...rest]', '/staff/submissions/[reference]/files/[id]'])(
    '%s is guarded',
    async (route) => {
      expect((await through({ route })).isPageRun).toBe(false)
      // The route decides, and not the text of the address.
      expect((await through({ route, path: '/STAFF%2f..' })).isPageRun).toBe(false)
    },
  )

  test('open to somebody signed in', async () => {
    signedIn.current = officer
    const { context, isPageRun } = await through(page)
    expect(isPageRun).toBe(true)
    expect(context.locals.staff).toBe(officer.staff)
  })

  test('the sign-in itself is open', async () => {
    expect((await through({ route: '/staff/sign-in' })).isPageRun).toBe(true)
  })

  test('nobody is looked up for other pages', async () => {
    signedIn.current = new DatabaseError('ECONNREFUSED')
    for (const route of ['/', '/exit', '/health/live', '/forms/[form]', '/staffing']) {
      expect((await through({ route })).isPageRun).toBe(true)
    }
    expect(signedIn.asked).toBe(0)
  })

  test('without a database nobody gets in', async () => {
    signedIn.current = new DatabaseError('ECONNREFUSED')
    const { answer, isPageRun } = await through(page)
    expect([answer.status, isPageRun]).toEqual([503, false])
  })
})

describe('what another site sends', () => {
  test.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'http://portal.example.org' }, 200],
    [{ origin: 'https://portal.example.org', 'x-forwarded-proto': 'https' }, 200],
    [{ origin: 'http://portal.example.org', 'x-forwarded-proto': 'https' }, 403],
    [{}, 200],
  ])('%j: %i', async (headers, status) => {
    const { answer, isPageRun } = await through({ method: 'POST', headers })
    expect(answer.status).toBe(status)
    expect(isPageRun).toBe(status === 200)
  })

  test('is refused in Easy Read for who reads so', async () => {
    const headers = { origin: 'https://evil.example' }
    const { text } = await through({ method: 'POST', headers, reading: 'easy-read' })
    expect(text).toContain('This did not come from our website')
    expect(text).toContain('You can talk to us')
    expect((await through({ method: 'POST', headers })).text).toContain(
      'Open the page here and send it again.',
    )
    const asDocument = await through({
      route: '/staff/submissions.json',
      method: 'POST',
      headers,
      reading: 'easy-read',
    })
    expect(JSON.parse(asDocument.text)).toEqual({ error: 'This did not come from one of our own pages' })
  })

  test('is refused before anybody is looked up', async () => {
    await through({ route: '/staff', method: 'POST', headers: { origin: 'https://evil.example' } })
    expect(signedIn.asked).toBe(0)
  })
})

describe('a page that fails', () => {
  const failing = (error: unknown, asked: Asked = {}) =>
    through(asked, () => {
      throw error
    })

  test.each([
    'ECONNREFUSED',
    'EPIPE',
    'CONNECT_TIMEOUT',
    'CONNECTION_CLOSED',
    'DEADLINE',
    '57P01',
    '57014',
    '53300',
    '08006',
  ])('because the database is away (%s) says so', async (code) => {
    const { answer, text } = await failing(new DatabaseError(code))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
    expect(text).toContain('What you saved before is still there.')
    expect(text).toContain('020 7946 0199')
  })

  test.each([
    new Error('Zebedee'),
    new DatabaseError('23505', 'Zebedee'),
    new DatabaseError('22P02'),
    'Zebedee',
  ])('because of %s leaves the page to Astro: no body, nothing of the error', async (error) => {
    const { answer } = await failing(error)
    expect([answer.status, answer.body, answer.headers.has('retry-after')]).toEqual([500, null, false])
    expect(JSON.stringify([...answer.headers])).not.toContain('Zebedee')
  })

  test('says how to send again what was typed', async () => {
    const { text } = await failing(new DatabaseError('ECONNREFUSED'), { method: 'POST' })
    expect(text).toContain('Nothing is lost.')
    expect(text).toContain('load it again')
  })

  describe.each([
    ['before it read what was typed', async () => undefined],
    ['after it read what was typed', (request: Request) => broughtBy(request)],
  ])('%s', (_, begin) => {
    const failingThen = (asked: Asked, error: unknown = new DatabaseError('DEADLINE')) =>
      through({ method: 'POST', ...asked }, async ({ request }) => {
        await begin(request)
        throw error
      })
    const kept = (html: string) =>
      [...html.matchAll(/<input type="hidden" name="(.*?)" value="([^"]*)">/g)].map(([, name, value]) => [
        name,
        value,
      ])

    test.each([
      ['503', new DatabaseError('DEADLINE')],
      ['500', new Error('Zebedee')],
    ])('keeps it in the page, to be sent once more: %s', async (status, error) => {
      const body = 'story=%3Cb%3E%22She%22+fell%0D%0Atwice&pain=back&pain=hip'
      const { answer, text } = await failingThen({ body }, error)
      expect(answer.status).toBe(Number(status))
      expect(kept(text)).toEqual([
        ['story', '&lt;b&gt;&quot;She&quot; fell\r\ntwice'],
        ['pain', 'back'],
        ['pain', 'hip'],
      ])
      expect(text).toContain('<form method="post" action="/forms/feedback/about?x=Zebedee">')
      expect(text).toContain('Nothing is lost.')
      expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'")
      expect(answer.headers.get('cache-control')).toBe('no-store')
    })

    test('says that a file has to be chosen again', async () => {
      const body = new FormData()
      body.append('about', 'A letter')
      body.append('file', new File(['%PDF-1.7'], 'letter.pdf'))
      const { text } = await failingThen({ body })
      expect(kept(text)).toEqual([['about', 'A letter']])
      expect(text).toContain('enctype="multipart/form-data"')
      expect(text).toContain('choose it again')
      expect(text).not.toContain('Nothing is lost.')
    })

    test.each(['password', 'secret'])('gives no %s back, and asks for it to be typed again', async (name) => {
      const body = `email=a%40example.org&${name}=Zebedee`
      const { answer, text } = await failingThen({ body })
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
      expect(text).not.toContain('Zebedee')
      expect(kept(text)).toEqual([])
      expect(text).toContain('What you typed on this page is not kept, because it is private.')
      expect(text).toContain('go back to the page, and type it again')
      expect(text).toContain('<a href="/forms/feedback/about">Go back to the page</a>')
      expect(text).not.toMatch(/Nothing is lost|what you saved|load it again|Say yes/i)
      const easy = await failingThen({ body, reading: 'easy-read' })
      expect(easy.text).toContain('Then type it again.')
    })
  })

  test('every field typed unseen is one that no page gives back', () => {
    const names = sourcesIn('src').flatMap((file) =>
      [...textOf(file).matchAll(/name="(\w+)"\s+type="password"/g)].map(([, name = '']) => name),
    )
    expect(names.length).toBeGreaterThan(2)
    for (const name of names)
      expect(mayBeGivenBack({ typed: { [name]: ['a'] }, isMultipart: false, hasFile: false }), name).toBe(
        false,
      )
  })

  test('because of what was sent leads back to it, without its query', async () => {
    const { answer, text } = await failing(tooMuch(), { method: 'POST' })
    expect(answer.status).toBe(413)
    expect(text).toContain('<a href="/forms/feedback/about">Go back to the page</a>')
  })

  test('and is a document says so as one', async () => {
    signedIn.current = officer
    const { answer, text } = await failing(new Error('Zebedee'), {
      route: '/staff/submissions/[reference].json',
    })
    expect([answer.status, JSON.parse(text)]).toEqual([500, { error: 'Something went wrong on our side' }])
  })

  test('while its HTML is on its way is found before half of it is out', async () => {
    const broken = new ReadableStream({
      start: (control) => control.enqueue(new TextEncoder().encode('<p>half')),
      pull: (control) => control.error(new Error('Zebedee')),
    })
    const { answer } = await through(
      {},
      () => new Response(broken, { headers: { 'content-type': 'text/html' } }),
    )
    expect([answer.status, answer.body]).toEqual([500, null])
  })
})

describe('caches', () => {
  const kept = () => new Response('x', { headers: { 'cache-control': 'public, max-age=60' } })

  test.each(['/forms/[form]', '/forms/[form]/[page]', '/staff/sign-in', '/exit'])(
    'keep nothing of %s',
    async (route) => {
      expect((await through({ route }, kept)).answer.headers.get('cache-control')).toBe('no-store')
    },
  )

  test('keep other pages only where those say so', async () => {
    expect((await through({ route: '/' }, kept)).answer.headers.get('cache-control')).toBe(
      'public, max-age=60',
    )
    expect((await through({ route: '/' })).answer.headers.get('cache-control')).toBe('no-store')
  })
})

test('a redirect, whose headers are fixed, passes through', async () => {
  const { answer } = await through({}, () =>
    Response.redirect('http://portal.example.org/forms/feedback/next', 303),
  )
  expect([answer.status, answer.headers.get('portal-route')]).toEqual([303, '/forms/[form]/[page]'])
})
