import { checkboxes } from '../controls/checkboxes.ts'
import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { text } from '../controls/text.ts'
import { textarea } from '../controls/textarea.ts'
import { block } from '../engine/block.ts'
import { type Condition, is } from '../engine/conditions.ts'
import { twin } from '../engine/words.ts'

/**
 * How information is sent. A page of its own making, because one form asks it for more reasons than others.
 * @param when Who is asked. Read by the block it is put in.
 */
export const formatsPage = <R extends string>(when: Condition<R>) => ({
  title: 'Letters and information',
  ask: {
    'info-format': checkboxes({
      summary: 'safe-contact:needs',
      title: twin('How should we send information?', 'How should we send you information?'),
      missing: twin('Select how to send information', 'Tick how to send information'),
      picture: 'letter',
      options: {
        'large-print': { label: twin('Large print', 'Big letters (large print)'), picture: 'look-for' },
        'easy-read': {
          label: twin('Easy Read', 'Easy Read. This means short words and pictures'),
          picture: 'picture',
        },
        audio: { label: twin('Audio', 'Audio. This means you listen to it'), picture: 'audio' },
        braille: {
          label: twin('Braille', 'Braille. This means dots you read with your fingers'),
          picture: 'touch',
        },
        'plain-email': {
          label: twin('Email a screen reader can read', 'Email that a computer can read out'),
          picture: 'email',
        },
        'bsl-video': {
          label: twin('British Sign Language (BSL) video', 'British Sign Language video'),
          picture: 'sign',
        },
        'other-language': { label: 'Another language', picture: 'language' },
        'coloured-paper': { label: 'Coloured paper', picture: 'colour' },
        'read-by-phone': {
          label: twin('Read out by phone', 'Someone reads it out by phone'),
          picture: 'phone',
        },
        standard: {
          label: twin('Ordinary print is fine', 'The size you use now is fine'),
          picture: 'letter',
          exclusive: true,
        },
      },
      when,
      feeds: ['COMM'],
    }),
    'info-format-note': text({
      title: twin('Print size, colour or other details', 'What size or colour is best?'),
      picture: 'colour',
      optional: true,
      when,
      feeds: ['COMM'],
    }),
  },
})

const needsHelp = is('comm-any', 'yes')

/** Communication and information needs. */
export const communication = block({
  language: {
    title: 'Language',
    ask: {
      'main-language': radios({
        summary: 'safe-contact:needs',
        title: twin(
          'What is [your / {name}’s] preferred language?',
          'What language [do you / does {name}] like best?',
        ),
        missing: twin('Select a language', 'Choose a language'),
        picture: 'language',
        options: {
          english: { label: 'English', picture: 'speech' },
          bsl: { label: twin('British Sign Language (BSL)', 'British Sign Language'), picture: 'sign' },
          other: {
            label: 'Another language',
            picture: 'language',
            text: 'Which language?',
            textMissing: twin('Enter which language', 'Write which language'),
          },
        },
        out: ['dont-know'],
        feeds: ['COMM'],
      }),
      interpreter: yesNo({
        summary: 'safe-contact:needs',
        title: twin(
          '[Do you / Does {name}] need an interpreter?',
          '[Do you / Does {name}] need an interpreter? An interpreter is someone who puts words in another language.',
        ),
        hint: twin('Free. We do not use family members.', 'It is free. We do not ask family to do this.'),
        missing: yesOrNo,
        picture: 'talk',
        when: is('main-language', 'bsl', 'other'),
      }),
      'interpreter-note': text({
        title: twin(
          'Anything we should know when we book one?',
          'What should we know to find the right one?',
        ),
        hint: twin(
          'Such as a local way of speaking, or a man or a woman.',
          'Do [you / they] want a man or a woman? Do [you / they] have a local way of speaking?',
        ),
        picture: 'list',
        optional: true,
        when: is('interpreter', 'yes'),
        feeds: ['COMM'],
      }),
    },
  },
  'talk-read': {
    ask: {
      'comm-any': yesNo({
        summary: 'safe-contact:needs',
        title: twin(
          '[Do you / Does {name}] need help to talk with us or read our letters?',
          '[Do you / Does {name}] need help to talk or read?',
        ),
        hint: twin(
          'Because of sight, hearing, speech, learning, memory or another reason.',
          'It may be hard to see, hear, talk, learn or remember.',
        ),
        missing: yesOrNo,
        picture: 'speech',
        out: ['dont-know'],
      }),
    },
  },
  formats: formatsPage(needsHelp),
  support: {
    title: 'Talking with us',
    ask: {
      'comm-people': checkboxes({
        title: twin('Who needs to be there to help?', 'Who should be there to help?'),
        hint: twin('We arrange this.', 'We will find them.'),
        missing: twin(
          'Select who is needed, or “None of these”',
          'Tick who should be there, or “None of these”',
        ),
        picture: 'people',
        options: {
          'bsl-interpreter': {
            label: twin('British Sign Language (BSL) interpreter', 'Someone who uses British Sign Language'),
            picture: 'sign',
          },
          lipspeaker: {
            label: twin('Lipspeaker', 'Lipspeaker. This means someone whose lips are easy to read'),
            picture: 'mouth',
          },
          'deafblind-guide': {
            label: twin('Deafblind communicator guide', 'A guide for people who cannot see or hear well'),
            picture: 'deaf',
          },
          notetaker: { label: twin('Notetaker', 'Someone who writes notes'), picture: 'signature' },
          'speech-to-text': {
            label: twin('Speech-to-text reporter', 'Someone who types what we say'),
            picture: 'computer',
          },
          'own-supporter': {
            label: twin('Someone [I / they] choose', 'Someone [I / they] pick'),
            picture: 'friends',
          },
          none: { label: 'None of these', exclusive: true },
        },
        when: needsHelp,
        feeds: ['COMM'],
      }),
      'comm-ways': checkboxes({
        title: 'What helps when we talk?',
        missing: twin('Select what helps, or “None of these”', 'Tick what helps, or “None of these”'),
        picture: 'together',
        options: {
          'face-me': {
            label: twin('Face [me / them] and speak clearly', 'Look at [me / them] and speak clearly'),
            picture: 'talk',
          },
          'hearing-loop': {
            label: twin('Hearing loop', 'Hearing loop. This helps hearing aids work'),
            picture: 'hearing',
          },
          'more-time': { label: 'More time', picture: 'clock' },
          'simple-words': { label: 'Simple words', picture: 'speech' },
          pictures: { label: twin('Pictures or symbols', 'Pictures or signs'), picture: 'picture' },
          device: { label: 'A talking device or app', picture: 'mobile' },
          'quiet-place': { label: 'A quiet place', picture: 'secret' },
          'same-worker': { label: 'The same worker each time', picture: 'worker' },
          'text-relay': {
            label: twin('Text relay', 'Text relay. Relay means a helper reads out what you type'),
            picture: 'phone',
          },
          none: { label: 'None of these', exclusive: true },
        },
        when: needsHelp,
        feeds: ['COMM'],
      }),
      adjustments: textarea({
        summary: 'safe-contact:needs',
        title: twin('Anything else that makes it easier?', 'What else makes it easier?'),
        picture: 'idea',
        optional: true,
        feeds: ['COMM'],
      }),
    },
  },
})
