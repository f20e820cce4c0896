import type { APIRoute } from 'astro'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { addressOf, findTopic } from '#src/information/topics.ts'
import { askForPage } from '#src/services/filling-in/ask-for-page.ts'

/** Begins the form for another format or language, with this page named in it. */
export const POST: APIRoute = async ({ params, locals, redirect, rewrite }) => {
  const topic = findTopic(params['topic'] ?? '')
  if (!topic) return rewrite('/404')
  const first = await askForPage(topic, locals.visit ?? locals.startVisit(), locals.now)
  return redirect(`/forms/${formatsAndLanguages.id}/${first}`, 303)
}

export const GET: APIRoute = ({ params, redirect, rewrite }) => {
  const topic = findTopic(params['topic'] ?? '')
  return topic ? redirect(addressOf(topic), 303) : rewrite('/404')
}
