import type { Page } from './block.ts'
import type { Problem, Typed } from './question.ts'

/**
 * What was typed on a page without anything nobody should send us, such as an account number: that is taken out
 * before anything is kept or shown again, with what to say about it.
 */
export function withoutRefused(page: Page, typed: Typed): { typed: Typed; problems: readonly Problem[] } {
  const problems = Object.entries(page.ask).flatMap(([id, { control }]) => [
    ...(control.refuses?.(id, typed) ?? []),
  ])
  if (problems.length === 0) return { typed, problems }
  const refused = new Set(problems.map(({ field }) => field))
  return {
    typed: Object.fromEntries(
      Object.entries(typed).map(([field, values]) => [field, refused.has(field) ? [''] : values]),
    ),
    problems,
  }
}
