import { and, desc, eq, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { drafts } from '#db/schema/index.ts'
import type { Sealed } from '#db/schema/sealed.ts'

export type DraftRow = typeof drafts.$inferSelect

const openOne = (visitHash: string, form: string, now: Date) =>
  and(
    eq(drafts.visitHash, visitHash),
    eq(drafts.form, form),
    isNull(drafts.sentAt),
    sql`${drafts.expiresAt} > ${now.toISOString()}`,
  )

export async function findOpenDraft(db: Db | Tx, visitHash: string, form: string, now: Date) {
  const [row] = await db
    .select()
    .from(drafts)
    .where(openOne(visitHash, form, now))
  return row
}

/** The open draft, held until the transaction ends: a second sender waits, then finds it sent. */
export async function lockOpenDraft(tx: Tx, visitHash: string, form: string, now: Date) {
  const [row] = await tx
    .select()
    .from(drafts)
    .where(openOne(visitHash, form, now))
    .for('update')
  return row
}

/** The newest draft of this form that was sent from this device. */
export async function findSentDraft(db: Db | Tx, visitHash: string, form: string) {
  const [row] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.visitHash, visitHash), eq(drafts.form, form), isNotNull(drafts.sentAt)))
    .orderBy(desc(drafts.sentAt))
    .limit(1)
  return row
}

/**
 * Makes a draft, unless this device has an open one of this form already: undefined then. One whose time was
 * over makes room, whether or not it was cleared away yet.
 */
export async function insertDraft(tx: Tx, row: typeof drafts.$inferInsert & { createdAt: Date }) {
  await tx
    .delete(drafts)
    .where(
      and(
        eq(drafts.visitHash, row.visitHash),
        eq(drafts.form, row.form),
        isNull(drafts.sentAt),
        lte(drafts.expiresAt, row.createdAt),
      ),
    )
  const [made] = await tx
    .insert(drafts)
    .values(row)
    .onConflictDoNothing({ target: [drafts.visitHash, drafts.form], where: sql`sent_at is null` })
    .returning()
  return made
}

/** Saves the state if nobody else did since `version`. False: read again and try again. */
export async function updateDraft(
  db: Db | Tx,
  draft: { id: string; version: number },
  state: Sealed,
  times: { now: Date; expiresAt: Date },
): Promise<boolean> {
  const rows = await db
    .update(drafts)
    .set({ state, version: draft.version + 1, updatedAt: times.now, expiresAt: times.expiresAt })
    .where(and(eq(drafts.id, draft.id), eq(drafts.version, draft.version), isNull(drafts.sentAt)))
    .returning({ id: drafts.id })
  return rows.length === 1
}

/** Closes a draft that became a submission. What it held is in the snapshot now and goes from here. */
export async function updateDraftAsSent(
  tx: Tx,
  id: string,
  sent: { submissionId: string; at: Date; emptyState: Sealed; receiptUntil: Date },
) {
  await tx
    .update(drafts)
    .set({
      sentAt: sent.at,
      submissionId: sent.submissionId,
      state: sent.emptyState,
      expiresAt: sent.receiptUntil,
    })
    .where(eq(drafts.id, id))
}

export async function deleteOpenDrafts(tx: Tx, visitHash: string) {
  await tx.delete(drafts).where(and(eq(drafts.visitHash, visitHash), isNull(drafts.sentAt)))
}

/** Takes away drafts, and receipts on a device, whose time is over. Gives how many. */
export async function deleteExpiredDrafts(tx: Tx, now: Date): Promise<number> {
  const rows = await tx.delete(drafts).where(lt(drafts.expiresAt, now)).returning({ id: drafts.id })
  return rows.length
}
