import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  exists,
  getTableColumns,
  lt,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { alerts, drafts, messages, staff, submissions } from '#db/schema/index.ts'
import { byColour, shownColour } from './submissions.ts'
import { type AlertReason, type DutyRole, dutyLetter } from '#src/domain/alerts.ts'

export type AlertRow = typeof alerts.$inferSelect

/** Which alerts are open: no decision has ended them. */
const isOpen = isNull(alerts.endedAt)

const isGivenUp = isNotNull(alerts.givenUpAt)

/** Whether nobody keeps an open alert quiet at this moment. */
const isUnacknowledged = (now: Date) =>
  or(isNull(alerts.acknowledgedUntil), lte(alerts.acknowledgedUntil, now))

/**
 * Opens an alert about a submission. One that is open already is told of as from the start where nobody is told of it
 * at present: it was given up on or, with `wakes`, acknowledged.
 * @param wakes something is new that nobody can have seen.
 * @returns its id; undefined where somebody is being told of it.
 */
export async function insertAlert(
  tx: Tx,
  row: {
    id: string
    submissionId: string
    reason: AlertReason
    waitingSince: Date
    at: Date
    wakes: boolean
  },
): Promise<string | undefined> {
  const { id, submissionId, reason, waitingSince, at, wakes } = row
  const asFromStart = {
    callingSince: at,
    nextTellAt: at,
    toldRole: null,
    acknowledgedUntil: null,
    givenUpAt: null,
  }
  const [made] = await tx
    .insert(alerts)
    .values({ id, submissionId, reason, waitingSince, ...asFromStart })
    .onConflictDoUpdate({
      target: alerts.submissionId,
      targetWhere: isOpen,
      set: asFromStart,
      setWhere: wakes ? sql`${isGivenUp} or ${alerts.acknowledgedUntil} > ${at.toISOString()}` : isGivenUp,
    })
    .returning({ id: alerts.id })
  return made?.id
}

/** An alert by its id, ended or not. */
export async function findAlert(db: Db | Tx, id: string) {
  const [row] = await db
    .select({ id: alerts.id, submissionId: alerts.submissionId, reference: submissions.reference })
    .from(alerts)
    .innerJoin(submissions, eq(submissions.id, alerts.submissionId))
    .where(eq(alerts.id, id))
  return row
}

/** The open alert about a submission, with who acknowledged it last. */
export async function findOpenAlert(db: Db | Tx, submissionId: string) {
  const [row] = await db
    .select({
      id: alerts.id,
      reason: alerts.reason,
      waitingSince: alerts.waitingSince,
      acknowledgedUntil: alerts.acknowledgedUntil,
      acknowledgedName: staff.name,
    })
    .from(alerts)
    .leftJoin(staff, eq(staff.id, alerts.acknowledgedBy))
    .where(and(eq(alerts.submissionId, submissionId), isOpen))
  return row
}

/** The most urgent first: what nobody has acknowledged, then the reddest, then what waits longest. */
const byUrgency = (now: Date): SQL[] => [
  sql`coalesce(${alerts.acknowledgedUntil} > ${now.toISOString()}, false)`,
  byColour,
  asc(alerts.waitingSince),
  asc(alerts.id),
]

/** The open alerts, the most urgent first, with what a list shows of them. */
export async function listOpenAlerts(
  db: Db | Tx,
  { now, most, offset = 0 }: { now: Date; most: number; offset?: number },
) {
  return db
    .select({
      id: alerts.id,
      submissionId: alerts.submissionId,
      reason: alerts.reason,
      waitingSince: alerts.waitingSince,
      acknowledgedUntil: alerts.acknowledgedUntil,
      acknowledgedName: staff.name,
      reference: submissions.reference,
      form: submissions.form,
      colour: submissions.colour,
      suggestedColour: submissions.suggestedColour,
      snapshot: submissions.snapshot,
      assignedTo: submissions.assignedTo,
      told: {
        contact: messages.contact,
        state: messages.state,
        at: messages.createdAt,
        sentAt: messages.sentAt,
      },
    })
    .from(alerts)
    .innerJoin(submissions, eq(submissions.id, alerts.submissionId))
    .leftJoin(staff, eq(staff.id, alerts.acknowledgedBy))
    .leftJoin(messages, eq(messages.id, alerts.messageId))
    .where(isOpen)
    .orderBy(...byUrgency(now))
    .limit(most)
    .offset(offset)
}

/** How many alerts are open; and of those that nobody has acknowledged, how many there are, red, and of safeguarding. */
export async function countOpenAlerts(db: Db | Tx, now: Date) {
  const calling = isUnacknowledged(now)
  const [counts] = await db
    .select({
      open: count(),
      calling: sql<number>`count(*) filter (where ${calling})`.mapWith(Number),
      red: sql<number>`count(*) filter (where ${calling} and ${shownColour} = 'red')`.mapWith(Number),
      safeguarding: sql<number>`count(*) filter (where ${calling} and ${submissions.isSafeguarding})`.mapWith(
        Number,
      ),
    })
    .from(alerts)
    .innerJoin(submissions, eq(submissions.id, alerts.submissionId))
    .where(isOpen)
  return counts ?? { open: 0, calling: 0, red: 0, safeguarding: 0 }
}

