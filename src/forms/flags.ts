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
import type { concern } from './safeguarding-concern.ts'
import type { start } from './shared/start.ts'

type Answerable = AnswersOf<typeof start> | AnswersOf<typeof concern>
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
    when: anyOf(includes('sg-others', 'children'), includes('sg-override', 'child')),
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
    when: is('sg-contact-risk', 'yes', 'unsafe'),
  },
  'fl-ask-alone': {
    colour: 'handling',
    label: 'Not alone, or someone else answered',
    next: 'Ask about safety in private',
    when: is('private-now', 'no-carry-on'),
  },
  'fl-no-consent': {
    colour: 'handling',
    label: 'No agreement, or not known',
    next: 'Record why we act or do not',
    when: is('sg-consent', 'refuses', 'unsafe-to-ask', 'not-asked', 'cannot', 'dont-know'),
  },
  'fl-capacity': {
    colour: 'handling',
    label: 'Capacity in question',
    next: 'Capacity for this decision; start from yes',
    when: is('sg-capacity', 'doubt', 'no'),
  },
  'fl-advocate': {
    colour: 'handling',
    label: 'May need an advocate',
    next: 'Advocate duty may apply',
    when: is('sg-speak-up', 'advocate'),
  },
  'fl-comm': {
    colour: 'handling',
    label: 'Communication need',
    next: 'Meet the need from first contact',
    when: some('sg-comm'),
  },
  'fl-out-of-area': {
    colour: 'handling',
    label: 'Outside our area',
    next: 'Safeguarding duty follows where the adult is; agree any hand-over by phone, never just pass on; act first if urgent',
    when: is('sg-area', 'no'),
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
