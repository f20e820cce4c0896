import type { PostedCheckPage } from './send-form.ts'
import type { QuestionPageToDraw } from './save-question-page.ts'

/** What was loaded, or saved, before Astro draws a page. */
export interface Loaded {
  readonly question?: QuestionPageToDraw
  readonly check?: PostedCheckPage
  /**
   * Where nothing on the page is the reader's own: a key of everything that it is drawn from, and whether somebody was
   * named by what was said until then, which makes it theirs after all.
   */
  readonly sameForAll?: { readonly key: string; readonly isNamed: () => boolean } | undefined
}

/** The same as Astro is handed it, with the cookies that the answer sets. */
export type LoadedBefore = Loaded & { readonly cookies: readonly string[] }
