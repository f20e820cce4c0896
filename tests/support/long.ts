import { appendFileSync } from 'node:fs'

/**
 * How much is tried. `npm test` tries a small sample that is the same every time; `npm run test:long` tries more,
 * and other cases each time.
 */

/** Whether this is the long run. Set by tests/long.ts. */
export const isLong = process.env['TEST_LONG'] === 'yes'

/** What made-up cases are made from: the same seed makes the same cases. */
export const seed = Number(process.env['TEST_SEED'] ?? 20_261_122)

/** How many made-up cases to try: ten times as many in the long run. */
export const tries = (usual: number): number => (isLong ? usual * 10 : usual)

/** All of these in the long run, and else so many of them, spread evenly from the first to the last. */
export function sample<T>(all: readonly T[], most: number): readonly T[] {
  if (isLong || all.length <= most) return all
  const step = (all.length - 1) / Math.max(1, most - 1)
  return Array.from({ length: most }, (_, at) => all[Math.round(at * step)] as T)
}

/** Says a figure that a test came to; a long run writes it down. @param words One line. */
export function figure(words: string): void {
  process.stdout.write(`${words}\n`)
  const file = process.env['TEST_FIGURES']
  if (file) appendFileSync(file, `${words}\n`)
}
