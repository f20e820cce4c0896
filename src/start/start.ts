import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { readSettings, type Settings } from '#src/settings/env.ts'
import { buildIfNeeded, builtProgram } from './build.ts'
import { CannotStart, lockDataFolder, makeDataFolder } from './data-folder.ts'
import type { start as startPortal } from './portal.ts'
import { say, Undoing } from './undoing.ts'

/** Errors whose message is a sentence for whoever starts the portal. By name: those of the built program are others. */
const explained = ['CannotStart', 'ContentRefused', 'SettingsError', 'AccountRefused', 'DatabaseError']

const undoing = new Undoing()

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  makeDataFolder(settings.DATA_DIR)
  const lock = lockDataFolder(settings.DATA_DIR)
  undoing.add(lock.release)
  await refuseTakenPort(settings, lock.wasLeftBehind)
  await buildIfNeeded()
  const portal: { start: typeof startPortal } = await import(pathToFileURL(builtProgram('portal')).href)
  await portal.start(settings, undoing, fail)
  flushCompileCache()
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

async function fail(error: unknown): Promise<never> {
  const isExplained = error instanceof Error && explained.includes(error.name)
  if (isExplained && error.name === 'AccountRefused') process.stderr.write('DEMO_PASSWORD cannot be used. ')
  process.stderr.write(
    `${isExplained ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  return undoing.stop(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!undoing.isStopping) say('Stopping.')
    void undoing.stop(0)
  })
}

try {
  await start()
} catch (error) {
  await fail(error)
}
