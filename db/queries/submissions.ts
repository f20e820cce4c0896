import {
  and,
  arrayOverlaps,
  asc,
  desc,
  eq,
  gt,
  isNotNull,
  isNull,
  lt,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { clocks, drafts, staff, submissions } from '#db/schema/index.ts'

export type SubmissionRow = typeof submissions.$inferSelect

/** Stores a submission. False when its reference is taken: try another. */
export async function insertSubmission(tx: Tx, row: typeof submissions.$inferInsert): Promise<boolean> {
  const made = await tx
    .insert(submissions)
    .values(row)
    .onConflictDoNothing({ target: submissions.reference })
    .returning({ id: submissions.id })
  return made.length === 1
}

export async function insertClock(tx: Tx, row: typeof clocks.$inferInsert) {
  await tx.insert(clocks).values(row)
}

export async function findSubmission(db: Db | Tx, reference: string) {
  const [row] = await db.select().from(submissions).where(eq(submissions.reference, reference))
  return row
}

export async function findSubmissionById(db: Db | Tx, id: string) {
  const [row] = await db.select().from(submissions).where(eq(submissions.id, id))
  return row
}

/** The submission, held until the transaction ends, so that two decisions come one after the other. */
export async function lockSubmission(tx: Tx, reference: string) {
  const [row] = await tx.select().from(submissions).where(eq(submissions.reference, reference)).for('update')
  return row
}

/** As `lockSubmission`, by its id. */
export async function lockSubmissionById(tx: Tx, id: string) {
  const [row] = await tx.select().from(submissions).where(eq(submissions.id, id)).for('update')
  return row
}

export async function updateSubmission(
  tx: Tx,
  id: string,
  change: Partial<typeof submissions.$inferInsert>,
): Promise<void> {
  await tx.update(submissions).set(change).where(eq(submissions.id, id))
}

/**
 * What its code is made of, with the hash of the word or number that was chosen for the draft it was sent from while
 * that is kept; and no more, so that looking takes as long whether there is such a reference or not.
 */
export async function findCodeSource(db: Db | Tx, reference: string, now: Date) {
  const [row] = await db
    .select({ id: submissions.id, codeNumber: submissions.codeNumber, secretHash: drafts.secretHash })
    .from(submissions)
    .leftJoin(drafts, and(eq(drafts.id, submissions.draftId), gt(drafts.expiresAt, now)))
    .where(eq(submissions.reference, reference))
  return row
}

/** Takes away the mark of something added, unless more was added after `changedAt`, when the page was made. */
export async function updateSubmissionAsReadSince(tx: Tx, id: string, changedAt: Date): Promise<void> {
  await tx
    .update(submissions)
    .set({ changedAt: null })
    .where(and(eq(submissions.id, id), eq(submissions.changedAt, changedAt)))
}

/** The promises made about a submission, oldest first; of those that began together the one about triage. */
export async function listClocks(db: Db | Tx, submissionId: string) {
  return db
    .select()
    .from(clocks)
    .where(eq(clocks.submissionId, submissionId))
    .orderBy(asc(clocks.startedAt), desc(clocks.kind))
}

/** Marks the running clock of this kind as kept. */
export async function updateClocksAsKept(
  tx: Tx,
  submissionId: string,
  kind: (typeof clocks.$inferSelect)['kind'],
  keptAt: Date,
  keptBy: string,
) {
  await tx
    .update(clocks)
    .set({ keptAt, keptBy })
    .where(and(eq(clocks.submissionId, submissionId), eq(clocks.kind, kind), isNull(clocks.keptAt)))
}

/** What the queue may be narrowed to. */
export interface QueueFilter {
  form?: string
  colour?: 'red' | 'amber' | 'green'
  assignedTo?: string | 'nobody'
  /**
   * Only what waits for a triage decision or a reply, or has something added that nobody read; otherwise
   * everything.
   */
  waiting: boolean
  /** Only what somebody asked a copy of that is not sent yet, and may be: it has none of these flags. */
  copyToSend?: { withoutFlags: readonly string[] }
}

const copyToSend = (withoutFlags: readonly string[]) =>
  and(
    isNotNull(submissions.copyAsked),
    isNull(submissions.copySentAt),
    not(arrayOverlaps(submissions.flags, [...withoutFlags])),
  )

/** What is due first: the decision, or the reply to a complaint. */
const nextDueAt = sql`least(${submissions.dueAt}, ${submissions.replyDueAt})`

const shownColour = sql`coalesce(${submissions.colour}, ${submissions.suggestedColour})`

function narrowedTo(filter: QueueFilter): SQL | undefined {
  return and(
    filter.waiting ? or(sql`${nextDueAt} is not null`, isNotNull(submissions.changedAt)) : undefined,
    filter.copyToSend ? copyToSend(filter.copyToSend.withoutFlags) : undefined,
    filter.form ? eq(submissions.form, filter.form) : undefined,
    filter.colour ? sql`${shownColour} = ${filter.colour}` : undefined,
    filter.assignedTo === 'nobody' ? isNull(submissions.assignedTo) : undefined,
    filter.assignedTo && filter.assignedTo !== 'nobody'
      ? eq(submissions.assignedTo, filter.assignedTo)
      : undefined,
  )
}

const summary = {
  id: submissions.id,
  reference: submissions.reference,
  form: submissions.form,
  receivedAt: submissions.receivedAt,
  dueAt: submissions.dueAt,
  isSafeguarding: submissions.isSafeguarding,
  flags: submissions.flags,
  suggestedColour: submissions.suggestedColour,
  colour: submissions.colour,
  status: submissions.status,
  firstReadAt: submissions.firstReadAt,
  changedAt: submissions.changedAt,
  replyDueAt: submissions.replyDueAt,
  typedInHow: submissions.typedInHow,
  copyAsked: submissions.copyAsked,
  copySentAt: submissions.copySentAt,
  assignedTo: submissions.assignedTo,
  assignedName: staff.name,
  snapshot: submissions.snapshot,
}

/** Somebody wrote something that nobody has read: the whole of it, or what was added since. */
const isUnread = or(isNull(submissions.firstReadAt), isNotNull(submissions.changedAt))

/**
 * The queue: unread suggested red first, then unread safeguarding and whatever was added to, then what is due
 * first; of those due at the same moment the more urgent colour, then the oldest. What has no running promise
 * comes last, newest first.
 */
export async function listQueue(db: Db | Tx, filter: QueueFilter, most: number, offset: number) {
  return db
    .select(summary)
    .from(submissions)
    .leftJoin(staff, eq(staff.id, submissions.assignedTo))
    .where(narrowedTo(filter))
    .orderBy(
      sql`case
        when ${isUnread} and ${submissions.suggestedColour} = 'red' then 0
        when ${isUnread} and ${submissions.isSafeguarding} then 1
        when ${submissions.changedAt} is not null then 1
        else 2 end`,
      sql`${nextDueAt} asc nulls last`,
      sql`case when ${nextDueAt} is not null
        then array_position(array['red', 'amber', 'green'], ${shownColour}) end`,
      sql`case when ${nextDueAt} is not null then ${submissions.receivedAt} end`,
      desc(submissions.receivedAt),
      asc(submissions.id),
    )
    .limit(most)
    .offset(offset)
}

/** How many submissions each of these filters lets through, counted at one moment. */
export async function countQueue<Name extends string>(
  db: Db | Tx,
  filters: Readonly<Record<Name, QueueFilter>>,
): Promise<Record<Name, number>> {
  const counted = Object.entries<QueueFilter>(filters).map(([name, filter]) => {
    const condition = narrowedTo(filter) ?? sql`true`
    return [name, sql<number>`(count(*) filter (where ${condition}))::int`] as const
  })
  const [row] = await db.select(Object.fromEntries(counted)).from(submissions)
  return row as Record<Name, number>
}

/** References for other programs, newest first, after a place in the list. */
export async function listReferences(
  db: Db | Tx,
  page: { since?: Date; before?: { receivedAt: Date; id: string }; most: number },
) {
  const { since, before, most } = page
  return db
    .select({
      id: submissions.id,
      reference: submissions.reference,
      form: submissions.form,
      receivedAt: submissions.receivedAt,
    })
    .from(submissions)
    .where(
      and(
        since ? gt(submissions.receivedAt, since) : undefined,
        before
          ? or(
              lt(submissions.receivedAt, before.receivedAt),
              and(eq(submissions.receivedAt, before.receivedAt), lt(submissions.id, before.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(submissions.receivedAt), desc(submissions.id))
    .limit(most)
}
