import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { codeSigns, plainSigns } from '#src/domain/plain-signs.ts'

const codePoints = Array.from({ length: 0x110000 }, (_, code) => code).filter(
  (code) => code < 0xd800 || code > 0xdfff,
)

describe('a text that a program reads', () => {
  it.each([
    ['\u202D07700900801\u202C', '07700900801'],
    ['\u206807700 900801\u2069', '07700 900801'],
    ['1950\u200B', '1950'],
    ['07700\u2013900801', '07700-900801'],
    ['07700\u2011900801', '07700-900801'],
    ['07700\u2212900801', '07700-900801'],
    ['020\u00A07946\u202F0123', '020 7946 0123'],
    ['CR0\u00AD 9ZZ', 'CR0 9ZZ'],
    ['\uFEFFname@example.org\u200B', 'name@example.org'],
    ['name\uFF20example\u3002org', 'name@example.org'],
    ['٠٧٧٠٠ ٩٠٠٨٠١', '07700 900801'],
    ['۰۷۷۰۰ ۹۰۰۸۰۱', '07700 900801'],
    ['０７７００　９００８０１', '07700 900801'],
    ['०१२३४५६७८९', '0123456789'],
    ['𝟎𝟗𝟘𝟙', '0901'],
    ['١٬٢٣٤٫٥٠', '1,234.50'],
    ['o’test@example.org', "o'test@example.org"],
    ['a\r\n\tb', 'a b'],
    ['', ''],
  ])('%j is %j', (typed, plain) => expect(plainSigns(typed)).toBe(plain))

  it('has a figure of 0 to 9 for every figure there is', () => {
    const figures = codePoints
      .map((code) => String.fromCodePoint(code))
      .filter((one) => /^\p{Nd}$/u.test(one))
    expect(figures.length).toBeGreaterThan(600)
    expect(figures.map(plainSigns)).toEqual(figures.map((_, at) => String(at % 10)))
  })

  it('takes no raised or circled figure for a figure: what they mean is asked', () => {
    expect(plainSigns('10² ① ½')).toBe('10² ① ½')
  })

  test('cleaned twice it is the same, and holds nothing unseen', () => {
    const any = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(any, (typed) => {
        const once = plainSigns(typed)
        expect(plainSigns(once)).toBe(once)
        expect(once).not.toMatch(/\p{Cf}|\p{Cc}|[^\P{Nd}0-9]|[^\P{Pd}-]|[^\P{Zs} ]/u)
        expect(codeSigns(codeSigns(typed))).toBe(codeSigns(typed))
      }),
    )
    for (const code of codePoints.filter((one) => one % 7 === 0 || one < 0x3000)) {
      const once = plainSigns(`1${String.fromCodePoint(code)}2`)
      if (plainSigns(once) !== once) expect.unreachable(code.toString(16))
    }
  })
})

test('letters of a code that only look like Latin ones become them', () => {
  expect(codeSigns('СR0 9ΖΖ')).toBe('CR0 9ZZ')
  expect(codeSigns('к7н')).toBe('K7H')
  expect(codeSigns('жλ')).toBe('ЖΛ')
})
