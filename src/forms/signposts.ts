import {
  allOf,
  anyOf,
  because,
  type Condition,
  derived,
  formIs,
  holds,
  includes,
  is,
  some,
} from './engine/conditions.ts'
import type { FormId } from './engine/form.ts'
import type { Walk } from './engine/walk.ts'
import type { Answerable } from './flags.ts'

/** A topic of support near by, shown as well as the offer of an assessment and never instead of it. */
export interface Signpost {
  /** What its page of information is about. */
  title: string
  when: Condition
  /** Raised by answers on harm or self-harm: on the screen only, never in a copy. */
  onScreenOnly?: true
}
type Topics = Readonly<Record<`sp-${string}`, Omit<Signpost, 'when'> & { when: Condition<Answerable> }>>

const needsHelp = <const I extends string>(id: I) => is(id, 'hard', 'help', 'cannot')
const isAffected = <const I extends string>(id: I) => is(id, 'strain', 'cannot')

const TOPICS = {
  'sp-meals': {
    title: 'Food shopping, lunch clubs, meals delivered',
    when: anyOf(needsHelp('as-shop-food'), needsHelp('as-cook')),
  },
  'sp-equipment': {
    title: 'Small equipment to try or buy',
    when: anyOf(
      needsHelp('as-wash'),
      needsHelp('as-toilet'),
      needsHelp('as-bed-chair'),
      needsHelp('as-move'),
      some('pr-ot-tasks'),
      includes('ca-wants', 'equipment'),
    ),
  },
  'sp-adaptations': {
    title: 'Changes to your home and grants',
    when: anyOf(is('as-move', 'help', 'cannot'), is('pr-ask', 'ot')),
  },
  'sp-continence': { title: 'Continence help', when: is('as-accidents', 'sometimes', 'often') },
  'sp-home-help': {
    title: 'Cleaning, laundry, gardening',
    when: anyOf(needsHelp('as-clean'), needsHelp('as-laundry')),
  },
  'sp-money': {
    title: 'Bills, budgets and debt advice',
    when: anyOf(needsHelp('as-bills'), includes('as-money', 'bills', 'debt'), is('ca-money', 'yes')),
  },
  'sp-benefits': {
    title: 'Benefits check, Carer’s Allowance',
    when: anyOf(
      includes('as-money', 'benefits'),
      allOf(is('ca-allowance', 'no'), is('ca-hours', '35-49', '50-plus')),
    ),
  },
  'sp-falls': { title: 'Falls service and home safety', when: is('as-falls', 'one', 'two-or-more') },
  'sp-tec': {
    title: 'Alarms, sensors and other technology',
    when: anyOf(
      is('as-get-help', 'wait', 'could-not'),
      is('as-tech-try', 'yes', 'maybe'),
      includes('as-memory-risk', 'cooker', 'lost', 'forgot-vital'),
    ),
  },
  'sp-online': { title: 'Help to get online', when: includes('as-tech', 'none') },
  'sp-fire': { title: 'Free home fire safety visit', when: some('as-fire') },
  'sp-loneliness': {
    title: 'Friends, clubs and befriending',
    when: anyOf(is('as-lonely', 'sometimes', 'often'), needsHelp('as-contact'), isAffected('ca-people')),
  },
  'sp-work': {
    title: 'Work, learning, volunteering',
    when: anyOf(needsHelp('as-work'), isAffected('ca-work')),
  },
  'sp-transport': {
    title: 'Travel help, Blue Badge, bus passes',
    when: anyOf(needsHelp('as-out'), needsHelp('as-travel')),
  },
  'sp-parenting': { title: 'Family help for disabled parents', when: needsHelp('as-parent') },
  'sp-memory': {
    title: 'Memory worries and dementia',
    when: anyOf(is('as-memory', 'most-days'), includes('conditions', 'dementia')),
  },
  'sp-mental-health': {
    title: 'Mental health and talking therapy',
    when: anyOf(is('as-mood', 'low'), is('ca-mind', 'a-lot')),
  },
  'sp-crisis': {
    title: 'Help in a crisis, day or night',
    when: anyOf(is('as-self-harm', 'recent', 'now'), is('ca-self-harm', 'recent', 'now')),
    onScreenOnly: true,
  },
  'sp-drugs-alcohol': { title: 'Drink and drugs support', when: is('as-drink-drugs', 'sometimes', 'often') },
  'sp-senses': {
    title: 'Sight, hearing and deafblind services',
    when: anyOf(some('as-senses'), includes('conditions', 'sight-loss', 'hearing-loss', 'deafblind')),
  },
  'sp-autism-ld': {
    title: 'Autism, ADHD, learning disability',
    when: includes('conditions', 'autism', 'learning-disability'),
  },
  'sp-nhs': {
    title: 'GP, pharmacist, community nurses, swallowing',
    when: anyOf(needsHelp('as-medicine'), some('as-food-signs')),
  },
  'sp-hospital': {
    title: 'Leaving hospital and getting better',
    when: is('hospital', 'in-now', 'past-6-weeks', 'soon'),
  },
  'sp-housing': {
    title: 'Keeping your home, repairs, sheltered homes',
    when: anyOf(is('home-risk', 'worried', 'notice'), includes('as-home-state', 'repairs')),
  },
  'sp-homeless': {
    title: 'Homeless or nowhere safe tonight',
    when: anyOf(is('home-type', 'none', 'temporary'), includes('essentials-gone', 'safe-place-tonight')),
  },
  'sp-hoarding': {
    title: 'Help with clutter, at your pace',
    when: includes('as-home-state', 'rooms-full', 'exits-blocked', 'waste-pests'),
  },
  'sp-carers': {
    title: 'Support for carers',
    when: anyOf(formIs(2), is('as-carer', 'yes'), is('pr-carer', 'coping', 'strained', 'stopping')),
  },
  'sp-breaks': {
    title: 'Breaks from caring',
    when: anyOf(is('ca-break', 'longer', 'never'), isAffected('ca-fun'), includes('ca-wants', 'break')),
  },
  'sp-emergency-plan': {
    title: 'Carer’s back-up plan and card',
    when: is('ca-tomorrow', 'short', 'no-one'),
  },
  'sp-young-carers': { title: 'Young carers', when: is('child-helps', 'yes') },
  'sp-parent-carers': { title: 'Parents of disabled children', when: is('ca-cared-age', 'child', 'both') },
  'sp-domestic-abuse': {
    title: 'Domestic abuse support',
    when: includes('as-safe-what', 'hurting', 'frightening', 'controlling', 'sexual', 'forced'),
    onScreenOnly: true,
  },
  'sp-scams': {
    title: 'Scams and money abuse',
    when: includes('as-safe-what', 'scams'),
    onScreenOnly: true,
  },
  'sp-advocacy': {
    title: 'Advocates',
    when: anyOf(is('advocate-wanted', 'yes', 'dont-know'), is('fb-help', 'yes')),
  },
  'sp-communication': {
    title: 'Interpreters and other formats',
    when: anyOf(is('interpreter', 'yes'), some('info-format')),
  },
  'sp-pets': { title: 'Pet care in an emergency', when: is('pets', 'not-covered') },
  'sp-direct-payments': { title: 'Direct payments', when: is('as-direct-pay', 'yes') },
  'sp-paying': {
    title: 'Paying for care; independent money advice',
    when: is('as-savings', 'yes'),
  },
  'sp-quality': { title: 'Care service quality and the CQC', when: is('fb-about', 'provider') },
  'sp-ombudsman': { title: 'The Ombudsman', when: is('fb-told', 'yes-replied') },
  'sp-other-council': {
    title: 'Which council can help',
    when: anyOf(is('ca-cared-area', 'no'), derived('in-area', 'no')),
  },
} as const satisfies Topics

