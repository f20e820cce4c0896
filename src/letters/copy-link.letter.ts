import { letter } from './letter.ts'

/** The way to the copy somebody asked for. The copy itself is never emailed. */
export const copyLink = letter({
  name: 'copy-link',
  staff: 'The copy they asked for is ready',
  to: 'writer',
  about: 'submission',
  mayNotGoWhen: 'contact-unsafe',
  job: 'send-letter',
  fields: {},
})
