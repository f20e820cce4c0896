import { noAccountNumber } from '../controls/account-number.ts'
import { checkboxes } from '../controls/checkboxes.ts'
import { chooseOne } from '../controls/choice.ts'
import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { money } from '../controls/money.ts'
import { number } from '../controls/number.ts'
import { repeat } from '../controls/repeat.ts'
import { text } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { allOf, includes, is, isNot, not, some } from '../engine/conditions.ts'
import { twin } from '../engine/words.ts'
import { care } from './care.ts'
import { BENEFITS, BENEFITS_TOLD, INCOME } from './money-option-lists.ts'
import { people } from './people.ts'
import { CARES, HALF_PENSION, HEALTH } from './asked-alike.ts'
import { amountMissing, notToHand } from './money-words.ts'

const HOUSING = {
  rent: { label: 'Rent', picture: 'home' },
  mortgage: { label: twin('Mortgage', 'Paying for a home [I / they] bought'), picture: 'bank' },
  'council-tax': { label: 'Council tax', picture: 'bills' },
  'service-charge': { label: twin('Service charge', 'Money to look after the building'), picture: 'flat' },
  'ground-rent': { label: twin('Ground rent', 'Rent for the land'), picture: 'outside' },
  'buildings-insurance': {
    label: twin('Buildings insurance', 'Money in case the home is harmed'),
    picture: 'safe',
  },
} as const

const EXTRA = {
  alarm: { label: 'Alarm', picture: 'alarm' },
  laundry: { label: twin('Laundry', 'Washing clothes more'), picture: 'wash' },
  heating: { label: 'Extra heat, light or water', picture: 'heating' },
  diet: { label: twin('Special diet', 'Special food'), picture: 'food' },
  clothes: { label: 'Clothes or shoes', picture: 'clothes' },
  bedding: { label: twin('Bedding', 'Sheets and covers for a bed'), picture: 'bed' },
  continence: { label: 'Pads not from the NHS', picture: 'toilet' },
  'cleaning-gardening': { label: 'Cleaning or gardening', picture: 'clean' },
  'private-care': {
    label: twin('Private care', 'Care [I / they] pay for'),
    picture: 'carer',
  },
  equipment: {
    label: twin('Buying or mending equipment', 'Buying or mending things that help'),
    picture: 'mend',
  },
  therapy: { label: 'Therapy', picture: 'support' },
  transport: {
    label: twin('Transport, over any mobility benefit', 'Travel, after any benefit for it'),
    picture: 'bus',
  },
  'internet-phone': { label: 'Internet or phone', picture: 'internet' },
  'assistance-animal': {
    label: twin('An animal that helps [me / them]', 'A dog that helps [me / them]'),
    picture: 'pet',
  },
  other: { label: twin('Something else', 'Something else'), picture: 'question' },
} as const

