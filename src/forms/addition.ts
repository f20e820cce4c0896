import { yesNo } from './controls/choice.ts'
import { textarea } from './controls/text.ts'
import type { Facts } from './engine/conditions.ts'
import { inOrder, type RaisedFlag, raiseFlags } from './engine/flags.ts'
import type { Answer, AnyQuestion, Problem, Typed } from './engine/question.ts'
import { readAnswer } from './engine/read-answer.ts'
import { flags } from './flags.ts'
import { twin } from './engine/words.ts'

/** What somebody adds to a form they have sent. */
export const additionKinds = ['forgot', 'worse'] as const
export type AdditionKind = (typeof additionKinds)[number]

export interface Addition {
  readonly kind: AdditionKind
  /** Empty where "yes, somebody is in danger" was all they had time for. */
  readonly words: string
  /** Whether anyone is in danger now; asked only where things have got worse. */
  readonly isDanger: boolean | undefined
}

/** An answer given since, beside what it was before. */
export interface ChangedAnswer {
  readonly id: string
  readonly title: string
  /** Empty where it was taken away. */
  readonly said: readonly string[]
  /** Empty where there was none. */
  readonly was: readonly string[]
}

/** Answers that came after a concern was saved from another form. */
export interface AddedAnswers {
  readonly kind: 'answers'
  /** The form they were given in. */
  readonly from: string
  readonly entries: readonly ChangedAnswer[]
}

/** The words of the page, by kind. */
export const additionTitles: Readonly<Record<AdditionKind, string>> = {
  forgot: 'Add something you forgot',
  worse: 'Tell us things have got worse',
}

/** What is asked, by kind. The question on danger is the forms' own by its id, so that the flags read it too. */
export const additionQuestions: Readonly<Record<AdditionKind, Readonly<Record<string, AnyQuestion>>>> = {
  forgot: {
    words: textarea({
      title: 'What did you forget to tell us?',
      hint: twin('A few words is enough.', 'You can write just a few words.'),
      missing: twin('Enter what you forgot to tell us', 'Write what you forgot to tell us'),
      picture: 'pen',
    }),
  },
  worse: {
    'danger-now': yesNo({
      title: 'Is anyone in danger now?',
      hint: 'Danger means someone could be badly hurt or die soon.',
      missing: twin('Select yes if anyone is in danger now, or no', 'Choose yes or no'),
      picture: 'danger',
    }),
    words: textarea({
      title: 'What has got worse?',
      hint: twin('A few words is enough.', 'You can write just a few words.'),
      missing: twin('Enter what has got worse', 'Write what has got worse'),
      picture: 'pen',
    }),
  },
}

export type ReadAddition =
  | { readonly is: 'addition'; readonly addition: Addition }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }

/** Reads an addition from what was typed. Danger needs no words beside it. */
export function readAddition(kind: AdditionKind, typed: Typed): ReadAddition {
  const answers: Record<string, Answer> = {}
  const problems: Problem[] = []
  const isDanger = (typed['danger-now'] ?? [])[0] === 'yes' && kind === 'worse'
  for (const [id, question] of Object.entries(additionQuestions[kind])) {
    const read = readAnswer(id, question, typed)
    problems.push(...read.problems)
    if (read.answer) answers[id] = read.answer
    else if (read.problems.length === 0 && !(isDanger && id === 'words')) {
      problems.push({ field: id, message: question.asks.missing ?? '' })
    }
  }
  if (problems.length > 0) return { is: 'problems', problems }
  const words = answers['words']
  return {
    is: 'addition',
    addition: {
      kind,
      words: words && 'value' in words && typeof words.value === 'string' ? words.value : '',
      isDanger: kind === 'worse' ? isDanger : undefined,
    },
  }
}

/** The flags an addition raises by itself: those that its answer on danger makes true. Words are never scored. */
export function flagsOfAddition({ isDanger }: Pick<Addition, 'isDanger'>): RaisedFlag[] {
  const facts: Facts = {
    // None of the forms, so that no flag is raised by the form alone.
    form: 0,
    values: (id) => (id === 'danger-now' && isDanger !== undefined ? [isDanger ? 'yes' : 'no'] : []),
    hasSome: () => false,
    number: () => undefined,
    derived: () => undefined,
  }
  return raiseFlags(flags, { facts })
}

/**
 * The flags of a submission as they stand: those it was sent with, and those raised since.
 * @param sent As they were sealed when it was sent.
 * @param now Ids of all that stand now.
 */
export function flagsNow(sent: readonly RaisedFlag[], now: readonly string[]): RaisedFlag[] {
  const since = now
    .filter((id) => !sent.some((flag) => flag.id === id))
    .flatMap((id) => {
      const flag = flags[id]
      return flag ? [{ id, colour: flag.colour, label: flag.label, next: flag.next, because: [] }] : []
    })
  return inOrder([...sent, ...since])
}
