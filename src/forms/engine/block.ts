import { allOf, type Condition } from './conditions.ts'
import type { AnyQuestion, Common, Question } from './question.ts'
import type { Words } from './words.ts'

/** Something to show once an answer on this page has raised it: at the top of the next page, and after sending. */
export interface Notice {
  when: Condition
  show: NoticeName
}
export type NoticeName = 'council-numbers' | 'childrens-services'

export interface PageOf<Q> {
  /** Heading when the page asks more than one question; a single question is its own heading. */
  title?: Words
  /** A short paragraph under the heading. */
  lead?: Words
  ask: { readonly [id: string]: Q }
  /** Its own title says whose details it asks for, so that the page need not: a helper's own. */
  saysWhose?: true
  after?: readonly Notice[]
  /** Shown above everything else on the page itself. */
  shows?: 'danger-first' | 'call-999' | 'crisis'
  /** Of a page that asks nothing: something to read and continue past, when this holds. */
  tellsWhen?: Condition
  /**
   * Being asked gives away an answer that stays hidden: once done, a device that came back leads here only when that
   * answer is given there anew.
   */
  givesAway?: true
  /** When this holds, Continue leads to the page on coming back safely instead of onwards. */
  stopsWhen?: Condition
}
export type Page = PageOf<AnyQuestion>
type Pages = { readonly [page: string]: Page }

export interface Block<P extends Pages = Pages> {
  readonly pages: P
}

type Each<P> = P extends Pages
  ? {
      [G in keyof P]: {
        [K in keyof P[G]['ask'] & string]: P[G]['ask'][K] extends Question<infer V, infer _R>
          ? `${K}=${V | '*'}`
          : never
      }[keyof P[G]['ask'] & string]
    }[keyof P]
  : never

/** Every `question=value` that a block's questions can answer. */
export type AnswersOf<B> = B extends Block<infer P> ? Each<P> : never

type CheckedAsk<Ask, Known> = {
  [K in keyof Ask]: Ask[K] extends Question<infer _V, infer R>
    ? [R] extends [Known]
      ? Ask[K]
      : { 'no such answer': Exclude<R, Known> }
    : never
}
type Checked<P extends Pages, Known> = {
  [G in keyof P]: Omit<P[G], 'ask'> & { ask: CheckedAsk<P[G]['ask'], Known> }
}

/**
 * Pages of questions, declared once. A condition on a question or option that does not exist, here or in the
 * blocks `before`, is a type error on the very question that names it.
 */
export const block = <const P extends Pages, B extends readonly Block[] = []>(
  pages: P & Checked<P, Each<P> | AnswersOf<B[number]>>,
  ..._before: B
): Block<P> => ({ pages })

export interface NamedPage extends Page {
  readonly name: string
}

/** Pages of a block by name, in the order given, for one part of a form. */
export const pages = <P extends Pages>(of: Block<P>, ...names: (keyof P & string)[]): NamedPage[] =>
  names.map((name) => ({ name, ...(of.pages[name] as Page) }))

/** Pages asked only when this holds, besides what their questions say. */
export const askedWhen = (when: Condition, of: readonly NamedPage[]): NamedPage[] =>
  changed(of, (asks) => ({ ...asks, when: asks.when ? allOf(when, asks.when) : when }))

/** Pages of which nothing must be answered unless this holds: a form that asks less than a shared block. */
export const mustOnlyWhen = (when: Condition, of: readonly NamedPage[]): NamedPage[] =>
  changed(of, (asks) => ({ ...asks, mustWhen: asks.mustWhen ? allOf(when, asks.mustWhen) : when }))

const changed = (of: readonly NamedPage[], change: (asks: Common) => Common): NamedPage[] =>
  of.map((page) => ({
    ...page,
    ask: Object.fromEntries(
      Object.entries(page.ask).map(([id, question]) => [id, changedQuestion(question, change)]),
    ),
  }))

function changedQuestion(question: AnyQuestion, change: (asks: Common) => Common): AnyQuestion {
  const { offered } = question
  return {
    ...question,
    asks: change(question.asks),
    ...(offered ? { offered: (left) => changedQuestion(offered(left), change) } : {}),
  }
}
