import * as v from 'valibot'

/** A code as a letter says it. */
export const code = v.pipe(v.string(), v.nonEmpty())
