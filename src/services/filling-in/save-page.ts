import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, type Tx, transact } from '#db/client.ts'
import { findSentDraft, insertDraft, updateDraft } from '#db/queries/drafts.ts'
import { asDate } from '#db/moments.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import { findPage, type Form, pagesOf, questionOn } from '#src/forms/engine/form.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { withoutRefused } from '#src/forms/engine/refused.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { say } from '#src/forms/engine/words.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { OverBudget, refusals, spendOrRefuse } from '#src/services/running/budgets.ts'
import { withoutCarriedOver } from './carried-over.ts'
import { type DraftState, emptyState } from './draft-state.ts'
import { draftExpiry, sealState, visitHash } from './drafts.ts'
import { type NextState, nextState, type PostedPage, questionPosted, typedAfter } from './next-state.ts'
import type { PageAction } from './page-action.ts'
import { asShownHere, walkOnDevice } from './resumed-device.ts'
import { type ConcernDraft, hasConcern, saveConcern } from './save-concern.ts'
import { findBehindCode, findProgress, type PageView, seenOf, viewOf } from './show-page.ts'

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
  /** It began with this very request, so that there can be nothing of it yet. */
  isNewVisit?: boolean
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
  const save = { ...given, page, typed: refused.typed, problems, action: onlyOn(page, given.action) }
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const isNothingThere = given.isNewVisit === true && attempt === 1
    const found = isNothingThere ? undefined : await findProgress(save.form, save.visit, save.now)
    const behind = found || isNothingThere ? undefined : await findSameBehindCode(save)
    if (behind) {
      const next = afterPosting({ ...save, action: { is: 'save' }, problems: [] }, behind)
      if ('state' in next && (await keep(save, behind.draft, next))) return { is: 'hidden' }
      continue
    }
    if (!found && !isNothingThere && (await wasSent(save, page))) return { is: 'already-sent' }
    const next = afterPosting(save, found)
    if (!('state' in next)) return resultOf(save, next, found)
    const leadsTo = next.is === 'go' && save.action.is !== 'save' ? next.to : undefined
    try {
      if (await keep(save, found?.draft, next, leadsTo)) return resultOf(save, next, found)
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error
      // Nothing was begun: what they typed is in the page, and goes with the next press of the button.
      const said = [...problems, { field: '', message: refusals.drafts() }]
      return resultOf(
        save,
        { ...next, is: 'problems', typed: typedAfter(save, next.state), problems: said },
        found,
      )
    }
  }
  // Six saves of one draft at the same moment: what this page held is given back, nothing is lost.
  const found = await findProgress(save.form, save.visit, save.now)
  if (!found) return { is: 'no-such-page' }
  const walked = walkOnDevice(save.form, found.state, surroundingsAt(save.now))
  const view = viewAsTyped(save, walked, found, [{ field: '', message: BUSY }])
  return view ? { is: 'problems', view } : { is: 'no-such-page' }
}

/**
 * Keeps what a page of ours, and not the person, puts into a form.
 * @throws OverBudget where no other form can be begun from their address.
 */
export async function savePrefilled(save: Omit<Save, 'action'>): Promise<void> {
  const saved = await savePage({ ...save, action: { is: 'stay' } })
  const isKept = saved.is !== 'problems' || (await findProgress(save.form, save.visit, save.now))
  if (!isKept) throw new OverBudget()
}

/** A save of a page that is there. */
type PageSave = Save & PostedPage

type Progress = NonNullable<Awaited<ReturnType<typeof findProgress>>>

function afterPosting(save: PageSave, found: Progress | undefined): NextState {
  const state = found?.state ?? emptyState()
  const seen = save.typed['_seen']?.[0]
  const isStale =
    found !== undefined && seen !== undefined && seen !== seenOf(save.page, state, questionPosted(save))
  return nextState(save, { state, device: found?.draft, isStale }, surroundingsAt(save.now))
}

