import { districtOf } from '#src/domain/postcode.ts'
import { type Condition, type Derived, derivedNames, questionsRead } from './conditions.ts'
import { type Form, questionsOf } from './form.ts'
import { type Answers, type AnyQuestion, type Common, valuesOf } from './question.ts'
import { ageInWords, wholeDate, yearsBetween } from './rough-date.ts'

/** What a rule may need besides the answers. Arguments, never read from a clock or a setting. */
export interface Surroundings {
  /** The day it is sent, London, `YYYY-MM-DD`. */
  today: string
  /** First halves of the postcodes in the council's area: `CR0`. Left out, nothing is in or outside it. */
  postcodeDistricts?: readonly string[]
}

const typedText = (answers: Answers, id: string): string | undefined => {
  const answer = answers[id]
  if (!answer || 'out' in answer) return undefined
  return typeof answer.value === 'string' || typeof answer.value === 'number'
    ? String(answer.value)
    : undefined
}

/** The questions of a form that give this, in its order. */
const giving = (form: Form, what: NonNullable<Common['gives']>): [string, AnyQuestion][] =>
  [...questionsOf(form)].filter(([, { asks }]) => asks.gives === what)

/** Whole years on the day of sending: from a date of birth where one was given, else from a number of years. */
function age(form: Form, answers: Answers, today: string): number | undefined {
  const texts = giving(form, 'age').flatMap(([id]) => typedText(answers, id) ?? [])
  const birth = texts.map(wholeDate).find((date) => date !== undefined)
  const years = birth !== undefined && birth <= today ? yearsBetween(birth, today) : undefined
  return years ?? texts.map(ageInWords).find((about) => about !== undefined)
}

/** Whether the full postcode that was given is the council's: neither yes nor no without one. */
function inArea(
  form: Form,
  answers: Answers,
  districts: readonly string[] | undefined,
): 'yes' | 'no' | undefined {
  const answer = giving(form, 'area').map(([id]) => answers[id])[0]
  const value = answer && 'value' in answer ? answer.value : undefined
  const isParts = typeof value === 'object' && value !== null && !Array.isArray(value)
  const postcode = isParts ? value['postcode'] : undefined
  const district = typeof postcode === 'string' ? districtOf(postcode) : undefined
  if (district === undefined || districts === undefined) return undefined
  return districts.includes(district) ? 'yes' : 'no'
}

type Scale = NonNullable<AnyQuestion['scale']>

const AFFECTED: Readonly<Record<Scale, readonly string[]>> = {
  manage: ['hard', 'help', 'cannot'],
  'carer-impact': ['strain', 'cannot'],
}

const onScale = (form: Form, scale: Scale): [string, AnyQuestion][] =>
  [...questionsOf(form)].filter(([, question]) => question.scale === scale)

/** The questions of a scale whose answer says that something is hard. */
const affected = (form: Form, answers: Answers, scale: Scale): [string, AnyQuestion][] =>
  onScale(form, scale).filter(([id, question]) => {
    const answer = answers[id]
    return answer !== undefined && valuesOf(question, answer).some((one) => AFFECTED[scale].includes(one))
  })

/** Outcomes that a scale's affected questions feed, each counted once. */
const outcomesWith = (form: Form, answers: Answers, scale: Scale): number =>
  new Set(
    affected(form, answers, scale).flatMap(([, question]) =>
      (question.asks.feeds ?? []).filter((feed) => /^[OC]\d+$/.test(feed)),
    ),
  ).size

/** How many outcomes of the Care Act are hard: O1–O10 by the `manage` scale, or as a professional ticked them. */
function outcomes(form: Form, answers: Answers): number {
  const [ticked] = giving(form, 'outcomes')
  if (!ticked) return outcomesWith(form, answers, 'manage')
  const [id, question] = ticked
  const answer = answers[id]
  const isTicked = answer && 'value' in answer && question.control.isSome(answer.value)
  return isTicked ? valuesOf(question, answer).length : 0
}

const unsafeAnswers = (answers: Answers): string[] =>
  Object.entries(answers).flatMap(([id, answer]) => ('out' in answer && answer.out === 'unsafe' ? [id] : []))

