import type { Block } from '../engine/block.ts'
import { holds } from '../engine/conditions.ts'
import { type Form, questionsOf } from '../engine/form.ts'
import { isHidden } from '../engine/hidden.ts'
import type { Answer, Answers, Json } from '../engine/question.ts'
import { fillAnswer, readAnswer } from '../engine/read-answer.ts'
import type { Walk } from '../engine/walk.ts'
import { twin, type Words } from '../engine/words.ts'
import { flags } from './flags.ts'
import { communication } from '../shared/communication.ts'
import { contact } from '../shared/contact.ts'
import { emergency } from '../shared/emergency.ts'
import { health } from '../shared/health.ts'
import { home } from '../shared/home.ts'
import { person } from '../shared/person.ts'
import { sharing } from '../shared/sharing.ts'
import { takingPart } from '../shared/taking-part.ts'

/**
 * What may be told once: shared questions whose answers another form may begin with. What is about this moment
 * (danger, being private, what is missing today), who fills in a form, and every consent are asked each time.
 */
const TOLD_ONCE: readonly { readonly id: string; readonly title: Words; readonly of: Block }[] = [
  { id: 'person', title: 'Your name, your age and where you live', of: person },
  { id: 'contact', title: 'How to contact you', of: contact },
  {
    id: 'communication',
    title: twin('Your language, and what helps when we talk or write', 'How to talk and write to you'),
    of: communication,
  },
  {
    id: 'taking-part',
    title: twin('What is hard for you when we plan care', 'What is hard for you'),
    of: takingPart,
  },
  { id: 'health', title: twin('Your GP and your health', 'Your doctor and your health'), of: health },
  { id: 'home', title: 'Your home and who lives there', of: home },
  { id: 'emergency', title: 'Who to call in an emergency', of: emergency },
  {
    id: 'record',
    title: twin('Your ethnic group and sex', 'Your ethnic group, and if you are a man or a woman'),
    of: { pages: { record: sharing.pages.record } },
  },
]

/** Answers of one block, as they may be offered to another form. */
export interface OfferedBlock {
  readonly id: string
  readonly title: Words
  readonly answers: Answers
}

/** Where contact, or answering, is not safe, nothing goes from one form to another. */
const NOT_SAFE = ['fl-safe-contact', 'fl-unsafe']
export const isUnsafeToTell = ({ facts }: Pick<Walk, 'facts'>): boolean =>
  NOT_SAFE.some((id) => flags[id] !== undefined && holds(flags[id].when, facts))

/** The question that tells whom a form is about; only forms that ask it and are about the reader share. */
const WHO = 'who-for'
const isAboutReader = (answer: Answer | undefined, form: Form): boolean => {
  const question = questionsOf(form).get(WHO)
  return (
    question !== undefined &&
    answer !== undefined &&
    'value' in answer &&
    question.control.values(answer.value).includes('me')
  )
}

/**
 * What a form tells that another could begin with: answers that count, to questions of shared blocks, in a form
 * about the reader. Nothing of a safeguarding concern, nothing where contact or answering is not safe, no answer
 * that is kept off copies, no file.
 */
export function tellableOnce(form: Form, walked: Walk): Answers {
  if (form.isSafeguarding || !isAboutReader(walked.counts[WHO], form)) return {}
  if (isUnsafeToTell(walked)) return {}
  const questions = questionsOf(form)
  const shared = TOLD_ONCE.flatMap(({ of }) => questionIdsOf(of))
  return Object.fromEntries(
    shared.flatMap((id): [string, Answer][] => {
      const question = questions.get(id)
      const answer = walked.counts[id]
      if (!question || !answer || question.control.takesFiles) return []
      return isHidden(form, id, question, answer) ? [] : [[id, answer]]
    }),
  )
}

/**
 * The blocks of told answers that another form asks for too, each to be offered by itself and used only with a
 * yes. An answer goes along only if the other form would take it as it is.
 * @param told Of `tellableOnce`, about the reader.
 * @param already What the other form holds: never overwritten, and reason to offer nothing where it is about
 *   somebody else.
 */
export function offerable(told: Answers, to: Form, already: Answers = {}): OfferedBlock[] {
  if (to.isSafeguarding || !questionsOf(to).has(WHO)) return []
  if (already[WHO] !== undefined && !isAboutReader(already[WHO], to)) return []
  const questions = questionsOf(to)
  return TOLD_ONCE.flatMap(({ id: block, title, of }) => {
    const answers = questionIdsOf(of).flatMap((id): [string, Answer][] => {
      const question = questions.get(id)
      const answer = told[id]
      if (!question || !answer || already[id] !== undefined || question.control.takesFiles) return []
      const read = readAnswer(id, question, fillAnswer(id, question, answer))
      const isTaken = read.problems.length === 0 && read.answer !== undefined
      return isTaken && !isHidden(to, id, question, answer) ? [[id, answer]] : []
    })
    return answers.length > 0 ? [{ id: block, title, answers: Object.fromEntries(answers) }] : []
  })
}

const questionIdsOf = ({ pages }: Block): string[] =>
  Object.values(pages).flatMap((page) => Object.keys(page.ask))

/** The answers of the blocks somebody said yes to. */
export const answersOfBlocks = (blocks: readonly OfferedBlock[], chosen: readonly string[]): Answers =>
  Object.assign({}, ...blocks.filter(({ id }) => chosen.includes(id)).map(({ answers }) => answers))

/**
 * Answers after a save, without those that came from another form once this one is no longer about the reader:
 * what one person told is never left in another person's form. What was typed anew stays.
 * @param carriedOver What came from the other form.
 */
export function withoutCarriedOverFromAnother(
  form: Form,
  answers: Readonly<Record<string, Answer>>,
  carriedOver: Answers,
): Record<string, Answer> {
  if (isAboutReader(answers[WHO], form)) return { ...answers }
  const isCarriedOver = ([id, answer]: readonly [string, Answer]) =>
    carriedOver[id] !== undefined &&
    JSON.stringify(inOrder(carriedOver[id])) === JSON.stringify(inOrder(answer))
  return Object.fromEntries(Object.entries(answers).filter((one) => !isCarriedOver(one)))
}

/** The same value whatever order its fields came in. */
function inOrder(value: unknown): Json {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value as Json
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([key, inner]) => [key, inOrder(inner)]),
  )
}
