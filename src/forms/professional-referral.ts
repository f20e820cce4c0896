import { afterAssessment } from '#src/domain/outcomes.ts'
import { checkboxes } from './controls/checkboxes.ts'
import { radios, yesNo, yesOrNo } from './controls/radios.ts'
import { files } from './controls/files.ts'
import { number } from './controls/number.ts'
import { email } from './controls/email.ts'
import { phone } from './controls/phone.ts'
import { text } from './controls/text.ts'
import { textarea } from './controls/textarea.ts'
import { block, pages } from './engine/block.ts'
import type { AlsoSaves } from './engine/also-saves.ts'
import { formIs, includes, is, isNot, not, some } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { outcomes, sectors } from './shared/option-lists.ts'
import { safeguardingConcern } from './safeguarding-concern.ts'
import { communication } from './shared/communication.ts'
import { contact, isSafeContactOnly, reachedBy } from './shared/contact.ts'
import { health } from './shared/health.ts'
import { home } from './shared/home.ts'
import { person } from './shared/person.ts'
import { sharing } from './shared/sharing.ts'
import { dangerPage, start } from './shared/opening.ts'

const isDischarge = is('pr-ask', 'discharge')
const isForEquipment = is('pr-ask', 'ot')
const isEmergencyService = is('pr-sector', 'police', 'ambulance', 'fire')
const isCareProvider = is('pr-sector', 'care-provider')
const EVERY_OUTCOME = ['O1', 'O2', 'O3', 'O4', 'O5', 'O6', 'O7', 'O8', 'O9', 'O10'] as const
const MORE = 'Explain (optional)'

