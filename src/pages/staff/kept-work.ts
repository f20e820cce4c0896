import type { APIRoute } from 'astro'
import { returnPath } from '#src/http/return-path.ts'
import { readTyped } from '#src/http/upload.ts'
import { dropKeptWork, pageOf } from '#src/services/desk/kept-work.ts'

/** "Delete what I typed": of the page named, for whoever is signed in. Leads back to it. */
export const POST: APIRoute = async ({ request, locals, redirect, url }) => {
  const typed = await readTyped(request)
  const back = returnPath(typed['page']?.[0], '/staff')
  if (locals.staff) await dropKeptWork(locals.staff.id, pageOf(new URL(back, url), typed['draft']?.[0]))
  return redirect(back, 303)
}

/** Somebody came here by an address and not by a button: nothing is deleted. */
export const GET: APIRoute = ({ redirect }) => redirect('/staff', 303)
