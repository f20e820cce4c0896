import type { APIRoute } from 'astro'
import { readReference } from '#src/domain/reference.ts'
import { exportSubmission } from '#src/services/desk/export-submission.ts'

/** The whole submission as a document for other programs of the council. */
export const GET: APIRoute = async ({ params, locals }) => {
  const { staff, now } = locals
  const reference = readReference(params.reference ?? '')
  if (!staff || !reference) return answer({ error: 'There is no submission with this reference.' }, 404)
  const exported = await exportSubmission(reference, staff, now)
  if (exported.is === 'document') return answer(exported.document)
  return exported.is === 'not-allowed'
    ? answer({ error: 'Your account may not read submissions.' }, 403)
    : answer({ error: 'There is no submission with this reference.' }, 404)
}

const answer = (body: unknown, status = 200) => Response.json(body, { status })
