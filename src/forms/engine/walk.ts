import type { NamedPage, Notice } from './block.ts'
import { type Condition, type Facts, holds, remaining } from './conditions.ts'
import { derive, derivedFrom, mayGrow, type Surroundings } from './derive.ts'
import { checkPageOf, type Form, type NeededFact, pagesOf, readerOf } from './form.ts'
import { type Answer, type Answers, type AnyQuestion, valuesOf } from './question.ts'
import { fillAnswer, readAnswer } from './read-answer.ts'

/** What somebody has written so far, as the engine reads it. */
export interface Progress {
  /** Every answer ever given, those on a branch no longer taken included. */
  answers: Answers
  /** Pages continued past, with the questions each of them asked at that moment. */
  passed: Readonly<Record<string, readonly string[]>>
  /**
   * Pages that only tell and may be shown, where the others must not be: what they tell gives away an answer to
   * whoever reads it again. Left out, all of them are shown.
   */
  shownHere?: readonly string[]
}

export interface AskedQuestion {
  id: string
  /** With the options and ways out that are offered. */
  question: AnyQuestion
  /** Must be answered before the form is complete. False wherever blank is fine. */
  must: boolean
}

export interface WalkedPage {
  page: NamedPage
  /** Questions that apply with the answers given. */
  asked: readonly AskedQuestion[]
  /**
   * Questions the page shows: those that apply, and follow-ups that still depend on an answer of this very
   * page, each with what it depends on; `optional` is whether it is labelled so.
   */
  shown: readonly {
    id: string
    question: AnyQuestion
    onlyIf: Condition | undefined
    optional: boolean
  }[]
  /**
   * Questions of the page that still have to be looked at, or answered, before it is done: the first of them is
   * the one that Easy Read asks next.
   */
  open: readonly string[]
  /** What is answered here stops the form for now, however often the page is continued past. */
  stops: boolean
  done: boolean
}

export interface Walk {
  pages: readonly WalkedPage[]
  /** What is asked beside "Send". Undefined when nothing is. */
  check: WalkedPage | undefined
  /** The answers that count: nothing of a branch no longer taken. */
  counts: Answers
  /** Ids that apply and have no answer, in order. */
  notAnswered: readonly string[]
  /** The first page not done; undefined when only the check page is left. */
  next: string | undefined
  /** Facts that must be there before it can be sent, and are not. */
  missing: readonly NeededFact[]
  /** Notices raised by the answers, with the page that raised each. */
  notices: readonly { page: string; show: Notice['show'] }[]
  /** For flags, signposts and explanations. */
  facts: Facts
  /** The day it was walked on: 2026-11-29. */
  today: string
}

/** Whether one of the fact's questions has a real answer among those that count, or what is enough holds. */
const isThere = (fact: NeededFact, answers: Answers, facts: Facts): boolean =>
  fact.anyOf.some((id) =>
    fact.isSome ? facts.hasSome(id) : answers[id] !== undefined && 'value' in answers[id],
  ) ||
  (fact.orIf !== undefined && holds(fact.orIf, facts))

function factsOf(
  form: Form,
  answers: Answers,
  questions: ReadonlyMap<string, AnyQuestion>,
  surroundings: Surroundings,
): Facts {
  const blankValues = (question: AnyQuestion) =>
    form.blanks === 'only-needs' && (question.asks.out ?? []).includes('dont-know') ? ['dont-know'] : []
  const facts: Facts = {
    form: form.number,
    values(id) {
      const question = questions.get(id)
      if (!question) return []
      const answer = answers[id]
      return answer ? valuesOf(question, answer) : blankValues(question)
    },
    hasSome(id) {
      const question = questions.get(id)
      const answer = answers[id]
      return question !== undefined && answer !== undefined && 'value' in answer
        ? question.control.isSome(answer.value)
        : false
    },
    number(id) {
      const answer = answers[id]
      return answer && 'value' in answer && typeof answer.value === 'number' ? answer.value : undefined
    },
    derived: (name) =>
      name === 'reader'
        ? readerOf(form, (condition) => holds(condition, facts))
        : derive(name, form, answers, surroundings),
    mayGrow: (name) => name !== 'reader' && mayGrow(name, form, answers, questions),
    derivedFrom: (name) =>
      name === 'reader'
        ? []
        : derivedFrom(name, form, answers).map((id) => ({ id, values: [...facts.values(id)] })),
  }
  return facts
}

