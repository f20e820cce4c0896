import type { AnswersOf } from '../engine/block.ts'
import {
  allOf,
  anyOf,
  atLeast,
  type Condition,
  derived,
  derivedAtLeast,
  derivedLessThan,
  formIs,
  includes,
  is,
  some,
} from '../engine/conditions.ts'
import type { Flag } from '../engine/raise-flags.ts'
import type { caring } from '../carers-assessment.ts'
import type { view } from '../feedback.ts'
import type { care } from '../financial/care.ts'
import type { comesAndGoes } from '../financial/comes-and-goes.ts'
import type { have } from '../financial/have.ts'
import type { last } from '../financial/last.ts'
import type { people } from '../financial/people.ts'
import type { need } from '../formats-and-languages.ts'
import type { referral } from '../professional-referral.ts'
import type { concern } from '../safeguarding-concern.ts'
import type { assessment } from '../self-assessment.ts'
import type { communication } from '../shared/communication.ts'
import { type contact, isSafeContactOnly } from '../shared/contact.ts'
import type { health } from '../shared/health.ts'
import type { home } from '../shared/home.ts'
import type { start } from '../shared/opening.ts'
import type { takingPart } from '../shared/taking-part.ts'
import type { who } from '../shared/who.ts'

/** Every answer that a rule across the forms may read: a flag or a signpost. */
export type Answerable =
  | AnswersOf<typeof start | typeof who | typeof contact | typeof communication | typeof takingPart>
  | AnswersOf<typeof health | typeof home>
  | AnswersOf<typeof concern | typeof need | typeof view>
  | AnswersOf<typeof assessment | typeof caring | typeof referral>
  | AnswersOf<typeof care | typeof people | typeof have | typeof comesAndGoes | typeof last>
type Flags = Readonly<Record<`fl-${string}`, Omit<Flag, 'when'> & { when: Condition<Answerable> }>>

