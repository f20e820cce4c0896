import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { findSentDraft, insertDraft, updateDraft } from '#db/queries/drafts.ts'
import { findPage, type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import { holds } from '#src/forms/engine/conditions.ts'
import { withHidden } from '#src/forms/engine/hidden.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { fillPage, isOwnField, type PageRead, readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { say } from '#src/forms/engine/words.ts'
import { groupNumbers, withoutGroup } from '#src/forms/controls/repeat.ts'
import {
  asDate,
  type DraftState,
  draftExpiry,
  emptyState,
  sealState,
  surroundingsAt,
  visitHash,
} from './drafts.ts'
import {
  canSend,
  fieldsOf,
  findBehindCode,
  findProgress,
  type PageView,
  seenOf,
  viewOf,
} from './show-page.ts'

/** Which button was pressed. Anything unknown is Continue: Enter never sends or saves and leaves. */
export type PageAction =
  | { is: 'continue' }
  | { is: 'send' }
  | { is: 'stay' }
  /** Keep what is typed, and go to the page that tells how to come back. */
  | { is: 'save' }
  | { is: 'add-group' | 'remove-group'; question: string; group?: number }

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
    case 'add':
      return { is: 'add-group', question }
    case 'remove':
      return { is: 'remove-group', question, group: Number(group) }
    default:
      return { is: 'continue' }
  }
}

export type SavedPage =
  | { is: 'go'; to: string }
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
}

const MOST_TRIES = 6

/**
 * Keeps what was typed on one page, whatever it is, and says where to go next. Saved with one update that
 * names the version it was read at, tried again when another save came between.
 */
export async function savePage(save: Save): Promise<SavedPage> {
  const page = findPage(save.form, save.pageName)
  if (!page) return { is: 'no-such-page' }
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
    if (await keep(save, found?.draft, outcome.state)) return outcome.result
  }
  // Six saves of one draft at the same moment: what this page held is given back, nothing is lost.
  const found = await findProgress(save.form, save.visit, save.now)
  const view = found && problemView(save, page, found, [{ field: '', message: BUSY }])
  return view ? { is: 'problems', view } : { is: 'no-such-page' }
}

const BUSY = 'Your answers were being saved from somewhere else at the same moment. Press Continue again'

/**
 * The draft that went behind its code while this very page was open: what was typed belongs in it, and only
 * somebody who had the page open knows what it showed. The first page opens for anybody who starts here.
 */
async function findSameBehindCode(save: Save, page: NamedPage): Promise<Progress | undefined> {
  if (isFirst(save.form, page)) return undefined
  const behind = await findBehindCode(save.form, save.visit, save.now)
  return behind && save.typed['_seen']?.[0] === seenOf(page, behind.state) ? behind : undefined
}

/** A page other than the first, with no draft but a receipt on this device: it is sent, not lost. */
async function wasSent(save: Save, page: NamedPage): Promise<boolean> {
  if (isFirst(save.form, page)) return false
  return (await read((db) => findSentDraft(db, visitHash(save.visit), save.form.id))) !== undefined
}

const isFirst = (form: Form, page: NamedPage): boolean => pagesOf(form)[0]?.name === page.name

async function keep(
  save: Save,
  draft: { id: string; version: number } | undefined,
  state: DraftState,
): Promise<boolean> {
  const { form, now } = save
  const times = { now: asDate(now), expiresAt: draftExpiry(form, now) }
  if (draft) return read((db) => updateDraft(db, draft, sealState(draft.id, state), times))
  const id = randomUUID()
  const made = await transact((tx) =>
    insertDraft(tx, {
      id,
      visitHash: visitHash(save.visit),
      form: form.id,
      formVersion: form.version,
      state: sealState(id, state),
      createdAt: times.now,
      updatedAt: times.now,
      expiresAt: times.expiresAt,
    }),
  )
  return made !== undefined
}

type Outcome = { state: DraftState; result: SavedPage } | Exclude<SavedPage, { is: 'go' }>

type Progress = NonNullable<Awaited<ReturnType<typeof findProgress>>>

