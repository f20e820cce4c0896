import { open } from 'node:fs/promises'
import { FeedRefused } from './feed-refused.ts'
import { readJson } from './read-json.ts'

/** What a feed may cost us at most. */
export interface FeedLimits {
  /** Of everything that is read, together. */
  bytes: number
  services: number
}

/** Milliseconds for one page. */
const PAGE_DEADLINE = 30_000
const PAGE_SIZE = 100
/** Services asked for at the same time, where a feed gives their details one by one. */
const AT_ONCE = 6

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isWebAddress = (feed: string) => /^https?:\/\//i.test(feed)

/** The feed as staff may read it: without a password or a key in its address. */
export function feedInWords(feed: string): string {
  if (!isWebAddress(feed)) return feed.split(/[\\/]/).at(-1) ?? feed
  const url = URL.parse(feed)
  return url ? `${url.origin}${url.pathname}` : 'an address that is none'
}

/**
 * The services of a feed as they come, nothing in them checked yet.
 * @param feed A file, the address of a JSON file (it ends in .json), or of an API of Open Referral UK.
 * @param signal Ends it, when the time for the whole feed is over.
 * @throws FeedRefused
 */
export async function fetchFeed(feed: string, limits: FeedLimits, signal: AbortSignal): Promise<unknown[]> {
  const budget = new Budget(limits.bytes)
  if (!isWebAddress(feed)) return servicesOf(readJson(await readWholeFile(feed, budget)), limits)
  const url = URL.parse(feed)
  if (!url) throw new FeedRefused('Its address is none.')
  if (url.pathname.endsWith('.json')) return servicesOf(readJson(await get(url, budget, signal)), limits)
  return fetchPages(url, limits, budget, signal)
}

/** Counts what has been read, so that many small pages are worth no more than a large one. */
class Budget {
  #left: number
  readonly #all: number

  constructor(bytes: number) {
    this.#left = bytes
    this.#all = bytes
  }

  take(bytes: number): void {
    this.#left -= bytes
    if (this.#left < 0) {
      throw new FeedRefused(
        `It is larger than ${Math.round(this.#all / 1_000_000)} MB, the most that is read.`,
      )
    }
  }
}

async function readWholeFile(path: string, budget: Budget): Promise<Uint8Array> {
  try {
    const file = await open(path)
    try {
      // A file that grows while it is read is cut, and then not whole.
      budget.take((await file.stat()).size)
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof FeedRefused) throw error
    throw new FeedRefused(
      `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no reason given'}).`,
    )
  }
}

async function get(url: URL, budget: Budget, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  try {
    const answer = await fetch(url, {
      // Another address would be one that nobody here chose.
      redirect: 'manual',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PAGE_DEADLINE)]),
    })
    if (answer.status !== 200)
      throw new FeedRefused(`It answered with ${answer.status}, not with its services.`)
    for await (const chunk of answer.body ?? []) {
      budget.take(chunk.byteLength)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof FeedRefused) throw error
    throw new FeedRefused('It could not be reached, or broke off.')
  }
  return Buffer.concat(chunks)
}

/** A page, a list or a document of services: the list in it, as long as it says it is. */
function servicesOf(document: unknown, limits: FeedLimits): unknown[] {
  const list = listIn(document)
  const said = isObject(document) ? document['total_items'] : undefined
  if (typeof said === 'number' && said !== list.length) {
    throw new FeedRefused(
      `It says it has ${said} services, and has ${list.length}. It may have been cut off.`,
    )
  }
  return withinCount(list, limits)
}

function listIn(document: unknown): unknown[] {
  const list = isObject(document) ? (document['contents'] ?? document['services']) : document
  if (!Array.isArray(list)) throw new FeedRefused('There is no list of services in it.')
  return list
}

function withinCount(list: unknown[], limits: FeedLimits): unknown[] {
  if (list.length <= limits.services) return list
  throw new FeedRefused(`It has more than ${limits.services} services, the most that are taken.`)
}

async function fetchPages(
  url: URL,
  limits: FeedLimits,
  budget: Budget,
  signal: AbortSignal,
): Promise<unknown[]> {
  const base = new URL(url)
  if (!/\/services\/?$/.test(base.pathname)) base.pathname = `${base.pathname.replace(/\/$/, '')}/services`
  const services: unknown[] = []
  let pages = 1
  let total: unknown
  for (let page = 1; page <= pages; page++) {
    base.searchParams.set('page', String(page))
    base.searchParams.set('per_page', String(PAGE_SIZE))
    const document = readJson(await get(base, budget, signal))
    const list = listIn(document)
    const { total_pages, total_items } = isObject(document) ? document : {}
    if (page === 1) {
      pages = typeof total_pages === 'number' && total_pages >= 1 ? total_pages : 1
      total = total_items
      if (pages > limits.services) {
        throw new FeedRefused(`It has more pages than ${limits.services}, the most services that are taken.`)
      }
    }
    services.push(...list)
    withinCount(services, limits)
  }
  if (typeof total === 'number' && total !== services.length) {
    throw new FeedRefused(
      `It says it has ${total} services, and gave ${services.length}. It may have changed while it was read.`,
    )
  }
  return withDetails(services, base, budget, signal)
}

/** What the list of an API may leave to the page of each service. */
const DETAILS = ['service_at_locations', 'schedules', 'attributes', 'phones', 'cost_options'] as const

/** The services, each asked for by itself where the list had no more than its outline. */
async function withDetails(
  services: readonly unknown[],
  list: URL,
  budget: Budget,
  signal: AbortSignal,
): Promise<unknown[]> {
  const whole = [...services]
  const outlines = services.flatMap((one, at) =>
    isObject(one) && typeof one['id'] === 'string' && !DETAILS.some((name) => Array.isArray(one[name]))
      ? [{ at, id: one['id'] }]
      : [],
  )
  const next = outlines.values()
  const work = async () => {
    for (const { at, id } of next) {
      const url = new URL(list)
      url.search = ''
      url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(id)}`
      whole[at] = readJson(await get(url, budget, signal))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return whole
}
