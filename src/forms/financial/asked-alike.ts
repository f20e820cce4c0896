import type { PartnerDisability } from '#src/domain/charging/circumstances.ts'
import { chooseOne } from '../controls/choice.ts'
import { yesOrNo } from '../controls/radios.ts'
import { twin } from '../engine/words.ts'
import { CARE, PARTNER, TENURE } from './money-option-lists.ts'

/**
 * Questions that form 3 and the quick estimate ask in the same words, but for when they are asked and what they
 * feed. The quick estimate is always about the reader.
 */

export const WHAT_CARE = {
  title: 'What care is this for?',
  picture: 'carer',
  missing: chooseOne('Select what care it is for'),
  options: CARE,
} as const

export const HAS_PARTNER = {
  title: twin(
    '[Do you / Does {name}] have a partner?',
    '[Do you / Does {name}] have a husband, wife or partner?',
  ),
  picture: 'couple',
  hint: twin('We only look at [your / {name}’s] share.', 'We only look at [your / {name}’s] own money.'),
  missing: chooseOne('Select an answer about a partner'),
  options: PARTNER,
} as const

export const WHOSE_HOME = {
  title: twin('Whose home is it?', 'Who owns the home?'),
  picture: 'home',
  missing: chooseOne('Select whose home it is'),
  options: TENURE,
} as const

/** How much of a home or land is the person’s own. */
export const SHARE = {
  hint: twin(
    'From 0 to 100. Write 100 if nobody else owns a part.',
    'Write 100 if all of it is [yours / theirs].',
  ),
  missing: twin(
    'Enter a share from 0 to 100, or tick “I don’t have this to hand”',
    'Write a number from 0 to 100',
  ),
  like: 50,
  picture: 'numbers',
  most: 100,
} as const

export const STAY_BEFORE = {
  title: twin(
    'In the year before that, did [you / they] live in a care home for good?',
    'Did [you / they] live in a care home in the year before?',
  ),
  missing: yesOrNo,
  picture: 'again',
  out: ['dont-know'],
} as const

export const STAY_LENGTH = {
  title: twin('Is the stay for 8 weeks or less?', 'Is the stay for 8 weeks or less?'),
  missing: yesOrNo,
  picture: 'calendar',
  out: ['dont-know'],
} as const

export const GOING_BACK = {
  title: twin(
    '[Do you / Does {name}] mean to go back home after the stay?',
    'Will [you / {name}] go back home after?',
  ),
  missing: yesOrNo,
  picture: 'home',
  out: ['dont-know'],
} as const

/** Of a couple one member’s disability is enough for a premium. */
export const PARTNER_DISABILITY = {
  title: twin(
    'Does the partner get PIP or DLA, or are they registered blind?',
    'Is the partner ill or disabled?',
  ),
  hint: twin('It may mean [you keep / they keep] more.', 'Then [you / they] may keep more.'),
  picture: 'wheelchair',
  missing: chooseOne('Select what the partner gets'),
  options: {
    none: { label: twin('No', 'No'), picture: 'cross' },
    some: {
      label: twin('Yes, but not at the highest rate', 'They get PIP or DLA, or are blind'),
      picture: 'tick',
    },
    highest: {
      label: twin(
        'Yes, and the part for daily living or care is at the highest rate',
        'They get the most PIP or DLA for care',
      ),
      picture: 'numbers',
    },
  },
  out: ['dont-know'],
} as const

/** The same as the sum names it. */
export const PARTNER_DISABILITY_IN_SUM: Readonly<Record<string, PartnerDisability>> = {
  none: 'none',
  some: 'some',
  highest: 'highest',
} satisfies Readonly<Record<keyof typeof PARTNER_DISABILITY.options, PartnerDisability>>

/** Who may have a carer premium without being paid Carer’s Allowance. */
export const CARES = {
  title: twin(
    '[Do you / Does {name}] look after someone for 35 hours or more a week?',
    '[Do you / Does {name}] look after someone most days?',
  ),
  hint: twin(
    'Someone who is ill or disabled. It may mean [you keep / they keep] more, even without Carer’s Allowance.',
    'Someone who is ill or disabled. Then [you / they] may keep more.',
  ),
  missing: yesOrNo,
  picture: 'carer',
  out: ['dont-know'],
} as const

/** What may lead to a disability premium without PIP or DLA. */
export const HEALTH = {
  title: twin('Is any of this true for [you / {name}]?', 'Is one of these true for [you / {name}]?'),
  hint: twin('It may mean [you keep / they keep] more.', 'Then [you / they] may keep more.'),
  missing: twin('Select what is true, or “None of these”', 'Tick what fits, or “None of these”'),
  picture: 'eyes',
  options: {
    blind: {
      label: twin('Registered as blind', '[I am / They are] on the list of blind people'),
      picture: 'eyes',
    },
    'too-ill-to-work': {
      label: twin(
        'The benefits office agreed [I am / they are] too ill to work, or to work much',
        'The benefits office said [I am / they are] too ill to work',
      ),
      picture: 'unwell',
    },
    none: { label: 'None of these', exclusive: true },
  },
  out: ['dont-know'],
} as const

export const HALF_PENSION = {
  title: twin(
    'Does half of a work or private pension, or of an annuity, go to a husband, wife or civil partner at home?',
    'Does half of the pension go to a husband or wife?',
  ),
  hint: twin('We do not count that half.', 'We do not count what they get.'),
  missing: twin(
    'Select whether half of the pension goes to a partner at home',
    'Choose yes or no. Does half of the pension go to a husband or wife?',
  ),
  picture: 'couple',
  out: ['dont-know'],
} as const
