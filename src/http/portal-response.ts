import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Transform } from 'node:stream'
import { compressor, encodingFor, isCompressible, smallestCompressed } from './compression.ts'
import { routeHeader } from './own-headers.ts'
import { plainPage, refusalOf } from './plain-page.ts'
import { readingIn } from './reading-cookie.ts'
import type { RequestRefused } from './request-refused.ts'
import { alwaysSent, contentPolicy, strictTransport } from './security-headers.ts'

/**
 * An answer of this server, whoever writes it. Its head is held back until the first byte of the body, so
 * that here, in one place, every answer gets its security headers and its compression, and an error that
 * came without a page gets one.
 */
export class PortalResponse extends ServerResponse<IncomingMessage> {
  requestId: string | undefined
  isTls = false
  /** Asked when the answer leaves: whether the connection closes after it. */
  isLast = () => false
  /** The pattern of the route that answered, for the log. */
  route: string | undefined
  #hasBegun = false
  #compressor: Transform | undefined

  /** Takes note of status and headers; they leave with the first byte of the body. */
  override writeHead(status: number, reasonOrHeaders?: unknown, headers?: unknown): this {
    this.statusCode = status
    for (const [name, value] of headerPairs(headers ?? reasonOrHeaders)) {
      if (value !== undefined) this.setHeader(name, value)
    }
    return this
  }

  override flushHeaders(): void {
    this.#begin()
    super.flushHeaders()
  }

  override write(chunk: unknown, encodingOrDone?: BufferEncoding | Done, done?: Done): boolean {
    this.#begin()
    const [encoding, callback] = argumentsOf(encodingOrDone, done)
    return this.#compressor
      ? this.#compressor.write(chunk, encoding, callback)
      : super.write(chunk, encoding, callback)
  }

  override end(
    chunkOrDone?: unknown,
    encodingOrDone?: BufferEncoding | (() => void),
    done?: () => void,
  ): this {
    const chunk = typeof chunkOrDone === 'function' ? undefined : chunkOrDone
    const [encoding, callback] =
      typeof chunkOrDone === 'function'
        ? (['utf8', chunkOrDone as () => void] as const)
        : argumentsOf(encodingOrDone, done)
    // An error answer that does not even say what it is has no page: the adapter's own, or Node's.
    if (!this.#hasBegun && this.statusCode >= 400 && !this.hasHeader('Content-Type')) {
      return this.refuse(refusalOf(this.statusCode, this.req.method))
    }
    const bytes = typeof chunk === 'string' || chunk instanceof Uint8Array ? Buffer.byteLength(chunk) : 0
    this.#begin(bytes)
    if (!this.#compressor) return super.end(chunk, encoding, callback)
    if (callback) this.once('finish', callback)
    this.#compressor.end(chunk, encoding)
    return this
  }

  /**
   * Answers with a whole page that says what to do instead, as the person reads the others. Nothing may have been
   * written before.
   * @param back the path of a page of ours to go back to.
   */
  refuse(refused: RequestRefused, back?: string): this {
    const page = plainPage(refused, { back, reading: readingIn(this.req.headers.cookie) })
    this.writeHead(page.status, page.headers)
    this.removeHeader('Content-Length')
    return this.end(page.html)
  }

  /** @param wholeSize bytes of the body, when all of it is known. */
  #begin(wholeSize?: number): void {
    if (this.#hasBegun) return
    this.#hasBegun = true
    this.route = this.#text(routeHeader) ?? this.route
    this.removeHeader(routeHeader)
    this.removeHeader('X-Powered-By')

    const type = this.#text('Content-Type') ?? ''
    for (const [name, value] of Object.entries(alwaysSent)) {
      if (!this.hasHeader(name)) this.setHeader(name, value)
    }
    const policy = contentPolicy(this.#text('Content-Security-Policy'), type.startsWith('text/html'))
    this.setHeader('Content-Security-Policy', policy)
    if (this.isTls) this.setHeader('Strict-Transport-Security', strictTransport)
    if (this.requestId) this.setHeader('X-Request-Id', this.requestId)
    if (this.isLast()) this.setHeader('Connection', 'close')
    if (isCompressible(type)) this.#compress(wholeSize)
    // The renderer's own phrase is OK whatever the status.
    this.statusMessage = ''
    super.writeHead(this.statusCode)
  }

  #compress(wholeSize: number | undefined): void {
    if (this.hasHeader('Content-Encoding')) return
    this.appendHeader('Vary', 'Accept-Encoding')
    const size = wholeSize ?? Number(this.#text('Content-Length') ?? Number.POSITIVE_INFINITY)
    const hasBody = this.req.method !== 'HEAD' && ![204, 206, 304].includes(this.statusCode)
    const encoding = encodingFor(this.req.headers['accept-encoding'])
    if (!encoding || !hasBody || size < smallestCompressed) return

    this.setHeader('Content-Encoding', encoding)
    this.removeHeader('Content-Length')
    const isKept = this.#text('Cache-Control')?.includes('immutable') ?? false
    const stream = compressor(encoding, isKept)
    stream.on('data', (chunk: Buffer) => {
      if (!super.write(chunk)) stream.pause()
    })
    stream.on('end', () => super.end())
    stream.on('drain', () => this.emit('drain'))
    this.on('drain', () => stream.resume())
    this.once('close', () => stream.destroy())
    this.#compressor = stream
  }

  #text(name: string): string | undefined {
    const value = this.getHeader(name)
    return value === undefined ? undefined : String(value)
  }
}

type Done = (error: Error | null | undefined) => void

/** Both may be left out: an encoding, and what to call when the bytes are out. */
function argumentsOf<Callback extends Done | (() => void)>(
  encodingOrDone: BufferEncoding | Callback | undefined,
  done: Callback | undefined,
): [BufferEncoding, Callback | undefined] {
  return typeof encodingOrDone === 'function' ? ['utf8', encodingOrDone] : [encodingOrDone ?? 'utf8', done]
}

/** Node takes headers as an object or as one flat list; it uses the list itself for its own refusals. */
function headerPairs(headers: unknown): [string, string | number | string[] | undefined][] {
  if (Array.isArray(headers)) {
    return headers.flatMap((name, at) => (at % 2 === 0 ? [[String(name), headers[at + 1]]] : []))
  }
  return typeof headers === 'object' && headers !== null ? Object.entries(headers as OutgoingHttpHeaders) : []
}
