/**
 * A full UK postcode the way it is written ("CR0 9ZZ"), or nothing when the text is not one. Any case, any
 * spacing. The shape only (BS 7666, with Girobank's GIR 0AA): whether a place has it is not known here.
 */
export function fullPostcode(text: string): string | undefined {
  const letters = text.replace(/[\s.-]/g, '').toUpperCase()
  const [, district, rest] = letters.match(/^([A-Z]{1,2}\d[A-Z\d]?|GIR)(\d[A-Z]{2})$/) ?? []
  return district && rest ? `${district} ${rest}` : undefined
}

/** The first half of a full postcode: `CR0`. Nothing when the text is not a full one. */
export const districtOf = (text: string): string | undefined => fullPostcode(text)?.split(' ')[0]
