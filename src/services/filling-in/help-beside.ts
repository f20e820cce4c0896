import { findPage, type FormId } from '#src/forms/engine/form.ts'
import { offersAfter, type RaisedSignpost, signpostsAfter } from '#src/forms/rules/signposts.ts'
import type { PageView } from './show-page.ts'

/**
 * The local help and the other forms to name beside a question page: those that the answers of the page before have
 * raised. A concern is never answered with leaflets, and a page asked question by question says it once.
 */
export function helpBeside(view: PageView): {
  readonly signposts: readonly RaisedSignpost[]
  readonly offers: readonly FormId[]
} {
  const { form, walked } = view
  const isFirst = view.question === undefined || view.isFirstQuestion
  const isQuiet = form.isSafeguarding || !isFirst || view.problems.length > 0
  const before = isQuiet || view.before === undefined ? undefined : findPage(form, view.before)
  return { signposts: signpostsAfter(walked, before), offers: offersAfter(walked, before) }
}
