import { asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { events, staff } from '#db/schema/index.ts'
import { inserting } from '#db/statement.ts'
import { type AnyEvent, readEvent } from '#src/domain/events.ts'

/**
 * Appends an event. Only `recordEvent` does, which starts and ends the clocks that go by it.
 * @returns its id.
 */
export async function insertEvent(tx: Tx, row: typeof events.$inferInsert): Promise<number> {
  const [made] = await insertNew(tx, row)
  if (!made) throw new Error('The event was not written.')
  return made.id
}

const insertNew = inserting<typeof events, { id: number }[]>(
  () => events,
  (insert) => insert.returning({ id: events.id }),
)

/** An event of a history. */
export type EventRow = AnyEvent & {
  readonly at: Date
  readonly actor: (typeof events.$inferSelect)['actor']
  readonly decisionId: string | null
  readonly staffName: string | null
}

/** The history of a submission, oldest first, with the names of staff as they are now. */
export async function listEvents(db: Db | Tx, submissionId: string): Promise<EventRow[]> {
  const rows = await db
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
  return rows.map(({ kind, detail, ...row }) => ({ ...row, ...readEvent(kind, detail) }))
}
