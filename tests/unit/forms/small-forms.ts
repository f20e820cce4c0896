import { checkboxes } from '#src/forms/controls/checkboxes.ts'
import { radios, yesNo } from '#src/forms/controls/radios.ts'
import { files } from '#src/forms/controls/files.ts'
import { repeat } from '#src/forms/controls/repeat.ts'
import { email } from '#src/forms/controls/email.ts'
import { phone } from '#src/forms/controls/phone.ts'
import { nhsNumber, text } from '#src/forms/controls/text.ts'
import { textarea } from '#src/forms/controls/textarea.ts'
import { block, pages } from '#src/forms/engine/block.ts'
import { is, isNot, some } from '#src/forms/engine/conditions.ts'
import type { Form } from '#src/forms/engine/form.ts'

const small = block({
  first: {
    ask: {
      who: radios({
        title: 'Who are you?',
        missing: 'Select who you are',
        options: { me: 'Me', other: 'Someone else' },
      }),
    },
  },
  second: {
    title: 'Helping',
    ask: {
      helping: yesNo({ title: 'Are you helping?', when: is('who', 'other'), out: ['dont-know'] }),
      'helping-how': text({ title: 'How?', when: is('helping', 'yes') }),
    },
    after: [{ when: is('helping', 'no'), show: 'council-numbers' }],
  },
  third: {
    title: '[About you / About them]',
    ask: {
      called: text({ title: '[Your / Their] name', missing: 'Enter a name', out: ['dont-know'] }),
      place: textarea({ title: 'Where?', missing: 'Enter a place', out: ['dont-know'] }),
      number: nhsNumber({ title: 'NHS number', optional: true }),
      ring: phone({ title: 'Phone', missing: 'Enter a phone number or an email', unless: 'write' }),
      write: email({ title: 'Email', missing: 'Enter a phone number or an email', unless: 'ring' }),
    },
  },
  fourth: {
    title: 'Needs',
    ask: {
      kinds: checkboxes({
        title: 'Which?',
        options: {
          a: 'Ay',
          b: { label: 'Bee', text: 'Which bee?' },
          none: { label: 'None', exclusive: true },
        },
        out: ['dont-know', 'unsafe'],
        feeds: ['S42a'],
      }),
      people: repeat({
        title: 'Who?',
        groupName: 'Person',
        group: { name: text({ title: 'Name' }), age: text({ title: 'Age' }) },
        optional: true,
      }),
      proof: files({ title: 'Photos', optional: true }),
      more: text({ title: 'More', optional: true, mustWhen: is('who', 'other'), when: some('kinds') }),
    },
    stopsWhen: is('kinds', 'unsafe'),
  },
  fifth: { ask: { last: textarea({ title: 'Last', when: isNot('kinds', 'none') }) } },
})

const form: Form = {
  id: 'feedback',
  number: 7,
  version: 3,
  title: 'A small form for [you / them]',
  about: ['What it is for.'],
  takes: 'It takes a minute.',
  linkSays: 'Open it',
  outcomes: [],
  parts: [
    { title: 'Start', pages: pages(small, 'first', 'second') },
    { title: 'Rest', pages: pages(small, 'third', 'fourth', 'fifth') },
  ],
  check: { title: 'Check', ask: {} },
  reader: { you: is('who', 'me') },
  nameFrom: ['called'],
  needs: [
    { name: 'who', anyOf: ['who'] },
    { name: 'where', anyOf: ['called', 'place'] },
  ],
  blanks: 'only-needs',
  canExit: true,
  isSafeguarding: false,
}

/** Nothing but two facts can stop it. */
export const lenientForm = form
/** The same questions, each of which must be answered. */
export const strictForm: Form = { ...form, blanks: 'complete' }
