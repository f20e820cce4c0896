import type { Temporal } from 'temporal-polyfill'
import { findPage } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { formFieldsFrom, readQuick } from '#src/forms/financial/quick-estimate.ts'
import { savePrefilled } from './save-page.ts'
import { findBehindCode, findProgress } from './show-page.ts'

/**
 * Begins the financial assessment with the answers of the quick estimate, saved as if they had been typed on its
 * pages: each still opens to be read and continued past. A page that holds anything already keeps it, and
 * answers that somebody came back to with a code are left alone.
 * @returns The address to go on at.
 */
export async function startFromEstimate(
  visit: string,
  typed: Typed,
  now: Temporal.Instant,
  reading: ReadingStyle,
): Promise<string> {
  const home = `/forms/${form.id}`
  if (await findBehindCode(form, visit, now)) return home
  const before = await findProgress(form, visit, now)
  if (before?.draft.isResumed) return home
  for (const [pageName, fields] of Object.entries(formFieldsFrom(readQuick(typed).answers))) {
    const page = findPage(form, pageName)
    const isBegun =
      page === undefined ||
      before?.state.typed[pageName] !== undefined ||
      Object.keys(page.ask).some((id) => before?.state.answers[id] !== undefined)
    if (isBegun) continue
    await savePrefilled({ form, pageName, visit, typed: fields, now, reading })
  }
  return home
}
