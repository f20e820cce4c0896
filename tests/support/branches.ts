import { type Condition, holds, questionsRead } from '#src/forms/engine/conditions.ts'
import {
  checkPageOf,
  findPage,
  type Form,
  type FormId,
  pagesOf,
  questionsOf,
} from '#src/forms/engine/form.ts'
import type { Answer, AnyQuestion, Problem, Typed } from '#src/forms/engine/question.ts'
import { outField, readAnswer } from '#src/forms/engine/read-answer.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { VOICES } from '#src/forms/engine/words.ts'

/** Questions of shared pages that a form never asks, since it never speaks to those who are asked them. */
export const NEVER_ASKED: Readonly<Partial<Record<FormId, readonly string[]>>> = {
  'professional-referral': ['copy-how'],
}

/**
 * A form walked by machine, from nothing but its declaration: what each condition needs is worked out from the
 * condition, typed into the fields of the pages as they come, and read the way the portal reads it.
 */

/** Answers wanted, by question: the values to pick, or a way out. */
export type Wanted = Readonly<Record<string, readonly string[]>>

const surroundings = { today: '2026-11-23', postcodeDistricts: ['CR0'] }

const optionsOf = (question: AnyQuestion) => question.control.shows.options ?? []

/**
 * The fields of a made-up answer, as its control has one.
 * @param values Wanted: empty for a question left blank, undefined for whatever there is.
 */
function fieldsFor(id: string, { asks, control }: AnyQuestion, values: readonly string[] | undefined): Typed {
  const [value] = values ?? []
  if (values && value === undefined) return {}
  const isWayOut = (asks.out ?? []).some((out) => out === value)
  if (isWayOut && !control.waysOutAreOptions) return { [outField(id)]: [value ?? ''] }
  const isOption = isWayOut || (control.shows.options ?? []).some((option) => option.value === value)
  if (values && control.shows.options && !isOption) return {}
  return control.fill(id, control.example(values))
}

/** How somebody answers what nobody wants answered in a particular way. */
export type Otherwise = (id: string, question: AnyQuestion) => readonly string[] | undefined

/** Blank wherever that is fine, a way out where there is one, and otherwise the least that can be said. */
export const least: Otherwise = (_, { asks }) => {
  if (asks.optional) return []
  return asks.out?.[0] && !asks.outWhen?.[asks.out[0]] ? [asks.out[0]] : undefined
}
/** The first of the options, or something in words. */
export const first: Otherwise = () => undefined
/** Nothing at all, or a way out where there is one. */
export const onlyWaysOut: Otherwise = (id, question) => least(id, question) ?? []

export interface Run {
  walked: Walk
  /** What was to be put right. */
  problems: readonly Problem[]
  /** All that was typed, by the name of its field. */
  fields: Typed
}

/** What is offered, which may change with what was answered before. */
const offerOf = (question: AnyQuestion): string =>
  question.offered || optionsOf(question).length > 0
    ? [...optionsOf(question).map(({ value }) => value), ...(question.asks.out ?? [])].join()
    : ''

/** Follow-ups of follow-ups: no form goes deeper. */
const MOST_ROUNDS = 30

/**
 * Answers every question that is asked, then those that are asked because of it, until nothing new is: what going
 * through page by page ends with, since conditions read earlier answers only. Each answer is typed and read.
 */
export function run(form: Form, wanted: Wanted, otherwise: Otherwise): Run {
  const pages = [...pagesOf(form), checkPageOf(form)]
  const passed = Object.fromEntries(pages.map((page) => [page.name, Object.keys(page.ask)]))
  const answers: Record<string, Answer> = {}
  const typed = new Map<string, { offer: string; problems: readonly Problem[]; fields: Typed }>()
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const walked = walk(form, { answers, passed }, surroundings)
    const asked = [...walked.pages, ...(walked.check ? [walked.check] : [])].flatMap((page) => page.asked)
    const fresh = asked.filter(({ id, question }) => typed.get(id)?.offer !== offerOf(question))
    if (fresh.length === 0) {
      const given = asked.flatMap(({ id }) => typed.get(id) ?? [])
      const fields: Typed = Object.assign({}, ...given.map((one) => one.fields))
      return { walked, problems: given.flatMap((one) => one.problems), fields }
    }
    for (const { id, question } of fresh) {
      const fields = fieldsFor(id, question, wanted[id] ?? otherwise(id, question))
      const read = readAnswer(id, question, fields, surroundings.today)
      typed.set(id, { offer: offerOf(question), problems: read.problems, fields })
      if (read.answer) answers[id] = read.answer
      else delete answers[id]
    }
  }
  throw new Error(`${form.id} asks more and more`)
}

