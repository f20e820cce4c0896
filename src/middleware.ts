import type { MiddlewareHandler } from 'astro'
import { guarded } from '#src/request/guarded.ts'
import { keepPage } from '#src/request/kept-pages.ts'

/** Every page that Astro draws goes through the guards first, but those that were built as files. */
export const onRequest: MiddlewareHandler = async (context, next) => {
  if (context.isPrerendered) return next()
  const { locals } = context
  const answer = await guarded(context, context.routePattern, () =>
    // To the page asked for, or to the one that says who has taken over what was typed in on it.
    locals.typingOver ? next('/staff/type-in/taken-over') : next(),
  )
  const { sameForAll, cookies = [] } = locals.before ?? {}
  const isForAll = sameForAll !== undefined && answer.status === 200 && !sameForAll.isNamed()
  const sent = isForAll ? await keepPage(sameForAll.key, answer) : answer
  for (const cookie of cookies) sent.headers.append('Set-Cookie', cookie)
  return sent
}
