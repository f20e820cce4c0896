import { and, asc, eq, ne } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { messages, notes } from '#db/schema/index.ts'
import { setTo, statement } from '#db/statement.ts'

export type NoteRow = typeof notes.$inferSelect

export async function insertNote(tx: Tx, row: typeof notes.$inferInsert) {
  await tx.insert(notes).values(row)
}

/** What staff wrote down about a submission, oldest first. */
export async function listNotes(db: Db | Tx, submissionId: string): Promise<NoteRow[]> {
  return db
    .select()
    .from(notes)
    .where(eq(notes.submissionId, submissionId))
    .orderBy(asc(notes.madeAt), asc(notes.id))
}

/** Each time a draft that staff type in changed hands, the first one first. */
export async function listTakeOvers(tx: Tx, draftId: string): Promise<NoteRow[]> {
  return tx
    .select()
    .from(notes)
    .where(and(eq(notes.draftId, draftId), eq(notes.kind, 'taken-over')))
    .orderBy(asc(notes.madeAt), asc(notes.id))
}

/** What was noted about a draft, and the letters about it, belong to the submission it became. */
export async function updateDraftNotesAsSent(tx: Tx, draftId: string, submissionId: string) {
  await Promise.all([giveNotes(tx, { draftId, submissionId }), giveLetters(tx, { draftId, submissionId })])
}

const giveNotes = statement<{ draftId: string; submissionId: string }, unknown>((db, the) =>
  db
    .update(notes)
    .set({ submissionId: setTo(the.submissionId), draftId: null })
    .where(and(eq(notes.draftId, the.draftId), ne(notes.kind, 'taken-over'))),
)

const giveLetters = statement<{ draftId: string; submissionId: string }, unknown>((db, the) =>
  db
    .update(messages)
    .set({ submissionId: setTo(the.submissionId), draftId: null })
    .where(eq(messages.draftId, the.draftId)),
)
