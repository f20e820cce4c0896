import { code } from './code.ts'
import { letter } from './letter.ts'

/** A new code that opens, with the reference, what is happening with a request. */
export const statusCode = letter({
  name: 'status-code',
  staff: 'A code to see what is happening',
  to: 'writer',
  about: 'submission',
  mayNotGoWhen: 'contact-unsafe',
  job: 'send-letter',
  fields: { code },
})
