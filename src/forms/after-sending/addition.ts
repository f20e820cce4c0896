import { radios } from '../controls/radios.ts'
import { textarea } from '../controls/textarea.ts'
import { type Facts, is } from '../engine/conditions.ts'
import { inOrder, type RaisedFlag, raiseFlags } from '../engine/raise-flags.ts'
import type { Answer, AnyQuestion, Problem, Typed } from '../engine/question.ts'
import { readAnswer } from '../engine/read-answer.ts'
import { flags } from '../rules/flags.ts'
import { twin } from '../engine/words.ts'

/** What somebody adds to a form they have sent. */
export const additionKinds = ['forgot', 'worse'] as const
export type AdditionKind = (typeof additionKinds)[number]

export interface Addition {
  readonly kind: AdditionKind
  /** Empty where danger, that it may be, or that contact is not safe now, was all they had time for. */
  readonly words: string
  /** Whether anyone is in danger now; asked only where things have got worse. */
  readonly danger: Danger | undefined
  /** Whether it is still safe to contact them the way they said. Left out where they did not say. */
  readonly stillSafe?: StillSafe
  /** What is safe instead, in their words; only where the way they said before may not be. */
  readonly safeInstead?: string
}

/** What can be said of danger, as the forms ask it. */
export const dangerAnswers = { yes: 'Yes', no: 'No', 'not-sure': 'Not sure' } as const
export type Danger = keyof typeof dangerAnswers

/** What can be said of the way of contact that somebody gave before. */
export const stillSafeAnswers = { yes: 'Yes', no: 'No', 'not-sure': 'Not sure' } as const
export type StillSafe = keyof typeof stillSafeAnswers

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
    'danger-now': radios({
      title: 'Is anyone in danger now?',
      hint: 'Danger means someone could be badly hurt or die soon.',
      missing: twin('Select whether anyone is in danger now', 'Choose yes, no or not sure'),
      picture: 'danger',
      options: dangerAnswers,
    }),
    words: textarea({
      title: 'What has got worse?',
      hint: twin('A few words is enough.', 'You can write just a few words.'),
      missing: twin('Enter what has got worse', 'Write what has got worse'),
      picture: 'pen',
    }),
  },
}

/** Asked of whoever gave us a way of contact for themself, where things have got worse. Neither must be answered. */
export const contactQuestions = {
  'still-safe': radios({
    title: twin(
      'Is it still safe for us to contact you the way you said?',
      'Can we still contact you the way you said? Is it still safe?',
    ),
    optional: true,
    picture: 'phone',
    options: stillSafeAnswers,
  }),
  'safe-instead': textarea({
    title: twin('What is safe instead?', 'What is a safe way now?'),
    hint: twin(
      'For example a safe number, a set time or a code word. Leave blank if it is not safe to write.',
      'You can write a safe phone number or a safe time. Write nothing if it is not safe.',
    ),
    optional: true,
    picture: 'lock',
    when: is('still-safe', 'no', 'not-sure'),
  }),
} as const satisfies Readonly<Record<string, AnyQuestion>>

/**
 * What is asked of somebody who adds something.
 * @param isOwn The form was sent about themself, so that the way of contact in it is theirs.
 */
export const questionsOfAddition = (
  kind: AdditionKind,
  isOwn: boolean,
): Readonly<Record<string, AnyQuestion>> =>
  isOwn && kind === 'worse' ? { ...additionQuestions.worse, ...contactQuestions } : additionQuestions[kind]

export type ReadAddition =
  | { readonly is: 'addition'; readonly addition: Addition }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }

/**
 * Reads an addition from what was typed. Danger, or not being sure of it, needs no words beside it, and nor does contact that is not safe.
 * @param isOwn as for `questionsOfAddition`: what was not asked is not read.
 */
export function readAddition(kind: AdditionKind, typed: Typed, isOwn: boolean): ReadAddition {
  const answers: Record<string, Answer> = {}
  const problems: Problem[] = []
  const danger =
    kind === 'worse' ? chosenOf(Object.keys(dangerAnswers) as Danger[], typed['danger-now']) : undefined
  const contact: ReadContact = isOwn && kind === 'worse' ? readContact(typed) : { said: {}, problems: [] }
  const isUrgent = danger === 'yes' || danger === 'not-sure' || isUnsafe(contact.said)
  for (const [id, question] of Object.entries(additionQuestions[kind])) {
    const read = readAnswer(id, question, typed)
    problems.push(...read.problems)
    if (read.answer) answers[id] = read.answer
    else if (read.problems.length === 0 && !(isUrgent && id === 'words')) {
      problems.push({ field: id, message: question.asks.missing ?? '' })
    }
  }
  problems.push(...contact.problems)
  if (problems.length > 0) return { is: 'problems', problems }
  return {
    is: 'addition',
    addition: {
      kind,
      words: textIn(answers['words']),
      danger,
      ...contact.said,
    },
  }
}

const chosenOf = <Value extends string>(values: readonly Value[], typed: readonly string[] | undefined) =>
  values.find((one) => one === typed?.[0])

const textIn = (answer: Answer | undefined): string =>
  answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : ''

const isUnsafe = ({ stillSafe }: Pick<Addition, 'stillSafe'>): boolean =>
  stillSafe !== undefined && stillSafe !== 'yes'

interface ReadContact {
  readonly said: Pick<Addition, 'stillSafe' | 'safeInstead'>
  readonly problems: readonly Problem[]
}

function readContact(typed: Typed): ReadContact {
  const { problems: wrong } = readAnswer('still-safe', contactQuestions['still-safe'], typed)
  if (wrong.length > 0) return { said: {}, problems: wrong }
  const chosen = chosenOf(Object.keys(stillSafeAnswers) as StillSafe[], typed['still-safe'])
  if (chosen === 'yes') return { said: { stillSafe: 'yes' }, problems: [] }
  const { answer, problems } = readAnswer('safe-instead', contactQuestions['safe-instead'], typed)
  const safeInstead = textIn(answer)
  // Without a script both are on the page: who says what is safe instead does not say that nothing has changed.
  const stillSafe = chosen ?? (safeInstead === '' ? undefined : 'not-sure')
  return {
    said: { ...(stillSafe ? { stillSafe } : {}), ...(safeInstead === '' ? {} : { safeInstead }) },
    problems,
  }
}

/**
 * The flags an addition raises by itself: those that its answers on danger and on contact make true. Words are
 * never scored.
 */
export function flagsOfAddition(addition: Pick<Addition, 'danger' | 'stillSafe'>): RaisedFlag[] {
  const { danger } = addition
  const said: Readonly<Record<string, readonly string[]>> = {
    ...(danger === undefined ? {} : { 'danger-now': [danger] }),
    // Contact not known to be safe could make things worse, which is how the forms ask it.
    ...(isUnsafe(addition) ? { 'sg-contact-risk': ['yes'] } : {}),
  }
  const facts: Facts = {
    // None of the forms, so that no flag is raised by the form alone.
    form: 0,
    values: (id) => said[id] ?? [],
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
