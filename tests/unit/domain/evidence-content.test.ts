import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { deflateSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import { evidenceFault, isLockedOffice } from '#src/domain/evidence-content.ts'
import { isPdfLocked, pdfHeaderAt } from '#src/domain/pdf.ts'
import { pdfObjectAt } from '#src/domain/pdf-object.ts'
import { FILE_LIMITS, FILE_MESSAGES, MOST_BYTES } from '#src/forms/controls/files.ts'
import { mediaTypeOf } from '#src/services/filling-in/add-file.ts'
import { root } from '#tests/support/sources.ts'
import { wholePdf } from '#tests/support/whole-files.ts'

const FOLDER = join(root, 'tests/fixtures/pdf')
const pdfs = readdirSync(FOLDER).filter((name) => name.endsWith('.pdf'))
const pdf = (name: string) => readFileSync(join(FOLDER, name))
const PDF = 'application/pdf'
const told = (bytes: Buffer) => mediaTypeOf({ field: 'f', name: 'letter.pdf', bytes, tooLarge: false })
const cut = (bytes: Buffer, part = 0.7) => bytes.subarray(0, Math.floor(bytes.length * part))

describe('a PDF', () => {
  it.each(pdfs.filter((name) => name.startsWith('user-')))(
    'that needs a password is refused: %s',
    async (name) => {
      expect(await told(pdf(name))).toEqual({ message: FILE_MESSAGES.locked })
    },
  )
  it.each(pdfs.filter((name) => !name.startsWith('user-')))('that opens is taken: %s', async (name) => {
    expect(await told(pdf(name))).toEqual({ type: PDF })
  })
  it.each(pdfs)('cut short is refused: %s', async (name) => {
    expect(await told(cut(pdf(name)))).toEqual({ message: FILE_MESSAGES['cut-short'] })
  })
  it('has every kind of lock among these', () => {
    expect(pdfs.length).toBeGreaterThan(16)
  })

  it.each([
    ['CR LF CR LF', '\r\n\r\n'],
    ['a mark of UTF-8', '\u00EF\u00BB\u00BF'],
    ['a printer’s block', `\x1B%-12345X@PJL JOB NAME="letter"\r\n@PJL ENTER LANGUAGE=PDF\r\n`],
    ['1,019 bytes', '\n'.repeat(1_019)],
  ])('with %s in front is taken', async (_, before) => {
    expect(await told(Buffer.concat([Buffer.from(before, 'latin1'), pdf('plain.pdf')]))).toEqual({
      type: PDF,
    })
    const locked = Buffer.concat([Buffer.from(before, 'latin1'), pdf('user-stream.pdf')])
    expect(await told(locked)).toEqual({ message: FILE_MESSAGES.locked })
  })
  it('that begins later is none', async () => {
    const late = Buffer.concat([Buffer.alloc(1_021, '\n'), pdf('plain.pdf')])
    expect(await told(late)).toEqual({ message: FILE_MESSAGES['other-kind'] })
  })
  it('with something behind its end is taken', async () => {
    const more = Buffer.concat([pdf('plain.pdf'), Buffer.from('\x1B%-12345X\r\n<!-- scanned -->')])
    expect(await told(more)).toEqual({ type: PDF })
  })
  it('locked for holders of a certificate is refused', () => {
    const lock = '<< /Filter /Adobe.PubSec /V 4 >>'
    const text = pdf('plain.pdf').toString('latin1').replace('/Root', `/Encrypt ${lock} /Root`)
    expect(isPdfLocked(Buffer.from(text, 'latin1'))).toBe(true)
    const unknown = text.replace('/Adobe.PubSec', '/Something.New')
    expect(isPdfLocked(Buffer.from(unknown, 'latin1'))).toBe(false)
  })
  it('that only speaks of a lock is taken', async () => {
    expect(await told(wholePdf('/Encrypt 5 0 R trailer << /Encrypt 1 0 R >>'))).toEqual({ type: PDF })
  })

  test('any bytes are answered, soon', () => {
    const whole = pdf('user-256.pdf')
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 40 }), (at, bytes) => {
        const broken = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + bytes.length)])
        expect(typeof isPdfLocked(broken)).toBe('boolean')
      }),
    )
    const deep = wholePdf(`${'<< /A '.repeat(100_000)}`)
    const began = performance.now()
    expect(pdfObjectAt('['.repeat(1_000_000), 0)).toBeUndefined()
    expect(pdfObjectAt(`[${'1 '.repeat(1_000_000)}]`, 0)).toBeUndefined()
    expect(isPdfLocked(deep)).toBe(false)
    expect(isPdfLocked(Buffer.alloc(MOST_BYTES, '1 0 obj << /Encrypt 1 0 R >> trailer startxref 0 '))).toBe(
      false,
    )
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(pdfHeaderAt(Buffer.alloc(0))).toBe(-1)
  })
})

