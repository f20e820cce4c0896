import {
  type Answer,
  type AnyQuestion,
  type Kind,
  type Problem,
  type Typed,
  type WayOut,
  wayOutWords,
} from '#src/forms/engine/question.ts'
import { type Listener, say } from '#src/forms/engine/words.ts'
import type { PictureName } from '#src/forms/engine/pictures.ts'
import { lineBySentence } from '../read-as.ts'
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
  /** Every question of the page, for an option that depends on another of them. */
  beside?: Readonly<Record<string, AnyQuestion>> | undefined
  /** A group of the page that was just taken out. */
  removed?: { question: string; group: number } | undefined
  /** The answer as stored, where the fields cannot hold it: files. */
  answer?: Answer | undefined
}

/** The file in this folder that shows questions of a kind: `DateParts.astro`. */
export const fieldFile = (kind: Kind): string =>
  `${kind.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}.astro`

const TITLE_CLASSES = {
  label: { heading: 'govuk-label--l', beside: 'govuk-label--m' },
  legend: { heading: 'govuk-fieldset__legend--l', beside: 'govuk-fieldset__legend--m' },
} as const

/** The question as it is asked of this reader, its hint, and what to put right in it. */
export function heard(
  field: FieldProps,
  as: 'label' | 'legend',
): { label: LegendProps; hint: HintProps | undefined; errorMessage: ErrorMessageProps | undefined } {
  const { id, question, listener, heading, optional, problems } = field
  const title = say(question.asks.title, listener)
  const said = question.asks.hint === undefined ? '' : say(question.asks.hint, listener)
  const isEasy = listener.easyRead === true
  // A word in brackets is one more to read: Easy Read says what it means.
  const hint = isEasy && optional ? `${said} You can leave this blank.`.trim() : said
  return {
    label: {
      text: optional && !isEasy ? `${title} (optional)` : title,
      classes: TITLE_CLASSES[as][heading ? 'heading' : 'beside'],
      isPageHeading: heading,
      picture: isEasy ? question.asks.picture : undefined,
    },
    hint: hint === '' ? undefined : { text: isEasy ? lineBySentence(hint) : hint },
    errorMessage: messageOf(problems, id),
  }
}

/** The first thing to put right in the field of this name. */
export function messageOf(problems: readonly Problem[], name: string): ErrorMessageProps | undefined {
  const problem = problems.find(({ field }) => field === name)
  return problem && { text: problem.message }
}

/** The ways out of a question, as values and labels. */
export function waysOutOf(
  field: FieldProps,
): readonly { value: WayOut; text: string; picture: PictureName | undefined }[] {
  return (field.question.asks.out ?? []).map((value) => ({
    value,
    text: say(wayOutWords(field.question.asks, value), field.listener),
    picture: field.listener.easyRead ? WAY_OUT_PICTURES[value] : undefined,
  }))
}

/** What stands beside each way out in Easy Read. */
export const WAY_OUT_PICTURES: Readonly<Record<WayOut, PictureName>> = {
  'dont-know': 'confused',
  'rather-not-say': 'secret',
  unsafe: 'warning',
}

/**
 * The id of the control that a problem leads to: of the field itself, or the first of a question with several.
 * @param asked Questions by id, those of a repeated group among them.
 */
export function controlOf(field: string, asked: readonly (readonly [string, AnyQuestion])[]): string {
  for (const [id, { control }] of asked) {
    if (field === id) return control.firstBox(id)
    const [, group] = control.shows.group ? (field.match(new RegExp(`^${id}-(\\d+)-`)) ?? []) : []
    const inGroup = Object.entries(control.shows.group ?? {})
    if (group) {
      return controlOf(
        field,
        inGroup.map(([name, question]) => [`${id}-${group}-${name}`, question]),
      )
    }
  }
  return field
}

/**
 * What to put right, for the top of a page: one link each. Of two questions of which one is enough, the same
 * message is said once.
 * @param problems Messages already said to the reader, in page order.
 */
export function problemLinks(
  problems: readonly Problem[],
  asked: readonly { id: string; question: AnyQuestion }[],
): { text: string; href: string | undefined }[] {
  const byId = asked.map(({ id, question }) => [id, question] as const)
  const isSaidByTwin = ({ field, message }: Problem) => {
    const twin = asked.find(({ id }) => id === field)?.question.asks.unless
    const at = problems.findIndex((one) => one.field === twin && one.message === message)
    return at >= 0 && at < problems.findIndex((one) => one.field === field)
  }
  return problems
    .filter((problem) => !isSaidByTwin(problem))
    .map(({ field, message }) => ({
      text: message,
      href: field === '' ? undefined : `#${controlOf(field, byId)}`,
    }))
}
