import * as v from 'valibot'
import { plainSigns } from '#src/domain/plain-signs.ts'
import {
  isHarmless,
  maybeDay,
  maybeEmail,
  maybeNumber,
  maybeUrl,
  maybeWords,
  RUNS_SOMETHING,
  words,
} from './clean.ts'
import { readSchedule } from './schedule.ts'

/** More parts of one kind than any service has. */
const MOST_PARTS = 200
const id = v.pipe(
  v.string('must be text'),
  v.regex(/^[\w.~-]{1,64}$/, 'must be a name of up to 64 letters, figures and - _ . ~'),
  v.check((text) => !/^\.+$/.test(text), 'must not be dots only'),
)
const maybeId = v.pipe(
  v.nullish(v.string('must be text'), ''),
  v.transform((text) => (/^[\w.~-]{1,64}$/.test(text) ? text : undefined)),
)
const listOf = <Item extends v.GenericSchema>(item: Item) =>
  v.nullish(
    v.pipe(v.array(item, 'must be a list'), v.maxLength(MOST_PARTS, `must have at most ${MOST_PARTS} parts`)),
    [],
  )

/** An extension is a number in the standard, and text in feeds. */
const maybeExtension = v.pipe(
  v.nullish(v.union([v.number(), v.string()]), ''),
  v.transform((given) => plainSigns(String(given)).match(/\d{1,6}$/)?.[0]),
)

const phone = v.object({
  number: v.pipe(
    maybeWords(60),
    v.transform((text) => text && plainSigns(text)),
  ),
  type: maybeWords(40),
  extension: maybeExtension,
  description: maybeWords(500),
})
const phones = v.pipe(
  listOf(phone),
  v.transform((all) => all.filter(({ number }) => number !== undefined)),
)

/** Read as a whole or not at all, so nothing of it is a fault but what would run. */
const schedule = v.pipe(
  v.looseObject(
    { id: maybeId, description: maybeWords(2_000), notes: maybeWords(2_000) },
    'must be an object',
  ),
  v.check(
    (raw) => Object.values(raw).every((one) => typeof one !== 'string' || isHarmless(one)),
    RUNS_SOMETHING,
  ),
  v.transform(({ id, description, notes, ...raw }) => ({ id, ...readSchedule(raw), description, notes })),
)
export type Schedule = v.InferOutput<typeof schedule>

const address = v.object({
  id: maybeId,
  address_1: maybeWords(300),
  address_2: maybeWords(300),
  city: maybeWords(200),
  region: maybeWords(200),
  state_province: maybeWords(200),
  postal_code: maybeWords(20),
  country: maybeWords(60),
  address_type: maybeWords(40),
})

const location = v.object({
  id: maybeId,
  name: maybeWords(300),
  location_type: maybeWords(40),
  latitude: maybeNumber,
  longitude: maybeNumber,
  addresses: listOf(address),
  accessibility: listOf(
    v.object({ id: maybeId, description: maybeWords(2_000), details: maybeWords(2_000) }),
  ),
  phones,
  schedules: listOf(schedule),
})

/**
 * What is used of a service of Open Referral UK, the UK profile of the Human Services Data Specification 3.
 * Anything else in it is left behind: names of people, who assured it, identifiers of buildings.
 */
export const serviceSchema = v.object({
  id,
  name: words(300),
  description: maybeWords(10_000),
  url: maybeUrl,
  email: maybeEmail,
  status: v.nullish(
    v.pipe(
      v.string('must be text'),
      v.trim(),
      v.toLowerCase(),
      v.picklist(
        ['active', 'inactive', 'defunct', 'temporarily closed'],
        'must be active, inactive, defunct or temporarily closed',
      ),
    ),
    'active',
  ),
  interpretation_services: maybeWords(2_000),
  application_process: maybeWords(4_000),
  fees_description: maybeWords(2_000),
  fees: maybeWords(2_000),
  eligibility_description: maybeWords(4_000),
  minimum_age: maybeNumber,
  maximum_age: maybeNumber,
  assured_date: maybeDay,
  alert: maybeWords(2_000),
  organization: v.nullish(
    v.object({ id: maybeId, name: maybeWords(300), description: maybeWords(10_000), website: maybeUrl }),
  ),
  phones,
  contacts: listOf(v.object({ phones })),
  schedules: listOf(schedule),
  service_areas: listOf(v.object({ id: maybeId, name: maybeWords(500) })),
  service_at_locations: listOf(
    v.object({
      id: maybeId,
      description: maybeWords(2_000),
      location: v.nullish(location),
      phones,
      schedules: listOf(schedule),
    }),
  ),
  languages: listOf(v.object({ id: maybeId, name: maybeWords(100), code: maybeWords(20) })),
  cost_options: listOf(
    v.object({
      id: maybeId,
      option: maybeWords(500),
      currency: maybeWords(10),
      amount: maybeNumber,
      amount_description: maybeWords(1_000),
      valid_from: maybeDay,
      valid_to: maybeDay,
    }),
  ),
  attributes: listOf(
    v.object({
      id: maybeId,
      taxonomy_term: v.nullish(
        v.object({
          id: maybeId,
          code: maybeWords(200),
          name: maybeWords(300),
          taxonomy: maybeWords(200),
        }),
      ),
    }),
  ),
})

/** A service as it was read from a feed: checked, cleaned, with nothing in it that is not used. */
export type FeedService = v.InferOutput<typeof serviceSchema>
