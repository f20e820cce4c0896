import { type Condition, holds } from './conditions.ts'
import { type Form, questionsOf } from './form.ts'
import { type Answer, valuesOf } from './question.ts'
import { readAnswer, writeAnswer } from './read-answer.ts'
import type { Walk } from './walk.ts'
import { type Listener, say } from './words.ts'

/**
 * Where an answer of the other form comes from: what was written in some answers; the options of one, each as
 * itself or as `as` names it; or one option, when a condition holds.
 */
export type Fill =
  | { words: readonly string[]; join?: string }
  | { from: string; as?: Readonly<Record<string, string>> }
  | { value: string; when?: Condition }

/** A submission of another form that is saved while this one is still being filled in. One and no more. */
export interface AlsoSaves {
  form: Form
  when: Condition
  /** Saved once one of these is answered too: with none of them nobody could act on it. */
  knows: readonly string[]
  /** Answers of the other form, by question id. What they leave out comes along as it was asked here. */
  fills: Readonly<Record<string, Fill>>
  /** Heading of what comes along. */
  told: string
}

/** Whether the other submission is to be saved, from the answers that count so far. */
export const isToSave = ({ when, knows }: AlsoSaves, { counts, facts }: Walk): boolean =>
  holds(when, facts) && knows.some((id) => counts[id] !== undefined && 'value' in counts[id])

export interface Carried {
  /** Answers of the other form. Only what it accepts itself. */
  answers: Readonly<Record<string, Answer>>
  /** Questions of this form that stand in one of them word for word, each with the question they stand in. */
  whole: Readonly<Record<string, string>>
}

/** The answers of this form as answers of the other one. */
export function carriedAnswers(form: Form, also: AlsoSaves, walked: Walk, listener: Listener): Carried {
  const here = questionsOf(form)
  const there = questionsOf(also.form)
  const tell = (words: string) => say(words, listener)
  const written = (id: string): string[] => {
    const question = here.get(id)
    const answer = walked.counts[id]
    return question && answer && 'value' in answer ? [writeAnswer(question, answer, tell).join(', ')] : []
  }
  const valuesFor = (fill: Fill): string[] => {
    if ('words' in fill) {
      const text = fill.words.flatMap(written).join(fill.join ?? ', ')
      return text === '' ? [] : [text]
    }
    if ('value' in fill) return !fill.when || holds(fill.when, walked.facts) ? [fill.value] : []
    const question = here.get(fill.from)
    const answer = walked.counts[fill.from]
    const { as } = fill
    const values = question && answer ? valuesOf(question, answer) : []
    return values.flatMap((value) => (as ? (as[value] ?? []) : value))
  }
  const answers: Record<string, Answer> = {}
  const whole: Record<string, string> = {}
  for (const [id, fill] of Object.entries(also.fills)) {
    const question = there.get(id)
    const values = valuesFor(fill)
    if (!question || values.length === 0) continue
    const { answer, problems } = readAnswer(id, question, { [id]: values })
    if (!answer || problems.length > 0) continue
    answers[id] = answer
    const same = 'words' in fill ? fill.words : 'from' in fill && fill.from === id ? [id] : []
    for (const one of same) whole[one] = id
  }
  return { answers, whole }
}
