import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import postgres from 'postgres'
import { read, transact } from '#db/client.ts'
import { insertReport, listImports, listPublished, listReports } from '#db/queries/directory.ts'
import { insertDraft, updateDraftAsSent } from '#db/queries/drafts.ts'
import { insertSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { demonstrationFeed, directorySettings } from '#src/directory/settings.ts'
import { feedback } from '#src/forms/feedback.ts'
import { importFirstDirectory } from '#src/jobs/import-directory.ts'
import { purgeDrafts } from '#src/jobs/purge-drafts.ts'
import {
  findLocalServices,
  type Looking,
  nearestServices,
  servicesOfTopic,
} from '#src/services/directory/find-services.ts'
import { importDirectory, isDirectoryNew } from '#src/services/directory/import-feed.ts'
import { publishPage, publishService } from '#src/services/directory/publish-directory.ts'
import { LONGEST_REPORT, reportMistake } from '#src/services/directory/report-mistake.ts'
import { settleReport } from '#src/services/directory/settle-report.act.ts'
import { showDirectory } from '#src/services/directory/show-directory.ts'
import { visitHash } from '#src/services/filling-in/drafts.ts'
import { showLocalHelp } from '#src/services/directory/show-local-help.ts'
import { showService } from '#src/services/directory/show-service.ts'
import { at, brokenFeeds, demonstration, feedOf, feedService } from '#tests/fixtures/directory.ts'
import { jobAt } from '#tests/support/job-context.ts'
import { ownerUrl, resetDatabase } from '#tests/support/database.ts'

/** A Monday, 10 in the morning in London. */
const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'directory-'))
const administrator = {
  id: '0',
  email: 'a@example.org',
  name: 'A',
  role: 'administrator',
} as unknown as SignedInStaff
const officer = { ...administrator, role: 'officer' } as SignedInStaff

/** A file with this in it. */
function file(feed: string | Uint8Array): string {
  const path = join(folder, 'feed.json')
  writeFileSync(path, feed)
  return path
}
const taken = async (feed: string) => {
  const imported = await importDirectory(feed, now)
  if (imported.is === 'refused') throw new Error(imported.problems.join(' '))
  return imported
}
const looking = (more: Partial<Looking>): Looking => ({
  topic: '',
  words: '',
  near: '',
  who: '',
  cost: '',
  open: '',
  page: 1,
  ...more,
})
const found = async (more: Partial<Looking>, when = now) => {
  const answer = await findLocalServices(looking(more), when)
  if (answer === 'away') throw new Error('The database is away')
  return answer
}
const names = async (more: Partial<Looking>, when = now) =>
  (await found(more, when)).services.map(({ name }) => name)
const everything = async () =>
  JSON.stringify(await read((db) => listPublished(db, { from: 0, most: 10_000 })))

