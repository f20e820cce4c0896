import { checkboxes, radios, yesNo } from '../controls/choice.ts'
import { number } from '../controls/number.ts'
import { repeat } from '../controls/repeat.ts'
import { text } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { is, isNot } from '../engine/conditions.ts'
import { MAY_TELL } from './harm.ts'

const hasChildren = is('children-any', 'yes')

/** Home and household. */
export const home = block({
  home: {
    title: 'Where [you live / {name} lives]',
    ask: {
      'home-type': radios({
        title: 'What kind of home is it?',
        missing: 'Select what kind of home',
        options: {
          owned: 'Owned',
          council: 'Rented from the council',
          'housing-association': 'Housing association',
          'private-rent': 'Private rent',
          'family-or-friends': 'With family or friends',
          sheltered: 'Sheltered or extra care',
          'supported-living': 'Supported living',
          'care-home': 'Care home',
          temporary: 'Hostel or temporary',
          none: 'No home, or sleeping rough',
        },
        out: ['dont-know', 'rather-not-say'],
      }),
      'home-risk': radios({
        title: 'Could [you / {name}] lose this home?',
        missing: 'Select whether the home is at risk',
        options: { no: 'No', worried: 'Worried about it', notice: 'Yes, we have a letter or date' },
        out: ['dont-know', 'rather-not-say'],
        when: isNot('home-type', 'none'),
      }),
    },
  },
  household: {
    ask: {
      'lives-with': checkboxes({
        title: 'Who else lives there?',
        missing: 'Select who lives there',
        options: {
          partner: 'Partner',
          parent: 'Parent',
          'adult-family': 'Adult family',
          children: 'Children',
          others: 'Friends, tenants or housemates',
          'live-in-carer': 'Live-in carer',
          alone: { label: 'No one', exclusive: true },
        },
        out: ['dont-know', 'rather-not-say'],
        feeds: ['REC'],
      }),
    },
  },
  children: {
    title: 'Children',
    ask: {
      'children-any': yesNo({
        title: 'Are there children under 18 at home, or that [you look / {name} looks] after?',
        hint: 'We ask to help the whole family. Asking for help does not mean children are taken away.',
        missing: 'Select yes or no',
        out: ['dont-know', 'rather-not-say'],
        feeds: ['ROUTE'],
      }),
      'children-list': repeat({
        title: 'Tell us about each child',
        hint: 'First name and age are enough.',
        missing: 'Enter at least one child',
        groupName: 'Child',
        whole: true,
        group: {
          'first-name': text({ title: 'First name', missing: 'Enter the child’s first name' }),
          age: number({ title: 'Age', missing: 'Enter the child’s age' }),
          who: text({ title: 'Who they are to [you / {name}]', optional: true }),
        },
        out: ['rather-not-say'],
        when: hasChildren,
        feeds: ['REC', 'O10', 'C1'],
      }),
      'child-helps': yesNo({
        title: 'Does a child help look after [you / {name}]?',
        missing: 'Select yes or no',
        out: ['dont-know', 'rather-not-say'],
        when: hasChildren,
      }),
      'child-worry': yesNo({
        title:
          '[Is any child at risk of harm or going without care? / Is any child at risk of harm or going without care? / Any concern for a child? Tell children’s services today as well.]',
        hint: MAY_TELL,
        missing: 'Select yes or no',
        out: ['dont-know', 'rather-not-say', 'unsafe'],
        when: hasChildren,
        feeds: ['HIDE'],
      }),
    },
  },
  pets: {
    ask: {
      pets: radios({
        title: 'Any pets, or animals trained to help [you / them]?',
        hint: 'They matter to us too, and may need care in an emergency.',
        options: {
          none: 'None',
          covered: 'Yes, someone can care for them',
          'not-covered': 'Yes, no one could care for them',
        },
        optional: true,
      }),
    },
  },
  visit: {
    ask: {
      'getting-in': radios({
        title: 'If we visit, how do we get in?',
        hint: 'Do not write a key-safe code.',
        options: {
          door: '[I / They] answer the door',
          someone: 'Someone lets you in',
          'key-safe': 'Key safe',
          other: 'Other',
        },
        optional: true,
        feeds: ['REC'],
      }),
    },
  },
})
