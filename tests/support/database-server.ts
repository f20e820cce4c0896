import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { keysOf } from '#src/start/data-folder.ts'
import { ownClock } from './clock.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Addresses of the migrated database that every test database is a copy of. */
    database: {
      ownerUrl: string
      appUrl: string
      sealKeys: string
      hashKey: string
      /** What the database server writes about itself. */
      logFile: string
    }
  }
}

/** One real server for the whole run, with one migrated database in it that nobody else opens. */
export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-tests-'))
  const keys = keysOf(folder, false)
  // Nothing here has to survive a power cut.
  const server = await startEmbedded(folder, keys, {
    environment: ownClock(),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '200',
    },
  })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await migrate(server.ownerUrl)
  } catch (error) {
    await stop()
    throw error
  }
  // Connections that only just ended would keep the copies from being made.
  const pool = postgres(new URL('/postgres', server.ownerUrl).href, { max: 1 })
  await pool`alter database portal with allow_connections false`
  await pool.end()
  project.provide('database', {
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
    sealKeys: keys.sealKeys,
    hashKey: keys.hashKey,
    logFile: join(folder, 'postgres.log'),
  })
  return stop
}