/** The questions of a professional's referral of its own, in the order they are asked. */
export const referral = block({
  danger: dangerPage('Is anyone in immediate danger? If yes, call 999 before you send this.'),
  'p-who': {
    title: 'About you',
    saysWhose: true,
    ask: {
      'pr-name': text({
        summary: 'reporter',
        title: 'Your name',
        missing: 'Enter your name',
        autocomplete: 'name',
        feeds: ['REC'],
      }),
      'pr-role': text({
        summary: 'reporter',
        title: 'Your job or role',
        missing: 'Enter your job',
        autocomplete: 'organization-title',
        feeds: ['REC'],
      }),
      'pr-org': text({
        summary: 'reporter',
        title: 'Your organisation and team',
        missing: 'Enter your organisation',
        autocomplete: 'organization',
        feeds: ['REC'],
      }),
      'pr-sector': radios({
        title: 'Which fits your organisation?',
        missing: 'Select your sector',
        options: sectors,
        feeds: ['ROUTE'],
      }),
      'pr-phone': phone({
        summary: 'reporter',
        title: 'A number we can reach you on today',
        hint: 'Not a switchboard, if you can.',
        missing: 'Enter a phone number',
        autocomplete: 'tel',
        feeds: ['REC'],
      }),
      'pr-email': email({
        summary: 'reporter',
        title: 'Your work email',
        hint: 'Not a personal one.',
        missing: 'Enter your work email',
        autocomplete: 'email',
        feeds: ['REC'],
      }),
    },
  },
  'p-ask': {
    ask: {
      'pr-ask': radios({
        title: 'What are you asking for?',
        missing: 'Select what you are asking for',
        options: {
          needs: 'Needs assessment',
          ot: 'Occupational therapy',
          carer: 'Carer’s assessment',
          discharge: 'Hospital discharge',
          review: 'Review or change of care',
          sensory: 'Sight or hearing team',
          notify: 'For information only',
        },
        feeds: ['ROUTE'],
      }),
    },
  },
  'p-harm': {
    ask: {
      'pr-safeguarding': radios({
        title: 'Do you think the person is being harmed, neglected or at risk of it?',
        hint: 'Include self-neglect.',
        missing: 'Select an answer about harm',
        options: {
          yes: 'Yes',
          raised: { label: 'Yes, and already reported', text: 'Reference (optional)' },
          'not-sure': 'Not sure',
          no: 'No',
        },
        feeds: ['ROUTE', 'HIDE'],
      }),
    },
  },
  'p-consent': {
    title: 'Agreement and capacity',
    ask: {
      'pr-aware': yesNo({
        title: 'Does {name} know about this referral?',
        missing: yesOrNo,
      }),
      'pr-consent': radios({
        title: 'Has {name} agreed?',
        missing: 'Select whether {name} agreed',
        options: {
          agreed: 'Agreed',
          refused: 'Refused',
          'lacks-capacity': 'Lacks capacity to agree',
          'unsafe-to-ask': 'Unsafe to ask',
          'not-asked': 'Not asked',
        },
      }),
      'pr-consent-why': checkboxes({
        title: 'Why refer without agreement?',
        hint: 'Tick all, then explain.',
        missing: 'Select why, and explain',
        options: {
          life: { label: 'Risk to life or of serious harm', text: MORE },
          others: { label: 'Others at risk', text: MORE },
          crime: { label: 'Crime', text: MORE },
          coercion: { label: 'Pressure or fear', text: MORE },
          'best-interests': { label: 'Best interests', text: MORE },
          'legal-duty': {
            label: 'Legal duty',
            text: 'Which duty, and why it applies',
            textMissing: 'Enter which duty, and why it applies',
          },
        },
        when: is('pr-consent', 'refused', 'lacks-capacity', 'unsafe-to-ask', 'not-asked'),
        feeds: ['+fl-no-consent'],
      }),
      'pr-capacity': radios({
        title: 'Can {name} decide about this referral?',
        hint: 'Assume yes unless there is reason to doubt it.',
        missing: 'Select an answer about capacity',
        options: {
          yes: 'No reason to doubt',
          doubt: 'Doubt, not assessed',
          has: 'Assessed: has capacity',
          lacks: 'Assessed: lacks capacity',
        },
      }),
      'pr-capacity-note': textarea({
        title: 'Which decision, when was it assessed, and who by?',
        missing: 'Enter details',
        when: is('pr-capacity', 'doubt', 'has', 'lacks'),
        feeds: ['+fl-capacity'],
      }),
    },
  },
  'p-view': {
    title: 'Their view, and yours',
    ask: {
      'pr-view': textarea({
        title: 'What does {name} say they want?',
        hint: 'Use their words. If not asked, say why.',
        missing: 'Enter their view',
        feeds: ['VOICE', 'MSP'],
      }),
      'pr-reason': textarea({
        title: 'What are you worried about, and why now?',
        hint: 'Facts first, then your view.',
        missing: 'Enter your reason',
        feeds: ['VOICE'],
      }),
      'pr-strengths': textarea({
        title: 'What can {name} do, and who supports them?',
        missing: 'Enter strengths and support',
        feeds: ['strengths'],
      }),
      'pr-tried': textarea({
        title: 'What has been tried?',
        missing: 'Enter what has been tried',
        out: ['dont-know'],
        feeds: ['strengths'],
      }),
    },
  },
  'p-needs': {
    title: 'Needs',
    ask: {
      'pr-outcomes': checkboxes({
        gives: 'outcomes',
        title:
          'Which of these is {name} unable to do without help, pain, distress, danger or much more time?',
        missing: 'Select any that apply, or “None of these”',
        options: { ...outcomes, none: { label: 'None of these', exclusive: true } },
        out: ['dont-know'],
        when: isNot('pr-ask', 'notify'),
        feeds: EVERY_OUTCOME,
      }),
      'pr-impact': textarea({
        title: 'What happens now, and how does it affect wellbeing?',
        missing: 'Enter the effect',
        when: some('pr-outcomes'),
        feeds: ['wellbeing'],
      }),
    },
  },
  'p-health': {
    title: 'NHS funding and end of life',
    ask: {
      'pr-s117': yesNo({
        title: 'Section 117 aftercare?',
        missing: yesOrNo,
        out: ['dont-know'],
      }),
      'pr-chc': radios({
        title: 'NHS Continuing Healthcare?',
        missing: 'Select an answer about NHS funding',
        options: {
          no: 'No',
          checklist: 'Checklist done',
          'fast-track': 'Fast-track',
          'in-place': 'In place',
        },
        out: ['dont-know'],
      }),
      'pr-end': radios({
        title: 'Is {name} near the end of life?',
        missing: 'Select an answer about end of life',
        options: { no: 'No', weeks: 'Weeks', days: 'Days' },
        out: ['dont-know'],
      }),
    },
  },
  'p-support': {
    title: 'Unpaid carers',
    ask: {
      'pr-carer': radios({
        title: 'How is any unpaid carer coping?',
        missing: 'Select an answer about the carer',
        options: {
          'no-carer': 'No carer',
          coping: 'Coping',
          strained: 'Strained',
          stopping: 'Has stopped, or will within days',
        },
        out: ['dont-know'],
      }),
      'pr-carer-offer': yesNo({
        title: 'Does the carer want an assessment?',
        missing: yesOrNo,
        out: ['dont-know'],
        when: is('pr-carer', 'coping', 'strained', 'stopping'),
        feeds: ['ROUTE'],
      }),
    },
  },
  'p-risk': {
    title: 'Risks',
    ask: {
      'pr-risks': checkboxes({
        title: 'Current risks',
        missing: 'Select risks, or “None of these”',
        options: {
          falls: 'Falls',
          fire: 'Fire',
          'self-neglect': 'Self-neglect or hoarding',
          lost: 'Getting lost',
          suicide: 'Suicide or self-harm',
          'basic-needs': 'No food, drink or medicine',
          exploited: 'Exploitation or cuckooing',
          domestic: 'Domestic abuse',
          substances: 'Drink or drugs',
          skin: 'Pressure damage',
          none: { label: 'None of these', exclusive: true },
        },
        feeds: ['HIDE'],
      }),
      'pr-risk-note': textarea({
        title: 'Tell us more: what, how often, how bad?',
        missing: 'Enter details',
        when: some('pr-risks'),
        feeds: ['VOICE', 'HIDE'],
      }),
    },
  },
  'p-visit': {
    ask: {
      'pr-visit-risk': checkboxes({
        title: 'Any risk to staff who visit?',
        hint: 'Say what is known, not guessed.',
        missing: 'Select risks, or “None known”',
        options: {
          aggression: 'Aggression',
          weapons: 'Weapons',
          animals: 'Animals',
          hazards: 'In the home',
          infection: 'Infection',
          others: 'Other people there',
          'none-known': { label: 'None known', exclusive: true },
        },
      }),
    },
  },
  'p-urgent': {
    title: 'How soon',
    ask: {
      'pr-urgency': radios({
        title: 'How soon is help needed?',
        hint: 'If today, phone us too.',
        missing: 'Select how soon',
        options: {
          'same-day': 'Same day',
          '5-days': 'Within 5 working days',
          '28-days': 'Within 28 days',
        },
      }),
      'pr-urgency-why': textarea({
        title: 'What is likely to happen if we wait?',
        missing: 'Enter what may happen',
        when: is('pr-urgency', 'same-day', '5-days'),
        feeds: ['VOICE'],
      }),
    },
  },
  'p-hospital': {
    title: 'Leaving hospital',
    ask: {
      'pr-h-ready': radios({
        title: 'When will {name} be ready to leave?',
        missing: 'Select when',
        options: { 'today-tomorrow': 'Today or tomorrow', '2-3-days': 'In 2 or 3 days', later: 'Later' },
        when: isDischarge,
      }),
      'pr-h-path': radios({
        title: 'Likely route',
        missing: 'Select a route',
        options: {
          '0': 'Home, no new care',
          '1': 'Home with care',
          '2': 'Short stay in a bed',
          '3': 'Care home',
        },
        out: ['dont-know'],
        when: isDischarge,
        feeds: ['ROUTE'],
      }),
      'pr-h-change': textarea({
        title: 'How was {name} managing before, and now?',
        hint: 'Moving, washing, night, thinking, care calls.',
        missing: 'Enter before and now',
        when: isDischarge,
        feeds: EVERY_OUTCOME,
      }),
      'pr-h-involved': checkboxes({
        title: 'Who has been part of the plan?',
        missing: 'Select who took part, or “No one”',
        options: {
          person: '{name}',
          carer: 'Carer',
          advocate: 'Advocate',
          'no-one': { label: 'No one', exclusive: true },
        },
        when: isDischarge,
        feeds: ['+fl-advocate'],
      }),
    },
  },
  'p-police': {
    title: 'Your report',
    ask: {
      'pr-p-ref': text({
        title: 'Your report or crime reference',
        missing: 'Enter a reference',
        out: ['dont-know'],
        when: isEmergencyService,
        feeds: ['REC'],
      }),
      'pr-p-did': textarea({
        title: 'What did you see, and do?',
        missing: 'Enter what happened',
        when: isEmergencyService,
        feeds: ['VOICE'],
      }),
    },
  },
  'p-housing': {
    title: 'The tenancy and the home',
    ask: {
      'pr-ho-risk': radios({
        title: 'Risk to the tenancy',
        missing: 'Select the tenancy risk',
        options: {
          none: 'None',
          arrears: 'Arrears',
          notice: 'Notice served',
          date: 'Eviction date set',
        },
        out: ['dont-know'],
        when: is('pr-sector', 'housing'),
      }),
      'pr-ho-clutter': number({
        title: 'Clutter rating, 1 to 9, if scored',
        optional: true,
        like: 4,
        seldomOver: 9,
        when: includes('pr-risks', 'self-neglect'),
      }),
    },
  },
  'p-provider': {
    title: 'The care you give',
    ask: {
      'pr-cp-care': textarea({
        title: 'Care given now: hours, times, tasks',
        missing: 'Enter the care given',
        when: isCareProvider,
        feeds: ['REC'],
      }),
      'pr-cp-notice': radios({
        title: 'Are you ending the care?',
        missing: 'Select an answer about ending care',
        options: { no: 'No', '28-days': 'Yes, 28 days or more', sooner: 'Yes, sooner' },
        when: isCareProvider,
      }),
    },
  },
  'p-ot': {
    title: 'Equipment and moving',
    ask: {
      'pr-ot-tasks': checkboxes({
        title: 'What is hard or unsafe?',
        missing: 'Select what is hard',
        options: {
          entrance: 'Entrance',
          stairs: 'Stairs',
          toilet: 'Toilet',
          'bath-shower': 'Bath or shower',
          bed: 'Bed',
          chair: 'Chair',
          kitchen: 'Kitchen',
          'moving-handling': 'Hoisting or lifting',
        },
        when: isForEquipment,
        feeds: ['O2', 'O3', 'O5'],
      }),
      'pr-ot-danger': radios({
        title: 'What is the main danger?',
        missing: 'Select the main danger',
        options: {
          injury: 'Injury likely to {name} or a carer',
          stuck: 'Stuck in one room or in bed',
          discharge: 'Cannot go home without it',
          none: 'None',
        },
        when: isForEquipment,
      }),
      'pr-ot-now': textarea({
        title: 'Equipment there, and changes made',
        missing: 'Enter what is there',
        out: ['dont-know'],
        when: isForEquipment,
        feeds: ['O5'],
      }),
      'pr-ot-home': textarea({
        title: 'Floors, steps, width, owner’s permission',
        optional: true,
        when: isForEquipment,
        feeds: ['+sp-adaptations'],
      }),
      'pr-ot-size': text({
        title: 'Height and weight, only if needed for safe equipment',
        optional: true,
        when: isForEquipment,
        feeds: ['REC'],
      }),
    },
  },
  'p-carer': {
    ask: {
      'pr-ca-name': text({
        title: 'The carer’s name and safe contact details',
        hint: 'Check they agree.',
        missing: 'Enter the carer’s details',
        when: is('pr-ask', 'carer'),
        feeds: ['ROUTE'],
      }),
    },
  },
  'p-docs': {
    title: 'Reports, and what happens next',
    ask: {
      'pr-docs': files({
        title: 'Add reports, care plans or assessments',
        optional: true,
        feeds: ['REC'],
      }),
      'pr-told': textarea({
        title: 'What have you told {name} will happen next?',
        missing: 'Enter what you have told them',
        out: ['dont-know'],
        feeds: ['VOICE'],
      }),
    },
  },
})

