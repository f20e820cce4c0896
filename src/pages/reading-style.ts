import type { APIRoute } from 'astro'
import { readingStyleOf } from '#src/forms/engine/reading-style.ts'
import { returnPath } from '#src/http/return-path.ts'
import { readTyped } from '#src/http/upload.ts'

/** Keeps how somebody reads, and goes back to the page they were on: one of ours, whatever was sent. */
export const POST: APIRoute = async ({ request, locals, redirect }) => {
  const typed = await readTyped(request)
  const style = readingStyleOf(typed['style']?.[0])
  if (style) locals.read(style)
  return redirect(returnPath(typed['to']?.[0], '/'), 303)
}

export const GET: APIRoute = ({ redirect }) => redirect('/', 303)