/** An API that answers as `respond` says, at its address. */
async function apiOf(respond: (url: URL) => unknown | Promise<unknown>) {
  const asked: string[] = []
  const server = createServer((request, answer) => {
    const url = new URL(request.url ?? '/', 'http://api')
    asked.push(url.pathname)
    void Promise.resolve(respond(url)).then((body) => {
      answer.statusCode = body === undefined ? 404 : 200
      answer.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/v3`, asked, close: () => server.close() }
}

afterAll(() => rmSync(folder, { recursive: true }))

describe('a feed that is taken', () => {
  beforeEach(resetDatabase)

  it('replaces the list, and staff see it', async () => {
    expect(await isDirectoryNew()).toBe(true)
    await taken(file(feedOf([feedService('a'), feedService('b', { status: 'defunct' })])))
    await taken(file(feedOf([feedService('c')])))
    expect(await names({})).toEqual(['Service c'])
    expect(await isDirectoryNew()).toBe(false)
    const state = await showDirectory(administrator, now)
    expect(state?.imports).toHaveLength(2)
    expect(state?.imports.find(({ leftOut }) => leftOut === 1)).toMatchObject({
      isTaken: true,
      services: 1,
      feed: 'feed.json',
    })
    expect(state?.isOld).toBe(false)
    expect(state).toMatchObject({ withoutTopic: 0, secretPlaces: 0 })
    expect((await showDirectory(administrator, now.add({ hours: 49 })))?.isOld).toBe(true)
    expect(await showDirectory(officer, now)).toBeUndefined()
  })

  it('with a harmless fault in one record is taken all the same, and staff are told which', async () => {
    await taken(file(feedOf([feedService('a')])))
    const feed = [
      feedService('b', { email: 'ask at the desk' }),
      feedService('c', { name: null }),
      feedService('d', { schedules: [{ byday: 'term time', opens_at: '9:00', closes_at: '17:00' }] }),
      feedService('e', { status: 'defunct' }),
    ]
    const notes = [
      'Service 1 (b): “email” could not be read.',
      'Service 2: “name” must be text. It was left out.',
      'Service 3 (d): its opening times could not be read. People are told to ask for them.',
    ]
    expect(await taken(file(feedOf(feed)))).toEqual({
      is: 'taken',
      services: 2,
      leftOut: 1,
      withoutTopic: 0,
      notes,
    })
    expect(await names({})).toEqual(['Service b', 'Service d'])
    const state = await showDirectory(administrator, now)
    const newest = state?.imports.find(({ leftOut }) => leftOut === 1)
    expect(newest).toMatchObject({ isTaken: true, services: 2, problems: notes })
    expect(await showService('d', now)).toMatchObject({ opening: [], isOpeningUnread: true })
    expect(await names({ open: 'mo' })).toEqual([])
  })

  it('says of each number what it is, and of an address that it is only to write to', async () => {
    const location = { addresses: [{ address_1: 'PO Box 12', address_type: 'postal' }] }
    const phones = [
      { number: '020 7946 0599', type: 'fax' },
      { number: '020 7946 0500', type: 'voice', extension: 3 },
    ]
    await taken(file(feedOf([feedService('a', { phones, service_at_locations: [{ location }] })])))
    expect(await showService('a', now)).toMatchObject({
      phones: [
        { number: '020 7946 0500 ext 3', kind: 'voice' },
        { number: '020 7946 0599', kind: 'fax' },
      ],
      places: [{ lines: ['PO Box 12'], isToWriteTo: true }],
    })
    expect((await found({})).services[0]?.phone).toBe('020 7946 0500 ext 3')
  })

  it('tells staff how many services have no topic, and how many are shown without a place', async () => {
    const term = (name: string) => ({ attributes: [{ taxonomy_term: { name } }] })
    const house = { description: 'For women who flee violence.', ...at('7 Elm Road', 'CR0 2ZZ') }
    const feed = [
      feedService('a', term('Mental Health')),
      feedService('b', term('Something of their own')),
      feedService('c', { attributes: [] }),
      feedService('haven', { ...term('Housing'), ...house }),
    ]
    expect(await taken(file(feedOf(feed)))).toMatchObject({ services: 4, withoutTopic: 2 })
    expect(await showDirectory(administrator, now)).toMatchObject({ withoutTopic: 2, secretPlaces: 1 })
    expect(await names({ topic: 'mental-health' })).toEqual(['Service a'])
    expect((await found({ topic: 'housing', near: 'CR0 2' })).services[0]?.localities).toEqual([])
    expect(await showService('haven', now)).toMatchObject({ places: [], isPlaceSecret: true, isAbuse: true })
    expect(JSON.stringify(await publishService('haven'))).not.toMatch(/Elm|CR0/)
  })

  it('says of a bank holiday itself when it is open', async () => {
    const weekly = { freq: 'WEEKLY', byday: 'FR', opens_at: '09:00', closes_at: '17:00' }
    const onTheDay = {
      valid_from: '2026-12-25',
      valid_to: '2026-12-25',
      opens_at: '10:00',
      closes_at: '14:00',
    }
    const place = at('4 Alder Lane', 'CR0 1ZA').service_at_locations[0]
    const night = { byday: 'MO', opens_at: '20:00', closes_at: '08:00' }
    await taken(
      file(
        feedOf([
          feedService('weekly', { schedules: [weekly] }),
          feedService('named', { schedules: [weekly, onTheDay] }),
          feedService('named-place', { service_at_locations: [{ ...place, schedules: [onTheDay] }] }),
          feedService('season', { schedules: [{ ...weekly, ...onTheDay, valid_from: '2026-12-20' }] }),
          feedService('night', { schedules: [night] }),
        ]),
      ),
    )
    const open = async (moment: string) => names({ open: 'now' }, Temporal.Instant.from(moment))
    expect(await open('2026-12-18T11:00:00Z')).toEqual(['Service named', 'Service weekly'])
    expect(await open('2026-12-25T11:00:00Z')).toEqual(['Service named', 'Service named-place'])
    expect(await open('2026-12-25T15:00:00Z')).toEqual([])
    // From the night of a Monday into Tuesday, unless that Monday was a bank holiday.
    expect(await open('2026-04-14T00:30:00Z')).toEqual(['Service night'])
    expect(await open('2026-04-07T00:30:00Z')).toEqual([])
    const christmas = Temporal.Instant.from('2026-12-25T15:00:00Z')
    const shown = async (id: string) => showService(id, christmas)
    expect(await shown('weekly')).toMatchObject({ isHolidayUnsaid: true })
    expect(await shown('named')).toMatchObject({
      isHolidayUnsaid: false,
      opening: ['Friday: 9am to 5pm', 'Friday 25 December 2026: 10am to 2pm'],
    })
    expect(await showService('weekly', now)).toMatchObject({ isHolidayUnsaid: false })
  })

  it('answers what is open and what is over on the day somebody looks, however old the list is', async () => {
    const weekly = { byday: 'MO', opens_at: '09:00', closes_at: '17:00' }
    const night = { byday: 'MO', opens_at: '20:00', closes_at: '08:00' }
    const term = (name: string) => ({ attributes: [{ taxonomy_term: { name } }] })
    await taken(
      file(
        feedOf([
          feedService('always', { schedules: [weekly] }),
          feedService('ends', { schedules: [{ ...weekly, valid_to: '2026-11-30' }], ...term('Falls') }),
          feedService('begins', { schedules: [{ ...weekly, valid_from: '2026-12-01' }] }),
          feedService('changes', {
            schedules: [
              { ...weekly, valid_to: '2026-11-30' },
              { ...weekly, byday: 'TU', valid_from: '2026-12-01' },
            ],
          }),
          feedService('night', {
            schedules: [
              { ...night, valid_to: '2026-11-30' },
              { ...weekly, byday: 'SA' },
            ],
          }),
        ]),
      ),
    )
    const on = (moment: string) => Temporal.Instant.from(moment)
    const open = async (moment: string) => names({ open: 'now' }, on(moment))
    expect(await open('2026-11-30T11:00:00Z')).toEqual(
      ['always', 'changes', 'ends'].map((id) => `Service ${id}`),
    )
    // A month of refused feeds later, with nothing imported meanwhile.
    const weeksOn = on('2026-12-07T11:00:00Z')
    expect(await importDirectory(file('{'), weeksOn)).toMatchObject({ is: 'refused' })
    expect(await names({ open: 'now' }, weeksOn)).toEqual(['Service always', 'Service begins'])
    expect(await open('2026-12-08T11:00:00Z')).toEqual(['Service changes'])
    expect(await names({ open: 'mo' }, now)).toEqual(
      ['always', 'changes', 'ends', 'night'].map((id) => `Service ${id}`),
    )
    expect(await names({ open: 'mo' }, weeksOn)).toEqual(['Service always', 'Service begins'])
    // The last night goes on past midnight, by the day it began on; the one after it does not begin.
    expect(await open('2026-12-01T07:00:00Z')).toEqual(['Service night'])
    expect(await open('2026-12-08T07:00:00Z')).toEqual([])

    // The last day itself, in London, still counts.
    const isThere = async (moment: string) => {
      const when = on(moment)
      const topic = { id: 'falls', localHelp: [] }
      const ofTopic = await servicesOfTopic(topic, 3, when)
      return [
        (await names({}, when)).includes('Service ends'),
        (await names({ words: 'ends' }, when)).length > 0,
        ofTopic !== 'away' && ofTopic.total > 0,
        (await nearestServices(['falls'], undefined, 2, when)).get('falls')?.length === 1,
        (await found({}, when)).topics.some(({ id }) => id === 'falls'),
        (await showService('ends', when)) !== undefined,
        (await showDirectory(administrator, when))?.services === 5,
      ]
    }
    expect(await isThere('2026-11-30T23:30:00Z')).toEqual(Array(7).fill(true))
    expect(await isThere('2026-12-01T00:30:00Z')).toEqual(Array(7).fill(false))
  })

  it('of 5,000 services is in the list in less than a minute', async () => {
    const some = (JSON.parse(demonstration) as { contents: Record<string, unknown>[] }).contents
    const many = Array.from({ length: 5_000 }, (_, n) => ({ ...some[n % some.length], id: `many-${n}` }))
    const path = file(feedOf(many))
    const startedAt = performance.now()
    expect(await taken(path)).toEqual({
      is: 'taken',
      services: 5_000,
      leftOut: 0,
      withoutTopic: 0,
      notes: [],
    })
    // A second time with as many in the list already.
    await taken(path)
    const seconds = (performance.now() - startedAt) / 1000
    process.stdout.write(`5,000 services imported twice in ${seconds.toFixed(1)} s\n`)
    expect(seconds).toBeLessThan(60)
    const searched = performance.now()
    expect((await found({ topic: 'falls', near: 'CR0 2', words: 'steps' })).total).toBeGreaterThan(0)
    expect(performance.now() - searched).toBeLessThan(2_000)
    const onHoliday = performance.now()
    expect((await found({ open: 'now' }, Temporal.Instant.from('2026-12-25T11:00:00Z'))).total).toBe(0)
    process.stdout.write(`Open now on a bank holiday: ${Math.round(performance.now() - onHoliday)} ms\n`)
    expect(performance.now() - onHoliday).toBeLessThan(2_000)
  }, 120_000)

  it('comes from the pages of an API, with details service by service where the pages have none', async () => {
    const api = await apiOf(({ pathname, searchParams }) => {
      const [, id] = pathname.match(/^\/v3\/services\/(.+)$/) ?? []
      if (id) return feedService(id, at('4 Alder Lane', 'CR0 1ZA'))
      const page = Number(searchParams.get('page'))
      const { id: outline, name, organization } = feedService(`s${page}`)
      return {
        total_items: 3,
        total_pages: 3,
        page_number: page,
        contents: [{ id: outline, name, organization }],
      }
    })
    expect(await taken(api.address)).toMatchObject({ services: 3 })
    expect((await found({})).services[0]?.localities).toEqual(['Alder Green'])
    expect(api.asked).toContain('/v3/services/s3')
    api.close()
  })

  it('is asked for once where there is none yet', async () => {
    const jobs = async () => {
      const pool = postgres(ownerUrl, { max: 1 })
      const [row] = await pool`select count(*)::int as count from pgboss.job where name = 'import-directory'`
      await pool.end()
      return row?.['count']
    }
    await importFirstDirectory()
    expect(await jobs()).toBe(1)
    await taken(demonstrationFeed)
    await importFirstDirectory()
    expect(await jobs()).toBe(1)
  })
})

describe('a feed that is refused', () => {
  let before = ''
  let imports = 0
  beforeAll(async () => {
    await resetDatabase()
    await taken(demonstrationFeed)
    before = await everything()
  })

  const refused = async (feed: string, said: RegExp) => {
    imports += 1
    const imported = await importDirectory(feed, now.add({ minutes: imports }))
    expect(imported).toMatchObject({ is: 'refused' })
    expect(imported.is === 'refused' && imported.problems.join(' ')).toMatch(said)
    expect(await everything()).toBe(before)
    const [newest] = await read((db) => listImports(db, 100)).then((all) =>
      all.toSorted((a, b) => b.endedAt.getTime() - a.endedAt.getTime()),
    )
    expect(newest).toMatchObject({ outcome: 'refused', services: 73 })
    expect(newest?.problems.join(' ')).toMatch(said)
    expect(newest?.problems.join(' ').length).toBeLessThan(2_000)
  }

  it.each(Object.entries(brokenFeeds))(
    '%s: the old list stays, and staff are told',
    async (_, { feed, said }) => {
      await refused(file(feed), said)
    },
  )

  it('with more bytes than are read', async () => {
    await refused(file(feedOf([feedService('a')]) + ' '.repeat(64_000_001)), /larger than 64 MB/)
  })

  it('with more services than are taken', async () => {
    await refused(
      file(feedOf(Array.from({ length: 20_001 }, (_, n) => ({ id: `${n}` })))),
      /more than 20000 services/,
    )
  })

  it('without services, or with less than half of them', async () => {
    await refused(file(feedOf([])), /no services, and 73 are listed/)
    await refused(
      file(feedOf([feedService('a')])),
      /1 services, and 73 are listed now. If that is right, run/,
    )
  })

  it('that is not there', async () => {
    await refused(join(folder, 'nowhere.json'), /cannot be read \(ENOENT\)/)
    await refused('http://127.0.0.1:1/services', /could not be reached/)
  })

  it('of an API that fails half way, changes, never ends or sends on', async () => {
    const page = (number: number, more: object) => ({
      total_pages: 3,
      contents: [feedService(`s${number}`)],
      ...more,
    })
    const half = await apiOf((url) => (url.searchParams.get('page') === '1' ? page(1, {}) : undefined))
    await refused(half.address, /answered with 404/)
    const changed = await apiOf((url) => page(Number(url.searchParams.get('page')), { total_items: 4 }))
    await refused(changed.address, /says it has 4 services, and gave 3/)
    const twice = await apiOf(() => page(1, {}))
    await refused(twice.address, /Two services have the id s1/)
    const endless = await apiOf((url) => page(Number(url.searchParams.get('page')), { total_pages: 1e9 }))
    await refused(endless.address, /more pages than 20000/)
    for (const api of [half, changed, twice, endless]) api.close()
  })

  it('is said on the system page as the newest', async () => {
    await importDirectory(file('{'), now.add({ hours: 3 }))
    const state = await showDirectory(administrator, now)
    expect(state).toMatchObject({ isOld: true, services: 73 })
    expect(state?.imports[0]?.problems).toEqual([
      'It is not whole JSON. It may have been cut off on its way.',
    ])
  })
})

describe('what is listed', () => {
  beforeAll(async () => {
    await resetDatabase()
    await taken(demonstrationFeed)
  })

  it('is found by topic, words, people, cost and time', async () => {
    expect(await names({ topic: 'dementia' })).toContain('Memory café')
    expect((await names({ words: 'gardens' }))[0]).toBe('Garden gang')
    // No service has all of these words.
    expect(await names({ words: 'gardens zebra' })).toContain('Garden gang')
    expect(await names({ words: "'; drop table x --" })).toEqual([])
    expect((await names({ who: 'young-people' }))[0]).toMatch(/Moving on|Young|Travel/)
    expect(await names({ topic: 'meals', cost: 'free' })).not.toContain('Hot meals delivered')
    expect(await names({ topic: 'meals', cost: 'paid' })).toContain('Hot meals delivered')
    expect(await names({ topic: 'meals', open: 'we' })).toContain('Upper Holt friendship lunch')
    expect(await names({ topic: 'meals', open: 'mo' })).not.toContain('Upper Holt friendship lunch')
  })

  it('is open now by the clock in London', async () => {
    expect(await names({ words: 'crisis café', open: 'now' })).toEqual([])
    const evening = Temporal.Instant.from('2026-11-23T22:59:00Z')
    expect(await names({ words: 'crisis café', open: 'now' }, evening)).toContain('The Haven crisis café')
    expect(await names({ words: 'crisis café', open: 'now' }, evening.add({ minutes: 1 }))).toEqual([])
    // In summer the clock is an hour ahead of UTC.
    const summer = Temporal.Instant.from('2026-07-06T16:00:00Z')
    expect(await names({ words: 'crisis café', open: 'now' }, summer)).toContain('The Haven crisis café')
  })

  it('is nothing by the hours of its week on a bank holiday, nor in the night after one', async () => {
    const christmas = Temporal.Instant.from('2026-12-25T11:00:00Z')
    const friday = christmas.subtract({ hours: 7 * 24 })
    expect((await found({ open: 'now' }, friday)).total).toBeGreaterThan(0)
    expect(await found({ open: 'now' }, christmas)).toMatchObject({ total: 0, bankHoliday: 'yes' })
    // A day that somebody chooses is looked for all the same, and so is everything.
    expect((await found({ open: 'fr' }, christmas)).total).toBeGreaterThan(0)
    expect((await found({}, christmas)).total).toBe(73)
    const night = Temporal.Instant.from('2026-04-14T00:30:00Z')
    const usual = await names({ open: 'now' }, night)
    expect(usual.length).toBeGreaterThan(0)
    const afterEaster = await names({ open: 'now' }, night.subtract({ hours: 7 * 24 }))
    expect(afterEaster.length).toBeLessThanOrEqual(usual.length)
    expect(await found({ open: 'now' }, night)).toMatchObject({ bankHoliday: 'no' })
  })

  it('is nearest first: in the place, beside it, all over the area, elsewhere', async () => {
    const { services } = await found({ topic: 'loneliness', near: 'CR0 6ZZ' })
    const at = (name: string) => services.findIndex((one) => one.name === name)
    expect(services[0]?.localities).toEqual(['Upper Holt'])
    expect(at('Memory café')).toBeGreaterThan(at('Garden gang'))
    expect(at('Befriending by phone')).toBeGreaterThan(at('Memory café'))
    expect(at('Carers’ coffee morning')).toBeGreaterThan(at('Befriending by phone'))
  })

  it('comes in pages that leave nothing out and say nothing twice', async () => {
    const first = await found({})
    const all: string[] = []
    for (let page = 1; page <= first.pages; page++)
      all.push(...(await found({ page })).services.map(({ id }) => id))
    expect(new Set(all).size).toBe(73)
    expect(all).toHaveLength(73)
  })

  it('never says where a refuge is', async () => {
    const [refuge] = (await found({ words: 'Rowan refuge' })).services
    expect(refuge).toMatchObject({ name: 'Rowan women’s refuge', localities: [] })
    const shown = await showService(refuge?.id ?? '', now)
    expect(shown).toMatchObject({ isPlaceSecret: true, isAbuse: true, places: [] })
    const page = JSON.stringify([
      shown,
      refuge,
      await publishService(refuge?.id ?? ''),
      await publishPage('1', '100'),
    ])
    expect(page).not.toMatch(/Larch Hollow|CR0 ?6ZR|Rowan Cottage|51\.39/)
    const pool = postgres(ownerUrl, { max: 1 })
    const rows =
      await pool`select count(*)::int as count from directory_services s where s::text ~* 'Larch Hollow|6ZR'`
    await pool.end()
    expect(rows[0]?.['count']).toBe(0)
  })

  it('is named on pages of information and receipts', async () => {
    const shown = await servicesOfTopic({ id: 'falls', localHelp: ['equipment'] }, 3, now)
    expect(shown !== 'away' && shown.services.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Free fire safety visits', 'Steady steps']),
    )
    const nearest = await nearestServices(['meals', 'nothing-of-the-kind'], 'CR0 4ZA', 2, now)
    expect(nearest.get('meals')?.[0]?.name).toBe('Mill Cross food bank')
    expect(nearest.get('meals')).toHaveLength(2)
    expect(nearest.get('nothing-of-the-kind')).toEqual([])
    expect(JSON.stringify([...nearest])).not.toMatch(/Market Place|CR0/)
  })

  it('is published in pages, and taken again from there as it was', async () => {
    const before = await everything()
    const api = await apiOf(({ searchParams }) => publishPage(searchParams.get('page'), '20'))
    expect(await taken(api.address)).toEqual({
      is: 'taken',
      services: 73,
      leftOut: 0,
      withoutTopic: 0,
      notes: [],
    })
    api.close()
    const last = await publishPage('4', '20')
    expect(last).toMatchObject({
      total_items: 73,
      total_pages: 4,
      page_number: 4,
      size: 13,
      last_page: true,
      empty: false,
    })
    expect(await publishPage('99', '20')).toMatchObject({ size: 0, empty: true, last_page: true })
    expect(await publishPage('x', '-1')).toMatchObject({ page_number: 1, size: 50 })
    const again = await everything()
    // Parts that had no id of their own in the feed have one now; nothing else is different.
    const withoutIds = (text: string) =>
      JSON.parse(text, (key, value) => (key === 'id' ? undefined : value)) as { services: unknown[] }
    expect(withoutIds(again)).toEqual(withoutIds(before))
    expect(withoutIds(again).services).toHaveLength(73)
    const api2 = await apiOf(({ searchParams }) => publishPage(searchParams.get('page'), '100'))
    await taken(api2.address)
    api2.close()
    expect(await everything()).toBe(again)
  })
})

describe('a report of a mistake', () => {
  let serviceId = ''
  beforeAll(async () => {
    await resetDatabase()
    await taken(demonstrationFeed)
    serviceId = (await found({ words: 'memory' })).services[0]?.id ?? ''
  })
  const report = (typed: string, address = '192.0.2.1', id = serviceId) =>
    reportMistake({ serviceId: id, typed, address, now })

  it('is kept sealed, shown to staff, and deleted when they have seen to it', async () => {
    expect(await report('The number rings a baker’s shop')).toEqual({ is: 'kept' })
    const [row] = await read((db) => listReports(db, 5))
    expect(Buffer.from(row?.words ?? []).toString('latin1')).not.toContain('baker')
    const shown = await showDirectory(administrator, now)
    expect(shown?.reports[0]).toMatchObject({ serviceId, words: 'The number rings a baker’s shop' })
    expect(await settleReport(row?.id ?? '', officer)).toBe(false)
    expect(await settleReport('nothing', administrator)).toBe(false)
    expect(await settleReport(row?.id ?? '', administrator)).toBe(true)
    expect(await settleReport(row?.id ?? '', administrator)).toBe(false)
    expect((await showDirectory(administrator, now))?.reports).toEqual([])
  })

  it('is deleted after the days of the settings, seen to or not', async () => {
    const days = (ago: number) => new Date(Date.now() - ago * 24 * 3_600_000)
    const kept = async (words: string, ago: number) => {
      const id = randomUUID()
      const sealed = seal(words, `directory_reports:${id}`)
      await read((db) => insertReport(db, { id, serviceId, words: sealed, reportedAt: days(ago) }))
      return id
    }
    const { reportDays } = directorySettings
    await kept('Long ago', reportDays + 1)
    const newer = await kept('A while ago', reportDays - 1)
    await purgeDrafts({}, jobAt())
    expect((await read((db) => listReports(db, 5))).map(({ id }) => id)).toEqual([newer])
    await settleReport(newer, administrator)
  })

  it('has words, not too many, and an entry it is about', async () => {
    expect(await report('  ')).toEqual({ is: 'blank' })
    expect(await report('é'.repeat(LONGEST_REPORT + 2))).toEqual({ is: 'too-long', by: 2 })
    expect(await report('x', '192.0.2.2', 'nothing')).toEqual({ is: 'no-service' })
  })

  it('comes only so often from one address', async () => {
    const results: string[] = []
    for (let n = 0; n < 8; n++) results.push((await report(`wrong ${n}`, '192.0.2.9')).is)
    expect(results.filter((is) => is === 'kept')).toHaveLength(5)
    expect(results.at(-1)).toBe('wait')
    expect((await report('wrong', '192.0.2.10')).is).toBe('kept')
  })
})

describe('a receipt', () => {
  beforeAll(async () => {
    await resetDatabase()
    await taken(demonstrationFeed)
  })

  /** A request sent from a device, which raised these signposts, by somebody who gave this address or none. */
  async function sent(visit: string, signposts: readonly string[], address?: object): Promise<void> {
    const id = randomUUID()
    const draftId = randomUUID()
    const empty = seal('{}', `drafts:${draftId}`)
    const stored = {
      snapshot: { answers: address ? { address } : {} },
      signposts: signposts.map((one) => ({ id: one, title: one, onScreenOnly: one === 'sp-domestic-abuse' })),
    }
    const at = new Date(now.epochMilliseconds)
    const until = new Date(now.add({ hours: 1 }).epochMilliseconds)
    await transact(async (tx) => {
      await insertSubmission(tx, {
        id,
        reference: `R${id.slice(0, 7)}`,
        form: 'feedback',
        formVersion: 1,
        receivedAt: at,
        snapshot: seal(JSON.stringify(stored), `submissions:${id}`),
        isSafeguarding: false,
        suggestedColour: 'green',
      })
      await insertDraft(tx, {
        id: draftId,
        form: 'feedback',
        formVersion: 1,
        state: empty,
        createdAt: at,
        updatedAt: at,
        expiresAt: until,
        visitHash: visitHash(visit),
      })
      const sent = { submissionId: id, at, emptyState: empty, receiptUntil: until }
      await updateDraftAsSent(tx, { id: draftId, visitHash: visitHash(visit) }, sent)
    })
  }

  it('names the two nearest services of each topic, with a telephone and no address', async () => {
    await sent('near', ['sp-meals', 'sp-domestic-abuse'], { line1: '1 Made-up Street', postcode: 'CR0 4ZA' })
    const { nearby } = await showLocalHelp(feedback, 'near', now)
    expect(nearby.get('sp-meals')?.map(({ name }) => name)).toEqual([
      'Mill Cross food bank',
      expect.any(String),
    ])
    expect(nearby.get('sp-domestic-abuse')).toHaveLength(2)
    expect(Object.keys(nearby.get('sp-domestic-abuse')?.[0] ?? {}).toSorted()).toEqual([
      'href',
      'id',
      'name',
      'phone',
    ])
  })

  it('names services without knowing a place', async () => {
    await sent('nowhere', ['sp-meals'])
    expect((await showLocalHelp(feedback, 'nowhere', now)).nearby.get('sp-meals')).toHaveLength(2)
  })
})
