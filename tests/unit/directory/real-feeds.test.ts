/** Real inputs that failed, November 2026: what feeds of services really have in them. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { FeedRefused } from '#src/directory/feed-refused.ts'
import { listServices } from '#src/directory/listing.ts'
import { namedTopics } from '#src/directory/named-topics.ts'
import { isOpeningUnread, openingInWords, openingOf } from '#src/directory/opening.ts'
import { inOrder, kindOfPhone, phoneInWords } from '#src/directory/phones.ts'
import { phoneLink } from '#src/directory/phone-link.ts'
import { purposeOf } from '#src/directory/places.ts'
import { publishedOf } from '#src/directory/publish.ts'
import { readServices } from '#src/directory/read-services.ts'
import { readSchedule } from '#src/directory/schedule.ts'
import type { FeedService } from '#src/directory/service.ts'
import { at, feedService, openOn } from '#tests/fixtures/directory.ts'

/** A Sunday. */
const TODAY = '2026-11-22'
const one = (more: Readonly<Record<string, unknown>>): FeedService => {
  const [service] = readServices([feedService('a', more)]).services
  if (!service) throw new Error('No service was read')
  return service
}
const listed = (more: Readonly<Record<string, unknown>>) => listServices([one(more)], namedTopics, TODAY)[0]
const scheduled = (schedule: object) => one({ schedules: [schedule] }).schedules
const said = (schedule: object) => openingInWords(scheduled(schedule), TODAY)
const HOURS = { opens_at: '09:00', closes_at: '17:00' }
const SUNDAY = { freq: 'WEEKLY', byday: 'SU', opens_at: '00:00', closes_at: '24:00' }

