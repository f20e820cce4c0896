import {
  allOf,
  anyOf,
  because,
  type Condition,
  questionsRead,
  readsDerived,
  derived,
  formIs,
  holds,
  includes,
  is,
  some,
} from '../engine/conditions.ts'
import type { NamedPage } from '../engine/block.ts'
import { carersAssessment } from '../carers-assessment.ts'
import type { Form, FormId } from '../engine/form.ts'
import type { Walk } from '../engine/walk.ts'
import type { Answerable } from './flags.ts'
import { twin, type Words } from '../engine/words.ts'
import { professionalReferral } from '../professional-referral.ts'
import { safeguardingConcern } from '../safeguarding-concern.ts'
import { selfAssessment } from '../self-assessment.ts'

/** A topic of support near by, shown as well as the offer of an assessment and never instead of it. */
export interface Signpost {
  /** What its page of information is about. */
  title: Words
  when: Condition
  /** Raised by answers on harm or self-harm: on the screen only, never in a copy. */
  onScreenOnly?: true
}
type Topics = Readonly<Record<`sp-${string}`, Omit<Signpost, 'when'> & { when: Condition<Answerable> }>>

const needsHelp = <const I extends string>(id: I) => is(id, 'hard', 'help', 'cannot')
const isAffected = <const I extends string>(id: I) => is(id, 'strain', 'cannot')

