/** Seconds that others may keep an answer: the directory changes once a night. */
const KEPT = 300

/** Data for everybody: any website's script may read it, and caches may keep it for a while. */
export function openData(data: object, status = 200): Response {
  return Response.json(data, {
    status,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': status === 200 ? `public, max-age=${KEPT}` : 'no-store',
    },
  })
}

/** The same for data that cannot be had just now. */
export const openDataAway = (): Response => openData({ error: 'The directory cannot be read just now.' }, 503)