function nextState(save: Save, page: NamedPage, found: Progress | undefined): Outcome {
  const { form, action } = save
  const draft = found?.draft
  const state = found?.state ?? emptyState()
  const surroundings = surroundingsAt(save.now)
  const stored = fieldsOf(page, state)
  const given = typedAfter(save)
  const typed = draft?.isResumed ? withHidden(form, page, state.answers, stored, given) : given
  const seen = save.typed['_seen']?.[0]
  if (found && seen !== undefined && seen !== seenOf(page, state) && !sameFields(typed, stored)) {
    const view = problemView(save, page, found, [])
    const changed = view ? changedTitles(page, view, typed, stored) : []
    if (view && changed.length > 0) return { is: 'changed-elsewhere', view, changed }
  }
  const saidBefore = {
    ...fillPage(page, state.answers),
    ...state.unread[page.name],
    ...state.told[page.name],
  }
  const read = readPage(form, page, typed, state, surroundings, saidBefore)
  const problems = [...(save.problems ?? []), ...read.problems]
  const changesGroups = action.is === 'add-group' || action.is === 'remove-group'
  const before = walk(form, state, surroundings)

  if ((changesGroups || action.is === 'stay' || action.is === 'save') && !save.problems?.length) {
    const kept = { ...keptAnswers(state, page, read), typed: { ...state.typed, [page.name]: typed } }
    if (action.is === 'save') return { state: kept, result: { is: 'go', to: `save?page=${page.name}` } }
    const said = { typed: given, draft }
    const view =
      changesGroups && draft?.isResumed && viewOf(form, page.name, kept, walk(form, kept, surroundings), said)
    return { state: kept, result: view ? { is: 'shown', view } : { is: 'go', to: page.name } }
  }
  const passed: DraftState = {
    ...keptAnswers(state, page, read),
    passed: { ...state.passed, [page.name]: [...read.shown] },
    typed: without(state.typed, page.name),
    told: without(state.told, page.name),
  }
  const after = walk(form, passed, surroundings)
  // Sending what is there needs only the facts that must be there: whatever else is wrong goes as it stands.
  if (problems.length === 0 || (action.is === 'send' && canSend(form, after))) {
    return { state: passed, result: { is: 'go', to: whereNext(save, page, before, after) } }
  }
  const kept: DraftState = {
    ...keptAnswers(state, page, read),
    passed: without(state.passed, page.name),
    typed: { ...state.typed, [page.name]: typed },
    told: { ...state.told, [page.name]: typed },
  }
  const said = { typed: given, problems, draft }
  const view = viewOf(form, page.name, kept, walk(form, kept, surroundings), said)
  return view ? { state: kept, result: { is: 'problems', view } } : { is: 'no-such-page' }
}

/** What the fields hold after the button: a group more, or one less. */
function typedAfter({ typed, action }: Save): Typed {
  const answers = Object.fromEntries(Object.entries(typed).filter(([field]) => !isOwnField(field)))
  if (action.is === 'remove-group') return withoutGroup(action.question, answers, action.group ?? 0)
  if (action.is !== 'add-group') return answers
  const next = (groupNumbers(action.question, answers).at(-1) ?? 0) + 1
  return { ...answers, [`${action.question}-${next}-`]: [''] }
}

/** The state with this page's answers in it, and what could not be read as one. */
function keptAnswers(state: DraftState, page: NamedPage, read: PageRead): DraftState {
  return {
    ...state,
    answers: withAnswers(state.answers, read.answers),
    unread:
      Object.keys(read.unread).length > 0
        ? { ...state.unread, [page.name]: read.unread }
        : without(state.unread, page.name),
  }
}

function whereNext(save: Save, page: NamedPage, before: Walk, after: Walk): string {
  if (page.stopsWhen && holds(page.stopsWhen, after.facts)) return 'come-back-safely'
  if (save.action.is === 'send') return 'check'
  if (save.typed['_from']?.[0] === 'check') {
    const open = (walked: Walk) => walked.pages.filter((one) => !one.done).map((one) => one.page.name)
    const wasOpen = open(before)
    return open(after).find((name) => !wasOpen.includes(name)) ?? 'check'
  }
  const at = after.pages.findIndex((one) => one.page.name === page.name)
  if (save.form.anyOrder) {
    const open = (pages: Walk['pages']) => pages.find((one) => !one.done)?.page.name
    return open(after.pages.slice(at + 1)) ?? open(after.pages) ?? 'check'
  }
  const firstOpen = after.pages.findIndex((one) => !one.done)
  const following = at + 1
  if (firstOpen >= 0 && firstOpen < following) return after.pages[firstOpen]?.page.name ?? 'check'
  return after.pages[following]?.page.name ?? 'check'
}

function problemView(save: Save, page: NamedPage, { draft, state }: Progress, problems: readonly Problem[]) {
  const walked = walk(save.form, state, surroundingsAt(save.now))
  return viewOf(save.form, page.name, state, walked, { typed: typedAfter(save), problems, draft })
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
