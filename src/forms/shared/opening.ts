import { checkboxes } from '../controls/checkboxes.ts'
import { radios } from '../controls/radios.ts'
import { block } from '../engine/block.ts'
import { type Condition, is } from '../engine/conditions.ts'
import { twin, type Words } from '../engine/words.ts'

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
        missing: twin('Select whether anyone is in danger now', 'Choose yes, no or not sure'),
        picture: 'danger',
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
    givesAway: true,
    ask: {
      'danger-called': radios({
        title: twin('Call 999 now. What have you done?', 'Call 999 now. Have you called?'),
        hint: twin(
          'Cannot speak? Call 999 on a mobile, then press 55. Deaf? Use 999 BSL, relay (18000), or text 999 if you have signed up for that.',
          'Can you not talk? Call 999 on a mobile. Then press 55. Are you deaf? Use the 999 BSL app. BSL is British Sign Language. Or call 18000. A helper reads out what you type. You can text 999 if you signed up before.',
        ),
        missing: twin('Select what you have done', 'Choose what you have done'),
        picture: 'phone',
        options: {
          called: { label: 'I have called', picture: 'phone' },
          'other-called': { label: twin('Someone else has', 'Someone else has called'), picture: 'people' },
          'not-called': {
            label: twin('I have not, but want to carry on', 'I have not called. I want to do this form'),
            picture: 'form',
          },
        },
        when: is('danger-now', 'yes'),
        feeds: ['+fl-danger', 'HIDE'],
      }),
    },
  },
  today: {
    ask: {
      'essentials-gone': checkboxes({
        title: twin('[Do you / Does {name}] urgently need any of these today?', 'Is anything missing today?'),
        // It is asked before who the form is about.
        hint: twin(
          '[If this form is about someone else, answer for them. / —] We need to know so we can act the same day.',
          '[Is this form about someone else? Then answer for them. / —] Tick what [you do / {name} does] not have. Then we can act the same day.',
        ),
        missing: twin(
          'Select what is missing, or “None of these”',
          'Tick what is missing, or “None of these”',
        ),
        picture: 'warning',
        options: {
          'food-or-drink': { label: 'Food or drink', picture: 'food' },
          medicine: {
            label: twin('Medicine needed today', 'Medicine [I / they] need today'),
            picture: 'medicine',
          },
          'heat-light-water': { label: 'Heating, light or water', picture: 'heating' },
          'safe-place-tonight': { label: 'A safe place to sleep tonight', picture: 'bed' },
          'usual-care': {
            label: twin('Help [I / they] cannot cope without', 'Help [I / they] cannot do without'),
            picture: 'carer',
          },
          equipment: {
            label: twin(
              'Equipment [I / they] rely on, like a hoist',
              'Equipment [I / they] need, like a hoist. A hoist lifts you',
            ),
            picture: 'wheelchair',
          },
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
      summary: 'safe-contact:private',
      title: twin('Is it safe to answer these questions now?', 'Is it safe to answer questions here?'),
      hint: twin(
        'Think about who can see your screen now or later.',
        'Can someone see your screen now? Can someone look at it later?',
      ),
      missing: twin('Select whether it is safe to answer', 'Choose if it is safe to answer here'),
      picture: 'eyes',
      options: {
        yes: 'Yes',
        'no-carry-on': { label: twin('No, but I want to carry on', 'No. I want to go on'), picture: 'form' },
        'no-stop': {
          label: twin('No, show me how to come back safely', 'No. Show me a safe way to come back'),
          picture: 'safe',
        },
      },
      feeds: ['ROUTE', 'HIDE'],
      ...(when ? { when } : {}),
    }),
  },
  stopsWhen: is('private-now', 'no-stop'),
})
