import { compressed, type Encoding, encodingFor } from '#src/http/compression.ts'
import { log } from '#src/log.ts'
import { env } from '#src/settings/env.ts'

/** Bytes of all that is kept, as it is drawn and compressed. The page that was asked for longest ago goes. */
const MOST_BYTES = 12_000_000

/** A page that is the same whenever its key is, as it is sent. */
interface KeptPage {
  readonly headers: readonly (readonly [string, string])[]
  /** By how it is compressed; not before somebody takes it so. */
  readonly bodies: Map<Encoding | undefined, Buffer>
}

const kept = new Map<string, KeptPage>()
let size = 0

/**
 * Keeps a drawn page for whoever is shown the same. The key names everything that it is drawn from, and neither is ever
 * made of what a person wrote.
 * @returns the same answer, to be sent.
 * @throws Error where pages are compared (KEPT_HTML), and the same key draws something else.
 */
export async function keepPage(key: string, answer: Response): Promise<Response> {
  const drawn = Buffer.from(await answer.arrayBuffer())
  const again = new Response(drawn, answer)
  // What is set on one device is for that device alone.
  if (again.headers.has('set-cookie')) return again
  const known = kept.get(key)
  if (known && !(known.bodies.get(undefined)?.equals(drawn) && isSame(known.headers, [...again.headers]))) {
    if (env.KEPT_HTML === 'compared')
      throw new Error('What is kept of a page is drawn from more than its key names.')
    // Two drawn at once. Whoever waits gets the page that was drawn for them, and neither is given to anybody else.
    drop(key, known)
    log.error('a kept page is drawn from more than its key names')
  } else if (!known) {
    const page: KeptPage = { headers: [...again.headers], bodies: new Map() }
    kept.set(key, page)
    keepBody(page, undefined, drawn)
  }
  return again
}

const isSame = (one: KeptPage['headers'], other: KeptPage['headers']) =>
  JSON.stringify(one) === JSON.stringify(other)

function keepBody(page: KeptPage, encoding: Encoding | undefined, body: Buffer): void {
  page.bodies.set(encoding, body)
  size += body.length
  for (const [key, oldest] of kept) {
    if (size <= MOST_BYTES) return
    drop(key, oldest)
  }
}

function drop(key: string, { bodies }: KeptPage): void {
  kept.delete(key)
  for (const { length } of bodies.values()) size -= length
}

/**
 * The page of this key as this browser takes it, compressed once for all of them.
 * @param accepted the Accept-Encoding of the request.
 * @returns undefined where it is not kept, and where each page is drawn again to be compared.
 */
export async function findKeptPage(
  key: string,
  accepted: string | undefined,
): Promise<{ headers: KeptPage['headers']; encoding: Encoding | undefined; body: Buffer } | undefined> {
  const page = env.KEPT_HTML === 'compared' ? undefined : kept.get(key)
  const drawn = page?.bodies.get(undefined)
  if (!page || !drawn) return undefined
  kept.delete(key)
  kept.set(key, page)
  const encoding = encodingFor(accepted)
  const known = page.bodies.get(encoding)
  if (known) return { headers: page.headers, encoding, body: known }
  const body = encoding ? await compressed(drawn, encoding) : drawn
  // Somebody else may have asked for the same meanwhile, or others for so much that it went.
  if (kept.get(key) === page && !page.bodies.has(encoding)) keepBody(page, encoding, body)
  return { headers: page.headers, encoding, body }
}
