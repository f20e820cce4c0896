import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, type Tx, transact } from '#db/client.ts'
import { findSentDraft, insertDraft, updateDraft } from '#db/queries/drafts.ts'
import { findPage, type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import { holds } from '#src/forms/engine/conditions.ts'
import { withHidden } from '#src/forms/engine/hidden.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { isFieldOf } from '#src/forms/engine/read-answer.ts'
import { fillPage, isOwnField, type PageRead, readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import { withoutRefused } from '#src/forms/engine/refused.ts'
import { type ReadingStyle, readingStyleOf } from '#src/forms/engine/reading-style.ts'
import { firstQuestionOf, type Stop, stopsOf } from '#src/forms/engine/stops.ts'
import type { Walk } from '#src/forms/engine/walk.ts'
import { say } from '#src/forms/engine/words.ts'
import { groupNumbers, groupTyped, withGroup, withoutGroup } from '#src/forms/controls/repeat.ts'
import { type DraftState, draftExpiry, emptyState, sealState, visitHash } from './drafts.ts'
import { asDate } from '#db/moments.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { type ConcernDraft, hasConcern, saveConcern } from './save-concern.ts'
import {
  canSend,
  fieldsOf,
  findBehindCode,
  findProgress,
  type PageView,
  seenOf,
  viewOf,
} from './show-page.ts'
import { withoutTaken } from './carried-over.ts'
import { afterTyping, walkLed } from './resumed-device.ts'

/** Which button was pressed. Anything unknown is Continue: Enter never sends or saves and leaves. */
export type PageAction =
  | { is: 'continue' }
  | { is: 'send' }
  | { is: 'stay' }
  /** Keep what is typed, and go to the page that tells how to come back. */
  | { is: 'save' }
  | { is: 'add-group' | 'remove-group' | 'put-back'; question: string; group?: number }
  /** Keep what is typed, and show it in another way of reading. */
  | { is: 'style'; style: ReadingStyle }

/** Reads the value of the button `_do`. */
export function actionOf(typed: Typed): PageAction {
  const [verb, question = '', group] = (typed['_do']?.[0] ?? '').split(':')
  switch (verb) {
    case 'send':
      return { is: 'send' }
    case 'save':
      return { is: 'save' }
    case 'upload':
    case 'remove-file':
      return { is: 'stay' }
    case 'style': {
      const style = readingStyleOf(question)
      return style ? { is: 'style', style } : { is: 'stay' }
    }
    case 'add':
      return { is: 'add-group', question }
    case 'remove':
      return { is: 'remove-group', question, group: Number(group) }
    case 'put-back':
      return { is: 'put-back', question }
    default:
      return { is: 'continue' }
  }
}

export type SavedPage =
  /**
   * To a page of the form, and to a question of it where it is not the one the page opens with; `group` is the id
   * of what a button just added, put back or took something out of.
   */
  | { is: 'go'; to: string; question?: string; group?: string }
  /** Something to put right (422): the page again, with everything typed. */
  | { is: 'problems'; view: PageView }
  /** Another device or tab changed the same answers since (409): the page again, with what changed. */
  | { is: 'changed-elsewhere'; view: PageView; changed: readonly string[] }
  /** Nothing to put right, and what was just typed would not be shown by going back to the page. */
  | { is: 'shown'; view: PageView }
  /** Kept, but only the code opens these answers now. */
  | { is: 'hidden' }
  | { is: 'already-sent' }
  | { is: 'no-such-page' }

interface Save {
  form: Form
  pageName: string
  /** The device's cookie. */
  visit: string
  typed: Typed
  action: PageAction
  now: Temporal.Instant
  /** Problems found before the page was read, such as a file that cannot be taken. */
  problems?: readonly Problem[]
  /** How the person reads it from now on. */
  reading?: ReadingStyle | undefined
}

const MOST_TRIES = 6

/**
 * Keeps what was typed on one page, whatever it is, and says where to go next. Saved with one update that
 * names the version it was read at, tried again when another save came between.
 */
export async function savePage(given: Save): Promise<SavedPage> {
  const page = findPage(given.form, given.pageName)
  if (!page) return { is: 'no-such-page' }
  const refused = withoutRefused(page, given.typed)
  const problems = [...(given.problems ?? []), ...refused.problems]
  const save = { ...given, typed: refused.typed, problems, action: onlyOn(page, given.action) }
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const found = await findProgress(save.form, save.visit, save.now)
    const behind = found ? undefined : await findSameBehindCode(save, page)
    if (behind) {
      const kept = nextState({ ...save, action: { is: 'save' }, problems: [] }, page, behind)
      if ('state' in kept && (await keep(save, behind.draft, kept.state))) return { is: 'hidden' }
      continue
    }
    if (!found && (await wasSent(save, page))) return { is: 'already-sent' }
    const outcome = nextState(save, page, found)
    if (!('state' in outcome)) return outcome
    const { state, result } = outcome
    const leadsTo = result.is === 'go' && save.action.is !== 'save' ? result.to : undefined
    if (await keep(save, found?.draft, state, leadsTo)) return result
  }
  // Six saves of one draft at the same moment: what this page held is given back, nothing is lost.
  const found = await findProgress(save.form, save.visit, save.now)
  const view = found && problemView(save, page, found, [{ field: '', message: BUSY }])
  return view ? { is: 'problems', view } : { is: 'no-such-page' }
}

/** A button for groups that are not on the page: nobody was offered it, and its name may be anything. */
const onlyOn = (page: NamedPage, action: PageAction): PageAction =>
  'question' in action && page.ask[action.question]?.kind !== 'repeat' ? { is: 'stay' } : action

const BUSY = 'Your answers were being saved from somewhere else at the same moment. Press Continue again'

/**
 * The draft that went behind its code while this very page was open: what was typed belongs in it, and only
 * somebody who had the page open knows what it showed. The first page opens for anybody who starts here.
 */
async function findSameBehindCode(save: Save, page: NamedPage): Promise<Progress | undefined> {
  if (isFirst(save.form, page)) return undefined
  const behind = await findBehindCode(save.form, save.visit, save.now)
  return behind && save.typed['_seen']?.[0] === seenOf(page, behind.state, onlyOf(save, page))
    ? behind
    : undefined
}

/** A page other than the first, with no draft but a receipt on this device: it is sent, not lost. */
async function wasSent(save: Save, page: NamedPage): Promise<boolean> {
  if (isFirst(save.form, page)) return false
  return (await read((db) => findSentDraft(db, visitHash(save.visit), save.form.id))) !== undefined
}

const isFirst = (form: Form, page: NamedPage): boolean => pagesOf(form)[0]?.name === page.name

/**
 * Saves the draft. Where its answers call for a safeguarding concern, that is saved with it or not at all.
 * @param leadsTo Where the person goes next: the page on which they are told of it.
 * @returns False when another save came between.
 */
async function keep(
  save: Save,
  draft: (ConcernDraft & { version: number }) | undefined,
  given: DraftState,
  leadsTo?: string,
): Promise<boolean> {
  const { form, now } = save
  const answered = withoutTaken(form, given)
  const times = { now: asDate(now), expiresAt: draftExpiry(form, now) }
  const withConcern = hasConcern(form, draft, answered, now)
  const state = withConcern ? toldOn(answered, leadsTo) : answered
  if (draft && !withConcern) return read((db) => updateDraft(db, draft, sealState(draft.id, state), times))
  return transact(async (tx) => {
    const kept = draft
      ? (await updateDraft(tx, draft, sealState(draft.id, state), times)) && draft
      : await insertNew(tx, save, state, times)
    if (!kept) return false
    if (withConcern) await saveConcern(tx, form, kept, state, now)
    return true
  })
}

const insertNew = (
  tx: Tx,
  { form, visit }: Save,
  state: DraftState,
  times: { now: Date; expiresAt: Date },
) => {
  const id = randomUUID()
  return insertDraft(tx, {
    id,
    visitHash: visitHash(visit),
    form: form.id,
    formVersion: form.version,
    state: sealState(id, state),
    createdAt: times.now,
    updatedAt: times.now,
    expiresAt: times.expiresAt,
  })
}

/** Told once, on the page that comes next. */
const toldOn = (state: DraftState, page: string | undefined): DraftState =>
  page === undefined || state.concernToldOn !== undefined ? state : { ...state, concernToldOn: page }

/** The one question that the page showed when it was posted; undefined where it showed all of them. */
const onlyOf = ({ typed }: Save, page: NamedPage): string | undefined => {
  const asked = typed['_asked']?.[0]
  return asked !== undefined && asked in page.ask ? asked : undefined
}

/** What the fields of the whole page hold, when only those of one question were shown. */
function onWholePage(page: NamedPage, only: string | undefined, stored: Typed, given: Typed): Typed {
  return only === undefined ? given : { ...withoutFieldsOf(page, only, stored), ...given }
}

const withoutFieldsOf = (page: NamedPage, id: string, fields: Typed): Typed => {
  const question = page.ask[id]
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => !question || !isFieldOf(id, question, field)),
  )
}

