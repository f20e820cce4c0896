import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { phone } from '../controls/phone.ts'
import { text } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { is } from '../engine/conditions.ts'
import { twin } from '../engine/words.ts'

const hasSomeone = is('ec-any', 'yes')

/** Who to call in an emergency. */
export const emergency = block({
  emergency: {
    title: twin('Emergency contact', 'Who to call'),
    ask: {
      'ec-any': yesNo({
        title: 'Is there someone we can call in an emergency?',
        hint: twin('Pick someone safe.', 'Pick someone who is safe for [you / {name}].'),
        missing: yesOrNo,
        picture: 'ambulance',
        out: ['rather-not-say'],
        feeds: ['REC'],
      }),
      'ec-name': text({
        title: twin(
          'Their name, and who they are to [you / {name}]',
          'What is their name? Who are they to [you / {name}]?',
        ),
        missing: twin('Enter a name', 'Write their name'),
        picture: 'badge',
        when: hasSomeone,
        feeds: ['REC'],
      }),
      'ec-phone': phone({
        title: 'Their phone number',
        missing: twin('Enter a phone number', 'Write their phone number'),
        picture: 'phone',
        when: hasSomeone,
        feeds: ['REC'],
      }),
      'ec-tell': radios({
        title: twin('What may we tell them?', 'What can we tell them?'),
        missing: twin('Select what we may tell them', 'Choose what we can tell them'),
        picture: 'speech',
        options: {
          anything: { label: 'Anything', picture: 'speech' },
          'emergency-only': {
            label: twin('Only what they need in an emergency', 'Only what they need to know in an emergency'),
            picture: 'ambulance',
          },
          'ask-first': { label: 'Ask [me / them] first', picture: 'question' },
        },
        when: hasSomeone,
        feeds: ['REC'],
      }),
    },
  },
})