/** What a request is answered with: where to go, or the page again. */
function resultOf(save: PageSave, next: NextState, found: Progress | undefined): SavedPage {
  const { form, page } = save
  switch (next.is) {
    case 'no-such-page':
      return { is: 'no-such-page' }
    case 'go': {
      const { is, to, question, group } = next
      return {
        is,
        to,
        ...(question === undefined ? {} : { question }),
        ...(group === undefined ? {} : { group }),
      }
    }
    case 'changed-elsewhere': {
      const view = found && viewAsTyped(save, asShownHere(next.walked, found.state), found, [])
      if (!view) return { is: 'no-such-page' }
      const titles = next.changed.flatMap((id) => page.ask[id]?.asks.title ?? [])
      return { is: 'changed-elsewhere', view, changed: titles.map((title) => say(title, view.listener)) }
    }
    default: {
      const { is, state, typed } = next
      const view = viewOf(form, page.name, state, asShownHere(next.walked, state), {
        typed,
        ...('problems' in next ? { problems: next.problems } : {}),
        draft: found?.draft,
        reading: state.reading,
        question: questionPosted(save),
      })
      return view ? { is, view } : { is: 'no-such-page' }
    }
  }
}

/** The page of the draft as it stands, with what was just typed in its fields. */
const viewAsTyped = (
  save: PageSave,
  walked: Walk,
  { draft, state }: Progress,
  problems: readonly Problem[],
): PageView | undefined =>
  viewOf(save.form, save.page.name, state, walked, {
    typed: typedAfter(save, state),
    problems,
    draft,
    reading: save.reading,
    question: questionPosted(save),
  })

/** A button for groups that are not on the page: nobody was offered it, and its name may be anything. */
const onlyOn = (page: NamedPage, action: PageAction): PageAction =>
  'question' in action && !questionOn(page, action.question)?.control.shows.group ? { is: 'stay' } : action

const BUSY = 'Your answers were being saved from somewhere else at the same moment. Press Continue again'

/**
 * The draft that went behind its code while this very page was open: what was typed belongs in it, and only
 * somebody who had the page open knows what it showed. The first page opens for anybody who starts here.
 */
async function findSameBehindCode(save: PageSave): Promise<Progress | undefined> {
  if (isFirst(save.form, save.page)) return undefined
  const behind = await findBehindCode(save.form, save.visit, save.now)
  return behind && save.typed['_seen']?.[0] === seenOf(save.page, behind.state, questionPosted(save))
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
  next: { state: DraftState; walked: Walk },
  leadsTo?: string,
): Promise<boolean> {
  const { form, now } = save
  const answered = withoutCarriedOver(form, next.state)
  const isAllKept = Object.keys(answered.answers).length === Object.keys(next.state.answers).length
  const walked = isAllKept ? next.walked : walk(form, answered, surroundingsAt(now))
  const times = { now: asDate(now), expiresAt: draftExpiry(form, now) }
  const withConcern = hasConcern(form, draft, walked)
  const state = withConcern ? toldOn(answered, leadsTo) : answered
  if (draft && !withConcern) return read((db) => updateDraft(db, draft, sealState(draft.id, state), times))
  return transact(async (tx) => {
    const kept = draft
      ? (await updateDraft(tx, draft, sealState(draft.id, state), times)) && draft
      : await insertNew(tx, save, state, times)
    if (!kept) return false
    if (withConcern) await saveConcern(tx, form, kept, { state, walked }, now)
    // Whatever tells of harm is begun, whoever shares the address.
    if (!draft && !form.isSafeguarding && !withConcern) await spendOrRefuse(tx, 'drafts', now)
    return true
  })
}

const insertNew = (
  tx: Tx,
  { form, visit, isNewVisit = false }: Save,
  state: DraftState,
  times: { now: Date; expiresAt: Date },
) => {
  const id = randomUUID()
  return insertDraft(tx, {
    id,
    visitHash: visitHash(visit),
    isNewVisit,
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
