import { groupNumbers, groupTyped, withGroup, withoutGroup } from '#src/forms/controls/repeat.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import type { Surroundings } from '#src/forms/engine/derive.ts'
import { type Form, questionOn } from '#src/forms/engine/form.ts'
import { withHidden } from '#src/forms/engine/hidden.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { isFieldOf } from '#src/forms/engine/read-answer.ts'
import { fillPage, isOwnField, type PageRead, readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { firstQuestionOf, type Stop, stopsOf } from '#src/forms/engine/stops.ts'
import { canSend, type Walk, walk, withPassed } from '#src/forms/engine/walk.ts'
import { type DraftState, fieldsOf } from './draft-state.ts'
import type { PageAction } from './page-action.ts'
import { afterTyping, type Device, asShownHere } from './resumed-device.ts'

/** What came back from one page of a form. */
export interface PostedPage {
  readonly form: Form
  readonly page: NamedPage
  /** Its fields as they came. What begins with `_` is the page's own: `_asked`, `_from`, `_seen`. */
  readonly typed: Typed
  readonly action: PageAction
  /** Problems found before the page was read, such as a file that cannot be taken. */
  readonly problems?: readonly Problem[]
  /** How the person reads it from now on. */
  readonly reading?: ReadingStyle | undefined
}

/** The draft that the page belongs to, as it was loaded. */
export interface DraftBefore {
  readonly state: DraftState
  /** Undefined while there is no draft. */
  readonly device: Device | undefined
  /** What the page showed is not what the draft holds now: it was changed on another device, or in another tab. */
  readonly isStale: boolean
}

/** What becomes of a draft. `walked` is the walk of `state`: of the answers that are to be kept. */
export type NextState =
  /** To a page, a question of it where it is not the one it opens with, and a group of it that a button is about. */
  | {
      readonly is: 'go'
      readonly state: DraftState
      readonly walked: Walk
      readonly to: string
      readonly question?: string
      readonly group?: string
    }
  /** Kept, and shown with what was typed, which going to the page would not show on a device that came back. */
  | { readonly is: 'shown'; readonly state: DraftState; readonly walked: Walk; readonly typed: Typed }
  /** Kept as typed, with something to put right. */
  | {
      readonly is: 'problems'
      readonly state: DraftState
      readonly walked: Walk
      readonly typed: Typed
      readonly problems: readonly Problem[]
    }
  /** Nothing is kept: these questions have other answers than the page showed, and than were typed on it. */
  | { readonly is: 'changed-elsewhere'; readonly walked: Walk; readonly changed: readonly string[] }
  /** Nothing is kept: the page does not apply. */
  | { readonly is: 'no-such-page' }

/**
 * What becomes of a draft once a page of it came back: a value in, a value out. The form is walked once, with what was
 * typed; a page that came from the check page is walked as it was before too, to tell what it has opened.
 */
export function nextState(posted: PostedPage, draft: DraftBefore, surroundings: Surroundings): NextState {
  const { form, page, action } = posted
  const given = typedAfter(posted, draft.state)
  const state = afterTyping(form, page, given, draft.state, draft.device)
  const isResumed = draft.device?.isResumed === true
  const stored = fieldsOf(page, state)
  const only = questionPosted(posted)
  const whole = onWholePage(page, only, stored, given)
  const typed = isResumed ? withHidden(form, page, state.answers, stored, whole) : whole
  if (draft.isStale && !sameFields(typed, stored)) {
    const walked = walk(form, draft.state, surroundings)
    const changed = changedQuestions(page, typed, stored)
    if (changed.length > 0 && isAsked(asShownHere(walked, draft.state), page))
      return { is: 'changed-elsewhere', walked, changed }
  }
  const saidBefore = {
    ...fillPage(page, state.answers),
    ...state.unread[page.name],
    ...state.pointedOut[page.name],
  }
  const read = readPage(form, page, typed, state, surroundings, saidBefore, only)
  const kept = keptAnswers(posted, state, read)
  if (isKeptOnly(action) && !posted.problems?.length) {
    return keptAsTyped(posted, draft, { state, kept, given, typed, only, walked: read.walked })
  }
  const problems = allProblems(posted, read)
  const pointedOut = only === undefined ? {} : withoutFieldsOf(page, only, state.pointedOut[page.name] ?? {})
  const passed = { ...state.passed, [page.name]: [...read.shown] }
  const after = withPassed(read.walked, passed)
  // What was typed in questions still to come on this page is not an answer yet.
  const isHalf = only !== undefined && page.name in state.typed && isOpen(after, page)
  // Sending what is there needs only the facts that must be there: whatever else is wrong goes as it stands.
  if (problems.length === 0 || (action.is === 'send' && canSend(form, after))) {
    const next: DraftState = {
      ...kept,
      easyRead: easyReadAfter(state, page, only),
      passed,
      removed: without(state.removed ?? {}, page.name),
      typed: isHalf ? { ...state.typed, [page.name]: typed } : without(state.typed, page.name),
      pointedOut: isHalf
        ? { ...state.pointedOut, [page.name]: pointedOut }
        : without(state.pointedOut, page.name),
    }
    const before = () => asShownHere(walk(form, draft.state, surroundings), draft.state)
    const there = whereNext(posted, asShownHere(after, next), before)
    return { is: 'go', state: next, walked: after, ...there }
  }
  const stillPassed = only === undefined ? [] : (state.passed[page.name] ?? []).filter((id) => id !== only)
  const again: DraftState = {
    ...kept,
    passed:
      stillPassed.length > 0
        ? { ...state.passed, [page.name]: stillPassed }
        : without(state.passed, page.name),
    typed: { ...state.typed, [page.name]: typed },
    pointedOut: {
      ...state.pointedOut,
      [page.name]: { ...pointedOut, ...(only === undefined ? typed : given) },
    },
  }
  const walked = withPassed(read.walked, again.passed)
  return isAsked(asShownHere(walked, again), page)
    ? { is: 'problems', state: again, walked, typed: given, problems }
    : { is: 'no-such-page' }
}

const changesGroups = ({ is }: PageAction): boolean => ['add-group', 'remove-group', 'put-back'].includes(is)

/** Buttons that keep what is typed, whatever it is, and check nothing. */
const isKeptOnly = (action: PageAction): boolean =>
  changesGroups(action) || ['stay', 'save', 'style'].includes(action.is)

/** What was typed, kept without being checked: the page stays where it is, or the way to come back is shown. */
function keptAsTyped(
  posted: PostedPage,
  { device }: DraftBefore,
  now: {
    state: DraftState
    kept: DraftState
    given: Typed
    typed: Typed
    only: string | undefined
    walked: Walk
  },
): NextState {
  const { page, action } = posted
  const { walked, only, given } = now
  const state = {
    ...now.kept,
    typed: { ...now.state.typed, [page.name]: now.typed },
    removed: removedAfter(posted, now.state),
  }
  if (action.is === 'save') return { is: 'go', state, walked, to: `save?page=${page.name}` }
  const isShown = device?.isResumed === true && (changesGroups(action) || action.is === 'style')
  if (isShown && isAsked(asShownHere(walked, state), page))
    return { is: 'shown', state, walked, typed: given }
  return {
    is: 'go',
    state,
    walked,
    to: page.name,
    ...(only === undefined || action.is === 'style' ? {} : { question: only }),
    ...groupAfter(posted, now.state, given),
  }
}

/** What was found before the page was read comes first, and is said once for each field. */
function allProblems({ problems = [] }: PostedPage, read: PageRead): Problem[] {
  const isSaid = ({ field }: Problem) => problems.some((one) => one.field === field)
  return [...problems, ...read.problems.filter((problem) => !isSaid(problem))]
}

const isAsked = (walked: Walk, page: NamedPage): boolean =>
  walked.pages.some((one) => one.page.name === page.name)

/** The one question that the page showed when it was posted; undefined where it showed all of them. */
export const questionPosted = ({ page, typed }: Pick<PostedPage, 'page' | 'typed'>): string | undefined => {
  const asked = typed['_asked']?.[0]
  return asked !== undefined && questionOn(page, asked) ? asked : undefined
}

/** What the fields of the whole page hold, when only those of one question were shown. */
function onWholePage(page: NamedPage, only: string | undefined, stored: Typed, given: Typed): Typed {
  return only === undefined ? given : { ...withoutFieldsOf(page, only, stored), ...given }
}

const withoutFieldsOf = (page: NamedPage, id: string, fields: Typed): Typed => {
  const question = questionOn(page, id)
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => !question || !isFieldOf(id, question, field)),
  )
}

