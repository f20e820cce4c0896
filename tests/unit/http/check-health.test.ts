import { beforeEach, expect, test, vi } from 'vitest'
import { DatabaseError } from '#db/client.ts'

const database = vi.hoisted(() => ({
  isMigrated: async (): Promise<boolean> => true,
  workerSeenAt: async (): Promise<Date | null> => null,
  looks: 0,
}))
vi.mock('#db/migrate.ts', () => ({
  isMigrated: () => {
    database.looks++
    return database.isMigrated()
  },
}))
vi.mock('#db/jobs.ts', () => ({ findWorkerSeenAt: () => database.workerSeenAt() }))
vi.mock('#db/client.ts', async (original) => ({
  ...(await original<typeof import('#db/client.ts')>()),
  read: (run: (db: unknown) => unknown) => run({}),
}))

const now = Date.UTC(2026, 10, 23, 9)
const away = () => Promise.reject(new DatabaseError('ECONNREFUSED'))
const silent = () => new Promise<never>(() => undefined)

/** A server that has just started. */
async function started() {
  vi.resetModules()
  return (await import('#src/services/running/check-health.ts')).checkHealth
}

beforeEach(() => {
  database.isMigrated = async () => true
  database.workerSeenAt = async () => new Date(now - 30_000)
  database.looks = 0
})

test('starts until the database has answered with every migration in place', async () => {
  const checkHealth = await started()
  database.isMigrated = away
  expect(await checkHealth(now)).toEqual({ status: 'starting' })
  database.isMigrated = async () => false
  expect(await checkHealth(now)).toEqual({ status: 'starting' })
  database.isMigrated = async () => true
  expect(await checkHealth(now)).toEqual({ status: 'ready', database: 'ready', worker: 'ready' })
})

test('is never starting again, but degraded, when the database goes', async () => {
  const checkHealth = await started()
  await checkHealth(now)
  database.workerSeenAt = away
  expect(await checkHealth(now)).toEqual({ status: 'degraded', database: 'away', worker: 'unknown' })
  database.workerSeenAt = async () => new Date(now)
  expect(await checkHealth(now)).toMatchObject({ status: 'ready' })
})

test.each([null, new Date(now - 121_000)])(
  'is degraded while no worker runs (last seen %s)',
  async (seenAt) => {
    const checkHealth = await started()
    database.workerSeenAt = async () => seenAt
    expect(await checkHealth(now)).toEqual({ status: 'degraded', database: 'ready', worker: 'away' })
  },
)

test('answers within its deadline when the database does not, however many ask, with one look', async () => {
  const checkHealth = await started()
  database.isMigrated = silent
  const startedAt = performance.now()
  const all = await Promise.all(Array.from({ length: 50 }, () => checkHealth(now)))
  expect(performance.now() - startedAt).toBeLessThan(1500)
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['starting']))
  expect(database.looks).toBe(1)
})
