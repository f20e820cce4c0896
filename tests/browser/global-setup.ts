import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '#db/embedded.ts'
import { keysOf } from '#src/start/data-folder.ts'
import { portalClock } from '../support/clock.ts'

/**
 * One real database server for the whole run, with one database in it that holds the demonstration and the
 * directory. Each worker of the browser tests has a copy of it, and a portal of its own on that.
 */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-browser-'))
  const pieces = mkdtempSync(join(tmpdir(), 'portal-pieces-'))
  const keys = keysOf(folder, false)
  // Nothing here has to survive a power cut.
  const server = await startEmbedded(folder, keys, {
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  const stop = async () => {
    await server.stop()
    for (const made of [folder, pieces]) rmSync(made, { recursive: true, force: true })
  }
  // Workers have what is set here.
  Object.assign(process.env, {
    TEST_OWNER_URL: server.ownerUrl,
    TEST_APP_URL: server.appUrl,
    TEST_PIECES: pieces,
    SEAL_KEYS: keys.sealKeys,
    HASH_KEY: keys.hashKey,
  })
  const filled = spawnSync(process.execPath, [join(import.meta.dirname, 'fill-template.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, EMBEDDED_DATABASE_URL: server.appUrl, LOG_LEVEL: 'warn', ...portalClock() },
  })
  if (filled.status !== 0) {
    await stop()
    throw new Error('The database that every worker copies could not be filled.')
  }
  // Connections that only just ended would keep the copies from being made.
  const pool = postgres(new URL('/postgres', server.ownerUrl).href, { max: 1 })
  await pool`alter database portal with allow_connections false`
  await pool.end()
  return stop
}
