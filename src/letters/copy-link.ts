import type { LetterToWriter } from './letter.ts'

/** The way to the copy somebody asked for. The copy itself is never emailed. */
export const copyLink = {
  staff: 'The copy they asked for is ready',
  to: 'writer',
  about: 'submission',
  mayNotGoWhen: 'contact-unsafe',
  job: 'send-letter',
  fields: {},
} as const satisfies LetterToWriter
