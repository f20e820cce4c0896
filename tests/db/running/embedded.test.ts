import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'

const marked = 'Zanzibar-marked-words'
const isRoot = process.getuid?.() === 0
const script = resolve('tests/support/hold-embedded.ts')
const anyone = { uid: 65_534, gid: 65_534 }

let outer: string
let folder: string
const holders: ChildProcess[] = []

/** A folder with a whole database that was started once and stopped in order. Making one takes as long as a test. */
let whole: string
beforeAll(async () => {
  outer = mkdtempSync(join(tmpdir(), 'portal-embedded-'))
  whole = join(outer, 'data')
  folder = whole
  await stopped((await held()).process)
}, 60_000)
afterAll(() => rmSync(dirname(whole), { recursive: true, force: true }))
/** Puts a copy of it in the place of this test’s folder, whoever its files belong to. */
const copyWhole = () => execFileSync('cp', ['-a', whole, folder])

beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'portal-embedded-'))
  folder = join(outer, 'data')
})

afterEach(async () => {
  for (const holder of holders.splice(0)) {
    if (holder.exitCode !== null || holder.signalCode !== null) continue
    const ended = once(holder, 'exit')
    holder.kill('SIGTERM')
    await ended
  }
  const left = serverPid()
  if (left) process.kill(left, 'SIGKILL')
  rmSync(outer, { recursive: true, force: true })
})

interface Held {
  readonly process: ChildProcess
  readonly ownerUrl: string
  readonly appUrl: string
  readonly wasLeftBehind: boolean
}

function hold(options: { uid?: number; gid?: number } = {}) {
  const holder = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  holders.push(holder)
  return holder
}

/** Starts a database in the folder, from a process of its own. */
async function held(options: { uid?: number; gid?: number } = {}): Promise<Held> {
  const holder = hold(options)
  const words: string[] = []
  holder.stderr?.on('data', (part: Buffer) => words.push(part.toString()))
  for await (const line of createInterface({ input: holder.stdout as NodeJS.ReadableStream })) {
    return { process: holder, ...(JSON.parse(line) as Omit<Held, 'process'>) }
  }
  throw new Error(`It did not start: ${words.join('')}`)
}

/** Runs one of our commands on this data folder, with these lines piped in, as beside `npm start`. */
async function command(name: string, ...lines: string[]) {
  const {
    DATABASE_URL: _,
    EMBEDDED_DATABASE_URL: __,
    SEAL_KEYS: ___,
    HASH_KEY: ____,
    ...others
  } = process.env
  const child = spawn(process.execPath, [resolve('src', name)], { env: { ...others, DATA_DIR: folder } })
  child.stdin.end(lines.map((line) => `${line}\n`).join(''))
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { out, errors, code: code as number }
}

async function killed(holder: ChildProcess): Promise<void> {
  const ended = once(holder, 'exit')
  holder.kill('SIGKILL')
  await ended
}

async function stopped(holder: ChildProcess): Promise<void> {
  const ended = once(holder, 'exit')
  holder.kill('SIGTERM')
  await ended
}

function serverPid(): number | null {
  const file = join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

async function asked<T>(url: string, run: (pool: postgres.Sql) => Promise<T>): Promise<T> {
  const pool = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return await run(pool)
  } finally {
    await pool.end()
  }
}

const remember = (url: string) =>
  asked(url, (pool) => pool`create table if not exists kept as select 42 as answer`)
const answer = (url: string) => asked(url, async (pool) => (await pool`select answer from kept`)[0]?.answer)

