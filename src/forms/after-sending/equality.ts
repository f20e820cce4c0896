import { radios, yesNo } from '../controls/radios.ts'
import { block } from '../engine/block.ts'
import { type Facts, holds, is } from '../engine/conditions.ts'
import type { Form } from '../engine/form.ts'
import {
  type Answer,
  type AnyQuestion,
  type Json,
  type Problem,
  type Typed,
  valuesOf,
} from '../engine/question.ts'
import { readAnswer } from '../engine/read-answer.ts'
import { twin } from '../engine/words.ts'

/**
 * Equality questions, asked once a form is sent. All may be left blank. Kept as counts, apart from everything else
 * and with no way back to the person, so they are one page: nothing is held between one question and the next.
 */
export const equality = block({
  equality: {
    title: twin('Questions about equality', 'Questions about you'),
    lead: twin(
      'You can leave any of these blank. We only count the answers. We do not keep who gave them, and nobody who reads your form sees them.',
      'You can leave any of these blank. We only count the answers. We do not keep your name with them.',
    ),
    ask: {
      'eq-gender-same': radios({
        title: twin(
          'Is your gender the same as your sex at birth?',
          'Are you the same gender as when you were born?',
        ),
        options: {
          yes: 'Yes',
          no: { label: 'No', text: 'In your own words (optional)' },
        },
        out: ['rather-not-say'],
        optional: true,
        picture: 'person',
      }),
      'eq-religion': radios({
        title: twin('What is your religion or belief?', 'What is your faith?'),
        options: {
          none: 'None',
          buddhist: 'Buddhist',
          christian: 'Christian',
          hindu: 'Hindu',
          jewish: 'Jewish',
          muslim: 'Muslim',
          sikh: 'Sikh',
          other: 'Other',
        },
        out: ['rather-not-say'],
        optional: true,
        plainOptions: true,
        picture: 'faith',
      }),
      'eq-orientation': radios({
        title: twin('How do you describe your sexuality?', 'Who are you attracted to?'),
        options: {
          straight: twin('Straight', 'People of the other sex. This is called straight.'),
          'gay-lesbian': twin('Gay or lesbian', 'People of my own sex. This is called gay or lesbian.'),
          bisexual: twin('Bisexual', 'Men and women. This is called bisexual.'),
          other: twin('Other', 'Something else'),
        },
        out: ['rather-not-say'],
        optional: true,
        plainOptions: true,
        picture: 'heart',
      }),
      'eq-marital': radios({
        title: twin('Are you married or in a civil partnership?', 'Are you married?'),
        hint: twin('', 'A civil partner is like a husband or wife.'),
        options: {
          single: twin('Never', 'I have never been married'),
          married: twin('Married', 'I am married'),
          'civil-partner': twin('In a civil partnership', 'I have a civil partner'),
          separated: twin('Separated', 'We are married, but live apart'),
          divorced: twin('Divorced or ended', 'The marriage has ended by law'),
          widowed: twin('Widowed or partner died', 'My husband, wife or partner died'),
        },
        out: ['rather-not-say'],
        optional: true,
        plainOptions: true,
        picture: 'couple',
      }),
      'eq-disability': yesNo({
        title: twin(
          'Do you have a health condition that has lasted, or will last, a year or more?',
          'Have you been ill or disabled for a year or more?',
        ),
        hint: twin('', 'Say yes too if you think it will last a year.'),
        out: ['rather-not-say'],
        optional: true,
        picture: 'doctor',
      }),
      'eq-disability-impact': radios({
        title: 'Does it make daily life harder?',
        options: { 'a-lot': 'A lot', 'a-little': 'A little', 'not-at-all': 'Not at all' },
        out: ['rather-not-say'],
        optional: true,
        when: is('eq-disability', 'yes'),
        picture: 'day',
      }),
      'eq-armed-forces': yesNo({
        title: twin('Have you served in the armed forces?', 'Were you ever in the army, navy or air force?'),
        out: ['rather-not-say'],
        optional: true,
        picture: 'badge',
      }),
    },
  },
})

/** By id, in order. */
export const equalityQuestions: Readonly<Record<string, AnyQuestion>> = equality.pages.equality.ask

/**
 * Whom the questions are put to: whoever filled the form in about themself, and a person that somebody else
 * filled it in for only if they are there and happy to answer. Never whoever tells of harm, their own or somebody else's,
 * nor a professional.
 * @param answers What was sent, keyed by question.
 */
export function equalityAskedOf(
  { asksEquality }: Form,
  answers: Readonly<Record<string, Json>>,
): 'sender' | 'person-beside' | undefined {
  if (!asksEquality) return undefined
  if (answers['who-for'] === 'me') return 'sender'
  return answers['who-for'] === 'someone-else' ? 'person-beside' : undefined
}

export type ReadEquality =
  | { readonly is: 'answers'; readonly answers: Readonly<Record<string, Answer>> }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }

/** Reads the page. A follow-up counts only where it is asked; blank is never a problem. */
export function readEquality(typed: Typed): ReadEquality {
  const answers: Record<string, Answer> = {}
  const facts = factsOf(answers)
  const problems: Problem[] = []
  for (const [id, question] of Object.entries(equalityQuestions)) {
    if (question.asks.when && !holds(question.asks.when, facts)) continue
    const read = readAnswer(id, question, typed)
    problems.push(...read.problems)
    if (read.answer) answers[id] = read.answer
  }
  return problems.length > 0 ? { is: 'problems', problems } : { is: 'answers', answers }
}

const factsOf = (answers: Readonly<Record<string, Answer>>): Facts => ({
  form: 0,
  values(id) {
    const question = equalityQuestions[id]
    const answer = answers[id]
    return question && answer ? valuesOf(question, answer) : []
  },
  hasSome: () => false,
  number: () => undefined,
  derived: () => undefined,
})

/** One answer as it is counted: the option or way out, and what was written beside it. */
export interface CountedAnswer {
  readonly question: string
  readonly value: string
  /** In small letters, spaces tidied: the same words count together. Undefined where none were written. */
  readonly words: string | undefined
}

/** The answers, each by itself, as they are counted. */
export const countedAnswers = (answers: Readonly<Record<string, Answer>>): CountedAnswer[] =>
  Object.entries(equalityQuestions).flatMap(([id, question]) => {
    const answer = answers[id]
    if (!answer) return []
    return valuesOf(question, answer).map((value) => {
      const exported = 'out' in answer ? {} : question.control.export(id, answer.value)
      const written = exported[`${id}-${value}-text`]
      const words = typeof written === 'string' ? written.toLowerCase().replace(/\s+/g, ' ').trim() : ''
      return { question: id, value, words: words || undefined }
    })
  })
