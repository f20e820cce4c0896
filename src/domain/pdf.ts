import { createCipheriv, createHash } from 'node:crypto'
import { type PdfObject, pdfObjectAt } from './pdf-object.ts'

/** How far into a file readers look for its header: ISO 32000-1, Annex H.3, note 13. */
const HEADER_WITHIN = 1_024

/** Where a PDF begins in a file, behind what a printer or a mail program put in front of it; -1 where it is none. */
export const pdfHeaderAt = (bytes: Uint8Array): number =>
  Buffer.from(bytes.subarray(0, HEADER_WITHIN)).toString('latin1').indexOf('%PDF-')

/** Bytes at the end that a PDF opens without: a line end, the mark of its end. */
const SPARE = 32

/** Whether a PDF ends before it is whole: it does not say where its parts are, or is shorter than it says of itself. */
export function isPdfCutShort(bytes: Uint8Array): boolean {
  const file = latin1(bytes)
  const [, length] = /\/Linearized\b[^>]*\/L\s+(\d{1,12})/.exec(file.slice(0, 4 * HEADER_WITHIN)) ?? []
  return !file.includes('startxref') || (length !== undefined && bytes.length + SPARE < Number(length))
}

/**
 * Whether nobody can open a PDF without a password or a certificate. One that only its owner's password locks opens for
 * everybody (with restrictions): the empty password is its user's. Of a lock that is not known here: false.
 */
export function isPdfLocked(bytes: Uint8Array): boolean {
  const file = latin1(bytes)
  const trailer = trailerOf(file, Math.max(0, pdfHeaderAt(bytes)))
  const lock = trailer && inFile(file, trailer.get('/Encrypt'))
  if (lock?.is !== 'dictionary') return false
  const filter = wordOf(lock.of.get('/Filter'))
  if (filter !== '/Standard') return filter === '/Adobe.PubSec'
  const ids = inFile(file, trailer?.get('/ID'))
  const [id] = ids?.is === 'list' ? ids.of : []
  return opensWithNothing(file, lock.of, bytesOf(id)) === false
}

type Dictionary = ReadonlyMap<string, PdfObject>

const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
const wordOf = (object: PdfObject | undefined) => (object?.is === 'word' ? object.word : undefined)
const numberOf = (object: PdfObject | undefined) => Number(wordOf(object) ?? Number.NaN)
const bytesOf = (object: PdfObject | undefined) =>
  Buffer.from(object?.is === 'string' ? object.bytes : '', 'latin1')

/** What a reference leads to, or the object itself. */
function inFile(file: string, object: PdfObject | undefined): PdfObject | undefined {
  if (object?.is !== 'reference') return object
  const head = `${object.number} ${object.generation} obj`
  for (let at = file.lastIndexOf(head); at >= 0; at = at === 0 ? -1 : file.lastIndexOf(head, at - 1)) {
    if (!/\d/.test(file[at - 1] ?? '')) return pdfObjectAt(file, at + head.length)
  }
  return undefined
}

/** The newest trailer: of the table, or of the stream that stands in its place. */
function trailerOf(file: string, header: number): Dictionary | undefined {
  const [, said] =
    /^startxref\s+(\d{1,12})/.exec(file.slice(file.lastIndexOf('startxref')).slice(0, 60)) ?? []
  const places = said === undefined ? [] : [Number(said), Number(said) + header]
  const stated = places.flatMap((at) => {
    if (file.startsWith('xref', at)) return file.indexOf('trailer', at) + 'trailer'.length
    const [head] = /^\s*\d+\s+\d+\s+obj/.exec(file.slice(at, at + 60)) ?? []
    return head ? at + head.length : []
  })
  const found = [...stated, file.lastIndexOf('trailer') + 'trailer'.length]
    .map((at) => pdfObjectAt(file, at))
    .find((one) => one?.is === 'dictionary')
  return found?.is === 'dictionary' ? found.of : undefined
}

