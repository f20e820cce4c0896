import * as v from 'valibot'
import { checkedDate, phone, text } from '#src/settings/content-checks.ts'
import { readContentFile } from '#src/settings/content-files.ts'
import { parseContent } from '#src/settings/council.ts'
import { helpAtAnyTime } from './help-at-any-time.ts'

/** The shape of content/helplines.json: every national number that a page may name. */
export const helplinesSchema = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[a-z\d]+(?:-[a-z\d]+)*$/, 'must be a name like silver-line')),
    v.strictObject({
      name: text,
      phone: phone,
      /** Who it is for, or what it does, in one or two short sentences. */
      for: text,
      /** When somebody answers. */
      when: text,
      /** The number takes texts and no calls. */
      isForTexts: v.optional(v.boolean()),
      /** Where the number was found. */
      source: text,
      /** The day it was looked up there: 2026-11-22. */
      checked: checkedDate,
    }),
  ),
  v.check(
    (lines) => Object.keys(helpAtAnyTime).every((id) => Object.hasOwn(lines, id)),
    `must have each helpline that receipts name: ${Object.keys(helpAtAnyTime).join(', ')}`,
  ),
)

export type Helpline = v.InferOutput<typeof helplinesSchema>[string]

/** The national helplines, by the name that pages give them. */
export const helplines: Readonly<Record<string, Helpline>> = parseContent(
  'content/helplines.json',
  helplinesSchema,
  readContentFile('helplines.json'),
)

/** What is said of a helpline, ended as a sentence whether or not it was written as one. */
export const asSentence = (said: string): string => (/[.!?]$/.test(said) ? said : `${said}.`)
