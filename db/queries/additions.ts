import { asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { additions } from '#db/schema/index.ts'

export type AdditionRow = typeof additions.$inferSelect

export async function insertAddition(tx: Tx, row: typeof additions.$inferInsert) {
  await tx.insert(additions).values(row)
}

/** What was added to a submission, oldest first. */
export async function listAdditions(db: Db | Tx, submissionId: string): Promise<AdditionRow[]> {
  return db
    .select()
    .from(additions)
    .where(eq(additions.submissionId, submissionId))
    .orderBy(asc(additions.at), asc(additions.id))
}
