import type { Problem } from '#src/forms/engine/question.ts'
import type { ReadAnswer } from '#src/forms/engine/read-answer.ts'
import { inStyle, type Words } from '#src/forms/engine/words.ts'

/** Declared words without their Easy Read twins, voices and slots still in them. */
export const inPlain = (words: Words): Words => inStyle(words, false)

/** What there is to put right, field by field, in plain words. */
export const saidInPlain = (problems: readonly Problem[]): [string, Words][] =>
  problems.map(({ field, message }) => [field, inPlain(message)])

/** What was read, its messages in plain words. */
export function readInPlain({ doubts, ...read }: ReadAnswer): ReadAnswer {
  const plainly = (problem: Problem) => ({ ...problem, message: inPlain(problem.message) })
  const problems = read.problems.map(plainly)
  return doubts ? { ...read, problems, doubts: doubts.map(plainly) } : { ...read, problems }
}
