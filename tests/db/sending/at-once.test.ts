import { join } from 'node:path'
import postgres from 'postgres'
import { beforeAll, expect, test, vi } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listReferences } from '#db/queries/submissions.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { ownerUrl } from '#tests/support/database.ts'
import { CONCERN, readyToSend, sendConcern } from '#tests/support/ready-to-send.ts'
import { startPortal, Visitor } from '#tests/support/running-portal.ts'

const PEOPLE = 20

/** A Sunday: whatever is sent then also sends a job, which tells the emergency duty team. */
const onSunday = {
  NODE_OPTIONS: `--import=${join(import.meta.dirname, '../../support/another-day.ts')}`,
  TEST_STARTS_AT: '2026-12-06T10:00:00Z',
}

beforeAll(buildIfNeeded, 300_000)

test('more people than there are connections send at once to a server that has just started: each gets a receipt', async () => {
  const before = await startPortal(onSunday)
  const people = Array.from({ length: PEOPLE }, () => new Visitor(before.address))
  await Promise.all(people.map(readyToSend))
  await before.kill()
  const fresh = await startPortal(onSunday)
  for (const one of people) one.address = fresh.address
  const answers = await Promise.all(people.map(sendConcern))
  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 303))
  const receipts = await Promise.all(people.map(async (one) => (await one.get(`${CONCERN}/sent`)).text()))
  await fresh.kill()
  const given = receipts.map((html) => /data-reference="([^"]+)"/.exec(html)?.[1])
  expect(new Set(given).size).toBe(PEOPLE)
  const stored = await read((db) => listReferences(db, { most: 500 }))
  expect(stored.map(({ reference }) => reference).toSorted()).toEqual(given.toSorted())
}, 120_000)

test('until the queue of jobs is ready only sending waits, and what was typed is kept in the page', async () => {
  const owner = postgres(ownerUrl, { max: 1 })
  let unlock = () => {}
  const isUnlocked = new Promise<void>((resolve) => {
    unlock = resolve
  })
  let lock: Promise<unknown> = Promise.resolve()
  await new Promise<void>((locked) => {
    lock = owner.begin(async (tx) => {
      await tx`lock table pgboss.version in access exclusive mode`
      locked()
      await isUnlocked
    })
  })
  const portal = await startPortal(onSunday)
  const visitor = new Visitor(portal.address)
  await readyToSend(visitor)
  const refused = await sendConcern(visitor)
  expect(refused.status).toBe(503)
  expect(await refused.text()).toContain('<input type="hidden" name="sg-declare" value="true">')
  unlock()
  await lock
  await owner.end()
  await vi.waitFor(async () => expect((await sendConcern(visitor)).status).toBe(303), {
    timeout: 20_000,
    interval: 200,
  })
  await portal.kill()
}, 60_000)

test('inside a transaction nothing can take a second connection, and after it anything can', async () => {
  const second = /takes a second connection/
  await transact(async () => {
    await expect(read(async () => 1)).rejects.toThrow(second)
    await expect(transact(async () => 1)).rejects.toThrow(second)
  })
  let begunInside: Promise<number> | undefined
  let goOn = () => {}
  await transact(async () => {
    const isOver = new Promise<void>((resolve) => {
      goOn = resolve
    })
    begunInside = isOver.then(() => read(async () => 2))
  })
  goOn()
  expect(await begunInside).toBe(2)
})