describe('a schedule', () => {
  it.each([
    ['an end in the past', { ...SUNDAY, until: '2026-10-31' }],
    ['an end in the past, as a moment', { ...SUNDAY, until: '20261031T235959Z' }],
    ['a start to come', { ...SUNDAY, dtstart: '2027-01-03T09:00:00' }],
    ['an end before its last day', { ...SUNDAY, valid_to: '2027-01-01', until: '2026-11-21' }],
  ])('with %s is not open, not said, and nothing to ask for', (_, schedule) => {
    expect(said(schedule)).toEqual([])
    expect(openOn(scheduled(schedule), TODAY)).toEqual({ days: [], slots: [] })
    expect(isOpeningUnread(scheduled(schedule), TODAY)).toBe(false)
  })
  it('with an end to come, and a start in the past, holds', () => {
    const schedule = { ...SUNDAY, dtstart: '2020-01-05', until: '2026-11-22T23:59:59Z' }
    expect(said(schedule)).toEqual(['Sunday: day and night'])
    expect(openOn(scheduled(schedule), TODAY).slots).toHaveLength(1)
  })

  it.each<[object, string]>([
    [{ freq: 'DAILY', ...HOURS }, 'Every day: 9am to 5pm'],
    [{ freq: 'daily', byday: 'MO,TU', ...HOURS }, 'Monday and Tuesday: 9am to 5pm'],
    [{ freq: 'MONTHLY', bymonthday: '1,15', ...HOURS }, 'The 1st and 15th of each month: 9am to 5pm'],
    [{ freq: 'MONTHLY', bymonthday: 22, ...HOURS }, 'The 22nd of each month: 9am to 5pm'],
    [{ bymonthday: '-1', ...HOURS }, 'The last day of each month: 9am to 5pm'],
    [{ freq: 'MONTHLY', dtstart: '2026-01-03', ...HOURS }, 'The 3rd of each month: 9am to 5pm'],
    [{ freq: 'MONTHLY', byday: '1MO', interval: 2, ...HOURS }, 'First Monday, every 2 months: 9am to 5pm'],
    [{ byday: 'Monday,Tuesday', ...HOURS }, 'Monday and Tuesday: 9am to 5pm'],
    [{ byday: 'Mon, Weds & Thurs', ...HOURS }, 'Monday, Wednesday and Thursday: 9am to 5pm'],
    [{ byday: 'Monday – Friday', ...HOURS }, 'Monday to Friday: 9am to 5pm'],
    [{ byday: 'MO-FR', ...HOURS }, 'Monday to Friday: 9am to 5pm'],
    [{ byday: 'weekends', ...HOURS }, 'Saturday and Sunday: 9am to 5pm'],
    [
      { byday: 'Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday', ...HOURS },
      'Every day: 9am to 5pm',
    ],
    [{ freq: 'WEEKLY', dtstart: '2026-01-07', ...HOURS }, 'Wednesday: 9am to 5pm'],
    [{ byday: 'MO', opens_at: '9:00', closes_at: '17:00' }, 'Monday: 9am to 5pm'],
    [{ byday: 'MO', opens_at: '9:00 am', closes_at: '5:00 pm' }, 'Monday: 9am to 5pm'],
    [{ byday: 'MO', opens_at: '9am', closes_at: '5.30PM' }, 'Monday: 9am to 5:30pm'],
    [{ byday: 'MO', opens_at: '0900', closes_at: '17.00' }, 'Monday: 9am to 5pm'],
    [{ byday: 'MO', opens_at: '09:00:00', closes_at: '17:00:00+00:00' }, 'Monday: 9am to 5pm'],
    [{ byday: 'MO', opens_at: '9 a.m.', closes_at: 'noon' }, 'Monday: 9am to midday'],
    [{ byday: 'MO', opens_at: '2026-11-23T09:00:00', closes_at: '2026-11-23T17:00Z' }, 'Monday: 9am to 5pm'],
    [{ byday: 'MO', opens_at: '10:00' }, 'Monday: from 10am'],
    [{ byday: 'MO', closes_at: '10:00 pm' }, 'Monday: until 10pm'],
    [{ byday: 'SU', opens_at: '18:00', closes_at: '09:00' }, 'Sunday: 6pm to 9am'],
  ])('%j is read: %s', (schedule, words) => {
    expect(said(schedule)).toEqual([words])
    expect(isOpeningUnread(scheduled(schedule), TODAY)).toBe(false)
  })

  it('every day is found open on each day', () => {
    expect(openOn(scheduled({ freq: 'DAILY', ...HOURS }), TODAY).slots).toHaveLength(7)
  })
  it('of days of the month is never open by the hours of the week', () => {
    expect(openOn(scheduled({ freq: 'MONTHLY', bymonthday: '22', ...HOURS }), TODAY).slots).toEqual([])
  })

  it.each<[string, object]>([
    ['what limits it and is not known here', { byday: 'SU', count: 3, ...HOURS }],
    ['weeks of the year', { byday: 'SU', byweekno: '1,3', ...HOURS }],
    ['months', { byday: 'SU', bymonth: '12', ...HOURS }],
    ['an end that is none', { byday: 'SU', until: 'Christmas', ...HOURS }],
    ['an end of another kind', { byday: 'SU', until: { day: 1 }, ...HOURS }],
    ['a day there is not', { byday: 'SU', valid_to: '2027-02-30', ...HOURS }],
    ['days that are none', { byday: 'term time', ...HOURS }],
    ['every other day', { freq: 'DAILY', interval: 2, ...HOURS }],
    ['once a year', { freq: 'YEARLY', byday: 'SU', ...HOURS }],
    ['Friday the thirteenth', { freq: 'MONTHLY', byday: 'FR', bymonthday: '13', ...HOURS }],
    ['a day of the month, weekly', { freq: 'WEEKLY', byday: 'SU', bymonthday: '13', ...HOURS }],
    ['no days', { ...HOURS }],
    ['times that are none', { byday: 'SU', opens_at: 'morning', closes_at: '17:00' }],
    ['nine to five without a half of the day', { byday: 'SU', opens_at: '9:00', closes_at: '5:00' }],
    ['a bare nine', { byday: 'SU', opens_at: '9', closes_at: '17:00' }],
    ['half past twenty-four', { byday: 'SU', opens_at: '09:00', closes_at: '24:30' }],
  ])('with %s is asked for, and counted', (_, schedule) => {
    expect(said(schedule)).toEqual([])
    expect(openOn(scheduled(schedule), TODAY)).toEqual({ days: [], slots: [] })
    expect(isOpeningUnread(scheduled(schedule), TODAY)).toBe(true)
    expect(readServices([feedService('a', { schedules: [schedule] })]).notes).toEqual([
      'Service 1 (a): its opening times could not be read. People are told to ask for them.',
    ])
  })
  it('keeps what it says in words, also where the rest cannot be read', () => {
    const schedule = { byday: 'SU', count: 3, ...HOURS, description: 'Only before Christmas' }
    expect(said(schedule)).toEqual(['Only before Christmas'])
    const [published] = (publishedOf(one({ schedules: [schedule] })) as { schedules: object[] }).schedules
    expect(JSON.stringify(published)).not.toMatch(/unread|09:00/)
  })

  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('MO', '9:00', '2026-11-22', 'WEEKLY', 'DAILY', 'MONTHLY', '1', '-1'),
    fc.integer(),
    fc.constant(null),
    fc.object({ maxDepth: 1 }),
  )
  test('of any kind is read or not, never thrown over, and what is read is read again as the same', () => {
    const fields = ['freq', 'interval', 'byday', 'bymonthday', 'opens_at', 'closes_at', 'dtstart', 'until']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields, 'valid_to', 'count'), anything), (raw) => {
        const once = readSchedule(raw)
        if (!once.unread) expect(readSchedule({ ...once })).toEqual(once)
        const asKept = { id: undefined, description: undefined, notes: undefined, ...once }
        expect(() => openingInWords([asKept], TODAY)).not.toThrow()
        expect(() => openingOf([asKept])).not.toThrow()
      }),
    )
  })
})

