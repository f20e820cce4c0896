import {
  and,
  arrayOverlaps,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  not,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { alerts, decisions, drafts, staff, submissions } from '#db/schema/index.ts'
import { inserting, statement } from '#db/statement.ts'
import { submissionsWithFailedLetter } from './letters.ts'

export type SubmissionRow = typeof submissions.$inferSelect

/** Stores a submission. False when its reference is taken: try another. */
export async function insertSubmission(tx: Tx, row: typeof submissions.$inferInsert): Promise<boolean> {
  return (await insertNew(tx, row)).length === 1
}

const insertNew = inserting<typeof submissions, { id: string }[]>(
  () => submissions,
  (insert) => insert.onConflictDoNothing({ target: submissions.reference }).returning({ id: submissions.id }),
)

export async function findSubmission(db: Db | Tx, reference: string) {
  const [row] = await db.select().from(submissions).where(eq(submissions.reference, reference))
  return row
}

export async function findSubmissionById(db: Db | Tx, id: string) {
  const [row] = await byId(db, { id })
  return row
}

const byId = statement<{ id: string }, SubmissionRow[]>((db, the) =>
  db.select().from(submissions).where(eq(submissions.id, the.id)),
)

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

/** What the queue may be narrowed to. */
export interface QueueFilter {
  form?: string
  colour?: 'red' | 'amber' | 'green' | 'not-asked'
  assignedTo?: string | 'nobody'
  /**
   * Only what something is owed about (a clock runs), or has something added that nobody read; otherwise everything.
   */
  waiting: boolean
  /** Only what somebody asked a copy of that is not sent yet, and may be: it has none of these flags. */
  copyToSend?: { withoutFlags: readonly string[] }
  /** Only what a letter is about that did not go, and that nobody has dealt with. */
  hasFailedLetter?: boolean
}

const copyToSend = (withoutFlags: readonly string[]) =>
  and(
    isNotNull(submissions.copyAsked),
    isNull(submissions.copySentAt),
    isNull(submissions.copyNotNeededAt),
    not(arrayOverlaps(submissions.flags, [...withoutFlags])),
  )

/** The colour that was decided; before that the one suggested, or that none is. */
export const shownColour = sql<
  'red' | 'amber' | 'green' | 'not-asked'
>`coalesce(${submissions.colour}, ${submissions.suggestedColour})`

/** The most urgent colour first; what has no suggested colour stands with amber. */
export const byColour = sql`case ${shownColour} when 'red' then 1 when 'green' then 3 else 2 end`

function narrowedTo(db: Db | Tx, filter: QueueFilter): SQL | undefined {
  return and(
    filter.waiting ? or(isNotNull(submissions.nextDueAt), isNotNull(submissions.changedAt)) : undefined,
    filter.copyToSend ? copyToSend(filter.copyToSend.withoutFlags) : undefined,
    filter.hasFailedLetter ? inArray(submissions.id, submissionsWithFailedLetter(db)) : undefined,
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
  isSafeguarding: submissions.isSafeguarding,
  flags: submissions.flags,
  suggestedColour: submissions.suggestedColour,
  colour: submissions.colour,
  status: submissions.status,
  firstReadAt: submissions.firstReadAt,
  changedAt: submissions.changedAt,
  typedInHow: submissions.typedInHow,
  copyAsked: submissions.copyAsked,
  copySentAt: submissions.copySentAt,
  copyNotNeededAt: submissions.copyNotNeededAt,
  assignedTo: submissions.assignedTo,
  assignedName: staff.name,
  snapshot: submissions.snapshot,
}

/**
 * The queue: unread suggested red first, then unread safeguarding and whatever was added to (`rank`), then what is due
 * first; of those due at the same moment the more urgent colour, then the oldest. What has no running promise
 * comes last, newest first.
 */
export async function listQueue(db: Db | Tx, filter: QueueFilter, most: number, offset: number) {
  return db
    .select(summary)
    .from(submissions)
    .leftJoin(staff, eq(staff.id, submissions.assignedTo))
    .where(narrowedTo(db, filter))
    .orderBy(
      asc(submissions.rank),
      sql`${submissions.nextDueAt} asc nulls last`,
      sql`case when ${submissions.nextDueAt} is not null
        then ${byColour} end`,
      sql`case when ${submissions.nextDueAt} is not null then ${submissions.receivedAt} end`,
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
    const condition = narrowedTo(db, filter) ?? sql`true`
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

const unreadSince =
  sql`coalesce(${submissions.changedAt}, ${submissions.typedInAt}, ${submissions.receivedAt})`.mapWith(
    submissions.receivedAt,
  )

/**
 * Suggested red, read by nobody who may decide since they came, or since something was added, before a moment; with no
 * decision since then. `rank` is 0 for such (and the index of the queue begins with it).
 */
const isRedAndUnread = (before: Date) =>
  and(
    eq(submissions.rank, 0),
    sql`${unreadSince} <= ${before.toISOString()}`,
    notExists(
      sql`(select 1 from ${decisions} where ${decisions.submissionId} = ${submissions.id} and ${decisions.madeAt} >= ${unreadSince})`,
    ),
  )

/**
 * Ids of what is suggested red and has stayed unread since before a moment, and has no alert.
 * @param givenUpToo also what has one that was given up on.
 */
export async function listRedAndUnread(
  db: Db | Tx,
  { before, givenUpToo, most }: { before: Date; givenUpToo: boolean; most: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: submissions.id })
    .from(submissions)
    .leftJoin(alerts, and(eq(alerts.submissionId, submissions.id), isNull(alerts.endedAt)))
    .where(
      and(
        isRedAndUnread(before),
        or(isNull(alerts.id), givenUpToo ? isNotNull(alerts.givenUpAt) : undefined),
      ),
    )
    .orderBy(asc(submissions.receivedAt))
    .limit(most)
  return rows.map(({ id }) => id)
}

/**
 * Holds a submission that is still suggested red and unread until the transaction ends.
 * @returns since when it is unread; undefined where it no longer is.
 */
export async function lockIfRedAndUnread(tx: Tx, id: string, before: Date): Promise<Date | undefined> {
  await lockSubmissionById(tx, id)
  const [row] = await tx
    .select({ since: unreadSince })
    .from(submissions)
    .where(and(eq(submissions.id, id), isRedAndUnread(before)))
  return row?.since
}
