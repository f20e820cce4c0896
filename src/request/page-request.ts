import type { SentForm } from '#src/http/upload.ts'

/** The cookies of a request: those that it brought, and those that its answer sets. */
export interface PageCookies {
  get(name: string): { readonly value: string } | undefined
  set(name: string, value: string, options: CookieOptions): void
  delete(name: string, options: Pick<CookieOptions, 'path'>): void
}

export interface CookieOptions {
  readonly path: string
  readonly httpOnly?: boolean
  readonly sameSite?: 'lax'
  readonly secure?: boolean
  /** In seconds. Left out, the cookie is gone when the browser closes. */
  readonly maxAge?: number
}

/** A request for a page, as Astro gives it (`APIContext`) and as the web server makes it without Astro. */
export interface PageRequest {
  readonly request: SentForm
  readonly cookies: PageCookies
  readonly locals: App.Locals
  readonly params: Readonly<Record<string, string | undefined>>
  /** Only its path and its query are read. */
  readonly url: URL
  /** At the other end of the connection. */
  readonly clientAddress: string
}
