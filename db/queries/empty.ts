import { sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { drafts, staff, submissions } from '../schema/index.ts'

/** Whether nobody has put anything into the database yet: no staff, no drafts, no submissions. */
export async function isEmptyDatabase(db: Db): Promise<boolean> {
  const rows = await db.execute<{ is_empty: boolean }>(sql`select
    not exists (select 1 from ${staff})
    and not exists (select 1 from ${drafts})
    and not exists (select 1 from ${submissions}) as is_empty`)
  return rows[0]?.is_empty === true
}
