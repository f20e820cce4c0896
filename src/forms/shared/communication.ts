import { checkboxes, radios, yesNo } from '../controls/choice.ts'
import { text, textarea } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { type Condition, is } from '../engine/conditions.ts'

/**
 * How information is sent. A page of its own making, because one form asks it for more reasons than others.
 * @param when Who is asked. Read by the block it is put in.
 */
export const formatsPage = <R extends string>(when: Condition<R>) => ({
  title: 'Letters and information',
  ask: {
    'info-format': checkboxes({
      title: 'How should we send information?',
      missing: 'Select how to send information',
      options: {
        'large-print': 'Large print',
        'easy-read': 'Easy Read',
        audio: 'Audio',
        braille: 'Braille',
        'plain-email': 'Email a screen reader can read',
        'bsl-video': 'British Sign Language (BSL) video',
        'other-language': 'Another language',
        'coloured-paper': 'Coloured paper',
        'read-by-phone': 'Read out by phone',
        standard: { label: 'Ordinary print is fine', exclusive: true },
      },
      when,
      feeds: ['COMM'],
    }),
    'info-format-note': text({
      title: 'Print size, colour or other details',
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
        title: 'What language [do you / does {name}] like best?',
        missing: 'Select a language',
        options: {
          english: 'English',
          bsl: 'British Sign Language (BSL)',
          other: {
            label: 'Another language',
            text: 'Which language?',
            textMissing: 'Enter which language',
          },
        },
        out: ['dont-know'],
        feeds: ['COMM'],
      }),
      interpreter: yesNo({
        title: '[Do you / Does {name}] need an interpreter?',
        hint: 'Free. We do not use family members.',
        missing: 'Select yes or no',
        when: is('main-language', 'bsl', 'other'),
      }),
      'interpreter-note': text({
        title: 'Anything we should know when we book one?',
        hint: 'Such as a local way of speaking, or a man or a woman.',
        optional: true,
        when: is('interpreter', 'yes'),
        feeds: ['COMM'],
      }),
    },
  },
  'talk-read': {
    ask: {
      'comm-any': yesNo({
        title: '[Do you / Does {name}] need help to talk with us or read our letters?',
        hint: 'Because of sight, hearing, speech, learning, memory or another reason.',
        missing: 'Select yes or no',
        out: ['dont-know'],
      }),
    },
  },
  formats: formatsPage(needsHelp),
  support: {
    title: 'Talking with us',
    ask: {
      'comm-people': checkboxes({
        title: 'Who needs to be there to help?',
        hint: 'We arrange this.',
        missing: 'Select who is needed, or “None of these”',
        options: {
          'bsl-interpreter': 'British Sign Language (BSL) interpreter',
          lipspeaker: 'Lipspeaker',
          'deafblind-guide': 'Deafblind communicator guide',
          notetaker: 'Notetaker',
          'speech-to-text': 'Speech-to-text reporter',
          'own-supporter': 'Someone [I / they] choose',
          none: { label: 'None of these', exclusive: true },
        },
        when: needsHelp,
        feeds: ['COMM'],
      }),
      'comm-ways': checkboxes({
        title: 'What helps when we talk?',
        missing: 'Select what helps, or “None of these”',
        options: {
          'face-me': 'Face [me / them] and speak clearly',
          'hearing-loop': 'Hearing loop',
          'more-time': 'More time',
          'simple-words': 'Simple words',
          pictures: 'Pictures or symbols',
          device: 'A talking device or app',
          'quiet-place': 'A quiet place',
          'same-worker': 'The same worker each time',
          'text-relay': 'Text relay',
          none: { label: 'None of these', exclusive: true },
        },
        when: needsHelp,
        feeds: ['COMM'],
      }),
      adjustments: textarea({
        title: 'Anything else that makes it easier?',
        optional: true,
        feeds: ['COMM'],
      }),
    },
  },
})
