import { noAccountNumber, lastFour } from '../controls/account-number.ts'
import { address } from '../controls/address.ts'
import { checkboxes } from '../controls/checkboxes.ts'
import { chooseOne } from '../controls/choice.ts'
import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { dateParts } from '../controls/date-parts.ts'
import { money } from '../controls/money.ts'
import { age, number } from '../controls/number.ts'
import { repeat } from '../controls/repeat.ts'
import { roughDate, text } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { allOf, is, some } from '../engine/conditions.ts'
import { twin, type Words } from '../engine/words.ts'
import { relations } from '../shared/option-lists.ts'
import { GOING_BACK, SHARE, STAY_BEFORE, WHOSE_HOME } from './asked-alike.ts'
import { care } from './care.ts'
import { OWNED } from './money-option-lists.ts'
import { amountMissing, notToHand } from './money-words.ts'

const ownsHome = is('fa-tenure', ...OWNED)
/** The home counts only where somebody may live in a care home for good. */
const homeMayCount = allOf(ownsHome, is('fa-care', 'care-home', 'unsure'))
const livesInCareHome = allOf(ownsHome, is('fa-care', 'care-home'))

/** Kinds of savings, as they are ticked and as each is added. */
const SAVINGS = {
  current: { label: 'Current account', picture: 'bank' },
  savings: { label: twin('Savings or ISA', 'Savings'), picture: 'money' },
  bonds: { label: twin('Premium Bonds or NS&I', 'Premium Bonds'), picture: 'cash' },
  shares: { label: twin('Shares or funds', 'Shares, a part of a business'), picture: 'work' },
  cash: { label: 'Cash', picture: 'purse' },
  trust: {
    label: twin('Money in a trust', 'A trust. This means people look after money for [me / them]'),
    picture: 'together',
  },
  'insurance-bond': {
    label: twin('Investment or life bond', 'Money in a life bond'),
    picture: 'heart',
  },
  crypto: { label: twin('Online money (crypto)', 'Money that is only online'), picture: 'internet' },
  held: { label: twin('Held by someone else or a court', 'Money someone else holds'), picture: 'people' },
} as const

/** Who else lives in the home, as the law on homes that are not counted asks. */
const RELATIONS = {
  partner: relations.partner,
  'ex-partner': relations['ex-partner'],
  parent: relations.parent,
  'son-or-daughter': relations['son-or-daughter'],
  'other-family': relations['other-family'],
  other: { label: twin('Someone who is not family', 'Not family'), picture: 'friends' },
} as const

const share = (title: Words) => number({ title, ...SHARE, ...notToHand })
const worth = money({
  title: twin('What is it worth?', 'How much is it worth?'),
  hint: 'A rough figure is fine.',
  missing: amountMissing,
  picture: 'money',
  once: true,
  ...notToHand,
})
const owed = money({
  title: twin('How much is owed on it?', 'How much is still to pay on it?'),
  hint: 'Nothing? Write 0.',
  missing: amountMissing,
  picture: 'bills',
  once: true,
  ...notToHand,
})

