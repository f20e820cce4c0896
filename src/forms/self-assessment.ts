import { afterAssessment } from '#src/domain/outcomes.ts'
import { checkboxes } from './controls/checkboxes.ts'
import { radios, yesNo, yesOrNo } from './controls/radios.ts'
import { files } from './controls/files.ts'
import { manage } from './controls/manage.ts'
import { textarea } from './controls/textarea.ts'
import { block, pages } from './engine/block.ts'
import { allOf, is, not, some } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { selfHarm } from './shared/option-lists.ts'
import { communication } from './shared/communication.ts'
import { contact, NAME_AND_CONTACT } from './shared/contact.ts'
import { emergency } from './shared/emergency.ts'
import { canAskOfHarm, crisisPage, MAY_TELL } from './shared/harm.ts'
import { health } from './shared/health.ts'
import { home } from './shared/home.ts'
import { person } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { privatePage, start } from './shared/opening.ts'
import { takingPart } from './shared/taking-part.ts'
import { who } from './shared/who.ts'
import { twin } from './engine/words.ts'

/** The questions of a self-assessment of its own, in the order they are asked. */
export const assessment = block(
  {
    private: privatePage(),
    story: {
      title: 'What is happening',
      ask: {
        'as-story': textarea({
          title: twin(
            'What is happening, and what would help [you / {name}]?',
            'What is happening? What would help [you / {name}]?',
          ),
          hint: twin('A few lines is enough.', 'You can write just a few words.'),
          missing: twin('Enter what is happening', 'Write what is happening'),
          picture: 'talk',
          feeds: ['VOICE'],
        }),
        'as-when': radios({
          title: 'When did this start?',
          missing: twin('Select when it started', 'Choose when it started'),
          picture: 'calendar',
          options: {
            'past-few-days': twin('Past few days', 'In the past few days'),
            'past-month': twin('Past month', 'In the past month'),
            longer: twin('Longer ago', 'More than a month ago'),
          },
          out: ['dont-know'],
        }),
      },
    },
    matters: {
      ask: {
        'as-matters': textarea({
          title: 'What matters most to [you / {name}]?',
          hint: twin(
            'People, places, faith, culture, habits, pets, work.',
            'It can be people, places, pets, faith or work.',
          ),
          missing: twin(
            'Enter what matters, or tick “I’d rather not say”',
            'Write what matters, or tick “I do not want to say”',
          ),
          picture: 'heart',
          out: ['rather-not-say'],
          feeds: ['VOICE', 'strengths'],
        }),
      },
    },
    'good-day': {
      title: 'A good day',
      ask: {
        'as-good-day': textarea({
          title: twin('What does a good day look like?', 'What is a good day like?'),
          picture: 'day',
          optional: true,
          feeds: ['VOICE', 'strengths'],
        }),
        'as-strengths': textarea({
          title: 'What [are you / is {name}] good at, or proud of?',
          picture: 'star',
          optional: true,
          feeds: ['strengths'],
        }),
      },
    },
    culture: {
      ask: {
        'as-culture': textarea({
          title: twin(
            'Is there anything about [your / {name}’s] faith, food or way of life we should respect?',
            'What should we know about [your / {name}’s] faith, food or life?',
          ),
          picture: 'faith',
          optional: true,
          feeds: ['VOICE'],
        }),
      },
    },
    change: {
      title: 'What could be different',
      ask: {
        'as-change': textarea({
          title: twin(
            'What would [you / {name}] like to be different?',
            'What would [you / {name}] like to change?',
          ),
          hint: 'Think about the next few months.',
          missing: twin('Enter what should be different', 'Write what should change'),
          picture: 'idea',
          out: ['dont-know'],
          feeds: ['VOICE', 'wellbeing'],
        }),
        'as-tried': textarea({
          title: twin('What have you tried so far?', 'What have you tried to make things better?'),
          picture: 'again',
          optional: true,
          feeds: ['strengths'],
        }),
      },
    },
    'help-now': {
      title: 'Help there is now',
      ask: {
        'as-support': checkboxes({
          title: 'Who or what helps [you / {name}] now?',
          missing: twin('Select who helps, or “No one”', 'Tick who helps, or “No one”'),
          picture: 'support',
          options: {
            'family-friends': { label: 'Family and friends', picture: 'family' },
            neighbours: { label: 'Neighbours', picture: 'houses' },
            'faith-community': {
              label: twin('Faith community', 'People from [my / their] faith'),
              picture: 'faith',
            },
            charity: { label: 'Charity', picture: 'heart' },
            'council-care': { label: 'Care from the council', picture: 'carer' },
            'own-care': {
              label: twin('Care [I pay / they pay] for', 'Care that [I / they] pay for'),
              picture: 'money',
            },
            nhs: { label: 'Nurse or NHS team', picture: 'health-worker' },
            equipment: {
              label: twin('Equipment', 'Equipment, like rails or a wheelchair'),
              picture: 'wheelchair',
            },
            'no-one': { label: 'No one', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['strengths'],
        }),
        'as-support-hold': radios({
          title: twin(
            'Is this enough help, and is it likely to continue?',
            'Is that help enough? Can it go on?',
          ),
          missing: twin('Select whether the help is enough', 'Choose if the help is enough'),
          picture: 'time',
          options: {
            yes: 'Yes',
            'may-stop': twin('Enough now, but may stop', 'It is enough now. It may stop'),
            'not-enough': twin('Not enough', 'It is not enough'),
            stopped: 'It has stopped',
          },
          out: ['dont-know'],
          when: some('as-support'),
        }),
        'as-carer': yesNo({
          title: twin(
            'Does someone look after [you / {name}] without being paid?',
            'Does someone look after [you / {name}] for no pay?',
          ),
          hint: twin('They can get help too.', 'It may be family or a friend. They can get help too.'),
          missing: yesOrNo,
          picture: 'carer',
          out: ['dont-know'],
        }),
      },
    },
    food: {
      title: 'Food and drink',
      ask: {
        ...manage('as-shop-food', {
          title: twin(
            'How [do you / does {name}] manage getting food in?',
            'Can [you / {name}] get food for the home?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] getting food in',
            'Choose one answer about getting food',
          ),
          picture: 'shopping',
          feeds: ['O1'],
        }),
        ...manage('as-cook', {
          title: twin('How [do you / does {name}] manage making meals?', 'Can [you / {name}] make meals?'),
          missing: twin(
            'Select how [you manage / {name} manages] making meals',
            'Choose one answer about making meals',
          ),
          picture: 'cooking',
          feeds: ['O1'],
        }),
        ...manage('as-eat', {
          title: twin(
            'How [do you / does {name}] manage eating and drinking?',
            'Can [you / {name}] eat and drink?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] eating and drinking',
            'Choose one answer about eating and drinking',
          ),
          picture: 'food',
          feeds: ['O1'],
        }),
        'as-food-signs': checkboxes({
          title: twin(
            'Has any of this happened in the past week?',
            'Did any of these happen in the past week?',
          ),
          missing: twin(
            'Select any that apply, or “None of these”',
            'Tick what happened, or “None of these”',
          ),
          picture: 'drink',
          options: {
            'not-drinking': { label: twin('Hardly drinking', 'Drinking very little'), picture: 'drink' },
            'missed-meals': { label: 'Missing meals most days', picture: 'food' },
            'lost-weight': { label: twin('Lost weight', 'Getting thinner'), picture: 'clothes' },
            choking: { label: 'Coughing or choking on food', picture: 'mouth' },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know', 'rather-not-say'],
        }),
      },
    },
    washing: {
      title: 'Washing',
      ask: {
        ...manage('as-wash', {
          title: twin('How [do you / does {name}] manage getting washed?', 'Can [you / {name}] wash?'),
          missing: twin(
            'Select how [you manage / {name} manages] getting washed',
            'Choose one answer about washing',
          ),
          picture: 'wash',
          feeds: ['O2'],
        }),
        ...manage('as-laundry', {
          title: twin(
            'How [do you / does {name}] manage washing clothes and bedding?',
            'Can [you / {name}] wash clothes and sheets?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] washing clothes',
            'Choose one answer about washing clothes',
          ),
          picture: 'clothes',
          feeds: ['O2'],
        }),
      },
    },
    toilet: {
      title: 'Using the toilet',
      ask: {
        ...manage('as-toilet', {
          title: twin(
            'How [do you / does {name}] manage getting to and using the toilet?',
            'Can [you / {name}] get to the toilet and use it?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] using the toilet',
            'Choose one answer about using the toilet',
          ),
          picture: 'toilet',
          feeds: ['O3'],
        }),
        'as-accidents': radios({
          title: twin('How often are there toilet accidents?', 'How often do toilet accidents happen?'),
          hint: twin(
            'Many people have them. There is help.',
            'This means wet or dirty clothes or sheets. Many people have accidents. There is help.',
          ),
          missing: twin('Select how often', 'Choose how often'),
          picture: 'toilet',
          options: { never: 'Never', sometimes: 'Sometimes', often: 'Often' },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['O3'],
        }),
      },
    },
    dressing: {
      title: 'Getting dressed',
      ask: {
        ...manage('as-dress', {
          title: twin(
            'How [do you / does {name}] manage getting dressed for the day and the weather?',
            'Can [you / {name}] get dressed? Think about hot and cold days.',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] getting dressed',
            'Choose one answer about getting dressed',
          ),
          picture: 'dress',
          feeds: ['O4'],
        }),
      },
    },
    moving: {
      title: 'Moving around',
      ask: {
        ...manage('as-bed-chair', {
          title: twin(
            'How [do you / does {name}] manage getting in and out of bed or a chair?',
            'Can [you / {name}] get in and out of bed or chairs?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] getting in and out of bed or a chair',
            'Choose one answer about beds and chairs',
          ),
          picture: 'bed',
          feeds: ['O5'],
        }),
        ...manage('as-move', {
          title: twin(
            'How [do you / does {name}] manage moving around at home, with any stairs?',
            'Can [you / {name}] move around at home? Think about stairs too.',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] moving around at home',
            'Choose one answer about moving around',
          ),
          picture: 'walk',
          feeds: ['O5'],
        }),
      },
    },
    'home-care': {
      title: 'Looking after the home',
      ask: {
        ...manage('as-clean', {
          title: twin(
            'How [do you / does {name}] manage keeping the home clean and warm?',
            'Can [you / {name}] keep the home clean and warm?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] keeping the home clean and warm',
            'Choose one answer about the home',
          ),
          picture: 'clean',
          feeds: ['O6'],
        }),
        ...manage('as-bills', {
          title: twin(
            'How [do you / does {name}] manage bills and post?',
            'Can [you / {name}] look after bills and letters?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] bills and post',
            'Choose one answer about bills and letters',
          ),
          picture: 'bills',
          feeds: ['O6'],
        }),
        'as-home-state': checkboxes({
          title: twin('Are any of these true of the home?', 'Is any of this true of the home?'),
          hint: twin('We will not judge.', 'We will not think badly of you.'),
          missing: twin('Select what is true, or “None of these”', 'Tick what is true, or “None of these”'),
          picture: 'home',
          options: {
            'no-heat-water': { label: 'No heating or hot water', picture: 'heating' },
            'no-toilet-kitchen': { label: 'No working toilet or kitchen', picture: 'toilet' },
            'rooms-full': {
              label: twin('Rooms too full to use', 'Rooms so full that you cannot use them'),
              picture: 'boxes',
            },
            'exits-blocked': {
              label: twin('Doors or ways out blocked', 'Things in the way of the doors'),
              picture: 'door',
            },
            'waste-pests': {
              label: twin('Rotting food, waste or pests', 'Old food, rubbish, mice or rats'),
              picture: 'mouse',
            },
            repairs: {
              label: twin('Damp or repairs needed', 'Wet walls, or things that need mending'),
              picture: 'mend',
            },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['O6'],
        }),
      },
    },
    people: {
      title: 'Family and friends',
      ask: {
        ...manage('as-contact', {
          title: twin(
            'How [do you / does {name}] manage keeping in touch with family and friends?',
            'Can [you / {name}] keep in touch with family and friends?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] keeping in touch',
            'Choose one answer about family and friends',
          ),
          picture: 'friends',
          feeds: ['O7'],
        }),
        'as-lonely': radios({
          title: 'How often [do you / does {name}] feel lonely?',
          missing: twin('Select how often', 'Choose how often'),
          picture: 'sad',
          options: { 'hardly-ever': 'Hardly ever', sometimes: 'Sometimes', often: 'Often' },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['O7'],
        }),
      },
    },
    work: {
      title: 'Work, study and volunteering',
      ask: {
        ...manage('as-work', {
          title: twin(
            'How [do you / does {name}] manage with work, study or volunteering?',
            'Can [you / {name}] work, study or volunteer?',
          ),
          hint: twin(
            'Pick “Not for me now” if it is not wanted.',
            'To volunteer is to work for no pay. Pick “Not for me now” if [you do / {name} does] not want this.',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] work, study or volunteering',
            'Choose one answer about work and study',
          ),
          picture: 'work',
          more: { na: 'Not for me now' },
          feeds: ['O8'],
        }),
      },
    },
    out: {
      title: 'Getting out',
      ask: {
        ...manage('as-out', {
          title: twin(
            'How [do you / does {name}] manage getting to shops, the GP and other places?',
            'Can [you / {name}] get to shops, the GP and other places?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] getting to places',
            'Choose one answer about getting to places',
          ),
          picture: 'place',
          feeds: ['O9'],
        }),
        ...manage('as-travel', {
          title: twin(
            'How [do you / does {name}] manage using buses, trains or taxis?',
            'Can [you / {name}] use buses, trains or taxis?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] using transport',
            'Choose one answer about buses, trains and taxis',
          ),
          picture: 'bus',
          more: { na: twin('Never used', '[I / They] never use these') },
          feeds: ['O9'],
        }),
      },
    },
    parenting: {
      title: 'Looking after children',
      ask: {
        ...manage('as-parent', {
          title: twin(
            'How [do you / does {name}] manage looking after the child or children?',
            'Can [you / {name}] look after the child or children?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] looking after children',
            'Choose one answer about looking after children',
          ),
          picture: 'child',
          more: { na: { label: 'Someone else does this', picture: 'people' } },
          when: is('children-any', 'yes'),
          feeds: ['O10'],
        }),
      },
    },
    night: {
      title: 'Bad days, and nights',
      ask: {
        'as-varies': radios({
          title: 'Are some days much worse than others?',
          hint: 'Tell us about a bad day too.',
          missing: twin('Select whether days change', 'Choose one answer about bad days'),
          picture: 'calendar',
          options: {
            same: twin('Much the same', 'No. Days are much the same'),
            varies: twin('Some are much worse', 'Yes. Some days are much worse'),
          },
          out: ['dont-know'],
          feeds: ['needs-that-vary'],
        }),
        'as-varies-note': textarea({
          title: twin('What is a bad day like, and how often?', 'What is a bad day like? How often is it?'),
          picture: 'sad',
          optional: true,
          when: is('as-varies', 'varies'),
          feeds: ['needs-that-vary'],
        }),
        'as-night': radios({
          title: '[Do you / Does {name}] need help at night?',
          missing: twin('Select an answer about help at night', 'Choose one answer about help at night'),
          picture: 'night',
          options: {
            no: 'No',
            'once-or-twice': twin('Once or twice', 'Yes, once or twice'),
            'many-times': twin('Many times', 'Yes, many times'),
            'someone-awake': twin('Someone must stay awake', 'Yes. Someone must stay awake'),
          },
          out: ['dont-know'],
        }),
      },
    },
    medicine: {
      title: 'Medicine',
      ask: {
        ...manage('as-medicine', {
          title: twin(
            'How [do you / does {name}] manage taking medicine?',
            'Can [you / {name}] take medicine the right way?',
          ),
          missing: twin(
            'Select how [you manage / {name} manages] taking medicine',
            'Choose one answer about medicine',
          ),
          picture: 'medicine',
          more: { na: 'No medicine' },
          feeds: [],
        }),
      },
    },
    falls: {
      title: 'Falls',
      ask: {
        'as-falls': radios({
          title: twin(
            'How many falls in the past year?',
            'How many times did [you / {name}] fall in the past year?',
          ),
          hint: 'Count slips and trips.',
          missing: twin('Select how many falls', 'Choose how many falls'),
          picture: 'injury',
          options: { none: { label: 'None', picture: 'zero' }, one: 'One', 'two-or-more': 'Two or more' },
          out: ['dont-know'],
        }),
        'as-fall-hurt': yesNo({
          title: twin(
            'Any injury, or an hour or more on the floor?',
            '[Were you / Were they] hurt, or on the floor for an hour?',
          ),
          missing: yesOrNo,
          picture: 'hurt',
          out: ['dont-know'],
          when: is('as-falls', 'one', 'two-or-more'),
        }),
        'as-get-help': radios({
          title: twin(
            'If [you / {name}] fell alone, how would [you / they] get help?',
            'How would [you / {name}] get help after a fall alone?',
          ),
          missing: twin('Select how [you / they] would get help', 'Choose how [you / they] would get help'),
          picture: 'help',
          options: {
            alarm: { label: twin('Alarm or sensor', 'With an alarm'), picture: 'alarm' },
            phone: { label: twin('Phone', 'With a phone'), picture: 'phone' },
            wait: { label: 'Shout or wait', picture: 'talk' },
            'could-not': {
              label: twin('Could not get help', '[I / They] could not get help'),
              picture: 'cross',
            },
          },
          out: ['dont-know'],
        }),
      },
    },
    memory: {
      title: 'Memory',
      ask: {
        'as-memory': radios({
          title: 'How is [your / {name}’s] memory?',
          missing: twin('Select how memory is', 'Choose one answer about memory'),
          picture: 'brain',
          options: {
            fine: 'Fine',
            sometimes: twin('[I forget / Forgets] some things', '[I / They] forget some things'),
            'most-days': twin('A problem most days', 'It is a problem most days'),
          },
          out: ['dont-know', 'rather-not-say'],
        }),
        'as-memory-risk': checkboxes({
          title: twin(
            'In the past few months, any of these?',
            'Did any of these happen in the past few months?',
          ),
          missing: twin(
            'Select any that apply, or “None of these”',
            'Tick what happened, or “None of these”',
          ),
          picture: 'confused',
          options: {
            cooker: { label: 'Left the cooker or taps on', picture: 'cooking' },
            lost: {
              label: twin('Got lost, or went out unsafely', 'Got lost, or was not safe outside'),
              picture: 'map',
            },
            'forgot-vital': { label: 'Forgot food or medicine', picture: 'medicine' },
            'let-in': { label: twin('Let strangers in', 'Let people in they did not know'), picture: 'door' },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know', 'rather-not-say'],
          when: is('as-memory', 'sometimes', 'most-days'),
          feeds: ['O5'],
        }),
      },
    },
    mood: {
      title: 'Feelings',
      ask: {
        'as-mood': radios({
          title: 'How [have you / has {name}] felt lately?',
          missing: twin('Select how [you / they] felt', 'Choose how [you / they] felt'),
          picture: 'heart',
          options: {
            good: { label: 'Good', picture: 'happy' },
            'up-and-down': twin('Up and down', 'Some good days, some bad days'),
            low: { label: twin('Low or anxious most days', 'Sad or worried most days'), picture: 'sad' },
          },
          out: ['dont-know', 'rather-not-say'],
        }),
        'as-self-harm': radios({
          title: twin(
            '[Have you thought / Are you worried that {name} has thought] about suicide or self-harm?',
            '[Have you / Do you think {name} has] thought about hurting or killing [yourself / themselves]?',
          ),
          hint: twin(
            'It is OK to tell us. Need help now? Call 999, or NHS 111 and pick mental health.',
            'It is OK to tell us. Do you need help now? Call 999. Or call NHS 111. Then pick mental health.',
          ),
          missing: twin(
            'Select an answer, or “I’d rather not say”',
            'Choose an answer, or “I do not want to say”',
          ),
          picture: 'sad',
          options: selfHarm,
          out: ['dont-know', 'rather-not-say'],
          when: canAskOfHarm,
          feeds: ['HIDE'],
        }),
        'as-drink-drugs': radios({
          title: twin(
            'Do drink or drugs make it hard to stay safe?',
            'Do alcohol or drugs make it hard to stay safe?',
          ),
          missing: twin('Select an answer', 'Choose one answer about drink or drugs'),
          picture: 'alcohol',
          options: { no: 'No', sometimes: 'Sometimes', often: 'Often' },
          out: ['dont-know', 'rather-not-say'],
        }),
      },
    },
    crisis: crisisPage(is('as-self-harm', 'now')),
    senses: {
      ask: {
        'as-senses': checkboxes({
          title: twin(
            'Even with glasses or hearing aids, is it hard to see or hear?',
            'Is it hard to see or hear? Think of when [you / they] use glasses or hearing aids.',
          ),
          missing: twin('Select what is hard, or “No”', 'Tick what is hard, or “No”'),
          picture: 'sight',
          options: {
            see: { label: 'Hard to see', picture: 'sight' },
            hear: { label: 'Hard to hear', picture: 'hearing' },
            no: { label: 'No', exclusive: true },
          },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['S42a'],
        }),
      },
    },
    equipment: {
      title: twin('Equipment', 'Equipment, like rails or a wheelchair'),
      ask: {
        'as-equipment': checkboxes({
          title: twin('What equipment is there now?', 'Which of these help [you / {name}] at home now?'),
          missing: twin('Select what there is, or “None of these”', 'Tick what there is, or “None of these”'),
          picture: 'wheelchair',
          options: {
            'walking-aid': { label: twin('Walking aid', 'Walking stick or frame'), picture: 'crutch' },
            wheelchair: { label: 'Wheelchair', picture: 'wheelchair' },
            rails: { label: twin('Rails', 'Rails to hold on to'), picture: 'sign' },
            'bath-toilet-aid': {
              label: twin('Bath or toilet aid', 'Something to help in the bath or toilet'),
              picture: 'bath',
            },
            'bed-hoist': {
              label: twin('Hospital bed or hoist', 'Hospital bed or hoist. A hoist lifts you'),
              picture: 'bed',
            },
            stairlift: {
              label: twin('Stairlift', 'Stairlift. This is a chair that goes up stairs'),
              picture: 'chair',
            },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['O5'],
        }),
        'as-equip-trouble': textarea({
          title: 'Is anything broken or hard to use?',
          picture: 'mend',
          optional: true,
          feeds: ['+sp-equipment'],
        }),
      },
    },
    tech: {
      title: twin('Technology', 'Things that help you stay safe'),
      ask: {
        'as-tech': checkboxes({
          title: twin(
            '[Do you / Does {name}] use any of these at home?',
            'Which of these things are at home now?',
          ),
          missing: twin('Select what there is, or “None of these”', 'Tick what there is, or “None of these”'),
          picture: 'mobile',
          options: {
            alarm: { label: twin('Alarm you wear', 'Alarm that you wear'), picture: 'alarm' },
            sensors: { label: twin('Sensors', 'Sensors that spot a fall or a fire'), picture: 'eyes' },
            'pill-box': {
              label: twin('Medicine dispenser', 'A box that gives out medicine'),
              picture: 'medicine',
            },
            'smart-speaker': {
              label: twin('Smart speaker', 'A smart speaker. You can talk to it'),
              picture: 'speaker',
            },
            mobile: { label: 'Mobile phone', picture: 'mobile' },
            internet: { label: 'Internet', picture: 'internet' },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['+sp-tec'],
        }),
        'as-tech-try': radios({
          title: twin(
            'Would [you / {name}] try technology that helps people stay safe?',
            'Would [you / {name}] try things like alarms to stay safe?',
          ),
          picture: 'alarm',
          options: { yes: 'Yes', maybe: 'Maybe', no: 'No' },
          optional: true,
        }),
      },
    },
    fire: {
      ask: {
        'as-fire': checkboxes({
          title: twin('Are any of these true at home?', 'Is any of this true at home?'),
          missing: twin('Select what is true, or “None of these”', 'Tick what is true, or “None of these”'),
          picture: 'fire',
          options: {
            'no-alarm': {
              label: twin('No working smoke alarm', 'No smoke alarm that works'),
              picture: 'alarm',
            },
            'smokes-in-bed': {
              label: twin('Smoking in a bed or chair', 'Someone smokes in a bed or chair'),
              picture: 'smoking',
            },
            burns: {
              label: twin('Burn marks or past fires', 'Burn marks, or a fire in the past'),
              picture: 'fire',
            },
            'oxygen-creams': {
              label: twin(
                'Home oxygen, air mattress or skin creams that can burn',
                'Oxygen at home, an air bed, or skin cream that can burn',
              ),
              picture: 'cream',
            },
            'heaters-candles': { label: 'Heaters or candles', picture: 'candle' },
            'cannot-get-out': {
              label: twin(
                'Could not get out alone in a fire',
                '[I / They] could not get out alone in a fire',
              ),
              picture: 'door',
            },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['O5'],
        }),
      },
    },
    safe: {
      title: 'Being safe',
      ask: {
        'as-safe': radios({
          title: '[How safe do you feel? / How safe do you think {name} is?]',
          hint: twin(
            'This means safe from harm by people.',
            'This means safe from people who could hurt [you / them].',
          ),
          missing: twin('Select how safe', 'Choose how safe'),
          picture: 'lock',
          options: { safe: 'Safe', mostly: 'Mostly safe', 'not-safe': 'Not safe' },
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          when: canAskOfHarm,
          feeds: ['S42b', 'HIDE'],
        }),
        'as-safe-what': checkboxes({
          title: twin(
            '[Is anyone doing any of these to you? / Are you worried that anyone is doing any of these to {name}?]',
            'Is anyone doing any of these to [you / {name}]?',
          ),
          hint: `${twin('This may be someone close.', 'It may be family or a friend.')} It is never [your / their] fault. ${MAY_TELL}`,
          missing: twin('Select what is happening, or “No”', 'Tick what is happening, or “No”'),
          picture: 'afraid',
          options: {
            hurting: { label: twin('Hurting', 'Hurting [me / them]'), picture: 'hurt' },
            frightening: {
              label: twin('Frightening or threatening', 'Making [me / them] afraid'),
              picture: 'afraid',
            },
            controlling: {
              label: twin(
                'Controlling what [I do / they do], see or spend',
                'Not letting [me / them] choose what to do, see or buy',
              ),
              picture: 'stop',
            },
            'taking-money': { label: twin('Taking money', 'Taking [my / their] money'), picture: 'money' },
            sexual: {
              label: twin(
                'Unwanted sexual acts or talk',
                'Sex, touching or sexual talk [I / they] do not want',
              ),
              picture: 'say-no',
            },
            'not-caring': {
              label: twin('Not giving care that is needed', 'Not giving the care [I / they] need'),
              picture: 'sad',
            },
            forced: { label: 'Making [me / them] work, marry or move', picture: 'angry' },
            hate: {
              label: twin(
                'Cruel because of who [I am / they are]',
                'Being cruel because of who [I am / they are]',
              ),
              picture: 'angry',
            },
            scams: {
              label: twin('Scams, online or at the door', 'Tricking [me / them], online or at the door'),
              picture: 'computer',
            },
            no: { label: 'No', exclusive: true },
          },
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          // Where it is not safe to answer, nothing more is asked about it.
          when: allOf(canAskOfHarm, not(is('as-safe', 'unsafe'))),
          feeds: ['S42b', 'HIDE'],
        }),
        'as-safe-act': radios({
          title: 'What would [you / {name}] like us to do?',
          hint: twin(
            'We will talk to [you / them] first unless someone could be badly harmed.',
            'We will talk to [you / them] first. We may not if someone could be badly hurt.',
          ),
          missing: twin('Select what [you / they] would like', 'Choose what [you / they] would like'),
          picture: 'stop',
          options: {
            act: { label: 'Help make it stop', picture: 'stop' },
            talk: { label: twin('Talk first', 'Talk to [me / them] first'), picture: 'talk' },
            nothing: 'Nothing now',
          },
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          when: some('as-safe-what'),
          feeds: ['MSP', 'HIDE'],
        }),
      },
    },
    wellbeing: {
      ask: {
        'as-wellbeing': checkboxes({
          title: twin('Which parts of life does this affect most?', 'Which parts of life are hardest now?'),
          missing: twin('Select which parts, or “None of these”', 'Tick which parts, or “None of these”'),
          picture: 'heart',
          options: {
            dignity: {
              label: twin('Being treated with respect', 'People being kind and fair'),
              picture: 'heart',
            },
            health: { label: twin('Body and mind', 'Health of body and mind'), picture: 'doctor' },
            safety: { label: twin('Safety', 'Being safe'), picture: 'lock' },
            control: { label: twin('Control of each day', 'Choosing what to do each day'), picture: 'day' },
            'work-fun': { label: 'Work, learning or fun', picture: 'work' },
            'money-social': {
              label: twin('Money and community', 'Money, and a place among other people'),
              picture: 'money',
            },
            relationships: { label: twin('Relationships', 'Family, friends and love'), picture: 'friends' },
            home: { label: 'Home', picture: 'home' },
            'giving-back': { label: twin('Giving something back', 'Helping other people'), picture: 'gift' },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['wellbeing'],
        }),
      },
    },
    money: {
      title: 'Money',
      ask: {
        'as-money': checkboxes({
          title: twin('Any money worries?', '[Do you / Does {name}] worry about money?'),
          picture: 'money',
          options: {
            bills: { label: twin('Bills', 'Bills to pay'), picture: 'bills' },
            debt: { label: twin('Debt', 'Debt. This means money to pay back'), picture: 'card' },
            benefits: {
              label: twin('Not sure what to claim', 'Not sure which benefits [I / they] can get'),
              picture: 'question',
            },
            none: { label: 'None of these', exclusive: true },
          },
          optional: true,
        }),
        'as-savings': yesNo({
          title: twin(
            '[Do you / Does {name}] have more than {upper limit} in savings?',
            '[Do you / Does {name}] have more than {upper limit} saved?',
          ),
          hint: twin('You can ask for help either way.', 'You can still ask for help.'),
          picture: 'bank',
          out: ['dont-know', 'rather-not-say'],
          optional: true,
        }),
        'as-direct-pay': yesNo({
          title: twin(
            'Would you like information about direct payments?',
            'Do you want to know about direct payments? This is money to pay for your own care.',
          ),
          picture: 'card',
          optional: true,
        }),
      },
    },
    files: {
      ask: {
        'as-files': files({
          title: twin(
            'Add anything that helps, like a letter or photo',
            'Do you have a letter or photo that helps us?',
          ),
          picture: 'files',
          optional: true,
          feeds: ['REC'],
        }),
      },
    },
  },
  who,
  home,
)

/** Form 1: an adult's own assessment of care and support, by themself or by somebody for them. */
export const selfAssessment: Form = {
  id: 'self-assessment',
  number: 1,
  version: 1,
  title: 'Ask for care and support',
  about: [
    twin(
      'Use this form to tell us what care and support you, or another adult, may need. A worker reads it and decides with you what happens next.',
      'This form is to ask for help. It can be for you. It can be for another adult. A worker reads it. You decide with the worker what happens next.',
    ),
    twin(
      'It is for people aged 18 or over who live in our area. If that is not you, you can still send it. We’ll call you to talk about who can help.',
      'It is for people aged 18 or over. They live in our area. Is that not you? You can still send it. A worker will ring to say who can help.',
    ),
    twin(
      'You do not have to finish it. Once we have a name, a way to make contact and what is happening, you can send what you have.',
      'You do not have to finish it. Tell us a name. Tell us a way to contact you. Tell us what is happening. Then you can send it.',
    ),
  ],
  linkSays: 'Ask us to look at what you need',
  takes: twin(
    'It takes about 45 minutes to answer everything.',
    'It takes about 45 minutes. You can do a bit and stop.',
  ),
  anyOrder: true,
  parts: [
    {
      title: 'Danger and today',
      pages: [...pages(start, 'danger', 'call-999', 'today'), ...pages(assessment, 'private')],
    },
    {
      title: 'Who is filling this in',
      pages: pages(who, 'who', 'helper', 'you', 'agree'),
    },
    { title: 'What is happening', pages: pages(assessment, 'story') },
    // From here on it can be sent. How it is safe to reach somebody is asked before any number or address.
    {
      title: 'Name and safe contact',
      pages: [...pages(person, 'name'), ...pages(contact, 'secret', 'contact', 'messages', 'safe-way')],
    },
    {
      title: twin('Talking with us and taking part', 'Talking with us'),
      pages: [
        ...pages(communication, 'language', 'talk-read', 'formats', 'support'),
        ...pages(takingPart, 'taking-part'),
        ...pages(who, 'deciding', 'legal'),
      ],
    },
    { title: '[About you / The person]', pages: pages(person, 'birth', 'numbers', 'address') },
    {
      title: 'What matters to [you / {name}]',
      pages: pages(assessment, 'matters', 'good-day', 'culture', 'change', 'help-now'),
    },
    {
      title: 'Health and home',
      pages: [
        ...pages(health, 'gp', 'health', 'hospital'),
        ...pages(home, 'home', 'household', 'children', 'pets', 'visit'),
      ],
    },
    {
      title: 'Daily life',
      pages: [
        ...pages(assessment, 'food', 'washing', 'toilet', 'dressing', 'moving', 'home-care', 'people'),
        ...pages(assessment, 'work', 'out', 'parenting', 'night', 'medicine'),
      ],
    },
    {
      title: 'Staying safe and well',
      pages: [
        ...pages(assessment, 'falls', 'memory', 'mood', 'crisis', 'senses', 'equipment', 'tech', 'fire'),
        ...pages(assessment, 'safe', 'wellbeing'),
      ],
    },
    {
      title: twin('Money, sharing and emergencies', 'Money and who to tell'),
      pages: [
        ...pages(assessment, 'money', 'files'),
        ...pages(emergency, 'emergency'),
        ...pages(sharing, 'sharing', 'record'),
      ],
    },
  ],
  check: sharing.pages.check,
  reader: { you: not(is('who-for', 'someone-else')) },
  nameFrom: ['preferred-name', 'first-name'],
  needs: [...NAME_AND_CONTACT, { name: 'what is happening', anyOf: ['as-story'] }],
  blanks: 'complete',
  outcomes: ['assess', ...afterAssessment],
  assessment: 'asked-for',
  asksEquality: true,
  helpAtAnyTime: true,
  canExit: true,
  isSafeguarding: false,
}
