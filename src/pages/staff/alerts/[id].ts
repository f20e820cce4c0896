import type { APIRoute } from 'astro'
import { RequestRefused } from '#src/http/request-refused.ts'
import { acknowledgeAlert } from '#src/services/desk/acknowledge-alert.ts'

/** "I have seen this": nobody is told of the alert any more. Leads to what it was about. */
export const POST: APIRoute = async ({ params, locals, redirect }) => {
  const { staff, now } = locals
  const done = staff && (await acknowledgeAlert(params.id ?? '', staff, now))
  if (done?.is === 'acknowledged') return redirect(`/staff/submissions/${done.reference}`, 303)
  if (done?.is === 'not-allowed') {
    throw new RequestRefused(403, 'You cannot do this', 'Your account reads and changes nothing.')
  }
  throw new RequestRefused(404, 'There is no such alert', 'Go to the queue and look for it there.')
}

export const GET: APIRoute = ({ redirect }) => redirect('/staff', 303)