/**
 * Holds those of these alerts that are open, that nobody keeps quiet and that were not raised again since `shownAt`,
 * until the transaction ends.
 * @returns what each is about.
 */
export async function lockAlertsToAcknowledge(
  tx: Tx,
  { ids, shownAt, now }: { ids: readonly string[]; shownAt: Date; now: Date },
) {
  if (ids.length === 0) return []
  return tx
    .select({ id: alerts.id, submissionId: alerts.submissionId })
    .from(alerts)
    .where(
      and(inArray(alerts.id, [...ids]), isOpen, isUnacknowledged(now), lte(alerts.callingSince, shownAt)),
    )
    .orderBy(asc(alerts.id))
    .for('update')
}

/** Keeps the open alert about a submission quiet until a moment, after which it is told of as from the start. */
export async function updateAlertAsAcknowledged(
  tx: Tx,
  submissionId: string,
  { at, until, by }: { at: Date; until: Date; by: string },
): Promise<void> {
  await tx
    .update(alerts)
    .set({
      acknowledgedAt: at,
      acknowledgedBy: by,
      acknowledgedUntil: until,
      callingSince: until,
      nextTellAt: until,
      toldRole: null,
      givenUpAt: null,
    })
    .where(and(eq(alerts.submissionId, submissionId), isOpen))
}

/** Ends the open alert about a submission. */
export async function updateAlertAsEnded(tx: Tx, submissionId: string, at: Date): Promise<void> {
  await tx
    .update(alerts)
    .set({ endedAt: at })
    .where(and(eq(alerts.submissionId, submissionId), isOpen))
}

/** Alerts that somebody is to be told of: open, acknowledged by nobody, not given up on. */
const isCalling = (now: Date) => and(isOpen, isUnacknowledged(now), isNull(alerts.givenUpAt))

/** Those that somebody is to be told of, held until the transaction ends, always in the same order. */
export async function lockCallingAlerts(tx: Tx, now: Date) {
  return tx
    .select({
      id: alerts.id,
      submissionId: alerts.submissionId,
      toldRole: alerts.toldRole,
      nextTellAt: alerts.nextTellAt,
    })
    .from(alerts)
    .where(isCalling(now))
    .orderBy(asc(alerts.id))
    .for('update')
}

/** What a message says of those that somebody is to be told of: the most urgent first. */
export async function listCallingAlerts(db: Db | Tx, now: Date) {
  return db
    .select({
      submissionId: alerts.submissionId,
      waitingSince: alerts.waitingSince,
      reference: submissions.reference,
      flags: submissions.flags,
      colour: shownColour,
    })
    .from(alerts)
    .innerJoin(submissions, eq(submissions.id, alerts.submissionId))
    .where(isCalling(now))
    .orderBy(...byUrgency(now))
}

/** A message counts these alerts. */
export async function updateAlertsAsCounted(
  tx: Tx,
  ids: readonly string[],
  messageId: string,
): Promise<void> {
  await tx
    .update(alerts)
    .set({ messageId })
    .where(inArray(alerts.id, [...ids]))
}

/** It was this contact's turn for these alerts; the next one's comes at `nextTellAt`. */
export async function updateAlertsAsTold(
  tx: Tx,
  ids: readonly string[],
  told: { toldRole: DutyRole; nextTellAt: Date },
): Promise<void> {
  await tx
    .update(alerts)
    .set(told)
    .where(inArray(alerts.id, [...ids]))
}

/** Gives up on what nobody has acknowledged since before a moment, once. @returns what each is about. */
export async function updateAlertsAsGivenUp(tx: Tx, before: Date, now: Date) {
  const old = tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(isCalling(now), lt(alerts.callingSince, before)))
    .orderBy(asc(alerts.id))
    .for('update')
  return tx
    .update(alerts)
    .set({ givenUpAt: now })
    .where(inArray(alerts.id, old))
    .returning({ id: alerts.id, submissionId: alerts.submissionId })
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
    .leftJoin(submissions, eq(submissions.id, messages.submissionId))
    .leftJoin(drafts, eq(drafts.id, messages.draftId))

/** The newest messages. */
export async function listMessages(db: Db | Tx, most: number) {
  return described(db).orderBy(desc(messages.createdAt)).limit(most)
}

/**
 * Of a message that failed. One to a duty contact is about no single submission: nobody needs it any more once somebody
 * has acknowledged or decided all that waited when it was made.
 */
const isStillFailed = (db: Db | Tx) =>
  and(
    eq(messages.state, 'failed'),
    or(
      ne(messages.letter, dutyLetter),
      exists(
        db
          .select({ id: alerts.id })
          .from(alerts)
          .where(and(isOpen, lte(alerts.callingSince, messages.createdAt))),
      ),
    ),
  )

/** Messages that did not go and that nobody has dealt with, newest first. */
export async function listFailedMessages(db: Db | Tx, most: number) {
  return described(db).where(isStillFailed(db)).orderBy(desc(messages.createdAt)).limit(most)
}

/** How many of them are on no submission's page: those of forms that are not sent, and those to duty contacts. */
export async function countFailedWithoutCase(db: Db | Tx): Promise<number> {
  const [row] = await db
    .select({ failed: count() })
    .from(messages)
    .where(and(isStillFailed(db), isNull(messages.submissionId)))
  return row?.failed ?? 0
}
