import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { closeDatabase, read } from '#db/client.ts'
import { databaseFolder, type EmbeddedDatabase, startEmbedded } from '#db/embedded.ts'
import { migrateIfNeeded } from '#db/migrate.ts'
import { isEmptyDatabase } from '#db/queries/empty.ts'
import { listDemonstrationStaff } from '#db/queries/staff.ts'
import { demonstrationStaff, seedDemonstration } from '#db/seed/demonstration.ts'
import { setDemonstrationPassword } from '#src/auth/staff-accounts.ts'
import { projectFolder } from '#src/project-folder.ts'
import type { Settings } from '#src/settings/env.ts'
import { keysOf } from './data-folder.ts'
import { commandOf, type ProgramName } from './programs.ts'
import { say, type Undoing } from './undoing.ts'

/** Milliseconds the web server and the worker have to finish what they are doing. */
const longestFinish = 20_000

/** A child that ran this long, in milliseconds, before it crashed starts again without a growing pause. */
const longEnough = 60_000

/**
 * Starts the database, the web server and the worker, and says where they are.
 * @param fail ends everything, for an error that comes later.
 */
export async function start(
  settings: Settings,
  undoing: Undoing,
  fail: (error: unknown) => Promise<never>,
): Promise<void> {
  const signIns =
    settings.DATABASE_URL === undefined
      ? await startOnEmbedded(settings, undoing, fail)
      : await startOnOwnDatabase(settings, settings.DATABASE_URL)

  const web = keepRunning('The web server', 'web', undoing)
  const worker = keepRunning('The worker', 'worker', undoing)
  undoing.add(async () => void (await Promise.all([web.stop(), worker.stop()])))

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
async function startOnEmbedded(
  settings: Settings,
  undoing: Undoing,
  fail: (error: unknown) => Promise<never>,
): Promise<string> {
  const folder = settings.DATA_DIR
  const keys = keysOf(folder, existsSync(databaseFolder(folder)))
  let database: EmbeddedDatabase = await startEmbedded(folder, keys)
  undoing.add(() => database.stop())
  const again = (): Promise<void> =>
    database.gone.then(async () => {
      if (undoing.isStopping) return
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
  await migrateIfNeeded(database.ownerUrl)
  try {
    return settings.DEMO === 'on'
      ? await demonstration(settings.DEMO_PASSWORD)
      : '\nAdd staff with npm run staff:add.\n'
  } finally {
    await closeDatabase()
  }
}

async function startOnOwnDatabase(settings: Settings, url: string): Promise<string> {
  await migrateIfNeeded(settings.DATABASE_OWNER_URL ?? url)
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

/** Starts one of our programs, and again whenever it ends by itself, after a pause that grows. */
function keepRunning(name: string, program: ProgramName, undoing: Undoing): { stop: () => Promise<void> } {
  const ourFolder = join(projectFolder, 'src/start')
  const withParent = pathToFileURL(join(ourFolder, 'stop-with-parent.mjs')).href
  let child: ChildProcess
  let failures = 0

  const run = () => {
    const startedAt = Date.now()
    // Detached: Ctrl-C reaches this process alone, which stops the others in order.
    child = spawn(process.execPath, ['--import', withParent, ...commandOf(program)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    child.on('exit', async (code, signal) => {
      if (undoing.isStopping) return
      failures = Date.now() - startedAt > longEnough ? 1 : failures + 1
      const seconds = Math.min(2 ** (failures - 1), 30)
      say(`${name} stopped unexpectedly (${signal ?? `code ${code}`}). It starts again in ${seconds} s.`)
      await pause(seconds * 1_000)
      if (!undoing.isStopping) run()
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

/** Waits until the web server answers. Asked with node:http: to load `fetch` would slow down what is waited for. */
async function answering(address: string): Promise<void> {
  const isUp = () =>
    new Promise<boolean>((resolve) => {
      get(`${address}/health/live`, (answer) => resolve(answer.resume().statusCode === 200)).on('error', () =>
        resolve(false),
      )
    })
  while (!(await isUp())) await pause(50)
}
