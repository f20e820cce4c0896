import { fullPostcode } from '#src/domain/postcode.ts'
import { alike } from './alike.ts'
import { tellsOfSecretPlace } from './secret-place-words.ts'
import type { FeedService } from './service.ts'
import { directorySettings } from './settings.ts'
import { addressPattern, STREET, streetsIn } from './streets.ts'

const SECRET_TYPE = /^(?:confidential|private|secret|undisclosed|withheld)$/i

/** Its address is kept from everybody here, whatever else is known of it: nobody visits these unasked. */
const SECRET_TOPIC = 'domestic-abuse'

const secretTerms = new Set(directorySettings.secretTerms.map(alike))

/** Every text there is in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Whether the place of a service must stay secret: a refuge, or anything that speaks of abuse or of getting away. */
export function isSecretPlace(service: FeedService, topics: readonly string[]): boolean {
  const terms = service.attributes.flatMap(({ taxonomy_term: term }) => [term?.code, term?.name])
  return (
    topics.includes(SECRET_TOPIC) ||
    textsIn(service).some(tellsOfSecretPlace) ||
    terms.some((term) => term !== undefined && secretTerms.has(alike(term))) ||
    service.service_at_locations.some(({ location }) => SECRET_TYPE.test(location?.location_type ?? ''))
  )
}

const secretTopics = new Set([SECRET_TOPIC, ...(directorySettings.topics[SECRET_TOPIC] ?? [])].map(alike))

/**
 * Whether a record of a feed, of which not everything can be read, may be one of a place that must stay secret. Any text of
 * it counts, also where it is in the wrong place.
 */
export const mayBeSecret = (record: unknown): boolean =>
  textsIn(record).some((text) => {
    const words = alike(text)
    return (
      tellsOfSecretPlace(text) || secretTerms.has(words) || secretTopics.has(words) || SECRET_TYPE.test(text)
    )
  })

const POSTCODE_ALIKE = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/g

/** The full postcodes that a text names, in one way of writing. */
const postcodesIn = (text: string): string[] =>
  [text, ...(alike(text).match(POSTCODE_ALIKE) ?? [])].flatMap((one) => fullPostcode(one) ?? [])

/** Degrees, about a hundred metres: feeds round what they know, and place a house where its postcode is. */
const BESIDE = 0.001

interface Point {
  north: number
  east: number
}

function pointsOf(service: FeedService): Point[] {
  return service.service_at_locations.flatMap(({ location }) => {
    const { latitude: north, longitude: east } = location ?? {}
    // Nobody is in the sea off Africa: that is a feed that does not know.
    return north === undefined || east === undefined || (north === 0 && east === 0) ? [] : [{ north, east }]
  })
}

/** The first lines of its addresses, and whether each has a full postcode beside it. */
const linesOf = (service: FeedService): { line: string; hasPostcode: boolean }[] =>
  service.service_at_locations.flatMap(({ location }) =>
    (location?.addresses ?? [])
      .map(({ address_1, postal_code }) => ({
        line: alike(address_1 ?? ''),
        hasPostcode: fullPostcode(postal_code ?? '') !== undefined,
      }))
      .filter(({ line }) => line !== ''),
  )

const idsOf = (service: FeedService) =>
  service.service_at_locations.flatMap(({ location }) => location?.id ?? [])

/** Where a service may say its own place. Not what is said of its organisation, which has an office somewhere else. */
const ownPlacesSaid = (service: FeedService) =>
  textsIn([
    service.name,
    service.description,
    service.application_process,
    service.eligibility_description,
    service.alert,
    service.service_at_locations,
  ])

/** Where somebody could look for a service: addresses of the web and of post are not among these. */
const placesSaid = (service: FeedService) =>
  textsIn({ ...service, id: '', url: '', email: '', phones: [], attributes: [] })

/**
 * Tells of a service whether it gives away where one of these is: it is at the same location, in the same
 * postcode or within about a hundred metres of it, or any of its texts names the same postcode or house.
 * @param secret services whose places must stay secret.
 */