export type SignpostId = keyof typeof TOPICS

/** The topics of support, in the order they are shown. */
export const signposts: Readonly<Record<string, Signpost>> = TOPICS

/** Another form that fits what was answered: to be offered with the receipt, never sent by itself. */
const OFFERS: readonly { form: FormId; when: Condition<Answerable> }[] = [
  { form: 'self-assessment', when: is('ca-own-needs', 'yes') },
  {
    form: 'carers-assessment',
    when: anyOf(
      is('as-carer', 'yes'),
      is('pr-carer', 'coping', 'strained', 'stopping'),
      is('pr-ask', 'carer'),
    ),
  },
  { form: 'professional-referral', when: is('who-are-you', 'professional') },
  { form: 'safeguarding-concern', when: is('pr-safeguarding', 'yes') },
]

export interface RaisedSignpost {
  id: string
  title: string
  onScreenOnly: boolean
  /** The answers that raised it, by question id. */
  because: readonly { id: string; values: readonly string[] }[]
}

/** The topics a set of answers raises. */
export const raiseSignposts = ({ facts }: Walk): RaisedSignpost[] =>
  Object.entries(signposts)
    .filter(([, { when }]) => holds(when, facts))
    .map(([id, { title, when, onScreenOnly }]) => ({
      id,
      title,
      onScreenOnly: onScreenOnly === true,
      because: because(when, facts),
    }))

/** The other forms a set of answers makes worth offering. */
export const formsToOffer = ({ facts }: Walk): FormId[] =>
  OFFERS.filter(({ when }) => holds(when, facts)).map(({ form }) => form)
