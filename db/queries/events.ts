import { asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { events, staff } from '#db/schema/index.ts'

export async function insertEvent(tx: Tx, row: typeof events.$inferInsert) {
  await tx.insert(events).values(row)
}

/** The history of a submission, oldest first, with the names of staff as they are now. */
export async function listEvents(db: Db | Tx, submissionId: string) {
  return db
    .select({
      at: events.at,
      actor: events.actor,
      kind: events.kind,
      detail: events.detail,
      decisionId: events.decisionId,
      staffName: staff.name,
    })
    .from(events)
    .leftJoin(staff, eq(staff.id, events.staffId))
    .where(eq(events.submissionId, submissionId))
    .orderBy(asc(events.id))
}
