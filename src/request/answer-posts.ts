import type { IncomingMessage } from 'node:http'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { PortalResponse } from '#src/http/portal-response.ts'
import { refusalOf } from '#src/http/plain-page.ts'
import type { SentForm } from '#src/http/upload.ts'
import { guarded, QUESTION_PAGE } from './guarded.ts'
import type { CookieOptions, PageCookies, PageRequest } from './page-request.ts'
import { questionPage, type SavedQuestionPage, saveQuestionPage } from './save-question-page.ts'

/** A question page that was saved, and is left to Astro to be shown again, with the cookies that its answer sets. */
export type SavedBefore = SavedQuestionPage & { readonly cookies: readonly string[] }

/** What the pages of Astro are handed with a request: nothing, or what was saved before. */
export type Handed = Partial<App.Locals> | undefined

/**
 * Answers a posted question page whose answers can be taken: most of what a form is filled in with. It leads on and shows
 * nothing, so that no page has to be drawn. The guards are those of every page (`guarded`).
 * @param req its body was read.
 * @param path decoded, without the query.
 * @returns true once answered; otherwise what Astro is handed with the request, to draw the page.
 */
export async function answerPost(
  req: IncomingMessage & { body?: Buffer },
  res: PortalResponse,
  path: string,
): Promise<true | Handed> {
  const [, form, name] = /^\/forms\/([^/]+)\/([^/]+)$/.exec(path) ?? []
  const found = req.body && questionPage({ form, page: name })
  if (!req.body || !found || found.hasFiles) return undefined
  const cookies = new RequestCookies(req.headers.cookie)
  const page: PageRequest = {
    request: new PostedForm(req, req.body),
    cookies,
    locals: {} as App.Locals,
    params: { form, page: name },
    // Only its path and query are read: where the server is was checked by the guards.
    url: new URL(req.url ?? '/', 'http://localhost'),
    clientAddress: req.socket.remoteAddress ?? '',
  }
  let saved: SavedQuestionPage | undefined
  const answer = await guarded(page, QUESTION_PAGE, async () => {
    if (page.locals.typingOver) return undefined
    const result = await saveQuestionPage(page, found)
    if (result instanceof Response) return result
    saved = result
    return undefined
  })
  if (!answer) return saved && { ...page.locals, saved: { ...saved, cookies: cookies.headers() } }
  if (answer.status === 500 && !answer.body) {
    res.refuse(refusalOf(500, 'POST'))
    return true
  }
  res.writeHead(answer.status, [
    ...[...answer.headers].flat(),
    ...cookies.headers().flatMap((cookie) => ['Set-Cookie', cookie]),
  ])
  res.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined)
  return true
}

/** The request as the guards read it: a body that is there already needs no copy of everything around it. */
class PostedForm implements SentForm {
  readonly method = 'POST'
  readonly bodyUsed = false
  readonly body = null
  readonly headers: SentForm['headers']
  readonly #bytes: Buffer

  constructor({ headers }: IncomingMessage, bytes: Buffer) {
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
