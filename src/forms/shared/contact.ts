import { checkboxes, radios } from '../controls/choice.ts'
import { ownDetail } from '../controls/own-detail.ts'
import { email, phone, text, textarea } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { anyOf, includes, is, not } from '../engine/conditions.ts'

const canBeContacted = not(includes('contact-way', 'unsafe'))
const needsSafeRoute = anyOf(
  includes('contact-way', 'unsafe'),
  is('message-safe', 'never', 'unsafe'),
  is('hide-who', 'yes', 'unsafe'),
)

/** Contact that could do harm: nothing is sent by itself, and no copy leaves the screen. */
export const isSafeContactOnly = anyOf(needsSafeRoute, is('message-safe', 'no-detail'))

/** Keeping in touch safely. */
export const contact = block({
  contact: {
    title: 'How we contact [you / {name}]',
    ask: {
      'contact-way': checkboxes({
        title: 'How can we contact [you / {name}]?',
        hint: 'Pick any that are safe and work well.',
        missing: 'Select at least one way',
        options: {
          call: 'Phone call',
          text: 'Text message',
          email: 'Email',
          letter: 'Letter',
          video: 'Video call',
          'through-someone': 'Through someone [I / they] trust',
        },
        out: ['unsafe'],
        feeds: ['REC', 'COMM'],
      }),
      phone: ownDetail(
        'tel',
        phone({
          title: 'Phone number',
          missing: 'Enter a phone number',
          when: includes('contact-way', 'call', 'text'),
          feeds: ['REC'],
        }),
      ),
      email: ownDetail(
        'email',
        email({
          title: 'Email address',
          missing: 'Enter an email address',
          when: includes('contact-way', 'email', 'video'),
          feeds: ['REC'],
        }),
      ),
      'contact-times': checkboxes({
        title: 'When is a good time?',
        missing: 'Select a good time',
        options: {
          morning: 'Morning',
          afternoon: 'Afternoon',
          evening: 'Evening',
          any: { label: 'Any time', exclusive: true },
        },
        when: canBeContacted,
        feeds: ['REC'],
      }),
      'contact-person': text({
        title: 'Who should we contact, and how?',
        missing: 'Enter who to contact',
        when: includes('contact-way', 'through-someone'),
        feeds: ['REC'],
      }),
    },
  },
  messages: {
    ask: {
      'message-safe': radios({
        title:
          '[Is it safe to leave a message? / Is it safe to leave a message? / Is it safe to leave {name} a message?]',
        missing: 'Select whether a message is safe',
        options: {
          yes: 'Yes',
          'no-detail': 'Yes, but do not say who you are or why',
          never: 'No, never',
        },
        out: ['dont-know', 'unsafe'],
        when: canBeContacted,
        feeds: ['HIDE'],
      }),
    },
  },
  secret: {
    title: 'Who must not know',
    ask: {
      'hide-who': radios({
        title: 'Is there anyone who must not find out?',
        hint: 'For example, someone at home or online.',
        missing: 'Select whether anyone must not find out',
        options: { yes: 'Yes', no: 'No' },
        out: ['dont-know', 'unsafe'],
        feeds: ['HIDE'],
      }),
      'hide-name': text({
        title: 'Who must not know?',
        hint: '“My partner” is enough. Leave blank if it is not safe to write.',
        optional: true,
        when: is('hide-who', 'yes'),
        feeds: ['+fl-safe-contact', 'HIDE'],
      }),
    },
  },
  'safe-way': {
    title: 'A safe way',
    ask: {
      'safe-route': radios({
        title: 'What is the safest way to reach [you / {name}]?',
        missing: 'Select the safest way',
        options: {
          'set-time': 'By phone, only at a set time',
          'safe-email': 'An email only [I / they] can see',
          worker: 'Through a GP, nurse or worker',
          trusted: 'Through someone [I trust / they trust]',
          'i-will-call': 'I will contact you',
        },
        when: needsSafeRoute,
        feeds: ['+fl-safe-contact', 'HIDE'],
      }),
      'safe-route-note': textarea({
        title: 'What should we do, and not do?',
        hint: 'A code word can help.',
        optional: true,
        when: needsSafeRoute,
        feeds: ['+fl-safe-contact', 'HIDE'],
      }),
    },
  },
})
