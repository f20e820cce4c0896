import type { APIRoute } from 'astro'
import { attachmentNamed } from '#src/http/attachment.ts'
import { pageAddress } from '#src/http/page-address.ts'
import { dayInLondon } from '#src/domain/working-days.ts'
import { textOf } from '#src/information/render.ts'
import { findTopic } from '#src/information/topics.ts'

/** A topic as plain text, to be saved. Its name on somebody’s device does not say that it is about abuse. */
export const GET: APIRoute = ({ params, url, locals, rewrite }) => {
  const topic = findTopic(params['topic'] ?? '')
  if (!topic) return rewrite('/404')
  return new Response(
    textOf(topic, pageAddress(url, locals.isTls, '/').replace(/\/$/, ''), dayInLondon(locals.now)),
    {
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': attachmentNamed(topic.isAbuse ? 'information.txt' : `${topic.id}.txt`),
        'X-Robots-Tag': 'noindex',
      },
    },
  )
}
