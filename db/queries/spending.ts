import { and, count, gt, gte, lte, sql, sum } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { alerts, drafts, files, messages, spending, submissions } from '#db/schema/index.ts'
import { setTo, statement } from '#db/statement.ts'

/**
 * Counts `cost` under `key`, unless that would be more than `most` until the counting ends. One statement, so that what
 * comes at the same moment, to any server, is counted once each.
 * @param endsAt when the counting ends where it begins now.
 * @returns whether it was counted.
 */
export async function insertSpending(
  db: Db | Tx,
  { key, cost, most }: { key: string; cost: number; most: number },
  { now, endsAt }: { now: Date; endsAt: Date },
): Promise<boolean> {
  if (cost > most) return false
  return (await addTo(db, { key, cost, most, now, endsAt })).length === 1
}

const addTo = statement<
  { key: string; cost: number; most: number; now: Date; endsAt: Date },
  { key: string }[]
>((db, the) => {
  const isOver = sql`${spending.endsAt} <= ${the.now}`
  const together = sql`${spending.amount} + excluded.amount`
  return db
    .insert(spending)
    .values({ key: setTo(the.key), amount: setTo(the.cost), endsAt: setTo(the.endsAt) })
    .onConflictDoUpdate({
      target: spending.key,
      set: {
        amount: sql`case when ${isOver} then excluded.amount else ${together} end`,
        endsAt: sql`case when ${isOver} then excluded.ends_at else ${spending.endsAt} end`,
      },
      setWhere: sql`${isOver} or ${together} <= ${the.most}`,
    })
    .returning({ key: spending.key })
})

/** Forgets what was counted until `now`, with the addresses it was counted for. */
export async function deleteEndedSpending(db: Db | Tx, now: Date): Promise<void> {
  await db.delete(spending).where(lte(spending.endsAt, now))
}

/** How many addresses have used at least this much of what keys with this start count. */
export async function countSpenders(db: Db | Tx, start: string, least: number, now: Date): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(spending)
    .where(
      and(sql`starts_with(${spending.key}, ${start})`, gte(spending.amount, least), gt(spending.endsAt, now)),
    )
  return row?.count ?? 0
}

/** What all people together used since a moment, from the rows that are there. */
export const usedSince = {
  drafts: async (db: Db | Tx, since: Date) => {
    const [row] = await db.select({ used: count() }).from(drafts).where(gt(drafts.createdAt, since))
    return row?.used ?? 0
  },
  sends: async (db: Db | Tx, since: Date) => {
    const [row] = await db
      .select({ used: count() })
      .from(submissions)
      .where(gt(submissions.receivedAt, since))
    return row?.used ?? 0
  },
  /** In bytes, those on their way too. */
  files: async (db: Db | Tx, since: Date) => {
    const [row] = await db
      .select({ used: sum(files.size) })
      .from(files)
      .where(gt(files.createdAt, since))
    return Number(row?.used ?? 0)
  },
  letters: async (db: Db | Tx, since: Date) => {
    const [row] = await db
      .select({ used: count() })
      .from(messages)
      .where(and(gt(messages.createdAt, since), sql`${messages.draftId} is not null`))
    return row?.used ?? 0
  },
  alerts: async (db: Db | Tx, since: Date) => {
    const [row] = await db.select({ used: count() }).from(alerts).where(gt(alerts.waitingSince, since))
    return row?.used ?? 0
  },
}

/** Bytes that this database takes on its disk. */
export async function findDatabaseSize(db: Db | Tx): Promise<number> {
  const rows = await db.execute<{ size: string }>(
    sql`select pg_database_size(current_database())::text as size`,
  )
  return Number(rows[0]?.size ?? 0)
}
