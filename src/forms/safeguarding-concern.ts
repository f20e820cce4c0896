import { checkboxes, radios, yesNo } from './controls/choice.ts'
import { files } from './controls/files.ts'
import { repeat } from './controls/repeat.ts'
import { email, nhsNumber, phone, roughDate, text, textarea } from './controls/text.ts'
import { block, pages } from './engine/block.ts'
import { allOf, anyOf, includes, is, isNot } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { conditions, relations, sectors } from './option-lists.ts'
import { privatePage, start } from './shared/start.ts'

// In this form `[a / b / c]` is: the adult themself / a member of the public / a professional.

const isPublic = is('sg-who', 'public')
const isProfessional = is('sg-who', 'pro')
const isNotTheAdult = is('sg-who', 'public', 'pro')

/** The questions of a safeguarding concern, in the order they are asked. */
export const concern = block(
  {
    's-who': {
      ask: {
        'sg-who': radios({
          title: 'Who are you?',
          missing: 'Select who you are',
          options: {
            me: 'I am the one being harmed',
            public: 'I am worried about someone',
            pro: 'I am reporting as part of my job or volunteering',
          },
          feeds: ['ROUTE'],
        }),
      },
    },
    private: privatePage(is('sg-who', 'me', 'public')),
    's-you': {
      title: '[Your phone and email / About you / About you]',
      ask: {
        'sg-named': radios({
          title: 'Can we know your name?',
          hint: 'We will try to keep it private. We may have to tell the police or a court.',
          options: {
            yes: 'Yes',
            private: 'Yes, but do not tell anyone involved',
            anonymous: 'No',
          },
          when: isPublic,
        }),
        'sg-name': text({
          title: 'Your name',
          autocomplete: 'name',
          when: anyOf(isProfessional, is('sg-named', 'yes', 'private')),
          feeds: ['REC'],
        }),
        'sg-phone': phone({
          title: 'Your phone number',
          hint: '[— / — / Give a phone number or an email.]',
          autocomplete: 'tel',
          mustWhen: isProfessional,
          unless: 'sg-email',
          feeds: ['REC'],
        }),
        'sg-email': email({
          title: 'Your email',
          autocomplete: 'email',
          mustWhen: isProfessional,
          unless: 'sg-phone',
          feeds: ['REC'],
        }),
        'sg-link': radios({
          title: 'How do you know the adult?',
          options: relations,
          out: ['rather-not-say'],
          when: isPublic,
          feeds: ['REC'],
        }),
      },
    },
    's-job': {
      title: 'Your job',
      ask: {
        'sg-org': text({
          title: 'Your job, organisation and team',
          hint: 'Professionals cannot be anonymous.',
          when: isProfessional,
          feeds: ['REC'],
        }),
        'sg-sector': radios({
          title: 'Which fits your organisation?',
          options: sectors,
          when: isProfessional,
          feeds: ['REC'],
        }),
        'sg-own-work': radios({
          title: 'Is this about the place where you work?',
          hint: 'The law protects people who speak up. You can ask us not to tell your employer.',
          options: {
            no: 'No',
            'yes-told': 'Yes, and managers know',
            'yes-private': 'Yes, keep my name from them',
          },
          when: isProfessional,
        }),
      },
    },
    's-adult': {
      title: '[About you / The person you are worried about / About the adult]',
      ask: {
        'sg-under-18': yesNo({
          title: '[Are you / Is the person] under 18?',
          hint: 'Children’s services can help today. You can still send this.',
          out: ['dont-know'],
        }),
        'sg-adult-name': text({
          title: '[Your name / What is their name? / Adult’s full name]',
          hint: 'Part of a name helps.',
          missing: 'Enter a name or an address, or tick “I don’t know”',
          out: ['dont-know'],
          feeds: ['REC'],
        }),
        'sg-adult-find': textarea({
          title: 'How could we find [you / them]?',
          hint: 'What [you / they] look like, where [you / they] go, who knows [you / them].',
          missing: 'Enter how to find [you / them], or an address',
          when: is('sg-adult-name', 'dont-know'),
          feeds: ['+fl-sg-unknown'],
        }),
        'sg-adult-dob': roughDate({
          title: '[Your / Their / Adult’s] date of birth or rough age',
          out: ['dont-know'],
          feeds: ['REC'],
        }),
        'sg-adult-address': textarea({
          title: '[Your / Their / Adult’s] address',
          hint: 'A street or a service is enough.',
          out: ['dont-know'],
          feeds: ['REC'],
        }),
        'sg-adult-nhs': nhsNumber({
          title: 'NHS number',
          optional: true,
          when: isProfessional,
          feeds: ['REC'],
        }),
        'sg-adult-now': textarea({
          title: 'Where [are you / are they / is the adult] now, and who is there?',
          out: ['dont-know'],
          feeds: ['safety-now'],
        }),
        'sg-area': yesNo({
          title: '[Are you / Are they] in {our area} now?',
          hint: 'What counts is where [you / they] are, not where [you / they] live.',
          out: ['dont-know'],
        }),
      },
      after: [{ when: is('sg-under-18', 'yes'), show: 'childrens-services' }],
    },
    's-talk': {
      ask: {
        'sg-comm': checkboxes({
          title: '[Do you / Do they / Does the adult] need help to talk with us?',
          options: {
            interpreter: { label: 'Interpreter', text: 'Which language?' },
            bsl: 'British Sign Language (BSL)',
            speech: { label: 'Hard to speak', text: 'What helps?' },
            hearing: { label: 'Hearing', text: 'What helps?' },
            sight: { label: 'Sight', text: 'What helps?' },
            understanding: { label: 'Understanding', text: 'What helps?' },
            no: { label: 'No', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['COMM'],
        }),
      },
    },
    's-needs': {
      title: 'Care and help [you need / they need / the adult needs]',
      ask: {
        'sg-needs': checkboxes({
          title: '[Do you / Do they / Does the adult] need help with daily life because of any of these?',
          hint: 'Whether or not [you / they] get care now.',
          options: {
            older: 'Frail or older',
            ...conditions,
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['S42a'],
        }),
        'sg-care': textarea({
          title: 'What care or help is there now?',
          out: ['dont-know'],
          feeds: ['S42a'],
        }),
      },
    },
    's-what': {
      title: '[In your own words / What has happened / What has happened]',
      ask: {
        'sg-what': textarea({
          title: 'What has happened, or what worries you?',
          hint: '[Use your own words. / What you saw or heard. / Facts, dates and exact words. Keep opinion apart.]',
          missing: 'Enter what happened',
          feeds: ['S42b', 'VOICE'],
        }),
        'sg-how-know': radios({
          title: 'How do you know?',
          options: {
            saw: 'Saw it',
            told: 'The adult told me',
            heard: 'Someone else told me',
            signs: 'Saw signs',
          },
          when: isNotTheAdult,
          feeds: ['facts'],
        }),
      },
    },
    's-when': {
      title: 'When it happened',
      ask: {
        'sg-when': roughDate({
          title: 'When did it happen?',
          out: ['dont-know'],
          feeds: ['S42b'],
        }),
        'sg-still': radios({
          title: 'Is it still happening?',
          options: {
            once: 'It happened once',
            repeat: 'More than once',
            now: 'Still happening',
            risk: 'Not yet, but it may',
          },
          out: ['dont-know'],
          feeds: ['S42b'],
        }),
      },
    },
    's-where': {
      title: 'Where it happened',
      ask: {
        'sg-where': radios({
          title: 'Where did it happen?',
          options: {
            'own-home': '[My / Their] own home',
            'others-home': 'Someone else’s home',
            'care-home': 'Care home',
            hospital: 'Hospital',
            'supported-living': 'Supported living',
            'day-service': 'Day service',
            'public-place': 'Public place',
            online: 'Online or phone',
            'work-college': 'Work or college',
            other: 'Other',
          },
          out: ['dont-know'],
          feeds: ['+fl-sg-service', 'ROUTE'],
        }),
        'sg-where-note': textarea({
          title: 'Address or name of the place',
          optional: true,
          feeds: ['REC'],
        }),
      },
    },
    's-type': {
      title: 'About the harm',
      ask: {
        'sg-types': checkboxes({
          title: 'What kind of harm?',
          hint: 'Tick what fits. We will check.',
          options: {
            physical:
              'Hurting, rough handling, [wrongly held or tied down / wrongly held or tied down / wrong restraint]',
            domestic: 'By a partner, ex or family',
            sexual: 'Sexual',
            emotional: 'Threats, bullying, control',
            money: 'Taking money or things',
            slavery: 'Forced work, sold or trapped',
            hate: 'Treated badly for who [I am / they are]',
            service: 'Poor care by a service',
            neglect: 'Not given care needed',
            self: 'Not looking after [myself / themselves]',
            other: 'Other',
          },
          out: ['dont-know'],
          feeds: ['S42b'],
        }),
        'sg-types-more': checkboxes({
          title: 'Any of these?',
          options: {
            cuckooing: 'Cuckooing',
            exploitation: 'Criminal or sexual exploitation',
            'forced-marriage': 'Forced marriage',
            honour: '“Honour” based',
            fgm: 'Female genital mutilation (FGM)',
            radicalised: 'Radicalised',
            scam: 'Scam',
            skin: 'Pressure damage',
            'medicine-error': 'Medicine error',
            'fall-lift': 'Fall or lifting',
            resident: 'Between residents',
            none: { label: 'None of these', exclusive: true },
          },
          when: isProfessional,
        }),
      },
    },
    's-hurt': {
      title: 'Injury and upset',
      ask: {
        'sg-injury': radios({
          title: 'How badly hurt [are you / are they / is the adult]?',
          hint: 'If hurt, call 999 or 111 first.',
          options: {
            none: 'None seen',
            minor: 'Minor',
            medical: 'Needs a doctor or nurse',
            serious: 'Serious',
          },
          out: ['dont-know'],
        }),
        'sg-effect': textarea({
          title: 'How has it affected [you / them / the adult]?',
          optional: true,
          feeds: ['MSP'],
        }),
      },
    },
    's-person': {
      title: 'Who may be causing harm',
      ask: {
        'sg-by': radios({
          title: 'Who may be responsible?',
          options: {
            known: 'Someone known',
            stranger: 'Stranger',
            service: 'A service',
            self: 'No one else: [I do not / they do not] look after [myself / themselves]',
          },
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          feeds: ['ROUTE'],
        }),
        'sg-by-who': repeat({
          title: 'Tell us about them',
          hint: 'Leave blank what you do not know.',
          groupName: 'Person or service',
          group: {
            name: text({ title: 'Name', optional: true }),
            rel: radios({
              title: 'How do they know [you / the adult]?',
              options: relations,
              out: ['dont-know'],
            }),
            address: textarea({ title: 'Address', optional: true }),
            age: text({ title: 'Age', optional: true }),
            'lives-with': yesNo({ title: 'Do they live with [you / the adult]?', out: ['dont-know'] }),
          },
          when: is('sg-by', 'known', 'service'),
          feeds: ['REC'],
        }),
        'sg-access': yesNo({
          title: 'Can they still get to [you / the adult]?',
          hint: 'In person, by phone or online.',
          out: ['dont-know', 'unsafe'],
          when: is('sg-by', 'known', 'stranger', 'service'),
        }),
        'sg-by-carer': yesNo({
          title: 'Do they give [you / the adult] care?',
          out: ['dont-know'],
          when: is('sg-by', 'known'),
          feeds: ['S42c'],
        }),
        'sg-by-needs': radios({
          title: 'Might they need care too, or be under 18?',
          options: { care: 'May need care', child: 'Under 18', no: 'No' },
          out: ['dont-know'],
          when: allOf(isProfessional, is('sg-by', 'known')),
          feeds: ['whole-family'],
        }),
        'sg-by-trust': yesNo({
          title: 'Do they work or volunteer with adults or children?',
          out: ['dont-know'],
          when: is('sg-by', 'known', 'service'),
        }),
      },
    },
    's-protect': {
      title: 'Getting help and staying safe',
      ask: {
        'sg-protect': radios({
          title: 'Could [you / they / the adult] stop this or get help alone?',
          hint: 'Think about care needs, fear and pressure.',
          options: { yes: 'Yes', 'with-help': 'Only with help', no: 'No' },
          out: ['dont-know'],
          feeds: ['S42c'],
        }),
        'sg-protect-why': textarea({
          title: 'Why, or why not?',
          mustWhen: isProfessional,
          feeds: ['S42c'],
        }),
      },
    },
    's-done': {
      title: 'What has been done so far',
      ask: {
        'sg-done': checkboxes({
          title: 'What has been done to make things safe?',
          hint: 'Do not clean up or question people if a crime is possible.',
          options: {
            '999': 'Called 999',
            '101': 'Called 101',
            medical: 'Medical help',
            moved: 'Moved somewhere safe',
            apart: 'Kept people apart',
            suspended: 'Staff removed from duty',
            evidence: 'Kept proof safe',
            regulator: 'Told the Care Quality Commission (CQC)',
            nothing: { label: 'Nothing yet', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['safety-now'],
        }),
        'sg-done-note': textarea({
          title: 'Tell us more',
          mustWhen: isProfessional,
          feeds: ['safety-now'],
        }),
      },
    },
    's-police': {
      title: 'The police',
      ask: {
        'sg-police': yesNo({
          title: 'Have the police been told?',
          out: ['dont-know'],
        }),
        'sg-police-ref': text({
          title: 'Police reference',
          optional: true,
          when: is('sg-police', 'yes'),
          feeds: ['REC'],
        }),
      },
    },
    's-agree': {
      title: 'What the adult knows and agrees to',
      ask: {
        'sg-aware': yesNo({
          title: 'Does the adult know you are telling us?',
          out: ['dont-know', 'unsafe'],
          when: isNotTheAdult,
          feeds: ['MSP'],
        }),
        'sg-consent': radios({
          title: 'Do they agree?',
          hint: 'You can tell us even if they do not.',
          options: {
            agrees: 'They agree',
            refuses: 'They refuse',
            'unsafe-to-ask': 'It is not safe to ask them',
            'not-asked': 'They have not been asked',
            cannot: 'Cannot decide this',
          },
          out: ['dont-know'],
          when: isNotTheAdult,
          feeds: ['MSP'],
        }),
        'sg-override': checkboxes({
          title: 'Why must we know anyway?',
          options: {
            life: 'Life or serious harm',
            others: 'Others at risk',
            child: 'A child at risk',
            crime: 'A serious crime',
            pressure: 'Pressure or fear',
            staff: 'Paid staff or a service involved',
            capacity: 'Cannot decide, best interests',
          },
          when: allOf(isProfessional, isNot('sg-consent', 'agrees')),
        }),
        'sg-capacity': radios({
          title: '[— / Can they make their own choice about this? / Capacity to decide about this concern]',
          options: { yes: 'Yes', doubt: 'Not sure, or changes', no: 'No' },
          out: ['dont-know'],
          when: isNotTheAdult,
        }),
      },
    },
    's-wants': {
      title: 'What matters to [you / them / the adult]',
      ask: {
        'sg-wants': textarea({
          title: 'What [do you / do they / does the adult] want to happen?',
          hint: '[Use your own words. / Their words if you can.]',
          out: ['dont-know'],
          feeds: ['MSP', 'VOICE'],
        }),
        'sg-wants-list': checkboxes({
          title: 'Does this include any of these?',
          options: {
            'be-safe': 'Be safe',
            stop: 'Make it stop',
            'keep-link': 'Keep the relationship',
            justice: 'Justice',
            'money-back': 'Money back',
            'better-care': 'Better care',
            'no-police': 'No police',
            'no-action': 'No action',
          },
          optional: true,
          feeds: ['MSP'],
        }),
      },
    },
    's-safe': {
      title: 'Safe contact',
      ask: {
        'sg-contact-risk': radios({
          title: 'Could contact from us make things worse?',
          options: { no: 'No', yes: 'Yes' },
          out: ['dont-know', 'unsafe'],
        }),
        'sg-contact-how': textarea({
          title: 'How and when is it safe to reach [you / them / the adult]?',
          hint: 'Include a safe number.',
          out: ['dont-know'],
          feeds: ['+fl-safe-contact'],
        }),
        'sg-speak-up': radios({
          title: 'Who could help [you / them / the adult] speak up?',
          hint: 'Not someone who may be causing harm.',
          options: {
            someone: { label: 'Someone', text: 'Who, and how can we reach them?' },
            advocate: '[I need / They need / Needs] an advocate',
            'no-need': 'No need',
          },
          out: ['dont-know'],
        }),
      },
    },
    's-others': {
      title: 'Anyone else at risk',
      ask: {
        'sg-others': checkboxes({
          title: 'Who else may be at risk?',
          options: {
            children: 'Children',
            adults: 'Other adults',
            public: 'The public',
            animals: 'Animals',
            'no-one': { label: 'No one', exclusive: true },
          },
          out: ['dont-know'],
        }),
        'sg-child-told': textarea({
          title: 'Are children’s services told? Which children?',
          when: allOf(isProfessional, includes('sg-others', 'children')),
          feeds: ['+fl-child'],
        }),
      },
    },
    's-service': {
      title: 'Care services',
      ask: {
        'sg-service': yesNo({
          title: 'Is a care service involved?',
          out: ['dont-know'],
        }),
        'sg-service-name': text({
          title: 'Its name and address',
          out: ['dont-know'],
          when: is('sg-service', 'yes'),
          feeds: ['REC'],
        }),
        'sg-service-told': textarea({
          title: 'Do its managers, commissioners or the CQC know?',
          optional: true,
          when: allOf(is('sg-service', 'yes'), isProfessional),
          feeds: ['REC'],
        }),
      },
    },
    's-before': {
      title: 'Past worries',
      ask: {
        'sg-before': textarea({
          title: 'Any past worries like this?',
          optional: true,
          feeds: ['pattern'],
        }),
        'sg-dash': text({
          title: 'Domestic abuse checklist (DASH) score or MARAC referral',
          out: ['dont-know'],
          when: allOf(isProfessional, includes('sg-types', 'domestic')),
          feeds: ['+fl-sg-serious'],
        }),
      },
    },
    's-proof': {
      ask: {
        'sg-files': files({
          title: 'Add photos, [— / — / body maps,] records or letters',
          hint: 'Only if it is safe to keep them.',
          optional: true,
          feeds: ['REC'],
        }),
      },
    },
    check: {
      title: 'Check and send',
      ask: {
        'sg-declare': checkboxes({
          title: 'Before you send',
          options: { true: 'This is true as far as I know' },
          feeds: ['REC'],
        }),
      },
    },
  },
  start,
)

/** Form 5: a safeguarding adults concern, from the adult, a member of the public or a professional. */
export const safeguardingConcern: Form = {
  id: 'safeguarding-concern',
  number: 5,
  version: 1,
  title: 'Tell us an adult is at risk of harm',
  about: [
    'Use this form if you, or another adult, is being hurt, left without care or put at risk. You do not need proof.',
    'Anyone can use it. It can be about you. Members of the public can leave their name out.',
  ],
  takes:
    'It takes about 10 minutes. You can send it sooner: we only need to know who is telling us, what happened, and some way to find the person.',
  parts: [
    { title: 'Danger now', pages: pages(start, 'danger', 'call-999') },
    { title: 'Who is telling us', pages: pages(concern, 's-who', 'private', 's-you', 's-job') },
    {
      title: '[You and your care / The person / The adult]',
      pages: pages(concern, 's-adult', 's-talk', 's-needs'),
    },
    {
      title: 'What has happened',
      pages: pages(concern, 's-what', 's-when', 's-where', 's-type', 's-hurt', 's-person'),
    },
    { title: 'Keeping safe', pages: pages(concern, 's-protect', 's-done', 's-police') },
    {
      title: 'What [you want / they want / the adult wants]',
      pages: pages(concern, 's-agree', 's-wants', 's-safe'),
    },
    { title: 'Anything else', pages: pages(concern, 's-others', 's-service', 's-before', 's-proof') },
  ],
  check: concern.pages.check,
  reader: { you: is('sg-who', 'me'), professional: is('sg-who', 'pro') },
  nameFrom: ['sg-adult-name'],
  needs: [
    { name: 'who is telling us', anyOf: ['sg-who'] },
    { name: 'what happened', anyOf: ['sg-what'] },
    { name: 'a way to find the person', anyOf: ['sg-adult-name', 'sg-adult-find', 'sg-adult-address'] },
  ],
  blanks: 'only-needs',
  canExit: true,
  isSafeguarding: true,
}