/** A chunk of a PNG, with no sum at its end, which is not looked at. */
const chunk = (kind: string, bytes: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, Buffer.from(kind), bytes, Buffer.alloc(4)])
}
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000001000000010802000000', 'hex')),
  chunk('IDAT', deflateSync(Buffer.alloc(400, 7))),
  chunk('IEND', Buffer.alloc(0)),
])
/** Of one thumbnail, a picture whose bytes hold marks that are none, and what a phone puts behind it. */
const jpeg = Buffer.concat([
  Buffer.from('ffd8ffe10008ffd8ffd90000', 'hex'),
  Buffer.from('ffdb00040000ffc40003ffda000401', 'hex'),
  Buffer.from('000102ff00ffd0ab', 'hex'),
  Buffer.alloc(200, 3),
  Buffer.from('ffd9', 'hex'),
])
const box = (kind: string, bytes: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length + 8)
  return Buffer.concat([length, Buffer.from(kind), bytes])
}
const heic = Buffer.concat([
  box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')),
  box('meta', Buffer.alloc(60)),
  box('mdat', Buffer.alloc(500, 9)),
])
const docx = Buffer.concat([
  Buffer.from('PK\x03\x04'),
  Buffer.alloc(400, 5),
  Buffer.from('PK\x05\x06'),
  Buffer.alloc(18),
])

describe.each([
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['image/heic', heic],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', docx],
])('%s', (type, whole) => {
  test('whole is taken, also with something behind its end', () => {
    expect(evidenceFault(whole, type)).toBeUndefined()
    expect(evidenceFault(Buffer.concat([whole, Buffer.from('SEFT and more')]), type)).toBeUndefined()
  })
  test('cut short is refused, wherever', () => {
    for (const part of [0.3, 0.5, 0.7, 0.9]) expect(evidenceFault(cut(whole, part), type)).toBe('cut-short')
  })
})

test('a photo cut short says so', async () => {
  expect(await told(jpeg)).toEqual({ type: 'image/jpeg' })
  expect(await told(png)).toEqual({ type: 'image/png' })
  expect(await told(cut(jpeg))).toEqual({ message: FILE_MESSAGES['cut-short'] })
  expect(await told(cut(png))).toEqual({ message: FILE_MESSAGES['cut-short'] })
})

test('a Word file with a password is locked, not of another kind', () => {
  const wrapped = Buffer.concat([Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')])
  expect(isLockedOffice(wrapped, 'application/x-cfb')).toBe(true)
  expect(isLockedOffice(Buffer.alloc(600), 'application/x-cfb')).toBe(false)
})

test('hint and messages name the same limit, and a file of just that size is taken', async () => {
  const named = [FILE_LIMITS, ...Object.values(FILE_MESSAGES)].flatMap((said) => said.match(/\d+ MB/g) ?? [])
  expect(new Set(named)).toEqual(new Set(['10 MB']))
  expect([FILE_LIMITS, ...Object.values(FILE_MESSAGES)].join(' ')).not.toMatch(/under/)
  const full = wholePdf('', 10 * 1024 * 1024)
  expect(full.length).toBeGreaterThan(9.9 * 1024 * 1024)
  expect(await told(full)).toEqual({ type: PDF })
})
