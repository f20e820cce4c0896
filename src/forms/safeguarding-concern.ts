import { checkboxes } from './controls/checkboxes.ts'
import { radios, yesNo } from './controls/radios.ts'
import { files } from './controls/files.ts'
import { repeat } from './controls/repeat.ts'
import { email } from './controls/email.ts'
import { phone } from './controls/phone.ts'
import { nhsNumber, roughDate, text } from './controls/text.ts'
import { textarea } from './controls/textarea.ts'
import { block, pages } from './engine/block.ts'
import { allOf, anyOf, includes, is, isNot } from './engine/conditions.ts'
import type { Form } from './engine/form.ts'
import { twin } from './engine/words.ts'
import { conditions, relations, sectors } from './shared/option-lists.ts'
import { privatePage, start } from './shared/opening.ts'

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
          summary: 'reporter',
          title: twin('Who are you?', 'Who is telling us?'),
          picture: 'person',
          missing: twin('Select who you are', 'Choose who is telling us'),
          options: {
            me: {
              label: twin('I am the one being harmed', 'Me. Someone hurts me, or I am not safe.'),
              picture: 'person',
            },
            public: {
              label: twin('I am worried about someone', 'Me. I am worried about someone.'),
              picture: 'worried',
            },
            pro: {
              label: twin(
                'I am reporting as part of my job or volunteering',
                'Me. It is part of my job or volunteering.',
              ),
              picture: 'badge',
            },
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
          summary: 'reporter',
          title: twin('Would you like to give your name?', 'Can we know your name?'),
          picture: 'badge',
          hint: twin(
            'We will try to keep it private. We may have to tell the police or a court.',
            'We try hard to keep it secret. We may have to tell the police or a court.',
          ),
          options: {
            yes: 'Yes',
            private: {
              label: twin('Yes, but do not tell anyone involved', 'Yes, but keep my name secret'),
              picture: 'secret',
            },
            anonymous: 'No',
          },
          when: isPublic,
        }),
        'sg-name': text({
          summary: 'reporter',
          title: twin('Your name', 'What is your name?'),
          picture: 'badge',
          autocomplete: 'name',
          when: anyOf(isProfessional, is('sg-named', 'yes', 'private')),
          feeds: ['REC'],
        }),
        'sg-phone': phone({
          summary: 'reporter',
          title: twin('Your phone number', 'What is your phone number?'),
          picture: 'phone',
          hint: '[— / — / Give a phone number or an email.]',
          autocomplete: 'tel',
          mustWhen: isProfessional,
          unless: 'sg-email',
          feeds: ['REC'],
        }),
        'sg-email': email({
          summary: 'reporter',
          title: twin('Your email', 'What is your email?'),
          picture: 'email',
          autocomplete: 'email',
          mustWhen: isProfessional,
          unless: 'sg-phone',
          feeds: ['REC'],
        }),
        'sg-link': radios({
          summary: 'reporter',
          title: twin('How do you know the adult?', 'How do you know the person?'),
          picture: 'people',
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
          summary: 'reporter',
          title: 'Your job, organisation and team',
          autocomplete: 'organization',
          picture: 'badge',
          hint: 'Professionals cannot be anonymous.',
          when: isProfessional,
          feeds: ['REC'],
        }),
        'sg-sector': radios({
          summary: 'reporter',
          title: 'Which fits your organisation?',
          picture: 'flat',
          options: sectors,
          when: isProfessional,
          feeds: ['REC'],
        }),
        'sg-own-work': radios({
          summary: 'reporter',
          title: 'Is this about the place where you work?',
          picture: 'work',
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
          picture: 'child',
          hint: twin(
            'Children’s services can help today. You can still send this.',
            'If yes, children’s services can help today. You can still send this form.',
          ),
          out: ['dont-know'],
        }),
        'sg-adult-name': text({
          summary: 'adult',
          title: twin(
            '[Your name / What is their name? / Adult’s full name]',
            '[What is your name? / What is their name? / What is the adult’s full name?]',
          ),
          picture: 'badge',
          hint: twin('Part of a name helps.', 'A part of the name is OK.'),
          missing: twin(
            'Enter a name or an address, or tick “I don’t know”',
            'Write a name. Or tick “I don’t know”.',
          ),
          out: ['dont-know'],
          feeds: ['REC'],
        }),
        'sg-adult-find': textarea({
          summary: 'adult',
          title: 'How could we find [you / them]?',
          picture: 'look-for',
          hint: twin(
            'What [you / they] look like, where [you / they] go, who knows [you / them].',
            'What do [you / they] look like? Where do [you / they] go? Who knows [you / them]?',
          ),
          missing: twin(
            'Enter how to find [you / them], or an address',
            'Write how to find [you / them]. Or write an address.',
          ),
          when: is('sg-adult-name', 'dont-know'),
          feeds: ['+fl-sg-unknown'],
        }),
        'sg-adult-dob': roughDate({
          summary: 'adult',
          gives: 'age',
          title: twin(
            '[Your / Their / Adult’s] date of birth or rough age',
            'How old [are you / are they / is the adult]? You can write the birthday. You can guess the age.',
          ),
          picture: 'birthday',
          out: ['dont-know'],
          feeds: ['REC'],
        }),
        'sg-adult-address': textarea({
          summary: 'adult',
          title: twin(
            '[Your / Their / Adult’s] address',
            'Where [do you live / do they live / does the adult live]?',
          ),
          picture: 'home',
          hint: twin(
            '[Leave it blank if it is not safe to say. / A street or a service is enough. / A street or a service is enough.]',
            'The name of the street is enough. The name of a care home is enough.',
          ),
          out: ['dont-know'],
          feeds: ['REC'],
        }),
        'sg-adult-nhs': nhsNumber({
          summary: 'adult',
          title: 'NHS number',
          picture: 'health-worker',
          optional: true,
          when: isProfessional,
          feeds: ['REC'],
        }),
        'sg-adult-now': textarea({
          summary: 'adult',
          title: twin(
            'Where [are you / are they / is the adult] now, and who is there?',
            'Where [are you / are they / is the adult] now? Who else is there?',
          ),
          picture: 'place',
          out: ['dont-know'],
          feeds: ['safety-now'],
        }),
        'sg-area': yesNo({
          summary: 'adult',
          title: '[Are you / Are they] in {our area} now?',
          picture: 'map',
          hint: twin(
            'What counts is where [you / they] are, not where [you / they] live.',
            'Tell us where [you / they] are now. It may not be [your / their] home.',
          ),
          out: ['dont-know'],
        }),
      },
      after: [{ when: is('sg-under-18', 'yes'), show: 'childrens-services' }],
    },
    's-talk': {
      ask: {
        'sg-comm': checkboxes({
          summary: 'safe-contact:understood',
          title: '[Do you / Do they / Does the adult] need help to talk with us?',
          picture: 'speech',
          options: {
            interpreter: {
              label: twin('Interpreter', 'Someone who knows [my / their] language'),
              text: 'Which language?',
              picture: 'language',
            },
            bsl: { label: twin('British Sign Language (BSL)', 'British Sign Language'), picture: 'sign' },
            speech: {
              label: twin('Hard to speak', 'Yes, it is hard to speak'),
              text: 'What helps?',
              picture: 'talk',
            },
            hearing: {
              label: twin('Hearing', 'Yes, it is hard to hear'),
              text: 'What helps?',
              picture: 'hearing',
            },
            sight: { label: twin('Sight', 'Yes, it is hard to see'), text: 'What helps?', picture: 'sight' },
            understanding: {
              label: twin('Understanding', 'Yes, it is hard to understand'),
              text: 'What helps?',
              picture: 'think',
            },
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
          title: twin(
            '[Do you / Do they / Does the adult] need help with daily life because of any of these?',
            'Do any of these mean [you need / they need / the adult needs] help each day?',
          ),
          picture: 'help',
          hint: twin(
            'Whether or not [you / they] get care now.',
            'Tell us even if [you / they] get no care now.',
          ),
          options: {
            older: { label: twin('Older age', 'Old'), picture: 'older-person' },
            ...conditions,
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['S42a'],
        }),
        'sg-care': textarea({
          title: twin(
            'What care or help is there now?',
            'What help [do you / do they / does the adult] get now?',
          ),
          picture: 'carer',
          out: ['dont-know'],
          feeds: ['S42a'],
        }),
      },
    },
    's-what': {
      title: '[In your own words / What has happened / What has happened]',
      ask: {
        'sg-what': textarea({
          title: twin(
            'What has happened, or what worries you?',
            'What has happened? What are you worried about?',
          ),
          picture: 'talk',
          hint: twin(
            '[Use your own words. / What you saw or heard. / Facts, dates and exact words. Keep opinion apart.]',
            '[Use your own words. You can write a little or a lot. / Tell us what you saw. Tell us what you heard. / Facts, dates and exact words. Keep opinion apart.]',
          ),
          missing: twin('Enter what happened', 'Write what happened. A few words are enough.'),
          feeds: ['S42b', 'VOICE'],
        }),
        'sg-how-know': radios({
          title: twin('How do you know?', 'How do you know about it?'),
          picture: 'think',
          options: {
            saw: { label: twin('Saw it', 'I saw it'), picture: 'eyes' },
            told: { label: twin('The adult told me', 'The person told me'), picture: 'speech' },
            heard: { label: 'Someone else told me', picture: 'listen' },
            signs: { label: twin('Saw signs', 'I saw signs that something is wrong'), picture: 'look-for' },
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
          picture: 'calendar',
          out: ['dont-know'],
          feeds: ['S42b'],
        }),
        'sg-still': radios({
          title: 'Is it still happening?',
          picture: 'again',
          options: {
            once: 'It happened once',
            repeat: twin('More than once', 'It happened more than once'),
            now: twin('Still happening', 'Yes, it is still happening'),
            risk: twin('Not yet, but it may', 'It has not happened yet, but it may'),
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
          picture: 'place',
          options: {
            'own-home': { label: '[My / Their] own home', picture: 'home' },
            'others-home': { label: 'Someone else’s home', picture: 'houses' },
            'care-home': { label: 'Care home', picture: 'care-home' },
            hospital: { label: 'Hospital', picture: 'hospital' },
            'supported-living': {
              label: twin('Supported living', 'A home with staff who help'),
              picture: 'flat',
            },
            'day-service': { label: twin('Day service', 'A place to go to in the day'), picture: 'friends' },
            'public-place': {
              label: twin('Public place', 'Outside, or a place that is open to everyone'),
              picture: 'outside',
            },
            online: { label: twin('Online or phone', 'Online, or on the phone'), picture: 'mobile' },
            'work-college': { label: 'Work or college', picture: 'work' },
            other: twin('Other', 'Somewhere else'),
          },
          out: ['dont-know'],
          feeds: ['+fl-sg-service', 'ROUTE'],
        }),
        'sg-where-note': textarea({
          title: twin('Address or name of the place', 'What is the place called? Where is it?'),
          picture: 'home',
          optional: true,
          feeds: ['REC'],
        }),
      },
    },
    's-type': {
      title: 'About the harm',
      ask: {
        'sg-types': checkboxes({
          title: twin(
            'What kind of harm?',
            'What kind of harm is it? Harm is when someone is hurt or treated badly.',
          ),
          picture: 'sad',
          hint: twin('Tick what fits. We will check.', 'Tick all that fit. You do not have to be sure.'),
          options: {
            physical: {
              label: twin(
                'Hurting, rough handling, [restrained when you should not be / restrained when they should not be / wrong restraint]',
                'Someone hits [me / them], is rough or holds [me / them] down',
              ),
              picture: 'injury',
            },
            domestic: {
              label: twin(
                'By a partner, ex or family',
                'A partner, an ex or family treats [me / them] badly',
              ),
              picture: 'family',
            },
            sexual: { label: twin('Sexual', 'Sex or touching [I do / they do] not want'), picture: 'say-no' },
            emotional: {
              label: twin('Threats, bullying, control', 'Someone scares, bullies or controls [me / them]'),
              picture: 'worried',
            },
            money: {
              label: twin('Taking money or things', 'Someone takes [my / their] money or things'),
              picture: 'purse',
            },
            slavery: {
              label: twin(
                'Forced work, sold or trapped',
                '[I am / They are] made to work, sold or not free to leave',
              ),
              picture: 'lock',
            },
            hate: {
              label: twin(
                'Treated badly for who [I am / they are]',
                'People treat [me / them] badly because of who [I am / they are]',
              ),
              picture: 'crying',
            },
            service: {
              label: twin('Poor care by a service', 'A care home or service gives bad care'),
              picture: 'care-home',
            },
            neglect: {
              label: twin('Not given care needed', 'Nobody gives [me / them] the care [I / they] need'),
              picture: 'one-person',
            },
            self: {
              label: twin(
                'Not looking after [myself / themselves]',
                '[I am / They are] not looking after [myself / themselves]',
              ),
              picture: 'wash',
            },
            other: { label: twin('Other', 'Something else'), picture: 'question' },
          },
          out: ['dont-know'],
          feeds: ['S42b'],
        }),
        'sg-types-more': checkboxes({
          title: 'Any of these?',
          picture: 'list',
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
          title: '[Are you hurt? / Are they hurt? / How badly hurt is the adult?]',
          picture: 'hurt',
          hint: twin(
            'If [you are / they are / they are] badly hurt, call 999 or 111 first.',
            '[Are you / Are they] hurt? Call 999 or 111 first.',
          ),
          options: {
            none: twin(
              '[No / Not that I know of / None seen]',
              '[No, I am not hurt / Not hurt, as far as I can see / Not hurt, as far as I can see]',
            ),
            minor: {
              label: twin('[Yes, a little / Yes, a little / Minor]', 'A little hurt'),
              picture: 'injury',
            },
            medical: {
              label: twin(
                '[I need / They need / Needs] a doctor or nurse',
                '[I need / They need] a doctor or nurse',
              ),
              picture: 'doctor',
            },
            serious: {
              label: twin('[Yes, badly / Yes, badly / Serious]', 'Very badly hurt'),
              picture: 'hospital',
            },
          },
          out: ['dont-know'],
        }),
        'sg-effect': textarea({
          title: twin(
            'How has it affected [you / them / the adult]?',
            'How has this made [you / them / the adult] feel? What has changed?',
          ),
          picture: 'sad',
          optional: true,
          feeds: ['MSP'],
        }),
      },
    },
    's-person': {
      title: 'Who may be causing harm',
      ask: {
        'sg-by': radios({
          title: twin('Who may be responsible?', 'Who may have done this?'),
          picture: 'one-person',
          options: {
            known: { label: twin('Someone known', 'Someone [I / they] know'), picture: 'people' },
            stranger: { label: twin('Stranger', 'Someone [I / they] do not know'), picture: 'one-person' },
            service: { label: twin('A service', 'A care home or other service'), picture: 'care-home' },
            self: {
              label: twin(
                'No one else: [I do not / they do not] look after [myself / themselves]',
                'Nobody else. [I do not / They do not] look after [myself / themselves].',
              ),
              picture: 'wash',
            },
          },
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          feeds: ['ROUTE'],
        }),
        'sg-by-who': repeat({
          title: twin('Tell us about them', 'Tell us about the person or service'),
          picture: 'list',
          hint: twin('Leave blank what you do not know.', 'If you do not know something, leave it empty.'),
          groupName: 'Person or service',
          group: {
            name: text({ title: twin('Name', 'What is their name?'), optional: true, picture: 'badge' }),
            rel: radios({
              title: 'How do they know [you / the adult]?',
              picture: 'people',
              options: relations,
              out: ['dont-know'],
            }),
            address: textarea({
              title: twin('Address', 'Where do they live?'),
              optional: true,
              picture: 'home',
            }),
            age: text({
              title: twin('Age', 'How old are they? You can guess.'),
              optional: true,
              picture: 'birthday',
            }),
            'lives-with': yesNo({
              title: 'Do they live with [you / the adult]?',
              out: ['dont-know'],
              picture: 'houses',
            }),
          },
          when: is('sg-by', 'known', 'service'),
          feeds: ['REC'],
        }),
        'sg-access': yesNo({
          title: twin(
            'Can they still get to [you / the adult]?',
            'Can they still come near, call or message [you / the adult]?',
          ),
          picture: 'door',
          hint: twin('In person, by phone or online.', ''),
          out: ['dont-know', 'unsafe'],
          when: is('sg-by', 'known', 'stranger', 'service'),
        }),
        'sg-by-carer': yesNo({
          title: 'Do they give [you / the adult] care?',
          picture: 'carer',
          out: ['dont-know'],
          when: is('sg-by', 'known'),
          feeds: ['S42c'],
        }),
        'sg-by-needs': radios({
          title: 'Might they need care too, or be under 18?',
          picture: 'help',
          options: { care: 'May need care', child: 'Under 18', no: 'No' },
          out: ['dont-know'],
          when: allOf(isProfessional, is('sg-by', 'known')),
          feeds: ['whole-family'],
        }),
        'sg-by-trust': yesNo({
          title: 'Do they work or volunteer with adults or children?',
          picture: 'badge',
          out: ['dont-know'],
          when: is('sg-by', 'known', 'service'),
        }),
      },
    },
    's-protect': {
      title: 'Getting help and staying safe',
      ask: {
        'sg-protect': radios({
          title: twin(
            '[Are you / Are they / Is the adult] able to protect [yourself / themselves / themselves] or get help?',
            'Can [you / they / the adult] stop this or get help alone?',
          ),
          picture: 'safe',
          hint: twin(
            'Think about care needs, fear and pressure.',
            '[Are you / Are they] afraid? [Do you / Do they] need care? Does someone push [you / them]?',
          ),
          options: { yes: 'Yes', 'with-help': 'Only with help', no: 'No' },
          out: ['dont-know'],
          feeds: ['S42c'],
        }),
        'sg-protect-why': textarea({
          title: twin('Why, or why not?', 'Why do you think so?'),
          picture: 'think',
          mustWhen: isProfessional,
          feeds: ['S42c'],
        }),
      },
    },
    's-done': {
      title: 'What has been done so far',
      ask: {
        'sg-done': checkboxes({
          title: twin(
            'What has been done to make things safe?',
            'What have people done to make things safe?',
          ),
          picture: 'safe',
          hint: twin(
            'Do not clean up or question people if a crime is possible.',
            'Has someone broken the law? Then do not clean up. Do not ask people about it. The police do that.',
          ),
          options: {
            '999': { label: 'Called 999', picture: 'phone' },
            '101': { label: twin('Called 101', 'Called the police on 101'), picture: 'police' },
            medical: {
              label: twin(
                '[I saw / They saw / Seen by] a doctor or nurse',
                'Got help from a doctor or nurse',
              ),
              picture: 'doctor',
            },
            moved: { label: 'Moved somewhere safe', picture: 'home' },
            apart: { label: 'Kept people apart', picture: 'people' },
            suspended: {
              label: twin(
                '[The worker was moved away from me / The worker was moved away from them / Staff removed from duty]',
                'Told staff to stop work',
              ),
              picture: 'badge',
            },
            evidence: {
              label: twin(
                '[I kept things / Someone kept things / Evidence kept] that show[— / — / s] what happened',
                'Kept things that show what happened',
              ),
              picture: 'folder',
            },
            regulator: {
              label: twin(
                'Told the Care Quality Commission (CQC)',
                'Told the people who check care services',
              ),
              picture: 'look-for',
            },
            nothing: { label: 'Nothing yet', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['safety-now'],
        }),
        'sg-done-note': textarea({
          title: twin('Tell us more', 'Tell us more about what was done'),
          picture: 'pen',
          mustWhen: isProfessional,
          feeds: ['safety-now'],
        }),
      },
    },
    's-police': {
      title: 'The police',
      ask: {
        'sg-police': yesNo({
          title: twin('Have the police been told?', 'Do the police know?'),
          picture: 'police',
          out: ['dont-know'],
        }),
        'sg-police-ref': text({
          title: twin('Police reference', 'What number did the police give you?'),
          picture: 'numbers',
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
          summary: 'reporter',
          title: twin('Does the adult know you are telling us?', 'Does the person know you are telling us?'),
          picture: 'speech',
          out: ['dont-know', 'unsafe'],
          when: isNotTheAdult,
          feeds: ['MSP'],
        }),
        'sg-consent': radios({
          title: twin('Do they agree?', 'Do they say it is OK to tell us?'),
          picture: 'yes',
          hint: twin('You can tell us even if they do not.', 'You can tell us even if they say no.'),
          options: {
            agrees: { label: twin('They agree', 'They say yes'), picture: 'yes' },
            refuses: { label: twin('They do not want this reported', 'They say no'), picture: 'no' },
            'unsafe-to-ask': { label: 'It is not safe to ask them', picture: 'secret' },
            'not-asked': twin('They have not been asked', 'Nobody has asked them'),
            cannot: twin('Cannot decide this', 'They cannot decide this'),
          },
          out: ['dont-know'],
          when: isNotTheAdult,
          feeds: ['MSP'],
        }),
        'sg-override': checkboxes({
          title: 'Why must we know anyway?',
          picture: 'warning',
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
          picture: 'think',
          options: { yes: 'Yes', doubt: twin('Not sure, or changes', 'Not sure, or it changes'), no: 'No' },
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
          picture: 'star',
          hint: twin(
            '[Use your own words. / Their words if you can.]',
            '[Use your own words. / Use their words if you can.]',
          ),
          out: ['dont-know'],
          feeds: ['MSP', 'VOICE'],
        }),
        'sg-wants-list': checkboxes({
          title: twin(
            'Does this include any of these?',
            '[Do you / Do they / Does the adult] want any of these?',
          ),
          picture: 'list',
          options: {
            'be-safe': { label: twin('Be safe', 'To be safe'), picture: 'safe' },
            stop: { label: twin('Make it stop', 'To make it stop'), picture: 'stop' },
            'keep-link': {
              label: twin('Keep the relationship', 'To stay close to the person'),
              picture: 'together',
            },
            justice: {
              label: twin(
                '[For the law to deal with it / For the law to deal with it / Justice]',
                'Justice. This means the law deals with what was done.',
              ),
              picture: 'law',
            },
            'money-back': { label: twin('Money back', 'To get money back'), picture: 'cash' },
            'better-care': { label: twin('Better care', 'To get better care'), picture: 'carer' },
            'no-police': { label: twin('No police', 'Not to tell the police'), picture: 'say-no' },
            'no-action': twin('No action', 'To do nothing'),
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
          summary: 'safe-contact:risk',
          title: twin(
            'Could contact from us make things worse?',
            'Could it make things worse if we call or write?',
          ),
          picture: 'phone',
          options: { no: 'No', yes: 'Yes' },
          out: ['dont-know', 'unsafe'],
        }),
        'sg-contact-how': textarea({
          summary: 'safe-contact:risk',
          title: twin(
            'How and when is it safe to reach [you / them / the adult]?',
            'How can we reach [you / them / the adult] safely? When is a safe time?',
          ),
          picture: 'mobile',
          hint: twin('Include a safe number.', 'Write a safe phone number.'),
          out: ['dont-know'],
          feeds: ['+fl-safe-contact'],
        }),
      },
    },
    's-speak-up': {
      ask: {
        'sg-speak-up': radios({
          summary: 'safe-contact:risk',
          title: twin(
            'Who could help [you / them / the adult] speak up?',
            'Who could help [you / them / the adult] say what matters?',
          ),
          picture: 'speak-up',
          hint: twin('Not someone who may be causing harm.', 'Do not pick someone who may have done this.'),
          options: {
            someone: {
              label: twin('Someone', 'Someone [I know / they know]'),
              text: twin('Who, and how can we reach them?', 'Who is it? How can we reach them?'),
              picture: 'friends',
            },
            advocate: {
              label: twin(
                '[I need / They need / Needs] an advocate',
                '[I / They] need an advocate. An advocate is someone who helps you speak up.',
              ),
              picture: 'speak-up',
            },
            'no-need': twin(
              '[I / They / They] do not need anyone',
              '[I do not / They do not] need help with this',
            ),
          },
          out: ['dont-know'],
        }),
      },
    },
    's-others': {
      title: 'Anyone else at risk',
      ask: {
        'sg-others': checkboxes({
          title: twin('Who else may be at risk?', 'Who else may not be safe?'),
          picture: 'people',
          options: {
            children: { label: 'Children', picture: 'child' },
            adults: { label: 'Other adults', picture: 'person' },
            public: { label: twin('The public', 'Anyone near the place'), picture: 'friends' },
            animals: { label: 'Animals', picture: 'pet' },
            'no-one': { label: 'No one', exclusive: true },
          },
          out: ['dont-know'],
        }),
        'sg-child-told': textarea({
          title: 'Are children’s services told? Which children?',
          picture: 'child',
          when: allOf(isProfessional, includes('sg-others', 'children')),
          feeds: ['+fl-child'],
        }),
      },
    },
    's-service': {
      title: 'Care services',
      ask: {
        'sg-service': yesNo({
          title: twin(
            'Is a care service involved?',
            'Is a care service part of this? It may be a care home or paid carers.',
          ),
          picture: 'care-home',
          out: ['dont-know'],
        }),
        'sg-service-name': text({
          title: twin('Its name and address', 'What is the service called? Where is it?'),
          picture: 'place',
          out: ['dont-know'],
          when: is('sg-service', 'yes'),
          feeds: ['REC'],
        }),
        'sg-service-told': textarea({
          title: 'Do its managers, commissioners or the CQC know?',
          picture: 'eyes',
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
          title: twin('Any past worries like this?', 'Has something like this happened before?'),
          picture: 'time',
          optional: true,
          feeds: ['pattern'],
        }),
        'sg-dash': text({
          title: 'Domestic abuse checklist (DASH) score or MARAC referral',
          picture: 'form',
          out: ['dont-know'],
          when: allOf(isProfessional, includes('sg-types', 'domestic')),
          feeds: ['+fl-sg-serious'],
        }),
      },
    },
    's-proof': {
      ask: {
        'sg-files': files({
          title: twin(
            'Add photos, [— / — / body maps,] records or letters',
            'You can add photos, [— / — / body maps,] letters or other papers',
          ),
          picture: 'photo',
          hint: twin('Only if it is safe to keep them.', 'Do this only if it is safe to keep them.'),
          optional: true,
          feeds: ['REC'],
        }),
      },
    },
    check: {
      title: 'Check and send',
      ask: {
        'sg-declare': checkboxes({
          title: twin('Before you send', 'Is everything true?'),
          picture: 'tick',
          options: { true: twin('This is true as far as I know', 'Yes, it is true as far as I know') },
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
    twin(
      'Use this form if you, or another adult, is being hurt, left without care or put at risk. You do not need proof.',
      'Use this form if someone is hurt or treated badly. Use it if someone does not get the care they need. It can be you or another adult. You do not have to be sure.',
    ),
    twin(
      'Anyone can use it. It can be about you. Members of the public can leave their name out.',
      'Anyone can use this form. You can tell us about someone else. Then you do not have to give your name.',
    ),
  ],
  linkSays: 'Tell us that somebody is being harmed',
  takes: twin(
    'It takes about 10 minutes. You can send it sooner: we only need to know who is telling us, what happened, and some way to find the person.',
    'It takes about 10 minutes. You can send it sooner. Tell us three things. Who is telling us? What happened? How can we find the person?',
  ),
  parts: [
    { title: 'Danger now', pages: pages(start, 'danger', 'call-999') },
    // How contact is safe is asked before any number or address.
    { title: 'Who is telling us', pages: pages(concern, 's-who', 'private', 's-safe', 's-you', 's-job') },
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
      pages: pages(concern, 's-agree', 's-wants', 's-speak-up'),
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
  outcomes: ['section-42', 'other-enquiry', 'refer-on', 'advice', 'not-safeguarding', 'more-information'],
  helpAtAnyTime: true,
  canExit: true,
  isSafeguarding: true,
}
