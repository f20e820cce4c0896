import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { ownerUrl } from './database.ts'

/** Asks a database something over a connection of its own. */
export async function onDatabase<T>(url: string, ask: (pool: postgres.Sql) => Promise<T>): Promise<T> {
  const pool = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return await ask(pool)
  } finally {
    await pool.end()
  }
}

/**
 * A database as an older version left it: the migrations up to one of them, from a copy of their folder.
 * @param last the tag of that migration: `0014_moments_handed_in`.
 */
export async function olderDatabase(last: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `older_${randomUUID().slice(0, 8)}`
  const url = new URL(`/${name}`, ownerUrl).href
  await onDatabase(ownerUrl, (pool) => pool.unsafe(`create database ${name}`))
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  try {
    await cp(resolve('db/migrations'), folder, { recursive: true })
    const file = join(folder, 'meta/_journal.json')
    const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { tag: string }[] }
    const end = journal.entries.findIndex(({ tag }) => tag === last)
    await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end + 1) }))
    await onDatabase(url, (pool) => runMigrations(drizzle(pool), { migrationsFolder: folder }))
  } finally {
    await rm(folder, { recursive: true })
  }
  return {
    url,
    drop: async () => {
      await onDatabase(ownerUrl, (pool) => pool.unsafe(`drop database ${name} with (force)`))
    },
  }
}
