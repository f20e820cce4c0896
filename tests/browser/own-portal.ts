import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#db/free-port.ts'
import postgres from 'postgres'
import { portalClock } from '../support/clock.ts'
import { builtProgram } from '../support/programs-built.ts'
import { noteRoutes } from '../support/seen.ts'

const root = join(import.meta.dirname, '../..')

/** A portal that belongs to one worker, or to one test: its address, and how to end it. */
export interface OwnPortal {
  readonly address: string
  readonly stop: () => Promise<void>
}

const inDatabase = (url: string | undefined, name: string) => new URL(`/${name}`, url).href

async function asOwner(statement: string): Promise<void> {
  const pool = postgres(inDatabase(process.env['TEST_OWNER_URL'], 'postgres'), {
    max: 1,
    onnotice: () => undefined,
  })
  try {
    await pool.unsafe(statement)
  } finally {
    await pool.end()
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  if (!(await Promise.race([gone.then(() => true), pause(10_000, false, { ref: false })])))
    child.kill('SIGKILL')
  await gone
}

type Settings = Readonly<Record<string, string>>

/**
 * The built portal as two processes, web server and worker, on a copy of the filled database.
 * @param name of the copy: letters, figures and underscores.
 * @param settings beside the usual ones, such as `onDay`; where they name its address, made of it.
 */
export async function startOwnPortal(
  name: string,
  settings: Settings | ((address: string) => Settings) = {},
): Promise<OwnPortal> {
  await asOwner(`drop database if exists ${name} with (force)`)
  await asOwner(`create database ${name} template portal`)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    EMBEDDED_DATABASE_URL: inDatabase(process.env['TEST_APP_URL'], name),
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    // What is kept of a page is drawn again each time, and a page that differs fails.
    KEPT_HTML: 'compared',
    PORT: String(port),
    HOST: '127.0.0.1',
    ...portalClock(),
    ...(typeof settings === 'function' ? settings(address) : settings),
  }
  let written = ''
  const programs = (['web', 'worker'] as const).map((program) => {
    const child = spawn(process.execPath, builtProgram(program), { env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      // The last of it, for a portal that does not start.
      stream?.on('data', (chunk: Buffer) => {
        written = `${written}${chunk}`.slice(-4_000)
      })
    }
    noteRoutes(child.stdout)
    return child
  })
  for (let tries = 600; ; tries--) {
    const isReady = await fetch(`${address}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) break
    if (tries === 0 || programs.some(({ exitCode }) => exitCode !== null)) {
      await Promise.all(programs.map(ended))
      throw new Error(`The portal did not start: ${written}`)
    }
    await pause(100)
  }
  return {
    address,
    stop: async () => {
      await Promise.all(programs.map(ended))
      await asOwner(`drop database if exists ${name} with (force)`)
    },
  }
}

/** Settings of a portal whose clock starts at ten in the morning of a day: `2026-11-23`. */
export const onDay = (day: string): Record<string, string> => ({
  NODE_OPTIONS: `--import=${join(root, 'tests/support/another-day.ts')}`,
  TEST_STARTS_AT: `${day}T10:00:00Z`,
})
