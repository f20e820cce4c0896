import type { GivenAnswers } from '#tests/fixtures/safeguarding-submissions.ts'
import { typedFor } from '#tests/fixtures/safeguarding-submissions.ts'
import { findPage, type Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import { type Progress, walk } from '#src/forms/engine/walk.ts'

export const today = { today: '2026-11-23' }
export const nothingYet: Progress = { answers: {}, passed: {} }

/** Types one page and presses Continue. Throws when something must be put right: these fields are good. */
export function continuePast(form: Form, name: string, typed: Typed, progress: Progress): Progress {
  const page = findPage(form, name)
  if (!page) throw new Error(`No page ${name}`)
  const read = readPage(form, page, typed, progress, today)
  if (read.problems.length > 0) throw new Error(`${name}: ${JSON.stringify(read.problems)}`)
  return {
    answers: withAnswers(progress.answers, read.answers),
    passed: { ...progress.passed, [name]: [...read.shown] },
  }
}

/**
 * Goes from page to page as the walk says, typing only fields, until the check page or a page in `stopAt`.
 * Throws when it comes back to a page it has been past.
 */
export function goThrough(form: Form, given: GivenAnswers, stopAt?: string): Progress {
  let progress = nothingYet
  const visited = new Set<string>()
  for (;;) {
    const { next, pages } = walk(form, progress, today)
    if (next === undefined || next === stopAt) return progress
    if (visited.has(next)) throw new Error(`Asked twice: ${next}`)
    visited.add(next)
    const shown = pages.find((one) => one.page.name === next)?.shown ?? []
    progress = continuePast(form, next, typedFor(shown, given), progress)
  }
}
