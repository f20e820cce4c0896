import type { Form } from './form.ts'

/** What a form of this many questions to the minute takes agrees with what its start page says of the whole. */
const QUESTIONS_A_MINUTE = 4

/**
 * About how long a part of a form takes, from the questions it can ask: the same however much is answered.
 * @returns Whole minutes, at least 1.
 */
export function minutesOf(part: Pick<Form['parts'][number], 'pages'>): number {
  const questions = part.pages.reduce((sum, { ask }) => sum + Object.keys(ask).length, 0)
  return Math.max(1, Math.ceil(questions / QUESTIONS_A_MINUTE))
}