const MOST_WAYS = 60

/** Both at once, where they do not want different things. */
function both(one: Wanted, other: Wanted, questions: ReadonlyMap<string, AnyQuestion>): Wanted[] {
  const merged: Record<string, readonly string[]> = { ...one }
  for (const [id, values] of Object.entries(other)) {
    const before = merged[id]
    if (before === undefined || JSON.stringify(before) === JSON.stringify(values)) merged[id] = values
    else if (questions.get(id)?.control.shows.pick === 'several')
      merged[id] = [...new Set([...before, ...values])]
    else return []
  }
  return [merged]
}

const allOf = (parts: readonly Wanted[][], questions: ReadonlyMap<string, AnyQuestion>): Wanted[] =>
  parts
    .reduce<Wanted[]>(
      (ways, part) =>
        ways.flatMap((way) => part.flatMap((more) => both(way, more, questions))).slice(0, MOST_WAYS),
      [{}],
    )
    .slice(0, MOST_WAYS)

/** Ways to make a condition hold, or not hold. */
export function waysTo(form: Form, condition: Condition, isWanted: boolean): Wanted[] {
  const questions = questionsOf(form)
  const ways = (of: Condition, wanted: boolean) => waysTo(form, of, wanted)
  switch (condition.op) {
    case 'any':
    case 'all':
      return (condition.op === 'any') === isWanted
        ? condition.of.flatMap((part) => ways(part, isWanted))
        : allOf(
            condition.of.map((part) => ways(part, isWanted)),
            questions,
          )
    case 'not':
      return ways(condition.of[0], !isWanted)
    case 'is':
    case 'ticked':
    case 'is-not': {
      const question = questions.get(condition.id)
      if (!question) return isWanted ? [] : [{}]
      const others = optionsOf(question).filter(({ value }) => !condition.values.includes(value))
      const isOneOf = (condition.op !== 'is-not') === isWanted
      return isOneOf
        ? condition.values.map((value) => ({ [condition.id]: [value] }))
        : [...others.map(({ value }) => value), 'in words'].map((value) => ({ [condition.id]: [value] }))
    }
    case 'some': {
      const question = questions.get(condition.id)
      if (!question) return isWanted ? [] : [{}]
      const options = optionsOf(question).filter((one) => (one.exclusive !== true) === isWanted)
      return isWanted
        ? [...options.map(({ value }) => ({ [condition.id]: [value] })), {}]
        : [...options.map(({ value }) => ({ [condition.id]: [value] })), { [condition.id]: [] }]
    }
    case 'form':
      return condition.forms.includes(form.number) === isWanted ? [{}] : []
    case 'derived':
      if (condition.name === 'reader') {
        const { you, professional } = form.reader
        const of = condition.values.flatMap((voice) => {
          if (voice === 'you') return ways(you, true)
          if (voice === 'professional') return professional ? ways(professional, true) : []
          const rest = [ways(you, false), professional ? ways(professional, false) : [{}]]
          return allOf(rest, questions)
        })
        if (isWanted) return of
        const left = VOICES.filter((voice) => !condition.values.includes(voice))
        return left.length === 0 ? [] : ways({ ...condition, values: left }, true)
      }
      if (condition.name !== 'any-unsafe') return [{}]
      return isWanted
        ? [...questions].flatMap(([id, { asks }]) =>
            asks.out?.includes('unsafe') ? [{ [id]: ['unsafe'] }] : [],
          )
        : [{}]
    default:
      return [{}]
  }
}

/** Ways to be asked a question: what it depends on, and what those questions depend on. */
export function waysToBeAsked(form: Form, id: string): Wanted[] {
  const when = questionsOf(form).get(id)?.asks.when
  return when ? waysFor(form, when, true) : [{}]
}