/** What the person has: home, other property, savings, and what they gave away. */
export const have = block(
  {
    'f-home': {
      title: '[Your / {name}’s] home',
      ask: {
        'fa-tenure': radios({
          ...WHOSE_HOME,
          feeds: ['ch-property', 'ch-housing'],
        }),
        'fa-home-worth': repeat({
          title: twin(
            'About how much is it worth, and how much is owed on it?',
            'How much is the home worth?',
          ),
          picture: 'houses',
          hint: 'A rough figure is fine.',
          missing: twin('Enter a rough figure', 'Write how much. You can guess.'),
          groupName: 'Home',
          whole: true,
          most: 1,
          group: {
            worth,
            owed,
            share: share(
              twin('[Your / {name}’s] share of it, in %', 'How much of it is [yours / {name}’s]?'),
            ),
          },
          ...notToHand,
          when: homeMayCount,
          feeds: ['ch-property'],
        }),
        'fa-home-who': repeat({
          title: 'Who else lives in that home?',
          picture: 'people',
          hint: twin('Some people’s homes are never counted.', 'Then we may not count the home.'),
          missing: twin('Enter who lives there, or tick “No one”', 'Write who lives there, or tick “No one”'),
          groupName: 'Person',
          whole: true,
          none: 'No one',
          group: {
            name: text({ title: twin('Name', 'What is their name?'), optional: true, picture: 'badge' }),
            relationship: radios({
              title: twin('Who are they to [you / {name}]?', 'How [do you / does {name}] know them?'),
              missing: chooseOne('Select who they are to [you / {name}]'),
              picture: 'family',
              options: RELATIONS,
            }),
            age: age({
              title: twin('About how old are they?', 'How old are they? You can guess.'),
              missing: twin('Enter a rough age', 'Write how old they are. You can guess.'),
              picture: 'birthday',
              out: ['dont-know'],
            }),
            disabled: yesNo({
              title: twin('Are they disabled or too ill to work?', 'Are they disabled or very ill?'),
              missing: yesOrNo,
              picture: 'wheelchair',
              out: ['dont-know'],
            }),
            'there-before': yesNo({
              title: twin(
                'Did they live there before [you / {name}] went into care?',
                'Did they live there before [you / {name}] got care?',
              ),
              missing: yesOrNo,
              picture: 'calendar',
              out: ['dont-know'],
            }),
            'moved-in': yesNo({
              title: twin(
                'Did they move in to care for [you / {name}]?',
                'Did they move in to look after [you / {name}]?',
              ),
              optional: true,
              picture: 'carer',
              out: ['dont-know'],
            }),
          },
          out: ['dont-know'],
          when: homeMayCount,
          feeds: ['ch-disregard'],
        }),
      },
    },
    'f-stay': {
      title: 'The care home',
      lead: twin(
        'A home is not counted for the first 12 weeks of living in a care home for good. So we ask when that began.',
        'We do not count a home for the first 12 weeks. So we ask when this began.',
      ),
      ask: {
        'fa-stay-now': yesNo({
          title: '[Do you / Does {name}] live in the care home now?',
          missing: yesOrNo,
          picture: 'care-home',
          out: ['dont-know'],
          when: livesInCareHome,
          feeds: ['ch-property'],
        }),
        'fa-stay-from': dateParts({
          title: twin('When did [you / they] move in for good?', 'When did [you / they] move in?'),
          hint: twin('For example, 27 3 2026', 'Write the day, month and year. Like this: 27 3 2026'),
          missing: twin(
            'Enter the date, or tick “I don’t have this to hand”',
            'Write the date, or tick “I do not have this now”',
          ),
          picture: 'calendar',
          ...notToHand,
          when: is('fa-stay-now', 'yes'),
          feeds: ['ch-property'],
        }),
        'fa-stay-before': yesNo({
          ...STAY_BEFORE,
          when: livesInCareHome,
          feeds: ['ch-property'],
        }),
        'fa-stay-before-when': repeat({
          title: twin('When was that?', 'When was the time before?'),
          missing: twin(
            'Enter when that was, or tick “I don’t have this to hand”',
            'Write when that was, or tick “I do not have this now”',
          ),
          picture: 'calendar',
          groupName: 'The stay before',
          whole: true,
          most: 1,
          group: {
            from: dateParts({
              title: twin('First day', 'When did it begin?'),
              missing: twin('Enter the first day', 'Write the first day'),
              picture: 'calendar',
            }),
            to: dateParts({
              title: twin('Last day', 'When did it end?'),
              missing: twin('Enter the last day', 'Write the last day'),
              picture: 'calendar',
            }),
          },
          ...notToHand,
          when: is('fa-stay-before', 'yes'),
          feeds: ['ch-property'],
        }),
      },
    },
    'f-back': {
      ask: {
        'fa-going-back': yesNo({
          ...GOING_BACK,
          when: allOf(ownsHome, is('fa-care', 'short-stay')),
          feeds: ['ch-property'],
        }),
      },
    },
    'f-property': {
      title: 'Other homes and land',
      ask: {
        'fa-property-any': yesNo({
          title: twin(
            '[Do you / Does {name}] own any other home or land?',
            '[Do you / Does {name}] own another home or land?',
          ),
          picture: 'houses',
          hint: twin('Here or abroad.', 'In this country or another one.'),
          missing: yesOrNo,
          out: ['dont-know', 'rather-not-say'],
          feeds: ['ch-property'],
        }),
        'fa-property': repeat({
          title: twin('Tell us about each one', 'Tell us about each home or land'),
          picture: 'map',
          missing: twin('Enter each home or land', 'Write about each home or land'),
          groupName: 'Home or land',
          whole: true,
          group: {
            address: address({ title: 'Where is it?', optional: true, picture: 'place' }),
            worth,
            owed,
            share: share(
              twin('[Your / {name}’s] share of it, in %', 'How much of it is [yours / {name}’s]?'),
            ),
            rent: money({
              title: twin(
                'Rent [you receive / they receive] for it',
                'How much rent [do you / do they] get for it?',
              ),
              optional: true,
              picture: 'bills',
            }),
          },
          ...notToHand,
          when: is('fa-property-any', 'yes'),
          feeds: ['ch-property'],
        }),
      },
    },
    'f-savings': {
      title: 'Savings',
      ask: {
        'fa-savings-kinds': checkboxes({
          title: 'What savings [do you / does {name}] have?',
          picture: 'bank',
          hint: twin('Include joint accounts.', 'Tick accounts [you share / they share] too.'),
          missing: twin('Select what savings, or “None of these”', 'Tick what fits, or “None of these”'),
          options: { ...SAVINGS, none: { label: 'None of these', exclusive: true } },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['ch-capital'],
        }),
        'fa-savings': repeat({
          title: twin('Add each one', 'Tell us about each one'),
          picture: 'money',
          hint: twin(
            'Last 4 digits only. Never a password or PIN.',
            'Only the last 4 numbers of the account. Never tell us a PIN.',
          ),
          missing: twin('Enter each account', 'Write about each one'),
          groupName: 'Savings',
          whole: true,
          group: {
            kind: radios({
              title: twin('Kind', 'What is it?'),
              missing: chooseOne('Select what kind it is'),
              picture: 'bank',
              options: SAVINGS,
            }),
            bank: noAccountNumber(
              text({ title: twin('Bank', 'Which bank?'), optional: true, picture: 'bank' }),
            ),
            last4: lastFour({
              title: twin('Last 4 numbers of the account', 'The last 4 numbers'),
              optional: true,
              picture: 'card',
            }),
            amount: money({
              title: twin('How much is in it?', 'How much is there?'),
              hint: twin('All of it, if you share it with others.', 'Is it shared? Write all of it.'),
              missing: amountMissing,
              picture: 'money',
              once: true,
              ...notToHand,
            }),
            date: roughDate({
              title: twin('On what date?', 'On which day was that?'),
              optional: true,
              picture: 'calendar',
            }),
            whose: radios({
              title: twin('In whose name is it?', 'Whose money is it?'),
              missing: chooseOne('Select in whose name it is'),
              picture: 'people',
              options: {
                own: { label: twin('Only [mine / theirs]', 'All [mine / theirs]'), picture: 'one-person' },
                joint: {
                  label: twin('[Mine / Theirs] and one other person’s', 'It is for two people'),
                  picture: 'people',
                },
                'joint-more': {
                  label: twin('Three or more people’s', 'It is for three people or more'),
                  picture: 'friends',
                },
              },
            }),
            share: number({
              title: twin('[Your / {name}’s] share, in %', 'How much of it is [yours / {name}’s]?'),
              hint: twin(
                'Only if the shares are not the same. If you leave it blank, we count an equal share for two people.',
                'Leave it blank if two people have the same.',
              ),
              optional: true,
              picture: 'numbers',
              like: 50,
              most: 100,
            }),
          },
          ...notToHand,
          when: some('fa-savings-kinds'),
          feeds: ['ch-capital'],
        }),
        'fa-savings-special': checkboxes({
          title: twin('Is any of it from these?', 'Did some of it come from these?'),
          picture: 'question',
          hint: twin('They may not count.', 'Then we may not count it.'),
          missing: twin('Select any that apply, or “None of these”', 'Tick what fits, or “None of these”'),
          options: {
            injury: {
              label: twin('Personal injury award or trust', 'Money because [I / they] got hurt'),
              picture: 'injury',
            },
            'back-pay': {
              label: twin('Benefit back-payments', 'Benefits paid late'),
              picture: 'cash',
            },
            government: {
              label: twin(
                'A government compensation scheme',
                'Money from the government to make up for harm',
              ),
              picture: 'law',
            },
            'house-sale': {
              label: twin('Home sold, buying another', '[I / They] sold a home. Another one comes next.'),
              picture: 'houses',
            },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          when: some('fa-savings-kinds'),
          feeds: ['ch-disregard'],
        }),
      },
    },
    'f-given': {
      title: 'Things given away',
      ask: {
        'fa-given': yesNo({
          title: twin(
            '[Have you / Has {name}] given away money, a home or things of value?',
            'Did [you / {name}] give away money, a home or other things?',
          ),
          picture: 'gift',
          hint: twin(
            'Gifts are allowed. We ask why and when.',
            'It is OK to give gifts. We ask why and when.',
          ),
          missing: yesOrNo,
          out: ['dont-know', 'rather-not-say'],
          feeds: ['ch-deprivation'],
        }),
        'fa-gifts': repeat({
          title: twin('Add each one', 'Tell us about each gift'),
          picture: 'gift',
          missing: twin('Enter each gift', 'Write about each gift'),
          groupName: 'Gift',
          whole: true,
          group: {
            what: noAccountNumber(
              text({
                title: twin('What was it?', 'What was the gift?'),
                missing: twin('Enter what it was', 'Write what it was'),
                picture: 'gift',
              }),
            ),
            worth: money({
              title: twin('What was it worth?', 'How much was it worth?'),
              missing: amountMissing,
              picture: 'money',
              once: true,
              ...notToHand,
            }),
            whom: noAccountNumber(
              text({ title: twin('Who was it given to?', 'Who got it?'), optional: true, picture: 'people' }),
            ),
            when: roughDate({ title: twin('When?', 'When was it?'), optional: true, picture: 'calendar' }),
            why: noAccountNumber(
              text({
                title: twin('Why?', 'Why did [you / they] give it?'),
                optional: true,
                picture: 'think',
              }),
            ),
          },
          ...notToHand,
          when: is('fa-given', 'yes'),
          feeds: ['ch-deprivation'],
        }),
      },
    },
  },
  care,
)
