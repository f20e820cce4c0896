import type { APIRoute } from 'astro'
import { pageAddress, portalOrigin } from '#src/http/page-address.ts'

/** What search engines stay out of: forms, what follows them, and everything of the staff’s. */
const CLOSED = [
  '/forms/',
  '/my-request',
  '/come-back',
  '/clear-device',
  '/closed',
  '/search',
  // The list itself may be found; every way of narrowing it may not.
  '/local-help?',
  '/staff',
  '/exit',
  '/health/',
] as const

export const GET: APIRoute = ({ url, locals }) =>
  new Response(
    [
      'User-agent: *',
      ...CLOSED.map((path) => `Disallow: ${path}`),
      '',
      ...(portalOrigin(url, locals.isTls) === undefined
        ? []
        : [`Sitemap: ${pageAddress(url, locals.isTls, '/sitemap.xml')}`]),
      '',
    ].join('\n'),
    { headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
  )
