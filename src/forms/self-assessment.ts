import { checkboxes, radios, yesNo } from './controls/choice.ts'
import { files } from './controls/files.ts'
import { manage } from './controls/manage.ts'
import { textarea } from './controls/text.ts'
import { block, pages } from './engine/block.ts'
import { allOf, is, not, some } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { selfHarm } from './option-lists.ts'
import { communication } from './shared/communication.ts'
import { contact } from './shared/contact.ts'
import { emergency } from './shared/emergency.ts'
import { canAskOfHarm, crisisPage, MAY_TELL } from './shared/harm.ts'
import { health } from './shared/health.ts'
import { home } from './shared/home.ts'
import { person } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { privatePage, start } from './shared/start.ts'
import { takingPart } from './shared/taking-part.ts'
import { who } from './shared/who.ts'

/** The questions of a self-assessment of its own, in the order they are asked. */
export const assessment = block(
  {
    private: privatePage(),
    story: {
      title: 'What is happening',
      ask: {
        'as-story': textarea({
          title: 'What is happening, and what would help [you / {name}]?',
          hint: 'A few lines is enough.',
          missing: 'Enter what is happening',
          feeds: ['VOICE'],
        }),
        'as-when': radios({
          title: 'When did this start?',
          missing: 'Select when it started',
          options: {
            'past-few-days': 'Past few days',
            'past-month': 'Past month',
            longer: 'Longer ago',
          },
          out: ['dont-know'],
        }),
      },
    },
    matters: {
      ask: {
        'as-matters': textarea({
          title: 'What matters most to [you / {name}]?',
          hint: 'People, places, faith, culture, habits, pets, work.',
          missing: 'Enter what matters, or tick “I’d rather not say”',
          out: ['rather-not-say'],
          feeds: ['VOICE', 'strengths'],
        }),
      },
    },
    'good-day': {
      title: 'A good day',
      ask: {
        'as-good-day': textarea({
          title: 'What does a good day look like?',
          optional: true,
          feeds: ['VOICE', 'strengths'],
        }),
        'as-strengths': textarea({
          title: 'What [are you / is {name}] good at, or proud of?',
          optional: true,
          feeds: ['strengths'],
        }),
      },
    },
    culture: {
      ask: {
        'as-culture': textarea({
          title: 'Is there anything about [your / {name}’s] faith, food or way of life we should respect?',
          optional: true,
          feeds: ['VOICE'],
        }),
      },
    },
    change: {
      title: 'What could be different',
      ask: {
        'as-change': textarea({
          title: 'What would [you / {name}] like to be different?',
          hint: 'Think about the next few months.',
          missing: 'Enter what should be different',
          out: ['dont-know'],
          feeds: ['VOICE', 'wellbeing'],
        }),
        'as-tried': textarea({
          title: 'What have you tried so far?',
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
          missing: 'Select who helps, or “No one”',
          options: {
            'family-friends': 'Family and friends',
            neighbours: 'Neighbours',
            'faith-community': 'Faith community',
            charity: 'Charity',
            'council-care': 'Care from the council',
            'own-care': 'Care [I pay / they pay] for',
            nhs: 'Nurse or NHS team',
            equipment: 'Equipment',
            'no-one': { label: 'No one', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['strengths'],
        }),
        'as-support-hold': radios({
          title: 'Is that help enough, and can it go on?',
          missing: 'Select whether the help is enough',
          options: {
            yes: 'Yes',
            'may-stop': 'Enough now, but may stop',
            'not-enough': 'Not enough',
            stopped: 'It has stopped',
          },
          out: ['dont-know'],
          when: some('as-support'),
        }),
        'as-carer': yesNo({
          title: 'Does someone look after [you / {name}] without being paid?',
          hint: 'They can get help too.',
          missing: 'Select yes or no',
          out: ['dont-know'],
        }),
      },
    },
    food: {
      title: 'Food and drink',
      ask: {
        ...manage('as-shop-food', {
          title: 'How [do you / does {name}] manage getting food in?',
          missing: 'Select how [you manage / {name} manages] getting food in',
          feeds: ['O1'],
        }),
        ...manage('as-cook', {
          title: 'How [do you / does {name}] manage making meals?',
          missing: 'Select how [you manage / {name} manages] making meals',
          feeds: ['O1'],
        }),
        ...manage('as-eat', {
          title: 'How [do you / does {name}] manage eating and drinking?',
          missing: 'Select how [you manage / {name} manages] eating and drinking',
          feeds: ['O1'],
        }),
        'as-food-signs': checkboxes({
          title: 'In the past week, any of these?',
          missing: 'Select any that apply, or “None of these”',
          options: {
            'not-drinking': 'Hardly drinking',
            'missed-meals': 'Missing meals most days',
            'lost-weight': 'Lost weight',
            choking: 'Coughing or choking on food',
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
          title: 'How [do you / does {name}] manage getting washed?',
          missing: 'Select how [you manage / {name} manages] getting washed',
          feeds: ['O2'],
        }),
        ...manage('as-laundry', {
          title: 'How [do you / does {name}] manage washing clothes and bedding?',
          missing: 'Select how [you manage / {name} manages] washing clothes',
          feeds: ['O2'],
        }),
      },
    },
    toilet: {
      title: 'Using the toilet',
      ask: {
        ...manage('as-toilet', {
          title: 'How [do you / does {name}] manage getting to and using the toilet?',
          missing: 'Select how [you manage / {name} manages] using the toilet',
          feeds: ['O3'],
        }),
        'as-accidents': radios({
          title: 'How often are there toilet accidents?',
          hint: 'Many people have them. There is help.',
          missing: 'Select how often',
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
          title: 'How [do you / does {name}] manage getting dressed for the day and the weather?',
          missing: 'Select how [you manage / {name} manages] getting dressed',
          feeds: ['O4'],
        }),
      },
    },
    moving: {
      title: 'Moving around',
      ask: {
        ...manage('as-bed-chair', {
          title: 'How [do you / does {name}] manage getting in and out of bed or a chair?',
          missing: 'Select how [you manage / {name} manages] getting in and out of bed or a chair',
          feeds: ['O5'],
        }),
        ...manage('as-move', {
          title: 'How [do you / does {name}] manage moving around at home, with any stairs?',
          missing: 'Select how [you manage / {name} manages] moving around at home',
          feeds: ['O5'],
        }),
      },
    },
    'home-care': {
      title: 'Looking after the home',
      ask: {
        ...manage('as-clean', {
          title: 'How [do you / does {name}] manage keeping the home clean and warm?',
          missing: 'Select how [you manage / {name} manages] keeping the home clean and warm',
          feeds: ['O6'],
        }),
        ...manage('as-bills', {
          title: 'How [do you / does {name}] manage bills and post?',
          missing: 'Select how [you manage / {name} manages] bills and post',
          feeds: ['O6'],
        }),
        'as-home-state': checkboxes({
          title: 'Are any of these true of the home?',
          hint: 'We will not judge.',
          missing: 'Select what is true, or “None of these”',
          options: {
            'no-heat-water': 'No heating or hot water',
            'no-toilet-kitchen': 'No working toilet or kitchen',
            'rooms-full': 'Rooms too full to use',
            'exits-blocked': 'Doors or ways out blocked',
            'waste-pests': 'Rotting food, waste or pests',
            repairs: 'Damp or repairs needed',
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
          title: 'How [do you / does {name}] manage keeping in touch with family and friends?',
          missing: 'Select how [you manage / {name} manages] keeping in touch',
          feeds: ['O7'],
        }),
        'as-lonely': radios({
          title: 'How often [do you / does {name}] feel lonely?',
          missing: 'Select how often',
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
          title: 'How [do you / does {name}] manage with work, study or volunteering?',
          hint: 'Pick “Not for me now” if it is not wanted.',
          missing: 'Select how [you manage / {name} manages] work, study or volunteering',
          more: { na: 'Not for me now' },
          feeds: ['O8'],
        }),
      },
    },
    out: {
      title: 'Getting out',
      ask: {
        ...manage('as-out', {
          title: 'How [do you / does {name}] manage getting to shops, the GP and other places?',
          missing: 'Select how [you manage / {name} manages] getting to places',
          feeds: ['O9'],
        }),
        ...manage('as-travel', {
          title: 'How [do you / does {name}] manage using buses, trains or taxis?',
          missing: 'Select how [you manage / {name} manages] using transport',
          more: { na: 'Never used' },
          feeds: ['O9'],
        }),
      },
    },
    parenting: {
      title: 'Looking after children',
      ask: {
        ...manage('as-parent', {
          title: 'How [do you / does {name}] manage looking after the child or children?',
          missing: 'Select how [you manage / {name} manages] looking after children',
          more: { na: 'Someone else does this' },
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
          missing: 'Select whether days change',
          options: { same: 'Much the same', varies: 'Some are much worse' },
          out: ['dont-know'],
          feeds: ['needs-that-vary'],
        }),
        'as-varies-note': textarea({
          title: 'What is a bad day like, and how often?',
          optional: true,
          when: is('as-varies', 'varies'),
          feeds: ['needs-that-vary'],
        }),
        'as-night': radios({
          title: '[Do you / Does {name}] need help at night?',
          missing: 'Select an answer about help at night',
          options: {
            no: 'No',
            'once-or-twice': 'Once or twice',
            'many-times': 'Many times',
            'someone-awake': 'Someone must stay awake',
          },
          out: ['dont-know'],
        }),
      },
    },
    medicine: {
      title: 'Medicine',
      ask: {
        ...manage('as-medicine', {
          title: 'How [do you / does {name}] manage taking medicine?',
          missing: 'Select how [you manage / {name} manages] taking medicine',
          more: { na: 'No medicine' },
          feeds: [],
        }),
      },
    },
    falls: {
      title: 'Falls',
      ask: {
        'as-falls': radios({
          title: 'How many falls in the past year?',
          hint: 'Count slips and trips.',
          missing: 'Select how many falls',
          options: { none: 'None', one: 'One', 'two-or-more': 'Two or more' },
          out: ['dont-know'],
        }),
        'as-fall-hurt': yesNo({
          title: 'Any injury, or an hour or more on the floor?',
          missing: 'Select yes or no',
          out: ['dont-know'],
          when: is('as-falls', 'one', 'two-or-more'),
        }),
        'as-get-help': radios({
          title: 'If [you / {name}] fell alone, how would [you / they] get help?',
          missing: 'Select how [you / they] would get help',
          options: {
            alarm: 'Alarm or sensor',
            phone: 'Phone',
            wait: 'Shout or wait',
            'could-not': 'Could not get help',
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
          missing: 'Select how memory is',
          options: {
            fine: 'Fine',
            sometimes: '[I forget / Forgets] some things',
            'most-days': 'A problem most days',
          },
          out: ['dont-know', 'rather-not-say'],
        }),
        'as-memory-risk': checkboxes({
          title: 'In the past few months, any of these?',
          missing: 'Select any that apply, or “None of these”',
          options: {
            cooker: 'Left the cooker or taps on',
            lost: 'Got lost, or went out unsafely',
            'forgot-vital': 'Forgot food or medicine',
            'let-in': 'Let strangers in',
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
          missing: 'Select how [you / they] felt',
          options: { good: 'Good', 'up-and-down': 'Up and down', low: 'Low or anxious most days' },
          out: ['dont-know', 'rather-not-say'],
        }),
        'as-self-harm': radios({
          title: '[Have you thought / Are you worried that {name} has thought] about suicide or self-harm?',
          hint: 'It is OK to tell us. Need help now? Call 999, or NHS 111 and pick mental health.',
          missing: 'Select an answer, or “I’d rather not say”',
          options: selfHarm,
          out: ['dont-know', 'rather-not-say'],
          when: canAskOfHarm,
          feeds: ['HIDE'],
        }),
        'as-drink-drugs': radios({
          title: 'Do drink or drugs make it hard to stay safe?',
          missing: 'Select an answer',
          options: { no: 'No', sometimes: 'Sometimes', often: 'Often' },
          out: ['dont-know', 'rather-not-say'],
        }),
      },
    },
    crisis: crisisPage(is('as-self-harm', 'now')),
    senses: {
      ask: {
        'as-senses': checkboxes({
          title: 'Even with glasses or hearing aids, is it hard to see or hear?',
          missing: 'Select what is hard, or “No”',
          options: {
            see: 'Hard to see',
            hear: 'Hard to hear',
            no: { label: 'No', exclusive: true },
          },
          out: ['dont-know', 'rather-not-say'],
          feeds: ['S42a'],
        }),
      },
    },
    equipment: {
      title: 'Equipment',
      ask: {
        'as-equipment': checkboxes({
          title: 'What equipment is there now?',
          missing: 'Select what there is, or “None of these”',
          options: {
            'walking-aid': 'Walking aid',
            wheelchair: 'Wheelchair',
            rails: 'Rails',
            'bath-toilet-aid': 'Bath or toilet aid',
            'bed-hoist': 'Hospital bed or hoist',
            stairlift: 'Stairlift',
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['O5'],
        }),
        'as-equip-trouble': textarea({
          title: 'Is anything broken or hard to use?',
          optional: true,
          feeds: ['+sp-equipment'],
        }),
      },
    },
    tech: {
      title: 'Technology',
      ask: {
        'as-tech': checkboxes({
          title: 'What technology is there now?',
          missing: 'Select what there is, or “None of these”',
          options: {
            alarm: 'Alarm you wear',
            sensors: 'Sensors',
            'pill-box': 'Medicine dispenser',
            'smart-speaker': 'Smart speaker',
            mobile: 'Mobile phone',
            internet: 'Internet',
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['+sp-tec'],
        }),
        'as-tech-try': radios({
          title: 'Would [you / {name}] try technology that helps people stay safe?',
          options: { yes: 'Yes', maybe: 'Maybe', no: 'No' },
          optional: true,
        }),
      },
    },
    fire: {
      ask: {
        'as-fire': checkboxes({
          title: 'Are any of these true at home?',
          missing: 'Select what is true, or “None of these”',
          options: {
            'no-alarm': 'No working smoke alarm',
            'smokes-in-bed': 'Smoking in a bed or chair',
            burns: 'Burn marks or past fires',
            'oxygen-creams': 'Home oxygen, air mattress or skin creams that can burn',
            'heaters-candles': 'Heaters or candles',
            'cannot-get-out': 'Could not get out alone in a fire',
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
          hint: 'This means safe from harm by people.',
          missing: 'Select how safe',
          options: { safe: 'Safe', mostly: 'Mostly safe', 'not-safe': 'Not safe' },
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          when: canAskOfHarm,
          feeds: ['S42b', 'HIDE'],
        }),
        'as-safe-what': checkboxes({
          title:
            '[Is anyone doing any of these to you? / Are you worried that anyone is doing any of these to {name}?]',
          hint: `This may be someone close. It is never [your / their] fault. ${MAY_TELL}`,
          missing: 'Select what is happening, or “No”',
          options: {
            hurting: 'Hurting',
            frightening: 'Frightening or threatening',
            controlling: 'Controlling what [I do / they do], see or spend',
            'taking-money': 'Taking money',
            sexual: 'Unwanted sexual acts or talk',
            'not-caring': 'Not giving care that is needed',
            forced: 'Making [me / them] work, marry or move',
            hate: 'Cruel because of who [I am / they are]',
            scams: 'Scams, online or at the door',
            no: { label: 'No', exclusive: true },
          },
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          // Where it is not safe to answer, nothing more is asked about it.
          when: allOf(canAskOfHarm, not(is('as-safe', 'unsafe'))),
          feeds: ['S42b', 'HIDE'],
        }),
        'as-safe-act': radios({
          title: 'What would [you / {name}] like us to do?',
          hint: 'We will talk to [you / them] first unless someone could be badly harmed.',
          missing: 'Select what [you / they] would like',
          options: { act: 'Help make it stop', talk: 'Talk first', nothing: 'Nothing now' },
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          when: some('as-safe-what'),
          feeds: ['MSP', 'HIDE'],
        }),
      },
    },
    wellbeing: {
      ask: {
        'as-wellbeing': checkboxes({
          title: 'Which parts of life does this affect most?',
          missing: 'Select which parts, or “None of these”',
          options: {
            dignity: 'Being treated with respect',
            health: 'Body and mind',
            safety: 'Safety',
            control: 'Control of each day',
            'work-fun': 'Work, learning or fun',
            'money-social': 'Money and community',
            relationships: 'Relationships',
            home: 'Home',
            'giving-back': 'Giving something back',
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
          title: 'Any money worries?',
          options: {
            bills: 'Bills',
            debt: 'Debt',
            benefits: 'Not sure what to claim',
            none: { label: 'None of these', exclusive: true },
          },
          optional: true,
        }),
        'as-savings': yesNo({
          title: '[Do you / Does {name}] have more than {upper limit} in savings?',
          hint: 'You can ask for help either way.',
          out: ['dont-know', 'rather-not-say'],
          optional: true,
        }),
        'as-direct-pay': yesNo({
          title: 'Want to know about arranging your own care with a direct payment?',
          optional: true,
        }),
      },
    },
    files: {
      ask: {
        'as-files': files({
          title: 'Add anything that helps, like a letter or photo',
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
    'Use this form to tell us what care and support you, or another adult, may need. A worker reads it and decides with you what happens next.',
    'It is for people aged 18 or over who live in our area. If that is not you, you can still send it: a worker agrees by phone who will help.',
    'You do not have to finish it. Once we have a name, a way to make contact and what is happening, you can send what you have.',
  ],
  takes: 'It takes about 45 minutes to answer everything.',
  anyOrder: true,
  parts: [
    {
      title: 'Danger and today',
      pages: [...pages(start, 'danger', 'call-999', 'today'), ...pages(assessment, 'private')],
    },
    {
      title: 'Who is filling this in',
      pages: pages(who, 'who', 'helper', 'you', 'agree', 'deciding', 'legal'),
    },
    {
      title: '[About you / The person]',
      pages: pages(person, 'name', 'birth', 'numbers', 'address'),
    },
    {
      title: 'Keeping in touch and taking part',
      pages: [
        ...pages(contact, 'contact', 'messages', 'secret', 'safe-way'),
        ...pages(communication, 'language', 'talk-read', 'formats', 'support'),
        ...pages(takingPart, 'taking-part'),
      ],
    },
    {
      title: 'What is happening, and what matters',
      pages: pages(assessment, 'story', 'matters', 'good-day', 'culture', 'change', 'help-now'),
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
      title: 'Money, sharing and emergencies',
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
  needs: [
    { name: 'a name', anyOf: ['first-name'] },
    {
      name: 'a way to make contact',
      anyOf: ['contact-way', 'helper-phone', 'helper-email'],
      orIf: is('contact-way', 'unsafe'),
    },
    { name: 'what is happening', anyOf: ['as-story'] },
  ],
  blanks: 'complete',
  canExit: true,
  isSafeguarding: false,
}
