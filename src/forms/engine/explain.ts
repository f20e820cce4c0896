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

/** Where somebody finds a question that they read before: its number on paper, by id. */
export type Numbers = ReadonlyMap<string, number>

/** Longer answers than this, in letters, stand on lines of their own. */
const LONGEST_IN_LINE = 50

/**
 * The same for a paper form in Easy Read, where every question has a number: short lines, each a sentence, such as
 * "Look at question 3.", "Did you tick “Yes”?", "Then answer this." Errors as for `onlyIfInWords`.
 * @param does What to do when it holds: answer the question, or read a page that asks nothing.
 */
export function onlyIfByNumber(
  condition: Condition,
  questions: Questions,
  numbers: Numbers,
  tell: Tell,
  does: 'answer' | 'read',
): string {
  const said = joined(condition, false)
  if ('leaf' in said) {
    const { id, asks, answers } = leafByNumber(said.leaf, questions, tell)
    const isLong = answers.length > 1 && listed(answers).length > LONGEST_IN_LINE
    return [
      `Look at question ${numberOf(id, questions, numbers)}.`,
      ...(isLong ? [`Did you ${asks} one of these?`, ...answers] : [`Did you ${asks} ${listed(answers)}?`]),
      said.isDenied ? 'Then leave this out.' : `Then ${does} this.`,
    ].join('\n')
  }
  return [
    `Only ${does} this if ${said.isOr ? 'one' : 'all'} of these ${said.isOr ? 'is' : 'are'} true:`,
    ...said.of.map((part) => `You ${inOneLine(part, questions, numbers, tell)}.`),
  ].join('\n')
}

/**
 * What stands above answers that depend on one other answer: "If you ticked “Yes” at question 3:". Undefined where
 * they depend on more than one thing: in Easy Read that is too much to say there. Arguments and errors as above.
 */
export function leadByNumber(
  condition: Condition,
  questions: Questions,
  numbers: Numbers,
  tell: Tell,
): string | undefined {
  const said = joined(condition, false)
  const isOneThing = 'leaf' in said || isAnyAnswer(said)
  return isOneThing ? `If you ${inOneLine(said, questions, numbers, tell)}:` : undefined
}

/** A condition without "not" around it and without "this and (that and the other)". */
type Joined = { leaf: Condition; isDenied: boolean } | { isOr: boolean; of: readonly Joined[] }

function joined(condition: Condition, isDenied: boolean): Joined {
  if (condition.op === 'not') return joined(condition.of[0], !isDenied)
  if (condition.op !== 'any' && condition.op !== 'all') return { leaf: condition, isDenied }
  // Denied, "this or that" is "neither this nor that": both parts are denied and joined by "and".
  const isOr = (condition.op === 'any') !== isDenied
  const parts = condition.of
    .map((part) => joined(part, isDenied))
    .flatMap((part) => ('of' in part && part.isOr === isOr ? part.of : [part]))
  const [only, ...others] = parts
  return only && others.length === 0 ? only : { isOr, of: parts }
}

type AnyAnswer = { isOr: true; of: readonly { leaf: Extract<Condition, { op: 'some' }>; isDenied: false }[] }

/** Whether it holds as soon as one of several questions has an answer, whichever. */
const isAnyAnswer = (said: Joined): said is AnyAnswer =>
  'of' in said &&
  said.isOr &&
  said.of.every((part) => 'leaf' in part && part.leaf.op === 'some' && !part.isDenied)

function inOneLine(said: Joined, questions: Questions, numbers: Numbers, tell: Tell): string {
  if ('leaf' in said) {
    const { id, did, didNot, answers } = leafByNumber(said.leaf, questions, tell)
    const at = `at question ${numberOf(id, questions, numbers)}`
    return [said.isDenied ? didNot : did, listed(answers), at].filter(Boolean).join(' ')
  }
  if (isAnyAnswer(said)) {
    const at = said.of.map(({ leaf }) => numberOf(leaf.id, questions, numbers)).toSorted((a, b) => a - b)
    return `gave an answer at question ${listed(at.map(String))}`
  }
  return said.of
    .map((part) => inOneLine(part, questions, numbers, tell))
    .join(said.isOr ? ', or you ' : ', and you ')
}

/** What somebody did at one question, to be asked, said and denied, and the answers that are meant. */
function leafByNumber(
  condition: Condition,
  questions: Questions,
  tell: Tell,
): { id: string; asks: string; did: string; didNot: string; answers: readonly string[] } {
  switch (condition.op) {
    case 'is':
    case 'ticked': {
      const answers = quotedEach(condition.id, condition.values, questions, tell)
      return { id: condition.id, asks: 'tick', did: 'ticked', didNot: 'did not tick', answers }
    }
    case 'is-not': {
      const { id } = condition
      const answers = quotedEach(id, condition.values, questions, tell)
      const other = 'something that is not'
      return { id, asks: `tick ${other}`, did: `ticked ${other}`, didNot: `did not tick ${other}`, answers }
    }
    case 'some': {
      const { id } = condition
      return { id, asks: 'give', did: 'gave', didNot: 'did not give', answers: ['an answer'] }
    }
    case 'at-least':
    case 'less-than': {
      const { id, op, number } = condition
      const answers = [op === 'at-least' ? `${number} or more` : `less than ${number}`]
      return { id, asks: 'write', did: 'wrote', didNot: 'did not write', answers }
    }
    default:
      throw new Error(`“${condition.op}” is not something a reader answers on the page`)
  }
}

function numberOf(id: string, questions: Questions, numbers: Numbers): number {
  const number = find(id, questions) && numbers.get(id)
  if (number === undefined) throw new Error(`“${id}” has no number on this paper`)
  return number
}

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
  const isChosen = find(id, questions).control.shows.pick === 'one'
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
const quoted = (id: string, values: readonly string[], questions: Questions, tell: Tell): string =>
  listed(quotedEach(id, values, questions, tell))

function quotedEach(id: string, values: readonly string[], questions: Questions, tell: Tell): string[] {
  const labels = labelsOf(find(id, questions), tell)
  return values.map((value) => `“${labels.get(value) ?? value}”`)
}

/** A, B or C. */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

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
