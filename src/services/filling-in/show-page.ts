import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { findHiddenDraft, findOpenDraft, isSeenAnew, updateDraftDeviceSeen } from '#db/queries/drafts.ts'
import { keyedHash } from '#db/sealing.ts'
import type { RemovedGroup } from '#src/forms/controls/repeat.ts'
import type { NamedPage, NoticeName } from '#src/forms/engine/block.ts'
import { questionsRead } from '#src/forms/engine/conditions.ts'
import { findPage, type Form, pagesOf, questionOn } from '#src/forms/engine/form.ts'
import { isHidden, shownAgain, walkShownAgain, withoutHidden } from '#src/forms/engine/hidden.ts'
import type { AnyQuestion, Problem, Typed } from '#src/forms/engine/question.ts'
import { isFieldOf, outField } from '#src/forms/engine/read-answer.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { questionAt, stopsOf } from '#src/forms/engine/stops.ts'
import { canSend, type Walk, type WalkedPage } from '#src/forms/engine/walk.ts'
import type { Listener } from '#src/forms/engine/words.ts'
import { openState, visitHash } from './drafts.ts'
import { type DraftState, emptyState, fieldsOf } from './draft-state.ts'
import { asDate } from '#db/moments.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { onDevice, walkOnDevice } from './resumed-device.ts'

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
  /** A group just taken out, which can be put back. */
  removed: Pick<RemovedGroup, 'question' | 'group'> | undefined
  /** What the page showed, so that a later save from another device can be noticed. */
  seen: string
  /** The page before this one; undefined on the first. */
  before: string | undefined
  /** The one question shown, where the page is asked question by question. */
  question: string | undefined
  /** It is the first of its page. */
  isFirstQuestion: boolean
  /** What comes before it: on the same page or the one before, with the question there. Undefined on the first. */
  back: { page: string; question: string | undefined } | undefined
  /** The part this page is in, and how many parts come after it. */
  part: { title: string; left: number }
  /** What answers on the page before have raised. */
  notices: readonly NoticeName[]
  /** Enough is there to send without going on. */
  canSend: boolean
  /** Whose details the page is about; undefined where that is not known yet, or the page says it itself. */
  about: Whose | undefined
  /** There is a code to come back to these answers with. */
  hasCode: boolean
}

export type ShownPage =
  /** `opened`: the draft it was drawn from; undefined where there is none yet. */
  | { is: 'page'; view: PageView; opened: OpenedDraft | undefined }
  | { is: 'redirect'; to: string }
  | { is: 'no-draft' }

/** A draft as this request has loaded and walked it, for whatever else of the page is drawn from it. */
export interface OpenedDraft {
  draft: { isResumed: boolean; concernId: string | null }
  state: DraftState
  walked: Walk
}

/** The draft of this device as it stands, if there is one that it may read. */
export async function findProgress(form: Form, visit: string | undefined, now: Temporal.Instant) {
  if (visit === undefined) return undefined
  const at = asDate(now)
  const draft = await read((db) => findOpenDraft(db, visitHash(visit), form.id, at))
  if (!draft) return undefined
  if (draft.codeHash !== null && isSeenAnew(draft.seenAt, at)) {
    await read((db) => updateDraftDeviceSeen(db, draft.visitHash, draft.id, at))
  }
  return { draft, state: onDevice(draft, openState(draft)) }
}

/** The draft of this device that only its code opens now, since nothing was pressed for a while. */
export async function findBehindCode(form: Form, visit: string | undefined, now: Temporal.Instant) {
  if (visit === undefined) return undefined
  const draft = await read((db) => findHiddenDraft(db, visitHash(visit), form.id, asDate(now)))
  return draft ? { draft, state: onDevice(draft, openState(draft)) } : undefined
}

/**
 * A question page to read, or where to go instead: to the first unfinished page when this one cannot be
 * reached yet. The first page opens without a draft.
 * @param as How it is read, and of a page that is asked question by question the question asked for.
 */
export async function showPage(
  form: Form,
  pageName: string,
  visit: string | undefined,
  now: Temporal.Instant,
  as: Pick<Said, 'reading' | 'question'> = {},
): Promise<ShownPage> {
  const found = await findProgress(form, visit, now)
  const first = pagesOf(form)[0]?.name
  // The first page says nothing of answers behind a code: somebody else may be starting here.
  if (!found && pageName !== first && (!form.anyOrder || (await findBehindCode(form, visit, now)))) {
    return { is: 'no-draft' }
  }
  const state = found?.state ?? emptyState()
  const walked = walkOnDevice(form, state, surroundingsAt(now))
  if (!canReach(form, walked, pageName)) return { is: 'redirect', to: walked.next ?? 'check' }
  const view = viewOf(form, pageName, state, walked, { draft: found?.draft, ...as })
  const opened = found && { ...found, walked }
  return view ? { is: 'page', view, opened } : { is: 'redirect', to: walked.next ?? 'check' }
}

/** A page can be reached when it applies and, in a form that has an order, every page before it is done. */
function canReach(form: Form, walked: Walk, pageName: string): boolean {
  const at = walked.pages.findIndex((one) => one.page.name === pageName)
  return at >= 0 && (form.anyOrder === true || walked.pages.slice(0, at).every((one) => one.done))
}

/** What a page is drawn with besides its draft. */
interface Said {
  typed?: Typed
  problems?: readonly Problem[]
  draft?: { isResumed: boolean; codeHash: string | null } | undefined
  reading?: ReadingStyle | undefined
  /** The question to show, in Easy Read. */
  question?: string | undefined
}

