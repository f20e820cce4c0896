import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { closeDatabase, DatabaseError, read } from '#db/client.ts'
import { databaseFolder, type EmbeddedDatabase, startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { isEmptyDatabase } from '#db/queries/empty.ts'
import { listDemonstrationStaff } from '#db/queries/staff.ts'
import { demonstrationStaff, seedDemonstration } from '#db/seed/demonstration.ts'
import { AccountRefused, setDemonstrationPassword } from '#src/auth/staff-accounts.ts'
import { buildIfNeeded } from './build.ts'
import { CannotStart, keysOf, lockDataFolder, makeDataFolder } from './data-folder.ts'
import { readSettings, type Settings, SettingsError } from '#src/settings/env.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Milliseconds the web server and the worker have to finish what they are doing. */
const longestFinish = 20_000

/** A child that ran this long, in milliseconds, before it crashed starts again without a growing pause. */
const longEnough = 60_000

/** What has to be undone when the portal stops, last made first. */
const undoing: (() => Promise<void> | void)[] = []
let isStopping = false

async function stop(exitCode: number): Promise<never> {
  if (!isStopping) {
    isStopping = true
    for (const undo of undoing.reverse()) await undo()
  } else {
    await new Promise(() => undefined)
  }
  process.exit(exitCode)
}

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  makeDataFolder(settings.DATA_DIR)
  const lock = lockDataFolder(settings.DATA_DIR)
  undoing.push(lock.release)
  await refuseTakenPort(settings, lock.wasLeftBehind)
  buildIfNeeded()

  const signIns =
    settings.DATABASE_URL === undefined
      ? await startOnEmbedded(settings)
      : await startOnOwnDatabase(settings, settings.DATABASE_URL)

  const web = keepRunning('The web server', 'server.ts')
  const worker = keepRunning('The worker', 'jobs/worker.ts')
  undoing.push(async () => void (await Promise.all([web.stop(), worker.stop()])))

  const address = addressOf(settings)
  await answering(address)
  say(`
The portal is running.

  For the public   ${address}/
  For staff        ${address}/staff
${signIns}
To stop it, press Ctrl-C.
`)
}

/** @returns lines about signing in. */
async function startOnEmbedded(settings: Settings): Promise<string> {
  const folder = settings.DATA_DIR
  const keys = keysOf(folder, existsSync(databaseFolder(folder)))
  let database: EmbeddedDatabase = await startEmbedded(folder, keys)
  undoing.push(() => database.stop())
  const again = (): Promise<void> =>
    database.gone.then(async () => {
      if (isStopping) return
      say('The database stopped unexpectedly and starts again.')
      try {
        database = await startEmbedded(folder, keys, { port: database.port })
      } catch (error) {
        return fail(error)
      }
      return again()
    })
  void again()

  // For this process and for those it starts. DATABASE_URL stays for databases of the council's own.
  process.env.EMBEDDED_DATABASE_URL = database.appUrl
  process.env.SEAL_KEYS = keys.sealKeys
  process.env.HASH_KEY = keys.hashKey
  await migrate(database.ownerUrl)
  try {
    return settings.DEMO === 'on'
      ? await demonstration(settings.DEMO_PASSWORD)
      : '\nAdd staff with npm run staff:add.\n'
  } finally {
    await closeDatabase()
  }
}

async function startOnOwnDatabase(settings: Settings, url: string): Promise<string> {
  await migrate(settings.DATABASE_OWNER_URL ?? url)
  const asked =
    process.env.DEMO === 'on' ? 'Demonstration accounts are only made in the embedded database.\n' : ''
  return `\n${asked}Add staff with npm run staff:add.\n`
}