describe('the embedded database', { timeout: 60_000 }, () => {
  test('is found again at the next start, open to nobody else', async () => {
    const first = await held()
    await remember(first.ownerUrl)
    expect(statSync(join(folder, 'keys.json')).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'postgres')).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'postgres.log')).mode & 0o077).toBe(0)
    const settings = await asked(
      first.ownerUrl,
      (pool) => pool`select name, setting from pg_settings
      where name in ('listen_addresses', 'unix_socket_directories', 'fsync', 'log_min_messages') order by name`,
    )
    expect(settings.map(({ name, setting }) => [name, setting])).toEqual([
      ['fsync', 'on'],
      ['listen_addresses', '127.0.0.1'],
      ['log_min_messages', 'log'],
      ['unix_socket_directories', ''],
    ])
    await expect(answer(first.ownerUrl.replace(/:[^:@]+@/, ':wrong@'))).rejects.toMatchObject({
      code: '28P01',
    })
    await stopped(first.process)
    expect(serverPid()).toBeNull()
    const second = await held()
    expect(second.wasLeftBehind).toBe(false)
    expect(await answer(second.ownerUrl)).toBe(42)
  })

  test('after a kill -9 of the portal, stops the server left behind and starts', async () => {
    copyWhole()
    const first = await held()
    await remember(first.ownerUrl)
    const oldServer = serverPid()
    await killed(first.process)
    expect(serverPid()).toBe(oldServer)
    const second = await held()
    expect(second.wasLeftBehind).toBe(true)
    expect(serverPid()).not.toBe(oldServer)
    expect(await answer(second.ownerUrl)).toBe(42)
  })

  test('after a kill -9 of everything, recovers', async () => {
    copyWhole()
    const first = await held()
    await remember(first.ownerUrl)
    const server = serverPid() as number
    await killed(first.process)
    process.kill(server, 'SIGKILL')
    const second = await held()
    expect(await answer(second.ownerUrl)).toBe(42)
  })

  test('starts where the old server number now belongs to another program', async () => {
    copyWhole()
    writeFileSync(
      join(folder, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${folder}/postgres\n1\n5432\n\n\n`,
    )
    writeFileSync(join(folder, 'lock'), `${process.pid} an earlier life`)
    const second = await held()
    expect(second.wasLeftBehind).toBe(true)
    await asked(second.ownerUrl, (pool) => pool`select 1`)
  })

  test('a first start cut short leaves nothing in the way', async () => {
    const first = hold()
    const isBeingMade = () => readdirSync(folder).some((name) => existsSync(join(folder, name, 'base')))
    await expect.poll(() => existsSync(folder) && isBeingMade(), { interval: 5, timeout: 20_000 }).toBe(true)
    await killed(first)
    expect(existsSync(join(folder, 'postgres'))).toBe(false)
    const second = await held()
    await asked(second.appUrl, (pool) => pool`select 1`)
  })

  test('started twice at once runs once, and the other says so', async () => {
    const two = [hold(), hold()]
    const ends = two.map(async (holder) => {
      const words: string[] = []
      holder.stderr?.on('data', (part: Buffer) => words.push(part.toString()))
      const [code] = (await once(holder, 'exit')) as [number]
      return { holder, code, words: words.join('') }
    })
    const refused = await Promise.race(ends)
    expect(refused.code).toBe(1)
    expect(refused.words).toMatch(/^The portal is already running with the folder .* \(process \d+\)\. .*\n$/)
    const other = two.find((holder) => holder !== refused.holder)
    expect(other?.exitCode).toBeNull()
  })

  test('refuses to make new keys for an old database', async () => {
    copyWhole()
    rmSync(join(folder, 'keys.json'))
    await expect(held()).rejects.toThrow('is missing, so what is stored cannot be opened')
  })

  test('a command beside it finds it, and its keys', async () => {
    copyWhole()
    const { ownerUrl } = await held()
    await migrate(ownerUrl)
    const imported = await command('commands/import-directory.ts')
    expect(imported).toEqual({
      code: 0,
      out: expect.stringMatching(/^[1-9]\d* services are listed now\./),
      errors: '',
    })
    const added = await command(
      'commands/add-staff.ts',
      'ada@example.org',
      'Ada',
      'officer',
      'three dull words',
    )
    expect(added).toMatchObject({ code: 0, errors: '' })
    const [found] = await asked(ownerUrl, (pool) => pool`select count(*)::int as one from staff`)
    expect(found).toEqual({ one: 1 })
  })

  test('a command beside nothing, or beside what only looks like it, says what is missing', async () => {
    const expectMissing = async (name: string) => {
      const { code, errors } = await command(name, 'ada@example.org')
      expect(code).toBe(1)
      expect(errors).toMatch(/^DATABASE_URL is missing\. .* run it while the portal runs/)
    }
    await expectMissing('commands/import-directory.ts')
    mkdirSync(join(folder, 'postgres'), { recursive: true })
    const left = [process.pid, folder, 1, 5432, '', '127.0.0.1', 1, 'ready', '']
    writeFileSync(join(folder, 'postgres', 'postmaster.pid'), left.join('\n'))
    await expectMissing('commands/disable-staff.ts')
    rmSync(join(folder, 'postgres', 'postmaster.pid'))
  })

  test('writes nothing people wrote into its log', async () => {
    copyWhole()
    const { ownerUrl } = await held()
    await asked(ownerUrl, async (pool) => {
      await expect(pool.unsafe(`select '${marked}'::uuid`)).rejects.toThrow()
      await expect(pool`select ${marked}::text::int`).rejects.toThrow()
      await pool`create table unique_words (words text unique)`
      await pool`insert into unique_words values (${marked})`
      await expect(pool`insert into unique_words values (${marked})`).rejects.toThrow()
      await pool.unsafe(`do $$ begin raise warning '${marked}'; end $$`)
    })
    const log = readFileSync(join(folder, 'postgres.log'), 'utf8')
    expect(log).toContain('database system is ready')
    expect(log).not.toContain(marked)
  })

  test.runIf(isRoot)('works as root from a folder only root can enter, and not as root itself', async () => {
    chmodSync(outer, 0o700)
    mkdirSync(folder, { mode: 0o700 })
    const { ownerUrl } = await held()
    await remember(ownerUrl)
    expect(await answer(ownerUrl)).toBe(42)
    const status = readFileSync(`/proc/${serverPid()}/status`, 'utf8')
    expect(status).not.toMatch(/^Uid:\s+0/m)
    // One capability at most: to walk through folders.
    expect(status).toMatch(/^CapEff:\s+000000000000000[24]$/m)
  })

  test.runIf(isRoot)('works as root from a folder others may enter, with no capability at all', async () => {
    chmodSync(outer, 0o755)
    const { ownerUrl } = await held()
    await remember(ownerUrl)
    expect(readFileSync(`/proc/${serverPid()}/status`, 'utf8')).toMatch(/^CapEff:\s+0+$/m)
  })

  test.runIf(isRoot)('works as an ordinary user, from a folder only that user can enter', async () => {
    chownSync(outer, anyone.uid, anyone.gid)
    chmodSync(outer, 0o700)
    const { ownerUrl } = await held(anyone)
    await remember(ownerUrl)
    expect(statSync(join(folder, 'postgres')).uid).toBe(anyone.uid)
    expect(statSync(folder).mode & 0o077).toBe(0)
  })
})
