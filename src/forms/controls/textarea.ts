import * as v from 'valibot'
import { atMost, kindOfText, tidied } from './text.ts'

const LONG = 4_000

/** Up to 4,000 characters; short answers are always accepted. */
export const textarea = kindOfText('textarea', {
  schema: v.pipe(tidied, atMost(LONG)),
  shows: { maxLength: LONG, rows: 6 },
})
