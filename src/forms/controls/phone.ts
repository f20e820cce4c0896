import { parsePhoneNumberFromString } from 'libphonenumber-js'
import * as v from 'valibot'
import { isUnlikelyPhone, type NoPhone, readPhone } from '#src/domain/phone.ts'
import { twin, type Words } from '../engine/words.ts'
import { atMost, kindOfText, SHORT, type TextKind, tidied } from './text.ts'

const MESSAGES: Readonly<Record<NoPhone, Words>> = {
  'no-number': twin('Enter a phone number, like 020 7946 0123', 'Write a phone number, like 020 7946 0123'),
  'too-short': twin(
    'Enter the whole phone number, with its area code, like 020 7946 0123',
    'Write the whole phone number, like 020 7946 0123',
  ),
  'too-long': twin(
    'This has too many numbers. Enter one phone number, like 020 7946 0123',
    'This is too long. Write one phone number, like 020 7946 0123',
  ),
}

const DOUBT = twin(
  'Check the phone number. If it is right, carry on',
  'Check the phone number. Is it right? Then go on',
)

/** In groups as people here ring it, with the country of one abroad; as it was written where the range is not known. */
function grouped(number: string): string {
  const known = parsePhoneNumberFromString(number, 'GB')
  if (!known?.isValid()) return number
  return known.countryCallingCode === '44' ? known.formatNational() : known.formatInternational()
}

/** The whole of what was written, its number in groups. One that is dialled as a textphone says so. */
function inWords(text: string): string {
  const read = readPhone(text)
  if (typeof read === 'string') return text
  const { number, from, textphone } = read
  const said = `${text.slice(0, from)}${grouped(number)}${text.slice(from + number.length)}`
  return textphone && !/textphone|relay/i.test(text) ? `${said} (textphone)` : said
}

/**
 * A number of 10 to 15 figures, with a textphone's 18001 or 18002 before it, an extension and words beside it, all kept.
 * libphonenumber writes it in groups where it knows the range; it never refuses one (new ranges, and the drama numbers of
 * demonstrations, are unknown to it).
 */
const PHONE: TextKind = {
  cleaning: 'signs',
  schema: v.pipe(
    tidied,
    atMost(SHORT),
    v.rawCheck(({ dataset, addIssue }) => {
      const read = dataset.typed ? readPhone(dataset.value) : undefined
      if (typeof read === 'string') addIssue({ message: MESSAGES[read] })
    }),
  ),
  shows: { maxLength: SHORT, inputMode: 'tel' },
  example: '020 7946 0801',
  doubts(text) {
    const read = readPhone(text)
    return typeof read !== 'string' && isUnlikelyPhone(read.number) ? DOUBT : undefined
  },
  write: inWords,
}

export const phone = kindOfText('text', PHONE)
