import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase, read } from '#db/client.ts'
import { databaseFolder, type EmbeddedDatabase, startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { listReferences, findSubmission } from '#db/queries/submissions.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { keysOf, makeDataFolder } from '#src/start/data-folder.ts'
import { figure, isLong, seed } from '#tests/support/long.ts'
import { CONCERN } from '#tests/support/ready-to-send.ts'
import { builtProgram } from '#tests/support/programs-built.ts'
import { freePort } from '#db/free-port.ts'
import { Visitor } from '#tests/support/running-portal.ts'

const PEOPLE = 6

const folder = mkdtempSync(join(tmpdir(), 'portal-kills-'))
const ending: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const end of ending.reverse()) await end()
  rmSync(folder, { recursive: true, force: true })
})
beforeAll(buildIfNeeded, 300_000)

/** Processes that ended although nobody killed them. */
const exits: string[] = []

/** One of our programs, started again at once whenever it was killed. */
function keep(program: 'web' | 'worker', environment: Record<string, string>) {
  let child: ChildProcess
  let isKilled = false
  let isOver = false
  const run = () => {
    isKilled = false
    child = spawn(process.execPath, builtProgram(program), {
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'silent', ...environment },
      stdio: 'ignore',
    })
    child.once('exit', (code, signal) => {
      if (!isKilled) exits.push(`${program} (${signal ?? code})`)
      if (!isOver) run()
    })
  }
  const kill = async () => {
    isKilled = true
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  run()
  ending.push(() => {
    isOver = true
    return kill()
  })
  return kill
}

/** A database on a disk, started again on its port whenever it was killed. */
async function keepDatabase() {
  makeDataFolder(folder)
  // With the keys of this process, which reads afterwards what was stored.
  const keys = {
    ...keysOf(folder, false),
    sealKeys: process.env.SEAL_KEYS ?? '',
    hashKey: process.env.HASH_KEY ?? '',
  }
  let database: EmbeddedDatabase = await startEmbedded(folder, keys)
  const { appUrl, ownerUrl, port } = database
  await migrate(ownerUrl)
  ending.push(() => database.stop())
  const kill = async () => {
    const [pid] = readFileSync(join(databaseFolder(folder), 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
    await database.gone
    database = await startEmbedded(folder, keys, { port })
  }
  return { appUrl, ownerUrl, kill }
}

/** What somebody sends, page after page. */
const pages = (what: string): [string, Record<string, string[]>][] => [
  ['danger', { 'danger-now': ['no'] }],
  ['s-who', { 'sg-who': ['pro'] }],
  ['s-you', { 'sg-name': ['Nurse Test'], 'sg-phone': ['020 7946 0501'] }],
  ['s-job', {}],
  ['s-adult', { 'sg-adult-name': ['Walter Sampleman'] }],
  ['s-what', { 'sg-what': [what] }],
  ['check', { 'sg-declare': ['true'] }],
]

test('web server, worker and database killed at random while people send: nothing is lost, doubled or ends by itself', async () => {
  const database = await keepDatabase()
  openDatabase(database.appUrl)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const environment = { EMBEDDED_DATABASE_URL: database.appUrl, PORT: String(port), HOST: '127.0.0.1' }
  const kill = {
    web: keep('web', environment),
    worker: keep('worker', environment),
    database: database.kill,
  }
  const isUp = async () => {
    const answer = await fetch(`${address}/health/ready`).catch(() => undefined)
    expect(await answer?.json()).toMatchObject({ database: 'ready' })
  }
  const up = () => vi.waitFor(isUp, { timeout: 60_000, interval: 50 })
  await up()

  const unexpected: string[] = []
  /** Posts as somebody does who tries again until it was taken. */
  const post = async (visitor: Visitor, page: string, fields: Record<string, string[]>) => {
    for (;;) {
      const answer = await visitor.post(`${CONCERN}/${page}`, fields).catch(() => undefined)
      if (answer?.status === 303) return
      if (answer && answer.status !== 503) unexpected.push(`${page}: ${answer.status}`)
      await pause(50)
    }
  }
  const receipts = new Map<string, string>()
  let begun = 0
  let isOver = false
  const people = Array.from({ length: PEOPLE }, async () => {
    while (!isOver) {
      const what = `Bruise number ${++begun}.`
      const visitor = new Visitor(address)
      for (const [page, fields] of pages(what)) await post(visitor, page, fields)
      for (let reference = ''; reference === ''; ) {
        const html = await visitor
          .get(`${CONCERN}/sent`)
          .then((answer) => answer.text())
          .catch(() => '')
        reference = /data-reference="([^"]+)"/.exec(html)?.[1] ?? ''
        if (reference) receipts.set(what, reference)
        else await pause(50)
      }
    }
  })

  // The worker is still starting as its database goes.
  const whom = ['web', 'worker', 'database'] as const
  const anyKill = fc.record({ of: fc.constantFrom(...whom), after: fc.integer({ min: 0, max: 800 }) })
  const plan = isLong
    ? fc.sample(anyKill, { numRuns: 300, seed })
    : whom.map((of, at) => ({ of, after: 300 * (at + 1) }))
  for (const { of, after } of plan) {
    await pause(after)
    await kill[of]()
    await up()
  }
  isOver = true
  await Promise.all(people)

  const stored = new Map<string, string[]>()
  for (const { reference } of await read((db) => listReferences(db, { most: 100_000 }))) {
    const row = await read((db) => findSubmission(db, reference))
    if (!row) throw new Error('A submission is listed but not there.')
    const { answers } = openSubmission(row).snapshot
    expect(answers, reference).toMatchObject({ 'sg-adult-name': 'Walter Sampleman' })
    const what = String(answers['sg-what'])
    stored.set(what, [...(stored.get(what) ?? []), reference])
  }
  expect(Object.fromEntries(stored)).toEqual(
    Object.fromEntries([...receipts].map(([what, reference]) => [what, [reference]])),
  )
  const owner = postgres(database.ownerUrl, { max: 1 })
  const [jobs] = await owner`select count(*)::int as failed from pgboss.job where state = 'failed'`
  await owner.end()
  expect(jobs?.['failed']).toBe(0)
  expect(unexpected).toEqual([])
  expect(exits).toEqual([])
  const counted = Map.groupBy(plan, ({ of }) => of)
  figure(
    `${plan.length} kills (${[...counted].map(([of, all]) => `${of} ${all.length}`).join(', ')}) while ${receipts.size} concerns were sent: none lost, none doubled, no process ended by itself`,
  )
}, 3_600_000)
