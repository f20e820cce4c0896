import type { APIRoute } from 'astro'
import { pageAddress, portalOrigin } from '#src/http/page-address.ts'
import { addressOf, topics } from '#src/information/topics.ts'

/** Every page that anybody may find: no form, no status, nothing of the staff’s. */
const publicPaths = (): string[] => [
  '/',
  '/easy-read',
  '/information',
  '/information/easy-read',
  ...topics.flatMap((topic) => [addressOf(topic), `${addressOf(topic)}/easy-read`]),
  '/paying-for-care/estimate',
  '/local-help',
  '/accessibility',
  '/privacy',
  '/cookies',
]

/** Search engines take whole addresses only: without one to give there is no list. */
export const GET: APIRoute = ({ url, locals, rewrite }) => {
  if (portalOrigin(url, locals.isTls) === undefined) return rewrite('/404')
  const entries = publicPaths().map((path) => `<url><loc>${pageAddress(url, locals.isTls, path)}</loc></url>`)
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`,
    { headers: { 'Content-Type': 'application/xml; charset=utf-8' } },
  )
}
