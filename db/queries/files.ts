import { and, eq, getTableColumns, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { drafts, filePieces, files, submissions } from '#db/schema/index.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { setTo, statement } from '#db/statement.ts'

/** A file without its bytes, which are had piece by piece. */
const { content: _, ...withoutBytes } = getTableColumns(files)

export type FileRow = Omit<typeof files.$inferSelect, 'content'>

/** Begins a file whose pieces follow. It belongs to nobody until `updateFileOwner`. */
export async function insertFile(
  db: Db | Tx,
  row: Omit<typeof files.$inferInsert, 'content' | 'draftId' | 'submissionId'> & { pieces: number },
) {
  await db.insert(files).values(row)
}

export async function insertFilePiece(db: Db | Tx, piece: typeof filePieces.$inferInsert) {
  await db.insert(filePieces).values(piece)
}

/** Gives a file, of which every piece is there, to a draft or a submission. False when it is not whole, or was given. */
export async function updateFileOwner(
  tx: Tx,
  id: string,
  owner: { draftId: string } | { submissionId: string },
): Promise<boolean> {
  const whole = tx.select({ count: sql`count(*)` }).from(filePieces).where(eq(filePieces.fileId, id))
  const rows = await tx
    .update(files)
    .set(owner)
    .where(
      and(
        eq(files.id, id),
        isNull(files.draftId),
        isNull(files.submissionId),
        sql`${files.pieces} = (${whole})`,
      ),
    )
    .returning({ id: files.id })
  return rows.length === 1
}

/** Takes away a file that belongs to nobody yet. */
export async function deleteOwnerlessFile(db: Db | Tx, id: string) {
  await db.delete(files).where(and(eq(files.id, id), isNull(files.draftId), isNull(files.submissionId)))
}

/** One piece of a file; undefined when it is not there. */
export async function findFilePiece(db: Db | Tx, fileId: string, number: number) {
  const [row] = await db
    .select({ content: filePieces.content })
    .from(filePieces)
    .where(and(eq(filePieces.fileId, fileId), eq(filePieces.number, number)))
  return row?.content
}

/** The bytes of a file that was stored in one piece, before there were several. */
export async function findFileContent(db: Db | Tx, id: string) {
  const [row] = await db.select({ content: files.content }).from(files).where(eq(files.id, id))
  return row?.content ?? undefined
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
  await dropOthers(tx, { draftId, kept: `{${kept.join()}}` })
  await giveToSubmission(tx, { draftId, submissionId })
}

const dropOthers = statement<{ draftId: string; kept: string }, unknown>((db, the) =>
  db.delete(files).where(and(eq(files.draftId, the.draftId), sql`${files.id} <> all(${the.kept}::uuid[])`)),
)

const giveToSubmission = statement<{ draftId: string; submissionId: string }, unknown>((db, the) =>
  db
    .update(files)
    .set({ submissionId: setTo(the.submissionId), draftId: null })
    .where(eq(files.draftId, the.draftId)),
)

/**
 * Files whose draft is gone, and those that were begun before a moment and never became anybody's: their sender, or the
 * server, went away in the middle. Gives how many.
 */
export async function deleteOrphanFiles(tx: Tx, begunBefore: Date): Promise<number> {
  const rows = await tx
    .delete(files)
    .where(
      and(
        isNull(files.submissionId),
        or(isNotNull(files.draftId), lt(files.createdAt, begunBefore)),
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
  const [row] = await db.select(withoutBytes).from(files).where(eq(files.id, id))
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
    .select({ file: withoutBytes, reference: submissions.reference })
    .from(files)
    .innerJoin(submissions, eq(submissions.id, files.submissionId))
    .where(eq(files.id, id))
    .for('update', { of: files })
  return row
}
