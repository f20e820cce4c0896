import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { mostPageBytes, mostUploadBytes } from './request-limits.ts'
import { twin } from '#src/forms/engine/words.ts'
import { notAForm, RequestRefused, tooMuch, unreadable } from './request-refused.ts'

/** More fields than the longest page with every repeat group filled could have. */
const mostFields = 2000

export interface Upload {
  /** The other fields of the page, every value of each in the order sent. */
  readonly typed: Record<string, string[]>
  /** Absent when the person chose no file. */
  readonly file?: {
    readonly field: string
    /** As the person's device called it. */
    readonly name: string
    /** Empty when the file is too large. */
    readonly bytes: Buffer
    readonly tooLarge: boolean
  }
}

/** What is read of a request that posts a form: a `Request`, or the same read by the web server itself. */
export interface SentForm {
  readonly method: string
  readonly headers: { get(name: string): string | null }
  readonly bodyUsed: boolean
  readonly body: ReadableStream<Uint8Array> | null
  arrayBuffer(): Promise<ArrayBuffer | Uint8Array>
}

/** What a request brought, as far as it was read: for a page that could not take it and gives it back. */
const brought = new WeakMap<SentForm, Brought>()

export interface Brought {
  readonly typed: Record<string, string[]>
  readonly isMultipart: boolean
  readonly hasFile: boolean
}

/**
 * What was typed in on the page that this request posts; read now where nobody has read it before.
 * @returns undefined where nothing could be read.
 */
export async function broughtBy(request: SentForm): Promise<Brought | undefined> {
  if (!brought.has(request) && request.method === 'POST' && !request.bodyUsed) {
    await readFields(request).catch(() => undefined)
  }
  return brought.get(request)
}

/**
 * The fields of a posted form, every value of each in the order sent, without U+0000.
 * @throws RequestRefused 415 when it is no urlencoded form, 400 when its encoding is broken, 413 when it
 *   has more fields than any page.
 */
export async function readTyped(request: SentForm): Promise<Record<string, string[]>> {
  if (mediaType(request) !== 'application/x-www-form-urlencoded') throw notAForm()
  const text = textOf(await request.arrayBuffer())
  const pairs = text.split('&').filter((pair) => pair !== '')
  if (pairs.length > mostFields) throw tooMuch()
  const typed = groupFields(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      return [decoded(name), decoded(value)]
    }),
  )
  brought.set(request, { typed, isMultipart: false, hasFile: false })
  return typed
}

/**
 * The fields of a posted form of either kind; of a file nothing is kept.
 * @throws RequestRefused as `readTyped` and `readMultipart` do.
 */
export async function readFields(request: SentForm): Promise<Record<string, string[]>> {
  if (mediaType(request) !== 'multipart/form-data') return readTyped(request)
  return (await readMultipart(request, { mostBytes: 0 })).typed
}

/**
 * Reads a page posted with a file, as it streams in: one file, and never more of it in memory than may be
 * kept. In the fields U+0000 is left out.
 * @param limits mostBytes of the file; a larger one is read to its end and marked, so that the rest of the
 *   page is not lost with it.
 * @throws RequestRefused 415 when it is no such form, 400 when it is broken or cut short or brings several
 *   files, 413 when the fields, or all of it, are more than a page can take.
 */
