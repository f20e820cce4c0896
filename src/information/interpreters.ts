import * as v from 'valibot'
import { checkedDate, text } from '#src/settings/content-checks.ts'
import { readContentFile } from '#src/settings/content-files.ts'
import { parseContent } from '#src/settings/council.ts'

/** The shape of content/interpreters.json: "to talk to an interpreter, ring …", a line for each language. */
export const interpretersSchema = v.array(
  v.strictObject({
    /** Its English name. */
    language: text,
    /** Its language tag: pl, zh-Hant. */
    lang: v.pipe(
      v.string(),
      v.check(
        (tag) => /^[a-z]{2}(?:-[A-Z][a-z]{3})?$/.test(tag),
        'must be a language tag like pl or zh-Hant',
      ),
    ),
    dir: v.picklist(['ltr', 'rtl']),
    sentence: v.pipe(
      text,
      v.check((sentence) => sentence.split('{phone}').length === 2, 'must have {phone} in it once'),
    ),
    /** Who published the sentence: nobody here made it up. */
    source: text,
    /** The day it was looked up there: 2026-11-22. */
    checked: checkedDate,
  }),
)

/** How to get an interpreter, in the languages of which a published wording was found. `{phone}` is ours. */
export const interpreters: v.InferOutput<typeof interpretersSchema> = parseContent(
  'content/interpreters.json',
  interpretersSchema,
  readContentFile('interpreters.json'),
)
