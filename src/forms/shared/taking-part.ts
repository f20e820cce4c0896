import { checkboxes } from '../controls/checkboxes.ts'
import { yesNo, yesOrNo } from '../controls/radios.ts'
import { text } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { is, some } from '../engine/conditions.ts'
import { twin } from '../engine/words.ts'

/** Taking part in one's own assessment: the facts behind the duty to offer an advocate (Care Act, section 67). */
export const takingPart = block({
  'taking-part': {
    title: 'Taking part',
    ask: {
      'taking-part': checkboxes({
        title: twin(
          'Would any of these be hard for [you / {name}], even with help?',
          'With help, is any of this still hard for [you / {name}]?',
        ),
        hint: 'We can find someone to speak up for [you / them].',
        missing: twin(
          'Select what would be hard, or “None of these”',
          'Tick what is hard, or “None of these”',
        ),
        picture: 'think',
        options: {
          understand: { label: 'Understanding what we say', picture: 'listen' },
          remember: {
            label: twin('Remembering information long enough to decide', 'Remembering it to make a choice'),
            picture: 'brain',
          },
          'weigh-up': { label: twin('Thinking through choices', 'Thinking about choices'), picture: 'think' },
          say: { label: 'Saying what [I / they] want', picture: 'talk' },
          none: { label: 'None of these', exclusive: true },
        },
        out: ['dont-know'],
      }),
      'support-person': yesNo({
        title: twin(
          'Is there someone [you trust / {name} trusts] to help [you / them] take part?',
          'Can someone [you trust / {name} trusts] help with this?',
        ),
        hint: twin(
          'Not someone paid to give care. [You / They] must be happy with it.',
          'It must not be someone paid to give care. [You / They] must be happy with them.',
        ),
        missing: yesOrNo,
        picture: 'friends',
        out: ['dont-know'],
        when: some('taking-part'),
      }),
      'support-person-who': text({
        title: 'Their name and phone number',
        picture: 'badge',
        optional: true,
        when: is('support-person', 'yes'),
        feeds: ['REC'],
      }),
      'advocate-wanted': yesNo({
        title: twin(
          'Would an advocate help?',
          'Would an advocate help? An advocate is someone who helps [you / them] speak up.',
        ),
        hint: twin(
          'Free, and separate from the council.',
          'It is free. Advocates do not work for the council. Advocates are on your side.',
        ),
        missing: yesOrNo,
        picture: 'talk',
        out: ['dont-know'],
        when: is('support-person', 'no', 'dont-know'),
      }),
    },
  },
})
