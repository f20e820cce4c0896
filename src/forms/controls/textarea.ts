import * as v from 'valibot'
import { atMost, kindOfText, tidied } from './text.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    textarea: true
  }
}

const LONG = 4_000
const ROWS = 6

/** Up to 4,000 characters; short answers are always accepted. */
export const textarea = kindOfText('textarea', {
  cleaning: 'words',
  schema: v.pipe(tidied, atMost(LONG)),
  shows: { maxLength: LONG, rows: ROWS },
  // A long form is many sheets already.
  lines: ({ optional }) => (optional ? 4 : ROWS),
  example: 'Words',
})
