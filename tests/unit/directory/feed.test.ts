import { describe, expect, it } from 'vitest'
import { cleanText } from '#src/directory/clean.ts'
import { FeedRefused } from '#src/directory/feed-refused.ts'
import { feedInWords } from '#src/directory/fetch-feed.ts'
import { listServices } from '#src/directory/listing.ts'
import { namedTopics } from '#src/directory/named-topics.ts'
import { lastDayOf, openingInWords, openingOf } from '#src/directory/opening.ts'
import { publishedOf } from '#src/directory/publish.ts'
import { readJson } from '#src/directory/read-json.ts'
import { readServices } from '#src/directory/read-services.ts'
import type { FeedService } from '#src/directory/service.ts'
import { directorySettings, placeOf } from '#src/directory/settings.ts'
import { notYet } from '#tests/fixtures/topics-not-yet.ts'
import { topics } from '#src/information/topics.ts'
import { at, brokenFeeds, demonstration, feedOf, feedService, openOn } from '#tests/fixtures/directory.ts'

const TODAY = '2026-11-22'

const bytesOf = (feed: string | Uint8Array) => (typeof feed === 'string' ? Buffer.from(feed) : feed)
function read(feed: string | Uint8Array): FeedService[] {
  const document = readJson(bytesOf(feed)) as { contents?: unknown[]; total_items?: number }
  return readServices(document.contents ?? []).services
}
const one = (more: Readonly<Record<string, unknown>>): FeedService => {
  const [service] = read(feedOf([feedService('a', more)]))
  if (!service) throw new Error('No service was read')
  return service
}
const list = (...services: FeedService[]) => listServices(services, namedTopics, TODAY)