/**
 * The only navigation there is: which pages apply, which answers count, what comes next. Conditions read
 * earlier answers only, so one pass in order is enough, and an answer on a branch no longer taken counts for
 * nothing further on.
 */
export function walk(form: Form, progress: Progress, surroundings: Surroundings): Walk {
  const counts: Record<string, Answers[string]> = {}
  const applying = new Map<string, AnyQuestion>()
  const facts = factsOf(form, counts, applying, surroundings)
  const gathered = { counts, applying, facts }
  const reached: WalkedPage[] = []
  const notices: { page: string; show: Notice['show'] }[] = []

  for (const page of pagesOf(form)) {
    const here = walkPage(form, page, progress, gathered)
    if (!here) continue
    reached.push(here)
    for (const notice of page.after ?? []) {
      if (holds(notice.when, facts)) notices.push({ page: page.name, show: notice.show })
    }
  }
  const check = walkPage(form, checkPageOf(form), progress, gathered)
  const walked = {
    pages: reached,
    check,
    counts,
    notAnswered: [...applying.keys()].filter((id) => counts[id] === undefined),
    next: undefined,
    missing: form.needs.filter((fact) => !isThere(fact, counts, facts)),
    notices,
    facts,
    today: surroundings.today,
  }
  return withPassed(walked, progress.passed)
}

/**
 * The same walk with other pages continued past. Which pages apply and what counts depends on the answers alone, so
 * that nothing is walked again: only what is still open, and what comes next, is looked at.
 */
export function withPassed(walked: Walk, passed: Progress['passed']): Walk {
  const { counts, missing } = walked
  const marked = walked.pages.map((page) => markPassed(page, counts, passed[page.page.name]))
  const missingOn = new Map(missing.toReversed().map((fact) => [pageAsking(fact, marked), fact]))
  const pages = marked.map((page) => {
    const fact = missingOn.get(page.page.name)
    if (!fact) return page
    const asks = page.open.length === 0 ? askingFor(fact, page, counts) : undefined
    return { ...page, done: false, open: asks ? [asks.id] : page.open }
  })
  const { check } = walked
  return {
    ...walked,
    pages,
    check: check && markPassed(check, counts, passed[check.page.name]),
    next: pages.find((page) => !page.done)?.page.name,
  }
}

/**
 * What of a page is open, and whether it is done.
 * @param passed The questions it showed when it was continued past; undefined where it was not.
 */
function markPassed(page: WalkedPage, counts: Answers, passed: readonly string[] | undefined): WalkedPage {
  const open = page.asked
    .filter((one) =>
      passed?.includes(one.id)
        ? one.must && counts[one.id] === undefined && !isTwinToCome(one.question, page.asked, passed)
        : true,
    )
    .map(({ id }) => id)
  return { ...page, open, done: passed !== undefined && open.length === 0 && !page.stops }
}

interface Gathered {
  counts: Record<string, Answers[string]>
  applying: Map<string, AnyQuestion>
  facts: Facts
}

/** A page with what it asks; what of it is open is marked once all are walked. */
function walkPage(form: Form, page: NamedPage, progress: Progress, into: Gathered): WalkedPage | undefined {
  // Only questions this page shows are still open: a follow-up of one that is not asked here cannot come true.
  const open = new Set<string>()
  const before = Object.entries(page.ask).flatMap(([id, question]) => {
    const left = question.asks.when ? remaining(question.asks.when, into.facts, open) : true
    if (left === false) return []
    const offered = question.offered?.((when) => remaining(when, into.facts, open)) ?? question
    open.add(id)
    const optional = isOptional(form, id, question, into.facts)
    return [{ id, question: offered, onlyIf: left === true ? undefined : left, optional }]
  })
  const mayShow = progress.shownHere?.includes(page.name) ?? true
  if (before.length === 0 && !(mayShow && page.tellsWhen && holds(page.tellsWhen, into.facts)))
    return undefined

  const applying: { id: string; question: AnyQuestion }[] = []
  for (const { id } of before) {
    const declared = page.ask[id]
    if (!declared || (declared.asks.when && !holds(declared.asks.when, into.facts))) continue
    const question = declared.offered?.((when) => holds(when, into.facts)) ?? declared
    into.applying.set(id, question)
    const answer = progress.answers[id]
    const counted = answer && question !== declared ? asOffered(id, question, declared, answer) : answer
    if (counted) into.counts[id] = counted
    applying.push({ id, question })
  }
  // After the loop, since a twin that is enough may come later on the page.
  const asked = applying.map((one) => ({ ...one, must: mustAnswer(form, one.question, into) }))

  const stops = page.stopsWhen !== undefined && holds(page.stopsWhen, into.facts)
  return { page, asked, shown: before, open: [], stops, done: false }
}

