import { radios, yesNo } from '../controls/choice.ts'
import { phone, text } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { is } from '../engine/conditions.ts'

const hasSomeone = is('ec-any', 'yes')

/** Who to call in an emergency. */
export const emergency = block({
  emergency: {
    title: 'Emergency contact',
    ask: {
      'ec-any': yesNo({
        title: 'Is there someone we can call in an emergency?',
        hint: 'Pick someone safe.',
        missing: 'Select yes or no',
        out: ['rather-not-say'],
        feeds: ['REC'],
      }),
      'ec-name': text({
        title: 'Their name, and who they are to [you / {name}]',
        missing: 'Enter a name',
        when: hasSomeone,
        feeds: ['REC'],
      }),
      'ec-phone': phone({
        title: 'Their phone number',
        missing: 'Enter a phone number',
        when: hasSomeone,
        feeds: ['REC'],
      }),
      'ec-tell': radios({
        title: 'What may we tell them?',
        missing: 'Select what we may tell them',
        options: {
          anything: 'Anything',
          'emergency-only': 'Only what they need in an emergency',
          'ask-first': 'Ask [me / them] first',
        },
        when: hasSomeone,
        feeds: ['REC'],
      }),
    },
  },
})
