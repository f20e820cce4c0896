import type { APIRoute } from 'astro'
import { estimateAsText } from '#src/components/charging/sheet-as-text.ts'
import { council } from '#src/settings/council.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { attachmentNamed } from '#src/http/attachment.ts'
import { makeCopy, textOfCopy } from '#src/services/after-sending/make-copy.ts'

/** The copy as plain text, to be saved: its name says nothing about anybody. */
export const GET: APIRoute = async ({ params, locals, redirect, rewrite }) => {
  const form = findForm(params['form'] ?? '')
  if (!form) return rewrite('/404')
  const copy = await makeCopy(form, locals.visit, locals.now, locals.reading)
  if (!copy) return redirect(`/forms/${form.id}/sent`, 303)
  if (copy.document.isScreenOnly) return redirect(`/forms/${form.id}/copy`, 303)
  const { charging } = copy
  const isEasy = locals.reading === 'easy-read'
  const sum = charging ? estimateAsText(charging.estimate, charging.name, isEasy, council.phones.day) : ''
  return new Response(textOfCopy(copy) + sum, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': attachmentNamed('your-copy.txt'),
      'X-Robots-Tag': 'noindex',
    },
  })
}
