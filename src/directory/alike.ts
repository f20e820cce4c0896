const ACCENTS = /\p{M}/gu
const APOSTROPHES = /['’‘ʼ`´]/g
const MARKS = /[^a-z\d]+/g

/**
 * A text so that two feeds that mean the same write the same: small letters and figures, one space between words.
 * “Domestic-Abuse” and “domestic abuse” are alike, and so are “Women’s Aid” and “womens aid”.
 */
export const alike = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .toLowerCase()
    .replaceAll(APOSTROPHES, '')
    .replaceAll('&', ' and ')
    .replaceAll(MARKS, ' ')
    .trim()
