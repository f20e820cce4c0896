import type { FeedService } from './service.ts'
import { directorySettings } from './settings.ts'

const SECRET =
  /\brefuges?\b|\bsafe[- ]?houses?\b|\bsafe accommodation\b|\b(?:secret|confidential|undisclosed) (?:address|location|place)\b/i
const SECRET_TYPE = /^(?:confidential|private|secret|undisclosed|withheld)$/i

/** Its address is kept from everybody here, whatever else is known of it: nobody visits these unasked. */
const SECRET_TOPIC = 'domestic-abuse'

/** Whether the place of a service must stay secret: a refuge, or anything about domestic abuse. */
export function isSecretPlace(service: FeedService, topics: readonly string[]): boolean {
  const { attributes, name, description, eligibility_description, organization } = service
  const terms = attributes.flatMap(({ taxonomy_term: term }) => [term?.code, term?.name])
  const locations = service.service_at_locations.map(({ location }) => location)
  const said = [
    name,
    description,
    eligibility_description,
    organization?.name,
    ...terms,
    ...locations.map((one) => one?.name),
  ]
  return (
    topics.includes(SECRET_TOPIC) ||
    said.some((text) => text !== undefined && SECRET.test(text)) ||
    terms.some((term) => directorySettings.secretTerms.includes(term?.toLowerCase() ?? '')) ||
    locations.some((one) => SECRET_TYPE.test(one?.location_type ?? ''))
  )
}

const tidy = (text: string | undefined) =>
  (text ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, ' ')
    .trim()

/** The places a service is at, as two feeds would both write them: first line and postcode. */
export const placesOf = (service: FeedService): string[] =>
  service.service_at_locations.flatMap(({ location }) =>
    (location?.addresses ?? [])
      .map(({ address_1, postal_code }) => `${tidy(address_1)} ${tidy(postal_code).replaceAll(' ', '')}`)
      .filter((place) => place.trim() !== ''),
  )

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/gi
const STREET =
  /\b\d+[a-z]?,?\s+(?:[A-Z][\p{L}'’-]*\s+){1,4}(?:Road|Street|Avenue|Lane|Close|Drive|Way|Court|Place|Terrace|Gardens|Crescent|Square|Hill|Row|Walk|Mews|Grove|Rd|St|Ave|Ln)\b/gu
const COORDINATES = /-?\d{1,2}\.\d{3,}\s*,\s*-?\d{1,3}\.\d{3,}/g
const THREE_WORDS = /\/{3}[\p{L}]+\.[\p{L}]+\.[\p{L}]+/gu
const MAP =
  /(?:^|\.)(?:google\.[a-z.]+\/maps|maps\.|goo\.gl|what3words\.com|w3w\.co|openstreetmap\.org|bing\.com\/maps)/i

const HIDDEN = '(we do not show where this is)'
/** Shorter pieces of an address, like "Flat 2", stand in too many texts to be taken out of them. */
const SHORTEST_LINE = 6

/**
 * A service without the place it is at: no location, no postcode, no street in any of its words.
 * What is left is how to reach it by telephone, email or its own website.
 */
export function withoutPlace(service: FeedService): FeedService {
  const lines = service.service_at_locations
    .flatMap(({ location }) => [
      location?.name,
      ...(location?.addresses ?? []).flatMap(({ address_1, address_2 }) => [address_1, address_2]),
    ])
    .filter((line) => line !== undefined && line.length >= SHORTEST_LINE && tidy(line) !== tidy(service.name))
    .map((line) => new RegExp((line ?? '').replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'giu'))
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
  const withoutMap = (url: string | undefined) => (url && MAP.test(url) ? undefined : url)
  return {
    ...left,
    // An address of the web may hold a postcode that is none: only maps are left out of these.
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