async function demonstration(chosen: string | undefined): Promise<string> {
  const present = (await read((db) => listDemonstrationStaff(db))).length
  if (present === 0 && !(await read((db) => isEmptyDatabase(db)))) {
    return '\nThis database is in use, so nothing of the demonstration was added to it.\n'
  }
  const people = demonstrationStaff.map(({ email, role }) => `  ${email.padEnd(22)} ${role}`).join('\n')
  const signIns = (password: string) => `
Staff of the demonstration, all made up, sign in with:

${people}

  Password: ${password}
`
  if (present === demonstrationStaff.length && chosen === undefined) {
    return signIns(
      'the one of the first start, or chosen since.\n' +
        '            For a new one: DEMO_PASSWORD="some new words" npm start',
    )
  }
  const password = chosen ?? randomPassword()
  if (present > 0) await setDemonstrationPassword(password)
  await seedDemonstration({ password }, Temporal.Now.instant())
  return signIns(chosen === undefined ? password : 'the one in DEMO_PASSWORD')
}

/** Four groups of four letters and figures, none of them easy to mistake for another: 79 bits. */
function randomPassword(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** After a crash the web server that was left behind may still be finishing: give it ten seconds. */
async function refuseTakenPort({ PORT, HOST }: Settings, wasLeftBehind: boolean): Promise<void> {
  for (let tries = wasLeftBehind ? 40 : 1; ; tries--) {
    const probe = createServer().listen(PORT, HOST)
    const problem = await once(probe, 'listening').then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code,
    )
    if (problem === null) {
      probe.close()
      await once(probe, 'close')
      return
    }
    if (problem === 'EADDRINUSE' && tries > 1) await pause(250)
    else if (problem === 'EADDRINUSE') {
      throw new CannotStart(
        `Port ${PORT} is taken by another program. Stop that one, or choose another port: PORT=${PORT + 1} npm start`,
      )
    } else if (problem === 'EACCES') {
      throw new CannotStart(`Port ${PORT} is kept for the system. Choose one above 1023: PORT=3000 npm start`)
    } else {
      throw new CannotStart(
        'HOST is not an address of this machine. Leave it out, or use 0.0.0.0 for all of them.',
      )
    }
  }
}

/** Starts one of our programs, and again whenever it ends by itself, after a pause that grows. */
function keepRunning(name: string, file: string): { stop: () => Promise<void> } {
  const withParent = pathToFileURL(join(import.meta.dirname, 'stop-with-parent.ts')).href
  let child: ChildProcess
  let failures = 0

  const run = () => {
    const startedAt = Date.now()
    // Detached: Ctrl-C reaches this process alone, which stops the others in order.
    child = spawn(process.execPath, ['--import', withParent, join(import.meta.dirname, '..', file)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    child.on('exit', async (code, signal) => {
      if (isStopping) return
      failures = Date.now() - startedAt > longEnough ? 1 : failures + 1
      const seconds = Math.min(2 ** (failures - 1), 30)
      say(`${name} stopped unexpectedly (${signal ?? `code ${code}`}). It starts again in ${seconds} s.`)
      await pause(seconds * 1_000)
      if (!isStopping) run()
    })
  }
  run()

  return {
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const isEnded = await Promise.race([
        ended.then(() => true),
        pause(longestFinish, false, { ref: false }),
      ])
      if (!isEnded) child.kill('SIGKILL')
      await ended
    },
  }
}

function addressOf({ HOST, PORT }: Settings): string {
  if (HOST === '0.0.0.0' || HOST === '::') return `http://localhost:${PORT}`
  return HOST.includes(':') ? `http://[${HOST}]:${PORT}` : `http://${HOST}:${PORT}`
}

async function answering(address: string): Promise<void> {
  for (;;) {
    const isUp = await fetch(`${address}/health/live`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isUp) return
    await pause(200)
  }
}

async function fail(error: unknown): Promise<never> {
  const isExplained =
    error instanceof CannotStart ||
    error instanceof SettingsError ||
    error instanceof AccountRefused ||
    error instanceof DatabaseError
  if (error instanceof AccountRefused) process.stderr.write('DEMO_PASSWORD cannot be used. ')
  process.stderr.write(
    `${isExplained ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  return stop(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!isStopping) say('Stopping.')
    void stop(0)
  })
}

try {
  await start()
} catch (error) {
  await fail(error)
}