/** Money that comes in, and what goes out. */
export const comesAndGoes = block(
  {
    'f-income': {
      title: 'Money that comes in',
      ask: {
        'fa-income-kinds': checkboxes({
          title: twin('What money comes in, apart from benefits?', 'What money [do you / does {name}] get?'),
          picture: 'cash',
          hint: twin('We ask about benefits next.', 'Not benefits. We ask about benefits next.'),
          missing: twin('Select what comes in, or “None of these”', 'Tick what fits, or “None of these”'),
          options: { ...INCOME, none: { label: 'None of these', exclusive: true } },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['ch-income'],
        }),
        'fa-income': repeat({
          title: twin('Add each one', 'Tell us about each one'),
          picture: 'money',
          hint: twin('The amount after tax, if you know it.', 'Write what [you get / they get] after tax.'),
          missing: twin('Enter each income', 'Write about each one'),
          groupName: 'Money',
          whole: true,
          group: {
            kind: radios({
              title: twin('Kind', 'What is it?'),
              missing: chooseOne('Select what kind it is'),
              picture: 'question',
              options: {
                ...INCOME,
                'guaranteed-income-payment': {
                  label: twin(
                    'Guaranteed income payment from the Armed Forces',
                    'Money each month for being hurt in the army',
                  ),
                  picture: 'star',
                },
              },
            }),
            from: noAccountNumber(
              text({ title: twin('Who is it from?', 'Who pays it?'), optional: true, picture: 'people' }),
            ),
            amount: money({
              title: twin('How much?', 'How much is it?'),
              missing: amountMissing,
              picture: 'money',
              ...notToHand,
            }),
            tax: radios({
              title: twin('Is that before or after tax?', 'Was tax paid out of it?'),
              missing: chooseOne('Select whether that is after tax'),
              picture: 'bills',
              options: {
                after: {
                  label: twin('After tax, or no tax is paid', 'Yes. Or there is no tax'),
                  picture: 'tick',
                },
                before: { label: twin('Before tax', 'No, not yet'), picture: 'cross' },
              },
              out: ['dont-know'],
            }),
          },
          ...notToHand,
          when: some('fa-income-kinds'),
          feeds: ['ch-income'],
        }),
        'fa-half-pension': yesNo({
          ...HALF_PENSION,
          when: allOf(
            is('fa-care', 'care-home', 'short-stay'),
            is('fa-partner', 'together', 'apart'),
            includes('fa-income-kinds', 'work-pension', 'annuity'),
          ),
          feeds: ['ch-income'],
        }),
      },
    },
    'f-benefits': {
      title: 'Benefits',
      ask: {
        'fa-benefit-kinds': checkboxes({
          title: 'Which benefits [do you / does {name}] get?',
          picture: 'cash',
          missing: twin('Select which benefits, or “None of these”', 'Tick what fits, or “None of these”'),
          options: { ...BENEFITS, none: { label: 'None of these', exclusive: true } },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['ch-benefit'],
        }),
        'fa-benefit': repeat({
          title: twin('Add each one', 'Tell us about each one'),
          picture: 'letter',
          hint: twin(
            'It is on the award letter. Do not add what is inside Universal Credit.',
            'It is on the letter about it. Do not add what is inside Universal Credit.',
          ),
          missing: twin('Enter each benefit', 'Write about each one'),
          groupName: 'Benefit',
          whole: true,
          group: {
            which: radios({
              title: twin('Which one?', 'What is it?'),
              missing: chooseOne('Select which benefit'),
              picture: 'cash',
              options: BENEFITS_TOLD,
            }),
            rate: radios({
              title: twin('Rate, if it has one', 'Is it the high one?'),
              optional: true,
              picture: 'numbers',
              options: {
                standard: {
                  label: twin('Lower, middle or standard', 'No, not the high one'),
                  picture: 'cross',
                },
                enhanced: { label: twin('Highest or enhanced', 'Yes, the high one'), picture: 'tick' },
              },
              out: ['dont-know'],
            }),
            amount: money({
              title: twin('How much?', 'How much is it?'),
              missing: amountMissing,
              picture: 'money',
              ...notToHand,
            }),
          },
          ...notToHand,
          when: some('fa-benefit-kinds'),
          feeds: ['ch-benefit'],
        }),
        'fa-cares': yesNo({
          ...CARES,
          optional: true,
          when: allOf(isNot('fa-care', 'care-home'), not(includes('fa-benefit-kinds', 'carers-allowance'))),
          feeds: ['ch-benefit'],
        }),
        'fa-health': checkboxes({
          ...HEALTH,
          optional: true,
          when: allOf(
            isNot('fa-care', 'care-home'),
            not(
              includes(
                'fa-benefit-kinds',
                'state-pension',
                'pip-living',
                'pip-mobility',
                'dla-care',
                'dla-mobility',
              ),
            ),
          ),
          feeds: ['ch-benefit'],
        }),
        'fa-benefit-check': yesNo({
          title: twin(
            'Would [you / {name}] like a free benefits check?',
            'Should we look if [you / {name}] can get more?',
          ),
          picture: 'look-for',
          hint: twin('Many people miss out.', 'Some people do not know what they can get.'),
          optional: true,
        }),
        'fa-dwp': yesNo({
          title: twin('May we check benefits with the DWP?', 'Can we ask the benefits office?'),
          hint: twin('The DWP is the office that pays benefits.', 'We ask the office that pays benefits.'),
          picture: 'letter',
          missing: yesOrNo,
          feeds: ['ch-benefit'],
        }),
      },
    },
    'f-housing': {
      ask: {
        'fa-housing': repeat({
          title: twin('What does [your / {name}’s] home cost?', 'What does the home cost?'),
          picture: 'home',
          hint: twin(
            'What [you pay / they pay] after any help with it. Tick “None of these” if there is nothing.',
            'Write what [you pay / they pay]. Or tick “None of these”.',
          ),
          missing: twin(
            'Enter each cost, or tick “None of these”',
            'Write each cost, or tick “None of these”',
          ),
          groupName: 'Cost',
          whole: true,
          none: 'None of these',
          group: {
            kind: radios({
              title: twin('What for?', 'What is it for?'),
              missing: chooseOne('Select what it is for'),
              picture: 'home',
              options: HOUSING,
            }),
            amount: money({
              title: twin('How much?', 'How much is it?'),
              missing: amountMissing,
              picture: 'money',
              ...notToHand,
            }),
          },
          ...notToHand,
          when: isNot('fa-care', 'care-home'),
          feeds: ['ch-housing'],
        }),
      },
    },
    'f-extra': {
      title: 'Extra costs',
      ask: {
        'fa-dre-any': yesNo({
          title: twin(
            'Does illness or disability mean extra costs?',
            'Does being ill or disabled cost more?',
          ),
          picture: 'wheelchair',
          hint: twin(
            'Things other people do not pay for.',
            'We mean things that other people do not pay for.',
          ),
          missing: yesOrNo,
          out: ['dont-know'],
          when: isNot('fa-care', 'care-home'),
          feeds: ['ch-dre'],
        }),
        'fa-dre': repeat({
          title: twin('Add each extra cost', 'Tell us about each extra cost'),
          picture: 'bills',
          hint: twin('No receipt? Add it anyway.', 'You do not need a bill to show us.'),
          missing: twin('Enter each extra cost', 'Write about each extra cost'),
          groupName: 'Extra cost',
          whole: true,
          group: {
            kind: radios({
              title: twin('What for?', 'What is it for?'),
              missing: chooseOne('Select what it is for'),
              picture: 'wheelchair',
              options: EXTRA,
            }),
            why: noAccountNumber(
              text({
                title: twin('Why is it needed?', 'Why [do you / do they] need it?'),
                optional: true,
                picture: 'think',
              }),
            ),
            amount: money({
              title: twin('How much?', 'How much is it?'),
              missing: amountMissing,
              picture: 'money',
              ...notToHand,
            }),
            shared: number({
              title: twin('How many people share this cost?', 'How many people pay for it?'),
              hint: twin(
                'Count [yourself / {name}] too. Leave it blank if nobody shares it.',
                'Count [yourself / {name}] too.',
              ),
              optional: true,
              picture: 'people',
              like: 2,
              seldomOver: 20,
            }),
            proof: yesNo({
              title: twin('Do you have proof?', 'Do you have a paper about it?'),
              optional: true,
              picture: 'files',
            }),
          },
          ...notToHand,
          when: is('fa-dre-any', 'yes'),
          feeds: ['ch-dre'],
        }),
      },
    },
    'f-other': {
      title: 'Other costs and debt',
      ask: {
        'fa-other-costs': repeat({
          title: twin(
            'Any child maintenance, court fines or other costs ordered by law?',
            'What must [you / {name}] pay by law?',
          ),
          hint: twin('Leave this blank if there are none.', 'Like a fine from a court.'),
          picture: 'law',
          groupName: 'Cost',
          whole: true,
          none: 'None of these',
          group: {
            kind: noAccountNumber(
              text({
                title: twin('What for?', 'What is it for?'),
                missing: twin('Enter what it is for', 'Write what it is for'),
                picture: 'law',
              }),
            ),
            amount: money({
              title: twin('How much?', 'How much is it?'),
              missing: amountMissing,
              picture: 'money',
              ...notToHand,
            }),
          },
          optional: true,
          feeds: ['ch-other'],
        }),
        'fa-debt': yesNo({
          title: twin('Is debt a worry?', 'Are you worried about money [you owe / {name} owes]?'),
          optional: true,
          picture: 'worried',
        }),
      },
    },
  },
  care,
  people,
)
