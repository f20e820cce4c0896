import { FeedRefused } from './feed-refused.ts'

/** A service of HSDS lies some six levels deep; GeoJSON in it a few more. */
const DEEPEST = 32
/** Of one string, in bytes. Areas drawn as GeoJSON are the longest that is known. */
const LONGEST_STRING = 1_000_000

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENS = new Set([0x5b, 0x7b])
const CLOSES = new Set([0x5d, 0x7d])

/**
 * JSON from somebody else, read only when it is UTF-8, whole, and neither deep nor long enough to be an attack.
 * @throws FeedRefused
 */
export function readJson(bytes: Uint8Array): unknown {
  checkShape(bytes)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FeedRefused('It is not text in UTF-8.')
  }
  if (text.trim() === '') throw new FeedRefused('It is empty.')
  try {
    return JSON.parse(text)
  } catch {
    throw new FeedRefused('It is not whole JSON. It may have been cut off on its way.')
  }
}

/** One pass over the bytes, before anything is made of them. In UTF-8 no part of a letter looks like a quote. */
function checkShape(bytes: Uint8Array): void {
  let depth = 0
  let stringFrom = -1
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (stringFrom >= 0) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) stringFrom = -1
      if (at - stringFrom > LONGEST_STRING && stringFrom >= 0) {
        throw new FeedRefused('It holds a text that is far too long.')
      }
    } else if (byte === QUOTE) stringFrom = at
    else if (OPENS.has(byte)) {
      if (++depth > DEEPEST) throw new FeedRefused('Its parts lie too deep inside each other.')
    } else if (CLOSES.has(byte)) depth--
  }
}
