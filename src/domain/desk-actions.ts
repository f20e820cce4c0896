/**
 * What staff record besides decisions, declared once: the forms of the desk, the check of what was typed, the
 * history and the export read it from here. Codes, because an event holds no words about a person.
 */

/** How something reached the council that staff type in. */
export const typedInWays = {
  paper: 'On paper, by post or by hand',
  phone: 'In a phone call',
  'in-person': 'Said to us in person',
} as const
export type TypedInWay = keyof typeof typedInWays

/** Days a paper form may have lain before it is typed in. */
export const mostDaysUntyped = 90

/** How staff tried to reach somebody. */
export const contactWays = {
  phone: 'By phone',
  text: 'By text message',
  email: 'By email',
  letter: 'By letter',
  visit: 'By a visit',
  'through-someone': 'Through somebody they named',
} as const

/** What came of it. */
export const contactResults = {
  'no-answer': 'No answer',
  'left-message': 'Left a message',
  'sent-waiting': 'Sent, waiting for an answer',
  'wrong-contact': 'The number or address was wrong',
  spoke: 'We spoke',
} as const

/** Days back that a try to reach somebody can be recorded for. */
export const mostDaysUnrecorded = 28

/** Why a request is closed. */
export const closeReasons = {
  done: 'All that was agreed is done',
  'passed-on': 'Somebody else has it now',
  'no-reply': 'We could not reach them after trying',
  'not-wanted': 'They do not want to go on',
  duplicate: 'The same as another request',
  moved: 'They live somewhere else now',
  died: 'They have died',
  other: 'Another reason',
} as const

/** What somebody was asked before they were given a new code. */
export const identityChecks = {
  name: 'Full name',
  dob: 'Date of birth',
  address: 'Address or postcode',
  phone: 'Phone number or email they gave',
  sent: 'Something they wrote in the form',
  known: 'A worker here knows them, by voice or in person',
  document: 'They showed a document with a photo',
} as const
export type IdentityCheck = keyof typeof identityChecks

/** Fewest things that must fit before a new code is given. One alone is easily known by somebody at home. */
export const fewestChecks = 2

/** How a reply to a complaint, or a copy, went out. */
export const sentWays = {
  post: 'By post',
  email: 'By email',
  'in-person': 'By hand or in person',
  phone: 'By phone',
} as const

/** The code of a list that was typed; undefined when it is none of them. */
export const codeIn = <Code extends string>(
  list: Readonly<Record<Code, string>>,
  typed: string,
): Code | undefined => (Object.hasOwn(list, typed) ? (typed as Code) : undefined)
