import { checkboxes } from '../controls/checkboxes.ts'
import { chooseOne } from '../controls/choice.ts'
import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { block } from '../engine/block.ts'
import { allOf, includes, is, not, some } from '../engine/conditions.ts'
import { twin } from '../engine/words.ts'
import { privatePage } from '../shared/opening.ts'
import { who } from '../shared/who.ts'
import { STAY_LENGTH, WHAT_CARE } from './asked-alike.ts'

/** Legal roles that let somebody refuse to share another person's money details. Benefits alone do not. */
export const MONEY_ROLES = ['lpa-money', 'epa', 'deputy-money'] as const

/** What the care is, whether any of it is free by law, and how the person wants this to be done. */
export const care = block(
  {
    private: privatePage(),
    'f-care': {
      ask: {
        'fa-care': radios({
          ...WHAT_CARE,
          options: {
            ...WHAT_CARE.options,
            unsure: { label: 'Not sure', picture: 'question' },
          },
          feeds: ['ch-setting'],
        }),
      },
    },
    'f-stay-length': {
      ask: {
        'fa-stay-length': yesNo({
          ...STAY_LENGTH,
          when: is('fa-care', 'short-stay'),
          feeds: ['ch-setting'],
        }),
      },
    },
    'f-free': {
      title: 'Care that is free',
      ask: {
        'fa-free': checkboxes({
          title: twin('Is any of this care free by law?', 'Is some of this care free?'),
          picture: 'gift',
          missing: twin('Select which, or “None of these”', 'Tick which, or “None of these”'),
          options: {
            s117: {
              label: twin(
                'Aftercare when you leave a mental health ward (section 117)',
                'Care after a stay in a mental health ward',
              ),
              picture: 'brain',
            },
            chc: {
              label: twin('NHS Continuing Healthcare: care the NHS pays for', 'Care the NHS pays for'),
              picture: 'hospital',
            },
            'short-term': {
              label: twin(
                'Short-term help to get back on [my / their] feet',
                'Help for a few weeks to get better',
              ),
              picture: 'crutch',
            },
            cjd: {
              label: twin('Care for CJD', 'Care for CJD. CJD is an illness of the brain.'),
              picture: 'unwell',
            },
            none: { label: 'None of these', exclusive: true },
          },
          out: ['dont-know'],
          feeds: ['ch-exempt'],
        }),
        'fa-free-all': yesNo({
          title: twin('Is that all of the care?', 'Is all of the care free?'),
          picture: 'gift',
          missing: yesOrNo,
          out: ['dont-know'],
          when: some('fa-free'),
          feeds: ['ch-exempt'],
        }),
      },
    },
    'f-choice': {
      ask: {
        'fa-choice': radios({
          title: twin('How would [you / {name}] like to do this?', 'What do [you / they] want to do?'),
          picture: 'think',
          hint: twin('You can change your mind later.', 'You can choose again later.'),
          missing: chooseOne('Select how to do this'),
          options: {
            full: {
              label: twin('Share [my / their] money details', 'Tell us about [my / their] money'),
              picture: 'money',
            },
            light: {
              label: twin('Share a little, with proof', 'Tell us a little. Show us some papers'),
              picture: 'files',
            },
            refuse: {
              label: twin('Not share, and pay the full cost', 'Not tell us. Pay for all of the care'),
              picture: 'say-no',
            },
          },
          feeds: ['ch-route'],
        }),
      },
    },
    'f-light': {
      ask: {
        'fa-light': radios({
          title: twin('Which fits?', 'Which is true?'),
          picture: 'bank',
          hint: twin(
            'You can leave out any money question from here on. We look at your proof instead.',
            'You can leave out questions about money. We look at your papers.',
          ),
          missing: chooseOne('Select which fits'),
          options: {
            over: {
              label: twin(
                'Savings over {upper limit}, with proof',
                '[I have / They have] more than {upper limit} saved',
              ),
              picture: 'money',
            },
            benefits: {
              label: twin(
                'Only certain benefits, and low savings',
                '[I get / They get] benefits. There is little money saved.',
              ),
              picture: 'cash',
            },
          },
          when: is('fa-choice', 'light'),
          feeds: ['ch-route'],
        }),
      },
    },
    'f-understand': {
      ask: {
        'fa-understand': checkboxes({
          title: twin('Tick to show you understand', 'Tick each box if you understand'),
          picture: 'tick',
          hint: twin('We must be sure this is a real choice.', 'We need to know that you really want this.'),
          missing: twin('Select all three boxes', 'Tick all three boxes'),
          options: {
            'full-cost': {
              label: twin('The full cost may be charged', '[I / They] may pay for all of the care'),
              picture: 'money',
            },
            'can-change': {
              label: twin(
                '[I / They] can ask for the full sum to be worked out at any time',
                '[I / They] can ask us to work it out later',
              ),
              picture: 'again',
            },
            advice: {
              label: twin(
                '[I / They] can get free, independent advice',
                'Other people can help [me / them] choose. They are free.',
              ),
              picture: 'talk',
            },
          },
          all: true,
          when: is('fa-choice', 'refuse'),
          feeds: ['ch-route', '+fl-fa-refuse', '+sp-paying'],
        }),
      },
    },
    'f-refuse': {
      title: 'We will call you first',
      lead: twin(
        'Only {name}, or someone with the legal right to look after their money, can choose not to share. So we do not take this as their choice. A worker will call before anything is decided, and nothing is charged because of this answer.',
        'Only {name} can choose this. Or someone who looks after their money by law. So a worker will call first. Nobody has to pay because of this answer.',
      ),
      tellsWhen: allOf(
        is('fa-choice', 'refuse'),
        is('who-for', 'someone-else'),
        not(includes('legal-role', ...MONEY_ROLES)),
      ),
      ask: {},
    },
  },
  who,
)

/** Somebody who shares their money details, all of them or a little. */
export const isSharing = not(is('fa-choice', 'refuse'))
/** Somebody who shares a little need not answer questions about money. */
export const isSharingAll = not(is('fa-choice', 'refuse', 'light'))
