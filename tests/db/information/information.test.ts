import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { countPromises } from '#db/queries/promises.ts'
import { seal } from '#db/sealing.ts'
import { insertClocks } from '#db/queries/clocks.ts'
import { insertSubmission } from '#db/queries/submissions.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { council } from '#src/settings/council.ts'
import { topics } from '#src/information/topics.ts'
import { type RunningPortal, startPortal } from '#tests/support/running-portal.ts'
import type { ClockEnd } from '#src/domain/clocks.ts'

/** Nothing listens on the first port. */
const nowhere = 'postgres://nobody:x@127.0.0.1:1/none'

let portal: RunningPortal
let address = ''

beforeAll(async () => {
  buildIfNeeded()
  portal = await startPortal({ EMBEDDED_DATABASE_URL: nowhere })
  address = portal.address
}, 240_000)
afterAll(() => portal.kill())

describe('with the database stopped', () => {
  const formats = ['', '/easy-read', '?style=large', '/print', '.txt']
  test.each(topics.map(({ id }) => [id]))('%s is served in every format', async (id) => {
    for (const format of formats) {
      const answer = await fetch(`${address}/information/${id}${format}`)
      expect([format, answer.status]).toEqual([format, 200])
      expect(await answer.text()).toContain(council.phones.day)
    }
  })

  test.each([
    '/',
    '/easy-read',
    '/information',
    '/information/easy-read',
    '/accessibility',
    '/privacy',
    '/cookies',
    '/sitemap.xml',
    '/robots.txt',
    '/pictures/home.svg',
  ])('%s is served', async (path) => {
    expect((await fetch(`${address}${path}`)).status).toBe(200)
  })

  test('the short address for letters and posters leads to the promises', async () => {
    const answer = await fetch(`${address}/our-promises`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/information/our-promises'])
  })

  test('every urgent number is on the front page, and on the page that is not there', async () => {
    for (const path of ['/', '/nowhere']) {
      const html = await (await fetch(`${address}${path}`)).text()
      for (const number of [council.phones.day, council.phones.night, '999', '111']) {
        expect(html, path).toContain(number)
      }
    }
  })

  test('local help is left out with a word, and the directory says that it is away', async () => {
    expect(await (await fetch(`${address}/information/falls`)).text()).toContain('data-local-help="away"')
    for (const path of ['/local-help', '/local-help/any']) {
      const answer = await fetch(`${address}${path}`)
      expect(answer.status).toBe(503)
      expect(await answer.text()).toContain(council.phones.day)
    }
    const data = await fetch(`${address}/api/directory/services`)
    expect([data.status, data.headers.get('cache-control')]).toEqual([503, 'no-store'])
    expect(await data.json()).toEqual({ error: 'The directory cannot be read just now.' })
  })

  test('the promises are there without their figures, and soon', async () => {
    const startedAt = performance.now()
    const html = await (await fetch(`${address}/information/our-promises`)).text()
    expect(performance.now() - startedAt).toBeLessThan(1500)
    expect(html).toContain('data-counts="away"')
    expect(html).toContain('10 working days')
  })
})

describe('the promises counted', () => {
  const promise = (dueAt: string, keptAt: string | null, ended: ClockEnd = 'kept') =>
    transact(async (tx) => {
      const id = crypto.randomUUID()
      await insertSubmission(tx, {
        id,
        reference: `P${id.slice(0, 7)}`,
        form: 'feedback',
        formVersion: 1,
        receivedAt: new Date('2019-01-02T10:00:00Z'),
        snapshot: seal('{}', `submissions:${id}`),
        isSafeguarding: false,
        suggestedColour: 'green',
      })
      await insertClocks(tx, [
        {
          id: crypto.randomUUID(),
          submissionId: id,
          kind: 'triage',
          rule: 'A',
          team: 'front-door',
          startedAt: new Date('2019-01-02T10:00:00Z'),
          dueAt: new Date(dueAt),
          ...(keptAt === null ? {} : { ended, endedAt: new Date(keptAt) }),
        },
      ])
    })

  test('are those that fell due in the time, kept and not late, without what no longer had to be', async () => {
    await promise('2019-01-03T17:00:00Z', '2019-01-03T17:00:00Z')
    await promise('2019-01-03T17:00:00Z', '2019-01-03T17:00:01Z', 'late')
    await promise('2019-01-03T17:00:00Z', '2019-01-03T12:00:00Z', 'cancelled')
    await promise('2019-01-03T17:00:00Z', null)
    await promise('2019-02-01T17:00:00Z', '2019-01-05T10:00:00Z')
    const counted = await read((db) =>
      countPromises(db, 'triage', new Date('2019-01-03T17:00:00Z'), new Date('2019-02-01T17:00:00Z')),
    )
    expect(counted).toEqual({ due: 3, kept: 1 })
  })
})