const ids = (questions: readonly [string, AnyQuestion][]): string[] => questions.map(([id]) => id)

/** One value worked out from answers: what it is, and the questions it comes from. */
interface Derivation {
  value(form: Form, answers: Answers, surroundings: Surroundings): string | number | undefined
  from(form: Form, answers: Answers): string[]
  /** Every question it may come from, answered or not. */
  reads(form: Form): string[]
  /** A count: it may still grow for as long as a question that it reads is blank. */
  grows?: true
}

const derivations: Readonly<Record<Exclude<Derived, 'reader'>, Derivation>> = {
  age: {
    value: (form, answers, { today }) => age(form, answers, today),
    from: (form) => ids(giving(form, 'age')),
    reads: (form) => ids(giving(form, 'age')),
  },
  'in-area': {
    value: (form, answers, { postcodeDistricts }) => inArea(form, answers, postcodeDistricts),
    from: (form) => ids(giving(form, 'area')),
    reads: (form) => ids(giving(form, 'area')),
  },
  outcomes: {
    value: outcomes,
    from: (form, answers) => {
      const ticked = giving(form, 'outcomes')
      return ids(ticked.length > 0 ? ticked : affected(form, answers, 'manage'))
    },
    grows: true,
    reads: (form) => {
      const ticked = giving(form, 'outcomes')
      return ids(ticked.length > 0 ? ticked : onScale(form, 'manage'))
    },
  },
  'carer-outcomes': {
    value: (form, answers) => outcomesWith(form, answers, 'carer-impact'),
    from: (form, answers) => ids(affected(form, answers, 'carer-impact')),
    grows: true,
    reads: (form) => ids(onScale(form, 'carer-impact')),
  },
  'any-unsafe': {
    value: (_, answers) => (unsafeAnswers(answers).length > 0 ? 'yes' : 'no'),
    from: (_, answers) => unsafeAnswers(answers),
    // Of what was never asked it is not known that it was unsafe to answer.
    reads: () => [],
  },
}

/**
 * Values worked out from the answers that count. Undefined when the answers do not tell, so that a rule on it
 * does not hold.
 */
export const derive = (
  name: Exclude<Derived, 'reader'>,
  form: Form,
  answers: Answers,
  surroundings: Surroundings,
): string | number | undefined => derivations[name].value(form, answers, surroundings)

/** The answered questions a derived value comes from, for quoting beside a flag. */
export const derivedFrom = (name: Exclude<Derived, 'reader'>, form: Form, answers: Answers): string[] =>
  derivations[name].from(form, answers).filter((id) => answers[id] !== undefined)

/** The questions of a form that a condition reads, with those of what is worked out from them. */
export const questionsBehind = (condition: Condition, form: Form): string[] => [
  ...questionsRead(condition),
  ...derivedNames(condition).flatMap((name) => (name === 'reader' ? [] : derivations[name].reads(form))),
]

/**
 * The questions that apply and have no answer, and those that the missing answers might yet make apply.
 * @param applying those that apply with the answers that count.
 */
export function notKnownYet(
  form: Form,
  answers: Answers,
  applying: { has(id: string): boolean },
): ReadonlySet<string> {
  const unknown = new Set<string>()
  // Conditions read earlier answers only, so one pass in order is enough.
  for (const [id, { asks }] of questionsOf(form)) {
    const isUnknown = applying.has(id)
      ? answers[id] === undefined
      : asks.when !== undefined && questionsBehind(asks.when, form).some((read) => unknown.has(read))
    if (isUnknown) unknown.add(id)
  }
  return unknown
}

/** Whether a derived value is a count that a question with no answer yet could still add to. */
export function mayGrow(
  name: Exclude<Derived, 'reader'>,
  form: Form,
  answers: Answers,
  applying: { has(id: string): boolean },
): boolean {
  const { grows, reads } = derivations[name]
  if (!grows) return false
  const unknown = notKnownYet(form, answers, applying)
  return reads(form).some((id) => unknown.has(id))
}
