import { radios, yesNo } from './controls/choice.ts'
import { roughDate, text, textarea } from './controls/text.ts'
import { block, mustOnlyWhen, pages } from './engine/block.ts'
import { formIs, is } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { communication } from './shared/communication.ts'
import { contact } from './shared/contact.ts'
import { sharing } from './shared/sharing.ts'

// "Not sure" counts as a complaint until a worker decides.
const isComplaint = is('fb-kind', 'complaint', 'not-sure')

/** What somebody thinks of the service. */
export const view = block({
  'k-kind': {
    ask: {
      'fb-kind': radios({
        title: 'What would you like to do?',
        hint: 'Speaking up will not affect your care.',
        missing: 'Select what you would like to do',
        options: {
          compliment: 'Say thank you',
          idea: 'Share an idea',
          complaint: 'Complain',
          'not-sure': 'I am not sure',
        },
        feeds: ['ROUTE'],
      }),
    },
  },
  'k-harm': {
    ask: {
      'fb-harm': radios({
        title: 'Is anyone being harmed, or left without care they need?',
        missing: 'Select an answer about harm',
        options: {
          harm: 'Someone may be harmed',
          'no-care': 'Care has stopped or been missed today',
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
        missing: 'Select what it is about',
        options: {
          worker: 'A worker',
          decision: 'A decision',
          delay: 'Waiting',
          charge: 'A charge',
          provider: 'A care service',
          information: 'Information',
          other: 'Something else',
        },
        feeds: ['ROUTE'],
      }),
      'fb-team': text({ title: 'Which person, team or service?', optional: true, feeds: ['REC'] }),
    },
  },
  'k-what': {
    title: 'What happened',
    ask: {
      'fb-what': textarea({ title: 'What happened?', missing: 'Enter what happened', feeds: ['VOICE'] }),
      'fb-when': roughDate({
        title: 'When?',
        hint: 'Usually we can look back 12 months.',
        missing: 'Enter when',
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
        title: 'What would put it right?',
        missing: 'Enter what would put it right',
        out: ['dont-know'],
        when: isComplaint,
        feeds: ['VOICE'],
      }),
      'fb-told': radios({
        title: 'Have you told us before?',
        missing: 'Select whether you told us before',
        options: {
          no: 'No',
          'yes-waiting': 'Yes, still waiting',
          'yes-replied': 'Yes, but I am not happy with the reply',
        },
        when: isComplaint,
      }),
    },
  },
  'k-who': {
    title: 'About you',
    ask: {
      'fb-for': radios({
        title: 'Who is this for?',
        missing: 'Select who it is for',
        options: { me: 'Me', someone: 'Someone else', 'someone-died': 'Someone who has died' },
        when: isComplaint,
        feeds: ['REC'],
      }),
      'fb-agree': radios({
        title: 'Has {name} agreed?',
        missing: 'Select whether they agreed',
        options: { yes: 'Yes', no: 'No', cannot: 'They cannot decide this' },
        when: is('fb-for', 'someone'),
      }),
      'fb-name': text({
        title: 'Your name, and theirs if different',
        missing: 'Enter a name',
        mustWhen: isComplaint,
        feeds: ['REC'],
      }),
    },
  },
  'k-help': {
    title: 'One more thing',
    ask: {
      'fb-help': yesNo({
        title: 'Want help to complain?',
        hint: 'Free, and separate from us.',
        optional: true,
        when: isComplaint,
      }),
      'fb-pass-on': yesNo({
        title: 'May we share your thanks with the worker?',
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
    'Use this form to tell us what you think of adult social care, good or bad.',
    'Speaking up will not affect your care. You can say thank you or share an idea without giving your name.',
  ],
  takes: 'It takes about 5 minutes, or 10 for a complaint.',
  parts: [
    { title: 'Your feedback', pages: pages(view, 'k-kind', 'k-harm', 'k-about', 'k-what', 'k-want') },
    { title: 'About you', pages: pages(view, 'k-who', 'k-help') },
    {
      title: 'Talking with us',
      pages: pages(communication, 'language', 'talk-read', 'formats', 'support'),
    },
    {
      title: 'Getting back to you',
      pages: mustOnlyWhen(isComplaint, pages(contact, 'contact', 'messages', 'secret', 'safe-way')),
    },
  ],
  check: sharing.pages.check,
  // Whoever it is for, it is the reader we talk with and write to.
  reader: { you: formIs(7) },
  nameFrom: [],
  needs: [],
  blanks: 'complete',
  receipt: {
    worse: 'If it cannot wait',
    next: [
      {
        say: 'You asked for help to complain. The worker tells you who can help. It is free, and separate from us.',
        when: is('fb-help', 'yes'),
      },
      {
        say: 'By the end of {complaint-response}: you have our reply. That is {complaint-response time} from today.',
        when: isComplaint,
      },
      {
        say: 'If you are still not happy after our reply, you can ask the Ombudsman to look at it. It is free, and separate from us.',
        when: isComplaint,
        link: {
          words: 'The Local Government and Social Care Ombudsman',
          href: 'https://www.lgo.org.uk/',
        },
      },
      { say: 'We pass your thanks on to the worker it is about.', when: is('fb-pass-on', 'yes') },
      { say: 'If you said how it is safe to reach you, that is the only way we use.' },
    ],
    again: 'Tell us something else',
  },
  canExit: true,
  isSafeguarding: false,
}
