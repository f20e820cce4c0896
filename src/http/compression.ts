import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import {
  type BrotliOptions,
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  type ZlibOptions,
} from 'node:zlib'

export type Encoding = 'br' | 'gzip'

/** Below this the answer fits one packet either way. */
export const smallestCompressed = 1024

/** Whether bytes of this Content-Type get smaller. */
export function isCompressible(contentType: string): boolean {
  return /^(?:text\/|application\/(?:json|javascript|xml|manifest\+json)|image\/svg\+xml)/i.test(contentType)
}

/** The best encoding that an Accept-Encoding header allows (RFC 9110, section 12.5.3). */
export function encodingFor(acceptEncoding: string | undefined): Encoding | undefined {
  const weights = new Map(
    (acceptEncoding ?? '').split(',').map((entry) => {
      const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return [name, weight === undefined ? 1 : Number(weight.slice(2))]
    }),
  )
  const allowed = (name: Encoding) => (weights.get(name) ?? weights.get('*') ?? 0) > 0
  if (allowed('br')) return 'br'
  return allowed('gzip') ? 'gzip' : undefined
}

/** A page is made for one person and compressed for one, so quickly; what is sent to many is worth more work. */
const gzipOptions = (isForMany: boolean) => ({ level: isForMany ? 9 : 6 })
const brotliOptions = (isForMany: boolean) => ({
  params: {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: isForMany ? 9 : 5,
  },
})

/** A stream that compresses. */
export const compressor = (encoding: Encoding, isForMany: boolean): Transform =>
  encoding === 'gzip' ? createGzip(gzipOptions(isForMany)) : createBrotliCompress(brotliOptions(isForMany))

const gzipped = promisify<Buffer, ZlibOptions, Buffer>(gzip)
const brotli = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress)

/** The same bytes, compressed for many. */
export const compressed = (bytes: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'gzip' ? gzipped(bytes, gzipOptions(true)) : brotli(bytes, brotliOptions(true))
