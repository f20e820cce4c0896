import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { alerts, messages, submissions } from '#db/schema/index.ts'

export async function insertAlert(tx: Tx, row: typeof alerts.$inferInsert) {
  await tx.insert(alerts).values(row)
}

export async function findAlert(db: Db | Tx, id: string) {
  const [row] = await db
    .select({
      id: alerts.id,
      submissionId: alerts.submissionId,
      raisedAt: alerts.raisedAt,
      acknowledgedAt: alerts.acknowledgedAt,
      reference: submissions.reference,
    })
    .from(alerts)
    .innerJoin(submissions, eq(submissions.id, alerts.submissionId))
    .where(eq(alerts.id, id))
  return row
}

/** Whether somebody is being told about a submission: an alert raised after `since` that nobody acknowledged. */
export async function isBeingAlerted(tx: Tx, submissionId: string, since: Date): Promise<boolean> {
  const [row] = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(eq(alerts.submissionId, submissionId), isNull(alerts.acknowledgedAt), gt(alerts.raisedAt, since)),
    )
    .limit(1)
  return row !== undefined
}

/** Alerts nobody has acknowledged, oldest first. */
export async function listOpenAlerts(db: Db | Tx) {
  return db
    .select({ id: alerts.id, raisedAt: alerts.raisedAt, reference: submissions.reference })
    .from(alerts)
    .innerJoin(submissions, eq(submissions.id, alerts.submissionId))
    .where(isNull(alerts.acknowledgedAt))
    .orderBy(asc(alerts.raisedAt))
}

/** Acknowledges once. Gives the submission it was about; undefined when somebody else already had. */
export async function updateAlertAsAcknowledged(
  tx: Tx,
  id: string,
  staffId: string,
  at: Date,
): Promise<string | undefined> {
  const [row] = await tx
    .update(alerts)
    .set({ acknowledgedAt: at, acknowledgedBy: staffId })
    .where(and(eq(alerts.id, id), isNull(alerts.acknowledgedAt)))
    .returning({ submissionId: alerts.submissionId })
  return row?.submissionId
}

/** Writes a message down once, whatever the retries. False when it is there already. */
export async function insertMessage(tx: Tx, row: typeof messages.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(messages)
    .values(row)
    .onConflictDoNothing({ target: messages.key })
    .returning({ id: messages.id })
  return rows.length === 1
}

export async function findMessage(db: Db | Tx, key: string) {
  const [row] = await db.select().from(messages).where(eq(messages.key, key))
  return row
}

/** Whether a letter of this name about a submission has gone out. */
export async function isLetterSent(db: Db | Tx, submissionId: string, letter: string): Promise<boolean> {
  const [row] = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(eq(messages.submissionId, submissionId), eq(messages.letter, letter), eq(messages.state, 'sent')),
    )
    .limit(1)
  return row !== undefined
}

export async function updateMessageState(
  tx: Tx,
  key: string,
  state: (typeof messages.$inferSelect)['state'],
  sentAt: Date | null,
) {
  // What went out, or never will, is kept no longer than it has to be.
  const emptied = state === 'sent' || state === 'withheld' ? { sealedLetter: null } : {}
  await tx
    .update(messages)
    .set({ state, sentAt, ...emptied })
    .where(eq(messages.key, key))
}

export async function findMessageById(db: Db | Tx, id: string) {
  const [row] = await db.select().from(messages).where(eq(messages.id, id))
  return row
}

/** Letters nobody could send since `before`: their words and addresses go, and they count as failed. */
export async function updateOldLettersAsFailed(tx: Tx, before: Date) {
  await tx
    .update(messages)
    .set({ state: 'failed', sealedLetter: null })
    .where(and(isNotNull(messages.sealedLetter), lt(messages.createdAt, before)))
}

/** The newest messages, for the desk. */
export async function listMessages(db: Db | Tx, most: number) {
  return db.select().from(messages).orderBy(desc(messages.createdAt)).limit(most)
}

/** The newest message about each of these alerts. */
export async function listNewestMessages(db: Db | Tx, alertIds: readonly string[]) {
  if (alertIds.length === 0) return []
  return db
    .selectDistinctOn([messages.alertId])
    .from(messages)
    .where(inArray(messages.alertId, [...alertIds]))
    .orderBy(messages.alertId, desc(messages.createdAt))
}

/** Messages that could not be sent, newest first. */
export async function listFailedMessages(db: Db | Tx, most: number) {
  return db
    .select()
    .from(messages)
    .where(eq(messages.state, 'failed'))
    .orderBy(desc(messages.createdAt))
    .limit(most)
}
