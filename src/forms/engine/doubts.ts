import type { Problem, Typed } from './question.ts'

/**
 * Where nothing is stored between two presses, the page itself remembers which doubts it has said: in hidden fields of
 * this name, each a field with what was typed in it then.
 */
export const DOUBTED = '_doubted'

const markOf = (field: string, typed: Typed): string => JSON.stringify([field, ...(typed[field] ?? [])])

/** Those that were not said yet about what is typed: said once, a doubt stops nobody. */
export const doubtsToSay = (doubts: readonly Problem[], typed: Typed): readonly Problem[] =>
  doubts.filter(({ field }) => !typed[DOUBTED]?.includes(markOf(field, typed)))

/**
 * What the hidden fields hold.
 * @param areSaid The page says all of these doubts; otherwise only what it said before counts.
 */
export const doubtMarks = (doubts: readonly Problem[], typed: Typed, areSaid: boolean): readonly string[] =>
  [...new Set(doubts.map(({ field }) => markOf(field, typed)))].filter(
    (mark) => areSaid || typed[DOUBTED]?.includes(mark),
  )
