import type { FeedService } from './service.ts'

/** What answers a number. HSDS 3 names these; feeds write them in many ways. */
export type PhoneKind = 'voice' | 'textphone' | 'text' | 'video' | 'pager' | 'fax'
export type FeedPhone = FeedService['phones'][number]

/** In the order they are shown: what most people can use first. */
const ORDER: readonly PhoneKind[] = ['voice', 'textphone', 'text', 'video', 'pager', 'fax']

const SAYS: readonly (readonly [PhoneKind, RegExp])[] = [
  ['fax', /\bfax\b|\bfacsimile\b/i],
  ['textphone', /\btext ?phone\b|\bminicom\b|\btty\b|\btdd\b/i],
  ['text', /^(?:text|sms)\b/i],
  ['video', /^video/i],
  ['pager', /^pager/i],
]

/** What a number is, by the type of the feed; where that says nothing else, by the words its number or note begins with. */
export function kindOfPhone({ type = '', number = '', description = '' }: FeedPhone): PhoneKind {
  const typed = SAYS.find(([, says]) => says.test(type))?.[0]
  if (typed) return typed
  if (/^1800[12]\b/.test(number)) return 'textphone'
  const begins = [number, description].map((text) => text.split(/[\d.,;:(]/, 1)[0] ?? '')
  const both = ['fax', 'textphone'] as const
  return (
    both.find((kind) => begins.some((text) => SAYS.find(([is]) => is === kind)?.[1].test(text))) ?? 'voice'
  )
}

/** The number with its extension, which is asked for or dialled once it is answered. */
export const phoneInWords = ({ number = '', extension }: FeedPhone): string =>
  extension === undefined || /\bext/i.test(number) ? number : `${number} ext ${extension}`

/** Voice first, fax last; as the feed has them otherwise. */
export const inOrder = <Phone extends FeedPhone>(phones: readonly Phone[]): Phone[] =>
  phones.toSorted((one, other) => ORDER.indexOf(kindOfPhone(one)) - ORDER.indexOf(kindOfPhone(other)))

/** The number that a list names: one that a person answers. */
export function voiceOf(phones: readonly FeedPhone[]): string | undefined {
  const voice = phones.find((phone) => kindOfPhone(phone) === 'voice')
  return voice && phoneInWords(voice)
}
