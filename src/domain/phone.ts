/** A number to ring within what somebody wrote beside it. */
export interface WrittenPhone {
  /** As it was written, without a prefix, an extension and words: `020 7946 0123`. */
  number: string
  /** Where it begins in the text. */
  from: number
  /** What is dialled before it for a textphone (Relay UK). */
  textphone: '18001' | '18002' | undefined
  /** Figures, to be asked for or dialled once it is answered. */
  extension: string | undefined
}

/** What a number of an extension is said with; it ends what is dialled. */
const EXTENSION = /(?:;\s*ext=|,?\s*(?<![a-z])(?:extension|extn|ext|x)[.:]?\s*|\s*#\s*)(\d{1,6})(?!\d)/i
/** Words in brackets, and any word with a letter in it, are no part of a number: “(2 children)”, “6pm”, “9o0801”. */
const WORDS = /\([^()]*\p{L}[^()]*\)|[\p{L}\d]*\p{L}[\p{L}\d]*/gu
const TEXTPHONE = /^(1800[12])[\s().-]*(?=[\d+(])/
/** Figures with what people write between them. */
const RUN = /(?:\+\s?|\()*\d(?:[\s().-]{0,3}\d)*/g

const FEWEST = 10
const MOST = 15

const figuresOf = (text: string) => text.replace(/\D/g, '')

/** The same length of blanks, so that what is left stands where it stood. */
const blank = (text: string) => ';'.repeat(text.length)

/** Why a text holds no number that can be rung. */
export type NoPhone = 'no-number' | 'too-short' | 'too-long'

/**
 * The first number of a text that can be rung: 10 to 15 figures (ITU-T E.164 allows 15), with a prefix for a textphone,
 * an extension and words beside it, if any.
 * @param text in plain signs (`plainSigns`).
 */
export function readPhone(text: string): WrittenPhone | NoPhone {
  const said = EXTENSION.exec(text)
  const without = said ? text.replace(said[0], blank(said[0])) : text
  const runs = [...without.replace(WORDS, blank).matchAll(RUN)].map((run) => {
    const [prefix = '', textphone] = TEXTPHONE.exec(run[0]) ?? []
    const rest = run[0].slice(prefix.length)
    const isAfterPrefix = textphone !== undefined && figuresOf(rest).length >= FEWEST
    const number = isAfterPrefix ? rest : run[0]
    return {
      number,
      from: run.index + run[0].length - number.length,
      textphone: isAfterPrefix ? (textphone as '18001' | '18002') : undefined,
      figures: figuresOf(number).length,
    }
  })
  const found = runs.find(({ figures }) => figures >= FEWEST && figures <= MOST)
  if (!found) {
    if (runs.some(({ figures }) => figures > MOST)) return 'too-long'
    return runs.length > 0 ? 'too-short' : 'no-number'
  }
  const { number, from, textphone } = found
  const isAfter = said !== null && said.index >= from + number.length
  return { number, from, textphone, extension: isAfter ? said[1] : undefined }
}

/** The same figure throughout, or each the next of the one before. */
function isRow(figures: string): boolean {
  const steps = [...figures].slice(1).map((one, at) => (Number(one) - Number(figures[at]) + 10) % 10)
  return [0, 1, 9].some((step) => steps.every((one) => one === step))
}

/**
 * Whether a number has a form that no telephone has: one figure or a row of them throughout, or one of ours (of a
 * mobile, of London, of a charge like any other) without its eleven figures. Ofcom, National Telephone Numbering Plan.
 */
export function isUnlikelyPhone(number: string): boolean {
  const figures = figuresOf(number)
  const isAbroad = /^\s*(?:\+|00)/.test(number) && !/^(?:00)?44/.test(figures)
  const own = figures.replace(/^(?:00)?44/, '').replace(/^0/, '')
  if (isRow(figures) || isRow(own)) return true
  if (isAbroad) return false
  if (!/^\s*(?:\+|0|\()/.test(number)) return true
  return /^[2379]/.test(own) ? own.length !== 10 : own.length < 9 || own.length > 10
}