const answersIn = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([field]) => !isOwnField(field)))

/** What the fields hold after the button: a group more, or one less. */
export function typedAfter({ typed, action, page }: PostedPage, { removed }: DraftState): Typed {
  const answers = answersIn(typed)
  if (action.is === 'put-back') {
    const last = removed?.[page.name]
    return last?.question === action.question ? withGroup(answers, last) : answers
  }
  if (action.is === 'remove-group') return withoutGroup(action.question, answers, action.group ?? 0)
  if (action.is !== 'add-group') return answers
  const next = (groupNumbers(action.question, answers).at(-1) ?? 0) + 1
  return { ...answers, [`${action.question}-${next}-`]: [''] }
}

/** Where the button leads to on its page: the new group, the one that is back, or the question one was taken out of. */
function groupAfter({ action, page }: PostedPage, { removed }: DraftState, given: Typed): { group?: string } {
  switch (action.is) {
    case 'add-group':
      return { group: `${action.question}-${groupNumbers(action.question, given).at(-1) ?? 1}` }
    case 'put-back':
      return { group: `${action.question}-${removed?.[page.name]?.group ?? 1}` }
    case 'remove-group':
      return { group: action.question }
    default:
      return {}
  }
}

/** The groups that can be put back: the last one taken out of each page. */
function removedAfter({ typed, action, page }: PostedPage, { removed = {} }: DraftState) {
  if (action.is === 'put-back') return without(removed, page.name)
  if (action.is !== 'remove-group') return removed
  const last = groupTyped(action.question, answersIn(typed), action.group ?? 0)
  return last ? { ...removed, [page.name]: last } : without(removed, page.name)
}

