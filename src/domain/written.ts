/** Most characters of anything that staff write: a reason, a note, the words of a letter. */
const MOST_WRITTEN = 4000

/** What to say of words that are too long, in characters as people count them; undefined where they are not. */
export const problemOfLength = (words: string): string | undefined =>
  [...words].length > MOST_WRITTEN ? 'Use 4,000 characters or fewer' : undefined

/** The same as problems of a field: one, or none. */
export function problemsOfLength(field: string, words: string): { field: string; message: string }[] {
  const message = problemOfLength(words)
  return message === undefined ? [] : [{ field, message }]
}
