import { checkboxes } from '../controls/checkboxes.ts'
import { radios } from '../controls/radios.ts'
import { files } from '../controls/files.ts'
import { email } from '../controls/email.ts'
import { phone } from '../controls/phone.ts'
import { ownDetail } from '../controls/own-detail.ts'
import { text } from '../controls/text.ts'
import { textarea } from '../controls/textarea.ts'
import { block } from '../engine/block.ts'
import { anyOf, is, some } from '../engine/conditions.ts'
import { twin } from '../engine/words.ts'

const isForSomeoneElse = is('who-for', 'someone-else')

/** Who is filling in, and by what right. */
export const who = block({
  who: {
    ask: {
      'who-for': radios({
        summary: 'reporter',
        title: 'Who is this form about?',
        missing: twin('Select who this form is about', 'Choose who this form is about'),
        picture: 'people',
        options: {
          me: { label: 'Me', picture: 'person' },
          'someone-else': { label: 'Someone else', picture: 'people' },
        },
        feeds: ['ROUTE'],
      }),
    },
  },
  helper: {
    ask: {
      'helper-help': radios({
        title: 'Is anyone helping you with this form?',
        hint: 'It is fine to have help.',
        missing: twin('Select whether anyone is helping', 'Choose if someone is helping you'),
        picture: 'together',
        options: {
          no: 'No',
          'yes-typing': { label: 'Yes, they type my words', picture: 'computer' },
          'yes-answering': { label: 'Yes, they help me choose answers', picture: 'people' },
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
        summary: 'reporter',
        title: 'How do you know {name}?',
        missing: twin('Select how you know {name}', 'Choose how you know {name}'),
        picture: 'friends',
        options: {
          family: { label: 'Family or partner', picture: 'family' },
          'friend-or-neighbour': { label: 'Friend or neighbour', picture: 'friends' },
          'unpaid-carer': {
            label: twin('I look after them unpaid', 'I look after them. I am not paid'),
            picture: 'carer',
          },
          'care-worker': { label: 'Care worker', picture: 'health-worker' },
          advocate: {
            label: twin('Advocate: I help them speak up', 'Advocate. This means I help them speak up'),
            picture: 'talk',
          },
          professional: { label: 'I work with them', picture: 'worker' },
          other: 'Other',
        },
        when: isForSomeoneElse,
        feeds: ['ROUTE'],
      }),
      'helper-name': ownDetail(
        'name',
        text({
          summary: 'reporter',
          title: '[What is your helper’s name? / What is your name?]',
          missing: twin('Enter [your helper’s / your] name', 'Write [your helper’s / your] name'),
          picture: 'badge',
          when: anyOf(isForSomeoneElse, is('helper-help', 'yes-typing', 'yes-answering')),
          feeds: ['REC'],
        }),
        'behalf',
      ),
      'helper-phone': phone({
        summary: 'reporter',
        title: 'Your phone number',
        hint: 'Give a phone number or an email.',
        missing: twin('Enter your phone number or email', 'Write your phone number or email'),
        picture: 'phone',
        autocomplete: 'tel',
        unless: 'helper-email',
        when: isForSomeoneElse,
        feeds: ['REC'],
      }),
      'helper-email': email({
        summary: 'reporter',
        title: 'Your email',
        missing: twin('Enter your phone number or email', 'Write your phone number or email'),
        picture: 'email',
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
        title: twin('Does {name} know you are doing this?', 'Does {name} know about this form?'),
        hint: 'If it is safe, tell them first.',
        missing: twin('Select whether {name} knows', 'Choose if {name} knows'),
        picture: 'listen',
        options: { yes: 'Yes', no: 'No' },
        out: ['unsafe'],
        when: isForSomeoneElse,
      }),
      'person-agrees': radios({
        title: twin('Has {name} said yes to it?', 'Did {name} say yes to this form?'),
        missing: twin('Select whether {name} said yes', 'Choose if {name} said yes'),
        picture: 'speech',
        options: {
          yes: 'Yes',
          no: 'No',
          'cannot-say': twin('They cannot decide or tell me', 'They cannot choose or tell me'),
        },
        out: ['dont-know'],
        when: isForSomeoneElse,
      }),
      'no-agree-why': textarea({
        title: twin('Why do you think we should still know?', 'Why should we still know about {name}?'),
        missing: twin('Enter why we should know', 'Write why we should know'),
        picture: 'idea',
        when: is('person-agrees', 'no', 'cannot-say', 'dont-know'),
        feeds: ['+fl-no-consent'],
      }),
    },
  },
  deciding: {
    ask: {
      'decide-for-self': radios({
        title: twin(
          'Can {name} make their own choices about care?',
          'Can {name} choose what care they want?',
        ),
        hint: twin(
          'Most people can, with the right help. A choice you would not make is still their choice.',
          'Most people can choose, with help. They may choose what you would not choose.',
        ),
        missing: twin(
          'Select whether {name} can make this choice',
          'Choose one answer about {name}’s choices',
        ),
        picture: 'think',
        options: {
          yes: 'Yes',
          'with-help': 'Yes, with help',
          sometimes: 'Sometimes',
          'not-this': twin('I do not think they can make this choice', 'I do not think they can choose this'),
        },
        out: ['dont-know'],
        when: isForSomeoneElse,
      }),
    },
  },
  legal: {
    title: twin('Legal roles', 'Choosing by law'),
    ask: {
      'legal-role': checkboxes({
        title: twin('Do you have a legal role for {name}?', 'Can you choose for {name} by law?'),
        missing: twin(
          'Select your legal role, or “None of these”',
          'Tick what is true for you, or “None of these”',
        ),
        picture: 'law',
        options: {
          'lpa-health': {
            label: twin(
              'Power of attorney for health and care',
              'Power of attorney for health and care. This means you can choose their care',
            ),
            picture: 'doctor',
          },
          'lpa-money': {
            label: twin(
              'Power of attorney for money',
              'Power of attorney for money. This means you look after their money',
            ),
            picture: 'money',
          },
          epa: {
            label: twin(
              'Enduring power of attorney',
              'Power of attorney made before October 2007. This means you look after their money',
            ),
            picture: 'money',
          },
          'deputy-health': {
            label: twin(
              'Court deputy for health and care',
              'Deputy for health and care. This means a court lets you choose',
            ),
            picture: 'doctor',
          },
          'deputy-money': {
            label: twin('Court deputy for money', 'Deputy for money. This means a court lets you choose'),
            picture: 'money',
          },
          appointee: {
            label: twin('Benefits appointee', 'Appointee. This means you look after their benefits'),
            picture: 'cash',
          },
          none: { label: 'None of these', exclusive: true },
        },
        out: ['dont-know'],
        when: isForSomeoneElse,
        feeds: ['+fl-capacity', 'ch-rep'],
      }),
      'legal-proof': files({
        title: twin('Add a copy of the legal paper', 'Add a photo of the legal paper'),
        hint: 'You can show it to a worker later.',
        picture: 'files',
        optional: true,
        when: some('legal-role'),
        feeds: ['REC'],
      }),
    },
  },
})