/** The safeguarding concern that a referral saves the moment it says that somebody is being harmed. */
const linkedConcern: AlsoSaves = {
  form: safeguardingConcern,
  when: is('pr-safeguarding', 'yes'),
  knows: ['pr-phone', 'pr-email', 'first-name', 'last-name', 'address'],
  told: 'From the professional referral',
  fills: {
    'danger-now': { from: 'danger-now' },
    'danger-called': { from: 'danger-called' },
    'sg-who': { value: 'pro' },
    'sg-name': { words: ['pr-name'] },
    'sg-phone': { words: ['pr-phone'] },
    'sg-email': { words: ['pr-email'] },
    'sg-org': { words: ['pr-role', 'pr-org'] },
    'sg-sector': { from: 'pr-sector' },
    'sg-adult-name': { words: ['first-name', 'last-name'], join: ' ' },
    'sg-adult-dob': { words: ['dob', 'age-about'] },
    'sg-adult-address': { words: ['address'] },
    'sg-adult-nhs': { words: ['nhs-number'] },
    'sg-adult-now': { words: ['staying-where'] },
    'sg-comm': { from: 'interpreter', as: { yes: 'interpreter' } },
    'sg-needs': { from: 'conditions' },
    'sg-what': { words: ['pr-reason'] },
    'sg-types': { from: 'pr-risks', as: { domestic: 'domestic', 'self-neglect': 'self' } },
    'sg-types-more': { from: 'pr-risks', as: { skin: 'skin' } },
    'sg-aware': { from: 'pr-aware' },
    'sg-consent': {
      from: 'pr-consent',
      as: {
        agreed: 'agrees',
        refused: 'refuses',
        'lacks-capacity': 'cannot',
        'unsafe-to-ask': 'unsafe-to-ask',
        'not-asked': 'not-asked',
      },
    },
    'sg-override': {
      from: 'pr-consent-why',
      as: {
        life: 'life',
        others: 'others',
        crime: 'crime',
        coercion: 'pressure',
        'best-interests': 'capacity',
      },
    },
    'sg-capacity': { from: 'pr-capacity', as: { yes: 'yes', has: 'yes', doubt: 'doubt', lacks: 'no' } },
    'sg-wants': { words: ['pr-view'] },
    'sg-contact-risk': { value: 'yes', when: isSafeContactOnly },
    'sg-contact-how': { words: ['safe-route-note'] },
    'sg-others': { from: 'child-worry', as: { yes: 'children' } },
  },
}

