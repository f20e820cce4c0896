import { codeSigns, seenSigns } from './plain-signs.ts'

/**
 * Figures and letters that are not taken for one another, neither when written (no 0/O, 1/I/L, 2/Z, 5/S, 6/G,
 * 8/B) nor when said aloud (of the letters that rhyme with "bee" only P, of J/K only K, of M/N only M).
 */
const ALPHABET = '23456789KMPQRWXY'
const LENGTH = 12

/** Signs that are not used, read as the one they are mistaken for. */
const MEANT: Readonly<Record<string, string>> = { B: '8', G: '6', J: 'K', N: 'M', S: '5', Z: '2' }

/** How the letters are said so that nobody mishears them. */
const SAID: Readonly<Record<string, string>> = {
  K: 'Kilo',
  M: 'Mike',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  W: 'Whisky',
  X: 'X-ray',
  Y: 'Yankee',
}

/**
 * A new code to come back with, such as `7KM2-R4WX-93PQ`: twelve signs in fours, 48 bits. In fours so that
 * nobody takes it for a reference, which comes in threes.
 * @param pick gives a random whole number from 0 to below its argument, from a cryptographic source.
 */
export function newResumeCode(pick: (below: number) => number): string {
  return grouped(Array.from({ length: LENGTH }, () => ALPHABET[pick(ALPHABET.length)]).join(''))
}

/** A code as somebody typed it, in the form it is kept; undefined when it cannot be one. */
export function readResumeCode(typed: string): string | undefined {
  const plain = signsIn(typed)
  return plain?.length === LENGTH ? grouped(plain) : undefined
}

/** The signs somebody typed, however they are spaced; undefined when one of them is none of ours. */
function signsIn(typed: string): string | undefined {
  const plain = codeSigns(typed.normalize('NFKC'))
    .replace(/[^A-Z0-9]/g, '')
    .replace(/[BGJNSZ]/g, (sign) => MEANT[sign] ?? sign)
  return [...plain].every((sign) => ALPHABET.includes(sign)) ? plain : undefined
}

const NUMBER_LENGTH = 8

/**
 * The number of an unsent form, such as `7KM2-R4WX`: the first 32 bits of the random id it has anyway, in the signs
 * of a code. It says nothing and opens nothing: staff find the form by it once they have checked who asks.
 * @param id of the draft, a random UUID in lower case.
 */
export const draftNumber = (id: string): string =>
  grouped([...id.slice(0, NUMBER_LENGTH)].map((digit) => ALPHABET[Number.parseInt(digit, 16)]).join(''))

/** The first and the last id with the number somebody typed; undefined when it cannot be one. */
export function readDraftNumber(typed: string): { first: string; last: string } | undefined {
  const plain = signsIn(typed)
  if (plain?.length !== NUMBER_LENGTH) return undefined
  const start = [...plain].map((sign) => ALPHABET.indexOf(sign).toString(16)).join('')
  return { first: `${start}-0000-0000-0000-000000000000`, last: `${start}-ffff-ffff-ffff-ffffffffffff` }
}

/** A code to be read out over the phone, a group each: "7, K for Kilo, M for Mike, 2". */
export const saidAloud = (code: string): string[] =>
  code
    .split('-')
    .map((group) => [...group].map((sign) => (SAID[sign] ? `${sign} for ${SAID[sign]}` : sign)).join(', '))

const grouped = (plain: string): string => plain.match(/.{4}/g)?.join('-') ?? plain

/** How short and how long a chosen word or number may be. */
export const SECRET_LENGTHS = { fewestFigures: 6, fewestLetters: 4, most: 64 } as const

/** What is wrong with a chosen word or number. */
export type SecretProblem = 'blank' | 'too-long' | 'few-figures' | 'few-letters' | 'easy-to-guess'

/**
 * The word or number chosen with a code, in the form that is compared: phones put capital letters first, and
 * people write "12 34 56", in the figures of their own keyboard.
 */
export const secretAsKept = (typed: string): string =>
  seenSigns(typed).normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** What to put right in a word or number somebody chose; undefined when it will do. */
export function problemWithSecret(typed: string): SecretProblem | undefined {
  const { fewestFigures, fewestLetters, most } = SECRET_LENGTHS
  const signs = [...secretAsKept(typed)]
  if (signs.length === 0) return 'blank'
  if (signs.length > most) return 'too-long'
  const isNumber = signs.every((sign) => /\d/.test(sign))
  if (isNumber && signs.length < fewestFigures) return 'few-figures'
  if (!isNumber && signs.length < fewestLetters) return 'few-letters'
  if (isRow(signs)) return 'easy-to-guess'
  return undefined
}

/** The same sign over and over, or each the next of the one before, up or down. */
function isRow(signs: readonly string[]): boolean {
  const steps = signs
    .slice(1)
    .map((sign, at) => (sign.codePointAt(0) ?? 0) - (signs[at]?.codePointAt(0) ?? 0))
  return [-1, 0, 1].some((step) => steps.every((one) => one === step))
}
