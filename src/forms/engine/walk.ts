import type { NamedPage, Notice } from './block.ts'
import { type Condition, type Facts, holds, remaining } from './conditions.ts'
import { derive, type Surroundings } from './derive.ts'
import { type Form, type NeededFact, pagesOf } from './form.ts'
import { type Answers, type AnyQuestion, valuesOf } from './question.ts'

/** What somebody has written so far, as the engine reads it. */
export interface Progress {
  /** Every answer ever given, those on a branch no longer taken included. */
  answers: Answers
  /** Pages continued past, with the questions each of them asked at that moment. */
  passed: Readonly<Record<string, readonly string[]>>
}

export interface AskedQuestion {
  id: string
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
   * page, each with what it depends on.
   */
  shown: readonly { id: string; question: AnyQuestion; onlyIf: Condition | undefined }[]
  done: boolean
}

export interface Walk {
  pages: readonly WalkedPage[]
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
}

/** Whether one of the fact's questions has a real answer among those that count. */
const isThere = (fact: NeededFact, answers: Answers): boolean =>
  fact.anyOf.some((id) => answers[id] !== undefined && 'value' in answers[id])

function factsOf(
  form: Form,
  answers: Answers,
  questions: ReadonlyMap<string, AnyQuestion>,
  surroundings: Surroundings,
): Facts {
  const blankValues = (question: AnyQuestion) =>
    form.blanks === 'only-needs' && (question.asks.out ?? []).includes('dont-know') ? ['dont-know'] : []
  return {
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
    derived: (name) => derive(name, form, answers, surroundings),
  }
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
  const pages: WalkedPage[] = []
  const notices: { page: string; show: Notice['show'] }[] = []

  for (const page of pagesOf(form)) {
    const walked = walkPage(form, page, progress, { counts, applying, facts })
    if (!walked) continue
    pages.push(walked)
    for (const notice of page.after ?? []) {
      if (holds(notice.when, facts)) notices.push({ page: page.name, show: notice.show })
    }
  }
  return {
    pages,
    counts,
    notAnswered: [...applying.keys()].filter((id) => counts[id] === undefined),
    next: pages.find((page) => !page.done)?.page.name,
    missing: form.needs.filter((fact) => !isThere(fact, counts)),
    notices,
    facts,
  }
}

interface Gathered {
  counts: Record<string, Answers[string]>
  applying: Map<string, AnyQuestion>
  facts: Facts
}

function walkPage(form: Form, page: NamedPage, progress: Progress, into: Gathered): WalkedPage | undefined {
  // Only questions this page shows are still open: a follow-up of one that is not asked here cannot come true.
  const open = new Set<string>()
  const before = Object.entries(page.ask).flatMap(([id, question]) => {
    const left = question.asks.when ? remaining(question.asks.when, into.facts, open) : true
    if (left === false) return []
    open.add(id)
    return [{ id, question, onlyIf: left === true ? undefined : left }]
  })
  if (before.length === 0) return undefined

  const asked: AskedQuestion[] = []
  for (const { id, question } of before) {
    if (question.asks.when && !holds(question.asks.when, into.facts)) continue
    into.applying.set(id, question)
    const answer = progress.answers[id]
    if (answer) into.counts[id] = answer
    asked.push({ id, question, must: mustAnswer(form, question, into) })
  }

  const passed = progress.passed[page.name]
  const needs = form.needs.filter((fact) => belongsTo(fact, page, form) && !isThere(fact, into.counts))
  const done =
    passed !== undefined &&
    before.every(({ id }) => passed.includes(id)) &&
    asked.every((one) => !one.must || into.counts[one.id] !== undefined) &&
    needs.length === 0 &&
    !(page.stopsWhen && holds(page.stopsWhen, into.facts))
  return { page, asked, shown: before, done }
}

/** A needed fact is asked for on the last page that can give it. */
export function belongsTo(fact: NeededFact, page: NamedPage, form: Form): boolean {
  if (form.blanks !== 'only-needs') return false
  const last = pagesOf(form).findLast((one) => fact.anyOf.some((id) => id in one.ask))
  return last?.name === page.name
}

function mustAnswer(form: Form, question: AnyQuestion, into: Gathered): boolean {
  if (form.blanks === 'only-needs' || question.asks.optional) return false
  if (question.asks.mustWhen && !holds(question.asks.mustWhen, into.facts)) return false
  return !(question.asks.unless && into.counts[question.asks.unless] !== undefined)
}

/** Whether a question is shown without the word "(optional)": what `M` means where nothing can stop a form. */
export function isLabelledOptional(question: AnyQuestion, facts: Facts): boolean {
  if (question.asks.optional) return true
  return question.asks.mustWhen !== undefined && !holds(question.asks.mustWhen, facts)
}
