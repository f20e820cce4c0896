import { address } from '../controls/address.ts'
import { yesNo, yesOrNo } from '../controls/radios.ts'
import { dateParts } from '../controls/date-parts.ts'
import { age } from '../controls/number.ts'
import { ownDetail } from '../controls/own-detail.ts'
import { nhsNumber, text } from '../controls/text.ts'
import { textarea } from '../controls/textarea.ts'
import { block } from '../engine/block.ts'
import { is, not } from '../engine/conditions.ts'
import { twin } from '../engine/words.ts'

/** The name of somebody in a list of people. */
export const theirName = text({
  title: twin('Name', 'What is their name?'),
  missing: twin('Enter their name', 'Write their name'),
  picture: 'badge',
})

/** The person it is about. */
export const person = block({
  name: {
    title: '[Your / {name}’s] name',
    ask: {
      'first-name': ownDetail(
        'given-name',
        text({
          summary: 'adult',
          names: 'first',
          title: '[Your / Their] first name',
          missing: twin('Enter a first name', 'Write [your / their] first name'),
          picture: 'badge',
          feeds: ['REC'],
        }),
      ),
      'last-name': ownDetail(
        'family-name',
        text({
          summary: 'adult',
          names: 'last',
          title: '[Your / Their] last name',
          hint: 'Only one name? Leave this blank.',
          picture: 'badge',
          optional: true,
          feeds: ['REC'],
        }),
      ),
      'preferred-name': text({
        summary: 'adult',
        title: 'What should we call [you / them]?',
        picture: 'speech',
        optional: true,
        feeds: ['VOICE'],
      }),
      'other-names': text({
        title: twin('Any other names used before?', 'Did [you / they] have other names before?'),
        picture: 'list',
        optional: true,
        feeds: ['REC'],
      }),
    },
  },
  birth: {
    title: '[Your / {name}’s] age',
    ask: {
      dob: ownDetail(
        'bday',
        dateParts({
          birth: true,
          summary: 'adult',
          gives: 'age',
          title: twin('[Your / {name}’s] date of birth', 'When [were you / was {name}] born?'),
          hint: twin('For example, 27 3 1950', 'Write the day, month and year. Like this: 27 3 1950'),
          missing: twin('Enter a date of birth', 'Write the day, month and year'),
          picture: 'birthday',
          out: ['dont-know'],
          feeds: ['REC'],
        }),
      ),
      'age-about': age({
        gives: 'age',
        title: 'About how old [are you / are they]?',
        missing: twin('Enter a rough age', 'Write an age. You can guess'),
        picture: 'birthday',
        when: is('dob', 'dont-know'),
      }),
    },
  },
  numbers: {
    title: twin(
      'Numbers that help us find [your / {name}’s] record',
      'Numbers that help us find [you / {name}]',
    ),
    ask: {
      'nhs-number': nhsNumber({
        summary: 'adult',
        title: twin('[Your / {name}’s] NHS number', 'What is [your / {name}’s] NHS number?'),
        hint: 'It is on NHS letters and in the NHS App. You can leave it blank.',
        picture: 'doctor',
        optional: true,
        feeds: ['REC'],
      }),
      'council-ref': text({
        title: twin(
          '[Do you / Do they] have a reference number from us?',
          'Did we give [you / them] a number before?',
        ),
        picture: 'letter',
        optional: true,
        feeds: ['REC'],
      }),
    },
  },
  address: {
    title: '[Your / {name}’s] home',
    ask: {
      address: ownDetail(
        'street-address',
        address({
          summary: 'adult',
          gives: 'area',
          title: 'Where [do you / does {name}] live?',
          hint: twin(
            'In a refuge? Do not give the address. Tick “No fixed address” if you need to.',
            'Do not write the address of a refuge. A refuge is a safe, secret home. You can tick “No home address”.',
          ),
          missing: twin(
            'Enter an address, or tick “No fixed address”',
            'Write an address, or tick “No home address”',
          ),
          picture: 'home',
          out: ['unsafe'],
          feeds: ['REC'],
        }),
      ),
      'staying-now': yesNo({
        title: '[Are you / Are they] there now?',
        missing: yesOrNo,
        picture: 'place',
        out: ['unsafe'],
        when: not(is('address', 'unsafe')),
        feeds: ['REC'],
      }),
      'staying-where': textarea({
        summary: 'adult',
        title: 'Where [are you / are they] now?',
        hint: twin('A rough place is fine.', 'You can just write the town or street.'),
        missing: twin('Enter where [you are / they are] now', 'Write where [you are / they are] now'),
        picture: 'map',
        when: is('staying-now', 'no'),
        feeds: ['REC'],
      }),
    },
  },
})
