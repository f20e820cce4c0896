import { codeSigns } from './plain-signs.ts'

const FULL = /^([A-Z]{1,2}\d[A-Z\d]?|GIR)(\d[A-Z]{2})$/
/** A letter where the area, or the second half, begins with a figure: “CRO 9ZZ”. */
const MISTAKEN = /^([A-Z]{1,2})([OIL])([A-Z\d]?\d[A-Z]{2})$|^([A-Z]{1,2}\d[A-Z\d]?)([OIL])([A-Z]{2})$/
const MEANT: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/**
 * A full UK postcode the way it is written ("CR0 9ZZ"), or nothing when the text is not one. Any case, any
 * spacing, a letter that was taken for a figure. The shape only (BS 7666, with Girobank's GIR 0AA): whether a place has
 * it is not known here.
 */
export function fullPostcode(text: string): string | undefined {
  const signs = codeSigns(text).replace(/[\s.-]/g, '')
  const [, district, rest] =
    (FULL.exec(signs) ?? FULL.exec(signs.replace(MISTAKEN, (_, ...parts: unknown[]) => meant(parts)))) || []
  return district && rest ? `${district} ${rest}` : undefined
}

/** The parts of a postcode with a letter in the middle, that letter as the figure it was taken for. */
const meant = (parts: readonly unknown[]): string =>
  parts
    .slice(0, 6)
    .map((part, at) => (typeof part !== 'string' ? '' : at % 3 === 1 ? (MEANT[part] ?? part) : part))
    .join('')

/** The first half of a full postcode: `CR0`. Nothing when the text is not a full one. */
export const districtOf = (text: string): string | undefined => fullPostcode(text)?.split(' ')[0]