/** Ways to make a condition hold, or not, with the questions it reads asked. */
export function waysFor(form: Form, condition: Condition, isWanted: boolean): Wanted[] {
  const questions = questionsOf(form)
  return waysTo(form, condition, isWanted)
    .slice(0, MOST_WAYS)
    .flatMap((way) =>
      allOf([[way], ...questionsRead(condition).map((read) => waysToBeAsked(form, read))], questions),
    )
}

/** A condition of a form, with what it decides. */
export interface Branch {
  what: string
  condition: Condition
  /** The question or page that must be reached for the condition to matter at all. */
  asked: string | undefined
}

/** Everything that differs from one person to the next, each with its condition. */
export function branchesOf(form: Form): Branch[] {
  const ofQuestion = (id: string, { asks, control }: AnyQuestion): Branch[] => [
    ...(asks.when ? [{ what: `${id} is asked`, condition: asks.when, asked: undefined }] : []),
    ...(asks.mustWhen ? [{ what: `${id} must be answered`, condition: asks.mustWhen, asked: id }] : []),
    ...Object.entries(asks.outWhen ?? {}).map(([out, condition]) => ({
      what: `${id} offers ${out}`,
      condition,
      asked: id,
    })),
    ...(control.shows.options ?? []).flatMap(({ value, when }) =>
      when ? [{ what: `${id} offers ${value}`, condition: when, asked: id }] : [],
    ),
  ]
  return [...pagesOf(form), checkPageOf(form)].flatMap((page): Branch[] => [
    ...Object.entries(page.ask).flatMap(([id, question]) => ofQuestion(id, question)),
    ...(page.after ?? []).map(({ when, show }) => ({
      what: `${page.name} raises ${show}`,
      condition: when,
      asked: undefined,
    })),
    ...(page.stopsWhen ? [{ what: `${page.name} stops`, condition: page.stopsWhen, asked: undefined }] : []),
    ...(page.tellsWhen
      ? [{ what: `${page.name} is told`, condition: page.tellsWhen, asked: undefined }]
      : []),
  ])
}

export const holdsIn = ({ walked }: Run, condition: Condition): boolean => holds(condition, walked.facts)

/**
 * Runs that between them come to every question and every page of a form, each of which adds something.
 * @param leave Questions that nobody who fills in this form is asked.
 * @throws Error when a question or page cannot be reached.
 */
export function runsToAll(form: Form, leave: readonly string[] = []): Run[] {
  const questions = questionsOf(form)
  const reachedIn = ({ walked }: Run) =>
    [...walked.pages, ...(walked.check ? [walked.check] : [])].flatMap(({ page, asked }) => [
      page.name,
      ...asked.map(({ id }) => id),
    ])
  const waysToReach = (name: string): Wanted[] => {
    const tellsWhen = findPage(form, name)?.tellsWhen
    return tellsWhen ? waysFor(form, tellsWhen, true) : waysToBeAsked(form, name)
  }
  const left = new Set([...questions.keys(), ...pagesOf(form).map(({ name }) => name)])
  for (const id of leave) left.delete(id)
  const runs: Run[] = []
  while (left.size > 0) {
    const ways = [...left].map(waysToReach)
    // As many at once as do not want different things.
    const together = ways.reduce<Wanted>(
      (all, of) => of.flatMap((way) => both(all, way, questions))[0] ?? all,
      {},
    )
    const adds = (one: Run) => one.problems.length === 0 && reachedIn(one).some((name) => left.has(name))
    let added: Run | undefined
    for (const way of runs.length === 0 ? [{}] : [together, ...ways.flat()]) {
      const one = run(form, way, first)
      if (!adds(one)) continue
      added = one
      break
    }
    if (!added) throw new Error(`${form.id}: nobody comes to ${[...left].join(', ')}`)
    for (const name of reachedIn(added)) left.delete(name)
    runs.push(added)
  }
  // An early one often comes to nothing that a later one does not.
  return runs.filter((one, at) => {
    const others = new Set(runs.filter((_, of) => of > at).flatMap(reachedIn))
    return reachedIn(one).some((name) => !others.has(name))
  })
}
