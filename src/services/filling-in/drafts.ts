import type { Temporal } from 'temporal-polyfill'
import { asDate } from '#db/moments.ts'
import type { DraftRow } from '#db/queries/drafts.ts'
import { keyedHash, open, seal } from '#db/sealing.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { council } from '#src/settings/council.ts'
import type { RemovedGroup } from '#src/forms/controls/repeat.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Answer, Answers, Typed } from '#src/forms/engine/question.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'

/** What a draft holds, sealed as a whole. */
export interface DraftState {
  /** Every answer given, those on a branch no longer taken included. */
  answers: Record<string, Answer>
  /** Pages continued past, with the questions each showed. */
  passed: Record<string, string[]>
  /** A page's fields as typed, where they are not yet answers. */
  typed: Record<string, Typed>
  /** Fields that were continued past although they could not be read. */
  unread: Record<string, Typed>
  /** A group taken out of a page, to be put back until the page is continued past. Never sent. */
  removed?: Record<string, RemovedGroup>
  /** A page's fields as they were when something was said about them. */
  told: Record<string, Typed>
  /** Pages that only tell, or raise a notice, that a device which came back may show: it was answered there. */
  tells?: Record<string, string>
  /** Those of this device, as `walk` reads them. Never stored. */
  tellsAgain?: string[]
  /** Answers taken over from another form of the same person, with their yes: gone again if it is not about them. */
  taken?: Answers
  /** How the person reads it, where they chose. */
  reading?: ReadingStyle
  /** Questions last answered in Easy Read. */
  easyRead?: string[]
  /** The page on which the person is told of the concern that was saved from this draft. */
  concernToldOn?: string
  /** Of a draft that adds to a concern: what it began with, so that only what was changed in it is added. */
  began?: Record<string, Answer>
}

export const emptyState = (): DraftState => ({ answers: {}, passed: {}, typed: {}, unread: {}, told: {} })

const context = (draftId: string) => `drafts:${draftId}`

export const sealState = (draftId: string, { tellsAgain: _, ...state }: DraftState): Sealed =>
  seal(JSON.stringify(state), context(draftId))

export const openState = (draft: Pick<DraftRow, 'id' | 'state'>): DraftState =>
  JSON.parse(open(draft.state, context(draft.id)).toString('utf8')) as DraftState

/** What a device's cookie is found by; the cookie itself is never stored. */
export const visitHash = (visit: string): string => keyedHash(visit, 'visit')

/** When a draft touched now goes: a council setting per form. */
export const draftExpiry = (form: Form, now: Temporal.Instant): Date =>
  asDate(now.add({ hours: council.draftHours[form.id] }))
