import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import queue from 'pg-boss/package.json' with { type: 'json' }
import type { Sql } from 'postgres'
import { projectFolder } from '#src/project-folder.ts'
import { databaseUrl, env, SettingsError } from '#src/settings/env.ts'
import { appRole, DatabaseError, deadlines, read, scrubbed } from './client.ts'
import { connectTo } from './driver.ts'
import { jobRights, jobRules, jobSchema, migrateJobs } from './jobs.ts'
import journal from './migrations/meta/_journal.json' with { type: 'json' }

const migrationsFolder = join(projectFolder, 'db/migrations')

/** When the last of our migrations was made, in milliseconds, as the table of those that ran has it. */
const newest = Math.max(...journal.entries.map(({ when }) => when))

/** Any number, the same in every server that starts: whoever holds this lock migrates, the others wait. */
const migrationLock = 7_265_401

/** Milliseconds another server may take over its migrations before this one gives up waiting. */
const longestWait = 10 * 60_000

/**
 * Brings a database up to date: tables, rights, and the tables of the jobs. Does nothing where there is
 * nothing to do; of several servers that start at once, one works and the others wait for it.
 * @param ownerUrl of the login the tables belong to, or will. It may create schemas, and roles while
 *   `portal_app` and `portal_retention` do not exist.
 * @throws DatabaseError, or SettingsError when the database must not be used as it is.
 */
export const migrate = (ownerUrl: string): Promise<void> => bringUpToDate(ownerUrl, () => false)

/** The same, for every start: a database that says it has all of this version is left as it is. */
export const migrateIfNeeded = (ownerUrl: string): Promise<void> => bringUpToDate(ownerUrl, isMarked)

async function bringUpToDate(
  ownerUrl: string,
  isDone: (pool: Sql) => Promise<boolean> | boolean,
): Promise<void> {
  const pool = connectTo(ownerUrl, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: {
      application_name: 'portal migrations',
      lock_timeout: longestWait,
    },
  })
  try {
    await pool`select pg_advisory_lock(${migrationLock})`
    await pool.unsafe(`set lock_timeout = ${deadlines.lock}`)
    if (await isDone(pool)) return await refuseDemonstrationAccounts(pool)
    await runMigrations(drizzle(pool), { migrationsFolder })
    await refuseDemonstrationAccounts(pool)
    await migrateJobs(ownerUrl)
    for (const statement of jobRights) await pool.unsafe(statement)
    await pool.unsafe(letOwnerBeTheApplication)
    await pool.unsafe(`comment on schema ${jobSchema} is '${mark()}'`)
  } catch (error) {
    throw scrubbed(error)
  } finally {
    await pool.end({ timeout: 5 })
  }
}

/** What all of this version is: its migrations, the queue's own version, our queues and the rights to them. */
const mark = () =>
  createHash('sha256')
    .update(JSON.stringify([journal, queue.version, jobRules, jobRights]))
    .digest('hex')

/** Whether all of this version was put into a database, which is written on it last of all. */
async function isMarked(pool: Sql): Promise<boolean> {
  const [found] = await pool`select obj_description(to_regnamespace(${jobSchema}), 'pg_namespace') as mark`
  if (found?.['mark'] !== mark()) return false
  const [row] = await pool`select max(created_at)::text as newest from drizzle.__drizzle_migrations`
  return Number(row?.['newest']) >= newest
}

/**
 * So that one login can serve for both where there are not two. Whoever made the role may; where an
 * administrator made it, they say who is a member.
 */
const letOwnerBeTheApplication = `do $$ begin
  execute format('grant ${appRole} to %I', current_user);
exception when insufficient_privilege or invalid_grant_operation then
  null;
end $$`

/** A copy of a demonstration must not become a real installation with passwords many people know. */
async function refuseDemonstrationAccounts(pool: Sql): Promise<void> {
  const [found] = await pool`
    select 1 from public.staff
    where is_demonstration and current_setting('portal.embedded', true) is distinct from 'yes' limit 1`
  if (found) {
    throw new SettingsError(
      'This database holds demonstration accounts, which only the embedded database may have. ' +
        'Delete the rows of the table staff where is_demonstration is true, or use another database.',
    )
  }
}

/** Whether every migration this program knows has run in the database of the settings. */
export async function isMigrated(): Promise<boolean> {
  try {
    const rows = await read((db) =>
      db.execute<{ newest: string | null }>(
        sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
      ),
    )
    return Number(rows[0]?.newest ?? 0) >= newest
  } catch (error) {
    // No such schema, no such table, no right to it yet, no such role: the first migration has not run.
    if (error instanceof DatabaseError && ['3F000', '42P01', '42501', '22023'].includes(error.code))
      return false
    throw error
  }
}

if (import.meta.main) {
  try {
    await migrate(env.DATABASE_OWNER_URL ?? databaseUrl())
    process.stdout.write('The database is up to date.\n')
  } catch (error) {
    if (!(error instanceof SettingsError || error instanceof DatabaseError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
