import { ofAnyForm } from '#src/domain/outcomes.ts'
import { address } from './controls/address.ts'
import { carerImpact } from './controls/carer-impact.ts'
import { checkboxes } from './controls/checkboxes.ts'
import { chooseOne, tickSome } from './controls/choice.ts'
import { radios, yesNo, yesOrNo } from './controls/radios.ts'
import { age } from './controls/number.ts'
import { repeat } from './controls/repeat.ts'
import { textarea } from './controls/textarea.ts'
import { block, pages } from './engine/block.ts'
import { anyOf, is, not } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { twin } from './engine/words.ts'
import { relations, selfHarm } from './shared/option-lists.ts'
import { communication } from './shared/communication.ts'
import { contact, NAME_AND_CONTACT } from './shared/contact.ts'
import { emergency } from './shared/emergency.ts'
import { canAskOfHarm, crisisPage, MAY_TELL } from './shared/harm.ts'
import { home } from './shared/home.ts'
import { person, theirName } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { privatePage, start } from './shared/opening.ts'
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
          picture: 'carer',
          hint: twin('More than one? Add each.', 'Is it more than one person? Add each person.'),
          missing: twin('Enter the person looked after', 'Write who [you look / {name} looks] after'),
          groupName: 'Person',
          whole: true,
          group: {
            name: theirName,
            age: age({
              title: twin('About how old are they?', 'How old are they? You can guess.'),
              missing: twin('Enter a rough age', 'Write how old they are. You can guess.'),
              picture: 'birthday',
            }),
            address: address({ title: 'Where do they live?', optional: true, picture: 'home' }),
            rel: radios({
              title: twin('Who are they to [you / {name}]?', 'How [do you / does {name}] know them?'),
              picture: 'people',
              missing: chooseOne('Select who they are to [you / {name}]'),
              options: relations,
            }),
            'lives-together': yesNo({
              title: 'Do they live with [you / {name}]?',
              picture: 'home',
              missing: yesOrNo,
            }),
          },
          feeds: ['REC'],
        }),
        'ca-cared-age': radios({
          title: twin(
            'Are they 18 or over?',
            '[You look / {name} looks] after someone. Are they 18 or older?',
          ),
          picture: 'birthday',
          missing: chooseOne('Select whether they are 18 or over'),
          options: {
            adults: { label: twin('Yes, 18 or over', 'Yes, 18 or older'), picture: 'person' },
            child: { label: twin('Under 18', 'No, under 18'), picture: 'child' },
            both: {
              label: twin('Some over, some under 18', 'Some are 18 or older. Some are under 18.'),
              picture: 'family',
            },
          },
          feeds: ['ROUTE'],
        }),
        'ca-cared-area': yesNo({
          title: 'Do they live in {our area}?',
          picture: 'map',
          missing: yesOrNo,
          out: ['dont-know'],
        }),
        'ca-cared-knows': yesNo({
          title: 'Does {cared} know about this form?',
          picture: 'form',
          hint: twin('They do not have to.', 'It is OK if they do not know.'),
          missing: yesOrNo,
          out: ['unsafe'],
          feeds: ['+fl-safe-contact', 'HIDE'],
        }),
        'ca-cared-why': textarea({
          title: twin('Why do they need help?', 'Why does {cared} need help?'),
          picture: 'help',
          hint: twin(
            'Illness, disability, age, mental health, drink or drugs.',
            'They may be ill, disabled or old. They may feel very low. They may drink too much or take drugs.',
          ),
          missing: twin('Enter why they need help', 'Write why they need help'),
          out: ['rather-not-say'],
          feeds: ['necessary-care'],
        }),
      },
    },
    talk: {
      ask: {
        'ca-talk': radios({
          title: twin(
            'How would [you / {name}] like to talk to us?',
            'Who should be there when [you talk / {name} talks] to us?',
          ),
          picture: 'talk',
          missing: chooseOne('Select how to talk'),
          options: {
            alone: { label: twin('Alone', 'Only [me / {name}]'), picture: 'one-person' },
            together: { label: twin('With {cared}', '[Me / {name}] and {cared}'), picture: 'people' },
            both: twin('Both', 'Sometimes alone, sometimes with {cared}'),
          },
          feeds: ['joint-or-separate'],
        }),
      },
    },
    doing: {
      title: 'What [you do / {name} does]',
      ask: {
        'ca-tasks': checkboxes({
          title: 'What [do you / does {name}] help with?',
          picture: 'carer',
          missing: tickSome('Select what [you help / {name} helps] with'),
          options: {
            personal: {
              label: twin('Washing, dressing, toilet', 'Washing, dressing or going to the toilet'),
              picture: 'wash',
            },
            food: { label: twin('Food', 'Making food, or help to eat'), picture: 'food' },
            medicine: { label: twin('Medicine', 'Taking medicine'), picture: 'medicine' },
            moving: { label: twin('Lifting or moving', 'Lifting, or help to move'), picture: 'walk' },
            home: { label: twin('Housework, shopping', 'Cleaning and shopping'), picture: 'clean' },
            money: { label: twin('Money', 'Looking after money'), picture: 'money' },
            trips: {
              label: twin('Appointments, transport', 'Getting to the doctor and other places'),
              picture: 'bus',
            },
            company: { label: twin('Comfort, talking', 'Being there and talking'), picture: 'speech' },
            watching: { label: 'Keeping them safe', picture: 'safe' },
            night: { label: 'Help at night', picture: 'night' },
            speaking: {
              label: twin(
                'Speaking for them, or putting words into their language',
                'Speaking for them, or changing words into their language',
              ),
              picture: 'language',
            },
          },
          feeds: ['necessary-care'],
        }),
        'ca-hours': radios({
          title: twin(
            'About how many hours a week?',
            'How many hours [do you / does {name}] help in a week?',
          ),
          picture: 'clock',
          hint: twin(
            'Count time spent being on hand.',
            '[You / They] may just stay near in case. Count that time too.',
          ),
          missing: chooseOne('Select how many hours'),
          options: {
            'under-20': twin('Under 20', 'Less than 20 hours. That is under 3 hours a day.'),
            '20-34': twin('20 to 34', '20 to 34 hours. That is 3 to 5 hours a day.'),
            '35-49': twin('35 to 49', '35 to 49 hours. That is 5 to 7 hours a day.'),
            '50-plus': twin('50 or more', '50 hours or more. That is over 7 hours a day.'),
          },
          out: ['dont-know'],
        }),
        'ca-nights': radios({
          title: twin(
            '[Are you / Is {name}] woken at night?',
            '[Do you / Does {name}] wake up at night to help?',
          ),
          picture: 'night',
          missing: chooseOne('Select an answer about nights'),
          options: { no: 'No', some: 'Some nights', most: 'Most nights' },
        }),
        'ca-shared': radios({
          title: twin('Who else helps?', 'Who else helps {cared}?'),
          picture: 'friends',
          missing: chooseOne('Select who else helps'),
          options: {
            'no-one': { label: twin('No one', 'Nobody else'), picture: 'one-person' },
            'a-little': { label: twin('Others, a little', 'Other people help a little'), picture: 'people' },
            shared: { label: twin('We share it', 'We share the help'), picture: 'friends' },
          },
          feeds: ['strengths'],
        }),
      },
    },
    'carry-on': {
      title: 'Carrying on',
      ask: {
        'ca-willing': radios({
          title: twin(
            '[Do you / Does {name}] want to carry on caring?',
            '[Do you / Does {name}] want to keep helping {cared}?',
          ),
          picture: 'heart',
          hint: twin(
            '[You / They] can say no. [You / They] will not be judged.',
            '[You / They] can say no. Nobody will think badly of [you / them].',
          ),
          missing: chooseOne('Select an answer'),
          options: {
            yes: 'Yes',
            'with-help': twin('Yes, with more help', 'Yes, if [I / they] get more help'),
            no: 'No',
          },
          out: ['rather-not-say'],
          feeds: ['willing'],
        }),
        'ca-able': radios({
          title: twin('[Are you / Is {name}] able to carry on?', 'Can [you / {name}] keep helping {cared}?'),
          picture: 'carer',
          missing: chooseOne('Select an answer'),
          options: { yes: 'Yes', 'for-now': twin('Only for now', 'For now, but not for long'), no: 'No' },
          out: ['rather-not-say'],
          feeds: ['able'],
        }),
        'ca-stop': radios({
          title: twin('When will the caring stop?', 'When will [you / {name}] stop helping?'),
          picture: 'calendar',
          missing: chooseOne('Select when caring will stop'),
          options: {
            today: 'Today or tomorrow',
            week: twin('Within a week', 'In the next week'),
            month: twin('Within a month', 'In the next month'),
          },
          out: ['dont-know'],
          when: anyOf(is('ca-willing', 'no'), is('ca-able', 'no')),
        }),
      },
    },
    life: {
      title: 'Life apart from caring',
      ask: {
        'ca-matters': textarea({
          title: twin(
            'Apart from caring, what matters to [you / {name}]?',
            'Caring is one part of life. What else matters to [you / {name}]?',
          ),
          picture: 'star',
          missing: twin(
            'Enter what matters, or tick “I’d rather not say”',
            'Write what matters. Or tick “I do not want to say”.',
          ),
          out: ['rather-not-say'],
          feeds: ['VOICE', 'strengths'],
        }),
        'ca-good': textarea({
          title: twin('What goes well?', 'What is going well?'),
          optional: true,
          picture: 'happy',
          feeds: ['strengths'],
        }),
      },
    },
    'c-child': {
      title: 'Looking after [your / {name}’s] children',
      ask: {
        ...carerImpact('ca-child', {
          title: twin(
            'How does caring affect looking after [your / {name}’s] children?',
            '[You are / {name} is] a carer. Can [you / they] still look after [your / their] children?',
          ),
          picture: 'child',
          missing: chooseOne('Select how caring affects looking after children'),
          when: is('children-any', 'yes'),
          feeds: ['C1'],
        }),
      },
    },
    'c-others': {
      title: 'Looking after anyone else',
      ask: {
        ...carerImpact('ca-others', {
          title: twin(
            'How does caring affect looking after anyone else?',
            '[You are / {name} is] a carer. Can [you / they] still look after other people?',
          ),
          picture: 'people',
          missing: chooseOne('Select how caring affects looking after others'),
          feeds: ['C2'],
        }),
      },
    },
    'c-home': {
      title: '[Your / {name}’s] own home',
      ask: {
        ...carerImpact('ca-home', {
          title: twin(
            'How does caring affect keeping [your / {name}’s] own home clean and safe?',
            '[You are / {name} is] a carer. Can [you / they] still keep [your / their] own home clean and safe?',
          ),
          picture: 'clean',
          missing: chooseOne('Select how caring affects the home'),
          feeds: ['C3'],
        }),
      },
    },
    'c-food': {
      title: 'Eating well',
      ask: {
        ...carerImpact('ca-eat', {
          title: twin(
            'How does caring affect shopping, cooking and eating well?',
            '[You are / {name} is] a carer. Can [you / they] still shop, cook and eat well?',
          ),
          picture: 'food',
          missing: chooseOne('Select how caring affects eating well'),
          feeds: ['C4'],
        }),
      },
    },
    'c-people': {
      title: 'Family and friends',
      ask: {
        ...carerImpact('ca-people', {
          title: twin(
            'How does caring affect time with family and friends?',
            '[You are / {name} is] a carer. Can [you / they] still see family and friends?',
          ),
          picture: 'friends',
          missing: chooseOne('Select how caring affects family and friends'),
          feeds: ['C5'],
        }),
      },
    },
    'c-work': {
      title: 'Work, study and volunteering',
      ask: {
        ...carerImpact('ca-work', {
          title: twin(
            'How does caring affect work, study or volunteering?',
            '[You are / {name} is] a carer. Can [you / they] still work, learn or volunteer?',
          ),
          picture: 'work',
          missing: chooseOne('Select how caring affects work or study'),
          feeds: ['C6'],
        }),
      },
    },
    'c-places': {
      title: 'Getting to places',
      ask: {
        ...carerImpact('ca-places', {
          title: twin(
            'How does caring affect getting to shops, the GP and other places?',
            '[You are / {name} is] a carer. Can [you / they] still get to shops, the doctor and other places?',
          ),
          picture: 'bus',
          missing: chooseOne('Select how caring affects getting to places'),
          feeds: ['C7'],
        }),
      },
    },
    'c-fun': {
      title: 'Rest and fun',
      ask: {
        ...carerImpact('ca-fun', {
          title: twin(
            'How does caring affect rest, hobbies and fun?',
            '[You are / {name} is] a carer. Can [you / they] still rest and have fun?',
          ),
          picture: 'music',
          missing: chooseOne('Select how caring affects rest and fun'),
          feeds: ['C8'],
        }),
      },
    },
    health: {
      title: '[Your / {name}’s] health and feelings',
      ask: {
        'ca-body': radios({
          title: twin(
            'Has caring made [your / {name}’s] body or health worse?',
            'Has caring made [your / {name}’s] health worse?',
          ),
          picture: 'unwell',
          hint: twin(
            'Pain, tiredness, missed check-ups.',
            '[You / They] may be in pain or very tired. [You / They] may have no time to see a doctor.',
          ),
          missing: chooseOne('Select an answer about health'),
          options: { no: 'No', 'a-bit': twin('A bit', 'Yes, a bit'), 'a-lot': twin('A lot', 'Yes, a lot') },
          out: ['rather-not-say'],
          feeds: ['health-getting-worse'],
        }),
        'ca-mind': radios({
          title: twin(
            'Has caring made [you / {name}] low, worried or stressed?',
            'Has caring made [you / {name}] feel sad, worried or stressed?',
          ),
          picture: 'worried',
          missing: chooseOne('Select an answer about feelings'),
          options: { no: 'No', 'a-bit': twin('A bit', 'Yes, a bit'), 'a-lot': twin('A lot', 'Yes, a lot') },
          out: ['rather-not-say'],
          feeds: ['health-getting-worse'],
        }),
        'ca-self-harm': radios({
          title: twin(
            '[Have you thought / Are you worried that {name} has thought] about suicide or self-harm?',
            '[Have you thought about ending your life or hurting yourself? / Are you worried about {name}? Do they think about ending their life or hurting themselves?]',
          ),
          picture: 'sad',
          hint: twin(
            'Need help now? Call 999, or NHS 111 and pick mental health.',
            'Do you need help now? Call 999. Or call NHS 111 and pick mental health.',
          ),
          missing: twin(
            'Select an answer, or “I’d rather not say”',
            'Choose one answer. You can choose “I do not want to say”.',
          ),
          options: selfHarm,
          out: ['dont-know', 'rather-not-say'],
          when: canAskOfHarm,
          feeds: ['HIDE'],
        }),
        'ca-own-needs': yesNo({
          title: twin(
            '[Do you / Does {name}] need care too, because of illness or disability?',
            '[Do you / Does {name}] need care too? [You / They] may be ill or disabled.',
          ),
          picture: 'help',
          missing: yesOrNo,
          out: ['dont-know', 'rather-not-say'],
          feeds: ['ROUTE'],
        }),
        'ca-gp-knows': yesNo({
          title: twin(
            'Does the GP know [you are / {name} is] a carer?',
            'Does [your / {name}’s] doctor know [you are / they are] a carer?',
          ),
          picture: 'doctor',
          missing: yesOrNo,
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
          picture: 'safe',
          hint: `${twin('Caring can push anyone to the edge. Telling us gets help.', 'Caring can be too much for anyone. If you tell us, we can help.')} ${MAY_TELL}`,
          missing: twin(
            'Select what is true, or “None of these”',
            'Tick what is true. Or tick “None of these”.',
          ),
          options: {
            'hurts-me': { label: '{cared} hurts or scares [me / them]', picture: 'worried' },
            'near-edge': {
              label: twin('Close to breaking point', 'It is all too much for [me / them]'),
              picture: 'tired',
            },
            'might-hurt': {
              label: twin(
                'Afraid of losing control or being rough',
                '[I am / They are] afraid of getting too angry or being rough',
              ),
              picture: 'angry',
            },
            'others-harm': {
              label: twin('Someone else harms {cared}', 'Someone else hurts {cared} or treats them badly'),
              picture: 'sad',
            },
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
          title: twin('When was the last proper break?', 'When did [you / {name}] last have a break?'),
          picture: 'tea',
          hint: twin('Two hours or more.', 'A break means two hours or more with no caring.'),
          missing: chooseOne('Select the last break'),
          options: {
            week: twin('Past week', 'In the past week'),
            month: twin('Past month', 'In the past month'),
            longer: twin('Longer ago', 'More than a month ago'),
            never: 'Never',
          },
          out: ['dont-know'],
        }),
      },
    },
    backup: {
      title: 'A back-up plan',
      ask: {
        'ca-tomorrow': radios({
          title: twin(
            'If [you / {name}] could not care tomorrow, who would?',
            'What if [you / {name}] could not help tomorrow? Who would help {cared}?',
          ),
          picture: 'people',
          missing: chooseOne('Select who would care'),
          options: {
            someone: { label: twin('Someone could step in', 'Someone else could help'), picture: 'people' },
            short: {
              label: twin('Someone, for a short time', 'Someone else could help for a short time'),
              picture: 'time',
            },
            'no-one': { label: twin('No one', 'Nobody could help'), picture: 'one-person' },
          },
          out: ['dont-know'],
        }),
        'ca-left': radios({
          title: twin('How long could {cared} be left alone?', 'How long can {cared} be alone and safe?'),
          picture: 'clock',
          missing: chooseOne('Select how long'),
          options: {
            day: 'All day',
            hours: 'A few hours',
            hour: 'Less than an hour',
            never: { label: twin('Never', 'They can never be alone'), picture: 'people' },
          },
          out: ['dont-know'],
        }),
      },
    },
    'work-money': {
      title: 'Work and money',
      ask: {
        'ca-job': radios({
          title: twin('[Are you / Is {name}] working?', '[Do you / Does {name}] have a job?'),
          picture: 'work',
          missing: chooseOne('Select an answer about work'),
          options: {
            working: { label: twin('Working', 'Yes, [I / they] have a job'), picture: 'work' },
            left: {
              label: twin('Left work to care', '[I / They] stopped work to be a carer'),
              picture: 'carer',
            },
            studying: {
              label: twin('Studying', '[I am / They are] learning at school or college'),
              picture: 'learning',
            },
            'not-working': {
              label: twin('Not working or retired', 'No job, or [I am / they are] retired'),
              picture: 'sofa',
            },
          },
          out: ['rather-not-say'],
          feeds: ['C6', '+sp-work'],
        }),
        'ca-allowance': yesNo({
          title: twin(
            '[Do you / Does {name}] get Carer’s Allowance or extra benefit for caring?',
            '[Do you / Does {name}] get Carer’s Allowance or extra benefit for caring? This is money for people who care for someone.',
          ),
          picture: 'cash',
          missing: yesOrNo,
          out: ['dont-know', 'rather-not-say'],
        }),
        'ca-money': yesNo({
          title: twin(
            'Is money tight because of caring?',
            '[Do you / Does {name}] have too little money because of caring?',
          ),
          picture: 'purse',
          missing: yesOrNo,
          out: ['rather-not-say'],
        }),
      },
    },
    wants: {
      title: 'What would help',
      ask: {
        'ca-wants': checkboxes({
          title: twin('What would help most?', 'What would help [you / {name}] most?'),
          picture: 'help',
          options: {
            break: { label: 'A break', picture: 'tea' },
            talk: { label: 'Someone to talk to', picture: 'talk' },
            group: { label: 'Meeting other carers', picture: 'friends' },
            training: {
              label: twin(
                'Learning skills, like safe lifting',
                'Learning how to do things, like safe lifting',
              ),
              picture: 'learning',
            },
            condition: {
              label: twin('Facts about the illness', 'Learning about the illness'),
              picture: 'information',
            },
            equipment: { label: twin('Equipment', 'Things that make caring easier'), picture: 'wheelchair' },
            money: { label: 'Money', picture: 'money' },
            work: { label: twin('Work', 'Help to get or keep a job'), picture: 'work' },
            plan: {
              label: twin('A back-up plan', 'A plan for a day [I / they] cannot help'),
              picture: 'list',
            },
          },
          optional: true,
          feeds: ['+sp-carers'],
        }),
        'ca-change': textarea({
          title: twin(
            'If one thing could change, what would it be?',
            'What one thing would [you / {name}] like to change?',
          ),
          picture: 'idea',
          missing: twin('Enter one thing', 'Write one thing. Or tick “I don’t know”.'),
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
    twin(
      'Use this form if you, or another adult, looks after someone who could not manage without that help, and is not paid for it. It is about the carer.',
      'This form is about a carer. A carer is someone who looks after another person. That person needs the help. Nobody pays the carer. The carer can be you or another adult.',
    ),
    twin(
      'The person looked after does not have to know about it. It is their council that helps, so we ask where they live.',
      'The person who gets the care does not have to know. We ask where they live. The council of that place helps.',
    ),
    twin(
      'You do not have to finish it. Once we have a name, a way to make contact and why help is needed, you can send what you have.',
      'You do not have to answer everything. Tell us a name. Tell us how to get in touch. Tell us why help is needed. Then you can send it.',
    ),
  ],
  linkSays: 'Ask for help as a carer',
  takes: twin(
    'It takes about 30 minutes to answer everything.',
    'It takes about 30 minutes. You can stop and come back later.',
  ),
  anyOrder: true,
  parts: [
    {
      title: 'Danger and today',
      pages: [...pages(start, 'danger', 'call-999', 'today'), ...pages(caring, 'private')],
    },
    {
      title: 'Who is filling this in',
      pages: pages(who, 'who', 'helper', 'you', 'agree'),
    },
    { title: 'Who [you look / {name} looks] after', pages: pages(caring, 'cared') },
    // From here on it can be sent. How it is safe to reach somebody is asked before any number or address.
    {
      title: 'Name and safe contact',
      pages: [...pages(person, 'name'), ...pages(contact, 'secret', 'contact', 'messages', 'safe-way')],
    },
    {
      title: 'Talking with us and taking part',
      pages: [
        ...pages(communication, 'language', 'talk-read', 'formats', 'support'),
        ...pages(takingPart, 'taking-part'),
        ...pages(who, 'deciding', 'legal'),
      ],
    },
    { title: '[About you / The carer]', pages: pages(person, 'birth', 'numbers', 'address') },
    { title: 'Caring', pages: pages(caring, 'talk', 'doing', 'carry-on', 'life') },
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
    ...NAME_AND_CONTACT,
    {
      name: 'why help is needed',
      anyOf: ['ca-cared-why'],
      orIf: is('ca-cared-why', 'rather-not-say'),
    },
  ],
  blanks: 'complete',
  outcomes: ['assess-carer', 'replacement-care', 'assess', 'open-concern', ...ofAnyForm],
  assessment: 'asked-for',
  asksEquality: true,
  helpAtAnyTime: true,
  canExit: true,
  isSafeguarding: false,
}
