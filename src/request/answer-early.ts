import type { IncomingMessage } from 'node:http'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { PortalResponse } from '#src/http/portal-response.ts'
import { refusalOf } from '#src/http/plain-page.ts'
import type { SentForm } from '#src/http/upload.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { CHECK_PAGE, guarded, QUESTION_PAGE } from './guarded.ts'
import { findKeptPage } from './kept-pages.ts'
import type { Loaded } from './loaded.ts'
import type { CookieOptions, PageCookies, PageRequest } from './page-request.ts'
import { questionPage, saveQuestionPage } from './save-question-page.ts'
import { sendForm } from './send-form.ts'
import { showQuestionPage } from './show-question-page.ts'
import { showStartPage } from './show-start-page.ts'

/** What the pages of Astro are handed with a request: nothing, or what is left to draw. */
export type Handed = Partial<App.Locals> | undefined

type Method = 'GET' | 'POST'
type Answer = (page: PageRequest) => Promise<Response | Loaded>

interface EarlyPage {
  /** The pattern of its address, as Astro names it. */
  readonly route: string
  /** @returns what answers, or what Astro then draws; undefined where Astro does it from the start. */
  readonly answer: (method: Method, params: PageRequest['params']) => Answer | undefined
}

/** The pages that may be answered before Astro. */
const EARLY: readonly EarlyPage[] = [
  {
    route: QUESTION_PAGE,
    answer: (method, params) => {
      const found = questionPage(params)
      if (!found) return undefined
      if (method === 'GET') return (page) => showQuestionPage(page, found)
      // A file is read by Astro's page as it streams in.
      if (found.hasFiles) return undefined
      return async (page) => {
        const saved = await saveQuestionPage(page, found)
        return saved instanceof Response ? saved : { question: saved }
      }
    },
  },
  {
    route: CHECK_PAGE,
    answer: (method, { form }) => {
      const found = method === 'POST' ? findForm(form ?? '') : undefined
      return (
        found &&
        (async (page) => {
          const posted = await sendForm(page, found)
          return posted instanceof Response ? posted : { check: posted }
        })
      )
    },
  },
  {
    route: '/forms/[form]',
    answer: (method, { form }) => {
      const found = method === 'GET' ? findForm(form ?? '') : undefined
      return found && ((page) => showStartPage(page, found))
    },
  },
]

const patterns = EARLY.map(({ route, answer }) => {
  const names = [...route.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name)
  return { route, answer, names, path: new RegExp(`^${route.replace(/\[\w+\]/g, '([^/]+)')}$`) }
})

function find(method: Method, path: string) {
  for (const { route, answer, names, path: pattern } of patterns) {
    const match = pattern.exec(path)
    if (!match) continue
    const params = Object.fromEntries(names.map((name, at) => [name, match[at + 1]]))
    const answers = answer(method, params)
    if (answers) return { route, params, answers }
  }
  return undefined
}

/**
 * Answers a page before Astro, where nothing has to be drawn: what was posted leads on, and a page that is the same for
 * everybody was drawn before. That is most of what a form is filled in with. The guards are those of every page
 * (`guarded`).
 * @param req the body of a POST was read.
 * @param path decoded, without the query.
 * @returns true once answered; otherwise what Astro is handed with the request, to draw the page.
 */
export async function answerEarly(
  req: IncomingMessage & { body?: Buffer },
  res: PortalResponse,
  path: string,
): Promise<true | Handed> {
  const { method } = req
  if (method !== 'GET' && !(method === 'POST' && req.body)) return undefined
  const found = find(method, path)
  if (!found) return undefined
  const cookies = new RequestCookies(req.headers.cookie)
  const page: PageRequest = {
    request: new BareRequest(method, req.headers, req.body ?? Buffer.alloc(0)),
    cookies,
    locals: {} as App.Locals,
    params: found.params,
    // Only its path and query are read: where the server is was checked by the guards.
    url: new URL(req.url ?? '/', 'http://localhost'),
    clientAddress: req.socket.remoteAddress ?? '',
  }
  let loaded: Loaded | undefined
  const answer = await guarded(page, found.route, async () => {
    if (page.locals.typingOver) return undefined
    const result = await found.answers(page)
    if (result instanceof Response) return result
    loaded = result
    return undefined
  })
  const set = cookies.headers()
  const setCookies = set.flatMap((cookie) => ['Set-Cookie', cookie])
  if (!answer) {
    const { key } = loaded?.sameForAll ?? {}
    const kept = key === undefined ? undefined : await findKeptPage(key, req.headers['accept-encoding'])
    if (!kept) return loaded && { ...page.locals, before: { ...loaded, cookies: set } }
    const { headers, encoding, body } = kept
    res.writeHead(200, [...headers.flat(), ...setCookies])
    if (encoding) res.setHeader('Vary', 'Accept-Encoding').setHeader('Content-Encoding', encoding)
    res.setHeader('Content-Length', body.length).end(body)
    return true
  }
  if (answer.status === 500 && !answer.body) {
    // Astro asks again, and has a page for it where it fails once more.
    if (method === 'GET') return undefined
    res.refuse(refusalOf(500, 'POST'))
    return true
  }
  res.writeHead(answer.status, [...[...answer.headers].flat(), ...setCookies])
  res.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined)
  return true
}

/** The request as the guards read it: a body that is there already needs no copy of everything around it. */
class BareRequest implements SentForm {
  readonly bodyUsed = false
  readonly body = null
  readonly method: string
  readonly headers: SentForm['headers']
  readonly #bytes: Buffer

  constructor(method: string, headers: IncomingMessage['headers'], bytes: Buffer) {
    this.method = method
    this.#bytes = bytes
    this.headers = {
      get: (name) => {
        const value = headers[name.toLowerCase()]
        return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
      },
    }
  }

  arrayBuffer(): Promise<Uint8Array> {
    return Promise.resolve(this.#bytes)
  }
}

class RequestCookies implements PageCookies {
  readonly #brought: Readonly<Record<string, string | undefined>>
  /** What the answer says of each, a deleted one included; as the browser will send it from then on. */
  readonly #set = new Map<string, { value: string | undefined; header: string }>()

  constructor(header: string | undefined) {
    this.#brought = parseCookie(header ?? '')
  }

  get(name: string): { value: string } | undefined {
    const set = this.#set.get(name)
    const value = set ? set.value : Object.hasOwn(this.#brought, name) ? this.#brought[name] : undefined
    return value === undefined ? undefined : { value }
  }

  set(name: string, value: string, options: CookieOptions): void {
    this.#set.set(name, { value, header: stringifySetCookie({ ...options, name, value }) })
  }

  delete(name: string, { path }: Pick<CookieOptions, 'path'>): void {
    const header = stringifySetCookie({ name, value: '', path, expires: new Date(0) })
    this.#set.set(name, { value: undefined, header })
  }

  headers(): string[] {
    return [...this.#set.values()].map(({ header }) => header)
  }
}
