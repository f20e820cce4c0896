import type { NamedPage, Page } from './block.ts'
import type { Surroundings } from './derive.ts'
import type { Form, NeededFact } from './form.ts'
import type { Answer, AnyQuestion, Problem, Typed } from './question.ts'
import { fillAnswer, outField, type ReadAnswer, readAnswer } from './read-answer.ts'
import {
  type AskedQuestion,
  askingFor,
  isAskedOn,
  isTwinToCome,
  type Progress,
  type Walk,
  type WalkedPage,
  walk,
} from './walk.ts'
import { twin, type Words } from './words.ts'

/** Field names of ours that are not answers: buttons and what the page showed. */
export const isOwnField = (field: string): boolean => field.startsWith('_')

export interface PageRead {
  /** Per question of the page: its answer, or undefined where it was left blank or could not be read. */
  answers: Readonly<Record<string, Answer | undefined>>
  /** What to put right before going on. Empty: the page can be continued past. */
  problems: readonly Problem[]
  /** Every field of the questions whose typing could not be read as an answer; kept as typed. */
  unread: Typed
  /** Questions the page has shown once this is continued past, for `passed`. */
  shown: readonly string[]
  /** The walk with these answers, and with the pages that were continued past before. */
  walked: Walk
}

/**
 * Reads one page from what was typed on it.
 *
 * Only questions that apply are checked; a follow-up that does not is kept but never complained about. Where
 * nothing but the needed facts may stop a form, something that cannot be read is said once: `saidBefore` is
 * what was typed when it was said, and the same typed again goes on, kept as typed for the worker to read.
 * @param typed What the fields of the whole page hold.
 * @param only The one question that was shown, where a page is asked question by question: only that one is
 *   complained about, and what another question to come may still answer waits for it.
 */
export function readPage(
  form: Form,
  page: NamedPage,
  typed: Typed,
  progress: Progress,
  surroundings: Surroundings,
  saidBefore: Typed = {},
  only?: string,
): PageRead {
  const isAskedNow = (id: string) => only === undefined || id === only
  const questions = Object.entries(page.ask)
  const { today } = surroundings
  const answersOf = (from: ReadonlyMap<string, ReadAnswer>) =>
    Object.fromEntries(
      questions.map(([id, question]) => [
        id,
        question.control.takesFiles ? progress.answers[id] : from.get(id)?.answer,
      ]),
    )
  const walkWith = (given: Readonly<Record<string, Answer | undefined>>) =>
    walk(form, { ...progress, answers: withAnswers(progress.answers, given) }, surroundings)
  const find = ({ pages, check }: Walk) =>
    [...pages, ...(check ? [check] : [])].find((one) => one.page.name === page.name)

  // Which options and ways out are offered may depend on what was typed: read once to know, then as offered.
  const asDeclared = new Map(questions.map(([id, question]) => [id, readAnswer(id, question, typed, today)]))
  const first = walkWith(answersOf(asDeclared))
  const read = new Map(
    [...asDeclared].map(([id, before]) => {
      const offered = find(first)?.asked.find((one) => one.id === id)?.question
      return [id, offered && offered !== page.ask[id] ? readAnswer(id, offered, typed, today) : before]
    }),
  )
  const answers = answersOf(read)
  const isSame = JSON.stringify(answers) === JSON.stringify(answersOf(asDeclared))
  const walked = isSame ? first : walkWith(answers)
  const here = find(walked)
  const applies = new Set(here?.asked.map((one) => one.id))

  // A needed fact that cannot be read keeps its message: going quiet would send the person round in a circle.
  const stillNeeded = new Set(
    here ? walked.missing.flatMap((fact) => (isAskedOn(fact, here, walked.pages) ? fact.anyOf : [])) : [],
  )
  const saidEnough = (id: string, problem: Problem) =>
    form.blanks === 'only-needs' &&
    !stillNeeded.has(id) &&
    same(typed[problem.field], saidBefore[problem.field])
  const passed = progress.passed[page.name] ?? []
  const isUnreadable = (field: string) => unreadable.some(([id]) => id === field)
  const unreadable = questions.filter(([id]) => (read.get(id)?.problems.length ?? 0) > 0)
  const toSay = unreadable.flatMap(([id]) =>
    applies.has(id) && isAskedNow(id)
      ? (read.get(id)?.problems ?? []).filter((problem) => !saidEnough(id, problem))
      : [],
  )
  const doubts = questions.flatMap(([id]) => {
    const said = applies.has(id) && isAskedNow(id) ? (read.get(id)?.doubts ?? []) : []
    return said.filter(({ field }) => !same(typed[field], saidBefore[field]))
  })
  const unknown = Object.keys(typed).filter(
    (field) => !isOwnField(field) && !questions.some(([id, question]) => owns(id, question, field)),
  )

  const problems = [
    ...unknown.map(() => ({ field: '', message: CHANGED_PAGE })),
    ...toSay,
    ...(here ? missingOn(here, walked, only, passed).filter(({ field }) => !isUnreadable(field)) : []),
    ...doubts,
  ]
  return {
    answers,
    problems: problems.filter((one, at) => problems.findIndex((p) => sameProblem(p, one)) === at),
    unread: Object.fromEntries(
      Object.entries(typed).filter(([field]) =>
        unreadable.some(([id, question]) => owns(id, question, field)),
      ),
    ),
    shown: only === undefined ? (here?.shown.map((one) => one.id) ?? []) : [...new Set([...passed, only])],
    walked,
  }
}

