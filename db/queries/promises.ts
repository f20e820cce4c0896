import { and, count, eq, gte, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { clocks } from '../schema/submissions.ts'

/** How many triage promises fell due from one moment until before another, and how many of them were kept in time. */
export async function countTriagePromises(
  db: Db,
  from: Date,
  until: Date,
): Promise<{ due: number; kept: number }> {
  const inTime = and(isNotNull(clocks.keptAt), lte(clocks.keptAt, clocks.dueAt))
  const [row] = await db
    .select({ due: count(), kept: sql<number>`count(*) filter (where ${inTime})`.mapWith(Number) })
    .from(clocks)
    .where(and(eq(clocks.kind, 'triage'), gte(clocks.dueAt, from), lt(clocks.dueAt, until)))
  return row ?? { due: 0, kept: 0 }
}