/** The page as it is drawn from a draft; undefined when it does not apply. What was just typed is always shown. */
export function viewOf(
  form: Form,
  pageName: string,
  state: DraftState,
  walked: Walk,
  said: Said = {},
): PageView | undefined {
  const page = findPage(form, pageName)
  const at = walked.pages.findIndex((one) => one.page.name === pageName)
  const here = walked.pages[at]
  if (!page || !here) return undefined
  const stored = fieldsOf(page, state)
  const isAgain = said.draft?.isResumed === true
  const drawn = isAgain ? walkShownAgain(form, walked) : walked
  const before = walked.pages[at - 1]?.page.name
  const oneByOne = said.reading === 'easy-read'
  const question = oneByOne ? questionAt(here, said.question, form.anyOrder) : undefined
  const stops = stopsOf(walked, oneByOne)
  const stopBefore = stops[stops.findIndex((one) => one.page === pageName && one.question === question) - 1]
  const again = isAgain ? shownAgain(form, here.shown, state.answers, stored) : here.shown
  const parts = form.parts.filter((part) =>
    part.pages.some((p) => walked.pages.some((w) => w.page.name === p.name)),
  )
  const partAt = parts.findIndex((part) => part.pages.some((one) => one.name === pageName))
  return {
    form,
    page,
    shown: oneByOne ? shownAlone(again, here, question) : again,
    walked: drawn,
    listener: listenerOf(form, drawn, said.reading),
    typed: said.typed ?? (isAgain ? withoutHidden(form, page, state.answers, stored) : stored),
    problems: inPageOrder(said.problems ?? [], here.shown),
    removed: removedFrom(form, page, state, isAgain),
    seen: seenOf(page, state, question),
    before,
    question,
    isFirstQuestion: question === here.asked[0]?.id,
    back: stopBefore && { page: stopBefore.page, question: stopBefore.question },
    part: { title: parts[partAt]?.title ?? '', left: parts.length - partAt - 1 },
    notices: walked.notices
      .filter((notice) => notice.page === before && (!isAgain || state.shownHere?.includes(notice.page)))
      .map((notice) => notice.show),
    canSend: canSend(form, walked),
    about: page.saysWhose ? undefined : whoseDetails(form, drawn, pageName),
    hasCode: (said.draft?.codeHash ?? null) !== null,
  }
}

/** The group that can be put back; none whose answers stay hidden on a device that came back. */
function removedFrom(form: Form, page: NamedPage, state: DraftState, isAgain: boolean) {
  const removed = state.removed?.[page.name]
  const question = removed && page.ask[removed.question]
  if (!question) return undefined
  return isAgain && isHidden(form, removed.question, question, state.answers[removed.question])
    ? undefined
    : removed
}

/** One question of a page, with the answers that are offered now and nothing left to depend on. */
function shownAlone(
  shown: WalkedPage['shown'],
  { asked }: WalkedPage,
  question: string | undefined,
): WalkedPage['shown'] {
  const offered = asked.find(({ id }) => id === question)?.question
  return shown
    .filter(({ id }) => id === question)
    .map((one) => ({
      ...one,
      onlyIf: undefined,
      question: offered ? { ...offered, asks: { ...offered.asks, ...hintOf(one.question) } } : one.question,
    }))
}

const hintOf = ({ asks }: AnyQuestion) => (asks.hint === undefined ? {} : { hint: asks.hint })

/** Whose details somebody is giving: their own, or those of a person by name ("the person" without one). */
export type Whose = { is: 'reader' } | { is: 'person'; name: string }

/**
 * Whose details the form is about, once the questions that tell are behind. Nothing in a form that asks about
 * no one person, and in a safeguarding concern, where a name at the top could be read over a shoulder.
 * @param before Only what comes before this page tells. Left out, everything does.
 */
export function whoseDetails(form: Form, walked: Walk, before?: string): Whose | undefined {
  if (form.isSafeguarding || form.nameFrom.length === 0) return undefined
  const end = before === undefined ? -1 : walked.pages.findIndex((one) => one.page.name === before)
  const behind = end < 0 ? walked.pages : walked.pages.slice(0, end)
  const telling = questionsRead(form.reader.you)
  const isTold = (id: string) => behind.some((one) => one.done && one.shown.some((shown) => shown.id === id))
  if (!telling.every(isTold)) return undefined
  const { voice, slots } = listenerOf(form, walked)
  if (voice === 'you') return { is: 'reader' }
  const name = slots['name'] ?? ''
  if (voice === 'behalf') return { is: 'person', name }
  const full = ['first-name', 'last-name'].flatMap((id) => {
    const answer = walked.counts[id]
    return answer && 'value' in answer && typeof answer.value === 'string' ? [answer.value] : []
  })
  return { is: 'person', name: full.join(' ') || name }
}

/** Problems in the order of the page's questions, those of no question first. */
const inPageOrder = (problems: readonly Problem[], shown: WalkedPage['shown']): Problem[] => {
  const at = ({ field }: Problem) =>
    shown.findIndex(
      ({ id, question }) => field === id || field === outField(id) || question.control.owns(id, field),
    )
  return problems.toSorted((a, b) => at(a) - at(b))
}

/**
 * A short mark of what a page showed. Two devices are compared by it, not by the draft's version.
 * @param question The one question that was shown; left out, all of them were.
 */
export function seenOf(page: NamedPage, state: DraftState, question?: string): string {
  const asked = question === undefined ? undefined : questionOn(page, question)
  const fields = Object.entries(fieldsOf(page, state))
    .filter(([field]) => !asked || isFieldOf(question ?? '', asked, field))
    // A box left empty looks like one that was never there; the mark of an empty group does not.
    .filter(([field, values]) => field.endsWith('-') || values.some((value) => value !== ''))
    .sort(([a], [b]) => a.localeCompare(b))
  return keyedHash(JSON.stringify(fields), 'page-seen').slice(0, 16)
}
