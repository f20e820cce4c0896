import type { APIContext, APIRoute } from 'astro'
import { findForm } from '#src/forms/all-forms.ts'
import { idleTimeLeft, receiptTimeLeft } from '#src/services/filling-in/idle-time.ts'

async function left({ params, locals, url }: APIContext, isHere: boolean): Promise<Response> {
  const form = findForm(params['form'] ?? '')
  if (!form) return Response.json({ error: 'There is no such form.' }, { status: 404 })
  const timeLeft = url.searchParams.get('of') === 'receipt' ? receiptTimeLeft : idleTimeLeft
  return Response.json({ secondsLeft: await timeLeft(form, locals.visit, isHere, locals.now) })
}

/** How long until the answers on this device are hidden, or its receipt is closed: for the script that warns. */
export const GET: APIRoute = (context) => left(context, false)

/** "I am still here": the time starts again. */
export const POST: APIRoute = (context) => left(context, true)
