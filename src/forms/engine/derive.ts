import type { Derived } from './conditions.ts'
import type { Form } from './form.ts'
import type { Answers } from './question.ts'
import { ageInWords, wholeDate, yearsBetween } from './rough-date.ts'

/** What a rule may need besides the answers. Arguments, never read from a clock or a setting. */
export interface Surroundings {
  /** The day it is sent, London, `YYYY-MM-DD`. */
  today: string
}

const typedText = (answers: Answers, id: string): string | undefined => {
  const answer = answers[id]
  return answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : undefined
}

/** Whole years on the day of sending: from `dob`, else `age-about`, else `sg-adult-dob` if it tells one. */
function age(answers: Answers, today: string): number | undefined {
  const birth =
    wholeDate(typedText(answers, 'dob') ?? '') ?? wholeDate(typedText(answers, 'sg-adult-dob') ?? '')
  const years = birth !== undefined && birth <= today ? yearsBetween(birth, today) : undefined
  return years ?? ageInWords(typedText(answers, 'age-about') ?? typedText(answers, 'sg-adult-dob') ?? '')
}

/**
 * Values worked out from the answers that count. Undefined when the answers do not tell, so that a rule on it
 * does not hold.
 */
export function derive(name: Derived, _form: Form, answers: Answers, surroundings: Surroundings) {
  switch (name) {
    case 'age':
      return age(answers, surroundings.today)
    case 'any-unsafe':
      return Object.values(answers).some((answer) => 'out' in answer && answer.out === 'unsafe')
        ? 'yes'
        : 'no'
    default:
      return undefined
  }
}
