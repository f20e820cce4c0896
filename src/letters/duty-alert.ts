import type { LetterToDuty } from './letter.ts'

/** Out of hours, about something urgent: somebody is to sign in. */
export const dutyAlert = {
  staff: 'Something is waiting at the front door',
  to: 'duty-contact',
  about: 'alert',
  mayNotGoWhen: 'alert-acknowledged',
  job: 'alert-duty',
  fields: {},
} as const satisfies LetterToDuty
