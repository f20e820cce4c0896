import { address } from '../controls/address.ts'
import { chooseOne } from '../controls/choice.ts'
import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { dateParts } from '../controls/date-parts.ts'
import { files } from '../controls/files.ts'
import { niNumber } from '../controls/ni-number.ts'
import { age } from '../controls/number.ts'
import { repeat } from '../controls/repeat.ts'
import { email } from '../controls/email.ts'
import { phone } from '../controls/phone.ts'
import { block } from '../engine/block.ts'
import { allOf, is, isNot } from '../engine/conditions.ts'
import { twin } from '../engine/words.ts'
import { HAS_PARTNER, PARTNER_DISABILITY } from './asked-alike.ts'
import { theirName } from '../shared/person.ts'
import { care } from './care.ts'
import { notToHand } from './money-words.ts'

const hasManager = is('fa-manages', 'attorney', 'deputy', 'appointee', 'informal')
const hasPartner = is('fa-partner', 'together', 'apart', 'care-home')

/** Who looks after the money and by what right, and the partner and children whose needs count. */
export const people = block(
  {
    'f-who': {
      title: 'Who looks after the money',
      ask: {
        'fa-manages': radios({
          title: 'Who looks after [your / {name}’s] money?',
          picture: 'purse',
          missing: chooseOne('Select who looks after the money'),
          options: {
            self: { label: '[I do / They do]', picture: 'person' },
            'self-helped': { label: '[I do / They do], with help', picture: 'together' },
            attorney: {
              label: twin(
                'Someone with power of attorney',
                'Someone with power of attorney. This means they choose by law',
              ),
              picture: 'law',
            },
            deputy: {
              label: twin('A court deputy', 'A deputy. This means a court picked them'),
              picture: 'law',
            },
            appointee: {
              label: twin('A benefits appointee', 'An appointee. This means they look after benefits'),
              picture: 'cash',
            },
            informal: {
              label: twin('Someone without legal authority', 'Someone with no legal papers'),
              picture: 'people',
            },
            nobody: {
              label: twin('No one, and [I / they] cannot manage it', 'No one, and [I / they] cannot'),
              picture: 'no',
            },
          },
          out: ['dont-know'],
          feeds: ['ch-rep'],
        }),
        'fa-rep': repeat({
          title: twin('Their name, address and phone', 'Who are they?'),
          picture: 'badge',
          hint: twin('Is there more than one? Add each.', 'Is it more than one person? Add each person.'),
          missing: twin('Enter their details', 'Write who they are'),
          groupName: 'Person',
          whole: true,
          group: {
            name: theirName,
            address: address({ title: 'Where do they live?', optional: true, picture: 'home' }),
            phone: phone({
              title: twin('Phone number', 'What is their phone number?'),
              missing: twin(
                'Enter their phone number, or tick “I don’t have this to hand”',
                'Write their phone number, or tick “I do not have this now”',
              ),
              picture: 'phone',
              ...notToHand,
            }),
            email: email({ title: 'Email', optional: true, picture: 'email' }),
            acts: radios({
              title: twin('Do they act alone or with others?', 'Do they choose alone?'),
              missing: chooseOne('Select whether they act alone'),
              picture: 'people',
              options: {
                alone: { label: twin('Alone', 'Yes, alone'), picture: 'one-person' },
                jointly: {
                  label: twin('Only together with others', 'No, with other people'),
                  picture: 'people',
                },
              },
              out: ['dont-know'],
            }),
          },
          ...notToHand,
          when: hasManager,
          feeds: ['ch-rep'],
        }),
        'fa-rep-proof': files({
          title: twin(
            'Add the court order, registered power of attorney or DWP letter',
            'Add a photo of the legal paper',
          ),
          hint: twin(
            'The DWP is the office that pays benefits. You can send it later.',
            'You can send it later.',
          ),
          picture: 'files',
          missing: twin('Choose a file we can open', 'Choose a file we can open'),
          optional: true,
          when: is('fa-manages', 'attorney', 'deputy', 'appointee'),
          feeds: ['ch-rep', '+fl-fa-evidence'],
        }),
        'fa-bills-to': radios({
          title: 'Where should bills go?',
          picture: 'bills',
          missing: chooseOne('Select where bills go'),
          options: {
            person: 'To [me / {name}]',
            rep: { label: 'To the person named above', when: hasManager },
          },
          feeds: ['ch-rep'],
        }),
      },
    },
    'f-ni': {
      ask: {
        'ni-number': niNumber({
          title: twin(
            '[Your / {name}’s] National Insurance number',
            '[Your / {name}’s] number from benefit letters',
          ),
          picture: 'badge',
          hint: twin(
            'On benefit letters and payslips. For example, QQ 12 34 56 C',
            'It is two letters, six numbers and one letter.',
          ),
          missing: twin(
            'Enter a National Insurance number, or tick “I don’t have this to hand”',
            'Write the number, or tick “I do not have this now”',
          ),
          ...notToHand,
          feeds: ['REC'],
        }),
      },
    },
    'f-partner': {
      title: twin('Partner and children', 'A partner and children'),
      ask: {
        'fa-partner': radios({
          ...HAS_PARTNER,
          out: ['rather-not-say'],
          feeds: ['ch-partner'],
        }),
        'fa-partner-details': repeat({
          title: twin('Partner’s name and birth date', 'Who is the partner?'),
          picture: 'badge',
          missing: twin('Enter the partner’s name', 'Write the partner’s name'),
          groupName: 'Partner',
          whole: true,
          most: 1,
          group: {
            name: theirName,
            dob: dateParts({
              birth: true,
              title: twin('Date of birth', 'When were they born?'),
              optional: true,
              picture: 'birthday',
            }),
            care: yesNo({
              title: twin('Do they get care?', 'Do they get care too?'),
              optional: true,
              picture: 'carer',
            }),
          },
          out: ['rather-not-say'],
          when: hasPartner,
          feeds: ['ch-partner'],
        }),
        'fa-partner-disabled': radios({
          ...PARTNER_DISABILITY,
          optional: true,
          when: allOf(is('fa-partner', 'together'), isNot('fa-care', 'care-home')),
          feeds: ['ch-partner'],
        }),
        'fa-partner-share': yesNo({
          title: twin('Will they share their money details?', 'Will they tell us about their money?'),
          picture: 'money',
          hint: twin(
            'They do not have to. It can help [you / {name}] claim more.',
            'They can say no. It can help [you / {name}] get more money.',
          ),
          optional: true,
          when: hasPartner,
          feeds: ['ch-partner'],
        }),
        'fa-dependants': repeat({
          title: twin('Anyone [you support / {name} supports]?', 'Which children live with [you / {name}]?'),
          picture: 'child',
          hint: twin(
            'Children and young people. We need this to work out what [you keep / they keep]. Tick “No one” if there is nobody.',
            'Write about each child. Or tick “No one”.',
          ),
          groupName: 'Child',
          whole: true,
          none: 'No one',
          group: {
            age: age({
              title: twin('Age', 'How old are they?'),
              missing: twin('Enter their age', 'Write how old they are'),
              picture: 'birthday',
              out: ['dont-know'],
            }),
            benefit: yesNo({
              title: twin('Does anyone get Child Benefit for them?', 'Is Child Benefit paid for them?'),
              missing: yesOrNo,
              picture: 'cash',
              out: ['dont-know'],
            }),
          },
          optional: true,
          feeds: ['ch-dependants'],
        }),
      },
    },
  },
  care,
)
