import { ofAnyForm } from '#src/domain/outcomes.ts'
import { checkboxes } from './controls/checkboxes.ts'
import { radios, yesNo } from './controls/radios.ts'
import { roughDate } from './controls/text.ts'
import { textarea } from './controls/textarea.ts'
import { block, pages } from './engine/block.ts'
import { anyOf, includes, is, not } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { communication, formatsPage } from './shared/communication.ts'
import { contact } from './shared/contact.ts'
import { person } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { who } from './shared/who.ts'
import { twin } from './engine/words.ts'

const isAboutSomething = includes('cn-ask', 'format', 'language')

/** What somebody wants in another format or language. */
export const need = block(
  {
    'n-what': {
      ask: {
        'cn-ask': checkboxes({
          title: 'What would help?',
          missing: twin('Select what would help', 'Tick what would help'),
          picture: 'help',
          options: {
            format: {
              label: twin('Something in another format', 'Something made in another way, like big letters'),
              picture: 'look-for',
            },
            language: { label: 'Something in another language', picture: 'language' },
            interpreter: {
              label: twin(
                'An interpreter for a meeting or call',
                'An interpreter for a meeting or call. This means someone who puts words in another language',
              ),
              picture: 'talk',
            },
            record: {
              label: twin(
                'Put [my / their] needs on [my / their] record',
                'Write down what [I / they] need for next time',
              ),
              picture: 'list',
            },
          },
          feeds: ['ROUTE', 'COMM'],
        }),
      },
    },
    'n-which': {
      ask: {
        'cn-item': textarea({
          title: 'Which letter, page or leaflet?',
          hint: twin('The date or title helps.', 'Tell us what it is called, or its date.'),
          missing: twin('Enter which one', 'Write which one'),
          picture: 'letter',
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
          hint: twin(
            'Tell us about any meeting or reply-by date.',
            'Is there a meeting soon? Is there a date to answer by?',
          ),
          picture: 'calendar',
          options: {
            '5-days': twin('Within 5 working days', 'In 5 working days. This means not Saturday or Sunday'),
            later: 'Later',
            'no-date': 'No date',
          },
          optional: true,
        }),
        'cn-date': roughDate({
          title: twin('What date?', 'What is the date?'),
          hint: twin('Can be in the future.', 'It can be a date that is still to come.'),
          picture: 'calendar',
          optional: true,
          when: is('cn-when', '5-days'),
          feeds: ['+fl-cn-soon'],
        }),
      },
    },
    'n-share': {
      ask: {
        'cn-share': yesNo({
          title: twin(
            'May we tell other services, so you do not have to repeat this?',
            'Can we tell other services? Then you do not have to say it again.',
          ),
          picture: 'talk',
          optional: true,
          feeds: ['COMM'],
        }),
      },
    },
    'n-always': {
      ask: {
        'cn-always': yesNo({
          title: twin('Use this for everything we send?', 'Should we send everything in this way?'),
          picture: 'again',
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
    twin(
      'Use this form to ask for a letter, page or leaflet in another format or language, or for an interpreter.',
      'This form is to ask for a letter in another way. You can ask for big letters. You can ask for another language. You can ask for an interpreter. This means someone who puts words in another language.',
    ),
    twin(
      'You can also ask us to keep your needs on your record, so you do not have to tell us again.',
      'You can ask us to write down what you need. Then you do not have to tell us again.',
    ),
  ],
  linkSays: 'Ask for another format or language',
  takes: twin(
    'It takes about 5 minutes. We ask only for what we need: what you want, the format or language, where to send it, and a name.',
    'It takes about 5 minutes. We ask what you want. We ask where to send it. We ask for a name.',
  ),
  parts: [
    { title: 'Who it is for', pages: pages(who, 'who') },
    { title: 'What would help', pages: pages(need, 'n-what', 'n-which') },
    {
      title: twin('Language and format', 'How to send it'),
      pages: [
        ...pages(communication, 'language', 'talk-read'),
        ...pages(need, 'formats'),
        ...pages(communication, 'support'),
      ],
    },
    {
      title: twin('When, and from now on', 'When you need it'),
      pages: pages(need, 'n-when', 'n-share', 'n-always'),
    },
    {
      title: 'Where to send it',
      pages: [
        ...pages(person, 'name'),
        ...pages(contact, 'secret'),
        ...pages(person, 'address'),
        ...pages(contact, 'contact', 'messages', 'safe-way'),
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
      name: 'a language',
      anyOf: ['main-language'],
      orIf: anyOf(not(includes('cn-ask', 'language', 'interpreter')), is('main-language', 'dont-know')),
      missing: twin('Select a language, or “I don’t know”', 'Choose a language, or “I don’t know”'),
    },
    {
      name: 'a format or a language',
      anyOf: ['main-language', 'info-format'],
      orIf: not(includes('cn-ask', 'format')),
      missing: twin('Select a format or a language', 'Tick what you need, or choose a language'),
    },
    { name: 'a name', anyOf: ['first-name'] },
    {
      name: 'where to send it',
      anyOf: ['address', 'email', 'phone'],
      isSome: true,
      orIf: anyOf(is('address', 'unsafe'), is('contact-way', 'unsafe')),
      missing: twin(
        'Enter an email or a phone number, or go back and give a full address',
        'Write an email or a phone number. Or go back to write a full address',
      ),
    },
  ],
  blanks: 'optional',
  receipt: {
    worse: 'If it cannot wait',
    next: [
      {
        say: twin(
          'You told us you need it within 5 working days. The worker reads that together with what you asked for.',
          'You told us you need it in 5 working days. The worker will read that too.',
        ),
        when: is('cn-when', '5-days'),
      },
      {
        say: twin(
          'We make or find what you asked for, and send it where you told us.',
          'We make or find what you asked for. We send it where you told us.',
        ),
        when: isAboutSomething,
      },
      {
        say: twin(
          'We get in touch to book the interpreter.',
          'We contact you to find the interpreter. This means someone who puts words in another language.',
        ),
        when: includes('cn-ask', 'interpreter'),
      },
      {
        say: twin(
          'We put what [you need / they need] on [your / their] record, so that nobody has to ask again.',
          'We write down what [you / they] need. Then nobody has to ask again.',
        ),
        when: includes('cn-ask', 'record'),
      },
      {
        say: twin(
          'If you said how it is safe to reach [you / them], that is the only way we use.',
          'Did you tell us a safe way to contact [you / them]? We only use that way.',
        ),
      },
    ],
    again: 'Ask for something else',
  },
  // What is asked for may be a page about abuse, and the letter in it may be what nobody must see.
  outcomes: ['send-format', 'arrange-support', 'record-need', ...ofAnyForm],
  canExit: true,
  isSafeguarding: false,
}
