/**
 * The forms, by the name in their address, in the order the desk lists them. What differs from form to form is said by
 * the form.
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
