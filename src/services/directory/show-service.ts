import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { findService } from '#db/queries/directory.ts'
import { calendar } from '#src/settings/council.ts'
import { allSchedules, isInForce } from '#src/directory/listing.ts'
import { bankHolidayAt } from '#src/directory/open-now.ts'
import { isForOneDay, isOpeningUnread, openingInWords } from '#src/directory/opening.ts'
import { inOrder, kindOfPhone, phoneInWords, type PhoneKind } from '#src/directory/phones.ts'
import { purposeOf } from '#src/directory/places.ts'
import type { FeedService } from '#src/directory/service.ts'
import { dayInLondon } from '#src/domain/working-days.ts'
import { findTopic, type Topic } from '#src/information/topics.ts'
import { answerOrAway } from '#src/services/running/answer-or-away.ts'

/** A service near by, as its own page shows it. What is not known is undefined or empty. */
export interface ShownService {
  id: string
  name: string
  organisation: string
  /** A paragraph each. */
  description: readonly string[]
  /** Something that holds for a short while. */
  alert: string | undefined
  who: string | undefined
  ages: string | undefined
  howToAsk: string | undefined
  /** Those a person answers first. */
  phones: readonly { number: string; kind: PhoneKind; note: string | undefined }[]
  email: string | undefined
  website: string | undefined
  /** A line each. */
  opening: readonly string[]
  /** There are times that could not be read. */
  isOpeningUnread: boolean
  /** It is a bank holiday, and the service has not said when it is open on this day. */
  isHolidayUnsaid: boolean
  /** A line each. */
  costs: readonly string[]
  isFree: boolean
  /** Somewhere to go, or only to write to. */
  places: readonly { lines: readonly string[]; accessibility: readonly string[]; isToWriteTo: boolean }[]
  /** Where it is stays secret, to keep people safe. */
  isPlaceSecret: boolean
  languages: readonly string[]
  checkedOn: string | undefined
  topics: readonly Topic[]
  /** It has to do with abuse: its page can be left quickly. */
  isAbuse: boolean
}

const isGiven = <Value>(value: Value | undefined | null): value is Value => value != null

function agesInWords({ minimum_age: least, maximum_age: most }: FeedService): string | undefined {
  const from = least !== undefined && least > 0 ? least : undefined
  const to = most !== undefined && most < 120 ? most : undefined
  if (from !== undefined && to !== undefined) return `From ${from} to ${to} years old`
  if (from !== undefined) return `${from} years and older`
  return to === undefined ? undefined : `Up to ${to} years old`
}

function costsInWords({ cost_options, fees_description, fees }: FeedService, today: string): string[] {
  const options = cost_options
    .filter((one) => isInForce(one, today))
    .flatMap(({ option, amount, amount_description: per, currency }) => {
      if (amount === undefined) return [option ?? per].filter(isGiven)
      const isPounds = (currency ?? 'GBP').toUpperCase() === 'GBP'
      const sum = isPounds
        ? `£${Number.isInteger(amount) ? amount : amount.toFixed(2)}`
        : `${amount} ${currency}`
      const said = amount === 0 ? 'Free' : [sum, per].filter(isGiven).join(' ')
      const isWorthNaming = option !== undefined && !/^(?:free|price|cost|standard)$/i.test(option)
      return [isWorthNaming ? `${option}: ${said}` : said]
    })
  return [...new Set([...options, fees_description ?? fees].filter(isGiven))]
}

/**
 * One service near by.
 * @returns undefined when there is none of this id, or it is over; 'away' when the database cannot be asked.
 */
export async function showService(
  id: string,
  now: Temporal.Instant,
): Promise<ShownService | 'away' | undefined> {
  const today = dayInLondon(now)
  const row = await answerOrAway(read((db) => findService(db, id, today)))
  if (row === undefined || row === 'away') return row
  const service = row.published as FeedService
  const schedules = allSchedules(service)
  const topics = row.topics.flatMap((topic) => findTopic(topic) ?? [])
  const phones = [
    ...service.phones,
    ...service.service_at_locations.flatMap((one) => [...one.phones, ...(one.location?.phones ?? [])]),
  ]
  return {
    id: row.id,
    name: row.name,
    organisation: row.organisation,
    description: row.description.split('\n').filter((line) => line !== ''),
    alert: service.alert,
    who: service.eligibility_description,
    ages: agesInWords(service),
    howToAsk: service.application_process,
    phones: inOrder(phones).map((phone) => ({
      number: phoneInWords(phone),
      kind: kindOfPhone(phone),
      note: phone.description,
    })),
    email: service.email,
    website: service.url ?? service.organization?.website,
    opening: openingInWords(schedules, today),
    isOpeningUnread: isOpeningUnread(schedules, today),
    isHolidayUnsaid:
      bankHolidayAt(now, calendar) === 'yes' && !schedules.some((one) => isForOneDay(one, today)),
    costs: costsInWords(service, today),
    isFree: row.cost === 'free',
    places: service.service_at_locations.flatMap(({ location }) =>
      (location?.addresses ?? []).flatMap((address) => {
        const purpose = location && purposeOf(address, location)
        if (!location || purpose === 'none') return []
        const isToWriteTo = purpose === 'write'
        return {
          lines: [address.address_1, address.address_2, address.city, address.postal_code].filter(isGiven),
          // Nobody goes in where only letters go.
          accessibility: isToWriteTo
            ? []
            : location.accessibility
                .flatMap(({ description, details }) => [description, details])
                .filter(isGiven),
          isToWriteTo,
        }
      }),
    ),
    isPlaceSecret: row.isPlaceSecret,
    languages: service.languages.flatMap(({ name, code }) => name ?? code ?? []),
    checkedOn: row.checkedOn ?? undefined,
    topics,
    isAbuse: row.isPlaceSecret || topics.some((topic) => topic.isAbuse),
  }
}
