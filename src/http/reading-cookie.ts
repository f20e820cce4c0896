import { type ReadingStyle, readingStyleOf } from '#src/forms/engine/reading-style.ts'

/** How somebody reads the pages, from the Cookie header alone: for answers that no page draws. */
export const readingIn = (cookies: string | undefined): ReadingStyle | undefined =>
  readingStyleOf(cookies?.match(/(?:^|;\s*)reading=([^;]*)/)?.[1])
