/** Signs that nobody sees and every copy from a phone or a web page may bring: marks of direction, of width nought … */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu
/** Every figure that is not one of 0 to 9: Arabic-Indic, Persian, Devanagari, of full width … */
const OTHER_FIGURE = /[^\P{Nd}0-9]/gu
const FIGURE = /^\p{Nd}$/u
const FULL_WIDTH = /[\uFF01-\uFF5E]/g
const FULL_WIDTH_BY = 0xfee0

/** Signs that are taken for these when they are read by a person, or put in their place by a keyboard. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/[\p{Pd}\u2212\u2043]/gu, '-'],
  [/[‘’ʼ`´′]/g, "'"],
  [/[。｡]/g, '.'],
  [/[⁄∕]/g, '/'],
  // How Arabic and Persian write thousands, and pounds from pence.
  [/[\u060C\u066C]/g, ','],
  [/\u066B/g, '.'],
]

/** Unicode sets the ten figures of every script side by side, from nought to nine. */
function figureOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  let before = 0
  while (FIGURE.test(String.fromCodePoint(code - before - 1))) before++
  return String(before % 10)
}

/** A text without the signs that nobody sees, its figures 0 to 9: for words that are compared with others. */
export const seenSigns = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_BY))
    .replace(OTHER_FIGURE, figureOf)

/**
 * A text that a program reads (a number, a date, a postcode, an address of email, a code) in the signs it is looked for
 * in: what nobody sees goes, figures become 0 to 9, dashes “-”, and any space one space. Cleaned twice it is the same.
 * Never for what a person writes to a person: there the unseen signs hold an emoji or an Arabic word together.
 */
export const plainSigns = (text: string): string =>
  LOOK_ALIKES.reduce((plain, [sign, by]) => plain.replace(sign, by), seenSigns(text))
    .replace(/[\s\u2800]+/g, ' ')
    .normalize('NFC')
    .trim()

/** Capital letters of Cyrillic and Greek, each with the Latin one it looks like. */
const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['АВЕЅІЈКМНОРСТУХ', 'ABESIJKMHOPCTYX'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ].flatMap(([others = '', latin = '']) => [...others].map((sign, at) => [sign, latin[at] ?? sign])),
)

/** The same of a code, which has only capital letters of Latin and figures: a postcode, a reference, a number. */
export const codeSigns = (text: string): string =>
  plainSigns(text)
    .toUpperCase()
    .replace(/[\u0370-\u04FF]/g, (sign) => LATIN[sign] ?? sign)
