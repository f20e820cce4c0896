import { FIXED_HEADINGS } from './topics.ts'

/** The language of the pages, as HTML names it, and which way it is written. */
export const language = { tag: 'en-GB', direction: 'ltr' } as const

/** Everything that the pages of information say themselves, in one place for each language. */
export const words = {
  headings: FIXED_HEADINGS,
  all: 'All information',
  formats: 'Read it another way',
  plain: 'Plain words',
  easyRead: 'Easy Read',
  largePrint: 'Large print',
  print: 'Print',
  saveText: 'Save as plain text',
  listen: 'Listen',
  stopListening: 'Stop listening',
  otherFormat: 'Ask for this in another format or language',
  danger: 'Someone in danger?',
  call: (number: string) => `Call ${number}.`,
  howToAsk: 'How to ask us',
  ringDay: 'in the day',
  ringNight: 'at night, at weekends and on holidays',
  audience: 'This page is for:',
  helplines: 'Help by phone, anywhere in the country',
  related: 'See also',
  checked: (day: string) => `Last checked on ${day}`,
  owner: (team: string) => `by the ${team}.`,
  mistake: 'Tell us if something is wrong',
} as const
