import { and, desc, eq, gt, lte, notInArray } from 'drizzle-orm'
import type { Db, Tx } from '../client.ts'
import { keptWork } from '../schema/index.ts'

type KeptWorkRow = typeof keptWork.$inferSelect

/** Keeps this in place of what was kept of the page before. */
export async function upsertKeptWork(tx: Tx, row: KeptWorkRow): Promise<void> {
  const { typed, keptAt } = row
  await tx
    .insert(keptWork)
    .values(row)
    .onConflictDoUpdate({ target: [keptWork.staffId, keptWork.page], set: { typed, keptAt } })
}

/** What is kept of a page for this account since `after`. */
export async function findKeptWork(
  db: Db | Tx,
  staffId: string,
  page: string,
  after: Date,
): Promise<KeptWorkRow | undefined> {
  const [row] = await db
    .select()
    .from(keptWork)
    .where(and(eq(keptWork.staffId, staffId), eq(keptWork.page, page), gt(keptWork.keptAt, after)))
  return row
}

export async function deleteKeptWork(tx: Tx, staffId: string, page: string): Promise<void> {
  await tx.delete(keptWork).where(and(eq(keptWork.staffId, staffId), eq(keptWork.page, page)))
}

/** Of all but the pages of this account that something was kept of last. */
export async function deleteKeptWorkBut(tx: Tx, staffId: string, newest: number): Promise<void> {
  const kept = tx
    .select({ page: keptWork.page })
    .from(keptWork)
    .where(eq(keptWork.staffId, staffId))
    .orderBy(desc(keptWork.keptAt), keptWork.page)
    .limit(newest)
  await tx.delete(keptWork).where(and(eq(keptWork.staffId, staffId), notInArray(keptWork.page, kept)))
}

/** Of every account, what was kept until `until` or before. */
export async function deleteOldKeptWork(tx: Tx, until: Date): Promise<void> {
  await tx.delete(keptWork).where(lte(keptWork.keptAt, until))
}
