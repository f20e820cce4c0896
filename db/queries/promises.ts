import { and, count, eq, gte, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { clocks } from '../schema/submissions.ts'

/** A kind of promise that is counted: it has a clock of its own. */
export type PromiseKind = typeof clocks.$inferSelect.kind

/** How many promises of a kind fell due from one moment until before another, and how many were kept in time. */
export async function countPromises(
  db: Db,
  kind: PromiseKind,
  from: Date,
  until: Date,
): Promise<{ due: number; kept: number }> {
  const inTime = and(isNotNull(clocks.keptAt), lte(clocks.keptAt, clocks.dueAt))
  const [row] = await db
    .select({ due: count(), kept: sql<number>`count(*) filter (where ${inTime})`.mapWith(Number) })
    .from(clocks)
    .where(and(eq(clocks.kind, kind), gte(clocks.dueAt, from), lt(clocks.dueAt, until)))
  return row ?? { due: 0, kept: 0 }
}
