import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql as statement } from 'drizzle-orm'
import type postgres from 'postgres'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { transact } from '#db/client.ts'
import { connectTo } from '#db/driver.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { appUrl, ownerUrl } from '#tests/support/database.ts'
import { figure, sample } from '#tests/support/long.ts'
import { builtProgram } from '#tests/support/programs-built.ts'
import { startPortal, Visitor } from '#tests/support/running-portal.ts'

const root = join(import.meta.dirname, '../../..')
const CLOSED = 'CONNECTION_CLOSED'

/** The types of the driver leave one out. */
type Options = postgres.Options<Record<string, never>> & { readonly max_pipeline?: number }

const pools: postgres.Sql[] = []
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.end({ timeout: 1 })
})
function poolOf(url: string, options: Options): postgres.Sql {
  const pool = connectTo(url, { backoff: () => 0.05, onnotice: () => undefined, ...options })
  pools.push(pool)
  return pool
}

/** Ends a connection from the server's side, as a fail-over or an administrator does. */
const endBackend = (pid: number) => poolOf(ownerUrl, { max: 1 })`select pg_terminate_backend(${pid})`

/** How something ended: its error's code, or `fine`; `never` when it has not after five seconds. */
const endOf = (asked: PromiseLike<unknown>): Promise<string> =>
  Promise.race([
    Promise.resolve(asked).then(
      () => 'fine',
      (error: { code?: string }) => error.code ?? String(error),
    ),
    pause(5_000, 'never', { ref: false }),
  ])

const ownPid = async (sql: postgres.Sql | postgres.TransactionSql) => {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  return row?.pid ?? 0
}

/** A pool of one whose sockets the test can break. */
function breakablePool(options: Options = {}) {
  const { hostname, port } = new URL(appUrl)
  let newest: Socket | undefined
  const socket = async () => {
    newest = connect(Number(port), hostname)
    await once(newest, 'connect')
    return newest
  }
  // The driver takes a socket of ours; its types do not say so.
  const pool = poolOf(appUrl, { max: 1, ...options, ...({ socket } as object) })
  return { pool, breakIt: (error?: Error) => newest?.destroy(error) }
}

describe('a connection that dies', () => {
  test('in the middle of a statement of a transaction: the transaction fails, the pool goes on', async () => {
    const pool = poolOf(appUrl, { max: 1 })
    let pid = 0
    const transaction = pool.begin(async (tx) => {
      pid = await ownPid(tx)
      await tx`select pg_sleep(5)`
    })
    const ended = endOf(transaction)
    while (pid === 0) await pause(5)
    await endBackend(pid)
    expect(await ended).toBe(CLOSED)
    for (let time = 0; time < 3; time++) {
      expect(await endOf(pool`select 1`)).toBe('fine')
      expect(await endOf(pool.begin((tx) => tx`select 1`))).toBe('fine')
    }
  })

  test('between two statements of a transaction: the second is never carried out, on no connection', async () => {
    const pool = poolOf(appUrl, { max: 1 })
    const owner = poolOf(ownerUrl, { max: 1 })
    await owner`create table outside (word text); grant all on outside to public`.simple()
    const other: Promise<string>[] = []
    let second = ''
    const transaction = pool.begin(async (tx) => {
      const pid = await ownPid(tx)
      await tx`insert into outside values ('first')`
      await endBackend(pid)
      await pause(100)
      // Somebody else has the connection made anew, and this transaction goes on as if nothing had been.
      other.push(endOf(pool.begin((inner) => inner`select pg_sleep(0.3)`)))
      await pause(200)
      second = await endOf(tx`insert into outside values ('second')`)
    })
    expect(await endOf(transaction)).toBe(CLOSED)
    await pause(400)
    expect(second).toBe(CLOSED)
    expect(await Promise.all(other)).toEqual(['fine'])
    expect(await owner`select word from outside`).toHaveLength(0)
    await owner`drop table outside`
  })

  test('with statements waiting in the transaction: each is answered', async () => {
    const { pool, breakIt } = breakablePool({ max_pipeline: 1 })
    const waiting: Promise<string>[] = []
    const transaction = pool.begin(async (tx) => {
      for (let at = 0; at < 4; at++) waiting.push(endOf(tx`select pg_sleep(2), ${at}::int`))
      await pause(100)
      breakIt()
      await Promise.all(waiting)
    })
    expect(await endOf(transaction)).toBe(CLOSED)
    expect(await Promise.all(waiting)).toEqual([CLOSED, CLOSED, CLOSED, CLOSED])
    expect(await endOf(pool`select 1`)).toBe('fine')
  })

  test('by a reset: what is said between the reset and its end is answered, and the connection serves again', async () => {
    const { pool, breakIt } = breakablePool()
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' })
    const transaction = pool.begin(async (tx) => {
      await tx`select 1`
      setTimeout(() => breakIt(reset), 50)
      await tx`select pg_sleep(2)`
    })
    expect(['ECONNRESET', CLOSED]).toContain(await endOf(transaction))
    for (let time = 0; time < 4; time++) expect(await endOf(pool`select ${time}::int`)).toBe('fine')
  })

  test('in the middle of a statement: the next is not told of its error', async () => {
    const pool = poolOf(appUrl, { max: 1 })
    const pid = await ownPid(pool)
    const slow = endOf(pool`select pg_sleep(5)`)
    await pause(50)
    await endBackend(pid)
    expect([CLOSED, '57P01']).toContain(await slow)
    expect(await endOf(pool`select 1`)).toBe('fine')
  })
})

