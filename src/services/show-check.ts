import type { Temporal } from 'temporal-polyfill'
import type { Form } from '#src/forms/engine/form.ts'
import { type Snapshot, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { type WalkedPage, walk } from '#src/forms/engine/walk.ts'
import type { Listener } from '#src/forms/engine/words.ts'
import { listenerOf, surroundingsAt } from './drafts.ts'
import { findProgress } from './show-page.ts'

export type ShownCheck =
  | {
      is: 'check'
      snapshot: Snapshot
      listener: Listener
      /** Pages not yet continued past, where it is sent with what is there. */
      unfinished: number
      last: string | undefined
      next: string | undefined
      /** What is asked beside "Send". */
      shown: WalkedPage['shown']
    }
  | { is: 'redirect'; to: string }
  | { is: 'no-draft' }

/**
 * Check your answers, grouped as asked. Reached when every page is done, or as soon as what must be there is
 * there; otherwise leads to the page that is missing.
 */
export async function showCheck(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
): Promise<ShownCheck> {
  const found = await findProgress(form, visit, now)
  if (!found) return { is: 'no-draft' }
  const walked = walk(form, found.state, surroundingsAt(now))
  const canSend = walked.missing.length === 0 && (walked.next === undefined || form.needs.length > 0)
  if (!canSend) return { is: 'redirect', to: walked.next ?? walked.pages[0]?.page.name ?? '' }
  const listener = listenerOf(form, walked)
  return {
    is: 'check',
    snapshot: takeSnapshot(form, walked, listener, found.state.unread),
    listener,
    unfinished: walked.pages.filter((page) => !page.done).length,
    next: walked.next,
    shown: walked.check?.shown ?? [],
    last: walked.pages.findLast((page) => page.done)?.page.name,
  }
}
