import { checkboxes, radios } from '../controls/choice.ts'
import { block } from '../engine/block.ts'
import { type Condition, is } from '../engine/conditions.ts'
import type { Words } from '../engine/words.ts'

/**
 * Danger, before anything else. A page of its own making, because a form for professionals words it its own way.
 * @param title Of the question.
 */
export const dangerPage = (title: Words) =>
  ({
    shows: 'danger-first',
    ask: {
      'danger-now': radios({
        title,
        hint: 'Danger means someone could be badly hurt or die soon.',
        missing: 'Select whether anyone is in danger now',
        options: { yes: 'Yes', no: 'No', 'not-sure': 'Not sure' },
        feeds: ['ROUTE', 'HIDE'],
      }),
    },
    after: [{ when: is('danger-now', 'not-sure'), show: 'council-numbers' }],
  }) as const

/** Danger first: the pages that come before anything else is asked. */
export const start = block({
  danger: dangerPage('Is anyone badly hurt or in danger right now?'),
  'call-999': {
    shows: 'call-999',
    ask: {
      'danger-called': radios({
        title: 'Call 999 now. What have you done?',
        hint: 'Cannot speak? Call 999 on a mobile, then press 55. Deaf? Use 999 BSL, relay (18000), or text 999 if you have signed up for that.',
        missing: 'Select what you have done',
        options: {
          called: 'I have called',
          'other-called': 'Someone else has',
          'not-called': 'I have not, but want to carry on',
        },
        when: is('danger-now', 'yes'),
        feeds: ['+fl-danger', 'HIDE'],
      }),
    },
  },
  today: {
    ask: {
      'essentials-gone': checkboxes({
        title: '[Are you / Is {name}] without any of these today?',
        // It is asked before who the form is about.
        hint: '[If this form is about someone else, answer for them. / —] We need to know so we can act the same day.',
        missing: 'Select what is missing, or “None of these”',
        options: {
          'food-or-drink': 'Food or drink',
          medicine: 'Medicine needed today',
          'heat-light-water': 'Heating, light or water',
          'safe-place-tonight': 'A safe place to sleep tonight',
          'usual-care': 'Help [I / they] cannot cope without',
          equipment: 'Equipment [I / they] rely on, like a hoist',
          none: { label: 'None of these', exclusive: true },
        },
        out: ['dont-know'],
      }),
    },
  },
})

/**
 * Whether it is safe to answer here. A page of its own making, because who sees it differs by form.
 * @param when Who is asked, where not everybody is: professionals are not. Read by the block it is put in.
 */
export const privatePage = <R extends string = never>(when?: Condition<R>) => ({
  ask: {
    'private-now': radios({
      title: 'Is it safe for you to answer questions here?',
      hint: 'Think about who can see your screen now or later.',
      missing: 'Select whether it is safe to answer',
      options: {
        yes: 'Yes',
        'no-carry-on': 'No, but I want to carry on',
        'no-stop': 'No, show me how to come back safely',
      },
      feeds: ['ROUTE', 'HIDE'],
      ...(when ? { when } : {}),
    }),
  },
  stopsWhen: is('private-now', 'no-stop'),
})
