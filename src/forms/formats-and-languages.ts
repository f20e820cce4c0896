import { checkboxes, radios, yesNo } from './controls/choice.ts'
import { roughDate, textarea } from './controls/text.ts'
import { block, pages } from './engine/block.ts'
import { anyOf, includes, is, not } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { communication, formatsPage } from './shared/communication.ts'
import { contact } from './shared/contact.ts'
import { person } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { who } from './shared/who.ts'

const isAboutSomething = includes('cn-ask', 'format', 'language')

/** What somebody wants in another format or language. */
export const need = block(
  {
    'n-what': {
      ask: {
        'cn-ask': checkboxes({
          title: 'What would help?',
          missing: 'Select what would help',
          options: {
            format: 'Something in another format',
            language: 'Something in another language',
            interpreter: 'An interpreter for a meeting or call',
            record: 'Put [my / their] needs on [my / their] record',
          },
          feeds: ['ROUTE', 'COMM'],
        }),
      },
    },
    'n-which': {
      ask: {
        'cn-item': textarea({
          title: 'Which letter, page or leaflet?',
          hint: 'The date or title helps.',
          missing: 'Enter which one',
          when: isAboutSomething,
          feeds: ['COMM'],
        }),
      },
    },
    formats: formatsPage(anyOf(is('comm-any', 'yes'), includes('cn-ask', 'format'))),
    'n-when': {
      title: 'When you need it',
      ask: {
        'cn-when': radios({
          title: 'When do you need it?',
          hint: 'Tell us about any meeting or reply-by date.',
          options: { '5-days': 'Within 5 working days', later: 'Later', 'no-date': 'No date' },
          optional: true,
        }),
        'cn-date': roughDate({
          title: 'What date?',
          hint: 'Can be in the future.',
          optional: true,
          when: is('cn-when', '5-days'),
          feeds: ['+fl-cn-soon'],
        }),
      },
    },
    'n-share': {
      ask: {
        'cn-share': yesNo({
          title: 'May we tell other services, so you do not have to repeat this?',
          optional: true,
          feeds: ['COMM'],
        }),
      },
    },
    'n-always': {
      ask: {
        'cn-always': yesNo({
          title: 'Use this for everything we send?',
          optional: true,
          feeds: ['COMM'],
        }),
      },
    },
  },
  communication,
)

/** Form 6: another format or language, or communication needs. */
export const formatsAndLanguages: Form = {
  id: 'formats-and-languages',
  number: 6,
  version: 1,
  title: 'Ask for another format or language',
  about: [
    'Use this form to ask for a letter, page or leaflet in another format or language, or for an interpreter.',
    'You can also ask us to keep your needs on your record, so you do not have to tell us again.',
  ],
  takes:
    'It takes about 5 minutes. We ask only for what we need: what you want, the format or language, where to send it, and a name.',
  parts: [
    { title: 'Who it is for', pages: pages(who, 'who') },
    { title: 'What would help', pages: pages(need, 'n-what', 'n-which') },
    {
      title: 'Language and format',
      pages: [
        ...pages(communication, 'language', 'talk-read'),
        ...pages(need, 'formats'),
        ...pages(communication, 'support'),
      ],
    },
    { title: 'When, and from now on', pages: pages(need, 'n-when', 'n-share', 'n-always') },
    {
      title: 'Where to send it',
      pages: [
        ...pages(person, 'name', 'address'),
        ...pages(contact, 'contact', 'messages', 'secret', 'safe-way'),
      ],
    },
  ],
  check: sharing.pages.check,
  reader: { you: not(is('who-for', 'someone-else')) },
  nameFrom: ['preferred-name', 'first-name'],
  needs: [
    { name: 'what would help', anyOf: ['cn-ask'] },
    { name: 'which one', anyOf: ['cn-item'], orIf: not(isAboutSomething) },
    {
      name: 'a format or a language',
      anyOf: ['main-language', 'info-format'],
      missing: 'Select a format or a language',
    },
    { name: 'a name', anyOf: ['first-name'] },
    {
      name: 'where to send it',
      anyOf: ['address', 'email', 'phone'],
      orIf: anyOf(is('address', 'unsafe'), is('contact-way', 'unsafe')),
      missing: 'Enter an email or a phone number, or go back and give an address',
    },
  ],
  blanks: 'optional',
  receipt: {
    worse: 'If it cannot wait',
    next: [
      {
        say: 'You told us you need it within 5 working days. The worker reads that together with what you asked for.',
        when: is('cn-when', '5-days'),
      },
      {
        say: 'We make or find what you asked for, and send it where you told us.',
        when: isAboutSomething,
      },
      { say: 'We get in touch to book the interpreter.', when: includes('cn-ask', 'interpreter') },
      {
        say: 'We put what [you need / they need] on [your / their] record, so that nobody has to ask again.',
        when: includes('cn-ask', 'record'),
      },
      { say: 'If you said how it is safe to reach [you / them], that is the only way we use.' },
    ],
    again: 'Ask for something else',
  },
  canExit: false,
  isSafeguarding: false,
}
