import { checkboxes, radios } from '../controls/choice.ts'
import { text, textarea } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { is } from '../engine/conditions.ts'
import { conditions } from '../option-lists.ts'

const isInHospital = is('hospital', 'in-now')

/** Health. */
export const health = block({
  gp: {
    ask: {
      'gp-practice': text({
        title: 'Name of [your / {name}’s] GP surgery',
        hint: 'Write “none” if not signed up.',
        missing: 'Enter a GP surgery, or “none”',
        out: ['dont-know'],
        feeds: ['REC'],
      }),
    },
  },
  health: {
    title: '[Your / {name}’s] health',
    ask: {
      conditions: checkboxes({
        title:
          '[Which of these do you live with? / Which of these does {name} live with? / Health conditions, diagnosed or suspected]',
        hint: 'It counts even if no doctor has given it a name.',
        missing: 'Select what applies, or “None of these”',
        options: { ...conditions, none: { label: 'None of these', exclusive: true } },
        out: ['dont-know', 'rather-not-say'],
        feeds: ['S42a'],
      }),
      'conditions-note': textarea({
        title: 'Anything you want to add?',
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
        missing: 'Select an answer about hospital',
        options: {
          'in-now': 'In now',
          'past-6-weeks': 'Home in the past 6 weeks',
          soon: 'Going in soon',
          no: 'No',
        },
        out: ['dont-know'],
      }),
      'hospital-where': text({
        title: 'Which hospital and ward?',
        missing: 'Enter the hospital',
        out: ['dont-know'],
        when: isInHospital,
        feeds: ['REC'],
      }),
      'hospital-leave': radios({
        title: 'When [are you / are they] likely to leave?',
        missing: 'Select when',
        options: { 'today-tomorrow': 'Today or tomorrow', 'this-week': 'This week', later: 'Later' },
        out: ['dont-know'],
        when: isInHospital,
      }),
    },
  },
})
