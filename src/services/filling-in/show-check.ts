import type { Temporal } from 'temporal-polyfill'
import type { Form } from '#src/forms/engine/form.ts'
import { isAskedAfterHidden, snapshotShownAgain, walkShownAgain } from '#src/forms/engine/hidden.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { type Snapshot, type SnapshotEntry, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { type WalkedPage, canSend } from '#src/forms/engine/walk.ts'
import type { Listener } from '#src/forms/engine/words.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { findProgress, type OpenedDraft, type Whose, whoseDetails } from './show-page.ts'
import { walkOnDevice } from './resumed-device.ts'

export type ShownCheck =
  | {
      is: 'check'
      snapshot: Snapshot
      listener: Listener
      /** Pages not yet continued past, where it is sent with what is there. */
      unfinished: number
      last: string | undefined
      next: string | undefined
      /** What is asked beside "Send": nothing, where an unfinished form may be sent without it. */
      shown: WalkedPage['shown']
      about: Whose | undefined
      /** There is a code to come back to these answers with. */
      hasCode: boolean
      /** The draft it was drawn from. */
      opened: OpenedDraft
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
  reading: ReadingStyle = 'plain',
): Promise<ShownCheck> {
  const found = await findProgress(form, visit, now)
  if (!found) return { is: 'no-draft' }
  const walked = walkOnDevice(form, found.state, surroundingsAt(now))
  if (!canSend(form, walked)) return { is: 'redirect', to: walked.next ?? walked.pages[0]?.page.name ?? '' }
  const { draft } = found
  const drawn = draft.isResumed ? walkShownAgain(form, walked) : walked
  const listener = listenerOf(form, drawn, reading)
  const beside = walked.check?.shown ?? []
  const besideSend = draft.isResumed
    ? beside.filter(({ question }) => !isAskedAfterHidden(form, question))
    : beside
  const snapshot = takeSnapshot(form, walked, listener, found.state.unread, false, { reading, easyRead: [] })
  return {
    is: 'check',
    snapshot: draft.isResumed ? { ...snapshot, parts: snapshotShownAgain(form, walked, snapshot) } : snapshot,
    listener,
    unfinished: walked.pages.filter((page) => !page.done).length,
    next: walked.next,
    shown: form.blanks === 'complete' && walked.next !== undefined ? [] : besideSend,
    about: whoseDetails(form, drawn),
    hasCode: draft.codeHash !== null,
    opened: { ...found, walked },
    last: walked.pages.findLast((page) => page.done)?.page.name,
  }
}

/** Neither answered nor typed in: there is nothing of it to show. */
export const isLeftBlank = ({ state, typed }: Pick<SnapshotEntry, 'state' | 'typed'>): boolean =>
  state === 'not-answered' && !typed

type Parts = Snapshot['parts']

/** The answers of a form, and apart from them the questions that were left blank, each under the title of its part. */
export function apart({ parts }: Snapshot): { given: Parts; leftBlank: Parts; blanks: number } {
  const only = (isWanted: (entry: SnapshotEntry) => boolean): Parts =>
    parts
      .map((part) => ({
        ...part,
        pages: part.pages
          .map((page) => ({ ...page, entries: page.entries.filter(isWanted) }))
          .filter(({ entries }) => entries.length > 0),
      }))
      .filter(({ pages }) => pages.length > 0)
  const leftBlank = only(isLeftBlank)
  const blanks = leftBlank.flatMap(({ pages }) => pages).reduce((sum, { entries }) => sum + entries.length, 0)
  return { given: only((entry) => !isLeftBlank(entry)), leftBlank, blanks }
}
