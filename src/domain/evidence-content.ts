import { isPdfCutShort, isPdfLocked } from './pdf.ts'

/** Why nobody could open a file that is of a kind we take. */
export type EvidenceFault = 'locked' | 'cut-short'

/**
 * What keeps a file from being opened by whoever it is sent to, as far as its bytes tell; undefined when nothing does. What
 * cannot be told is taken: a file that opens must never be refused.
 * @param mediaType one that is taken, told by content.
 */
export function evidenceFault(bytes: Uint8Array, mediaType: string): EvidenceFault | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  switch (mediaType) {
    case 'application/pdf':
      return isPdfCutShort(file) ? 'cut-short' : isPdfLocked(file) ? 'locked' : undefined
    case 'image/jpeg':
      return isJpegWhole(file) ? undefined : 'cut-short'
    case 'image/png':
      return isPngWhole(file) ? undefined : 'cut-short'
    case 'image/heic':
      return isHeicWhole(file) ? undefined : 'cut-short'
    default:
      return isZipWhole(file) ? undefined : 'cut-short'
  }
}

/** A Word file with a password is no Word file any more: Word wraps it in a file of another kind ([MS-OFFCRYPTO] 2.3.4.1). */
export const isLockedOffice = (bytes: Uint8Array, mediaType: string | undefined): boolean =>
  mediaType === 'application/x-cfb' &&
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )

/** From its start to the mark of its end (ITU-T T.81, B.1.1). What a phone puts behind that is left aside. */
function isJpegWhole(file: Buffer): boolean {
  let at = 2
  while (at + 3 < file.length) {
    if (file[at] !== 0xff) {
      // In the picture itself: on to the next mark.
      at = file.indexOf(0xff, at)
      if (at < 0) return false
      continue
    }
    const mark = file[at + 1] ?? 0
    const hasNoLength = mark <= 0x01 || (mark >= 0xd0 && mark <= 0xd8)
    if (mark === 0xd9) return true
    // Several in a row fill up; nought is no mark but a part of the picture.
    at += mark === 0xff ? 1 : hasNoLength ? 2 : 2 + Math.max(2, file.readUInt16BE(at + 2))
  }
  return file[at] === 0xff && file[at + 1] === 0xd9
}

/** Chunk by chunk to its end (PNG specification, 5.3). */
function isPngWhole(file: Buffer): boolean {
  let at = 8
  while (at + 12 <= file.length) {
    const end = at + 12 + file.readUInt32BE(at)
    if (file.toString('latin1', at + 4, at + 8) === 'IEND') return end <= file.length
    at = end
  }
  return false
}

/**
 * Box by box, the picture and what describes it no longer than the file (ISO/IEC 14496-12, 4.2). A length of nought
 * reaches to the end. What a phone puts behind them is left aside.
 */
function isHeicWhole(file: Buffer): boolean {
  let isDescribed = false
  for (let at = 0; at + 8 <= file.length; ) {
    const short = file.readUInt32BE(at)
    const length = short === 1 && at + 16 <= file.length ? Number(file.readBigUInt64BE(at + 8)) : short
    const kind = file.toString('latin1', at + 4, at + 8)
    if (kind === 'meta') isDescribed = true
    if (at + length > file.length) return isDescribed && kind !== 'mdat' && kind !== 'meta'
    if (length < 8) break
    at += length
  }
  return isDescribed
}

/** A list of what is in it stands at the end, with up to 65,535 bytes of remarks (APPNOTE 4.3.16). */
const isZipWhole = (file: Buffer): boolean =>
  file.lastIndexOf('PK\x05\x06', undefined, 'latin1') >= Math.max(0, file.length - 65_557)
