import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { closeDatabase } from '#db/client.ts'

/** Every test file has a fresh database of its own, a copy of the migrated one; this worker makes it. */
const template = inject('database')
const name = `test_${process.env.VITEST_POOL_ID}_${process.pid}`
const inOwnDatabase = (url: string) => new URL(`/${name}`, url).href

/** As the login the tables belong to: for migrations, and for looking past the application's rights. */
export const ownerUrl = inOwnDatabase(template.ownerUrl)

/** As the application: what `read` and `transact` use without being told. */
export const appUrl = inOwnDatabase(template.appUrl)

// Before anything reads a setting.
process.env.EMBEDDED_DATABASE_URL = appUrl
process.env.SEAL_KEYS = template.sealKeys
process.env.HASH_KEY = template.hashKey
process.env.NODE_ENV = 'test'
process.env.LOG_LEVEL ??= 'silent'

async function asOwner(url: string, run: (pool: postgres.Sql) => Promise<void>): Promise<void> {
  const pool = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await run(pool)
  } finally {
    await pool.end()
  }
}

const maintenanceUrl = new URL('/postgres', template.ownerUrl).href

let owner: postgres.Sql | undefined
let emptying = ''

/**
 * Empties every table of the portal, events included, and the queues, and numbers from 1 again. Rows are deleted
 * one by one over a connection that is kept: there are few, and truncating makes every file of every table anew.
 */
export async function resetDatabase(): Promise<void> {
  if (!owner) {
    owner = postgres(ownerUrl, {
      max: 1,
      onnotice: () => undefined,
      // Only the server's superuser can switch triggers off like this.
      connection: { session_replication_role: 'replica' },
    })
    const tables =
      await owner`select format('%I', tablename) as name from pg_tables where schemaname = 'public'`
    emptying = `${tables.map(({ name }) => `delete from ${name};`).join(' ')} delete from pgboss.job;
      select setval(format('%I.%I', schemaname, sequencename), start_value, false)
        from pg_sequences where schemaname = 'public'`
  }
  await owner.unsafe(emptying)
}

beforeAll(async () => {
  await asOwner(maintenanceUrl, async (pool) => {
    await pool.unsafe(`drop database if exists ${name} with (force)`)
    await pool.unsafe(`create database ${name} template portal`)
  })
})

afterAll(async () => {
  await closeDatabase()
  await owner?.end()
  await asOwner(maintenanceUrl, async (pool) => {
    await pool.unsafe(`drop database if exists ${name} with (force)`)
  })
})
