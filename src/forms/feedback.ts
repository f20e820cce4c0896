import { ofAnyForm } from '#src/domain/outcomes.ts'
import { radios, yesNo } from './controls/radios.ts'
import { roughDate, text } from './controls/text.ts'
import { textarea } from './controls/textarea.ts'
import { block, mustOnlyWhen, pages } from './engine/block.ts'
import { formIs, is } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { communication } from './shared/communication.ts'
import { contact } from './shared/contact.ts'
import { sharing } from './shared/sharing.ts'
import { twin } from './engine/words.ts'

// "Not sure" counts as a complaint until a worker decides.
const isComplaint = is('fb-kind', 'complaint', 'not-sure')

/** What somebody thinks of the service. */
export const view = block({
  'k-kind': {
    ask: {
      'fb-kind': radios({
        title: 'What would you like to do?',
        hint: twin(
          'Speaking up will not affect your care.',
          'Your care will not change because you speak up.',
        ),
        missing: twin('Select what you would like to do', 'Choose what you would like to do'),
        picture: 'speech',
        options: {
          compliment: { label: 'Say thank you', picture: 'happy' },
          idea: { label: twin('Share an idea', 'Tell us an idea'), picture: 'idea' },
          complaint: {
            label: twin('Complain', 'Complain. This means say what went wrong'),
            picture: 'angry',
          },
          'not-sure': { label: 'I am not sure', picture: 'question' },
        },
        feeds: ['ROUTE'],
      }),
    },
  },
  'k-harm': {
    ask: {
      'fb-harm': radios({
        title: twin(
          'Is anyone being harmed, or left without care they need?',
          'Is anyone being hurt or left without care?',
        ),
        missing: twin('Select an answer about harm', 'Choose one answer about being hurt'),
        picture: 'hurt',
        options: {
          harm: { label: twin('Someone may be harmed', 'Someone may be hurt'), picture: 'hurt' },
          'no-care': {
            label: twin('Care has stopped or been missed today', 'Care has stopped, or no one came today'),
            picture: 'clock',
          },
          no: 'No',
        },
        out: ['dont-know', 'unsafe'],
        feeds: ['HIDE'],
      }),
    },
  },
  'k-about': {
    title: 'What it is about',
    ask: {
      'fb-about': radios({
        title: 'What is it about?',
        missing: twin('Select what it is about', 'Choose what it is about'),
        picture: 'form',
        options: {
          worker: { label: 'A worker', picture: 'worker' },
          decision: { label: twin('A decision', 'A choice the council made'), picture: 'law' },
          delay: { label: twin('Waiting', 'Waiting a long time'), picture: 'time' },
          charge: { label: twin('A charge', 'Money to pay for care'), picture: 'money' },
          provider: { label: 'A care service', picture: 'carer' },
          information: { label: 'Information', picture: 'information' },
          other: 'Something else',
        },
        feeds: ['ROUTE'],
      }),
      'fb-team': text({
        title: twin('Which person, team or service?', 'Which person, team or service is it?'),
        picture: 'worker',
        optional: true,
        feeds: ['REC'],
      }),
    },
  },
  'k-what': {
    title: 'In your own words',
    ask: {
      'fb-what': textarea({
        title: 'What happened?',
        missing: twin('Enter what happened', 'Write what happened'),
        picture: 'talk',
        feeds: ['VOICE'],
      }),
      'fb-when': roughDate({
        title: twin('When?', 'When did it happen?'),
        hint: twin('Usually we can look back 12 months.', 'Most times we can look back 12 months.'),
        missing: twin('Enter when', 'Write when it happened'),
        picture: 'calendar',
        out: ['dont-know'],
        when: isComplaint,
        feeds: ['REC'],
      }),
    },
  },
  'k-want': {
    title: 'Putting it right',
    ask: {
      'fb-want': textarea({
        title: twin('What would put it right?', 'What would make it right?'),
        missing: twin('Enter what would put it right', 'Write what would make it right'),
        picture: 'mend',
        out: ['dont-know'],
        when: isComplaint,
        feeds: ['VOICE'],
      }),
      'fb-told': radios({
        title: 'Have you told us before?',
        missing: twin('Select whether you told us before', 'Choose if you told us before'),
        picture: 'again',
        options: {
          no: 'No',
          'yes-waiting': twin('Yes, still waiting', 'Yes. I am still waiting'),
          'yes-replied': twin(
            'Yes, but I am not happy with the reply',
            'Yes. I am not happy with the answer',
          ),
        },
        when: isComplaint,
      }),
    },
  },
  'k-who': {
    title: 'About you',
    ask: {
      'fb-for': radios({
        summary: 'reporter',
        title: 'Who is this for?',
        missing: twin('Select who it is for', 'Choose who it is for'),
        picture: 'people',
        options: {
          me: { label: 'Me', picture: 'person' },
          someone: { label: 'Someone else', picture: 'people' },
          'someone-died': 'Someone who has died',
        },
        when: isComplaint,
        feeds: ['REC'],
      }),
      'fb-agree': radios({
        title: twin('Has {name} agreed?', 'Did {name} say yes to this?'),
        missing: twin('Select whether they agreed', 'Choose if they said yes'),
        picture: 'speech',
        options: { yes: 'Yes', no: 'No', cannot: twin('They cannot decide this', 'They cannot choose this') },
        when: is('fb-for', 'someone'),
      }),
      'fb-name': text({
        summary: 'reporter',
        names: 'sender',
        title: twin(
          'Your name, and theirs if different',
          'What is your name? If this is for someone else, add their name.',
        ),
        missing: twin('Enter a name', 'Write a name'),
        autocomplete: 'name',
        picture: 'badge',
        mustWhen: isComplaint,
        feeds: ['REC'],
      }),
    },
  },
  'k-help': {
    title: 'One more thing',
    ask: {
      'fb-help': yesNo({
        title: twin('Would you like help making a complaint?', 'Do you want help to complain?'),
        hint: twin('Free, and separate from us.', 'It is free. The helpers do not work for us.'),
        picture: 'help',
        optional: true,
        when: isComplaint,
      }),
      'fb-pass-on': yesNo({
        title: twin(
          'May we share your thanks with the worker?',
          'Can we tell the worker you said thank you?',
        ),
        picture: 'gift',
        optional: true,
        when: is('fb-kind', 'compliment'),
        feeds: ['REC'],
      }),
    },
  },
})

