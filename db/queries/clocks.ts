import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { clocks, events, submissions } from '#db/schema/index.ts'
import { inserting, statement } from '#db/statement.ts'
import { type ClockEnd, type ClockKind, clocks as declared } from '#src/domain/clocks.ts'

export type ClockRow = typeof clocks.$inferSelect

export async function insertClocks(tx: Tx, rows: readonly (typeof clocks.$inferInsert)[]): Promise<void> {
  await Promise.all(rows.map((row) => insertClock(tx, row)))
}

const insertClock = inserting(
  () => clocks,
  (insert) => insert,
)

/** Of those that began together, the one declared first. */
const inOrder = <Row extends Pick<ClockRow, 'kind' | 'startedAt'>>(rows: Row[]): Row[] => {
  const kinds = Object.keys(declared)
  return rows.toSorted(
    (a, b) => a.startedAt.getTime() - b.startedAt.getTime() || kinds.indexOf(a.kind) - kinds.indexOf(b.kind),
  )
}

/** The promises made about a submission, oldest first, with who ended each. */
export async function listClocks(db: Db | Tx, submissionId: string) {
  const rows = await clocksOf(db, { submissionId })
  return inOrder(rows.map(({ clock, endedByStaff }) => ({ ...clock, endedByStaff })))
}

const clocksOf = statement<{ submissionId: string }, { clock: ClockRow; endedByStaff: string | null }[]>(
  (db, the) =>
    db
      .select({ clock: clocks, endedByStaff: events.staffId })
      .from(clocks)
      .leftJoin(events, eq(events.id, clocks.endedBy))
      .where(eq(clocks.submissionId, the.submissionId))
      .orderBy(asc(clocks.startedAt)),
)

/** The clocks that run of each of these submissions, oldest first. */
export async function listRunningClocks(
  db: Db | Tx,
  submissionIds: readonly string[],
): Promise<Map<string, ClockRow[]>> {
  if (submissionIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(clocks)
    .where(and(inArray(clocks.submissionId, [...submissionIds]), isNull(clocks.ended)))
  return Map.groupBy(inOrder(rows), ({ submissionId }) => submissionId)
}

/** When the clock of this kind that runs is due; undefined while none does. */
export async function findRunningDue(
  db: Db | Tx,
  submissionId: string,
  kind: ClockKind,
): Promise<Date | undefined> {
  const [row] = await db
    .select({ dueAt: clocks.dueAt })
    .from(clocks)
    .where(and(eq(clocks.submissionId, submissionId), eq(clocks.kind, kind), isNull(clocks.ended)))
  return row?.dueAt
}

/** Ends a clock that runs. @param by id of the event. */
export async function updateClockAsEnded(
  tx: Tx,
  id: string,
  end: { ended: ClockEnd; at: Date; by: number },
): Promise<void> {
  await tx
    .update(clocks)
    .set({ ended: end.ended, endedAt: end.at, endedBy: end.by })
    .where(and(eq(clocks.id, id), isNull(clocks.ended)))
}

/** Gives what is owed about a submission to whoever has it now. */
export async function updateRunningClocksOwner(tx: Tx, submissionId: string, owner: string): Promise<void> {
  await tx
    .update(clocks)
    .set({ owner })
    .where(and(eq(clocks.submissionId, submissionId), isNull(clocks.ended)))
}

/** Notes with the submission, for the queue, when the first of its running clocks is due. */
export async function updateNextDue(tx: Tx, submissionId: string): Promise<void> {
  await setNextDue(tx, { submissionId })
}

const setNextDue = statement<{ submissionId: string }, unknown>((db, the) => {
  const first = db
    .select({ at: sql`min(${clocks.dueAt})` })
    .from(clocks)
    .where(and(eq(clocks.submissionId, the.submissionId), isNull(clocks.ended)))
  return db
    .update(submissions)
    .set({ nextDueAt: sql`(${first})` })
    .where(eq(submissions.id, the.submissionId))
})
