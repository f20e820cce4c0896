import { checkboxes } from '../controls/checkboxes.ts'
import { radios } from '../controls/radios.ts'
import { textarea } from '../controls/textarea.ts'
import { block } from '../engine/block.ts'
import { allOf, derived, is, not, readerIs, some } from '../engine/conditions.ts'
import { contact } from './contact.ts'
import { twin } from '../engine/words.ts'

const isAsian = is('eq-ethnic-group', 'asian')
const isBlack = is('eq-ethnic-group', 'black')
const isMixed = is('eq-ethnic-group', 'mixed')
const isWhite = is('eq-ethnic-group', 'white')
const isOther = is('eq-ethnic-group', 'other')
const ownWords = twin('In your own words (optional)', 'Say it in your own words if you want')

// A copy that leaves the screen could be read by somebody who must not know. What was not asked yet is not safe yet.
const canHaveCopy = allOf(
  readerIs('you', 'behalf'),
  is('message-safe', 'yes', 'dont-know'),
  is('hide-who', 'no', 'dont-know'),
  not(derived('any-unsafe', 'yes')),
)

/** Sharing, questions for the record, and what is asked beside "Send". */
export const sharing = block(
  {
    sharing: {
      title: twin('Sharing', 'Who we can talk to'),
      ask: {
        'share-with': checkboxes({
          title: twin(
            'Who may we talk to, so [you do / {name} does] not have to repeat things?',
            'Who can we talk to about [you / {name}]?',
          ),
          hint: twin(
            'We use this form to do our legal job. We may have to share if someone could be badly harmed.',
            'Then [you do / {name} does] not have to say things again. The law lets us use this form to do our job. We may have to share if someone could be badly hurt.',
          ),
          missing: twin('Select who we may talk to', 'Tick who we can talk to'),
          picture: 'talk',
          options: {
            health: { label: twin('GP and NHS', 'Doctors and the NHS'), picture: 'doctor' },
            housing: { label: twin('Housing', 'Housing workers'), picture: 'home' },
            'care-services': { label: 'Care services', picture: 'carer' },
            community: { label: 'Charities and groups', picture: 'friends' },
            family: { label: twin('People named here', 'People named in this form'), picture: 'family' },
            'ask-first': { label: 'Ask [me / them] first', picture: 'question', exclusive: true },
          },
          feeds: ['REC'],
        }),
        'share-not': textarea({
          title: twin('Is there anyone we should not contact?', 'Who should we not talk to?'),
          picture: 'secret',
          optional: true,
          feeds: ['+fl-safe-contact', 'HIDE'],
        }),
      },
    },
    record: {
      title: twin('Ethnic group and sex', 'More about [you / {name}]'),
      ask: {
        'eq-ethnic-group': radios({
          title: twin(
            'What is [your / {name}’s] ethnic group?',
            'Which group [do you / does {name}] belong to?',
          ),
          hint: twin(
            'National figures need this, to show if care is fair. It does not change the care [you get / {name} gets]. You can leave it blank.',
            'This is about where families come from. We ask to see if care is fair. It does not change the care [you get / {name} gets]. You can leave it out.',
          ),
          plainOptions: true,
          picture: 'language',
          options: {
            asian: 'Asian or Asian British',
            black: 'Black, Black British, Caribbean or African',
            mixed: twin('Mixed or multiple', 'Mixed, or more than one'),
            white: 'White',
            other: 'Other',
          },
          out: ['rather-not-say'],
          optional: true,
          feeds: ['REC', 'RETURN'],
        }),
        'eq-ethnic-detail': radios({
          title: 'Which fits [you / {name}] best?',
          hint: 'You can use your own words.',
          plainOptions: true,
          picture: 'language',
          options: {
            indian: { label: 'Indian', when: isAsian },
            pakistani: { label: 'Pakistani', when: isAsian },
            bangladeshi: { label: 'Bangladeshi', when: isAsian },
            chinese: { label: 'Chinese', when: isAsian },
            'other-asian': { label: 'Another Asian background', text: ownWords, when: isAsian },
            caribbean: { label: 'Caribbean', when: isBlack },
            african: { label: 'African', when: isBlack },
            'other-black': { label: 'Another Black background', text: ownWords, when: isBlack },
            'white-black-caribbean': { label: 'White and Black Caribbean', when: isMixed },
            'white-black-african': { label: 'White and Black African', when: isMixed },
            'white-asian': { label: 'White and Asian', when: isMixed },
            'other-mixed': { label: 'Another mixed background', text: ownWords, when: isMixed },
            british: { label: 'English, Welsh, Scottish, Northern Irish or British', when: isWhite },
            irish: { label: 'Irish', when: isWhite },
            'gypsy-traveller': { label: 'Gypsy or Irish Traveller', when: isWhite },
            roma: { label: 'Roma', when: isWhite },
            'other-white': { label: 'Another White background', text: ownWords, when: isWhite },
            arab: { label: 'Arab', when: isOther },
            'any-other': {
              label: twin('Any other ethnic group', 'Any other group'),
              text: ownWords,
              when: isOther,
            },
          },
          out: ['rather-not-say'],
          optional: true,
          when: some('eq-ethnic-group'),
          feeds: ['REC', 'RETURN'],
        }),
        'eq-sex': radios({
          title: 'What is [your / {name}’s] sex?',
          hint: twin(
            'National figures need this too. You can leave it blank.',
            'We ask this to see if care is fair. You can leave it out.',
          ),
          plainOptions: true,
          picture: 'person',
          options: { female: twin('Female', 'Female (a woman)'), male: twin('Male', 'Male (a man)') },
          out: ['rather-not-say'],
          optional: true,
          feeds: ['REC', 'RETURN'],
        }),
      },
    },
    check: {
      title: 'Check and send',
      ask: {
        declare: checkboxes({
          title: 'Before you send',
          missing: twin(
            'Select [the box / both boxes / the box] to confirm',
            'Tick [the box / both boxes]. Then you can send this',
          ),
          picture: 'tick',
          options: {
            true: twin('This is true as far as I know', 'I think all of this is true'),
            right: {
              label: twin(
                'I have permission to send this for {name}',
                'It is OK for me to send this for {name}',
              ),
              when: readerIs('behalf'),
            },
          },
          all: true,
          feeds: ['REC'],
        }),
        'copy-how': radios({
          title: twin(
            'How do you want your copy?',
            'How do you want your copy? A copy shows you what you said.',
          ),
          hint: twin(
            'If others read your post or emails, keep it on screen.',
            'Do other people read your post or emails? Then pick the screen.',
          ),
          missing: twin('Select how you want your copy', 'Choose how you want your copy'),
          picture: 'list',
          options: {
            screen: { label: 'On this screen only', picture: 'computer' },
            email: { label: 'Email', picture: 'email' },
            post: { label: 'Post', picture: 'letter' },
          },
          when: canHaveCopy,
          feeds: ['REC'],
        }),
      },
    },
  },
  contact,
)
