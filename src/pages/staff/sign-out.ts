import type { APIRoute } from 'astro'
import { signOut, signOutEverywhere } from '#src/auth/session.ts'
import { readTyped } from '#src/http/upload.ts'

/** Ends this device's session, or with `everywhere` all of the person's. */
export const POST: APIRoute = async ({ request, locals }) => {
  const typed = await readTyped(request)
  const leave = typed['everywhere']?.[0] === 'yes' ? signOutEverywhere : signOut
  const now = new Date(locals.now.epochMilliseconds)
  const cookie = await leave(request.headers.get('cookie'), now, locals.isTls)
  return new Response(null, { status: 303, headers: { Location: '/staff/sign-in', 'Set-Cookie': cookie } })
}

/** Somebody came here by an address and not by a button: nothing is ended. */
export const GET: APIRoute = ({ redirect }) => redirect('/staff', 303)
