import type { APIRoute } from 'astro'
import { checkHealth } from '#src/services/running/check-health.ts'

/** For load balancers: 503 until the portal can serve for the first time, and 200 from then on. */
export const GET: APIRoute = async ({ locals }) => {
  const health = await checkHealth(locals.now.epochMilliseconds)
  return Response.json(health, { status: health.status === 'starting' ? 503 : 200 })
}
