import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { findOpenDraft } from '#db/queries/drafts.ts'
import { keyedHash } from '#db/sealing.ts'
import type { NamedPage, NoticeName } from '#src/forms/engine/block.ts'
import { findPage, type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { fillPage } from '#src/forms/engine/read-page.ts'
import { type Walk, type WalkedPage, walk } from '#src/forms/engine/walk.ts'
import type { Listener } from '#src/forms/engine/words.ts'
import { type DraftState, emptyState, listenerOf, openState, surroundingsAt, visitHash } from './drafts.ts'

/** Everything a question page needs to be drawn. */
export interface PageView {
  form: Form
  page: NamedPage
  shown: WalkedPage['shown']
  walked: Walk
  listener: Listener
  /** What the fields hold. */
  typed: Typed
  problems: readonly Problem[]
  /** What the page showed, so that a later save from another device can be noticed. */
  seen: string
  /** The page before this one; undefined on the first. */
  before: string | undefined
  /** The part this page is in, and how many parts come after it. */
  part: { title: string; left: number }
  /** What answers on the page before have raised. */
  notices: readonly NoticeName[]
  /** Enough is there to send without going on. */
  canSend: boolean
}

export type ShownPage = { is: 'page'; view: PageView } | { is: 'redirect'; to: string } | { is: 'no-draft' }

/** The draft of this device as it stands, or an empty one. */
export async function findProgress(form: Form, visit: string | undefined, now: Temporal.Instant) {
  if (visit === undefined) return undefined
  const draft = await read((db) =>
    findOpenDraft(db, visitHash(visit), form.id, new Date(now.epochMilliseconds)),
  )
  return draft ? { draft, state: openState(draft) } : undefined
}

/**
 * A question page to read, or where to go instead: to the first unfinished page when this one cannot be
 * reached yet. The first page opens without a draft.
 */
export async function showPage(
  form: Form,
  pageName: string,
  visit: string | undefined,
  now: Temporal.Instant,
): Promise<ShownPage> {
  const found = await findProgress(form, visit, now)
  const first = pagesOf(form)[0]?.name
  if (!found && pageName !== first) return { is: 'no-draft' }
  const state = found?.state ?? emptyState()
  const walked = walk(form, state, surroundingsAt(now))
  if (!canReach(walked, pageName)) return { is: 'redirect', to: walked.next ?? 'check' }
  const view = viewOf(form, pageName, state, walked)
  return view ? { is: 'page', view } : { is: 'redirect', to: walked.next ?? 'check' }
}

/** A page can be reached when it applies and every page before it is done. */
export function canReach(walked: Walk, pageName: string): boolean {
  const at = walked.pages.findIndex((one) => one.page.name === pageName)
  return at >= 0 && walked.pages.slice(0, at).every((one) => one.done)
}

/** The page as it is drawn from a draft; undefined when it does not apply. */
export function viewOf(
  form: Form,
  pageName: string,
  state: DraftState,
  walked: Walk,
  said: { typed?: Typed; problems?: readonly Problem[] } = {},
): PageView | undefined {
  const page = findPage(form, pageName)
  const at = walked.pages.findIndex((one) => one.page.name === pageName)
  const here = walked.pages[at]
  if (!page || !here) return undefined
  const before = walked.pages[at - 1]?.page.name
  const parts = form.parts.filter((part) =>
    part.pages.some((p) => walked.pages.some((w) => w.page.name === p.name)),
  )
  const partAt = parts.findIndex((part) => part.pages.some((one) => one.name === pageName))
  return {
    form,
    page,
    shown: here.shown,
    walked,
    listener: listenerOf(form, walked),
    typed: said.typed ?? fieldsOf(page, state),
    problems: said.problems ?? [],
    seen: seenOf(page, state),
    before,
    part: { title: parts[partAt]?.title ?? '', left: parts.length - partAt - 1 },
    notices: walked.notices.filter((notice) => notice.page === before).map((notice) => notice.show),
    canSend: walked.missing.length === 0,
  }
}

/** What the fields of a page hold, from its draft. */
export function fieldsOf(page: NamedPage, state: DraftState): Typed {
  return state.typed[page.name] ?? { ...fillPage(page, state.answers), ...(state.unread[page.name] ?? {}) }
}

/** A short mark of what a page showed. Two devices are compared by it, not by the draft's version. */
export function seenOf(page: NamedPage, state: DraftState): string {
  const fields = Object.entries(fieldsOf(page, state)).sort(([a], [b]) => a.localeCompare(b))
  return keyedHash(JSON.stringify(fields), 'page-seen').slice(0, 16)
}