type Outcome = { state: DraftState; result: SavedPage } | Exclude<SavedPage, { is: 'go' }>

type Progress = NonNullable<Awaited<ReturnType<typeof findProgress>>>

function nextState(save: Save, page: NamedPage, found: Progress | undefined): Outcome {
  const { form, action } = save
  const draft = found?.draft
  const stateBefore = found?.state ?? emptyState()
  const given = typedAfter(save, stateBefore)
  const state = afterTyping(form, page, given, stateBefore, draft)
  const surroundings = surroundingsAt(save.now)
  const stored = fieldsOf(page, state)
  const only = onlyOf(save, page)
  const whole = onWholePage(page, only, stored, given)
  const typed = draft?.isResumed ? withHidden(form, page, state.answers, stored, whole) : whole
  const seen = save.typed['_seen']?.[0]
  if (found && seen !== undefined && seen !== seenOf(page, state, only) && !sameFields(typed, stored)) {
    const view = problemView(save, page, found, [])
    const changed = view ? changedTitles(page, view, typed, stored) : []
    if (view && changed.length > 0) return { is: 'changed-elsewhere', view, changed }
  }
  const saidBefore = {
    ...fillPage(page, state.answers),
    ...state.unread[page.name],
    ...state.told[page.name],
  }
  const read = readPage(form, page, typed, state, surroundings, saidBefore, only)
  const saidFirst = save.problems ?? []
  const isSaid = ({ field }: Problem) => saidFirst.some((one) => one.field === field)
  const problems = [...saidFirst, ...read.problems.filter((problem) => !isSaid(problem))]
  const changesGroups = ['add-group', 'remove-group', 'put-back'].includes(action.is)
  const before = walkLed(form, stateBefore, surroundings)

  const isKeptOnly = changesGroups || ['stay', 'save', 'style'].includes(action.is)
  if (isKeptOnly && !save.problems?.length) {
    const kept = {
      ...keptAnswers(save, state, page, read),
      typed: { ...state.typed, [page.name]: typed },
      removed: removedAfter(save, state),
    }
    if (action.is === 'save') return { state: kept, result: { is: 'go', to: `save?page=${page.name}` } }
    const said = { typed: given, draft, reading: kept.reading, question: only }
    const view =
      (changesGroups || action.is === 'style') &&
      draft?.isResumed &&
      viewOf(form, page.name, kept, walkLed(form, kept, surroundings), said)
    const there = {
      to: page.name,
      ...(only === undefined || action.is === 'style' ? {} : { question: only }),
      ...groupAfter(save, state, given),
    }
    return { state: kept, result: view ? { is: 'shown', view } : { is: 'go', ...there } }
  }
  const told = only === undefined ? {} : withoutFieldsOf(page, only, state.told[page.name] ?? {})
  const withAnswersOnly: DraftState = {
    ...keptAnswers(save, state, page, read),
    easyRead: easyReadAfter(state, page, only),
    passed: { ...state.passed, [page.name]: [...read.shown] },
    removed: without(state.removed ?? {}, page.name),
    told: { ...state.told, [page.name]: told },
  }
  const after = walkLed(form, withAnswersOnly, surroundings)
  // What was typed in questions still to come on this page is not an answer yet.
  const isHalf = only !== undefined && page.name in state.typed && isOpen(after, page)
  const passed: DraftState = {
    ...withAnswersOnly,
    typed: isHalf ? { ...state.typed, [page.name]: typed } : without(state.typed, page.name),
    told: isHalf ? withAnswersOnly.told : without(state.told, page.name),
  }
  // Sending what is there needs only the facts that must be there: whatever else is wrong goes as it stands.
  if (problems.length === 0 || (action.is === 'send' && canSend(form, after))) {
    return { state: passed, result: { is: 'go', ...whereNext(save, page, before, after) } }
  }
  const stillPassed = only === undefined ? [] : (state.passed[page.name] ?? []).filter((id) => id !== only)
  const kept: DraftState = {
    ...keptAnswers(save, state, page, read),
    passed:
      stillPassed.length > 0
        ? { ...state.passed, [page.name]: stillPassed }
        : without(state.passed, page.name),
    typed: { ...state.typed, [page.name]: typed },
    told: { ...state.told, [page.name]: { ...told, ...(only === undefined ? typed : given) } },
  }
  const said = { typed: given, problems, draft, reading: kept.reading, question: only }
  const view = viewOf(form, page.name, kept, walkLed(form, kept, surroundings), said)
  return view ? { state: kept, result: { is: 'problems', view } } : { is: 'no-such-page' }
}

