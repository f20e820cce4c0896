import type { APIRoute } from 'astro'
import { openData, openDataAway } from '#src/http/open-data.ts'
import { publishService } from '#src/services/directory/publish-directory.ts'

/** One local service, as Open Referral UK. */
export const GET: APIRoute = async ({ params }) => {
  const service = await publishService(params['id'] ?? '')
  if (service === 'away') return openDataAway()
  return service ? openData(service) : openData({ error: 'There is no service with this id.' }, 404)
}
