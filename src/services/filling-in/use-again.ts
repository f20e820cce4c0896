import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { findOpenDraft, findSentDraft, updateDraft } from '#db/queries/drafts.ts'
import { findSubmissionById } from '#db/queries/submissions.ts'
import { forms } from '#src/forms/all-forms.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { findPage, type Form } from '#src/forms/engine/form.ts'
import type { Answers, Problem, Typed } from '#src/forms/engine/question.ts'
import { readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { say } from '#src/forms/engine/words.ts'
import {
  answersOfBlocks,
  isUnsafeToTell,
  type OfferedBlock,
  offerable,
  tellableOnce,
} from '#src/forms/rules/tell-once.ts'
import { draftExpiry, openState, sealState, visitHash } from './drafts.ts'
import type { DraftState } from './draft-state.ts'
import { asDate } from '#db/moments.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { savePrefilled } from './save-page.ts'
import { findBehindCode, findProgress } from './show-page.ts'

/** Minutes since another form was last saved or sent, after which it may have been somebody else at this screen. */
const SITTING_MINUTES = 30

const MOST_TRIES = 6

export interface UseAgain {
  /** The form it was told in. */
  from: Form
  blocks: readonly OfferedBlock[]
}

export type UsedAgain =
  /** On to the first page: with the answers taken over, or without. */
  { is: 'done' } | { is: 'problems'; problems: readonly Problem[] }

/**
 * What this form could begin with of what was told in another one, on this device and in this sitting; undefined
 * when there is nothing. Of one other form only, the one used last. Nothing on a device that others use, and
 * nothing from or into answers that somebody came back to with a code: another person may have told them.
 * @param isShared The person said that others use this device.
 */
export async function showUseAgain(
  form: Form,
  visit: string | undefined,
  isShared: boolean,
  now: Temporal.Instant,
): Promise<UseAgain | undefined> {
  if (visit === undefined || isShared || (await findBehindCode(form, visit, now))) return undefined
  const here = await findProgress(form, visit, now)
  if (here?.draft.isResumed) return undefined
  if (here && isUnsafeToTell(walk(form, here.state, surroundingsAt(now)))) return undefined
  const told = await Promise.all(
    Object.values(forms)
      .filter((other) => other.id !== form.id)
      .map((other) => findTold(other, visit, now)),
  )
  const since = asDate(now.subtract({ minutes: SITTING_MINUTES }))
  const [last] = told
    .flatMap((one) => one ?? [])
    .filter(({ at }) => at > since)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
  if (!last) return undefined
  const blocks = offerable(last.answers, form, here?.state.answers)
  return blocks.length > 0 ? { from: last.from, blocks } : undefined
}

/** What may be told once of this form, as it stands on this device or as it was last sent from it. */
async function findTold(form: Form, visit: string, now: Temporal.Instant) {
  const device = visitHash(visit)
  return read(async (db): Promise<{ from: Form; at: Date; answers: Answers } | undefined> => {
    const draft = await findOpenDraft(db, device, form.id, asDate(now))
    if (draft) {
      if (draft.isResumed) return undefined
      const walked = walk(form, openState(draft), surroundingsAt(now))
      return { from: form, at: draft.updatedAt, answers: tellableOnce(form, walked) }
    }
    const sent = await findSentDraft(db, device, form.id)
    if (!sent?.sentAt || !sent.submissionId || sent.isResumed) return undefined
    const submission = await findSubmissionById(db, sent.submissionId)
    // Contact may have become unsafe since it was sent.
    if (!submission || isScreenOnly(submission.flags)) return undefined
    const answers = openSubmission(submission).tellable
    return answers && { from: form, at: sent.sentAt, answers }
  })
}

/**
 * Begins a form with the blocks that were ticked, once the person has said that this form is about them too.
 * Each page still opens with what is in it: pages are filled in, never passed.
 * @param typed `who-for`, and `use`: the blocks.
 */
export async function useAgain(
  form: Form,
  visit: string,
  isShared: boolean,
  typed: Typed,
  now: Temporal.Instant,
): Promise<UsedAgain> {
  const who = findPage(form, 'who')
  const chosen = typed['use'] ?? []
  const whoTyped: Typed = { 'who-for': typed['who-for'] ?? [] }
  if (!who || chosen.length === 0) return { is: 'done' }
  const given = readPage(form, who, whoTyped, { answers: {}, passed: {} }, surroundingsAt(now))
  if (given.problems.length > 0) return { is: 'problems', problems: given.problems }
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const offered = await showUseAgain(form, visit, isShared, now)
    const answers = answersOfBlocks(offered?.blocks ?? [], chosen)
    const found = await findProgress(form, visit, now)
    const isAboutMe = whoTyped['who-for']?.[0] === 'me'
    if (!isAboutMe || Object.keys(answers).length === 0) return { is: 'done' }
    if (!found) {
      // The draft begins with what the person has just said: that it is about them.
      await savePrefilled({ form, pageName: who.name, visit, typed: whoTyped, now })
      continue
    }
    const { draft, state } = found
    const next: DraftState = {
      ...state,
      answers: withAnswers({ ...answers, ...state.answers }, given.answers),
      carriedOver: { ...state.carriedOver, ...answers },
    }
    const times = { now: asDate(now), expiresAt: draftExpiry(form, now) }
    if (await read((db) => updateDraft(db, draft, sealState(draft.id, next), times))) return { is: 'done' }
  }
  return { is: 'problems', problems: [{ field: '', message: BUSY }] }
}

const BUSY = 'Your answers were being saved from somewhere else at the same moment. Press Continue again'

/** The words of a block for whoever reads them. */
export const titleOf = ({ title }: OfferedBlock, easyRead: boolean): string =>
  say(title, { voice: 'you', easyRead, slots: {} })
