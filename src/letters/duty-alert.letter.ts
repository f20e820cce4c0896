import { letter } from './letter.ts'

/** Out of hours, about something urgent: somebody is to sign in. */
export const dutyAlert = letter({
  name: 'duty-alert',
  staff: 'Something is waiting at the front door',
  to: 'duty-contact',
  about: 'alert',
  mayNotGoWhen: 'alert-acknowledged',
  job: 'alert-duty',
  fields: {},
})