describe('phones', () => {
  const phones = [
    { number: '020 7946 0599', type: 'fax' },
    { number: '020 7946 0598', type: 'textphone' },
    { number: '020 7946 0500', type: 'voice', extension: 12 },
    { number: '07700 900500', type: 'cell', description: 'Evenings' },
  ]
  it('are shown with what a person answers first, and the fax last', () => {
    const service = one({ phones })
    expect(inOrder(service.phones).map((phone) => [kindOfPhone(phone), phoneInWords(phone)])).toEqual([
      ['voice', '020 7946 0500 ext 12'],
      ['voice', '07700 900500'],
      ['textphone', '020 7946 0598'],
      ['fax', '020 7946 0599'],
    ])
  })
  it('name one that a person answers in a list, with its extension, or none', () => {
    expect(listed({ phones })?.phone).toBe('020 7946 0500 ext 12')
    expect(phoneLink('020 7946 0500 ext 12')).toBe('tel:02079460500')
    expect(listed({ phones: phones.slice(0, 2) })?.phone).toBeUndefined()
    const contacts = [{ phones: [{ number: '020 7946 0511' }] }]
    expect(listed({ phones: phones.slice(0, 1), contacts })?.phone).toBe('020 7946 0511')
  })
  it.each([
    [{ number: 'Fax: 020 7946 0599' }, 'fax'],
    [{ number: '020 7946 0599', description: 'Fax number' }, 'fax'],
    [{ number: '020 7946 0500', description: 'Ring or fax us' }, 'fax'],
    [{ number: '18001 020 7946 0500' }, 'textphone'],
    [{ number: 'Minicom 020 7946 0500' }, 'textphone'],
    [{ number: '60777', type: 'text' }, 'text'],
    [{ number: '020 7946 0500', type: 'Freephone' }, 'voice'],
    [{ number: '020 7946 0500', description: 'Monday to Friday. No fax' }, 'voice'],
  ])('%j is a %s', (phone, kind) => {
    const [read] = one({ phones: [phone] }).phones
    expect(read && kindOfPhone(read)).toBe(kind)
  })
  it.each(['Fax 020 7946 0500', 'Textphone: 020 7946 0500', '18002 020 7946 0500', 'Minicom 020 7946 0500'])(
    '%s is no link',
    (text) => expect(phoneLink(text)).toBeUndefined(),
  )
  it('keep type and extension when they are published, and have plain signs', () => {
    const service = one({ phones: [{ number: '\u202D020–7946\u00A00500', type: 'voice', extension: 'x12' }] })
    expect((publishedOf(service) as { phones: object[] }).phones).toMatchObject([
      { number: '020-7946 0500', type: 'voice', extension: '12' },
    ])
  })
})

