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

export const GOING_BACK = {
  title: twin(
    '[Do you / Does {name}] mean to go back home after the stay?',
    'Will [you / {name}] go back home after?',
  ),
  missing: yesOrNo,
  picture: 'home',
  out: ['dont-know'],
} as const

export const HALF_PENSION = {
  title: twin(
    'Does half of a work or private pension go to a husband, wife or civil partner at home?',
    'Does half of the pension go to a husband or wife?',
  ),
  hint: twin('We do not count that half.', 'We do not count what they get.'),
  missing: yesOrNo,
  picture: 'couple',
  out: ['dont-know'],
} as const
