import { forms } from '#src/forms/all-forms.ts'
import { twin, type Words } from '#src/forms/engine/words.ts'

/** Pages that are no topic but that people look for, and what a link to each says: by its address. */
export const ways: Readonly<Record<string, Words>> = {
  '/my-request': 'What is happening with my request',
  '/come-back': 'Come back to a form with my code',
  '/paying-for-care/estimate': twin('What might care cost me?', 'What may I pay for care?'),
  '/local-help': 'Help near you',
  ...Object.fromEntries(Object.values(forms).map(({ id, title }) => [`/forms/${id}`, title])),
}
