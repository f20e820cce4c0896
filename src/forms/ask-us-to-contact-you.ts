import { ofAnyForm } from '#src/domain/outcomes.ts'
import { textarea } from './controls/textarea.ts'
import { askedWhen, block, pages } from './engine/block.ts'
import { is, not } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { communication } from './shared/communication.ts'
import { contact, NAME_AND_CONTACT } from './shared/contact.ts'
import { person } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { start } from './shared/opening.ts'
import { who } from './shared/who.ts'
import { twin } from './engine/words.ts'

/** The one question of this form's own. */
export const request = block({
  story: {
    ask: {
      'rc-story': textarea({
        title: 'What is happening?',
        hint: twin(
          'A few words is enough. We will ask the rest when we talk.',
          'You can write just a few words. We will ask more when we talk.',
        ),
        missing: twin('Enter what is happening', 'Write what is happening'),
        picture: 'talk',
        feeds: ['VOICE'],
      }),
    },
  },
})

/** Form 8: for anyone who would sooner talk than fill in a form. */
export const askUsToContactYou: Form = {
  id: 'ask-us-to-contact-you',
  number: 8,
  version: 1,
  title: 'Ask us to contact you',
  about: [
    twin(
      'Use this form if you would rather talk than fill in a long form. It can be about you, or someone you are worried about.',
      'This form is for people who want to talk to us. It is short. It can be about you. It can be about someone you worry about.',
    ),
    twin(
      'Tell us a name, a safe way to reach you, and what is happening. We will ask the rest when we talk.',
      'Tell us a name. Tell us a safe way to contact you. Tell us what is happening. We will ask more when we talk.',
    ),
  ],
  linkSays: 'Ask us to contact you',
  takes: 'It takes about 5 minutes.',
  parts: [
    { title: 'Danger now', pages: pages(start, 'danger', 'call-999') },
    { title: 'Who it is about', pages: pages(who, 'who', 'you') },
    {
      title: 'Name and safe contact',
      pages: [...pages(person, 'name'), ...pages(contact, 'secret', 'contact', 'messages', 'safe-way')],
    },
    { title: 'What is happening', pages: pages(request, 'story') },
    {
      title: 'Talking with us',
      pages: [
        ...pages(communication, 'language', 'talk-read', 'formats'),
        ...askedWhen(is('comm-any', 'yes'), pages(communication, 'support')),
      ],
    },
  ],
  check: { title: 'Check and send', ask: { declare: sharing.pages.check.ask.declare } },
  reader: { you: not(is('who-for', 'someone-else')) },
  nameFrom: ['preferred-name', 'first-name'],
  needs: [...NAME_AND_CONTACT, { name: 'what is happening', anyOf: ['rc-story'] }],
  blanks: 'complete',
  absent: ['helper-help'],
  receipt: {
    worse: 'If things get worse before then',
    next: [
      {
        say: twin(
          'After that: we get in touch with [you / them] {contact-way}.',
          'Then we contact [you / them] {contact-way}.',
        ),
      },
    ],
    again: 'Ask us to contact someone else',
  },
  outcomes: ['ring-back', 'assess', 'assess-carer', 'open-concern', ...ofAnyForm],
  assessment: 'once-sent',
  helpAtAnyTime: true,
  canExit: true,
  isSafeguarding: false,
}