const TOPICS = {
  'sp-meals': {
    title: twin('Food shopping, lunch clubs, meals delivered', 'Food shopping and meals'),
    when: anyOf(needsHelp('as-shop-food'), needsHelp('as-cook')),
  },
  'sp-equipment': {
    title: twin('Small equipment to try or buy', 'Things that make daily life easier'),
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
    title: twin('Changes to your home and grants', 'Changes to your home'),
    when: anyOf(is('as-move', 'help', 'cannot'), is('pr-ask', 'ot')),
  },
  'sp-continence': {
    title: twin('Continence help', 'Help to stay dry'),
    when: is('as-accidents', 'sometimes', 'often'),
  },
  'sp-home-help': {
    title: twin('Cleaning, laundry, gardening', 'Cleaning and gardening'),
    when: anyOf(needsHelp('as-clean'), needsHelp('as-laundry')),
  },
  'sp-money': {
    title: twin('Bills, budgets and debt advice', 'Help with bills and debt'),
    when: anyOf(
      needsHelp('as-bills'),
      includes('as-money', 'bills', 'debt'),
      is('ca-money', 'yes'),
      is('fa-debt', 'yes'),
    ),
  },
  'sp-benefits': {
    title: twin('Benefits check, Carer’s Allowance', 'Money you may be able to get'),
    when: anyOf(
      includes('as-money', 'benefits'),
      is('fa-benefit-check', 'yes'),
      allOf(is('ca-allowance', 'no'), is('ca-hours', '35-49', '50-plus')),
    ),
  },
  'sp-falls': {
    title: twin('Falls service and home safety', 'Help to stop falls'),
    when: is('as-falls', 'one', 'two-or-more'),
  },
  'sp-tec': {
    title: twin('Alarms, sensors and other technology', 'Alarms that can keep you safe'),
    when: anyOf(
      is('as-get-help', 'wait', 'could-not'),
      is('as-tech-try', 'yes', 'maybe'),
      includes('as-memory-risk', 'cooker', 'lost', 'forgot-vital'),
    ),
  },
  'sp-online': {
    title: twin('Help to get online', 'Help to use the internet'),
    when: includes('as-tech', 'none'),
  },
  'sp-fire': {
    title: twin('Free home fire safety visit', 'A free visit about fire safety'),
    when: some('as-fire'),
  },
  'sp-loneliness': {
    title: twin('Friends, clubs and befriending', 'Friends and clubs'),
    when: anyOf(is('as-lonely', 'sometimes', 'often'), needsHelp('as-contact'), isAffected('ca-people')),
  },
  'sp-work': {
    title: twin('Work, learning, volunteering', 'Work and learning'),
    when: anyOf(needsHelp('as-work'), isAffected('ca-work')),
  },
  'sp-transport': {
    title: twin('Travel help, Blue Badge, bus passes', 'Help to get about'),
    when: anyOf(needsHelp('as-out'), needsHelp('as-travel')),
  },
  'sp-parenting': {
    title: twin('Family help for disabled parents', 'Help for disabled parents'),
    when: needsHelp('as-parent'),
  },
  'sp-memory': {
    title: twin('Memory worries and dementia', 'Help with memory'),
    when: anyOf(is('as-memory', 'most-days'), includes('conditions', 'dementia')),
  },
  'sp-mental-health': {
    title: twin('Mental health and talking therapy', 'Help with your feelings'),
    when: anyOf(is('as-mood', 'low'), is('ca-mind', 'a-lot')),
  },
  'sp-crisis': {
    title: twin('Help in a crisis, day or night', 'Help now, day or night'),
    when: anyOf(is('as-self-harm', 'recent', 'now'), is('ca-self-harm', 'recent', 'now')),
    onScreenOnly: true,
  },
  'sp-drugs-alcohol': {
    title: twin('Drink and drugs support', 'Help with drink and drugs'),
    when: is('as-drink-drugs', 'sometimes', 'often'),
  },
  'sp-senses': {
    title: twin('Sight, hearing and deafblind services', 'Help with sight and hearing'),
    when: anyOf(some('as-senses'), includes('conditions', 'sight-loss', 'hearing-loss', 'deafblind')),
  },
  'sp-autism-ld': {
    title: twin(
      'Autism, ADHD, learning disability',
      'Autism. This is a different way of thinking. Help with learning',
    ),
    when: includes('conditions', 'autism', 'learning-disability'),
  },
  'sp-nhs': {
    title: twin('GP, pharmacist, community nurses, swallowing', 'Help from your doctor or nurse'),
    when: anyOf(needsHelp('as-medicine'), some('as-food-signs')),
  },
  'sp-hospital': {
    title: twin('Leaving hospital and getting better', 'Help when you leave hospital'),
    when: is('hospital', 'in-now', 'past-6-weeks', 'soon'),
  },
  'sp-housing': {
    title: twin('Keeping your home, repairs, sheltered homes', 'Help to keep your home'),
    when: anyOf(is('home-risk', 'worried', 'notice'), includes('as-home-state', 'repairs')),
  },
  'sp-homeless': {
    title: twin('Homeless or nowhere safe tonight', 'A safe place to sleep'),
    when: anyOf(is('home-type', 'none', 'temporary'), includes('essentials-gone', 'safe-place-tonight')),
  },
  'sp-hoarding': {
    title: twin('Help with clutter, at your pace', 'Help with too many things at home'),
    when: includes('as-home-state', 'rooms-full', 'exits-blocked', 'waste-pests'),
  },
  'sp-carers': {
    title: twin('Support for carers', 'Help for carers'),
    when: anyOf(formIs(2), is('as-carer', 'yes'), is('pr-carer', 'coping', 'strained', 'stopping')),
  },
  'sp-breaks': {
    title: twin('Breaks from caring', 'Breaks for carers'),
    when: anyOf(is('ca-break', 'longer', 'never'), isAffected('ca-fun'), includes('ca-wants', 'break')),
  },
  'sp-emergency-plan': {
    title: twin('Carer’s back-up plan and card', 'A plan for when a carer is ill'),
    when: is('ca-tomorrow', 'short', 'no-one'),
  },
  'sp-young-carers': { title: twin('Young carers', 'Help for young carers'), when: is('child-helps', 'yes') },
  'sp-parent-carers': {
    title: twin('Parents of disabled children', 'Parents of disabled children'),
    when: is('ca-cared-age', 'child', 'both'),
  },
  'sp-domestic-abuse': {
    title: twin('Domestic abuse support', 'Help if someone at home hurts you'),
    when: includes('as-safe-what', 'hurting', 'frightening', 'controlling', 'sexual', 'forced'),
    onScreenOnly: true,
  },
  'sp-scams': {
    title: twin('Scams and money abuse', 'Help if someone took your money'),
    when: anyOf(includes('as-safe-what', 'scams'), is('fa-safe', 'yes')),
    onScreenOnly: true,
  },
  'sp-advocacy': {
    title: twin('Advocates', 'People who help you speak up'),
    when: anyOf(is('advocate-wanted', 'yes', 'dont-know'), is('fb-help', 'yes')),
  },
  'sp-communication': {
    title: twin('Interpreters and other formats', 'Help with language and reading'),
    when: anyOf(is('interpreter', 'yes'), some('info-format')),
  },
  'sp-pets': { title: twin('Pet care in an emergency', 'Help with pets'), when: is('pets', 'not-covered') },
  'sp-direct-payments': {
    title: twin('Direct payments', 'Money to pay for your own care'),
    when: is('as-direct-pay', 'yes'),
  },
  'sp-paying': {
    title: twin('Paying for care; independent money advice', 'Paying for care'),
    when: anyOf(is('as-savings', 'yes'), is('fa-choice', 'refuse')),
  },
  'sp-quality': {
    title: twin('Care service quality and the CQC', 'Is a care service good?'),
    when: is('fb-about', 'provider'),
  },
  'sp-ombudsman': {
    title: twin('The Ombudsman', 'If our answer was not right'),
    when: is('fb-told', 'yes-replied'),
  },
  'sp-other-council': {
    title: twin('Which council can help', 'Which council can help you'),
    when: anyOf(is('ca-cared-area', 'no'), derived('in-area', 'no')),
  },
} as const satisfies Topics

