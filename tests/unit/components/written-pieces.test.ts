import { describe, expect, test } from 'vitest'
import { attachmentNamed } from '#src/http/attachment.ts'
import { shortened, writtenPieces } from '#src/components/desk/written-pieces.ts'

/** The pieces in one line, signs in brackets. */
const seen = (written: string) =>
  writtenPieces(written)
    .map((piece) => ('text' in piece ? piece.text : `[${piece.sign} ${piece.count}]`))
    .join('')

describe('what people wrote', () => {
  test.each([
    [
      'nothing hidden, <b>left</b> as it is.\n\tEven tabs.',
      'nothing hidden, <b>left</b> as it is.\n\tEven tabs.',
    ],
    ['invoice\u202Egpj.exe', 'invoice[U+202E 1]gpj.exe'],
    ['a\u200B\u200B\u200Bb', 'a[U+200B 3]b'],
    [`a${'\u200B'.repeat(4000)}b`, 'a[U+200B 4000]b'],
    ['\u2066a\u2069\u200F', '[U+2066 1]a[U+2069 1][U+200F 1]'],
    ['nul\u0000 bell\u0007', 'nul[U+0000 1] bell[U+0007 1]'],
    ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
    ['a\u200Db', 'a[U+200D 1]b'],
    ['blank\u3164letter', 'blank[U+3164 1]letter'],
    ['', ''],
  ])('%j shows as %j', (written, shows) => {
    expect(seen(written)).toBe(shows)
  })

  test.each(['👩‍👩‍👧', '👩🏽‍🦽', '❤️‍🔥', 'می‌خواهم', 'क्‍ष', 'שלום', 'مرحبا', '我很害怕', 'Zoë'])(
    '%s keeps the joiners it is written with',
    (written) => expect(seen(written)).toBe(written),
  )

  test('is shortened by whole characters', () => {
    expect(shortened('Hana Notarealname', 60)).toBe('Hana Notarealname')
    expect(shortened('Hana Notarealname', 5)).toBe('Hana…')
    expect(shortened('👩‍👩‍👧👩‍👩‍👧', 1)).toBe('👩‍👩‍👧…')
    expect(shortened('x'.repeat(4000), 60)).toBe(`${'x'.repeat(60)}…`)
  })
})

describe('the name of a download', () => {
  test.each([
    ['Bruise.png', `attachment; filename="Bruise.png"; filename*=UTF-8''Bruise.png`],
    ['a"b;\r\n.pdf', `attachment; filename="a_b___.pdf"; filename*=UTF-8''a%22b%3B%0D%0A.pdf`],
    ["Mum's (1)*.pdf", `attachment; filename="Mum_s _1__.pdf"; filename*=UTF-8''Mum%27s%20%281%29%2A.pdf`],
    ['照片.jpg', `attachment; filename="__.jpg"; filename*=UTF-8''%E7%85%A7%E7%89%87.jpg`],
    ['\uD800.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`],
  ])('%j', (name, header) => expect(attachmentNamed(name)).toBe(header))
})
