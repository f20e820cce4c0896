import { type AnyQuestion, type Common, type ShownOption, type WayOut, wayOutWords } from './question.ts'
import type { Words } from './words.ts'

/** One box to tick. */
export interface PaperTick {
  label: Words
  /** The option that it is, which may have a picture, and something said above it. */
  option?: ShownOption
  /** The way out that it is. */
  out?: WayOut
  /** What to write beside it. */
  text?: Words
  /** "or" stands above it. */
  or?: true
}

/** A piece of the place on paper where a question is answered with a pen. */
export type PaperPart =
  /** What to do. */
  | { is: 'words'; words: Words }
  | { is: 'ticks'; ticks: readonly PaperTick[] }
  /** So many lines to write on. */
  | { is: 'lines'; lines: number }
  /** A line for each of these. */
  | { is: 'named-lines'; names: readonly Words[] }
  /** Small boxes beside each other. */
  | { is: 'boxes'; boxes: readonly { label: Words; wide?: true }[] }
  /** Questions that belong together, under a title of their own. */
  | { is: 'group'; title: Words; number?: number; ask: Readonly<Record<string, AnyQuestion>> }

export const waysOutOnPaper = (asks: Common): PaperTick[] =>
  (asks.out ?? []).map((out) => ({ label: wayOutWords(asks, out), out }))

/** The same boxes with "or" above the first. */
export const orTick = (ticks: readonly PaperTick[]): PaperTick[] =>
  ticks.map((tick, at) => (at === 0 ? { ...tick, or: true } : tick))

/** What is ticked instead of writing, or as well: these boxes, and the ways out of the question. */
export function tickedInstead(asks: Common, ticks: readonly PaperTick[] = []): PaperPart[] {
  const all = [...ticks, ...waysOutOnPaper(asks)]
  return all.length === 0 ? [] : [{ is: 'ticks', ticks: orTick(all) }]
}
