import type { RemovedGroup } from '#src/forms/controls/repeat.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import type { Answer, Answers, Typed } from '#src/forms/engine/question.ts'
import { fillPage } from '#src/forms/engine/read-page.ts'
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
  /** A page's fields as they were when something about them was pointed out: the same again is taken as meant. */
  pointedOut: Record<string, Typed>
  /** Pages that give an answer away by being there, each with the one device that it was given on just now. */
  shownOn?: Record<string, string>
  /** Those of them that this device may show, for `walk`. Never stored. */
  shownHere?: string[]
  /** Answers taken over from another form of the same person, with their yes: gone again if it is not about them. */
  carriedOver?: Answers
  /** How the person reads it, where they chose. */
  reading?: ReadingStyle
  /** Questions last answered in Easy Read. */
  easyRead?: string[]
  /** The page on which the person is told of the concern that was saved from this draft. */
  concernToldOn?: string
  /** Of a draft that adds to a concern: what it began with, so that only what was changed in it is added. */
  began?: Record<string, Answer>
}

export const emptyState = (): DraftState => ({
  answers: {},
  passed: {},
  typed: {},
  unread: {},
  pointedOut: {},
})

/** What the fields of a page hold, from its draft. */
export function fieldsOf(page: NamedPage, state: DraftState): Typed {
  return state.typed[page.name] ?? { ...fillPage(page, state.answers), ...(state.unread[page.name] ?? {}) }
}
