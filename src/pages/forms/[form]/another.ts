import type { APIRoute } from 'astro'
import { findForm } from '#src/forms/all-forms.ts'
import { startAnother } from '#src/services/filling-in/start-another.ts'

/** "Send another": begins the same form again with the sender's own details. */
export const POST: APIRoute = async ({ params, locals, redirect }) => {
  const form = findForm(params['form'] ?? '')
  if (!form) return redirect('/', 303)
  await startAnother(form, locals.visit, locals.now)
  return redirect(`/forms/${form.id}`, 303)
}

export const GET: APIRoute = ({ params, redirect }) => redirect(`/forms/${params['form'] ?? ''}`, 303)