/** Form 4: a referral by anyone who makes it as part of their work. */
export const professionalReferral: Form = {
  id: 'professional-referral',
  number: 4,
  version: 1,
  title: 'Refer an adult for care and support',
  about: [
    'Use this form to refer an adult as part of your work. Tell them first, and ask if they agree, unless that is unsafe.',
    'If you tick that somebody is being harmed, we save a safeguarding concern at once. You do not have to fill in a second form.',
    'You do not have to finish it. Once we have the person’s name, a way to reach you and your reason, you can send what you have.',
  ],
  linkSays: 'Refer somebody, as a professional',
  takes: 'It takes about 20 minutes to answer everything.',
  anyOrder: true,
  parts: [
    {
      title: 'Danger and today',
      pages: [...pages(referral, 'danger'), ...pages(start, 'call-999', 'today')],
    },
    { title: 'You and your request', pages: pages(referral, 'p-who', 'p-ask', 'p-harm', 'p-consent') },
    // From here on it can be sent.
    { title: 'The person, and why now', pages: [...pages(person, 'name'), ...pages(referral, 'p-view')] },
    {
      title: 'Keeping in touch with {name}',
      pages: [
        ...pages(contact, 'secret', 'contact', 'messages', 'safe-way'),
        ...pages(communication, 'language', 'talk-read', 'formats', 'support'),
      ],
    },
    { title: 'More about {name}', pages: pages(person, 'birth', 'numbers', 'address') },
    {
      title: 'Health and needs',
      pages: [
        ...pages(health, 'gp', 'health', 'hospital'),
        ...pages(referral, 'p-needs', 'p-health', 'p-support'),
      ],
    },
    {
      title: 'Home, risks and how soon',
      pages: [
        ...pages(home, 'home', 'household', 'children'),
        ...pages(referral, 'p-risk', 'p-visit', 'p-urgent'),
      ],
    },
    {
      title: 'More about your request',
      pages: pages(referral, 'p-hospital', 'p-police', 'p-housing', 'p-provider', 'p-ot', 'p-carer'),
    },
    {
      title: 'Reports and sharing',
      pages: [...pages(referral, 'p-docs'), ...pages(sharing, 'sharing', 'record')],
    },
  ],
  check: sharing.pages.check,
  reader: { you: not(formIs(4)), professional: formIs(4) },
  nameFrom: ['preferred-name', 'first-name'],
  needs: [
    { name: 'a name', anyOf: ['first-name'] },
    {
      name: 'a way to make contact',
      anyOf: ['contact-way', 'pr-phone', 'pr-email'],
      orIf: is('contact-way', 'unsafe'),
      detail: reachedBy('pr-phone', 'pr-email'),
    },
    { name: 'the reason', anyOf: ['pr-reason'] },
  ],
  blanks: 'complete',
  alsoSaves: linkedConcern,
  remembers: ['pr-name', 'pr-role', 'pr-org', 'pr-sector', 'pr-phone', 'pr-email'],
  receipt: {
    worse: 'If things get worse before then',
    next: [
      {
        say: 'After that: a worker may ring you with questions. If it is safe, they also get in touch with the person.',
      },
    ],
    again: 'Refer someone else, and start with a blank form',
  },
  outcomes: ['assess', 'assess-carer', ...afterAssessment],
  assessment: 'asked-for',
  canExit: false,
  isSafeguarding: false,
}
