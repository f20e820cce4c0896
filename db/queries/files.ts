import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { drafts, files, submissions } from '#db/schema/index.ts'
import type { Sealed } from '#db/schema/sealed.ts'

export async function insertFile(tx: Tx, row: typeof files.$inferInsert) {
  await tx.insert(files).values(row)
}

/** Takes a file out of a draft; one that was sent stays. */
export async function deleteDraftFile(tx: Tx, draftId: string, id: string) {
  await tx.delete(files).where(and(eq(files.id, id), eq(files.draftId, draftId), isNull(files.submissionId)))
}

/** The files of a draft become those of its submission; any that no answer points at any more go. */
export async function updateFilesAsSent(
  tx: Tx,
  draftId: string,
  submissionId: string,
  kept: readonly string[],
) {
  await tx
    .delete(files)
    .where(and(eq(files.draftId, draftId), kept.length > 0 ? notInArray(files.id, [...kept]) : sql`true`))
  await tx.update(files).set({ submissionId, draftId: null }).where(eq(files.draftId, draftId))
}

/** Files whose draft is gone. Gives how many. */
export async function deleteOrphanFiles(tx: Tx): Promise<number> {
  const rows = await tx
    .delete(files)
    .where(
      and(
        isNull(files.submissionId),
        sql`not exists (select 1 from ${drafts} where ${drafts.id} = ${files.draftId})`,
      ),
    )
    .returning({ id: files.id })
  return rows.length
}

/** Everything about the files of a submission but their bytes. */
export async function listFiles(db: Db | Tx, submissionId: string) {
  return db
    .select({
      id: files.id,
      question: files.question,
      name: files.name,
      mediaType: files.mediaType,
      size: files.size,
      scan: files.scan,
      scannedAt: files.scannedAt,
      releasedAt: files.releasedAt,
      releaseReason: files.releaseReason,
    })
    .from(files)
    .where(eq(files.submissionId, submissionId))
    .orderBy(files.createdAt)
}

export async function findFile(db: Db | Tx, id: string) {
  const [row] = await db.select().from(files).where(eq(files.id, id))
  return row
}

export async function updateFileScan(
  tx: Tx,
  id: string,
  scan: (typeof files.$inferSelect)['scan'],
  scannedAt: Date,
) {
  await tx.update(files).set({ scan, scannedAt }).where(eq(files.id, id))
}

/** Lets a file without a clean scan be downloaded from now on. */
export async function updateFileReleased(
  tx: Tx,
  id: string,
  release: { by: string; at: Date; reason: Sealed },
): Promise<void> {
  await tx
    .update(files)
    .set({ releasedBy: release.by, releasedAt: release.at, releaseReason: release.reason })
    .where(eq(files.id, id))
}

/** A file of a submission, held until the transaction ends, with the submission it belongs to. */
export async function lockSentFile(tx: Tx, id: string) {
  const [row] = await tx
    .select({ file: files, reference: submissions.reference })
    .from(files)
    .innerJoin(submissions, eq(submissions.id, files.submissionId))
    .where(eq(files.id, id))
    .for('update', { of: files })
  return row
}