test('a transaction has its connection to itself, however many statements are under way on it', async () => {
  for (const before of [1, 2, 3, 4]) {
    const pool = poolOf(appUrl, { max: 1, max_pipeline: 3 })
    await pool`select 1`
    const others = Array.from({ length: before }, () => endOf(pool`select pg_sleep(0.02)`.execute()))
    let isOver = false
    const transaction = pool.begin(async (tx) => {
      await tx`select 1`
      await pause(50)
      isOver = true
    })
    const after = pool`select 1`.then(() => isOver)
    expect(await endOf(transaction)).toBe('fine')
    expect(await Promise.all(others)).toEqual(others.map(() => 'fine'))
    expect(await after, 'a statement of somebody else ran inside the transaction').toBe(true)
  }
})

describe('the portal', () => {
  beforeAll(buildIfNeeded, 300_000)

  test('outlives the death of its connections in mid-transaction: every request ends, and the pool is whole again', async () => {
    const kills = sample(
      Array.from({ length: 200 }, (_, at) => at),
      40,
    ).length
    const portal = await startPortal()
    const owner = poolOf(ownerUrl, { max: 1 })
    const statuses = new Map<number, number>()
    let isOver = false
    const form = '/forms/safeguarding-concern'
    const people = Array.from({ length: 12 }, async () => {
      while (!isOver) {
        const visitor = new Visitor(portal.address)
        for (const [page, fields] of [
          ['danger', { 'danger-now': ['no'] }],
          ['s-who', { 'sg-who': ['pro'] }],
          ['s-you', { 'sg-name': ['Nurse Test'], 'sg-phone': ['020 7946 0501'] }],
        ] as const) {
          const { status } = await visitor.post(`${form}/${page}`, fields)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      }
    })
    let ended = 0
    while (ended < kills) {
      // Whoever is inside a transaction just now.
      const gone = await owner`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'portal' and xact_start is not null and pid <> pg_backend_pid()
          and datname = current_database() limit 3`
      ended += gone.length
      await pause(5)
    }
    isOver = true
    const late = pause(40_000, 'never', { ref: false })
    expect(await Promise.race([Promise.all(people).then(() => 'all ended'), late])).toBe('all ended')
    expect(portal.process.exitCode).toBe(null)
    const whole = await Promise.all(
      Array.from({ length: 20 }, () =>
        new Visitor(portal.address).post(`${form}/danger`, { 'danger-now': ['no'] }),
      ),
    )
    expect(whole.map(({ status }) => status)).toEqual(whole.map(() => 303))
    expect([...statuses.keys()].filter((status) => ![303, 503].includes(status))).toEqual([])
    await portal.kill()
    figure(
      `connections ended in mid-transaction: ${ended}, answers by status: ${JSON.stringify([...statuses])}`,
    )
  }, 180_000)

  test('says 503 and not 500 to whoever waits too long for a lock', async () => {
    const portal = await startPortal()
    const visitor = new Visitor(portal.address)
    const page = '/forms/safeguarding-concern/danger'
    expect((await visitor.post(page, { 'danger-now': ['no'] })).status).toBe(303)
    const owner = poolOf(ownerUrl, { max: 1 })
    await owner.begin(async (tx) => {
      await tx`lock table drafts in access exclusive mode`
      expect((await visitor.post(page, { 'danger-now': ['no'] })).status).toBe(503)
    })
    expect((await visitor.post(page, { 'danger-now': ['no'] })).status).toBe(303)
    await portal.kill()
  })

  test.each([
    { program: 'the web server', run: builtProgram('web') },
    { program: 'the worker', run: builtProgram('worker') },
    { program: 'a command', run: [join(root, 'src/commands/add-staff.ts')] },
    { program: 'a migration', run: [join(root, 'db/migrate.ts')] },
  ])('$program does not start on a driver without the patch, and says what to do', ({ run }) => {
    const hidden = `--import=${join(root, 'tests/support/unpatched-driver.ts')}`
    const { status, stderr } = spawnSync(process.execPath, run, {
      env: { ...process.env, EMBEDDED_DATABASE_URL: appUrl, NODE_OPTIONS: hidden, NODE_ENV: 'production' },
      input: 'anna@example.org\nAnna Test\nofficer\na quiet desk by the window\na quiet desk by the window\n',
      encoding: 'utf8',
      timeout: 30_000,
    })
    expect(stderr).toContain('Run npm ci without --ignore-scripts.')
    expect(status).toBe(1)
  })
})

describe('a transaction that was undone because of others', () => {
  let tries = 0
  const undoneTwice = () => {
    tries = 0
    return transact(async (tx) => {
      tries++
      if (tries < 3) throw Object.assign(new Error('made up'), { code: '40001', query: '' })
      return (await tx.execute(statement`select 1 as one`)).length
    })
  }

  test('is tried again', async () => {
    expect(await undoneTwice()).toBe(1)
    expect(tries).toBe(3)
  })

  test('is not, once somebody has waited for four seconds', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(4_001)
    await expect(undoneTwice()).rejects.toMatchObject({ code: '40001' })
    clock.mockRestore()
    expect(tries).toBe(1)
  })
})
