import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { searchQueries } from '#tests/fixtures/search-queries.ts'
import { ownerUrl } from '#tests/support/database.ts'

type Server = typeof import('#src/services/information/search.ts')

const now = Temporal.Instant.from('2026-11-29T12:00:00Z')
const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
/** What it does to a table no trigger sees, so that nobody can know of it. */
const unseen = postgres(ownerUrl, { max: 1, connection: { session_replication_role: 'replica' } })
afterAll(() => Promise.all([owner.end(), unseen.end()]))

const ends: (() => Promise<void>)[] = []
/** A server of its own: with its own memory, and its own connections. */
async function startServer(): Promise<Server> {
  vi.resetModules()
  const [{ closeDatabase }, server] = await Promise.all([
    import('#db/client.ts'),
    import('#src/services/information/search.ts'),
  ])
  ends.push(closeDatabase)
  return server
}

let one: Server
let other: Server
beforeEach(async () => {
  ;[one, other] = [await startServer(), await startServer()]
})
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()))
  await owner`delete from search_pages`
})

async function answerOf(server: Server, typed: string, wants?: { extracts: boolean }) {
  const answer = await server.search(typed, now, wants)
  if (answer === 'away') throw new Error('The database is away')
  return answer
}
const found = async (server: Server, typed: string) =>
  (await answerOf(server, typed)).results.map(({ href }) => href.replace('/information/', ''))

test('the servers of these tests share nothing but the database', () => {
  expect(one.search).not.toBe(other.search)
})

test('what was found is kept: asked again, the tables that are searched are not read', async () => {
  const before = await answerOf(one, 'demensia care at home')
  // It has made sure that the copy is there.
  await found(other, 'falls')
  await unseen`delete from search_pages`
  expect(await found(other, 'demensia care at home')).toEqual([])
  const after = await answerOf(one, '  Demensia CARE at  home')
  expect(after).toEqual(before)
  expect(after.near).toEqual([{ typed: 'demensia', near: 'dementia' }])
  await unseen`update search_publication set number = number + 1`
  expect(await found(one, 'demensia care at home')).toEqual([])
})

test('a page that is withdrawn is gone from every server at once', async () => {
  for (const server of [one, other]) {
    expect(await found(server, 'dementia')).toContain('dementia')
    expect(await found(server, 'dementia')).toContain('dementia')
  }
  await owner`delete from search_pages where id = 'dementia'`
  for (const server of [one, other]) expect(await found(server, 'dementia')).not.toContain('dementia')
})

test('what another server publishes is found by every server at once', async () => {
  const { replaceSearch } = await import('#db/queries/search.ts')
  const client = await import('#db/client.ts')
  expect(await found(one, 'zeppelin')).toEqual([])
  const page = { id: 'falls', title: 'Zeppelin', called: '', summary: 'A zeppelin.', body: '' }
  await client.transact((tx) => replaceSearch(tx, 'another', { pages: [page], phrases: [], common: [] }))
  expect(await found(one, 'zeppelin')).toEqual(['falls'])
})

test('a change is not seen before it is made, nor kept from when it is undone', async () => {
  expect(await found(one, 'dementia')).toContain('dementia')
  await owner
    .begin(async (tx) => {
      await tx`delete from search_pages where id = 'dementia'`
      expect(await found(one, 'dementia')).toContain('dementia')
      throw new Error('undone')
    })
    .catch(() => undefined)
  expect(await found(one, 'dementia')).toContain('dementia')
})

test('kept, every query is answered as when it was searched', async () => {
  const queries = [...searchQueries.map(([query]) => query), '', '3.5hours of nowhere', 'Smith’s demensia']
  for (const wants of [{ extracts: true }, { extracts: false }]) {
    for (const query of queries) {
      const [searched, kept, elsewhere] = [
        await answerOf(one, query, wants),
        await answerOf(one, query, wants),
        await answerOf(other, query, wants),
      ]
      expect(kept).toEqual(searched)
      expect(elsewhere).toEqual(searched)
    }
  }
}, 120_000)

test('extracts are made only where they are wanted', async () => {
  const extracts = async (wants: { extracts: boolean }) =>
    (await answerOf(one, 'falls', wants)).results.map(({ extract }) => extract.length > 0)
  expect(new Set(await extracts({ extracts: false }))).toEqual(new Set([false]))
  expect(new Set(await extracts({ extracts: true }))).toEqual(new Set([true]))
})

test('nothing that was typed is kept', async () => {
  const { KeptFound } = await import('#src/services/information/kept-found.ts')
  const kept = vi.spyOn(KeptFound.prototype, 'find')
  await other.search('Grimsdyke demensia 0207 9460199', now)
  const found = JSON.stringify(await kept.mock.results[0]?.value)
  expect(found).toContain('dementia')
  expect(found).not.toMatch(/grimsdyke|demensia|9460199/i)
})

describe('while the tables that are searched cannot be read', () => {
  const looking = postgres(ownerUrl, { max: 1 })
  afterAll(() => looking.end())
  /** Holds them until it is let go. */
  async function held(run: () => Promise<void>) {
    await owner.begin(async (tx) => {
      await tx`lock table search_words, search_stems in access exclusive mode`
      await run()
    })
  }
  const waiting = async () => {
    const [row] = await looking<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    return row?.waiting ?? 0
  }

  test('many at once are told so in time, hold up nobody else, and what was kept is still answered', async () => {
    const kept = await answerOf(other, 'falls')
    await held(async () => {
      const began = performance.now()
      const searches = Array.from({ length: 60 }, (_, at) => other.search(`meals ${at}`, now))
      await vi.waitFor(async () => expect(await waiting()).toBe(4))
      // The connections of the same server, of which ten would be taken.
      const { read: readThere } = await import('#db/client.ts')
      const asked = performance.now()
      await readThere((db) => db.execute(sql`select 1`))
      expect(await answerOf(other, 'falls')).toEqual(kept)
      expect(performance.now() - asked).toBeLessThan(1_000)
      expect(new Set(await Promise.all(searches))).toEqual(new Set(['away']))
      expect(performance.now() - began).toBeLessThan(4_500)
      expect(await waiting()).toBeLessThanOrEqual(4)
    })
    expect(await found(other, 'meals')).toContain('meals')
  }, 30_000)
})