const isOpen = (walked: Walk, page: NamedPage): boolean =>
  walked.pages.some((one) => one.page.name === page.name && !one.done)

/** Questions last answered in Easy Read, once this page is continued past. */
function easyReadAfter({ easyRead = [] }: DraftState, page: NamedPage, only: string | undefined): string[] {
  if (only !== undefined) return [...new Set([...easyRead, only])]
  return easyRead.filter((id) => !(id in page.ask))
}

/** The state with this page's answers in it, and what could not be read as one. */
function keptAnswers({ page, ...posted }: PostedPage, state: DraftState, read: PageRead): DraftState {
  const reading = posted.reading ?? state.reading
  return {
    ...state,
    ...(reading ? { reading } : {}),
    answers: withAnswers(state.answers, read.answers),
    unread:
      Object.keys(read.unread).length > 0
        ? { ...state.unread, [page.name]: read.unread }
        : without(state.unread, page.name),
  }
}

/** Where Continue leads: to a page, and to a question where that is not the one the page opens with. */
function whereNext(posted: PostedPage, after: Walk, before: () => Walk): { to: string; question?: string } {
  const { page } = posted
  if (after.pages.some((one) => one.page.name === page.name && one.stops)) return { to: 'come-back-safely' }
  if (posted.action.is === 'send') return { to: 'check' }
  const only = questionPosted(posted)
  const oneByOne = posted.reading === 'easy-read'
  const next = nextStop(
    posted,
    stopsOf(after, oneByOne),
    () => stopsOf(before(), oneByOne),
    (stop) => stop.page === page.name && (!oneByOne || only === undefined || stop.question === only),
  )
  if (!next) return { to: 'check' }
  const there = after.pages.find((one) => one.page.name === next.page)
  const opensWith = there && firstQuestionOf(there)
  const { question } = next
  return { to: next.page, ...(question === undefined || question === opensWith ? {} : { question }) }
}

/** The stop after the one just left; undefined when only the check page is. */
function nextStop(
  { form, typed }: PostedPage,
  stops: readonly Stop[],
  before: () => readonly Stop[],
  isHere: (stop: Stop) => boolean,
): Stop | undefined {
  const isSame = (one: Stop) => (two: Stop) => one.page === two.page && one.question === two.question
  const firstOpen = (among: readonly Stop[]) => among.find((one) => !one.isDone)
  if (typed['_from']?.[0] === 'check') {
    // Changed from the check page: only what this change has opened is asked.
    const were = before()
    return stops.find((one) => !one.isDone && (were.find(isSame(one))?.isDone ?? true))
  }
  const following = stops.findLastIndex(isHere) + 1
  if (form.anyOrder) return firstOpen(stops.slice(following)) ?? firstOpen(stops)
  return firstOpen(stops.slice(0, following)) ?? stops[following]
}

/** The questions whose fields hold something else than was typed. */
function changedQuestions(page: NamedPage, typed: Typed, stored: Typed): string[] {
  return Object.entries(page.ask).flatMap(([id, question]) => {
    const owned = (fields: Typed) =>
      Object.fromEntries(
        Object.entries(fields).filter(([field]) => question.control.owns(id, field) || field === `${id}-out`),
      )
    return sameFields(owned(typed), owned(stored)) ? [] : [id]
  })
}

const sameFields = (a: Typed, b: Typed): boolean => {
  const plain = (fields: Typed) =>
    JSON.stringify(
      Object.entries(fields)
        .map(
          ([field, values]) => [field, values.map((value) => value.trim().replace(/\r\n?/g, '\n'))] as const,
        )
        .filter(([, values]) => values.some((value) => value !== ''))
        .sort(([x], [y]) => x.localeCompare(y)),
    )
  return plain(a) === plain(b)
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
