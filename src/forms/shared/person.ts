import { address } from '../controls/address.ts'
import { radios } from '../controls/choice.ts'
import { dateParts } from '../controls/date-parts.ts'
import { number } from '../controls/number.ts'
import { ownDetail } from '../controls/own-detail.ts'
import { nhsNumber, text, textarea } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { is, not } from '../engine/conditions.ts'

/** The person it is about. */
export const person = block({
  name: {
    title: '[Your / {name}’s] name',
    ask: {
      'first-name': ownDetail(
        'given-name',
        text({ title: '[Your / Their] first name', missing: 'Enter a first name', feeds: ['REC'] }),
      ),
      'last-name': ownDetail(
        'family-name',
        text({
          title: '[Your / Their] last name',
          hint: 'Only one name? Leave this blank.',
          optional: true,
          feeds: ['REC'],
        }),
      ),
      'preferred-name': text({
        title: 'What should we call [you / them]?',
        optional: true,
        feeds: ['VOICE'],
      }),
      'other-names': text({ title: 'Any other names used before?', optional: true, feeds: ['REC'] }),
    },
  },
  birth: {
    title: '[Your / {name}’s] age',
    ask: {
      dob: ownDetail(
        'bday',
        dateParts({
          title: '[Your / {name}’s] date of birth',
          hint: 'For example, 27 3 1950',
          missing: 'Enter a date of birth',
          out: ['dont-know'],
          feeds: ['REC'],
        }),
      ),
      'age-about': number({
        title: 'About how old [are you / are they]?',
        missing: 'Enter a rough age',
        when: is('dob', 'dont-know'),
      }),
    },
  },
  numbers: {
    title: 'Numbers that help us find [your / {name}’s] record',
    ask: {
      'nhs-number': nhsNumber({
        title: '[Your / {name}’s] NHS number',
        hint: 'It is on NHS letters and in the NHS App. You can leave it blank.',
        optional: true,
        feeds: ['REC'],
      }),
      'council-ref': text({ title: 'Any reference from us?', optional: true, feeds: ['REC'] }),
    },
  },
  address: {
    title: '[Your / {name}’s] home',
    ask: {
      address: ownDetail(
        'street-address',
        address({
          title: 'Where [do you / does {name}] live?',
          hint: 'In a refuge? Do not give the address. Tick “No fixed address” if you need to.',
          missing: 'Enter an address, or tick “No fixed address”',
          out: ['unsafe'],
          feeds: ['REC'],
        }),
      ),
      'staying-now': radios({
        title: '[Are you / Are they] there now?',
        missing: 'Select yes or no',
        options: { yes: 'Yes', no: 'No' },
        out: ['unsafe'],
        when: not(is('address', 'unsafe')),
        feeds: ['REC'],
      }),
      'staying-where': textarea({
        title: 'Where [are you / are they] now?',
        hint: 'A rough place is fine.',
        missing: 'Enter where [you are / they are] now',
        when: is('staying-now', 'no'),
        feeds: ['REC'],
      }),
    },
  },
})
