import { districtOf } from '#src/domain/postcode.ts'
import type { Derived } from './conditions.ts'
import { type Form, questionsOf } from './form.ts'
import { type Answers, type AnyQuestion, valuesOf } from './question.ts'
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

/** Whole years on the day of sending: from `dob`, else `age-about`, else `sg-adult-dob` if it tells one. */
function age(answers: Answers, today: string): number | undefined {
  const birth =
    wholeDate(typedText(answers, 'dob') ?? '') ?? wholeDate(typedText(answers, 'sg-adult-dob') ?? '')
  const years = birth !== undefined && birth <= today ? yearsBetween(birth, today) : undefined
  return years ?? ageInWords(typedText(answers, 'age-about') ?? typedText(answers, 'sg-adult-dob') ?? '')
}

/** Whether the full postcode in `address` is the council's: neither yes nor no without one. */
function inArea(answers: Answers, districts: readonly string[] | undefined): 'yes' | 'no' | undefined {
  const answer = answers['address']
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

/** The questions of a scale whose answer says that something is hard. */
const affected = (form: Form, answers: Answers, scale: Scale): [string, AnyQuestion][] =>
  [...questionsOf(form)].filter(([id, question]) => {
    const answer = answers[id]
    return (
      question.scale === scale &&
      answer !== undefined &&
      valuesOf(question, answer).some((one) => AFFECTED[scale].includes(one))
    )
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
  const question = questionsOf(form).get('pr-outcomes')
  if (!question) return outcomesWith(form, answers, 'manage')
  const answer = answers['pr-outcomes']
  const isTicked = answer && 'value' in answer && question.control.isSome(answer.value)
  return isTicked ? valuesOf(question, answer).length : 0
}

/**
 * Values worked out from the answers that count. Undefined when the answers do not tell, so that a rule on it
 * does not hold.
 */
export function derive(
  name: Exclude<Derived, 'reader'>,
  form: Form,
  answers: Answers,
  surroundings: Surroundings,
): string | number | undefined {
  switch (name) {
    case 'age':
      return age(answers, surroundings.today)
    case 'in-area':
      return inArea(answers, surroundings.postcodeDistricts)
    case 'outcomes':
      return outcomes(form, answers)
    case 'carer-outcomes':
      return outcomesWith(form, answers, 'carer-impact')
    case 'any-unsafe':
      return unsafeAnswers(answers).length > 0 ? 'yes' : 'no'
  }
}

const unsafeAnswers = (answers: Answers): string[] =>
  Object.entries(answers).flatMap(([id, answer]) => ('out' in answer && answer.out === 'unsafe' ? [id] : []))

/** The answered questions a derived value comes from, for quoting beside a flag. */
export function derivedFrom(name: Exclude<Derived, 'reader'>, form: Form, answers: Answers): string[] {
  const answered = (...ids: string[]) => ids.filter((id) => answers[id] !== undefined)
  switch (name) {
    case 'age':
      return answered('dob', 'age-about', 'sg-adult-dob')
    case 'in-area':
      return answered('address')
    case 'outcomes':
      return answers['pr-outcomes'] ? ['pr-outcomes'] : affected(form, answers, 'manage').map(([id]) => id)
    case 'carer-outcomes':
      return affected(form, answers, 'carer-impact').map(([id]) => id)
    case 'any-unsafe':
      return unsafeAnswers(answers)
  }
}
