import { and, desc, eq, exists, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { liveJobOf } from '#db/jobs.ts'
import { messages } from '#db/schema/index.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import {
  type DealtWay,
  type LetterFailure,
  type LetterState,
  openStates,
  type SettledWay,
} from '#src/domain/letter-states.ts'

export type MessageRow = typeof messages.$inferSelect

/** What a letter belongs to. */
export type AboutLetter = { readonly submissionId: string } | { readonly draftId: string }

const isOpen = inArray(messages.state, [...openStates])
const isAbout = (about: AboutLetter) =>
  'submissionId' in about
    ? eq(messages.submissionId, about.submissionId)
    : eq(messages.draftId, about.draftId)

/** The message, held until the transaction ends. */
export async function lockMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  const [row] = await tx.select().from(messages).where(eq(messages.id, id)).for('update')
  return row
}

/** The mail server has taken it: address and code are kept no longer. False where that was noted before. */
export async function updateMessageAsSent(tx: Tx, id: string, at: Date): Promise<boolean> {
  const rows = await tx
    .update(messages)
    .set({ state: 'sent', sentAt: at, sealedLetter: null, failure: null, failedAt: null })
    .where(and(eq(messages.id, id), sql`${messages.state} <> 'sent'`))
    .returning({ id: messages.id })
  return rows.length === 1
}

/**
 * A try failed. Its address stays, for another try or until somebody has dealt with it.
 * @param isGivenUp no further try comes by itself.
 * @returns False where somebody dealt with it meanwhile, or it went.
 */
export async function updateMessageAsNotSent(
  tx: Tx,
  id: string,
  { failure, isGivenUp, at }: { failure: LetterFailure; isGivenUp: boolean; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(messages)
    .set({
      state: isGivenUp ? 'failed' : 'trying-again',
      tries: sql`${messages.tries} + 1`,
      failure,
      failedAt: isGivenUp ? at : null,
    })
    .where(and(eq(messages.id, id), isOpen))
    .returning({ id: messages.id })
  return rows.length === 1
}

/** It may not go any more: address and code are kept no longer. False where it was not open. */
export async function updateMessageAsWithheld(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .update(messages)
    .set({ state: 'withheld', sealedLetter: null })
    .where(and(eq(messages.id, id), isOpen))
    .returning({ id: messages.id })
  return rows.length === 1
}

/** Back in the queue, with this address and these words. */
export async function updateMessageAsWaiting(tx: Tx, id: string, sealedLetter: Sealed): Promise<void> {
  await tx
    .update(messages)
    .set({ state: 'waiting', sealedLetter, tries: 0, failure: null, failedAt: null })
    .where(eq(messages.id, id))
}

/** Where it goes and what it says, put right. Its state stays. */
export async function updateMessageLetter(tx: Tx, id: string, sealedLetter: Sealed): Promise<void> {
  await tx
    .update(messages)
    .set({ sealedLetter })
    .where(and(eq(messages.id, id), isOpen))
}

/** What was done about one that did not go. Address and code are kept no longer. */
export async function updateMessageAsDealtWith(
  tx: Tx,
  id: string,
  dealt: { with: DealtWay | SettledWay; at: Date; by: string | null },
): Promise<void> {
  await tx
    .update(messages)
    .set({
      state: 'dealt-with',
      sealedLetter: null,
      dealtWith: dealt.with,
      dealtWithAt: dealt.at,
      dealtWithBy: dealt.by,
    })
    .where(eq(messages.id, id))
}

/** Ends the letters of this name that have not gone, since nobody needs them any more. */
export async function settleLetters(
  tx: Tx,
  about: AboutLetter,
  letter: string,
  settled: { with: SettledWay; at: Date },
): Promise<void> {
  await tx
    .update(messages)
    .set({ state: 'dealt-with', sealedLetter: null, dealtWith: settled.with, dealtWithAt: settled.at })
    .where(and(isAbout(about), eq(messages.letter, letter), isOpen))
}

/** Letters about these submissions that have not gone and that nobody has dealt with, oldest first. */
export async function listOpenLetters(
  db: Db | Tx,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MessageRow[]>> {
  if (submissionIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(messages)
    .where(and(inArray(messages.submissionId, [...submissionIds]), isOpen))
    .orderBy(messages.createdAt, messages.id)
  return Map.groupBy(rows, ({ submissionId }) => submissionId ?? '')
}

/** Every letter about a submission, oldest first. */
export async function listLetters(db: Db | Tx, submissionId: string): Promise<readonly MessageRow[]> {
  return db
    .select()
    .from(messages)
    .where(eq(messages.submissionId, submissionId))
    .orderBy(messages.createdAt, messages.id)
}

/** The newest letter of this name; undefined where there is none. */
export async function findNewestLetter(
  db: Db | Tx,
  about: AboutLetter,
  letter: string,
): Promise<MessageRow | undefined> {
  const [row] = await db
    .select()
    .from(messages)
    .where(and(isAbout(about), eq(messages.letter, letter)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(1)
  return row
}

/** Submissions that a letter about did not go, as a part of another question. */
export const submissionsWithFailedLetter = (db: Db | Tx) =>
  db
    .select({ id: messages.submissionId })
    .from(messages)
    .where(and(eq(messages.state, 'failed'), isNotNull(messages.submissionId)))

/** Letters that wait for a try which no job will make: its worker was stopped in the middle of the last one. */
export async function listAbandonedLetters(tx: Tx): Promise<readonly MessageRow[]> {
  return tx
    .select()
    .from(messages)
    .where(
      and(
        inArray(messages.state, ['waiting', 'trying-again'] satisfies LetterState[]),
        isNotNull(messages.sealedLetter),
        sql`not ${exists(liveJobOf('send-letter', { messageId: messages.id }))}`,
      ),
    )
    .for('update')
}
