import { address } from './controls/address.ts'
import { carerImpact } from './controls/carer-impact.ts'
import { checkboxes, radios, yesNo } from './controls/choice.ts'
import { number } from './controls/number.ts'
import { repeat } from './controls/repeat.ts'
import { text, textarea } from './controls/text.ts'
import { block, pages } from './engine/block.ts'
import { anyOf, is, not } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { relations, selfHarm } from './option-lists.ts'
import { communication } from './shared/communication.ts'
import { contact } from './shared/contact.ts'
import { emergency } from './shared/emergency.ts'
import { canAskOfHarm, crisisPage, MAY_TELL } from './shared/harm.ts'
import { home } from './shared/home.ts'
import { person } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { privatePage, start } from './shared/start.ts'
import { takingPart } from './shared/taking-part.ts'
import { who } from './shared/who.ts'

// In this form {name} is the carer, and {cared} the person looked after.

/** The questions of a carer's assessment of its own, in the order they are asked. */
export const caring = block(
  {
    private: privatePage(),
    cared: {
      title: 'Who [you look / {name} looks] after',
      ask: {
        'ca-cared': repeat({
          title: 'Who [do you / does {name}] look after?',
          hint: 'More than one? Add each.',
          missing: 'Enter the person looked after',
          groupName: 'Person',
          whole: true,
          group: {
            name: text({ title: 'Name', missing: 'Enter their name' }),
            age: number({ title: 'About how old are they?', missing: 'Enter a rough age' }),
            address: address({ title: 'Where do they live?', optional: true }),
            rel: radios({
              title: 'Who are they to [you / {name}]?',
              missing: 'Select who they are to [you / {name}]',
              options: relations,
            }),
            'lives-together': yesNo({
              title: 'Do they live with [you / {name}]?',
              missing: 'Select yes or no',
            }),
          },
          feeds: ['REC'],
        }),
        'ca-cared-age': radios({
          title: 'Are they 18 or over?',
          missing: 'Select whether they are 18 or over',
          options: { adults: 'Yes, 18 or over', child: 'Under 18', both: 'Some over, some under 18' },
          feeds: ['ROUTE'],
        }),
        'ca-cared-area': yesNo({
          title: 'Do they live in {our area}?',
          missing: 'Select yes or no',
          out: ['dont-know'],
        }),
        'ca-cared-knows': yesNo({
          title: 'Does {cared} know about this form?',
          hint: 'They do not have to.',
          missing: 'Select yes or no',
          out: ['unsafe'],
          feeds: ['+fl-safe-contact', 'HIDE'],
        }),
        'ca-cared-why': textarea({
          title: 'Why do they need help?',
          hint: 'Illness, disability, age, mental health, drink or drugs.',
          missing: 'Enter why they need help',
          out: ['rather-not-say'],
          feeds: ['necessary-care'],
        }),
      },
    },
    talk: {
      ask: {
        'ca-talk': radios({
          title: 'How would [you / {name}] like to talk to us?',
          missing: 'Select how to talk',
          options: { alone: 'Alone', together: 'With {cared}', both: 'Both' },
          feeds: ['joint-or-separate'],
        }),
      },
    },
    doing: {
      title: 'What [you do / {name} does]',
      ask: {
        'ca-tasks': checkboxes({
          title: 'What [do you / does {name}] help with?',
          missing: 'Select what [you help / {name} helps] with',
          options: {
            personal: 'Washing, dressing, toilet',
            food: 'Food',
            medicine: 'Medicine',
            moving: 'Lifting or moving',
            home: 'Housework, shopping',
            money: 'Money',
            trips: 'Appointments, transport',
            company: 'Comfort, talking',
            watching: 'Keeping them safe',
            night: 'Help at night',
            speaking: 'Speaking for them, or putting words into their language',
          },
          feeds: ['necessary-care'],
        }),
        'ca-hours': radios({
          title: 'About how many hours a week?',
          hint: 'Count time spent being on hand.',
          missing: 'Select how many hours',
          options: {
            'under-20': 'Under 20',
            '20-34': '20 to 34',
            '35-49': '35 to 49',
            '50-plus': '50 or more',
          },
          out: ['dont-know'],
        }),
        'ca-nights': radios({
          title: '[Are you / Is {name}] woken at night?',
          missing: 'Select an answer about nights',
          options: { no: 'No', some: 'Some nights', most: 'Most nights' },
        }),
        'ca-shared': radios({
          title: 'Who else helps?',
          missing: 'Select who else helps',
          options: { 'no-one': 'No one', 'a-little': 'Others, a little', shared: 'We share it' },
          feeds: ['strengths'],
        }),
      },
    },
    'carry-on': {
      title: 'Carrying on',
      ask: {
        'ca-willing': radios({
          title: '[Do you / Does {name}] want to carry on caring?',
          hint: '[You / They] can say no. [You / They] will not be judged.',
          missing: 'Select an answer',
          options: { yes: 'Yes', 'with-help': 'Yes, with more help', no: 'No' },
          out: ['rather-not-say'],
          feeds: ['willing'],
        }),
        'ca-able': radios({
          title: '[Are you / Is {name}] able to carry on?',
          missing: 'Select an answer',
          options: { yes: 'Yes', 'for-now': 'Only for now', no: 'No' },
          out: ['rather-not-say'],
          feeds: ['able'],
        }),
        'ca-stop': radios({
          title: 'When will the caring stop?',
          missing: 'Select when caring will stop',
          options: { today: 'Today or tomorrow', week: 'Within a week', month: 'Within a month' },
          out: ['dont-know'],
          when: anyOf(is('ca-willing', 'no'), is('ca-able', 'no')),
        }),
      },
    },
    life: {
      title: 'Life apart from caring',
      ask: {
        'ca-matters': textarea({
          title: 'Apart from caring, what matters to [you / {name}]?',
          missing: 'Enter what matters, or tick “I’d rather not say”',
          out: ['rather-not-say'],
          feeds: ['VOICE', 'strengths'],
        }),
        'ca-good': textarea({ title: 'What goes well?', optional: true, feeds: ['strengths'] }),
      },
    },
    'c-child': {
      title: 'Looking after [your / {name}’s] children',
      ask: {
        ...carerImpact('ca-child', {
          title: 'How does caring affect looking after [your / {name}’s] children?',
          missing: 'Select how caring affects looking after children',
          when: is('children-any', 'yes'),
          feeds: ['C1'],
        }),
      },
    },
    'c-others': {
      title: 'Looking after anyone else',
      ask: {
        ...carerImpact('ca-others', {
          title: 'How does caring affect looking after anyone else?',
          missing: 'Select how caring affects looking after others',
          feeds: ['C2'],
        }),
      },
    },
    'c-home': {
      title: '[Your / {name}’s] own home',
      ask: {
        ...carerImpact('ca-home', {
          title: 'How does caring affect keeping [your / {name}’s] own home clean and safe?',
          missing: 'Select how caring affects the home',
          feeds: ['C3'],
        }),
      },
    },
    'c-food': {
      title: 'Eating well',
      ask: {
        ...carerImpact('ca-eat', {
          title: 'How does caring affect shopping, cooking and eating well?',
          missing: 'Select how caring affects eating well',
          feeds: ['C4'],
        }),
      },
    },
    'c-people': {
      title: 'Family and friends',
      ask: {
        ...carerImpact('ca-people', {
          title: 'How does caring affect time with family and friends?',
          missing: 'Select how caring affects family and friends',
          feeds: ['C5'],
        }),
      },
    },
    'c-work': {
      title: 'Work, study and volunteering',
      ask: {
        ...carerImpact('ca-work', {
          title: 'How does caring affect work, study or volunteering?',
          missing: 'Select how caring affects work or study',
          feeds: ['C6'],
        }),
      },
    },
    'c-places': {
      title: 'Getting to places',
      ask: {
        ...carerImpact('ca-places', {
          title: 'How does caring affect getting to shops, the GP and other places?',
          missing: 'Select how caring affects getting to places',
          feeds: ['C7'],
        }),
      },
    },
    'c-fun': {
      title: 'Rest and fun',
      ask: {
        ...carerImpact('ca-fun', {
          title: 'How does caring affect rest, hobbies and fun?',
          missing: 'Select how caring affects rest and fun',
          feeds: ['C8'],
        }),
      },
    },
    health: {
      title: '[Your / {name}’s] health and feelings',
      ask: {
        'ca-body': radios({
          title: 'Has caring made [your / {name}’s] body or health worse?',
          hint: 'Pain, tiredness, missed check-ups.',
          missing: 'Select an answer about health',
          options: { no: 'No', 'a-bit': 'A bit', 'a-lot': 'A lot' },
          out: ['rather-not-say'],
          feeds: ['health-getting-worse'],
        }),
        'ca-mind': radios({
          title: 'Has caring made [you / {name}] low, worried or stressed?',
          missing: 'Select an answer about feelings',
          options: { no: 'No', 'a-bit': 'A bit', 'a-lot': 'A lot' },
          out: ['rather-not-say'],
          feeds: ['health-getting-worse'],
        }),
        'ca-self-harm': radios({
          title: '[Have you thought / Are you worried that {name} has thought] about suicide or self-harm?',
          hint: 'Need help now? Call 999, or NHS 111 and pick mental health.',
          missing: 'Select an answer, or “I’d rather not say”',
          options: selfHarm,
          out: ['dont-know', 'rather-not-say'],
          when: canAskOfHarm,
          feeds: ['HIDE'],
        }),
        'ca-own-needs': yesNo({
          title: '[Do you / Does {name}] need care too, because of illness or disability?',
          missing: 'Select yes or no',
          out: ['dont-know', 'rather-not-say'],
          feeds: ['ROUTE'],
        }),
        'ca-gp-knows': yesNo({
          title: 'Does the GP know [you are / {name} is] a carer?',
          missing: 'Select yes or no',
          out: ['dont-know'],
          feeds: ['+sp-carers'],
        }),
      },
    },
    crisis: crisisPage(is('ca-self-harm', 'now')),
    stress: {
      ask: {
        'ca-safe': checkboxes({
          title: '[Are any of these true? / Are you worried that any of these are true?]',
          hint: `Caring can push anyone to the edge. Telling us gets help. ${MAY_TELL}`,
          missing: 'Select what is true, or “None of these”',
          options: {
            'hurts-me': '{cared} hurts or scares [me / them]',
            'near-edge': 'Close to breaking point',
            'might-hurt': 'Afraid of losing control or being rough',
            'others-harm': 'Someone else harms {cared}',
            none: { label: 'None of these', exclusive: true },
          },
          out: ['rather-not-say', 'unsafe'],
          when: canAskOfHarm,
          feeds: ['S42b', 'HIDE'],
        }),
      },
    },
    breaks: {
      ask: {
        'ca-break': radios({
          title: 'When was the last proper break?',
          hint: 'Two hours or more.',
          missing: 'Select the last break',
          options: { week: 'Past week', month: 'Past month', longer: 'Longer ago', never: 'Never' },
          out: ['dont-know'],
        }),
      },
    },
    backup: {
      title: 'A back-up plan',
      ask: {
        'ca-tomorrow': radios({
          title: 'If [you / {name}] could not care tomorrow, who would?',
          missing: 'Select who would care',
          options: {
            someone: 'Someone could step in',
            short: 'Someone, for a short time',
            'no-one': 'No one',
          },
          out: ['dont-know'],
        }),
        'ca-left': radios({
          title: 'How long could {cared} be left alone?',
          missing: 'Select how long',
          options: { day: 'All day', hours: 'A few hours', hour: 'Less than an hour', never: 'Never' },
          out: ['dont-know'],
        }),
      },
    },
    'work-money': {
      title: 'Work and money',
      ask: {
        'ca-job': radios({
          title: '[Are you / Is {name}] working?',
          missing: 'Select an answer about work',
          options: {
            working: 'Working',
            left: 'Left work to care',
            studying: 'Studying',
            'not-working': 'Not working or retired',
          },
          out: ['rather-not-say'],
          feeds: ['C6', '+sp-work'],
        }),
        'ca-allowance': yesNo({
          title: '[Do you / Does {name}] get Carer’s Allowance or extra benefit for caring?',
          missing: 'Select yes or no',
          out: ['dont-know', 'rather-not-say'],
        }),
        'ca-money': yesNo({
          title: 'Is money tight because of caring?',
          missing: 'Select yes or no',
          out: ['rather-not-say'],
        }),
      },
    },
    wants: {
      title: 'What would help',
      ask: {
        'ca-wants': checkboxes({
          title: 'What would help most?',
          options: {
            break: 'A break',
            talk: 'Someone to talk to',
            group: 'Meeting other carers',
            training: 'Learning skills, like safe lifting',
            condition: 'Facts about the illness',
            equipment: 'Equipment',
            money: 'Money',
            work: 'Work',
            plan: 'A back-up plan',
          },
          optional: true,
          feeds: ['+sp-carers'],
        }),
        'ca-change': textarea({
          title: 'If one thing could change, what would it be?',
          missing: 'Enter one thing',
          out: ['dont-know'],
          feeds: ['VOICE'],
        }),
      },
    },
  },
  who,
  home,
)