const answersIn = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([field]) => !isOwnField(field)))

/** What the fields hold after the button: a group more, or one less. */
function typedAfter({ typed, action, pageName }: Save, { removed }: DraftState): Typed {
  const answers = answersIn(typed)
  if (action.is === 'put-back') {
    const last = removed?.[pageName]
    return last?.question === action.question ? withGroup(answers, last) : answers
  }
  if (action.is === 'remove-group') return withoutGroup(action.question, answers, action.group ?? 0)
  if (action.is !== 'add-group') return answers
  const next = (groupNumbers(action.question, answers).at(-1) ?? 0) + 1
  return { ...answers, [`${action.question}-${next}-`]: [''] }
}

/** Where the button leads to on its page: the new group, the one that is back, or the question one was taken out of. */
function groupAfter({ action, pageName }: Save, { removed }: DraftState, given: Typed): { group?: string } {
  switch (action.is) {
    case 'add-group':
      return { group: `${action.question}-${groupNumbers(action.question, given).at(-1) ?? 1}` }
    case 'put-back':
      return { group: `${action.question}-${removed?.[pageName]?.group ?? 1}` }
    case 'remove-group':
      return { group: action.question }
    default:
      return {}
  }
}

/** The groups that can be put back: the last one taken out of each page. */
function removedAfter({ typed, action, pageName }: Save, { removed = {} }: DraftState) {
  if (action.is === 'put-back') return without(removed, pageName)
  if (action.is !== 'remove-group') return removed
  const last = groupTyped(action.question, answersIn(typed), action.group ?? 0)
  return last ? { ...removed, [pageName]: last } : without(removed, pageName)
}

