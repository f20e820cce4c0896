import { checkboxes, radios } from '../controls/choice.ts'
import { textarea } from '../controls/text.ts'
import { block } from '../engine/block.ts'
import { allOf, anyOf, derived, is, not, readerIs, some } from '../engine/conditions.ts'
import { contact, isSafeContactOnly } from './contact.ts'

const isAsian = is('eq-ethnic-group', 'asian')
const isBlack = is('eq-ethnic-group', 'black')
const isMixed = is('eq-ethnic-group', 'mixed')
const isWhite = is('eq-ethnic-group', 'white')
const isOther = is('eq-ethnic-group', 'other')
const ownWords = 'In your own words (optional)'

// A copy that leaves the screen could be read by somebody who must not know.
const canHaveCopy = allOf(
  readerIs('you', 'behalf'),
  not(anyOf(isSafeContactOnly, derived('any-unsafe', 'yes'))),
)

/** Sharing, questions for the record, and what is asked beside "Send". */
export const sharing = block(
  {
    sharing: {
      title: 'Sharing',
      ask: {
        'share-with': checkboxes({
          title: 'Who may we talk to, so [you do / {name} does] not have to repeat things?',
          hint: 'We use this form to do our legal job. We may have to share if someone could be badly harmed.',
          missing: 'Select who we may talk to',
          options: {
            health: 'GP and NHS',
            housing: 'Housing',
            'care-services': 'Care services',
            community: 'Charities and groups',
            family: 'People named here',
            'ask-first': { label: 'Ask [me / them] first', exclusive: true },
          },
          feeds: ['REC'],
        }),
        'share-not': textarea({
          title: 'Anyone we should not talk to?',
          optional: true,
          feeds: ['+fl-safe-contact', 'HIDE'],
        }),
      },
    },
    record: {
      title: 'Ethnic group and sex',
      ask: {
        'eq-ethnic-group': radios({
          title: 'What is [your / {name}’s] ethnic group?',
          hint: 'National figures need this, to show if care is fair. It does not change the care [you get / {name} gets]. You can leave it blank.',
          options: {
            asian: 'Asian or Asian British',
            black: 'Black, Black British, Caribbean or African',
            mixed: 'Mixed or multiple',
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
            'any-other': { label: 'Any other ethnic group', text: ownWords, when: isOther },
          },
          out: ['rather-not-say'],
          optional: true,
          when: some('eq-ethnic-group'),
          feeds: ['REC', 'RETURN'],
        }),
        'eq-sex': radios({
          title: 'What is [your / {name}’s] sex?',
          hint: 'National figures need this too. You can leave it blank.',
          options: { female: 'Female', male: 'Male' },
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
          missing: 'Select [the box / both boxes / the box] to confirm',
          options: {
            true: 'This is true as far as I know',
            right: { label: 'I may send this for {name}', when: readerIs('behalf') },
          },
          all: true,
          feeds: ['REC'],
        }),
        'copy-how': radios({
          title: 'How do you want your copy?',
          hint: 'If others read your post or emails, keep it on screen.',
          missing: 'Select how you want your copy',
          options: { screen: 'On this screen only', email: 'Email', post: 'Post' },
          when: canHaveCopy,
          feeds: ['REC'],
        }),
      },
    },
  },
  contact,
)
