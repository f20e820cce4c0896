import { findPhoneNumbersInText, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js'
import { tel } from '#src/domain/tel.ts'

/** Numbers that are rung as they are: emergency, NHS 111, the police, power cuts, and helplines like 116 123. */
const SHORT = /^(?:999|112|111|101|105|119|116 ?\d{3})(?![\s.-]?\d)/
/** Eleven figures. The library does not know every range of these: those of made-up people, and new ones. */
const BRITISH = /(?<!\d[\s.-]?)(?:\+44[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)\d(?:[\s.()-]{0,2}\d){9}(?![\s.-]?\d)/

/** How a number that no person answers is called, and what is dialled before that of a textphone. */
const NOT_RUNG = /^(?:fax|facsimile|text ?phone|minicom|text|sms)\b|^1800[12]\b/i

/** The first number of a text that can be one, and where it begins. */
function firstOf(text: string): { number: PhoneNumber; from: number } | undefined {
  const [known] = findPhoneNumbersInText(text, 'GB')
  const shaped = BRITISH.exec(text)
  if (shaped && (known === undefined || shaped.index < known.startsAt)) {
    const read = parsePhoneNumberFromString(shaped[0], 'GB')
    return read?.isPossible() ? { number: read, from: shaped.index } : undefined
  }
  return known && { number: known.number, from: known.startsAt }
}

/**
 * Where a link on a telephone number of a feed leads: to the first number in the text, without its extension.
 * @param text as the feed has it: `+44 (0)20 7946 0500`, `020 7946 0500 ext 3`, `0808 2000 247 or 020 7946 0501`.
 * @returns `tel:02079460500`, abroad `tel:+33142685300`; undefined when it is not sure which number is meant.
 */
export function phoneLink(text: string): string | undefined {
  const typed = text.trim()
  // What a person answers is rung; a textphone or a fax only by somebody who means to.
  if (NOT_RUNG.test(typed)) return undefined
  const [short] = SHORT.exec(typed) ?? []
  if (short) return tel(short)
  const first = firstOf(typed)
  // Figures before it may be the beginning of it, or another number.
  if (first === undefined || /\d{3}/.test(typed.slice(0, first.from))) return undefined
  const { countryCallingCode, nationalNumber, number } = first.number
  // As people ring them here: not every free number can be rung with +44.
  return countryCallingCode === '44' ? `tel:0${nationalNumber}` : `tel:${number}`
}