const isOpen = (walked: Walk, page: NamedPage): boolean =>
  walked.pages.some((one) => one.page.name === page.name && !one.done)

/** Questions last answered in Easy Read, once this page is continued past. */
function easyReadAfter({ easyRead = [] }: DraftState, page: NamedPage, only: string | undefined): string[] {
  if (only !== undefined) return [...new Set([...easyRead, only])]
  return easyRead.filter((id) => !(id in page.ask))
}

/** The state with this page's answers in it, and what could not be read as one. */
function keptAnswers(save: Save, state: DraftState, page: NamedPage, read: PageRead): DraftState {
  const reading = save.reading ?? state.reading
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
function whereNext(
  save: Save,
  page: NamedPage,
  before: Walk,
  after: Walk,
): { to: string; question?: string } {
  if (page.stopsWhen && holds(page.stopsWhen, after.facts)) return { to: 'come-back-safely' }
  if (save.action.is === 'send') return { to: 'check' }
  const only = onlyOf(save, page)
  const oneByOne = save.reading === 'easy-read'
  const next = nextStop(
    save,
    stopsOf(after, oneByOne),
    stopsOf(before, oneByOne),
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
  save: Save,
  stops: readonly Stop[],
  before: readonly Stop[],
  isHere: (stop: Stop) => boolean,
): Stop | undefined {
  const isSame = (one: Stop) => (two: Stop) => one.page === two.page && one.question === two.question
  const firstOpen = (among: readonly Stop[]) => among.find((one) => !one.isDone)
  if (save.typed['_from']?.[0] === 'check') {
    return stops.find((one) => !one.isDone && (before.find(isSame(one))?.isDone ?? true))
  }
  const following = stops.findLastIndex(isHere) + 1
  if (save.form.anyOrder) return firstOpen(stops.slice(following)) ?? firstOpen(stops)
  return firstOpen(stops.slice(0, following)) ?? stops[following]
}

function problemView(save: Save, page: NamedPage, { draft, state }: Progress, problems: readonly Problem[]) {
  const walked = walkLed(save.form, state, surroundingsAt(save.now))
  const question = onlyOf(save, page)
  return viewOf(save.form, page.name, state, walked, {
    typed: typedAfter(save, state),
    problems,
    draft,
    reading: save.reading,
    question,
  })
}

function changedTitles(page: NamedPage, view: PageView, typed: Typed, stored: Typed): string[] {
  return Object.entries(page.ask).flatMap(([id, question]) => {
    const owned = (fields: Typed) =>
      Object.fromEntries(
        Object.entries(fields).filter(([field]) => question.control.owns(id, field) || field === `${id}-out`),
      )
    return sameFields(owned(typed), owned(stored)) ? [] : [say(question.asks.title, view.listener)]
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
