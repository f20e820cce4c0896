import { and, asc, desc, eq, getTableColumns, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { alerts, drafts, messages, submissions } from '#db/schema/index.ts'

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

export async function findMessageById(db: Db | Tx, id: string) {
  const [row] = await db.select().from(messages).where(eq(messages.id, id))
  return row
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

/** With what a message is about, for the page on the system: a reference or a form, and nothing of a person. */
const withSubject = {
  ...getTableColumns(messages),
  reference: submissions.reference,
  draftForm: drafts.form,
}

const described = (db: Db | Tx) =>
  db
    .select(withSubject)
    .from(messages)
    .leftJoin(alerts, eq(alerts.id, messages.alertId))
    .leftJoin(
      submissions,
      or(eq(submissions.id, messages.submissionId), eq(submissions.id, alerts.submissionId)),
    )
    .leftJoin(drafts, eq(drafts.id, messages.draftId))

/** The newest messages. */
export async function listMessages(db: Db | Tx, most: number) {
  return described(db).orderBy(desc(messages.createdAt)).limit(most)
}

/** Of a message that failed: an alert somebody has acknowledged needs it no more. */
const isStillFailed = and(eq(messages.state, 'failed'), isNull(alerts.acknowledgedAt))

/** Messages that did not go and that nobody has dealt with, newest first. */
export async function listFailedMessages(db: Db | Tx, most: number) {
  return described(db).where(isStillFailed).orderBy(desc(messages.createdAt)).limit(most)
}

/** How many of them are on no submission's page: those of forms that are not sent, and alerts. */
export async function countFailedWithoutCase(db: Db | Tx): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(messages)
    .leftJoin(alerts, eq(alerts.id, messages.alertId))
    .where(and(isStillFailed, isNull(messages.submissionId)))
  return row?.count ?? 0
}
