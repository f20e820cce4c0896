import { alike } from './alike.ts'

/** What the last word of a street can be, with how it is cut short. */
const ENDINGS: Readonly<Record<string, string>> = {
  road: 'rd',
  street: 'st',
  avenue: 'ave',
  lane: 'ln',
  close: 'cl',
  drive: 'dr',
  crescent: 'cres',
  terrace: 'terr',
  court: 'ct',
  place: 'pl',
  square: 'sq',
  gardens: 'gdns',
  grove: 'gr',
  way: '',
  hill: '',
  row: '',
  walk: '',
  mews: '',
  parade: '',
  park: '',
  green: '',
  yard: '',
  rise: '',
  view: '',
  gate: '',
  vale: '',
  villas: '',
  buildings: '',
  cottages: '',
  broadway: '',
}
const endings = Object.entries(ENDINGS).flatMap((both) => both.filter((one) => one !== ''))
const fullWord = new Map(Object.entries(ENDINGS).map(([full, short]) => [short, full]))

const NUMBERED = new RegExp(
  String.raw`\b((?:\d+[a-z]? ){1,3})((?:[a-z]+ ){1,4}?)(${endings.join('|')})\b`,
  'g',
)

/** The streets with a number that a text names, written alike: “Flat 1, 13A Elm Rd” has `13 elm road`. */
export const streetsIn = (text: string): string[] =>
  [...alike(text).matchAll(NUMBERED)].flatMap(([, numbers = '', name = '', ending = '']) =>
    numbers
      .trim()
      .split(' ')
      .map((number) => `${Number.parseInt(number, 10)} ${name}${fullWord.get(ending) ?? ending}`),
  )

const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
const asWritten = String.raw`\b\d+[a-z]?,?\s+(?:[A-Z][\p{L}'’-]*\s+){1,4}(?:${endings.map(capital).join('|')})\b`
const inCapitals = String.raw`\b\d+[A-Z]?,?\s+(?:[A-Z][A-Z'’-]*\s+){1,4}(?:${endings.map((one) => one.toUpperCase()).join('|')})\b`
/** In small letters only endings that are no everyday words: “ring 111 to find a place” names no street. */
const inSmall = String.raw`\b\d+[a-z]?,?\s+(?:[\p{L}'’-]+\s+){1,3}(?:[Rr]oad|[Ss]treet|[Aa]venue|[Ll]ane|[Cc]rescent|[Tt]errace|[Mm]ews|[Rr]d)\b`

/** A street with its number in a text as people write it, to be taken out of it. */
export const STREET = new RegExp([asWritten, inCapitals, inSmall].join('|'), 'gu')

const shortWord = new Map(Object.entries(ENDINGS))
const inPattern = (word: string) =>
  word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/['’‘]/g, "['’‘]?")

/** A piece of an address in a text, with any marks between its words: “Elm Road” finds “elm rd.” too. */
export function addressPattern(piece: string): RegExp {
  const words = piece.split(/[\s,.]+/).filter((word) => word !== '')
  const all = words.map((word) => {
    const full = fullWord.get(word.toLowerCase()) ?? word.toLowerCase()
    const short = shortWord.get(full)
    return short ? `(?:${full}|${short})` : inPattern(word)
  })
  return new RegExp(all.join(String.raw`[\s,.]+`), 'giu')
}