describe('addresses', () => {
  const placed = (address: object, location: object = {}) => ({
    service_at_locations: [{ location: { ...location, addresses: [address] } }],
  })
  const purpose = (more: Readonly<Record<string, unknown>>) => {
    const location = one(more).service_at_locations[0]?.location
    const [address] = location?.addresses ?? []
    return location && address && purposeOf(address, location)
  }
  it.each([
    [{ address_1: 'PO Box 12', address_type: 'postal' }, {}, 'write'],
    [{ address_1: 'P.O. Box 12' }, {}, 'write'],
    [{ address_1: '1 Elm Road' }, { location_type: 'postal' }, 'write'],
    [{ address_1: '1 Elm Road', address_type: 'virtual' }, {}, 'none'],
    [{ address_1: '1 Elm Road', address_type: 'physical' }, { location_type: 'postal' }, 'visit'],
    [{ address_1: '1 Boxwood Road' }, {}, 'visit'],
  ])('%j in %j is to %s', (address, location, is) => expect(purpose(placed(address, location))).toBe(is))
  it('to write to are not where somebody lives near', () => {
    const address = { address_1: 'PO Box 12', postal_code: 'CR0 1ZA' }
    expect(listed(placed({ ...address, address_type: 'postal' }))?.sectors).toEqual([])
    expect(listed(placed({ ...address, address_1: '1 Elm Road' }))?.sectors).toEqual(['CR0 1'])
  })
})

describe('prices', () => {
  it.each([
    ['over', { valid_to: '2026-11-21' }],
    ['to come', { valid_from: '2026-11-23' }],
  ])('that are %s do not count', (_, days) => {
    expect(listed({ cost_options: [{ amount: 0, ...days }] })?.cost).toBeUndefined()
  })
  it('and ages are read as feeds write them', () => {
    expect(one({ cost_options: [{ amount: '£1,250.50' }] }).cost_options[0]?.amount).toBe(1250.5)
    expect(one({ minimum_age: '18+', maximum_age: '65 years' })).toMatchObject({
      minimum_age: 18,
      maximum_age: 65,
    })
  })
})