/** Every fact that must be there is: unfinished where the form names such facts, otherwise only when done. */
export const canSend = (form: Form, walked: Walk): boolean =>
  walked.missing.length === 0 && (form.needs.length > 0 || walked.next === undefined)

/** Whether the other question that is enough stands on the same page and was not looked at yet. */
export const isTwinToCome = (
  { asks }: AnyQuestion,
  asked: readonly { id: string }[],
  passed: readonly string[] = [],
): boolean =>
  asks.unless !== undefined && asked.some(({ id }) => id === asks.unless) && !passed.includes(asks.unless)

/**
 * The question of a page that a missing fact is asked for with. With a way out taken in each, the last is the
 * one left to ask for. Where each is a follow-up that is not asked, the page's first question is.
 */
export function askingFor(
  fact: NeededFact,
  { asked }: Pick<WalkedPage, 'asked'>,
  counts: Answers,
): AskedQuestion | undefined {
  const candidates = asked.filter((one) => fact.anyOf.includes(one.id))
  const blank = candidates.find((one) => counts[one.id] === undefined)
  return blank ?? candidates.at(-1) ?? asked[0]
}

/** The answer, if it is one that is still offered: one of a branch no longer taken does not count. */
const asOffered = (
  id: string,
  question: AnyQuestion,
  declared: AnyQuestion,
  answer: Answer,
): Answer | undefined => readAnswer(id, question, fillAnswer(id, declared, answer)).answer

/**
 * The question without which a fact that is there cannot be acted on: “Phone call”, and no number, or “Letter”, and
 * nowhere to post it. Nothing where another detail does, or what is enough holds, or it is not safe to say.
 */
export function detailLacking(
  form: Form,
  { pages, counts, facts }: Walk,
): { page: string; question: string } | undefined {
  for (const { detail, orIf } of form.needs) {
    if (!detail || (orIf && holds(orIf, facts))) continue
    const ask = detail.ask.map((one) => (typeof one === 'string' ? { id: one, when: undefined } : one))
    if ([...ask.map(({ id }) => id), ...detail.orElse].some((id) => facts.hasSome(id))) continue
    for (const { id, when } of ask) {
      const answer = counts[id]
      if ((when && !holds(when, facts)) || (answer && 'out' in answer)) continue
      const here = pages.find(({ asked }) => asked.some((one) => one.id === id))
      if (here) return { page: here.page.name, question: id }
    }
  }
  return undefined
}

/** A needed fact is asked for on the last page that shows a question for it. */
export const isAskedOn = (fact: NeededFact, page: WalkedPage, pages: readonly WalkedPage[]): boolean =>
  pageAsking(fact, pages) === page.page.name

const pageAsking = (fact: NeededFact, pages: readonly WalkedPage[]): string | undefined =>
  pages.findLast((one) => one.shown.some(({ id }) => fact.anyOf.includes(id)))?.page.name

function mustAnswer(form: Form, question: AnyQuestion, into: Gathered): boolean {
  if (form.blanks !== 'complete' || question.asks.optional) return false
  if (question.asks.mustWhen && !holds(question.asks.mustWhen, into.facts)) return false
  return !(question.asks.unless && into.counts[question.asks.unless] !== undefined)
}

/** Whether a question is shown without the word "(optional)": what `M` means where nothing can stop a form. */
export function isLabelledOptional(question: AnyQuestion, facts: Facts): boolean {
  if (question.asks.optional) return true
  return question.asks.mustWhen !== undefined && !holds(question.asks.mustWhen, facts)
}

/** In a form whose only musts are its needed facts, every other question is optional. */
const isOptional = (form: Form, id: string, question: AnyQuestion, facts: Facts): boolean =>
  isLabelledOptional(question, facts) ||
  (form.blanks === 'optional' && !form.needs.some((fact) => fact.anyOf.includes(id)))
