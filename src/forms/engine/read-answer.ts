import { plainSigns } from '#src/domain/plain-signs.ts'
import {
  type Answer,
  type AnyQuestion,
  type Json,
  type Problem,
  type Tell,
  type Typed,
  typedIn,
  type WayOut,
  wayOutWords,
} from './question.ts'

/** The tick box of a way out beside a question that is typed in. */
export const outField = (id: string): string => `${id}-out`

/**
 * Whether a field of a page belongs to a question. The marks of groups still empty (`<id>-2-`) do: how many there
 * are is part of an answer.
 */
export const isFieldOf = (id: string, question: AnyQuestion, field: string): boolean =>
  question.control.owns(id, field) ||
  field === outField(id) ||
  (question.control.shows.group !== undefined && new RegExp(`^${id}-\\d+-$`).test(field))

export interface ReadAnswer {
  /** Undefined when blank or not readable. Beside problems: the part that could be read. */
  answer: Answer | undefined
  problems: readonly Problem[]
  /** Doubts about an answer that is accepted all the same. */
  doubts?: readonly Problem[]
}

const isWayOut = (question: AnyQuestion, value: string): value is WayOut =>
  (question.asks.out ?? []).some((out) => out === value)

/** What was typed, with the fields of a question that a program reads in plain signs. */
export const cleaned = (id: string, { control }: AnyQuestion, typed: Typed): Typed =>
  Object.fromEntries(
    Object.entries(typed).map(([field, values]) =>
      control.owns(id, field) && control.cleaning(id, field) === 'signs'
        ? [field, values.map(plainSigns)]
        : [field, values],
    ),
  )

/**
 * Reads one question from what was typed: an answer, nothing, or what to put right. Never throws.
 * @param today London, `YYYY-MM-DD`; left out, what only the day tells is not checked.
 */
export function readAnswer(id: string, question: AnyQuestion, typed: Typed, today?: string): ReadAnswer {
  const reading = question.control.read(id, cleaned(id, question, typed), today)
  if (question.control.waysOutAreOptions) {
    const problems = reading.is === 'problem' ? reading.problems : []
    if (reading.is === 'blank' || reading.value === undefined) return { answer: undefined, problems }
    const [only, ...beside] = question.control.values(reading.value)
    const isOut = only !== undefined && isWayOut(question, only)
    if (!isOut) return { answer: { value: reading.value }, problems }
    return { answer: beside.length > 0 ? { out: only, beside } : { out: only }, problems }
  }
  const out = typedIn(typed, outField(id))
  if (out === '') {
    if (reading.is === 'problem') {
      const { problems, value } = reading
      return { answer: value === undefined ? undefined : { value }, problems }
    }
    if (reading.is === 'blank') return { answer: undefined, problems: [] }
    const { value } = reading
    const late = today === undefined ? [] : (question.control.checkOn?.(id, value, today) ?? [])
    if (late.length > 0) return { answer: undefined, problems: late }
    const doubts = [
      ...(reading.doubts ?? []),
      ...(today === undefined ? [] : (question.control.doubtsOn?.(id, value, today) ?? [])),
    ]
    return { answer: { value }, problems: [], ...(doubts.length > 0 ? { doubts } : {}) }
  }
  const field = outField(id)
  if (!isWayOut(question, out)) {
    return { answer: undefined, problems: [{ field, message: 'Tick only the boxes on this page' }] }
  }
  if (reading.is !== 'blank') {
    // The way out counts meanwhile: "not safe" must not be lost beside a word.
    return {
      answer: { out },
      problems: [
        { field, message: `Write an answer or tick “${wayOutWords(question.asks, out)}”, not both` },
      ],
    }
  }
  return { answer: { out }, problems: [] }
}

/** What the fields hold when an answer is shown again. */
export function fillAnswer(id: string, question: AnyQuestion, answer: Answer): Typed {
  if (!('out' in answer)) return question.control.fill(id, answer.value)
  return question.control.waysOutAreOptions
    ? { [id]: [answer.out, ...(answer.beside ?? [])] }
    : { [outField(id)]: [answer.out] }
}

/** What was typed and could not be read, for a person: a line each, a box by its words and never by its value. */
export const writeTyped = (id: string, question: AnyQuestion, typed: Typed, tell: Tell): string[] =>
  Object.entries(typed)
    .filter(([field]) => question.control.owns(id, field))
    .flatMap(([field, values]) =>
      values.map((value) => {
        const words = question.control.ticked?.(id, field, value)
        return words === undefined ? value : tell(words)
      }),
    )
    .filter((line) => line !== '')

/** An answer for a person: one line or several. */
export function writeAnswer(question: AnyQuestion, answer: Answer, tell: Tell): readonly string[] {
  return 'out' in answer
    ? [tell(wayOutWords(question.asks, answer.out))]
    : question.control.write(answer.value, tell)
}

/** An answer for other programs. A way out reads as its value, in a list where the question takes several. */
export function exportAnswer(id: string, question: AnyQuestion, answer: Answer): Record<string, Json> {
  if (!('out' in answer)) return question.control.export(id, answer.value)
  return { [id]: question.control.shows.pick === 'several' ? [answer.out] : answer.out }
}
