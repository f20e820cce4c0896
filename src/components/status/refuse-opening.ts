import type { Problem } from '#src/forms/engine/question.ts'
import type { Opened } from '#src/services/after-sending/show-status.ts'

/**
 * Answers that reference and code opened nothing: 422 with what to put right, or 429 with the seconds to wait.
 * @param response of the page, which is shown again.
 * @returns what to say on it.
 */
export function refuseOpening(
  response: { status?: number; readonly headers: Headers },
  opened: Exclude<Opened, { is: 'opened' }>,
): readonly Problem[] {
  if (opened.is === 'problems') {
    response.status = 422
    return opened.problems
  }
  response.status = 429
  response.headers.set('Retry-After', String(opened.seconds))
  return [{ field: 'reference', message: opened.message }]
}