describe('a feed that must be refused', () => {
  // What the count and the list say is looked at where the feed is fetched: see tests/db/directory/directory.test.ts.
  const hereRefused = Object.entries(brokenFeeds).filter(
    ([name]) => !['cut off between services', 'without a list'].includes(name),
  )
  it.each(hereRefused)('%s', (_, { feed, said }) => {
    let error: unknown
    try {
      read(feed)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(FeedRefused)
    expect((error as FeedRefused).message).toMatch(said)
    expect((error as FeedRefused).message.length).toBeLessThan(2_000)
  })

  it('is told of by no more than ten faults', () => {
    const broken = Array.from({ length: 500 }, (_, n) => feedService(`s${n}`, { name: null }))
    expect(() => read(feedOf(broken))).toThrow(/And 490 more faults/)
  })
})

describe('a service', () => {
  it('has plain words only', () => {
    expect(cleanText('<p>Tea &amp; <b>cake</b></p><p>On Fridays\u202E\u0000</p>')).toBe(
      'Tea & cake\nOn Fridays',
    )
    expect(cleanText('Open 9 < 5 &#39;ish&#39;')).toBe("Open 9 < 5 'ish'")
  })

  it('keeps a web address that can be used, and leaves one that cannot', () => {
    expect(one({ url: 'www.example.org/club' }).url).toBe('https://www.example.org/club')
    expect(one({ url: 'mailto:me@example.org' }).url).toBeUndefined()
    expect(one({ url: 'https://user:secret@example.org' }).url).toBeUndefined()
    expect(one({ url: 'none' }).url).toBeUndefined()
  })

  it('may have nulls and fields nobody knows', () => {
    const service = one({ description: null, phones: null, schedules: null, wonderful: { yes: [1] } })
    expect(service.description).toBeUndefined()
    expect(JSON.stringify(service)).not.toContain('wonderful')
  })

  it('names nobody', () => {
    const [listing] = list(
      one({
        assurer_email: 'ann@example.org',
        contacts: [
          { id: 'c', name: 'Ann Persona', title: 'Manager', phones: [{ id: 'p', number: '020 7946 0555' }] },
        ],
      }),
    )
    const published = JSON.stringify(publishedOf(listing?.published as FeedService))
    expect(published).not.toMatch(/Ann|ann@/)
    expect(published).toContain('020 7946 0555')
  })

  it('is left out when it is not active', () => {
    expect(list(one({ status: 'defunct' }))).toEqual([])
  })

  it.each([
    [{ cost_options: [{ id: 'c', amount: 0 }] }, 'free'],
    [{ cost_options: [{ id: 'c', amount: 3 }] }, 'paid'],
    [
      { cost_options: [{ id: 'c', amount: 3, amount_description: 'a visit; the first is free' }] },
      'some-free',
    ],
    [{ fees: 'No charge' }, 'free'],
    [{}, undefined],
  ] as const)('costs: %j is %s', (more, cost) => {
    expect(list(one(more))[0]?.cost).toBe(cost)
  })

  it('is for those its terms or its ages name', () => {
    expect(list(one({ minimum_age: 60 }))[0]?.audiences).toEqual(['older-people'])
    expect(list(one({ maximum_age: 18 }))[0]?.audiences).toEqual(['young-people'])
    const attributes = [{ taxonomy_term: { name: 'Unpaid carers' } }]
    const [listing] = list(one({ attributes }))
    expect(listing?.audiences).toEqual(['carers'])
    expect(listing?.topics).toEqual(['carers'])
  })

  it('does not count as checked on a day that has not come', () => {
    expect(list(one({ assured_date: '2027-01-01' }))[0]?.checkedOn).toBeUndefined()
    expect(list(one({ assured_date: '2026-01-01T10:00:00Z' }))[0]?.checkedOn).toBe('2026-01-01')
  })
})

describe('a place that must stay secret', () => {
  const ADDRESS = /27 Larch|Larch Hollow|CR0 ?6ZR|51\.39|0\.087|Rowan Cottage/i
  const refuge = at('27 Larch Hollow Road', 'CR0 6ZR')

  it.each([
    ['by its name', { name: 'Rowan Refuge', ...refuge }],
    ['by its words', { description: 'A women’s refuge at 27 Larch Hollow Road, CR06ZR.', ...refuge }],
    ['by its topic', { attributes: [{ taxonomy_term: { code: 'domestic-abuse' } }], ...refuge }],
    ['by a term of the feed', { attributes: [{ taxonomy_term: { name: 'Safe accommodation' } }], ...refuge }],
    [
      'by the kind of its place',
      {
        service_at_locations: [
          { location: { ...refuge.service_at_locations[0]?.location, location_type: 'confidential' } },
        ],
      },
    ],
    ['by a map', { name: 'Refuge', url: 'https://www.google.com/maps/place/51.39,-0.0871', ...refuge }],
    [
      'in every other text of it',
      {
        name: 'A refuge',
        application_process: 'Come to 27 Larch Hollow Road',
        eligibility_description: 'We are at 51.39012, -0.08731',
        organization: { name: 'Homes', description: 'Office: 27 Larch Hollow Rd, CR0 6ZR' },
        service_areas: [{ name: 'CR0 6ZR' }],
        schedules: [{ description: 'At 27 Larch Hollow Road' }],
        ...refuge,
      },
    ],
  ])('is nowhere in what is kept: told %s', (_, more) => {
    const [listing] = list(one(more))
    expect(listing?.isPlaceSecret).toBe(true)
    expect(listing?.sectors).toEqual([])
    expect(JSON.stringify(listing)).not.toMatch(ADDRESS)
    expect(listing?.phone).toBe('020 7946 0500')
  })

  it.each(['active', 'temporarily closed'])('stays secret when a refuge that is %s is at it', (status) => {
    const there = { name: 'A refuge', status, ...at('27, Larch Hollow Road', 'cr06zr') }
    const [other, ...more] = list(
      one({ name: 'Knitting club', ...refuge }),
      ...read(feedOf([feedService('b', there)])),
    )
    expect(other?.name).toBe('Knitting club')
    expect(JSON.stringify(other)).not.toMatch(ADDRESS)
    expect(more).toHaveLength(status === 'active' ? 1 : 0)
  })

  const term = (name: string) => ({ attributes: [{ taxonomy_term: { name } }] })
  it.each([
    {
      name: 'Haven House for Women',
      description: 'Emergency accommodation for women and children fleeing violence at home',
      attributes: [{ taxonomy_term: { name: 'Domestic abuse' } }, { taxonomy_term: { name: 'Housing' } }],
    },
    term('Domestic abuse'),
    term('Domestic abuse support'),
    term('Domestic-Abuse Services'),
    term('Violence against women and girls'),
    term('Women’s refuge'),
    { name: 'Women’s shelter' },
    { description: 'For survivors of domestic abuse.' },
    { description: 'For anyone fleeing domestic violence.' },
    { description: 'A place of safety for people at risk of forced marriage.' },
    { description: 'Modern slavery victims stay here.' },
    { description: 'Help after trafficking.' },
    { eligibility_description: 'Survivors of ‘honour’-based abuse' },
    { description: 'We help with money, housing, and domestic and family abuse.' },
    { description: 'Domestic abuse and neglect.' },
    { application_process: 'Ring first. We do not give our address: it is confidential.' },
    { description: 'Men who are abused at home.' },
    { description: 'Supported housing for single women.' },
    { alert: 'Room for one family who had to escape a violent home.' },
    { organization: { name: 'Alderbrook Womens Aid' } },
    { description: 'For battered wives.' },
    { description: 'A room for men who are hurt by their partner.' },
    { description: 'A place where nobody is frightened at home any more.' },
    { description: 'Women and children’s emergency accommodation.' },
    { description: 'Worried about abuse? Our house is for women who were abused.' },
  ])('is told by the words of the feed: %j', (more) => {
    const [listing] = list(one({ ...more, ...refuge }))
    expect(listing?.isPlaceSecret).toBe(true)
    expect(listing?.sectors).toEqual([])
    expect(JSON.stringify(listing)).not.toMatch(ADDRESS)
  })

  it.each([
    { description: 'Refugees are welcome.' },
    { description: 'A lunch for stroke survivors, and survivors of cancer.' },
    { description: 'Help with alcohol and drug abuse.' },
    { description: 'Tell us about abuse or neglect of an adult.' },
    { description: 'Are you worried that an adult is being abused? Report abuse to us.' },
    { description: 'Your name and address are kept confidential.' },
    { name: 'Fire safety', description: 'Plan how to escape with your family.' },
    { name: 'Women’s group', description: 'We meet at Brook House.' },
    { name: 'Sheltered housing', description: 'Flats beside the bus shelter.' },
    { name: 'Safe Places', description: 'Shops with our sticker help people who are lost.' },
    { name: 'The Haven crisis café' },
  ])('is not told by words that say something else: %j', (more) => {
    const [listing] = list(one({ ...more, ...at('4 Alder Lane', 'CR0 1ZA') }))
    expect(listing?.isPlaceSecret).toBe(false)
    expect(JSON.stringify(listing)).toContain('4 Alder Lane')
  })

  it('leaves no street in words, however it is written', () => {
    const [listing] = list(
      one({
        name: 'A refuge',
        description:
          'We are in Larch Hollow Road. 27 LARCH HOLLOW ROAD! At 27 larch hollow rd. Ring 111 to find a place. ' +
          'Behind the shop is Larch  Hollow Rd.',
        url: 'https://www.example.org/27-larch-hollow-road',
        organization: { name: 'Homes', website: 'https://www.example.org/find?at=cr06zr' },
        ...at('The Hut, 27 Larch Hollow Road', 'CR0 6ZR'),
      }),
    )
    expect(JSON.stringify(listing)).not.toMatch(/larch|cr06zr/i)
    expect(listing?.description).toContain('Ring 111 to find a place.')
  })

  it('is not every mark, where a feed has only marks for an address', () => {
    const [listing] = list(one({ name: 'A refuge', description: 'Ring first.', ...at('. . . .', '......') }))
    expect(listing?.description).toBe('Ring first.')
  })

  /** A service at a place, of which nothing is the same as at the other unless it is said. */
  const placed = (id: string, location: object, more: object = {}) =>
    feedService(id, { ...more, service_at_locations: [{ location }] })
  const address = (address_1: string, postal_code?: string) => ({ addresses: [{ address_1, postal_code }] })
  const HOUSE = address('13 Elm Road', 'CR0 2ZZ')
  it.each([
    ['the same postcode', HOUSE, address('Annexe', 'cr02zz')],
    ['a street cut short', HOUSE, address('13 Elm Rd', 'CR0 2ZZ')],
    ['a hut in the garden', HOUSE, address('The Hut, 13 Elm Road', 'CR0 2ZZ')],
    ['the same house without a postcode', HOUSE, address('Flat 2, 13a Elm Rd.')],
    ['the same house with a wrong postcode', HOUSE, address('13 Elm Road', 'CR0 2ZX')],
    ['a house known by name only', address('Rowan Cottage', 'CR0 2ZZ'), address('Rowan Cottage')],
    [
      'a house known by name only, the other way round',
      address('Rowan Cottage'),
      address('Rowan Cottage', 'CR0 2ZZ'),
    ],
    ['the same location', { id: 'house' }, { id: 'house', name: 'The crèche' }],
    [
      'the same coordinates',
      { latitude: 51.39012, longitude: -0.08731 },
      { latitude: 51.39012, longitude: -0.08731 },
    ],
    [
      'coordinates that are rounded',
      { latitude: 51.39012, longitude: -0.08731 },
      { latitude: '51.39', longitude: '-0.087' },
    ],
  ])('is not given away by a neighbour: %s', (_, house, crèche) => {
    const far = { ...address('1 Market Place', 'CR0 4ZA'), id: 'far', latitude: 51.4, longitude: -0.1 }
    const listings = list(
      ...read(
        feedOf([
          placed('a', crèche),
          placed('b', far),
          placed('c', house, { name: 'A refuge', status: 'defunct' }),
        ]),
      ),
    )
    expect(listings.map(({ isPlaceSecret }) => isPlaceSecret)).toEqual([true, false])
    expect(listings[0]?.published.service_at_locations).toEqual([])
    expect(JSON.stringify(listings[1])).toContain('1 Market Place')
  })

  it('is not given away by the words of another', () => {
    const listings = list(
      ...read(
        feedOf([
          feedService('a', { description: 'We meet at 13 Elm Rd, behind the shop.' }),
          feedService('b', { organization: { name: 'Crèches', description: 'Office: CR02ZZ' } }),
          placed('c', HOUSE, { name: 'A refuge' }),
          feedService('d', { description: 'We meet at 14 Elm Road.' }),
        ]),
      ),
    )
    expect(listings.map(({ isPlaceSecret }) => isPlaceSecret)).toEqual([true, true, true, false])
    expect(JSON.stringify(listings)).not.toMatch(/13 Elm|CR0 ?2ZZ/)
  })

  it('is not taken from everybody whom a feed puts nowhere', () => {
    const [club] = list(
      ...read(
        feedOf([
          placed('a', { ...address('4 Alder Lane', 'CR0 1ZA'), latitude: 0, longitude: 0 }),
          placed('b', { ...HOUSE, latitude: 0, longitude: 0 }, { name: 'A refuge' }),
        ]),
      ),
    )
    expect(club?.isPlaceSecret).toBe(false)
    expect(club?.sectors).toEqual(['CR0 1'])
  })
})

describe('the topics of a service', () => {
  it.each([
    ['Mental health', 'mental-health'],
    ['End of life', 'end-of-life'],
    ['Young Carers', 'young-carers'],
    ['Direct payments', 'direct-payments'],
    ['Home adaptations', 'home-adaptations'],
    ['Help at home', 'help-at-home'],
    ['Getting about', 'getting-about'],
    ['Drink & drugs', 'drink-and-drugs'],
    ['Leaving hospital', 'leaving-hospital'],
    ['Parent carers', 'parent-carers'],
    ['Paying for care', 'paying-for-care'],
    ['Domestic abuse', 'domestic-abuse'],
    ['alzheimer’s', 'dementia'],
  ])('are told by the name of a term without a code: %s', (name, topic) => {
    const [listing] = list(one({ attributes: [{ taxonomy_term: { name } }] }))
    expect(listing?.topics).toEqual([topic])
  })

  it('are told by what the page of a topic is called, in its menu and in its title', () => {
    for (const { id, names } of namedTopics) {
      for (const name of names.slice(0, 2)) {
        expect(list(one({ attributes: [{ taxonomy_term: { name } }] }))[0]?.topics).toContain(id)
      }
    }
    const dementia = topics.find(({ id }) => id === 'dementia')
    expect(namedTopics.find(({ id }) => id === 'dementia')?.names).toEqual(
      expect.arrayContaining([dementia?.menu, dementia?.title]),
    )
  })
})

describe('opening times', () => {
  const week = [{ freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '09:00', closes_at: '17:30' }]
  const scheduled = (schedules: unknown) => one({ schedules }).schedules

  it('are said as people say them', () => {
    expect(openingInWords(scheduled(week), TODAY)).toEqual(['Monday to Friday: 9am to 5:30pm'])
    expect(
      openingInWords(scheduled([{ byday: 'SA,MO', opens_at: '12:00', closes_at: '14:00' }]), TODAY),
    ).toEqual(['Monday and Saturday: midday to 2pm'])
    expect(
      openingInWords(
        scheduled([{ byday: 'MO,TU,WE,TH,FR,SA,SU', opens_at: '00:00', closes_at: '23:59' }]),
        TODAY,
      ),
    ).toEqual(['Every day: day and night'])
    expect(
      openingInWords(
        scheduled([{ freq: 'MONTHLY', byday: '2WE', opens_at: '10:00', closes_at: '12:00' }]),
        TODAY,
      ),
    ).toEqual(['Second Wednesday of each month: 10am to midday'])
  })

  it('are minutes of the week', () => {
    expect(openOn(scheduled([week[0] && { ...week[0], byday: 'TU' }]), TODAY)).toEqual({
      days: ['TU'],
      slots: [{ opens: 1440 + 540, closes: 1440 + 1050 }],
    })
  })

  it('go past midnight, and from Sunday into Monday', () => {
    expect(openOn(scheduled([{ byday: 'SU', opens_at: '18:00', closes_at: '09:00' }]), TODAY).slots).toEqual([
      { opens: 6 * 1440 + 1080, closes: 7 * 1440 },
      { opens: 0, closes: 540 },
    ])
  })

  it('count only while they hold', () => {
    expect(openOn(scheduled([week[0] && { ...week[0], valid_to: '2026-11-21' }]), TODAY).days).toEqual([])
    expect(openOn(scheduled([week[0] && { ...week[0], valid_from: '2026-11-22' }]), TODAY).days).toHaveLength(
      5,
    )
  })

  it('are kept with the days they hold, a Sunday night into Monday by its Sunday', () => {
    const days = { valid_from: '2026-11-01', valid_to: '2026-11-29' }
    const night = { byday: 'SU', opens_at: '18:00', closes_at: '09:00' }
    expect(openingOf(scheduled([{ ...night, ...days }]))).toEqual({
      days: [{ day: 'SU', first: '2026-11-01', last: '2026-11-29' }],
      slots: [
        { opens: 6 * 1440 + 1080, closes: 7 * 1440, first: '2026-11-01', last: '2026-11-29' },
        { opens: 0, closes: 540, first: '2026-11-02', last: '2026-11-30' },
      ],
    })
    expect(openingOf(scheduled([night])).slots[1]).toMatchObject({ first: '-infinity', last: 'infinity' })
    const forEver = openingOf(scheduled([{ ...night, valid_to: '9999-12-31' }]))
    expect(forEver.slots.map(({ last }) => last)).toEqual(['9999-12-31', 'infinity'])
  })

  it('tell the last day of a service where all of its schedules end', () => {
    const weekly = { byday: 'MO', opens_at: '09:00', closes_at: '17:00' }
    const until = (day: string) => ({ ...weekly, valid_to: day })
    const holiday = {
      valid_from: '2026-12-25',
      valid_to: '2026-12-25',
      opens_at: '10:00',
      closes_at: '14:00',
    }
    const last = (...schedules: object[]) => lastDayOf(scheduled(schedules))
    expect(last(until('2026-11-30'), until('2026-12-14'))).toBe('2026-12-14')
    expect(last(until('2026-11-30'), holiday)).toBe('2026-12-25')
    expect(last(until('2026-11-30'), weekly)).toBeUndefined()
    expect(last(holiday), 'a single day says nothing of how long there is one').toBeUndefined()
    expect(last()).toBeUndefined()
    expect(last(until('0000-01-01')), 'a day that the database does not know').toBeUndefined()
  })

  it('of only some weeks are found by the day, never as open now', () => {
    const monthly = openOn(
      scheduled([{ freq: 'MONTHLY', byday: '2WE', opens_at: '10:00', closes_at: '12:00' }]),
      TODAY,
    )
    expect(monthly).toEqual({ days: ['WE'], slots: [] })
  })
})

describe('a place somebody types', () => {
  it.each([
    ['cr02ab', 'CR0 2'],
    ['CR0 2AB', 'CR0 2'],
    ['cr0 2', 'CR0 2'],
    ['CR0', 'CR0'],
  ])('%s is %s', (typed, code) => {
    expect(placeOf(typed)?.code).toBe(code)
  })

  it.each(['', 'Alder Green', '27 Larch Road', 'CR'])('“%s” is none', (typed) => {
    expect(placeOf(typed)).toBeUndefined()
  })

  it('has its neighbours', () => {
    expect(placeOf('CR0 2')).toMatchObject({ sectors: ['CR0 2'], beside: ['CR0 1', 'CR0 3'] })
  })
})

describe('the demonstration feed', () => {
  const services = read(demonstration)
  const listings = listServices(services, namedTopics, TODAY)

  it('has sixty services or more, on every topic, in every part of the area', () => {
    expect(services.length).toBeGreaterThanOrEqual(60)
    const all = [...topics.map(({ id }) => id), ...notYet]
    expect(all.filter((topic) => !listings.some((one) => one.topics.includes(topic)))).toEqual([])
    const sectors = new Set(listings.flatMap((one) => one.sectors))
    expect(
      directorySettings.localities.filter((place) => !place.sectors.some((s) => sectors.has(s))),
    ).toEqual([])
    expect(directorySettings.localities).toHaveLength(6)
  })

  it('is made up: telephones for drama, websites of nobody', () => {
    const raw = JSON.parse(demonstration) as { contents: { phones: { number: string }[]; url: string }[] }
    const phones = raw.contents.flatMap((one) => one.phones.map(({ number }) => number))
    expect(
      phones.filter((number) => !/^(?:18001 )?(?:020 7946 0\d{3}|07700 900\d{3})$/.test(number)),
    ).toEqual([])
    expect(raw.contents.filter((one) => !new URL(one.url).hostname.endsWith('.example.org'))).toEqual([])
  })

  it('has a refuge with an address, which nothing here keeps', () => {
    expect(demonstration).toContain('27 Larch Hollow Road')
    expect(JSON.stringify(listings)).not.toMatch(/Larch Hollow|CR0 ?6ZR|Rowan Cottage|51\.39012/)
    expect(listings.find(({ name }) => name === 'Rowan women’s refuge')?.phone).toBeDefined()
  })

  it('comes back the same when it is published and read again', () => {
    const published = listings.map(({ published: one }) => publishedOf(one))
    const again = listServices(
      readServices(JSON.parse(JSON.stringify(published))).services,
      namedTopics,
      TODAY,
    )
    expect(again.map((one) => publishedOf(one.published))).toEqual(published)
    expect(again.map(({ published: _, isPlaceSecret: __, ...one }) => one)).toEqual(
      listings.map(({ published: _, isPlaceSecret: __, ...one }) => one),
    )
  })
})

it('says where a feed is without what signs in to it', () => {
  expect(feedInWords('https://me:secret@api.example.org/v3/services?key=1')).toBe(
    'https://api.example.org/v3/services',
  )
  expect(feedInWords('/srv/feeds/list.json')).toBe('list.json')
})
