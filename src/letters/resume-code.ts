import { code } from './code.ts'
import type { LetterToWriter } from './letter.ts'

/** The code that opens a form again on any device. */
export const resumeCode = {
  staff: 'A code to come back to a form',
  to: 'writer',
  about: 'draft',
  mayNotGoWhen: 'contact-unsafe',
  job: 'send-letter',
  fields: { code },
} as const satisfies LetterToWriter
