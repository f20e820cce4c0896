import { checkboxes, yesNo } from '../controls/choice.ts'
import { text } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { is, some } from '../engine/conditions.ts'

/** Taking part in one's own assessment: the facts behind the duty to offer an advocate (Care Act, section 67). */
export const takingPart = block({
  'taking-part': {
    title: 'Taking part',
    ask: {
      'taking-part': checkboxes({
        title: 'Would any of these be hard for [you / {name}], even with that help?',
        hint: 'We can find someone to speak up for [you / them].',
        missing: 'Select what would be hard, or “None of these”',
        options: {
          understand: 'Understanding what we say',
          remember: 'Keeping it in mind to decide',
          'weigh-up': 'Thinking through choices',
          say: 'Saying what [I / they] want',
          none: { label: 'None of these', exclusive: true },
        },
        out: ['dont-know'],
      }),
      'support-person': yesNo({
        title: 'Is there someone [you trust / {name} trusts] to help [you / them] take part?',
        hint: 'Not someone paid to give care. [You / They] must be happy with it.',
        missing: 'Select yes or no',
        out: ['dont-know'],
        when: some('taking-part'),
      }),
      'support-person-who': text({
        title: 'Their name and phone number',
        optional: true,
        when: is('support-person', 'yes'),
        feeds: ['REC'],
      }),
      'advocate-wanted': yesNo({
        title: 'Would an advocate help?',
        hint: 'Free, and separate from the council.',
        missing: 'Select yes or no',
        out: ['dont-know'],
        when: is('support-person', 'no', 'dont-know'),
      }),
    },
  },
})
