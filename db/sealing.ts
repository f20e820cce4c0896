import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { env, type SealKey, SettingsError } from '#src/settings/env.ts'
import type { Sealed } from './schema/sealed.ts'

/** Bytes that do not open: changed, moved to another place, or sealed with a key that is not listed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/**
 * Sealed bytes: version (1), length of the key's name, the name, nonce (12), tag (16), the rest.
 * AES-256-GCM with a random nonce is safe for some four thousand million values a key (NIST SP 800-38D,
 * section 8.3), far beyond what one council writes.
 */
const version = 1
const nonceBytes = 12
const tagBytes = 16

/**
 * Seals and opens with these keys: the first seals, all of them open.
 * @param keys at least one.
 */
export function sealer(keys: readonly SealKey[]) {
  // Made once: from bytes, each call would make a key of its own.
  const ready = keys.map(({ id, key }) => ({ id, key: createSecretKey(key) }))
  const [first] = ready
  if (!first) throw new Error('A sealer needs a key.')

  return {
    seal(plain: string | Buffer, context: string): Sealed {
      const nonce = randomBytes(nonceBytes)
      const head = headOf(first.id)
      const cipher = createCipheriv('aes-256-gcm', first.key, nonce, {
        authTagLength: tagBytes,
      })
      cipher.setAAD(boundTo(head, context))
      const body = Buffer.concat([cipher.update(plain as Buffer), cipher.final()])
      return Buffer.concat([head, nonce, cipher.getAuthTag(), body]) as Sealed
    },

    open(sealed: Sealed, context: string): Buffer {
      const idLength = sealed[1] ?? 0
      const headEnd = 2 + idLength
      const tagStart = headEnd + nonceBytes
      const bodyStart = tagStart + tagBytes
      if (sealed[0] !== version || sealed.length < bodyStart)
        throw new SealBroken('These bytes are not sealed.')
      const id = sealed.toString('latin1', 2, headEnd)
      const known = ready.find((key) => key.id === id)
      if (!known) throw new SealBroken('No key in SEAL_KEYS has the name this was sealed with.')
      const nonce = sealed.subarray(headEnd, tagStart)
      const decipher = createDecipheriv('aes-256-gcm', known.key, nonce, {
        authTagLength: tagBytes,
      })
      decipher.setAAD(boundTo(sealed.subarray(0, headEnd), context))
      decipher.setAuthTag(sealed.subarray(tagStart, bodyStart))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(bodyStart)), decipher.final()])
      } catch {
        throw new SealBroken('These bytes were changed, or belong somewhere else.')
      }
    },
  }
}

function headOf(id: string): Buffer {
  return Buffer.concat([Buffer.from([version, id.length]), Buffer.from(id, 'latin1')])
}

function boundTo(head: Buffer, context: string): Buffer {
  return Buffer.concat([head, Buffer.from(context, 'utf8')])
}

let settled: ReturnType<typeof sealer> | undefined

function sealerOfSettings() {
  if (!env.SEAL_KEYS) throw new SettingsError('SEAL_KEYS is missing.')
  settled ??= sealer(env.SEAL_KEYS)
  return settled
}

/**
 * Seals what a person wrote, for storage.
 * @param context where it belongs: table or purpose, and the row's id (`drafts:<id>`). It opens nowhere else.
 */
export function seal(plain: string | Buffer, context: string): Sealed {
  return sealerOfSettings().seal(plain, context)
}

/**
 * Opens what `seal` made with the same context.
 * @throws SealBroken when it was changed, belongs elsewhere, or its key is not among SEAL_KEYS.
 */
export function open(sealed: Sealed, context: string): Buffer {
  return sealerOfSettings().open(sealed, context)
}

let hashKey: KeyObject | undefined

/**
 * What a secret is found by without being stored: HMAC-SHA256 with HASH_KEY, in base64url.
 * @param purpose keeps the same value apart in different columns (`visit`, `staff-session`).
 */
export function keyedHash(value: string, purpose: string): string {
  if (!env.HASH_KEY) throw new SettingsError('HASH_KEY is missing.')
  hashKey ??= createSecretKey(env.HASH_KEY)
  return createHmac('sha256', hashKey).update(`${purpose}\0${value}`).digest('base64url')
}