const CHANGED_PAGE = twin(
  'This page has changed since you opened it. Check your answers below, then press Continue',
  'This page has changed. Look at your answers. Then press Continue',
)

const owns = (id: string, question: AnyQuestion, field: string): boolean =>
  question.control.owns(id, field) || (!question.control.waysOutAreOptions && field === outField(id))

const same = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b)

const sameProblem = (a: Problem, b: Problem): boolean => a.field === b.field && a.message === b.message

/** Answers with some replaced; `undefined` takes one away. */
export function withAnswers(
  answers: Readonly<Record<string, Answer>>,
  changed: Readonly<Record<string, Answer | undefined>>,
): Record<string, Answer> {
  const all: Record<string, Answer | undefined> = { ...answers, ...changed }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, Answer] => entry[1] !== undefined),
  )
}

/**
 * What must be answered on this page and is not.
 * @param only The one question asked now, if it is one by one; `passed` are those that were before it.
 */
function missingOn(
  here: WalkedPage,
  walked: Walk,
  only: string | undefined,
  passed: readonly string[],
): Problem[] {
  const ask = ({ id, question }: AskedQuestion, message?: Words) => ({
    field: id,
    message: message ?? question.asks.missing ?? 'Answer this question',
  })
  const now = here.asked.find(({ id }) => id === only)
  const musts = here.asked.filter(
    (one) =>
      one.must &&
      walked.counts[one.id] === undefined &&
      (only === undefined || (one === now && !isTwinToCome(one.question, here.asked, passed))),
  )
  const facts = walked.missing
    .filter((fact) => isAskedOn(fact, here, walked.pages))
    .flatMap((fact) => {
      const one = only === undefined ? askingFor(fact, here, walked.counts) : now
      return one && (only === undefined || isLastToAsk(fact, one.id, here, passed))
        ? [ask(one, fact.missing)]
        : []
    })
  return [...musts.map((one) => ask(one)), ...facts]
}

/** Whether no question still to come on this page could give the fact. */
function isLastToAsk(
  fact: NeededFact,
  id: string,
  { asked }: WalkedPage,
  passed: readonly string[],
): boolean {
  const candidates = asked.filter((one) => fact.anyOf.includes(one.id))
  const asking = candidates.length > 0 ? candidates : asked
  return (
    asking.some((one) => one.id === id) && asking.every((one) => one.id === id || passed.includes(one.id))
  )
}

/** What a page's fields hold when its answers are shown again. */
export function fillPage(page: Page, answers: Readonly<Record<string, Answer>>): Typed {
  return Object.assign(
    {},
    ...Object.entries(page.ask).flatMap(([id, question]) => {
      const answer = answers[id]
      return answer ? [fillAnswer(id, question, answer)] : []
    }),
  )
}
