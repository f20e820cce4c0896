import type { Circumstances } from '#src/domain/charging/circumstances.ts'
import type { FormId } from '#src/domain/form-id.ts'
import type { Outcome } from '#src/domain/outcomes.ts'
import type { AlsoSaves } from './also-saves.ts'
import type { NamedPage, Page } from './block.ts'
import type { Condition } from './conditions.ts'
import type { Answers, AnyQuestion } from './question.ts'
import type { ReceiptWords } from './receipt.ts'
import type { Voice, Words } from './words.ts'

export type { FormId }

export interface Part {
  title: Words
  pages: readonly NamedPage[]
}

/** A named fact that must be there before something can be sent: any one of these answers, not a way out. */
export interface NeededFact {
  name: string
  anyOf: readonly string[]
  /** Only something real gives it: not “No fixed address”, nor “None of these”. */
  isSome?: true
  /** This is enough as well, whatever was answered: a way out that counts, or a fact that is not called for. */
  orIf?: Condition
  /**
   * What is called for by the answers and not really there is asked for once more before sending, since nobody could
   * act without it: the first of `ask`, of which some are called for only when this holds. `orElse` does as well.
   */
  detail?: { ask: readonly (string | { id: string; when: Condition })[]; orElse: readonly string[] }
  /** Whole sentence shown when it is missing. Left out, the question asked for says its own. */
  missing?: Words
}

export interface Form {
  id: FormId
  /** The number of the question bank, which flags read. */
  number: number
  /** Goes up with every change of a question; a submission keeps the version it was asked with. */
  version: number
  title: Words
  /** What the start page says it is for: a paragraph each. */
  about: readonly string[]
  /** What a link to it says on a page of information. */
  linkSays: string
  /** How long it takes, as the start page says it. */
  takes: string
  parts: readonly Part[]
  /**
   * A long form: its start page lists the parts, and any page that applies can be opened at any time. Only a
   * condition that is not met yet keeps a page closed.
   */
  anyOrder?: true
  /** Questions of the check page, asked beside "Send". */
  check: Page
  /** Whose words the reader is given. With neither, they answer on someone's behalf. */
  reader: {
    you: Condition
    professional?: Condition
    /** Spoken to as "you", of somebody else's matter: what was decided is not theirs to read on a screen. */
    forOther?: Condition
  }
  /** Where `{name}` comes from, first answered wins. */
  nameFrom: readonly string[]
  /** Other people the words name, by slot: `{cared}` from the first group of a repeated question. */
  alsoNames?: Readonly<Record<string, { repeat: string; field: string; otherwise: Words }>>
  /** What must be there before it can be sent. */
  needs: readonly NeededFact[]
  /**
   * `only-needs`: nothing else can stop it, a blank Continue goes on, and in rules a blank question counts as
   * "I don't know" where it has that way out. `complete`: every question that must be answered is asked for,
   * but with the needed facts it can be sent unfinished. `optional`: only the needed facts must be answered;
   * everything else is optional, and blank means nothing.
   */
  blanks: 'only-needs' | 'complete' | 'optional'
  /**
   * Questions of shared pages that conditions read and this form leaves out on purpose: they read as
   * unanswered.
   */
  absent?: readonly string[]
  /**
   * Of a form about money: what its sum is worked out from. Where it is there, the estimate is worked out and stored
   * as the form is sent, with these circumstances and the answers they came from.
   * @param answers Those that count. @param on The day it is for: 2026-11-29. @param movesIn Left out, that day too.
   */
  circumstances?: (answers: Answers, on: string, movesIn?: string) => Circumstances
  /** What the receipt says besides the promise. Left out, the words that suit an assessment or a concern. */
  receipt?: ReceiptWords
  /**
   * Its receipt names helplines for whoever is hurt, afraid or in despair: the same to everybody, so that they tell nothing
   * of what anybody wrote.
   */
  helpAtAnyTime?: true
  /** What a decision about it may be, in the order of the desk’s form. */
  outcomes: readonly Outcome[]
  /** An assessment is asked for with it, or may come of it once it is sent: said beside local help, which replaces none. */
  assessment?: 'asked-for' | 'once-sent'
  /** The equality questions are asked after it. Others ask for as little as they can. */
  asksEquality?: true
  /** What an answer of this form saves at once, before the form is sent. */
  alsoSaves?: AlsoSaves
  /** The sender's own details: another form of the same kind can begin with them, in the same sitting. */
  remembers?: readonly string[]
  /** "Exit this page" on every page. */
  canExit: boolean
  /** Every submission is a safeguarding concern: own place in the queue, own clock rules, no copy. */
  isSafeguarding: boolean
}

/** Who the form speaks to. */
export const readerOf = (form: Form, holdsNow: (condition: Condition) => boolean): Voice => {
  if (holdsNow(form.reader.you)) return 'you'
  return form.reader.professional && holdsNow(form.reader.professional) ? 'professional' : 'behalf'
}

/** The page on which the answers are checked and sent. */
export const checkPageOf = (form: Form): NamedPage => ({ name: 'check', ...form.check })

/** Every page in order, the check page not among them. */
export const pagesOf = (form: Form): NamedPage[] => form.parts.flatMap((part) => [...part.pages])

export function findPage(form: Form, name: string): NamedPage | undefined {
  return pagesOf(form).find((page) => page.name === name)
}

/**
 * The question of a page with this id, which somebody may have made up: what every object answers to by nature is no
 * question.
 */
export const questionOn = (page: Pick<Page, 'ask'>, id: string): AnyQuestion | undefined =>
  Object.hasOwn(page.ask, id) ? page.ask[id] : undefined

/** Every question by id, those of the check page included. */
export function questionsOf(form: Form): Map<string, AnyQuestion> {
  return new Map([...pagesOf(form), form.check].flatMap((page) => Object.entries(page.ask)))
}
