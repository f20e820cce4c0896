import type { QueueAsked } from '#src/services/desk/show-queue.ts'

/** The address of another view of the queue. A view begins on its first page unless a page is given. */
export function queueLink(asked: QueueAsked, change: Partial<QueueAsked>): string {
  const { view, form, colour, page } = { ...asked, page: 1, ...change }
  const params = new URLSearchParams()
  if (view !== 'waiting') params.set('view', view)
  if (form) params.set('form', form)
  if (colour) params.set('colour', colour)
  if (page > 1) params.set('page', String(page))
  const search = params.toString()
  return search === '' ? '/staff' : `/staff?${search}`
}