export function besideAnyOf(secret: readonly FeedService[]): (service: FeedService) => boolean {
  const ids = new Set(secret.flatMap(idsOf))
  const ofSecret = secret.flatMap(ownPlacesSaid)
  const postcodes = new Set(ofSecret.flatMap(postcodesIn))
  const streets = new Set(ofSecret.flatMap(streetsIn))
  const points = secret.flatMap(pointsOf)
  const lines = secret.flatMap(linesOf)
  const everyLine = new Set(lines.map(({ line }) => line))
  const linesAlone = new Set(lines.filter(({ hasPostcode }) => !hasPostcode).map(({ line }) => line))
  const isNear = (one: Point) =>
    points.some(
      ({ north, east }) => Math.abs(north - one.north) <= BESIDE && Math.abs(east - one.east) <= BESIDE,
    )
  return (service) => {
    const said = placesSaid(service)
    return (
      idsOf(service).some((id) => ids.has(id)) ||
      said.some((text) => postcodesIn(text).some((one) => postcodes.has(one))) ||
      said.some((text) => streetsIn(text).some((one) => streets.has(one))) ||
      pointsOf(service).some(isNear) ||
      // A house without a number is known by its name only where no postcode tells it from another.
      linesOf(service).some(({ line, hasPostcode }) => (hasPostcode ? linesAlone : everyLine).has(line))
    )
  }
}

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/gi
const COORDINATES = /-?\d{1,2}\.\d{3,}\s*,\s*-?\d{1,3}\.\d{3,}/g
const THREE_WORDS = /\/{3}[\p{L}]+\.[\p{L}]+\.[\p{L}]+/gu
const MAP =
  /(?:^|\.)(?:google\.[a-z.]+\/maps|maps\.|goo\.gl|what3words\.com|w3w\.co|openstreetmap\.org|bing\.com\/maps)/i

const HIDDEN = '(we do not show where this is)'
/** Shorter pieces of an address, like "Flat 2", stand in too many texts to be taken out of them. */
const SHORTEST_LINE = 6

/** Marks only are no address, and stand everywhere. */
const isWorthHiding = (line: string) => line.length >= SHORTEST_LINE && /[\p{L}\d]/u.test(line)

/** A line of an address, the parts of it that have more than one word, and each without its number. */
function piecesOf(line: string | undefined): string[] {
  if (line === undefined) return []
  const parts = line.split(',').map((part) => part.trim())
  const streets = parts.map((part) => part.replace(/^\d+\w?\s+/, ''))
  return [line, ...[...parts, ...streets].filter((part) => part.includes(' '))]
}

/**
 * A service without the place it is at: no location, no postcode, no street in any of its words.
 * What is left is how to reach it by telephone, email or its own website.
 */
export function withoutPlace(service: FeedService): FeedService {
  const lines = service.service_at_locations
    .flatMap(({ location }) => [
      location?.name,
      ...(location?.addresses ?? []).flatMap(({ address_1, address_2 }) => [
        ...piecesOf(address_1),
        ...piecesOf(address_2),
      ]),
    ])
    .filter((line) => line !== undefined && isWorthHiding(line) && alike(line) !== alike(service.name))
    .map((line) => addressPattern(line ?? ''))
  const clean = (text: string) =>
    [POSTCODE, COORDINATES, THREE_WORDS, ...lines, STREET].reduce(
      (left, one) => left.replaceAll(one, HIDDEN),
      text,
    )
  const phones = [
    ...service.phones,
    ...service.service_at_locations.flatMap((one) => [...one.phones, ...(one.location?.phones ?? [])]),
  ]
  const schedules = [
    ...service.schedules,
    ...service.service_at_locations.flatMap((one) => [...one.schedules, ...(one.location?.schedules ?? [])]),
  ]
  const left = inEveryText({ ...service, phones, schedules, service_at_locations: [] }, clean)
  const said = new Set(ownPlacesSaid(service).flatMap((text) => [...postcodesIn(text), ...streetsIn(text)]))
  const saysWhere = (url: string) => {
    const words = url.replaceAll(/%20|\+/g, ' ')
    return MAP.test(url) || [...postcodesIn(words), ...streetsIn(words)].some((one) => said.has(one))
  }
  const withoutMap = (url: string | undefined) => (url && saysWhere(url) ? undefined : url)
  return {
    ...left,
    // An address of the web may hold a postcode that is none: only maps and its own are left out.
    id: service.id,
    url: withoutMap(service.url),
    organization: left.organization && {
      ...left.organization,
      id: service.organization?.id,
      website: withoutMap(service.organization?.website),
    },
  }
}

/** A copy with every text changed. */
function inEveryText<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value
  if (Array.isArray(value)) return value.map((one) => inEveryText(one, change)) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, inEveryText(one, change)]),
  ) as Value
}
