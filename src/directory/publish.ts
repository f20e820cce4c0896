import { createHash } from 'node:crypto'
import type { FeedService } from './service.ts'

/** The version of the Human Services Data Specification, UK profile, that services are published in. */
export const STANDARD = {
  version: 'HSDS-UK-3.0',
  profile: 'https://docs.openreferraluk.org/en/latest/',
} as const

/** An id that is always the same for the same part, in the shape of a UUID, version 8. */
function idOf(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(parts.join('\0')).digest('hex')
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-')
}

/** A copy without what is not there: null, undefined and empty lists. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null && one !== undefined && !(Array.isArray(one) && one.length === 0))
      .map(([key, one]) => [key, filled(one)]),
  )
}

/**
 * A service in the shape of Open Referral UK. Every part has an id, as the standard asks: the feed's own, or one
 * made from where it stands.
 */
export function publishedOf(service: FeedService): object {
  const { id } = service
  const withId = <Part extends { id?: string | undefined }>(parts: readonly Part[], kind: string) =>
    parts.map((part, at) => ({ ...part, id: part.id ?? idOf(id, kind, at) }))
  const phones = (all: FeedService['phones'], kind: string) =>
    all.map((phone, at) => ({ id: idOf(id, kind, at), ...phone }))
  // What could not be read is known here alone.
  const schedules = (all: FeedService['schedules'], kind: string) =>
    withId(all, kind).map(({ unread: _, ...one }) => one)
  const { organization } = service
  return filled({
    ...service,
    fees: undefined,
    fees_description: service.fees_description ?? service.fees,
    description: service.description ?? '',
    organization: organization && {
      ...organization,
      id: organization.id ?? idOf('organization', organization.name ?? id),
      name: organization.name ?? service.name,
      description: organization.description ?? '',
    },
    phones: phones(service.phones, 'phone'),
    schedules: schedules(service.schedules, 'schedule'),
    service_areas: withId(service.service_areas, 'service_area'),
    languages: withId(service.languages, 'language'),
    cost_options: withId(service.cost_options, 'cost_option'),
    attributes: withId(service.attributes, 'attribute'),
    service_at_locations: withId(service.service_at_locations, 'service_at_location').map((one, at) => ({
      ...one,
      phones: phones(one.phones, `phone_at_${at}`),
      schedules: schedules(one.schedules, `schedule_at_${at}`),
      location: one.location && {
        ...one.location,
        id: one.location.id ?? idOf(id, 'location', at),
        location_type: one.location.location_type ?? 'physical',
        addresses: withId(one.location.addresses, `address_${at}`).map((address) => ({
          ...address,
          country: address.country ?? 'GB',
          address_type: address.address_type ?? 'physical',
        })),
        accessibility: withId(one.location.accessibility, `accessibility_${at}`),
        phones: phones(one.location.phones, `phone_of_location_${at}`),
        schedules: schedules(one.location.schedules, `schedule_of_location_${at}`),
      },
    })),
  }) as object
}
