import type { Temporal } from 'temporal-polyfill'
import { type Db, read } from '#db/client.ts'
import { findServices, type FoundService, listServicesOfDates, listTopics } from '#db/queries/directory.ts'
import { calendar } from '#src/settings/council.ts'
import { allSchedules } from '#src/directory/listing.ts'
import { bankHolidayAt, isOpenByDate, openNow } from '#src/directory/open-now.ts'
import { weekdays } from '#src/directory/schedule.ts'
import type { FeedService } from '#src/directory/service.ts'
import { directorySettings, localityOf, type Place, placeOf } from '#src/directory/settings.ts'
import { dayInLondon } from '#src/domain/working-days.ts'
import { findTopic, type Topic, topics } from '#src/information/topics.ts'
import { answerOrAway } from '#src/services/running/answer-or-away.ts'

/** What somebody is looking for, as it stands in the address of the page. */
export interface Looking {
  topic: string
  words: string
  /** A postcode or the first part of one. */
  near: string
  who: string
  cost: string
  open: string
  page: number
}

/** A service in a list. */
export interface ListedService extends Omit<FoundService, 'sectors'> {
  href: string
  /** Parts of the area it is in; empty where it comes to people, or where its place is secret. */
  localities: readonly string[]
}

export interface FoundServices {
  services: readonly ListedService[]
  total: number
  page: number
  pages: number
  /** Topics that have services. */
  topics: readonly Topic[]
  /** Where was looked first; undefined where nothing, or nothing readable, was typed. */
  place: Place | undefined
  /** Today: then nothing counts as open now by the hours of its week. */
  bankHoliday: ReturnType<typeof bankHolidayAt>
}

export const LONGEST_WORDS = 100
const PAGE = 10

/** Cut where too long, and without what the database cannot hold: none of a character, or half of one. */
const wordsAsked = (typed: string): string =>
  typed.replaceAll('\0', ' ').slice(0, LONGEST_WORDS).toWellFormed().trim()

const listed = ({ sectors, ...service }: FoundService): ListedService => ({
  ...service,
  href: `/local-help/${service.id}`,
  localities: [...new Set(sectors.flatMap((sector) => localityOf(sector) ?? []))],
})

/** What the chosen time means for the query. Any other words than those of the choices narrow nothing. */
async function whenOpen(db: Db, open: string, now: Temporal.Instant) {
  if (open !== 'now') return { open: weekdays.find((day) => day === open.toUpperCase()) }
  const rule = openNow(now, calendar)
  if (rule.by === 'week') return { open: { at: rule.at, since: rule.since, midnight: rule.midnight } }
  const named = await listServicesOfDates(db, rule.dates)
  const isOpen = ({ published }: { published: unknown }) =>
    isOpenByDate(allSchedules(published as FeedService), now)
  return { ids: named.filter(isOpen).map(({ id }) => id) }
}

/**
 * Services near by that fit, nearest first. A choice that there is none of narrows nothing.
 * @returns 'away' when the database cannot be asked.
 */
export async function findLocalServices(
  looking: Looking,
  now: Temporal.Instant,
): Promise<FoundServices | 'away'> {
  const place = placeOf(looking.near)
  const topic = findTopic(looking.topic)?.id
  const today = dayInLondon(now)
  const asked = {
    today,
    topics: topic === undefined ? undefined : [topic],
    words: wordsAsked(looking.words) || undefined,
    place,
    audience: Object.hasOwn(directorySettings.audiences, looking.who) ? looking.who : undefined,
    cost: looking.cost === 'free' || looking.cost === 'paid' ? looking.cost : undefined,
  } as const
  return answerOrAway(
    read(async (db) => {
      const { total, services } = await findServices(
        db,
        { ...asked, ...(await whenOpen(db, looking.open, now)) },
        { from: (looking.page - 1) * PAGE, most: PAGE },
      )
      const used = new Set(await listTopics(db, today))
      return {
        services: services.map(listed),
        total,
        page: looking.page,
        pages: Math.max(1, Math.ceil(total / PAGE)),
        topics: topics.filter(({ id }) => used.has(id)),
        place,
        bankHoliday: bankHolidayAt(now, calendar),
      }
    }),
  )
}

/** Milliseconds. A page that can do without local help waits no longer for it. */
const DEADLINE = 300

/** Up to three services of a topic, for its page of information. */
export async function servicesOfTopic(
  topic: { id: string; localHelp: readonly string[] },
  most: number,
  now: Temporal.Instant,
): Promise<{ services: readonly ListedService[]; total: number } | 'away'> {
  const asked = { today: dayInLondon(now), topics: [topic.id, ...topic.localHelp] }
  const found = read((db) => findServices(db, asked, { from: 0, most }))
  return answerOrAway(
    found.then(({ total, services }) => ({ total, services: services.map(listed) })),
    DEADLINE,
  )
}

/** A service as a receipt names it. Never where it is. */
export type NamedService = Pick<ListedService, 'id' | 'name' | 'phone' | 'href'>

/**
 * The nearest services of several topics, by topic; none of them where the database does not answer soon.
 * @param near a postcode, or undefined where none was given.
 */
export async function nearestServices(
  of: readonly string[],
  near: string | undefined,
  most: number,
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, readonly NamedService[]>> {
  const place = near === undefined ? undefined : placeOf(near)
  const today = dayInLondon(now)
  const found = read((db) =>
    Promise.all(
      of.map(async (topic) => {
        const { services } = await findServices(db, { today, topics: [topic], place }, { from: 0, most })
        return [
          topic,
          services.map(listed).map(({ id, name, phone, href }) => ({ id, name, phone, href })),
        ] as const
      }),
    ),
  )
  const answer = await answerOrAway(found, DEADLINE)
  return new Map(answer === 'away' ? [] : answer)
}