describe('a harmless fault', () => {
  const read = (...records: unknown[]) => readServices(records)
  const good = feedService('good')
  it.each<[string, object, RegExp]>([
    ['words that are too long', { description: 'x'.repeat(10_001) }, /“description” must have at most 10000/],
    [
      'too many parts',
      { phones: Array(201).fill({ number: '020 7946 0500' }) },
      /“phones” must have at most 200/,
    ],
    ['text that is none', { application_process: 5 }, /“application_process” must be text/],
    ['a part that is none', { phones: ['020 7946 0500', { number: '020 7946 0501' }] }, /“phones.0” is not/],
    ['a price of another kind', { cost_options: [{ amount: {} }] }, /“cost_options.0.amount” is not/],
    [
      'an organisation without a right name',
      { organization: { name: 7 } },
      /“organization.name” must be text/,
    ],
    ['an email that is none', { email: 'ask at the desk' }, /“email” could not be read/],
    ['an age that is none', { minimum_age: 'pensioners' }, /“minimum_age” could not be read/],
  ])('is mended, and named: %s', (_, more, note) => {
    const { services, faulty, notes } = read(good, feedService('b', { ...more }))
    expect(services.map(({ id }) => id)).toEqual(['good', 'b'])
    expect(faulty).toBe(0)
    expect(notes).toEqual([expect.stringMatching(note)])
    expect(notes[0]).toMatch(/^Service 2/)
  })
  it('cuts no more than it must', () => {
    const [, service] = read(good, feedService('b', { description: 'x'.repeat(10_001) })).services
    expect(service?.description).toHaveLength(10_000)
    const [, other] = read(good, feedService('b', { phones: ['none', { number: '020 7946 0501' }] })).services
    expect(other?.phones.map(({ number }) => number)).toEqual(['020 7946 0501'])
  })

  it.each<[string, unknown, RegExp]>([
    ['no name', feedService('b', { name: ' ' }), /“name” must not be empty/],
    ['no record', null, /“the whole of it”/],
    ['an id that is a path', feedService('../staff'), /“id” must be a name/],
    ['an unknown status', feedService('b', { status: 'maybe' }), /“status” must be/],
    ['an age of another kind', feedService('b', { minimum_age: { years: 18 } }), /“minimum_age”/],
    ['an id that is taken', feedService('good'), /Two services have the id good/],
  ])('without which it is none leaves the record out, and the others in: %s', (_, record, note) => {
    const { services, faulty, notes } = read(good, record, feedService('c'))
    expect(services.map(({ id }) => id)).toEqual(['good', 'c'])
    expect(faulty).toBe(1)
    expect(notes).toEqual([expect.stringMatching(note)])
  })

  it('in more than half of the records is a broken feed', () => {
    expect(() => read(good, null, null)).toThrow(FeedRefused)
    expect(read(good, null).services).toHaveLength(1)
  })

  it('is said of no more than ten times', () => {
    const bad = Array.from({ length: 30 }, (_, n) => feedService(`s${n}`, { email: 'none' }))
    expect(read(...bad).notes).toHaveLength(11)
    expect(read(...bad).notes.at(-1)).toBe('And 20 more faults.')
  })

  it('quotes nothing of the feed', () => {
    const { notes } = read(
      good,
      feedService('b', { email: 'secret words', application_process: { a: 'secret words' } }),
    )
    expect(notes.join(' ')).not.toContain('secret words')
  })
})

describe('a dangerous fault stops the feed', () => {
  const good = [feedService('a'), feedService('b'), feedService('c')]
  it.each<[string, object]>([
    ['a script', { description: '<script>alert(1)</script>' }],
    ['a script beside a harmless fault', { phones: 5, description: '<script>alert(1)</script>' }],
    ['a script in a schedule', { schedules: [{ byday: '<script>alert(1)</script>' }] }],
    ['a link that runs', { url: 'javascript:alert(1)' }],
  ])('%s', (_, more) => {
    expect(() => readServices([...good, feedService('d', { ...more })])).toThrow(/something/)
  })

  const SECRET = /may be a place that must stay secret/
  it.each<[string, unknown]>([
    [
      'without a name',
      feedService('d', { name: null, description: 'A refuge', ...at('13 Elm Road', 'CR0 2ZZ') }),
    ],
    ['known by what is too long', feedService('d', { description: `${'x'.repeat(10_001)} refuge` })],
    [
      'known by a term',
      feedService('d', { phones: 7, attributes: [{ taxonomy_term: { code: 'domestic-abuse' } }] }),
    ],
    [
      'known by the kind of its place',
      feedService('d', { name: 4, service_at_locations: [{ location: { location_type: 'confidential' } }] }),
    ],
    ['with an id that is taken', feedService('a', { name: 'Women’s refuge' })],
    ['known by a field of another kind', feedService('d', { description: ['A refuge'] })],
  ])('a faulty record of a place that may be secret: %s', (_, record) => {
    expect(() => readServices([...good, record])).toThrow(SECRET)
  })
  it('and a right one of such a place stops nothing', () => {
    const right = feedService('d', { name: 'A refuge', ...at('13 Elm Road', 'CR0 2ZZ') })
    expect(readServices([...good, right]).services).toHaveLength(4)
  })
})
