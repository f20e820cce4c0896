import type { APIRoute } from 'astro'
import { knownDeviceCookie } from '#src/auth/known-device.ts'
import { council } from '#src/settings/council.ts'
import { sharedCookie } from '#src/http/shared-device.ts'
import { errorFields, logOfRequest } from '#src/log.ts'
import { endVisit } from '#src/services/filling-in/end-visit.ts'
import { statusCookie } from '#src/services/after-sending/status-pass.ts'

/** Milliseconds leaving may wait for the drafts to be deleted; the deleting itself goes on. */
const longestWait = 500

/**
 * "Exit this page": ends this device's visit and leaves for somewhere harmless, whatever else fails.
 * A link and not a button of a form, because the pages may only post to this portal.
 */
export const GET: APIRoute = async ({ request, cookies, locals, routePattern }) => {
  // A page fetched ahead of a click would make the click itself leave without ending anything.
  if (isPrefetch(request.headers)) return new Response('Not ahead of time', { status: 503 })
  const isLeaving = request.method === 'GET' && isPersonLeaving(request.headers)
  if (isLeaving) cookies.delete(statusCookie.name, { path: statusCookie.path })
  if (isLeaving) cookies.delete(sharedCookie.name, { path: sharedCookie.path })
  if (isLeaving) cookies.delete(knownDeviceCookie.name, { path: knownDeviceCookie.path })
  if (isLeaving && locals.visit !== undefined) {
    const deleting = endVisit(locals.visit).catch((error: unknown) =>
      logOfRequest(locals.requestId).error('drafts not deleted on exit', {
        route: routePattern,
        ...errorFields(error),
      }),
    )
    await Promise.race([deleting, new Promise((resolve) => setTimeout(resolve, longestWait))])
    cookies.delete('visit', { path: '/' })
  }
  return new Response(null, {
    status: 303,
    headers: { Location: council.exitSite, 'Referrer-Policy': 'no-referrer' },
  })
}

const isPrefetch = (headers: Headers): boolean =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/** Somebody pressed the link on a page of ours, and not a picture or a link elsewhere pointing here. */
function isPersonLeaving(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  const destination = headers.get('sec-fetch-dest') ?? 'document'
  return ['same-origin', 'none'].includes(site) && destination === 'document'
}