/** Form 7: feedback, a compliment or a complaint. Compliments and ideas may be anonymous. */
export const feedback: Form = {
  id: 'feedback',
  number: 7,
  version: 1,
  title: 'Say thank you, share an idea or complain',
  about: [
    twin(
      'Use this form to tell us what you think of adult social care, good or bad.',
      'This form is to tell us what you think of our care. You can tell us what is good. You can tell us what is bad.',
    ),
    twin(
      'Speaking up will not affect your care. You can say thank you or share an idea without giving your name.',
      'Your care will not change because you speak up. You can say thank you. You can tell us an idea. You do not have to give your name for these.',
    ),
  ],
  linkSays: 'Thank us, suggest something or complain',
  takes: twin(
    'It takes about 5 minutes, or 10 for a complaint.',
    'It takes about 5 minutes. To complain takes 10 minutes.',
  ),
  parts: [
    {
      title: twin('Your feedback', 'What you think'),
      pages: pages(view, 'k-kind', 'k-harm', 'k-about', 'k-what', 'k-want'),
    },
    { title: 'About you', pages: pages(view, 'k-who', 'k-help') },
    {
      title: 'Talking with us',
      pages: pages(communication, 'language', 'talk-read', 'formats', 'support'),
    },
    {
      title: 'Getting back to you',
      pages: mustOnlyWhen(isComplaint, pages(contact, 'secret', 'contact', 'messages', 'safe-way')),
    },
  ],
  check: sharing.pages.check,
  // Whoever it is for, it is the reader we talk with and write to.
  reader: { you: formIs(7), forOther: is('fb-for', 'someone', 'someone-died') },
  nameFrom: [],
  needs: [],
  blanks: 'complete',
  receipt: {
    worse: 'If it cannot wait',
    next: [
      {
        say: twin(
          'You asked for help to complain. The worker tells you who can help. It is free, and separate from us.',
          'You asked for help to complain. The worker tells you who can help. It is free. The helpers do not work for us.',
        ),
        when: is('fb-help', 'yes'),
      },
      {
        say: twin(
          'By the end of {complaint-response}: you have our reply. That is {complaint-response time} from today.',
          'We will answer you by the end of {complaint-response}. That is {complaint-response time} from today.',
        ),
        when: isComplaint,
      },
      {
        say: twin(
          'If you are still not happy after our reply, you can ask the Ombudsman to look at it. It is free, and separate from us.',
          'Are you still not happy then? You can ask the Ombudsman to look at it. The Ombudsman is a person who checks councils are fair. It is free. The Ombudsman does not work for us.',
        ),
        when: isComplaint,
        link: {
          words: twin(
            'The Local Government and Social Care Ombudsman',
            'The Ombudsman. This is who checks that councils are fair',
          ),
          href: 'https://www.lgo.org.uk/',
        },
      },
      {
        say: twin(
          'We pass your thanks on to the worker it is about.',
          'We tell the worker you said thank you.',
        ),
        when: is('fb-pass-on', 'yes'),
      },
      {
        say: twin(
          'If you said how it is safe to reach you, that is the only way we use.',
          'Did you tell us a safe way to contact you? We only use that way.',
        ),
      },
    ],
    again: 'Tell us something else',
  },
  outcomes: ['complaint', 'not-complaint', 'thanked', 'idea', 'open-concern', ...ofAnyForm],
  canExit: true,
  isSafeguarding: false,
}
