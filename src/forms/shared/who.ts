import { checkboxes, radios } from '../controls/choice.ts'
import { files } from '../controls/files.ts'
import { email, phone, text, textarea } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { anyOf, is, some } from '../engine/conditions.ts'

const isForSomeoneElse = is('who-for', 'someone-else')

/** Who is filling in, and by what right. */
export const who = block({
  who: {
    ask: {
      'who-for': radios({
        title: 'Who is this form about?',
        missing: 'Select who this form is about',
        options: { me: 'Me', 'someone-else': 'Someone else' },
        feeds: ['ROUTE'],
      }),
    },
  },
  helper: {
    ask: {
      'helper-help': radios({
        title: 'Is anyone helping you with this form?',
        hint: 'It is fine to have help.',
        missing: 'Select whether anyone is helping',
        options: {
          no: 'No',
          'yes-typing': 'Yes, they type my words',
          'yes-answering': 'Yes, they help me choose answers',
        },
        when: is('who-for', 'me'),
      }),
    },
  },
  you: {
    title: '[The person helping you / About you]',
    saysWhose: true,
    ask: {
      'who-are-you': radios({
        title: 'How do you know {name}?',
        missing: 'Select how you know {name}',
        options: {
          family: 'Family or partner',
          'friend-or-neighbour': 'Friend or neighbour',
          'unpaid-carer': 'I look after them unpaid',
          'care-worker': 'Care worker',
          advocate: 'Advocate: I help them speak up',
          professional: 'I work with them',
          other: 'Other',
        },
        when: isForSomeoneElse,
        feeds: ['ROUTE'],
      }),
      'helper-name': text({
        title: '[What is your helper’s name? / What is your name?]',
        missing: 'Enter [your helper’s / your] name',
        when: anyOf(isForSomeoneElse, is('helper-help', 'yes-typing', 'yes-answering')),
        feeds: ['REC'],
      }),
      'helper-phone': phone({
        title: 'Your phone number',
        hint: 'Give a phone number or an email.',
        missing: 'Enter your phone number or email',
        autocomplete: 'tel',
        unless: 'helper-email',
        when: isForSomeoneElse,
        feeds: ['REC'],
      }),
      'helper-email': email({
        title: 'Your email',
        missing: 'Enter your phone number or email',
        autocomplete: 'email',
        unless: 'helper-phone',
        when: isForSomeoneElse,
        feeds: ['REC'],
      }),
    },
  },
  agree: {
    title: 'What {name} knows and wants',
    ask: {
      'person-knows': radios({
        title: 'Does {name} know you are doing this?',
        hint: 'If it is safe, tell them first.',
        missing: 'Select whether {name} knows',
        options: { yes: 'Yes', no: 'No' },
        out: ['unsafe'],
        when: isForSomeoneElse,
      }),
      'person-agrees': radios({
        title: 'Has {name} said yes to it?',
        missing: 'Select whether {name} said yes',
        options: { yes: 'Yes', no: 'No', 'cannot-say': 'They cannot decide or tell me' },
        out: ['dont-know'],
        when: isForSomeoneElse,
      }),
      'no-agree-why': textarea({
        title: 'Why do you think we should still know?',
        missing: 'Enter why we should know',
        when: is('person-agrees', 'no', 'cannot-say', 'dont-know'),
        feeds: ['+fl-no-consent'],
      }),
    },
  },
  deciding: {
    ask: {
      'decide-for-self': radios({
        title: 'Can {name} make their own choices about care?',
        hint: 'Most people can, with the right help. A choice you would not make is still their choice.',
        missing: 'Select whether {name} can make this choice',
        options: {
          yes: 'Yes',
          'with-help': 'Yes, with help',
          sometimes: 'Sometimes',
          'not-this': 'I do not think they can make this choice',
        },
        out: ['dont-know'],
        when: isForSomeoneElse,
      }),
    },
  },
  legal: {
    title: 'Legal roles',
    ask: {
      'legal-role': checkboxes({
        title: 'Do you have a legal role for {name}?',
        missing: 'Select your legal role, or “None of these”',
        options: {
          'lpa-health': 'Power of attorney for health and care',
          'lpa-money': 'Power of attorney for money',
          epa: 'Enduring power of attorney',
          'deputy-health': 'Court deputy for health and care',
          'deputy-money': 'Court deputy for money',
          appointee: 'Benefits appointee',
          none: { label: 'None of these', exclusive: true },
        },
        out: ['dont-know'],
        when: isForSomeoneElse,
        feeds: ['+fl-capacity', 'ch-rep'],
      }),
      'legal-proof': files({
        title: 'Add a copy of the legal paper',
        hint: 'You can send it later.',
        optional: true,
        when: some('legal-role'),
        feeds: ['REC'],
      }),
    },
  },
})
