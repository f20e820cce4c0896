import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listReferences } from '#db/queries/submissions.ts'
import { buildIfNeeded } from '#src/start/build.ts'
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
