/**
 * The forms, by the name in their address, in the order the desk lists them. The one list: what must say
 * something of each form is a `Record<FormId, …>`, so that the type checker asks for it.
 */
export const FORM_IDS = [
  'self-assessment',
  'carers-assessment',
  'financial-assessment',
  'professional-referral',
  'safeguarding-concern',
  'ask-us-to-contact-you',
  'formats-and-languages',
  'feedback',
] as const
export type FormId = (typeof FORM_IDS)[number]
