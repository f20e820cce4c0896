import type { APIRoute } from 'astro'
import { STANDARD } from '#src/directory/publish.ts'
import { openData } from '#src/http/open-data.ts'
import { pageAddress } from '#src/http/page-address.ts'

/** Which standard the directory is published in, and where its services are. */
export const GET: APIRoute = ({ url, locals }) =>
  openData({
    ...STANDARD,
    openapi_url: 'https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json',
    services_url: pageAddress(url, locals.isTls, '/api/directory/services'),
  })
