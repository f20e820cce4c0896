import type { APIRoute } from 'astro'
import { openData, openDataAway } from '#src/http/open-data.ts'
import { publishPage } from '#src/services/directory/publish-directory.ts'

/** A page of local services, as Open Referral UK. */
export const GET: APIRoute = async ({ url: { searchParams } }) => {
  const page = await publishPage(searchParams.get('page'), searchParams.get('per_page'))
  return page === 'away' ? openDataAway() : openData(page)
}
