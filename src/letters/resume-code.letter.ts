import { code } from './code.ts'
import { letter } from './letter.ts'

/** The code that opens a form again on any device. */
export const resumeCode = letter({
  name: 'resume-code',
  staff: 'A code to come back to a form',
  to: 'writer',
  about: 'draft',
  mayNotGoWhen: 'contact-unsafe',
  job: 'send-letter',
  fields: { code },
})