/** Form 2: a carer's assessment, about an adult who looks after somebody unpaid. */
export const carersAssessment: Form = {
  id: 'carers-assessment',
  number: 2,
  version: 1,
  title: 'Ask for support as a carer',
  about: [
    'Use this form if you, or another adult, looks after someone who could not manage without that help, and is not paid for it. It is about the carer.',
    'The person looked after does not have to know about it. It is their council that helps, so we ask where they live.',
    'You do not have to finish it. Once we have a name, a way to make contact and why help is needed, you can send what you have.',
  ],
  takes: 'It takes about 30 minutes to answer everything.',
  anyOrder: true,
  parts: [
    {
      title: 'Danger and today',
      pages: [...pages(start, 'danger', 'call-999', 'today'), ...pages(caring, 'private')],
    },
    {
      title: 'Who is filling this in',
      pages: pages(who, 'who', 'helper', 'you', 'agree', 'deciding', 'legal'),
    },
    { title: '[About you / The carer]', pages: pages(person, 'name', 'birth', 'numbers', 'address') },
    {
      title: 'Keeping in touch and taking part',
      pages: [
        ...pages(contact, 'contact', 'messages', 'secret', 'safe-way'),
        ...pages(communication, 'language', 'talk-read', 'formats', 'support'),
        ...pages(takingPart, 'taking-part'),
      ],
    },
    { title: 'Caring', pages: pages(caring, 'cared', 'talk', 'doing', 'carry-on', 'life') },
    {
      title: 'How caring affects [you / {name}]',
      pages: [
        ...pages(home, 'children'),
        ...pages(
          caring,
          'c-child',
          'c-others',
          'c-home',
          'c-food',
          'c-people',
          'c-work',
          'c-places',
          'c-fun',
        ),
      ],
    },
    { title: 'Health and staying safe', pages: pages(caring, 'health', 'crisis', 'stress') },
    { title: 'Breaks, work and money', pages: pages(caring, 'breaks', 'backup', 'work-money', 'wants') },
    {
      title: 'Sharing and emergencies',
      pages: [...pages(emergency, 'emergency'), ...pages(sharing, 'sharing', 'record')],
    },
  ],
  check: sharing.pages.check,
  reader: { you: not(is('who-for', 'someone-else')) },
  nameFrom: ['preferred-name', 'first-name'],
  alsoNames: {
    cared: {
      repeat: 'ca-cared',
      field: 'name',
      otherwise: 'the person [you look / {name} looks] after',
    },
  },
  needs: [
    { name: 'a name', anyOf: ['first-name'] },
    {
      name: 'a way to make contact',
      anyOf: ['contact-way', 'helper-phone', 'helper-email'],
      orIf: is('contact-way', 'unsafe'),
    },
    {
      name: 'why help is needed',
      anyOf: ['ca-cared-why'],
      orIf: is('ca-cared-why', 'rather-not-say'),
    },
  ],
  blanks: 'complete',
  canExit: true,
  isSafeguarding: false,
}
