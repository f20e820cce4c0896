import type { Circumstances } from '#src/domain/charging/circumstances.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import type { Answer, Answers, AnyQuestion } from '../engine/question.ts'
import type { Walk } from '../engine/walk.ts'
import { inStyle, type Words } from '../engine/words.ts'
import { placeOf } from './financial-circumstances.ts'

/** An answer that counts instead of the one that was sent. */
export interface FigureChange {
  readonly question: string
  readonly ours: Answer
}

/** The answers with what counts instead, the last of each question. What was sent is not touched. */
export const answersWith = (answers: Answers, changes: readonly FigureChange[]): Answers => ({
  ...answers,
  ...Object.fromEntries(changes.map(({ question, ours }) => [question, ours])),
})

/** A question that a sheet is worked out from, as it is asked. */
export interface Figure {
  readonly id: string
  readonly question: AnyQuestion
  /** What it is called: a list by the title of its page, where its own is no question. */
  readonly title: Words
  /** Labels of the lines that name it. */
  readonly lines: readonly string[]
}

/**
 * The questions that the sum reads, in the order they are asked, and those that only a change opened: whoever
 * counts another home has to say what it is worth.
 * @param circumstances What the sum was worked out from, before and after. @param sheets What came of each.
 * @param walked With what counts instead. @param before As it was sent.
 */
export function figuresOf(
  circumstances: readonly Circumstances[],
  sheets: readonly Sheet[],
  walked: Walk,
  before: Walk,
): readonly Figure[] {
  const read = new Set(circumstances.flatMap(placesIn).map((from) => placeOf(from).question))
  const lines = sheets.flatMap((sheet) => [...sheet.lines, ...(sheet.afterTwelveWeeks?.sheet.lines ?? [])])
  const askedBefore = new Set(before.pages.flatMap(({ asked }) => asked.map(({ id }) => id)))
  return walked.pages.flatMap(({ asked, page }) =>
    asked
      .filter(({ id, question }) => !question.control.takesFiles && (read.has(id) || !askedBefore.has(id)))
      .map(({ id, question }) => ({
        id,
        question,
        title: namesItself(question) ? question.asks.title : (page.title ?? question.asks.title),
        lines: [
          ...new Set(
            lines
              .filter(({ from }) => from.some((one) => placeOf(one).question === id))
              .map(({ label }) => label),
          ),
        ],
      })),
  )
}

/** Whether its title can stand alone: “Add each one” says nothing away from its page, a question does. */
export const namesItself = ({ asks, control }: AnyQuestion): boolean =>
  !control.shows.group || inStyle(asks.title, false).endsWith('?')

/** Every answer that a part of the circumstances names. */
function placesIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'from' && Array.isArray(value) ? (value as string[]) : placesIn(value),
  )
}
