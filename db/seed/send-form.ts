import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { NamedPage } from '#src/forms/engine/block.ts'
import { checkPageOf, type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { outField } from '#src/forms/engine/read-answer.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { addFile } from '#src/services/filling-in/add-file.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'

/** What somebody answers, by field name; a way out by the id of its question. What is not here is left blank. */
export type Given = Readonly<Record<string, string | readonly string[]>>

/** A file sent with a form. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Buffer
}

/** A page's fields as a browser would post them. */
function typedOn(page: NamedPage, given: Given): Typed {
  const questions = Object.entries(page.ask)
  return Object.fromEntries(
    Object.entries(given).flatMap(([field, value]): [string, readonly string[]][] => {
      const owner = questions.find(([id, question]) => question.control.owns(id, field))
      if (!owner) return []
      const [id, question] = owner
      const values = typeof value === 'string' ? [value] : value
      const isOut = field === id && (question.asks.out ?? []).some((out) => out === value)
      return [[isOut && !question.control.waysOutAreOptions ? outField(id) : field, values]]
    }),
  )
}

/**
 * Sends a form the way a browser does, page by page, received at `now`. A page of which nothing is given is not
 * opened: a form may be sent unfinished.
 * @returns its reference.
 */
export async function sendForm(
  form: Form,
  given: Given,
  now: Temporal.Instant,
  files: readonly GivenFile[] = [],
): Promise<string> {
  const visit = randomUUID()
  for (const page of pagesOf(form)) {
    const takesFiles = Object.entries(page.ask).find(([, { control }]) => control.takesFiles)?.[0]
    if (takesFiles) await addFiles(form, page.name, takesFiles, visit, files, now)
    const typed = typedOn(page, given)
    if (Object.keys(typed).length === 0) continue
    const action = { is: 'continue' } as const
    const saved = await savePage({ form, pageName: page.name, visit, typed, action, now })
    if (saved.is !== 'go') throw new Error(`The page ${page.name} of ${form.id} did not go on: ${saved.is}`)
  }
  const sent = await submitForm(form, visit, typedOn(checkPageOf(form), given), now)
  if (sent.is !== 'sent') throw new Error(`The form ${form.id} was not sent: ${JSON.stringify(sent)}`)
  return sent.reference
}

/** Sends a safeguarding concern, said to be true. */
export const sendConcern = (given: Given, now: Temporal.Instant, files: readonly GivenFile[] = []) =>
  sendForm(safeguardingConcern, { ...given, 'sg-declare': ['true'] }, now, files)

async function addFiles(
  form: Form,
  page: string,
  field: string,
  visit: string,
  files: readonly GivenFile[],
  now: Temporal.Instant,
): Promise<void> {
  for (const { name, bytes } of files) {
    const problem = await addFile(form, page, visit, { field, name, bytes, tooLarge: false }, now)
    if (problem) throw new Error(`The file was not taken: ${problem.message}`)
  }
}
