import { checkboxes } from '../controls/checkboxes.ts'
import { radios } from '../controls/radios.ts'
import { text } from '../controls/text.ts'
import { textarea } from '../controls/textarea.ts'
import { block } from '../engine/block.ts'
import { is } from '../engine/conditions.ts'
import { conditions } from './option-lists.ts'
import { twin } from '../engine/words.ts'

const isInHospital = is('hospital', 'in-now')

/** Health. */
export const health = block({
  gp: {
    ask: {
      'gp-practice': text({
        title: twin('Name of [your / {name}’s] GP surgery', 'What is [your / {name}’s] GP surgery called?'),
        hint: twin(
          'If [you’re / they’re] not registered with a GP, enter “none”.',
          'A GP is a doctor. Write “none” if there is no GP.',
        ),
        missing: twin('Enter a GP surgery, or “none”', 'Write the GP surgery, or “none”'),
        picture: 'doctor',
        out: ['dont-know'],
        feeds: ['REC'],
      }),
    },
  },
  health: {
    title: '[Your / {name}’s] health',
    ask: {
      conditions: checkboxes({
        title: twin(
          '[Which of these do you live with? / Which of these does {name} live with? / Health conditions, diagnosed or suspected]',
          '[Do you / Does {name}] have any of these?',
        ),
        hint: twin(
          'It counts even if no doctor has given it a name.',
          'You can tick it if no doctor has said it.',
        ),
        missing: twin('Select what applies, or “None of these”', 'Tick what is true, or “None of these”'),
        picture: 'unwell',
        options: { ...conditions, none: { label: 'None of these', exclusive: true } },
        out: ['dont-know', 'rather-not-say'],
        feeds: ['S42a'],
      }),
      'conditions-note': textarea({
        title: twin('Anything you want to add?', 'Do you want to tell us more?'),
        picture: 'pen',
        optional: true,
        feeds: ['VOICE'],
      }),
    },
  },
  hospital: {
    title: 'Hospital',
    ask: {
      hospital: radios({
        title: '[Have you / Has {name}] been in hospital?',
        missing: twin('Select an answer about hospital', 'Choose one answer about hospital'),
        picture: 'hospital',
        options: {
          'in-now': { label: twin('In now', 'In hospital now'), picture: 'hospital' },
          'past-6-weeks': {
            label: twin('Home in the past 6 weeks', 'Came home in the past 6 weeks'),
            picture: 'home',
          },
          soon: { label: 'Going in soon', picture: 'calendar' },
          no: 'No',
        },
        out: ['dont-know'],
      }),
      'hospital-where': text({
        title: twin('Which hospital and ward?', 'Which hospital? Which ward?'),
        missing: twin('Enter the hospital', 'Write the hospital'),
        picture: 'hospital',
        out: ['dont-know'],
        when: isInHospital,
        feeds: ['REC'],
      }),
      'hospital-leave': radios({
        title: twin('When [are you / are they] likely to leave?', 'When will [you / they] leave hospital?'),
        missing: twin('Select when', 'Choose when'),
        picture: 'calendar',
        options: { 'today-tomorrow': 'Today or tomorrow', 'this-week': 'This week', later: 'Later' },
        out: ['dont-know'],
        when: isInHospital,
      }),
    },
  },
})