export async function readMultipart(request: SentForm, limits: { mostBytes: number }): Promise<Upload> {
  if (mediaType(request) !== 'multipart/form-data' || !request.body) throw notAForm()

  const fields: [string, string][] = []
  let file: { field: string; name: string; chunks: Buffer[]; tooLarge: boolean } | undefined
  let refused: RequestRefused | undefined
  let parser: busboy.Busboy
  try {
    parser = busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      // The parser counts a file as too large when it reaches its limit.
      limits: { files: 1, fieldSize: mostPageBytes, fields: 500, fileSize: limits.mostBytes + 1 },
    })
  } catch {
    throw unreadable()
  }

  let typedBytes = 0
  // Of a part without a name the parser says none, whatever its types say: nobody's browser sends one.
  parser.on('field', (name: string | undefined, value, { nameTruncated, valueTruncated }) => {
    if (name === undefined) return
    typedBytes += Buffer.byteLength(value)
    if (nameTruncated || valueTruncated || typedBytes > mostPageBytes) refused ??= tooMuch()
    else fields.push([name, value])
  })
  parser.on('fieldsLimit', () => {
    refused ??= tooMuch()
  })
  parser.on('filesLimit', () => {
    refused ??= new RequestRefused(
      400,
      'Send one file at a time',
      twin('Go back to the page and choose one file.', 'Go back to the page. Then choose one file.'),
    )
  })
  parser.on('file', (field: string | undefined, stream, { filename }) => {
    // A file cut short: the parser itself says so too. With nobody to hear it the process would end, also for a part
    // that is passed over.
    stream.on('error', () => undefined)
    if (field === undefined) return void stream.resume()
    const found = { field, name: filename ?? '', chunks: [] as Buffer[], tooLarge: false }
    file = found
    stream.on('data', (chunk: Buffer) => {
      if (!found.tooLarge) found.chunks.push(chunk)
    })
    stream.on('limit', () => {
      found.tooLarge = true
      found.chunks = []
    })
  })

  const body = request.body.getReader()
  const next = countedTo(mostUploadBytes, body)
  try {
    await pipeline(async function* () {
      for (let piece = await next(); piece; piece = await next()) yield piece
    }, parser)
  } catch (error) {
    if (error instanceof RequestRefused) throw error
    await readToItsEnd(next)
    throw unreadable()
  }
  if (refused) throw refused

  const typed = groupFields(fields)
  // A file field left empty is sent as a file without a name and without content.
  const hasFile = file !== undefined && (file.name !== '' || file.chunks.length > 0 || file.tooLarge)
  brought.set(request, { typed, isMultipart: true, hasFile })
  if (!file || !hasFile) return { typed }
  const { field, name, chunks, tooLarge } = file
  return { typed, file: { field, name, bytes: Buffer.concat(chunks), tooLarge } }
}

type NextPiece = () => Promise<Uint8Array | undefined>

/** The pieces of a body one after the other, undefined at its end. Throws once there are too many bytes of it. */
function countedTo(mostBytes: number, body: ReadableStreamDefaultReader<Uint8Array>): NextPiece {
  let bytes = 0
  return async () => {
    const { value } = await body.read()
    bytes += value?.length ?? 0
    if (bytes <= mostBytes) return value
    await body.cancel()
    throw tooMuch()
  }
}

/**
 * What is left of a body that cannot be read as a form, so that whoever sends it hears so. It is never cancelled while
 * a read is under way: Node would close the stream a second time, which nothing can catch and which ends the process.
 */
async function readToItsEnd(next: NextPiece): Promise<void> {
  try {
    while (await next());
  } catch {
    // Too much of it, or the sender is gone.
  }
}

/** Without U+0000: nobody can type it, and PostgreSQL takes it in no text, so that to look for it would fail. */
const withoutNul = (text: string): string => text.replaceAll('\0', '')

/** All values of each name, safe for names like `__proto__`. */
function groupFields(fields: readonly (readonly [name: string, value: string])[]): Record<string, string[]> {
  const typed = new Map<string, string[]>()
  for (const [givenName, given] of fields) {
    const [name, value] = [withoutNul(givenName), withoutNul(given)]
    const values = typed.get(name)
    if (values) values.push(value)
    else typed.set(name, [value])
  }
  return Object.fromEntries(typed)
}

/** The Content-Type without its parameters, in lower case. */
function mediaType(request: SentForm): string {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Strict where URLSearchParams is not: it turns broken bytes into signs that nobody typed. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw unreadable()
  }
}

function textOf(bytes: ArrayBuffer | Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw unreadable()
  }
}
