import {
  type Answer,
  type AnyQuestion,
  type Problem,
  type Typed,
  WAYS_OUT,
  type WayOut,
} from '#src/forms/engine/question.ts'
import { type Listener, say } from '#src/forms/engine/words.ts'
import type { ErrorMessageProps, HintProps, LegendProps } from '../component-props.ts'

/** What every component in this folder is given: one question, to be shown to one reader. */
export interface FieldProps {
  /** Name of the field, and id of its first control. */
  id: string
  question: AnyQuestion
  /** What the fields of the page hold. */
  typed: Typed
  /** Of the whole page, messages already said to the reader. */
  problems: readonly Problem[]
  listener: Listener
  /** The question is the heading of the page. */
  heading: boolean
  /** Labelled "(optional)". */
  optional: boolean
  /** The answer as stored, where the fields cannot hold it: files. */
  answer?: Answer | undefined
}

/** The question as it is asked of this reader, its hint, and what to put right in it. */
export function heard(
  field: FieldProps,
  as: 'label' | 'legend',
): { label: LegendProps; hint: HintProps | undefined; errorMessage: ErrorMessageProps | undefined } {
  const { id, question, listener, heading, optional, problems } = field
  const title = say(question.asks.title, listener)
  const hint = question.asks.hint === undefined ? '' : say(question.asks.hint, listener)
  return {
    label: {
      text: optional ? `${title} (optional)` : title,
      classes: `govuk-${as === 'label' ? 'label' : 'fieldset__legend'}--${heading ? 'l' : 'm'}`,
      isPageHeading: heading,
    },
    hint: hint === '' ? undefined : { text: hint },
    errorMessage: messageOf(problems, id),
  }
}

/** The first thing to put right in the field of this name. */
export function messageOf(problems: readonly Problem[], name: string): ErrorMessageProps | undefined {
  const problem = problems.find(({ field }) => field === name)
  return problem && { text: problem.message }
}

/** The ways out of a question, as values and labels. */
export function waysOutOf(field: FieldProps): readonly { value: WayOut; text: string }[] {
  return (field.question.asks.out ?? []).map((value) => ({
    value,
    text: say(WAYS_OUT[value], field.listener),
  }))
}