const STARTING = {
  'fl-danger': {
    colour: 'red',
    label: 'Danger now, or not sure',
    next: 'Life may be at risk; check 999 was called',
    when: is('danger-now', 'yes', 'not-sure'),
  },
  'fl-essentials': {
    colour: 'red',
    label: 'Without something essential today',
    next: 'No food, medicine, warmth, shelter or vital care',
    when: anyOf(some('essentials-gone'), includes('pr-risks', 'basic-needs')),
  },
  'fl-suicide-now': {
    colour: 'red',
    label: 'Might act on thoughts of suicide or self-harm',
    next: 'May act; crisis team and call today',
    when: anyOf(is('as-self-harm', 'now'), is('ca-self-harm', 'now')),
  },
  'fl-unsafe': {
    colour: 'red',
    label: 'Not safe to answer a question',
    next: 'Not safe to answer; use the safe route only',
    when: derived('any-unsafe', 'yes'),
  },
  'fl-not-safe': {
    colour: 'red',
    label: 'Feels, or is thought, not safe',
    next: 'Feels unsafe; talk alone',
    when: is('as-safe', 'not-safe'),
  },
  'fl-abuse': {
    colour: 'red',
    label: 'Harm by someone ticked',
    next: 'Possible abuse; open a safeguarding concern',
    when: includes(
      'as-safe-what',
      'hurting',
      'frightening',
      'controlling',
      'taking-money',
      'sexual',
      'not-caring',
      'forced',
      'hate',
    ),
  },
  'fl-money-abuse': {
    colour: 'red',
    label: 'Money taken, or pressure to sign',
    next: 'Possible financial abuse; open a concern',
    when: is('fa-safe', 'yes'),
  },
  'fl-carer-harm': {
    colour: 'red',
    label: 'Harm to carer or cared-for person ticked',
    next: 'Harm to carer or person; support both',
    when: includes('ca-safe', 'hurts-me', 'might-hurt', 'others-harm'),
  },
  'fl-child': {
    colour: 'red',
    label: 'Worry about a child',
    next: 'Tell children’s services today',
    when: anyOf(
      is('child-worry', 'yes'),
      includes('sg-others', 'children'),
      includes('sg-override', 'child'),
    ),
  },
  'fl-care-stopped': {
    colour: 'red',
    label: 'Care stopped, or stops within days',
    next: 'Care has stopped or will within days',
    when: anyOf(is('as-support-hold', 'stopped'), is('ca-stop', 'today'), is('pr-carer', 'stopping')),
  },
  'fl-basic-needs': {
    colour: 'red',
    label: 'Cannot eat, use toilet or get up; no one helps',
    next: 'Cannot eat, use toilet or get up; no help',
    when: allOf(
      anyOf(is('as-eat', 'cannot'), is('as-toilet', 'cannot'), is('as-bed-chair', 'cannot')),
      includes('as-support', 'no-one'),
    ),
  },
  'fl-not-drinking': {
    colour: 'red',
    label: 'Hardly drinking',
    next: 'Dehydration; NHS 111 or GP today',
    when: includes('as-food-signs', 'not-drinking'),
  },
  'fl-lost-alone': {
    colour: 'red',
    label: 'Gets lost, lives alone',
    next: 'Goes missing; lives alone',
    when: allOf(includes('as-memory-risk', 'lost'), includes('lives-with', 'alone')),
  },
  'fl-fire-high': {
    colour: 'red',
    label: 'Two kinds of fire risk together',
    next: 'High risk of death by fire; fire service today',
    when: allOf(
      includes('as-fire', 'smokes-in-bed', 'burns'),
      includes('as-fire', 'oxygen-creams', 'cannot-get-out'),
    ),
  },
  'fl-homeless': {
    colour: 'red',
    label: 'No home',
    next: 'Nowhere to stay; housing duty today',
    when: is('home-type', 'none'),
  },
  'fl-discharge': {
    colour: 'red',
    label: 'Leaves hospital today or tomorrow',
    next: 'Going home within a day',
    when: anyOf(is('hospital-leave', 'today-tomorrow'), is('pr-h-ready', 'today-tomorrow')),
  },
  'fl-end-of-life': {
    colour: 'red',
    label: 'Last days, or fast-track funding',
    next: 'Time is short',
    when: anyOf(is('pr-end', 'days'), is('pr-chc', 'fast-track')),
  },
  'fl-pro-safeguarding': {
    colour: 'red',
    label: 'Professional reports harm or risk',
    next: 'Linked concern already saved; three-part test today',
    when: is('pr-safeguarding', 'yes'),
  },
  'fl-pro-urgent': {
    colour: 'red',
    label: 'Professional asks for today',
    next: 'Professional asks for today; worker confirms',
    when: is('pr-urgency', 'same-day'),
  },
  'fl-sg-child': {
    colour: 'red',
    label: 'Person is under 18',
    next: 'A child: children’s services today',
    when: is('sg-under-18', 'yes'),
  },
  'fl-sg-ongoing': {
    colour: 'red',
    label: 'Still happening, access not stopped',
    next: 'Harm goes on and person has access',
    when: allOf(is('sg-still', 'now'), is('sg-access', 'yes', 'dont-know')),
  },
  'fl-sg-injury': {
    colour: 'red',
    label: 'Injury that needs care',
    next: 'Injury needs care',
    when: is('sg-injury', 'medical', 'serious'),
  },
  'fl-sg-serious': {
    colour: 'red',
    label: 'Serious kind of harm ticked',
    next: 'High harm; police or specialist route',
    when: anyOf(
      includes('sg-types', 'sexual', 'slavery', 'domestic'),
      includes(
        'sg-types-more',
        'cuckooing',
        'exploitation',
        'forced-marriage',
        'honour',
        'fgm',
        'radicalised',
      ),
    ),
  },
  'fl-sg-others': {
    colour: 'red',
    label: 'Other adults at risk',
    next: 'Other adults at risk',
    when: anyOf(includes('sg-others', 'adults'), includes('sg-override', 'others')),
  },
  'fl-sg-trust': {
    colour: 'red',
    label: 'Works with people, access not stopped',
    next: 'Position of trust, with access',
    when: allOf(is('sg-by-trust', 'yes'), is('sg-access', 'yes', 'dont-know')),
  },
  'fl-sg-crime': {
    colour: 'red',
    label: 'Possible crime, police not told',
    next: 'Possible crime not reported',
    when: allOf(
      anyOf(includes('sg-override', 'crime'), includes('sg-types', 'sexual', 'slavery')),
      is('sg-police', 'no', 'dont-know'),
    ),
  },
  'fl-fb-harm': {
    colour: 'red',
    label: 'Harm named in feedback',
    next: 'Harm inside a complaint; open a concern',
    when: is('fb-harm', 'harm'),
  },
  'fl-fb-no-care': {
    colour: 'red',
    label: 'Care stopped or missed today',
    next: 'Care missed today; fix first, then complain',
    when: is('fb-harm', 'no-care'),
  },
  'fl-suicide': {
    colour: 'amber',
    label: 'Recent thoughts of suicide or self-harm',
    next: 'Recent thoughts; caring call, GP',
    when: anyOf(is('as-self-harm', 'recent'), is('ca-self-harm', 'recent'), includes('pr-risks', 'suicide')),
  },
  'fl-scam': {
    colour: 'amber',
    label: 'Scams ticked',
    next: 'Scam victim; trading standards, bank',
    when: includes('as-safe-what', 'scams'),
  },
  'fl-care-breaking': {
    colour: 'amber',
    label: 'Care may not go on',
    next: 'Care may break down',
    when: anyOf(
      is('as-support-hold', 'may-stop'),
      is('ca-willing', 'no'),
      is('ca-able', 'for-now', 'no'),
      is('ca-stop', 'week'),
      is('pr-carer', 'strained'),
    ),
  },
  'fl-carer-strain': {
    colour: 'amber',
    label: 'Carer under heavy strain',
    next: 'Carer near breaking point',
    when: anyOf(
      includes('ca-safe', 'near-edge'),
      allOf(is('ca-nights', 'most'), is('ca-hours', '50-plus')),
      allOf(is('ca-body', 'a-lot'), is('ca-mind', 'a-lot')),
    ),
  },
  'fl-no-cover': {
    colour: 'amber',
    label: 'No one else could care',
    next: 'No back-up for someone who cannot be left',
    when: allOf(is('ca-tomorrow', 'no-one'), is('ca-left', 'hour', 'never')),
  },
  'fl-poor-eating': {
    colour: 'amber',
    label: 'Eating or swallowing difficulty',
    next: 'Poor diet or swallowing',
    when: includes('as-food-signs', 'missed-meals', 'lost-weight', 'choking'),
  },
  'fl-falls': {
    colour: 'amber',
    label: 'Falls, or hurt in a fall',
    next: 'Falls, injury or long lie',
    when: anyOf(is('as-falls', 'two-or-more'), is('as-fall-hurt', 'yes'), includes('pr-risks', 'falls')),
  },
  'fl-no-help': {
    colour: 'amber',
    label: 'Lives alone, cannot call for help',
    next: 'Alone, cannot call for help',
    when: allOf(is('as-get-help', 'wait', 'could-not'), includes('lives-with', 'alone')),
  },
  'fl-memory-risk': {
    colour: 'amber',
    label: 'Risk from memory loss ticked',
    next: 'Memory risk at home',
    when: anyOf(some('as-memory-risk'), includes('pr-risks', 'lost')),
  },
  'fl-medicine': {
    colour: 'amber',
    label: 'Medicine not managed',
    next: 'Medicine not taken safely',
    when: anyOf(is('as-medicine', 'cannot'), includes('as-memory-risk', 'forgot-vital')),
  },
  'fl-fire': {
    colour: 'amber',
    label: 'Fire risk ticked',
    next: 'Fire risk; book a visit',
    when: anyOf(
      includes('as-fire', 'smokes-in-bed', 'burns'),
      allOf(includes('as-fire', 'no-alarm'), includes('as-fire', 'cannot-get-out')),
      includes('pr-risks', 'fire'),
    ),
  },
  'fl-self-neglect': {
    colour: 'amber',
    label: 'Signs of self-neglect or hoarding',
    next: 'Self-neglect or hoarding',
    when: anyOf(
      includes('as-home-state', 'no-toilet-kitchen', 'rooms-full', 'exits-blocked', 'waste-pests'),
      includes('pr-risks', 'self-neglect'),
      atLeast('pr-ho-clutter', 5),
      includes('sg-types', 'self'),
    ),
  },
  'fl-eviction': {
    colour: 'amber',
    label: 'Notice or date to leave home',
    next: 'Could lose home',
    when: anyOf(is('home-risk', 'notice'), is('pr-ho-risk', 'notice', 'date')),
  },
  'fl-young-carer': {
    colour: 'amber',
    label: 'A child helps with care',
    next: 'Child is caring; whole-family help',
    when: is('child-helps', 'yes'),
  },
  'fl-sudden': {
    colour: 'amber',
    label: 'Began in past few days; two or more outcomes ticked',
    next: 'Sudden change; check health first',
    when: allOf(is('as-when', 'past-few-days'), derivedAtLeast('outcomes', 2)),
  },
  'fl-night': {
    colour: 'amber',
    label: 'Someone must stay awake at night',
    next: 'Needs someone awake at night',
    when: is('as-night', 'someone-awake'),
  },
  'fl-discharge-week': {
    colour: 'amber',
    label: 'Leaves hospital this week',
    next: 'Going home this week',
    when: anyOf(is('hospital-leave', 'this-week'), is('pr-h-ready', '2-3-days')),
  },
  'fl-end-weeks': {
    colour: 'amber',
    label: 'Last weeks of life',
    next: 'Near end of life',
    when: is('pr-end', 'weeks'),
  },
  'fl-pro-unsure': {
    colour: 'amber',
    label: 'Professional not sure about harm',
    next: 'Worker decides if it is a concern',
    when: is('pr-safeguarding', 'not-sure'),
  },
  'fl-pro-exploited': {
    colour: 'amber',
    label: 'Exploitation or domestic abuse ticked',
    next: 'Check whether a concern is needed',
    when: includes('pr-risks', 'exploited', 'domestic'),
  },
  'fl-pro-soon': {
    colour: 'amber',
    label: 'Professional asks for 5 working days',
    next: 'Professional asks for 5 days',
    when: is('pr-urgency', '5-days'),
  },
  'fl-skin': {
    colour: 'amber',
    label: 'Pressure damage ticked',
    next: 'Pressure damage; nurse, decision guide',
    when: anyOf(includes('pr-risks', 'skin'), includes('sg-types-more', 'skin')),
  },
  'fl-provider-notice': {
    colour: 'amber',
    label: 'Provider is ending care',
    next: 'Provider is ending care',
    when: is('pr-cp-notice', '28-days', 'sooner'),
  },
  'fl-ot-risk': {
    colour: 'amber',
    label: 'Equipment or handling danger ticked',
    next: 'Equipment or handling danger',
    when: is('pr-ot-danger', 'injury', 'stuck', 'discharge'),
  },
  'fl-sg-concern': {
    colour: 'amber',
    label: 'Safeguarding concern',
    next: 'Every concern; three-part test by next working day',
    when: formIs(5),
  },
  'fl-sg-service': {
    colour: 'amber',
    label: 'A care service is involved',
    next: 'Service involved; quality and commissioning',
    when: anyOf(is('sg-service', 'yes'), is('sg-by', 'service')),
  },
  'fl-sg-unknown': {
    colour: 'amber',
    label: 'Adult’s name not known',
    next: 'Adult must be found',
    when: is('sg-adult-name', 'dont-know'),
  },
  'fl-under-18': {
    colour: 'amber',
    label: 'Under 18',
    next: 'Children’s or moving-on team',
    when: anyOf(derivedLessThan('age', 18), is('sg-under-18', 'yes')),
  },
  'fl-fa-running-out': {
    colour: 'amber',
    label: 'Savings at or near the limit',
    next: 'Savings near limit; council may need to pay',
    when: is('fa-last', 'under-now', '3-months'),
  },
  'fl-fa-rep': {
    colour: 'amber',
    label: 'No legal authority over money',
    next: 'No legal authority over money',
    when: is('fa-manages', 'informal', 'nobody'),
  },
  'fl-cn-soon': {
    colour: 'amber',
    label: 'Wanted within 5 working days',
    next: 'Needed within 5 working days',
    when: is('cn-when', '5-days'),
  },
  'fl-eligible': {
    colour: 'green',
    label: 'Two or more outcomes ticked',
    next: 'Offer assessment; a worker decides eligibility',
    when: derivedAtLeast('outcomes', 2),
  },
  'fl-prevention': {
    colour: 'green',
    label: 'Fewer than two outcomes ticked; the duty to assess still applies',
    next: 'Offer prevention help too; assessment still offered',
    when: allOf(formIs(1), derivedLessThan('outcomes', 2)),
  },
  'fl-carer-eligible': {
    colour: 'green',
    label: 'Caring affects outcomes or health',
    next: 'Offer carer’s assessment and support',
    when: anyOf(derivedAtLeast('carer-outcomes', 1), is('ca-body', 'a-lot'), is('ca-mind', 'a-lot')),
  },
  'fl-fa-evidence': {
    colour: 'green',
    label: 'Proof still to come',
    next: 'Chase or help with proof',
    when: is('fa-proof-later', 'post', 'later', 'help'),
  },
  'fl-complaint': {
    colour: 'green',
    label: 'Complaint, or not sure yet',
    next: 'Not sure counts as a complaint until decided; reply within 10 working days (setting)',
    when: is('fb-kind', 'complaint', 'not-sure'),
  },
  'fl-safe-contact': {
    colour: 'handling',
    label: 'Safe contact only',
    next: 'Read the safe route before any contact',
    when: anyOf(isSafeContactOnly, is('sg-contact-risk', 'yes', 'unsafe')),
  },
  'fl-ask-alone': {
    colour: 'handling',
    label: 'Not alone, or someone else answered',
    next: 'Ask about safety in private',
    when: anyOf(
      is('private-now', 'no-carry-on'),
      is('helper-help', 'yes-typing', 'yes-answering'),
      allOf(is('who-for', 'someone-else'), formIs(1, 2, 3)),
    ),
  },
  'fl-no-consent': {
    colour: 'handling',
    label: 'No agreement, or not known',
    next: 'Record why we act or do not',
    when: anyOf(
      is('person-knows', 'no'),
      is('person-agrees', 'no', 'cannot-say', 'dont-know'),
      is('pr-aware', 'no'),
      is('pr-consent', 'refused', 'lacks-capacity', 'unsafe-to-ask', 'not-asked'),
      is('sg-consent', 'refuses', 'unsafe-to-ask', 'not-asked', 'cannot', 'dont-know'),
      is('fb-agree', 'no', 'cannot'),
    ),
  },
  'fl-capacity': {
    colour: 'handling',
    label: 'Capacity in question',
    next: 'Capacity for this decision; start from yes',
    when: anyOf(
      is('decide-for-self', 'sometimes', 'not-this'),
      is('pr-capacity', 'doubt', 'lacks'),
      is('sg-capacity', 'doubt', 'no'),
    ),
  },
  'fl-advocate': {
    colour: 'handling',
    label: 'May need an advocate',
    next: 'Advocate duty may apply',
    when: anyOf(
      allOf(some('taking-part'), is('support-person', 'no', 'dont-know')),
      is('advocate-wanted', 'yes'),
      is('sg-speak-up', 'advocate'),
    ),
  },
  'fl-comm': {
    colour: 'handling',
    label: 'Communication need',
    next: 'Meet the need from first contact',
    when: anyOf(is('comm-any', 'yes'), is('interpreter', 'yes'), some('info-format'), some('sg-comm')),
  },
  'fl-staff-risk': {
    colour: 'handling',
    label: 'Possible risk on a visit',
    next: 'Plan visits safely',
    when: some('pr-visit-risk'),
  },
  'fl-out-of-area': {
    colour: 'handling',
    label: 'Outside our area',
    next: 'Safeguarding duty follows where the adult is; agree any hand-over by phone, never just pass on; act first if urgent',
    when: anyOf(derived('in-area', 'no'), is('ca-cared-area', 'no'), is('sg-area', 'no')),
  },
  'fl-parent-carer': {
    colour: 'handling',
    label: 'Cares for a child',
    next: 'Children’s services carer path; a carer under 18 stays with “Under 18”',
    when: is('ca-cared-age', 'child', 'both'),
  },
  'fl-s117': {
    colour: 'handling',
    label: 'Section 117 aftercare',
    next: 'Joint NHS duty; no charge',
    when: is('pr-s117', 'yes'),
  },
  'fl-fa-exempt': {
    colour: 'handling',
    label: 'Some care may be free by law',
    next: 'Do not charge for that care',
    when: some('fa-free'),
  },
  'fl-fa-refuse': {
    colour: 'handling',
    label: 'Does not share money details',
    next: 'Check choice, capacity, authority; offer advice',
    when: is('fa-choice', 'refuse'),
  },
  'fl-fa-home': {
    colour: 'handling',
    label: 'Someone else lives in the home',
    next: 'Home may not be counted',
    when: some('fa-home-who'),
  },
  'fl-fa-given': {
    colour: 'handling',
    label: 'Has given away money or things',
    next: 'Ask purpose and timing; never assume',
    when: is('fa-given', 'yes'),
  },
  'fl-sg-anonymous': {
    colour: 'handling',
    label: 'Reporter asks not to be named',
    next: 'Protect the reporter',
    when: is('sg-named', 'private', 'anonymous'),
  },
  'fl-sg-whistle': {
    colour: 'handling',
    label: 'Employer must not know who told us',
    next: 'Keep name from employer',
    when: is('sg-own-work', 'yes-private'),
  },
} as const satisfies Flags

export type FlagId = keyof typeof STARTING

/** Those that say that somebody may be harming the person, who may see this screen too. */
export const harmFlags: readonly string[] = [
  'fl-abuse',
  'fl-money-abuse',
  'fl-carer-harm',
  'fl-not-safe',
  'fl-fb-harm',
] satisfies FlagId[]

/** The triage flags, with the colours a council starts from. */
export const flags: Readonly<Record<string, Flag>> = STARTING
