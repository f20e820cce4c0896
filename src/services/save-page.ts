import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { findSentDraft, insertDraft, updateDraft } from '#db/queries/drafts.ts'
import { findPage, type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import { holds } from '#src/forms/engine/conditions.ts'
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
import { fieldsOf, findProgress, type PageView, seenOf, viewOf } from './show-page.ts'

/** Which button was pressed. Anything unknown is Continue: Enter never sends or saves and leaves. */
export type PageAction =
  | { is: 'continue' }
  | { is: 'send' }
  | { is: 'stay' }
  | { is: 'add-group' | 'remove-group'; question: string; group?: number }

/** Reads the value of the button `_do`. */
export function actionOf(typed: Typed): PageAction {
  const [verb, question = '', group] = (typed['_do']?.[0] ?? '').split(':')
  switch (verb) {
    case 'send':
      return { is: 'send' }
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
    if (!found && (await wasSent(save, page))) return { is: 'already-sent' }
    const state = found?.state ?? emptyState()
    const outcome = nextState(save, page, state, found !== undefined)
    if (!('state' in outcome)) return outcome
    if (await keep(save, found?.draft, outcome.state)) return outcome.result
  }
  // Six saves of one draft at the same moment: what this page held is given back, nothing is lost.
  const found = await findProgress(save.form, save.visit, save.now)
  const view = found && problemView(save, page, found.state, [{ field: '', message: BUSY }])
  return view ? { is: 'problems', view } : { is: 'no-such-page' }
}

const BUSY = 'Your answers were being saved from somewhere else at the same moment. Press Continue again'

/** A page other than the first, with no draft but a receipt on this device: it is sent, not lost. */
async function wasSent(save: Save, page: NamedPage): Promise<boolean> {
  if (pagesOf(save.form)[0]?.name === page.name) return false
  return (await read((db) => findSentDraft(db, visitHash(save.visit), save.form.id))) !== undefined
}

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

function nextState(save: Save, page: NamedPage, state: DraftState, exists: boolean): Outcome {
  const { form, action } = save
  const surroundings = surroundingsAt(save.now)
  const typed = typedAfter(save)
  const seen = save.typed['_seen']?.[0]
  if (
    exists &&
    seen !== undefined &&
    seen !== seenOf(page, state) &&
    !sameFields(typed, fieldsOf(page, state))
  ) {
    const view = problemView(save, page, state, [])
    const changed = view ? changedTitles(page, view, typed, fieldsOf(page, state)) : []
    if (view && changed.length > 0) return { is: 'changed-elsewhere', view, changed }
  }
  const saidBefore = {
    ...fillPage(page, state.answers),
    ...state.unread[page.name],
    ...state.told[page.name],
  }
  const read = readPage(form, page, typed, state, surroundings, saidBefore)
  const problems = [...(save.problems ?? []), ...read.problems]
  const stays = action.is === 'stay' || action.is === 'add-group' || action.is === 'remove-group'
  const before = walk(form, state, surroundings)

  if (stays && !save.problems?.length) {
    const kept = { ...keptAnswers(state, page, read), typed: { ...state.typed, [page.name]: typed } }
    return { state: kept, result: { is: 'go', to: page.name } }
  }
  if (problems.length > 0 && action.is !== 'send') {
    const kept: DraftState = {
      ...keptAnswers(state, page, read),
      passed: without(state.passed, page.name),
      typed: { ...state.typed, [page.name]: typed },
      told: { ...state.told, [page.name]: typed },
    }
    const view = viewOf(form, page.name, kept, walk(form, kept, surroundings), { typed, problems })
    return view ? { state: kept, result: { is: 'problems', view } } : { is: 'no-such-page' }
  }
  const kept: DraftState = {
    ...keptAnswers(state, page, read),
    passed: { ...state.passed, [page.name]: [...read.shown] },
    typed: without(state.typed, page.name),
    told: without(state.told, page.name),
  }
  const after = walk(form, kept, surroundings)
  return { state: kept, result: { is: 'go', to: whereNext(save, page, before, after) } }
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
  const firstOpen = after.pages.findIndex((one) => !one.done)
  const following = at + 1
  if (firstOpen >= 0 && firstOpen < following) return after.pages[firstOpen]?.page.name ?? 'check'
  return after.pages[following]?.page.name ?? 'check'
}

function problemView(save: Save, page: NamedPage, state: DraftState, problems: readonly Problem[]) {
  const walked = walk(save.form, state, surroundingsAt(save.now))
  return viewOf(save.form, page.name, state, walked, { typed: typedAfter(save), problems })
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
