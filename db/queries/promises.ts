import { and, count, eq, gte, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { ClockKind } from '#src/domain/clocks.ts'
import type { Db } from '../client.ts'
import { clocks } from '../schema/submissions.ts'

/**
 * How many promises of a kind fell due from one moment until before another, and how many were kept in time. One that
 * no longer had to be kept counts as neither.
 */
export async function countPromises(
  db: Db,
  kind: ClockKind,
  from: Date,
  until: Date,
): Promise<{ due: number; kept: number }> {
  const [row] = await db
    .select({
      due: count(),
      kept: sql<number>`count(*) filter (where ${clocks.ended} = 'kept')`.mapWith(Number),
    })
    .from(clocks)
    .where(
      and(
        eq(clocks.kind, kind),
        gte(clocks.dueAt, from),
        lt(clocks.dueAt, until),
        or(isNull(clocks.ended), ne(clocks.ended, 'cancelled')),
      ),
    )
  return row ?? { due: 0, kept: 0 }
}