export type SignpostId = keyof typeof TOPICS

/** The topics of support, in the order they are shown. */
export const signposts: Readonly<Record<string, Signpost>> = TOPICS

/** Another form that fits what was answered: to be offered with the receipt, never sent by itself. */
const OFFERS: readonly {
  form: FormId
  /** The words of the link. */
  says: Words
  when: Condition<Answerable>
  /** Offered on the next page already, since afterwards it is of no use. */
  atOnce?: true
}[] = [
  {
    form: selfAssessment.id,
    says: twin('Tell us about the help you need yourself', 'Tell us what help you need'),
    when: is('ca-own-needs', 'yes'),
  },
  {
    form: carersAssessment.id,
    says: twin('Ask for help for the person who is caring', 'Ask for help for the carer'),
    when: anyOf(
      is('as-carer', 'yes'),
      is('pr-carer', 'coping', 'strained', 'stopping'),
      is('pr-ask', 'carer'),
    ),
  },
  {
    form: professionalReferral.id,
    says: twin('Use our form for professionals', 'Use the form for people at work'),
    when: is('who-are-you', 'professional'),
    atOnce: true,
  },
  {
    form: safeguardingConcern.id,
    says: 'Tell us more about the harm',
    when: is('pr-safeguarding', 'yes'),
  },
]

export interface RaisedSignpost {
  id: string
  title: Words
  onScreenOnly: boolean
  /** The answers that raised it, by question id. */
  because: readonly { id: string; values: readonly string[] }[]
}

/** The topics a set of answers raises. */
export const raiseSignposts = (walked: Walk): RaisedSignpost[] => raise(Object.entries(signposts), walked)

const raise = (topics: readonly (readonly [string, Signpost])[], { facts }: Walk): RaisedSignpost[] =>
  topics
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

/** The words of the link to a form that is offered. */
export const offerWords = (form: FormId): Words => OFFERS.find((one) => one.form === form)?.says ?? ''

const NO_CHANGE = 'This does not change your request.'
const PROMISE = twin(
  `${NO_CHANGE} [You / The person] can still have an assessment of what [you / they] need.`,
  `${NO_CHANGE} We can still find out what help [you / they] need.`,
)

/**
 * What is said beside local help, so that nobody takes it for the answer. Support near by never stands in the place
 * of an assessment, which is promised wherever one is asked for.
 * @param isSent On the receipt, where those who only asked to be rung are told too.
 */
export const besideHelp = ({ assessment }: Pick<Form, 'assessment'>, isSent = false): Words =>
  assessment === 'asked-for' || (isSent && assessment === 'once-sent') ? PROMISE : NO_CHANGE

/** As many topics as one page shows; the receipt has all of them. */
const MOST_ON_A_PAGE = 3

/**
 * The topics that the answers of one page have raised, for the page that comes after it.
 * @param walked As it is drawn: an answer that is not shown there raises nothing there.
 */
export function signpostsAfter(walked: Walk, page: NamedPage | undefined): RaisedSignpost[] {
  if (!page) return []
  const isHere = ({ id }: { id: string }) => id in page.ask && id in walked.counts
  return raise(topicsOfPage(page), walked)
    .filter(({ because }) => because.some(isHere))
    .slice(0, MOST_ON_A_PAGE)
}

/** The topics that an answer of this page may raise: few pages have any, and each page of a form asks for them. */
function topicsOfPage(page: NamedPage): readonly (readonly [string, Signpost])[] {
  const known = topicsByPage.get(page)
  if (known) return known
  const isAsked = (id: string) => id in page.ask
  const topics = Object.entries(signposts).filter(
    ([, { when }]) => readsDerived(when) || questionsRead(when).some(isAsked),
  )
  topicsByPage.set(page, topics)
  return topics
}

const topicsByPage = new WeakMap<NamedPage, readonly (readonly [string, Signpost])[]>()

/** The other forms that the answers of one page make worth offering at once, for the page that comes after it. */
export const offersAfter = (walked: Walk, page: NamedPage | undefined): FormId[] =>
  OFFERS.filter(
    ({ atOnce, when }) =>
      atOnce && page && because(when, walked.facts).some(({ id }) => id in page.ask && id in walked.counts),
  ).map(({ form }) => form)
