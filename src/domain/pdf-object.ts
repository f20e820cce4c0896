/**
 * An object of a PDF as far as telling a lock needs it: ISO 32000-1, 7.3. Names begin with “/”; a string is its bytes, one
 * character each; a reference is `12 0 R`.
 */
export type PdfObject =
  | { readonly is: 'dictionary'; readonly of: ReadonlyMap<string, PdfObject> }
  | { readonly is: 'list'; readonly of: readonly PdfObject[] }
  | { readonly is: 'string'; readonly bytes: string }
  | { readonly is: 'reference'; readonly number: string; readonly generation: string }
  | { readonly is: 'word'; readonly word: string }

/** Deeper than any trailer or lock lies, and more parts than one has: past these a file is not read on. */
const DEEPEST = 12
const MOST_PARTS = 2_000

const BLANK = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![A-Za-z])/y
const WORD = /\/?[^\0\t\n\f\r ()<>[\]{}/%]*/y
const HEX = /<([\dA-Fa-f\0\t\n\f\r ]*)>/y
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/**
 * The object that stands at a place of a file.
 * @param file every byte one character (latin1).
 * @returns undefined where none stands there that can be read.
 */
export function pdfObjectAt(file: string, at: number): PdfObject | undefined {
  let here = at
  let parts = 0

  const match = (pattern: RegExp) => {
    pattern.lastIndex = here
    const found = pattern.exec(file)
    if (found) here = pattern.lastIndex
    return found
  }

  function read(depth: number): PdfObject | undefined {
    if (depth > DEEPEST || ++parts > MOST_PARTS) return undefined
    match(BLANK)
    if (file.startsWith('<<', here)) return dictionary(depth)
    const hex = match(HEX)
    if (hex) return { is: 'string', bytes: ofHex(hex[1] ?? '') }
    if (file[here] === '(') return literal()
    if (file[here] === '[') return list(depth)
    const reference = match(REFERENCE)
    if (reference) return { is: 'reference', number: reference[1] ?? '', generation: reference[2] ?? '' }
    const word = match(WORD)?.[0] ?? ''
    return word === '' ? undefined : { is: 'word', word }
  }

  function dictionary(depth: number): PdfObject | undefined {
    here += 2
    const of = new Map<string, PdfObject>()
    for (;;) {
      match(BLANK)
      if (file.startsWith('>>', here)) {
        here += 2
        return { is: 'dictionary', of }
      }
      const name = read(depth + 1)
      const value = name?.is === 'word' && name.word.startsWith('/') ? read(depth + 1) : undefined
      if (name?.is !== 'word' || !value) return undefined
      of.set(name.word, value)
    }
  }

  function list(depth: number): PdfObject | undefined {
    here++
    const of: PdfObject[] = []
    for (;;) {
      match(BLANK)
      if (file[here] === ']') {
        here++
        return { is: 'list', of }
      }
      const one = read(depth + 1)
      if (!one) return undefined
      of.push(one)
    }
  }

  function literal(): PdfObject | undefined {
    let bytes = ''
    let open = 0
    for (; here < file.length && bytes.length < 1_000; here++) {
      const sign = file[here] ?? ''
      if (sign === '\\') {
        here++
        const octal = /[0-7]{1,3}/y
        octal.lastIndex = here
        const [code] = octal.exec(file) ?? []
        if (code) {
          bytes += String.fromCharCode(Number.parseInt(code, 8) & 0xff)
          here += code.length - 1
        } else if (file.startsWith('\r\n', here)) here++
        else if (!/[\r\n]/.test(file[here] ?? '')) bytes += ESCAPED[file[here] ?? ''] ?? file[here] ?? ''
        continue
      }
      if (sign === '(' && open++ === 0) continue
      if (sign === ')' && --open === 0) {
        here++
        return { is: 'string', bytes }
      }
      bytes += sign
    }
    return undefined
  }

  return read(0)
}

function ofHex(hex: string): string {
  const digits = hex.replace(/[^\dA-Fa-f]/g, '')
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1')
}
