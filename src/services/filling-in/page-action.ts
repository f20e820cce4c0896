import type { Typed } from '#src/forms/engine/question.ts'
import { type ReadingStyle, readingStyleOf } from '#src/forms/engine/reading-style.ts'

/** Which button was pressed. Anything unknown is Continue: Enter never sends or saves and leaves. */
export type PageAction =
  | { is: 'continue' }
  | { is: 'send' }
  | { is: 'stay' }
  /** Keep what is typed, and go to the page that tells how to come back. */
  | { is: 'save' }
  | { is: 'add-group' | 'remove-group' | 'put-back'; question: string; group?: number }
  /** Keep what is typed, and show it in another way of reading. */
  | { is: 'style'; style: ReadingStyle }

/** Reads the value of the button `_do`. */
export function actionOf(typed: Typed): PageAction {
  const [verb, question = '', group] = (typed['_do']?.[0] ?? '').split(':')
  switch (verb) {
    case 'send':
      return { is: 'send' }
    case 'save':
      return { is: 'save' }
    case 'upload':
    case 'remove-file':
      return { is: 'stay' }
    case 'style': {
      const style = readingStyleOf(question)
      return style ? { is: 'style', style } : { is: 'stay' }
    }
    case 'add':
      return { is: 'add-group', question }
    case 'remove':
      return { is: 'remove-group', question, group: Number(group) }
    case 'put-back':
      return { is: 'put-back', question }
    default:
      return { is: 'continue' }
  }
}
