import type { APIRoute } from 'astro'
import { listSubmissions } from '#src/services/desk/export-submission.ts'

/** References of what was received, newest first, in pages: `next` is the address of the following one. */
export const GET: APIRoute = async ({ url, locals }) => {
  const { staff } = locals
  const asked = { since: url.searchParams.get('since'), cursor: url.searchParams.get('cursor') }
  const list = staff ? await listSubmissions(asked, staff) : ({ is: 'not-allowed' } as const)
  if (list.is === 'not-allowed') {
    return Response.json({ error: 'Your account may not read submissions.' }, { status: 403 })
  }
  if (list.is === 'problem') return Response.json({ error: list.message }, { status: 400 })
  const { submissions, cursor } = list
  return Response.json({ documentVersion: 1, submissions, next: cursor ? nextOf(asked.since, cursor) : null })
}

function nextOf(since: string | null, cursor: string): string {
  const params = new URLSearchParams({ ...(since ? { since } : {}), cursor })
  return `/staff/submissions.json?${params}`
}
