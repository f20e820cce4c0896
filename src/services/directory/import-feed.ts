import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import {
  countServices,
  deleteOldImports,
  findLastTaken,
  insertImport,
  lockDirectory,
  replaceServices,
  type ServiceToList,
} from '#db/queries/directory.ts'
import { council } from '#src/settings/council.ts'
import { FeedRefused } from '#src/directory/feed-refused.ts'
import { feedInWords, fetchFeed } from '#src/directory/fetch-feed.ts'
import { type Listing, listServices } from '#src/directory/listing.ts'
import { namedTopics } from '#src/directory/named-topics.ts'
import { readServices } from '#src/directory/read-services.ts'
import { demonstrationFeed } from '#src/directory/settings.ts'
import { dayInLondon } from '#src/domain/working-days.ts'
import { env } from '#src/settings/env.ts'
import { asDate } from '#db/moments.ts'

/** What became of one import. */
export type Imported =
  /** `leftOut`: not active any more. `notes`: what was mended, left out as faulty, or not read; a sentence each. */
  | { is: 'taken'; services: number; leftOut: number; withoutTopic: number; notes: readonly string[] }
  /** The list is as it was. One sentence for each thing that was wrong. */
  | { is: 'refused'; problems: readonly string[] }

/** Milliseconds for a whole feed, with the services whose details come one by one. */
const FEED_DEADLINE = 10 * 60_000
const DAYS_KEPT = 90
/** A list of this many or more does not lose half of itself in a night unless somebody says so. */
const MANY = 20

/** The feed of the settings; made-up services only where the council is made up as well. */
export const feedOfSettings = (): string | undefined =>
  env.DIRECTORY_FEED ?? (council.isDemonstration ? demonstrationFeed : undefined)

/** Whether no feed was ever taken, so that there is nothing to find yet. */
export const isDirectoryNew = async (): Promise<boolean> => (await read(findLastTaken)) === undefined

/**
 * Puts the services of a feed in the place of those listed so far: all that can be read, or none. A harmless fault in a
 * record keeps nothing old; where the feed itself is broken or dangerous, the old list stays. Staff are told either way.
 * @param feed a file, the address of a JSON file, or of an API of Open Referral UK.
 * @param mayShrink the list may lose half of its services or more.
 * @throws DatabaseError; a fault of the feed is no error.
 */
export async function importDirectory(
  feed: string,
  now: Temporal.Instant,
  { mayShrink = false, signal }: { mayShrink?: boolean; signal?: AbortSignal } = {},
): Promise<Imported> {
  const startedAt = asDate(now)
  const began = performance.now()
  // Of the caller's clock too: two clocks in one row would contradict each other.
  const endedAt = () => asDate(now.add({ milliseconds: Math.round(performance.now() - began) }))
  const about = { id: randomUUID(), startedAt, feed: feedInWords(feed).slice(0, 300) }
  try {
    const limits = { bytes: env.DIRECTORY_MOST_MEGABYTES * 1_000_000, services: env.DIRECTORY_MOST_SERVICES }
    const deadline = AbortSignal.timeout(FEED_DEADLINE)
    const raw = await fetchFeed(feed, limits, signal ? AbortSignal.any([signal, deadline]) : deadline)
    const today = dayInLondon(now)
    const { services, notes } = readServices(raw)
    const listings = listServices(services, namedTopics, today)
    const leftOut = services.length - listings.length
    await transact(async (tx) => {
      await lockDirectory(tx)
      const before = await countServices(tx)
      if (!mayShrink) refuseLoss(before, listings.length)
      await replaceServices(tx, listings.map(rowOf))
      await deleteOldImports(tx, asDate(now.subtract({ hours: DAYS_KEPT * 24 })))
      const counts = { services: listings.length, leftOut }
      await insertImport(tx, { ...about, endedAt: endedAt(), outcome: 'taken', ...counts, problems: notes })
    })
    const withoutTopic = listings.filter((listing) => listing.topics.length === 0).length
    return { is: 'taken', services: listings.length, leftOut, withoutTopic, notes }
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error
    const problems = [...error.sentences]
    await transact(async (tx) => {
      const services = await countServices(tx)
      await insertImport(tx, {
        ...about,
        endedAt: endedAt(),
        outcome: 'refused',
        services,
        leftOut: 0,
        problems,
      })
    })
    return { is: 'refused', problems }
  }
}

/** A feed that lost most of what it had is more likely broken than right. @throws FeedRefused */
function refuseLoss(before: number, after: number): void {
  if (after === 0 && before > 0) throw new FeedRefused(`It has no services, and ${before} are listed now.`)
  if (before >= MANY && after * 2 < before) {
    throw new FeedRefused(
      `It has ${after} services, and ${before} are listed now. If that is right, run: ` +
        'npm run directory:import -- --fewer',
    )
  }
}

function rowOf(listing: Listing): ServiceToList {
  const {
    opening,
    endsOn = null,
    topics: ofService,
    audiences,
    sectors,
    cost = null,
    phone = null,
    checkedOn = null,
  } = listing
  return {
    id: listing.id,
    name: listing.name,
    organisation: listing.organisation,
    description: listing.description,
    topics: [...ofService],
    audiences: [...audiences],
    sectors: [...sectors],
    cost,
    openDays: opening.days.map(({ day }) => day),
    daysFrom: opening.days.map(({ first }) => first),
    daysTo: opening.days.map(({ last }) => last),
    opens: opening.slots.map(({ opens }) => opens),
    closes: opening.slots.map(({ closes }) => closes),
    opensFrom: opening.slots.map(({ first }) => first),
    opensTo: opening.slots.map(({ last }) => last),
    endsOn,
    phone,
    checkedOn,
    isPlaceSecret: listing.isPlaceSecret,
    published: listing.published,
  }
}
