import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { findPage, pagesOf } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { outField } from '#src/forms/engine/read-answer.ts'
import { safeguardingConcern as form } from '#src/forms/safeguarding-concern.ts'
import { addFile } from '#src/services/add-file.ts'
import { savePage } from '#src/services/save-page.ts'
import { submitForm } from '#src/services/submit-form.ts'

/** What somebody answers, by field name; a way out by the id of its question. What is not here is left blank. */
export type Given = Readonly<Record<string, string | readonly string[]>>

/** A file sent with a concern. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Buffer
}

/** A page's fields as a browser would post them. */
function typedOn(pageName: string, given: Given): Typed {
  const questions = Object.entries(findPage(form, pageName)?.ask ?? {})
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
 * Sends a safeguarding concern the way a browser does, page by page, received at `now`.
 * @returns its reference.
 */
export async function sendConcern(
  given: Given,
  now: Temporal.Instant,
  files: readonly GivenFile[] = [],
): Promise<string> {
  const visit = randomUUID()
  let page = pagesOf(form)[0]?.name ?? ''
  for (let turn = 0; page !== 'check'; turn++) {
    if (page === 's-proof') await addFiles(visit, files, now)
    const typed = typedOn(page, given)
    const saved = await savePage({ form, pageName: page, visit, typed, action: { is: 'continue' }, now })
    if (saved.is !== 'go' || turn > 100) throw new Error(`The page ${page} did not go on: ${saved.is}`)
    page = saved.to
  }
  const sent = await submitForm(form, visit, { 'sg-declare': ['true'] }, now)
  if (sent.is !== 'sent') throw new Error(`The concern was not sent: ${sent.is}`)
  return sent.reference
}

async function addFiles(visit: string, files: readonly GivenFile[], now: Temporal.Instant): Promise<void> {
  for (const { name, bytes } of files) {
    const file = { field: 'sg-files', name, bytes, tooLarge: false }
    const problem = await addFile(form, 's-proof', visit, file, now)
    if (problem) throw new Error(`The file was not taken: ${problem.message}`)
  }
}
