import { alike } from './alike.ts'
import type { NamedTopic } from './named-topics.ts'
import { lastDayOf, type Opening, openingOf } from './opening.ts'
import { voiceOf } from './phones.ts'
import { purposeOf } from './places.ts'
import { besideAnyOf, isSecretPlace, withoutPlace } from './secret-places.ts'
import type { FeedService } from './service.ts'
import { directorySettings, sectorOf } from './settings.ts'

export type Cost = 'free' | 'paid' | 'some-free'

/** A service as it is found and shown here. */
export interface Listing {
  id: string
  name: string
  organisation: string
  description: string
  /** Names of topics, the likeliest first. */
  topics: readonly string[]
  /** Of content/directory/settings.json. Empty: for everybody. */
  audiences: readonly string[]
  /** Where it is: sectors of postcodes. Empty: by telephone, at home or all over the area, or secret. */
  sectors: readonly string[]
  /** Undefined where the feed does not say. */
  cost: Cost | undefined
  opening: Opening
  /** Its last day, where all of its schedules end. */
  endsOn: string | undefined
  phone: string | undefined
  /** The day somebody last made sure it is right: `2026-11-22`. */
  checkedOn: string | undefined
  isPlaceSecret: boolean
  /** All that may be known of it, in the shape it is published in. */
  published: FeedService
}

/** What a service is filed under in its feed, made alike. */
const termsOf = ({ attributes }: FeedService): string[] =>
  attributes.flatMap(({ taxonomy_term: term }) =>
    [term?.code, term?.name].flatMap((one) => (one ? [alike(one)] : [])),
  )

/** By what a term can be, made alike: the ids of the topics it means. */
function topicsByTerm(topics: readonly NamedTopic[]): ReadonlyMap<string, readonly string[]> {
  const byTerm = new Map<string, string[]>()
  for (const { id, names } of topics) {
    const called = [id, ...names]
    for (const term of new Set(called.map(alike))) byTerm.set(term, [...(byTerm.get(term) ?? []), id])
  }
  return byTerm
}

const OLDER_FROM = 50
const YOUNG_UNTIL = 25

/** Whom a service is for: by what it is called in the feed, or by the ages it takes. */
function audiencesOf(service: FeedService): string[] {
  const terms = termsOf(service)
  const { minimum_age: least = 0, maximum_age: most = 200 } = service
  return Object.entries(directorySettings.audiences)
    .filter(
      ([id, { terms: called }]) =>
        [id, ...called].some((name) => terms.includes(alike(name))) ||
        (id === 'older-people' && least >= OLDER_FROM) ||
        (id === 'young-people' && most <= YOUNG_UNTIL),
    )
    .map(([id]) => id)
}

const FREE = /\bfree\b|\bno (?:charge|cost|fee)/i

/** Whether a price holds on a day. */
export const isInForce = (
  { valid_from, valid_to }: Pick<FeedService['cost_options'][number], 'valid_from' | 'valid_to'>,
  today: string,
): boolean =>
  (valid_from === undefined || valid_from <= today) && (valid_to === undefined || today <= valid_to)

function costOf(service: FeedService, today: string): Cost | undefined {
  const { fees_description, fees } = service
  const cost_options = service.cost_options.filter((one) => isInForce(one, today))
  const said = [
    fees_description,
    fees,
    ...cost_options.flatMap((one) => [one.option, one.amount_description]),
  ]
  const hasFree =
    cost_options.some(({ amount }) => amount === 0) ||
    said.some((text) => text !== undefined && FREE.test(text))
  const hasPaid =
    cost_options.some(({ amount }) => (amount ?? 0) > 0) ||
    said.some((text) => text !== undefined && /£\s?\d/.test(text))
  if (hasFree && hasPaid) return 'some-free'
  return hasFree ? 'free' : hasPaid ? 'paid' : undefined
}

const allPhones = (service: FeedService) => [
  ...service.phones,
  ...service.contacts.flatMap(({ phones }) => phones),
  ...service.service_at_locations.flatMap((one) => [...one.phones, ...(one.location?.phones ?? [])]),
]

/** All schedules of a service, wherever the feed keeps them. */
export const allSchedules = (service: FeedService) => [
  ...service.schedules,
  ...service.service_at_locations.flatMap((one) => [...one.schedules, ...(one.location?.schedules ?? [])]),
]

/**
 * The services of a feed as they are listed: only active ones, none with a place that must stay secret. A place
 * is secret for every service at it, or beside it, as soon as it is for one.
 * @param topics All topics there are, in the order that tells which comes first where a term means several.
 * @param today `2026-11-22`: what it costs is told by the prices in force then.
 */
export function listServices(
  services: readonly FeedService[],
  topics: readonly NamedTopic[],
  today: string,
): Listing[] {
  const byTerm = topicsByTerm(topics)
  const topicsOf = (service: FeedService) => [
    ...new Set(termsOf(service).flatMap((term) => byTerm.get(term) ?? [])),
  ]
  const all = services
    .map((service) => ({ service, topics: topicsOf(service) }))
    .map((one) => ({ ...one, isSecret: isSecretPlace(one.service, one.topics) }))
  // Of those that are not listed too: a refuge that is closed for now has its address still.
  const isBeside = besideAnyOf(all.filter(({ isSecret }) => isSecret).map(({ service }) => service))
  const active = all.filter(({ service }) => service.status === 'active')
  return active.map(({ service, topics: ofService, isSecret }) => {
    const isPlaceSecret = isSecret || isBeside(service)
    const shown = withoutNames(isPlaceSecret ? withoutPlace(service) : service)
    const sectors = shown.service_at_locations.flatMap(({ location }) =>
      (location?.addresses ?? [])
        .filter((address) => location && purposeOf(address, location) === 'visit')
        .flatMap(({ postal_code }) => sectorOf(postal_code ?? '') ?? []),
    )
    return {
      id: shown.id,
      name: shown.name,
      organisation: shown.organization?.name ?? '',
      description: shown.description ?? '',
      topics: ofService,
      audiences: audiencesOf(shown),
      sectors: [...new Set(sectors)],
      cost: costOf(shown, today),
      opening: openingOf(allSchedules(shown)),
      endsOn: lastDayOf(allSchedules(shown)),
      phone: voiceOf([...shown.phones, ...allPhones(shown)]),
      checkedOn:
        shown.assured_date !== undefined && shown.assured_date <= today ? shown.assured_date : undefined,
      isPlaceSecret,
      published: shown,
    }
  })
}

/** People who answer a telephone are not named: the number is enough. */
const withoutNames = (service: FeedService): FeedService => ({
  ...service,
  phones: allPhones({ ...service, service_at_locations: [] }),
  contacts: [],
})