/** What a password is filled up with: ISO 32000-1, 7.6.3.3, algorithm 2. */
const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

const digest = (name: 'md5' | 'sha256' | 'sha384' | 'sha512', ...parts: readonly Uint8Array[]) =>
  createHash(name).update(Buffer.concat(parts)).digest()

/** Whether the empty password is the user's; undefined where the lock cannot be read. */
function opensWithNothing(file: string, lock: Dictionary, id: Buffer): boolean | undefined {
  const revision = numberOf(inFile(file, lock.get('/R')))
  const user = bytesOf(inFile(file, lock.get('/U')))
  const owner = bytesOf(inFile(file, lock.get('/O')))
  if (user.length < 32 || owner.length < 32) return undefined
  // ISO 32000-2, 7.6.4.3.4, algorithm 2.A; revision 5 was Adobe’s, one hash in its place.
  const salt = user.subarray(32, 40)
  if (revision === 5) return digest('sha256', salt).equals(user.subarray(0, 32))
  if (revision === 6) return hardened(salt).equals(user.subarray(0, 32))
  if (![2, 3, 4].includes(revision)) return undefined
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(numberOf(inFile(file, lock.get('/P'))) | 0)
  const isMetadataPlain = revision === 4 && wordOf(lock.get('/EncryptMetadata')) === 'false'
  const seed = [PAD, owner.subarray(0, 32), permissions, id, Buffer.alloc(isMetadataPlain ? 4 : 0, 0xff)]
  // Some programs give the length of the key in bytes, and some leave it out.
  const said = numberOf(inFile(file, lock.get('/Length')))
  const lengths = revision === 2 ? [5] : [16, 5, said / 8, said].filter((one) => one >= 5 && one <= 16)
  return lengths.some((length) => isUserKey(keyOf(seed, revision, length), revision, user, id))
}

function keyOf(seed: readonly Buffer[], revision: number, length: number): Buffer {
  let key: Buffer = digest('md5', ...seed).subarray(0, length)
  for (let round = 0; revision > 2 && round < 50; round++) key = digest('md5', key).subarray(0, length)
  return key
}

/** ISO 32000-1, 7.6.3.4, algorithm 6. */
function isUserKey(key: Buffer, revision: number, user: Buffer, id: Buffer): boolean {
  if (revision === 2) return rc4(key, PAD).equals(user.subarray(0, 32))
  let made: Buffer = digest('md5', PAD, id)
  for (let round = 0; round < 20; round++)
    made = rc4(
      key.map((byte) => byte ^ round),
      made,
    )
  return made.equals(user.subarray(0, 16))
}

/** RC4, which OpenSSL no longer has. Here it protects nothing: it tells whether a lock is one. */
function rc4(key: Uint8Array, text: Uint8Array): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, at) => at)
  const swap = (a: number, b: number) => {
    const held = box[a] ?? 0
    box[a] = box[b] ?? 0
    box[b] = held
  }
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (box[at] ?? 0) + (key[at % key.length] ?? 0)) & 0xff
    swap(at, other)
  }
  let at = 0
  let other = 0
  return Buffer.from(
    text.map((byte) => {
      at = (at + 1) & 0xff
      other = (other + (box[at] ?? 0)) & 0xff
      swap(at, other)
      return byte ^ (box[((box[at] ?? 0) + (box[other] ?? 0)) & 0xff] ?? 0)
    }),
  )
}

/** The hash of revision 6 for the empty password: ISO 32000-2, 7.6.4.3.4, algorithm 2.B. */
function hardened(salt: Buffer): Buffer {
  let key: Buffer = digest('sha256', salt)
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
      false,
    )
    const made = cipher.update(Buffer.concat(Array<Buffer>(64).fill(key)))
    const rest = made.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = digest((['sha256', 'sha384', 'sha512'] as const)[rest] ?? 'sha256', made)
    last = made.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}
