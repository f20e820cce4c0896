import type { Condition } from './conditions.ts'
import { type AnyQuestion, type Tell, wayOutWords } from './question.ts'

type Questions = Readonly<Record<string, AnyQuestion>>

/**
 * A follow-up's condition as a sentence for somebody whose page cannot hide it, such as
 * "Only answer this if you chose “I don’t know”." A question is named where another on the page has an answer
 * of the same words.
 * @param condition What the follow-up depends on, once everything outside the page is known: `remaining`.
 * @param questions Every question of the page, by id.
 * @param tell Says declared words to the reader.
 * @throws Error when the condition reads a question that is not on the page: a mistake in a declaration.
 */
export function onlyIfInWords(condition: Condition, questions: Questions, tell: Tell): string {
  return `Only answer this if ${ifInWords(condition, questions, tell)}.`
}

/**
 * The condition alone, to be put after "if": "you chose “Asian or Asian British”". Arguments and errors as for
 * `onlyIfInWords`.
 */
export const ifInWords = (condition: Condition, questions: Questions, tell: Tell): string =>
  clause(condition, questions, tell, false)

function clause(condition: Condition, questions: Questions, tell: Tell, isDenied: boolean): string {
  switch (condition.op) {
    case 'any':
    case 'all': {
      // Denied, "this or that" is "neither this nor that": both parts are denied and joined by "and".
      const isOr = (condition.op === 'any') !== isDenied
      const parts = condition.of.map((part) => clause(part, questions, tell, isDenied))
      return parts.join(isOr ? ', or ' : ', and ')
    }
    case 'not':
      return clause(condition.of[0], questions, tell, !isDenied)
    case 'is':
    case 'ticked':
      return `${verb(condition.id, questions, isDenied)} ${picked(condition.id, condition.values, questions, tell)}`
    case 'is-not':
      return isDenied
        ? `${titleOf(condition.id, questions, tell)} has no answer, or ${verb(condition.id, questions, false)} ${picked(condition.id, condition.values, questions, tell)}`
        : `you answered ${titleOf(condition.id, questions, tell)} with anything but ${quoted(condition.id, condition.values, questions, tell)}`
    case 'some':
      return isDenied
        ? `${titleOf(condition.id, questions, tell)} has no answer`
        : `you gave an answer to ${titleOf(condition.id, questions, tell)}`
    case 'at-least':
      return `${titleOf(condition.id, questions, tell)} is ${isDenied ? 'less than ' : ''}${condition.number}${isDenied ? '' : ' or more'}`
    case 'less-than':
      return `${titleOf(condition.id, questions, tell)} is ${isDenied ? '' : 'less than '}${condition.number}${isDenied ? ' or more' : ''}`
    default:
      throw new Error(`“${condition.op}” is not something a reader answers on the page`)
  }
}

function find(id: string, questions: Questions): AnyQuestion {
  const question = questions[id]
  if (!question) throw new Error(`“${id}” is not a question of this page`)
  return question
}

/** A list of one answer is chosen from; anything else is ticked. */
function verb(id: string, questions: Questions, isDenied: boolean): string {
  const isChosen = find(id, questions).kind === 'radios'
  if (isDenied) return isChosen ? 'you did not choose' : 'you did not tick'
  return isChosen ? 'you chose' : 'you ticked'
}

const titleOf = (id: string, questions: Questions, tell: Tell): string =>
  `“${tell(find(id, questions).asks.title)}”`

/** What can be picked in a question, by value. */
function labelsOf(question: AnyQuestion, tell: Tell): ReadonlyMap<string, string> {
  const options = (question.control.shows.options ?? []).map(
    ({ value, label }) => [value, tell(label)] as const,
  )
  const outs = (question.asks.out ?? []).map((out) => [out, tell(wayOutWords(question.asks, out))] as const)
  return new Map([...options, ...outs])
}

/** “A”, “B” or “C”. */
function quoted(id: string, values: readonly string[], questions: Questions, tell: Tell): string {
  const labels = labelsOf(find(id, questions), tell)
  const words = values.map((value) => `“${labels.get(value) ?? value}”`)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** The answers picked, and where they alone do not say it, the question they were picked in. */
function picked(id: string, values: readonly string[], questions: Questions, tell: Tell): string {
  const labels = labelsOf(find(id, questions), tell)
  const isShared = Object.entries(questions).some(([other, question]) => {
    if (other === id) return false
    const others = new Set(labelsOf(question, tell).values())
    return values.some((value) => others.has(labels.get(value) ?? value))
  })
  const answers = quoted(id, values, questions, tell)
  return isShared ? `${answers} for ${titleOf(id, questions, tell)}` : answers
}
