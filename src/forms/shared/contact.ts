import { checkboxes } from '../controls/checkboxes.ts'
import { radios } from '../controls/radios.ts'
import { ownDetail } from '../controls/own-detail.ts'
import { email } from '../controls/email.ts'
import { phone } from '../controls/phone.ts'
import { text } from '../controls/text.ts'
import { textarea } from '../controls/textarea.ts'
import { block } from '../engine/block.ts'
import { anyOf, includes, is, not } from '../engine/conditions.ts'
import type { NeededFact } from '../engine/form.ts'
import { twin } from '../engine/words.ts'

const canBeContacted = not(includes('contact-way', 'unsafe'))
const needsSafeRoute = anyOf(
  includes('contact-way', 'unsafe'),
  is('message-safe', 'never', 'unsafe'),
  is('hide-who', 'yes', 'unsafe'),
)

/** Contact that could do harm: nothing is sent by itself, and no copy leaves the screen. */
export const isSafeContactOnly = anyOf(needsSafeRoute, is('message-safe', 'no-detail'))

/** What a way to make contact needs, and what does as well. @param others Ways to reach whoever answers. */
export const reachedBy = (...others: string[]) => ({
  ask: ['phone', 'email', { id: 'address', when: includes('contact-way', 'letter') }],
  orElse: ['contact-person', 'address', ...others],
})

/** Whom it is about, and how to reach them or their helper: what must be there before it can be sent. */
export const NAME_AND_CONTACT: readonly NeededFact[] = [
  { name: 'a name', anyOf: ['first-name'] },
  {
    name: 'a way to make contact',
    anyOf: ['contact-way', 'helper-phone', 'helper-email'],
    orIf: is('contact-way', 'unsafe'),
    detail: reachedBy('helper-phone', 'helper-email'),
  },
]

/** Keeping in touch safely. */
export const contact = block({
  contact: {
    title: 'How we contact [you / {name}]',
    ask: {
      'contact-way': checkboxes({
        summary: 'safe-contact:way',
        title: 'How can we contact [you / {name}]?',
        hint: twin('Select all that are safe for [you / them].', 'Tick all the ways that are safe.'),
        missing: twin('Select at least one way', 'Tick one way or more'),
        picture: 'phone',
        options: {
          call: { label: 'Phone call', picture: 'phone' },
          text: { label: 'Text message', picture: 'mobile' },
          email: { label: 'Email', picture: 'email' },
          letter: { label: 'Letter', picture: 'letter' },
          video: { label: 'Video call', picture: 'video' },
          'through-someone': {
            label: twin('Through someone [I / they] trust', 'Talk to someone [I / they] trust'),
            picture: 'friends',
          },
        },
        out: ['unsafe'],
        feeds: ['REC', 'COMM'],
      }),
      phone: ownDetail(
        'tel',
        phone({
          summary: 'safe-contact:way',
          title: 'Phone number',
          missing: twin('Enter a phone number', 'Write a phone number'),
          picture: 'phone',
          when: includes('contact-way', 'call', 'text'),
          feeds: ['REC'],
        }),
      ),
      email: ownDetail(
        'email',
        email({
          summary: 'safe-contact:way',
          title: 'Email address',
          missing: twin('Enter an email address', 'Write an email address'),
          picture: 'email',
          when: includes('contact-way', 'email', 'video'),
          feeds: ['REC'],
        }),
      ),
      'contact-times': checkboxes({
        summary: 'safe-contact:way',
        title: 'When is a good time?',
        missing: twin('Select a good time', 'Tick a good time'),
        picture: 'clock',
        options: {
          morning: { label: 'Morning', picture: 'morning' },
          afternoon: { label: 'Afternoon', picture: 'day' },
          evening: { label: 'Evening', picture: 'night' },
          any: { label: 'Any time', picture: 'clock', exclusive: true },
        },
        when: canBeContacted,
        feeds: ['REC'],
      }),
      'contact-person': text({
        summary: 'safe-contact:way',
        title: twin('Who should we contact, and how?', 'Who should we contact? How?'),
        missing: twin('Enter who to contact', 'Write who to contact'),
        picture: 'friends',
        when: includes('contact-way', 'through-someone'),
        feeds: ['REC'],
      }),
    },
  },
  messages: {
    ask: {
      'message-safe': radios({
        summary: 'safe-contact:message',
        title: twin(
          '[Is it safe to leave a message? / Is it safe to leave a message? / Is it safe to leave {name} a message?]',
          'Is it safe to leave a message?',
        ),
        missing: twin('Select whether a message is safe', 'Choose if a message is safe'),
        picture: 'speech',
        options: {
          yes: 'Yes',
          'no-detail': twin(
            'Yes, but do not say who you are or why',
            'Yes. Do not say who you are. Do not say why',
          ),
          never: 'No, never',
        },
        out: ['dont-know', 'unsafe'],
        when: canBeContacted,
        feeds: ['HIDE'],
      }),
    },
  },
  secret: {
    title: 'Keeping this private',
    ask: {
      'hide-who': radios({
        summary: 'safe-contact:message',
        title: twin('Is there anyone who must not find out?', 'Must we keep this secret from someone?'),
        hint: twin(
          'For example, someone at home or online.',
          'It may be someone at home. It may be someone online.',
        ),
        missing: twin('Select whether anyone must not find out', 'Choose if we must keep it secret'),
        picture: 'secret',
        options: { yes: 'Yes', no: 'No' },
        out: ['dont-know', 'unsafe'],
        feeds: ['HIDE'],
      }),
      'hide-name': text({
        summary: 'safe-contact:message',
        title: twin('Who should not find out?', 'Who must not know?'),
        hint: twin(
          '“My partner” is enough. Leave blank if it is not safe to write.',
          'You can just write “my partner”. Write nothing if it is not safe.',
        ),
        picture: 'secret',
        optional: true,
        when: is('hide-who', 'yes'),
        feeds: ['+fl-safe-contact', 'HIDE'],
      }),
    },
  },
  'safe-way': {
    title: 'A safe way',
    givesAway: true,
    ask: {
      'safe-route': radios({
        summary: 'safe-contact:route',
        title: 'What is the safest way to reach [you / {name}]?',
        missing: twin('Select the safest way', 'Choose the safest way'),
        picture: 'lock',
        options: {
          'set-time': {
            label: twin('By phone, only at a set time', 'By phone, at one time only'),
            picture: 'phone',
          },
          'safe-email': { label: 'An email only [I / they] can see', picture: 'email' },
          worker: {
            label: twin('Through a GP, nurse or worker', 'Talk to a GP, nurse or worker'),
            picture: 'health-worker',
          },
          trusted: {
            label: twin('Through someone [I trust / they trust]', 'Talk to someone [I / they] trust'),
            picture: 'friends',
          },
          'i-will-call': { label: 'I will contact you', picture: 'talk' },
        },
        when: needsSafeRoute,
        feeds: ['+fl-safe-contact', 'HIDE'],
      }),
      'safe-route-note': textarea({
        summary: 'safe-contact:route',
        title: twin('What should we do, and not do?', 'What should we do? What should we not do?'),
        hint: twin('A code word can help.', 'You can give us a code word. This is a secret word.'),
        picture: 'list',
        optional: true,
        when: needsSafeRoute,
        feeds: ['+fl-safe-contact', 'HIDE'],
      }),
    },
  },
})
