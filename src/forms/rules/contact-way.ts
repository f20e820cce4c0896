import { allOf, anyOf, derived, holds, is, not, readerIs, some } from '../engine/conditions.ts'
import type { Walk } from '../engine/walk.ts'

/** Each way of `contact-way`, as a receipt says it. */
export const waysInWords: Readonly<Record<string, string>> = {
  call: 'by phone',
  text: 'by text message',
  email: 'by email',
  letter: 'by letter',
  video: 'by video call',
  'through-someone': 'through the person you trust',
}

/** They wrote about themself and by themself, and said that nothing about contact is unsafe. */
const mayBeNamed = allOf(
  readerIs('you'),
  is('message-safe', 'yes'),
  is('hide-who', 'no'),
  not(derived('any-unsafe', 'yes')),
  not(is('helper-help', 'yes-typing', 'yes-answering')),
)

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Some way was told: those to tick are only the safe ones. */
const isToldAny = anyOf(some('contact-way'), some('safe-route'), some('sg-contact-how'))

/**
 * How we get in touch, as a receipt says it: the ways that this person chose, never a number or a time. Where somebody
 * might be harmed by it, or somebody else answers, it says only that it is the safe way; where none was told yet, it does
 * not say that one was.
 */
export function contactWayInWords({ facts }: Pick<Walk, 'facts'>): string {
  const ways = holds(mayBeNamed, facts)
    ? facts.values('contact-way').flatMap((way) => waysInWords[way] ?? [])
    : []
  if (ways.length > 0) return either.format(ways)
  return holds(isToldAny, facts) ? 'in the safe way you told us' : 'only in a way you say is safe'
}
