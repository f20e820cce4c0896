import type { AnswersOf } from './engine/block.ts'
import {
  allOf,
  anyOf,
  type Condition,
  derived,
  derivedLessThan,
  formIs,
  includes,
  is,
  some,
} from './engine/conditions.ts'
import type { Colour, Flag } from './engine/flags.ts'
import type { view } from './feedback.ts'
import type { need } from './formats-and-languages.ts'
import type { concern } from './safeguarding-concern.ts'
import type { communication } from './shared/communication.ts'
import { type contact, isSafeContactOnly } from './shared/contact.ts'
import type { health } from './shared/health.ts'
import type { home } from './shared/home.ts'
import type { start } from './shared/start.ts'
import type { takingPart } from './shared/taking-part.ts'
import type { who } from './shared/who.ts'

type Answerable =
  | AnswersOf<typeof start | typeof who | typeof contact | typeof communication | typeof takingPart>
  | AnswersOf<typeof health | typeof home>
  | AnswersOf<typeof concern | typeof need | typeof view>
type Flags = Readonly<Record<`fl-${string}`, Omit<Flag, 'when'> & { when: Condition<Answerable> }>>

const STARTING = {
  'fl-danger': {
    colour: 'red',
    label: 'Danger now, or not sure',
    next: 'Life may be at risk; check 999 was called',
    when: is('danger-now', 'yes', 'not-sure'),
  },
  'fl-unsafe': {
    colour: 'red',
    label: 'Not safe to answer a question',
    next: 'Not safe to answer; use the safe route only',
    when: derived('any-unsafe', 'yes'),
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
  'fl-self-neglect': {
    colour: 'amber',
    label: 'Signs of self-neglect or hoarding',
    next: 'Self-neglect or hoarding',
    when: includes('sg-types', 'self'),
  },
  'fl-skin': {
    colour: 'amber',
    label: 'Pressure damage ticked',
    next: 'Pressure damage; nurse, decision guide',
    when: includes('sg-types-more', 'skin'),
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
      is('sg-consent', 'refuses', 'unsafe-to-ask', 'not-asked', 'cannot', 'dont-know'),
      is('fb-agree', 'no', 'cannot'),
    ),
  },
  'fl-capacity': {
    colour: 'handling',
    label: 'Capacity in question',
    next: 'Capacity for this decision; start from yes',
    when: anyOf(is('decide-for-self', 'sometimes', 'not-this'), is('sg-capacity', 'doubt', 'no')),
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
  'fl-out-of-area': {
    colour: 'handling',
    label: 'Outside our area',
    next: 'Safeguarding duty follows where the adult is; agree any hand-over by phone, never just pass on; act first if urgent',
    when: anyOf(derived('in-area', 'no'), is('sg-area', 'no')),
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
  'fl-essentials': {
    colour: 'red',
    label: 'Without something essential today',
    next: 'No food, medicine, warmth, shelter or vital care',
    when: some('essentials-gone'),
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
    when: is('hospital-leave', 'today-tomorrow'),
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
  'fl-eviction': {
    colour: 'amber',
    label: 'Notice or date to leave home',
    next: 'Could lose home',
    when: is('home-risk', 'notice'),
  },
  'fl-young-carer': {
    colour: 'amber',
    label: 'A child helps with care',
    next: 'Child is caring; whole-family help',
    when: is('child-helps', 'yes'),
  },
  'fl-discharge-week': {
    colour: 'amber',
    label: 'Leaves hospital this week',
    next: 'Going home this week',
    when: is('hospital-leave', 'this-week'),
  },
  'fl-cn-soon': {
    colour: 'amber',
    label: 'Wanted within 5 working days',
    next: 'Needed within 5 working days',
    when: is('cn-when', '5-days'),
  },
  'fl-complaint': {
    colour: 'green',
    label: 'Complaint, or not sure yet',
    next: 'Not sure counts as a complaint until decided; reply within 10 working days (setting)',
    when: is('fb-kind', 'complaint', 'not-sure'),
  },
} as const satisfies Flags

export type FlagId = keyof typeof STARTING

/** The triage flags, with the colours a council starts from. */
export const flags: Readonly<Record<string, Flag>> = STARTING

/**
 * The flags in a council's own colours.
 * @param colours By flag id, from its settings; the others keep their starting colour.
 * @throws Error for a flag that does not exist, or one that says how to act and so has no colour.
 */
export function flagsInColours(colours: Readonly<Record<string, Colour>>): Readonly<Record<string, Flag>> {
  for (const id of Object.keys(colours)) {
    if (!Object.hasOwn(flags, id)) throw new Error(`There is no flag “${id}” to colour`)
    if (flags[id]?.colour === 'handling')
      throw new Error(`The flag “${id}” says how to act and has no colour`)
  }
  return Object.fromEntries(
    Object.entries(flags).map(([id, flag]) => [id, { ...flag, colour: colours[id] ?? flag.colour }]),
  )
}
