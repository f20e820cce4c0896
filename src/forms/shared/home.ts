import { checkboxes } from '../controls/checkboxes.ts'
import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { age } from '../controls/number.ts'
import { repeat } from '../controls/repeat.ts'
import { text } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { is, isNot } from '../engine/conditions.ts'
import { MAY_TELL } from './harm.ts'
import { twin } from '../engine/words.ts'

const hasChildren = is('children-any', 'yes')

/** Home and household. */
export const home = block({
  home: {
    title: 'Where [you live / {name} lives]',
    ask: {
      'home-type': radios({
        title: 'What kind of home is it?',
        missing: twin('Select what kind of home', 'Choose a kind of home'),
        picture: 'home',
        options: {
          owned: { label: twin('Owned', '[I / They] own it'), picture: 'key' },
          council: { label: 'Rented from the council', picture: 'council' },
          'housing-association': {
            label: twin('Housing association', 'Rented from a housing association'),
            picture: 'houses',
          },
          'private-rent': { label: twin('Private rent', 'Rented from a landlord'), picture: 'money' },
          'family-or-friends': { label: 'With family or friends', picture: 'family' },
          sheltered: {
            label: twin('Sheltered or extra care', 'Sheltered or extra care. This means help is near by'),
            picture: 'flat',
          },
          'supported-living': {
            label: twin('Supported living', 'Supported living. This means staff help at home'),
            picture: 'carer',
          },
          'care-home': { label: 'Care home', picture: 'care-home' },
          temporary: {
            label: twin('Hostel or temporary', 'A hostel, or a home for a short time'),
            picture: 'bed',
          },
          none: {
            label: twin('No home, or sleeping rough', 'No home, or sleeping outside'),
            picture: 'night',
          },
        },
        out: ['dont-know', 'rather-not-say'],
      }),
      'home-risk': radios({
        title: 'Could [you / {name}] lose this home?',
        missing: twin('Select whether the home is at risk', 'Choose if the home could be lost'),
        picture: 'key',
        options: {
          no: 'No',
          worried: { label: twin('Worried about it', 'Yes, we worry about it'), picture: 'worried' },
          notice: {
            label: twin('Yes, we have a letter or date', 'Yes, we have a letter or a date'),
            picture: 'letter',
          },
        },
        out: ['dont-know', 'rather-not-say'],
        when: isNot('home-type', 'none'),
      }),
    },
  },
  household: {
    ask: {
      'lives-with': checkboxes({
        title: 'Who else lives there?',
        missing: twin('Select who lives there', 'Tick who lives there'),
        picture: 'people',
        options: {
          partner: { label: 'Partner', picture: 'couple' },
          parent: { label: 'Parent', picture: 'older-person' },
          'adult-family': { label: twin('Adult family', 'Other adults in the family'), picture: 'family' },
          children: { label: 'Children', picture: 'child' },
          others: {
            label: twin('Friends, tenants or housemates', 'Friends, or people who share the home'),
            picture: 'friends',
          },
          'live-in-carer': { label: twin('Live-in carer', 'A carer who lives there'), picture: 'carer' },
          alone: { label: 'No one', picture: 'person', exclusive: true },
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
        title: twin(
          'Are there children under 18 at home, or that [you look / {name} looks] after?',
          '[Do you / Does {name}] live with or look after children?',
        ),
        hint: twin(
          'We ask to help the whole family. Asking for help does not mean children are taken away.',
          'Children are people under 18. We want to help the whole family. We do not take children away because you ask for help.',
        ),
        missing: yesOrNo,
        picture: 'child',
        out: ['dont-know', 'rather-not-say'],
        feeds: ['ROUTE'],
      }),
      'children-list': repeat({
        title: 'Tell us about each child',
        hint: twin('First name and age are enough.', 'Just write their first name and age.'),
        missing: twin('Enter at least one child', 'Write about one child or more'),
        picture: 'list',
        groupName: 'Child',
        whole: true,
        group: {
          'first-name': text({
            title: 'First name',
            missing: twin('Enter the child’s first name', 'Write the child’s first name'),
            picture: 'badge',
          }),
          age: age({
            title: 'Age',
            missing: twin('Enter the child’s age', 'Write the child’s age'),
            picture: 'birthday',
          }),
          who: text({
            title: twin('Who they are to [you / {name}]', 'Who are they to [you / {name}]?'),
            picture: 'family',
            optional: true,
          }),
        },
        out: ['rather-not-say'],
        when: hasChildren,
        feeds: ['REC', 'O10', 'C1'],
      }),
      'child-helps': yesNo({
        title: 'Does a child help look after [you / {name}]?',
        missing: yesOrNo,
        picture: 'child',
        out: ['dont-know', 'rather-not-say'],
        when: hasChildren,
      }),
      'child-worry': yesNo({
        title: twin(
          '[Is any child at risk of harm or going without care? / Is any child at risk of harm or going without care? / Any concern for a child? Tell children’s services today as well.]',
          'Could a child be hurt or not looked after?',
        ),
        hint: MAY_TELL,
        missing: yesOrNo,
        picture: 'worried',
        out: ['dont-know', 'rather-not-say', 'unsafe'],
        when: hasChildren,
        feeds: ['HIDE'],
      }),
    },
  },
  pets: {
    ask: {
      pets: radios({
        title: twin(
          'Any pets, or animals trained to help [you / them]?',
          'Do [you / they] have pets or helper animals?',
        ),
        hint: twin(
          'They matter to us too, and may need care in an emergency.',
          'Someone may need to look after them in an emergency.',
        ),
        picture: 'pet',
        options: {
          none: 'None',
          covered: twin('Yes, someone can care for them', 'Yes. Someone can look after them'),
          'not-covered': twin('Yes, no one could care for them', 'Yes. No one could look after them'),
        },
        optional: true,
      }),
    },
  },
  visit: {
    ask: {
      'getting-in': radios({
        title: twin('If we visit, how do we get in?', 'How do we get in when we visit?'),
        hint: twin('Do not write a key-safe code.', 'Do not write down any secret code.'),
        picture: 'door',
        options: {
          door: { label: '[I / They] answer the door', picture: 'person' },
          someone: { label: 'Someone lets you in', picture: 'people' },
          'key-safe': { label: twin('Key safe', 'Key safe. This is a box with a key in it'), picture: 'key' },
          other: twin('Other', 'Another way'),
        },
        optional: true,
        feeds: ['REC'],
      }),
    },
  },
})
