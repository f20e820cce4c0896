import {
  and,
  arrayContains,
  arrayOverlaps,
  between,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  not,
  or,
  type Placeholder,
  sql,
} from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { draftDevices, drafts, files, messages, notes, staff, submissions } from '#db/schema/index.ts'
import { inserting, type Places, setTo, statement } from '#db/statement.ts'
import type { Sealed } from '#db/schema/sealed.ts'

export type DraftRow = typeof drafts.$inferSelect

/** A draft with the device that reaches it. */
export type DraftOnDevice = DraftRow &
  Pick<typeof draftDevices.$inferSelect, 'visitHash' | 'isResumed' | 'seenAt'>

/** A draft as one device reaches it. */
const reached = {
  ...getTableColumns(drafts),
  visitHash: draftDevices.visitHash,
  isResumed: draftDevices.isResumed,
  seenAt: draftDevices.seenAt,
}

/** Minutes without a request after which a device no longer reaches a draft that has a code. */
export const hiddenAfterMinutes = 30

/** Nobody used it on this device for a while, and there is a code to come back with: only the code opens it. */
const isHidden = (now: Date) => isSeenBefore(hiddenSince(now))

const isSeenBefore = (lastSeen: string | Placeholder) =>
  sql`(${drafts.codeHash} is not null and ${draftDevices.seenAt} <= ${lastSeen})`

const hiddenSince = (now: Date): string => new Date(now.getTime() - hiddenAfterMinutes * 60_000).toISOString()

const openOnDevice = (visitHash: string, form: string) =>
  and(eq(draftDevices.visitHash, visitHash), eq(draftDevices.form, form), draftDevices.isOpen)

const isLive = (now: Date) => and(isNull(drafts.sentAt), gt(drafts.expiresAt, now))

const isOfDraft = eq(draftDevices.draftId, drafts.id)

type OnDevice = { visitHash: string; form: string; now: Date; lastSeen: string }

const openOnDeviceAt = (db: Db, the: Places<OnDevice>) =>
  db
    .select(reached)
    .from(drafts)
    .innerJoin(draftDevices, isOfDraft)
    .where(
      and(
        eq(draftDevices.visitHash, the.visitHash),
        eq(draftDevices.form, the.form),
        draftDevices.isOpen,
        isNull(drafts.sentAt),
        gt(drafts.expiresAt, the.now),
        not(isSeenBefore(the.lastSeen)),
      ),
    )

const openDraftOnDevice = statement<OnDevice, DraftOnDevice[]>(openOnDeviceAt)
const lockedDraftOnDevice = statement<OnDevice, DraftOnDevice[]>((db, the) =>
  openOnDeviceAt(db, the).for('update', { of: drafts }),
)

/** The draft this device may read and change; not one that is hidden behind its code. */
export async function findOpenDraft(
  db: Db | Tx,
  visitHash: string,
  form: string,
  now: Date,
): Promise<DraftOnDevice | undefined> {
  const [row] = await openDraftOnDevice(db, { visitHash, form, now, lastSeen: hiddenSince(now) })
  return row
}

/** The draft of this device that only its code opens now. */
export async function findHiddenDraft(db: Db | Tx, visitHash: string, form: string, now: Date) {
  const [row] = await db
    .select(reached)
    .from(drafts)
    .innerJoin(draftDevices, isOfDraft)
    .where(and(openOnDevice(visitHash, form), isLive(now), isHidden(now)))
  return row
}

/** The open draft, held until the transaction ends: a second sender waits, then finds it sent. */
export async function lockOpenDraft(tx: Tx, visitHash: string, form: string, now: Date) {
  const [row] = await lockedDraftOnDevice(tx, { visitHash, form, now, lastSeen: hiddenSince(now) })
  return row
}

const sentFromDevice = statement<{ visitHash: string; form: string }, DraftOnDevice[]>((db, the) =>
  db
    .select(reached)
    .from(drafts)
    .innerJoin(draftDevices, isOfDraft)
    .where(
      and(eq(draftDevices.visitHash, the.visitHash), eq(drafts.form, the.form), isNotNull(drafts.sentAt)),
    )
    .orderBy(desc(drafts.sentAt))
    .limit(1),
)

/** The newest draft of this form that was sent and that this device could reach. */
export async function findSentDraft(
  db: Db | Tx,
  visitHash: string,
  form: string,
): Promise<DraftOnDevice | undefined> {
  const [row] = await sentFromDevice(db, { visitHash, form })
  return row
}

const sentWithSubmission = statement<
  { visitHash: string; form: string },
  { draft: DraftOnDevice; submission: typeof submissions.$inferSelect | null }[]
>((db, the) =>
  db
    .select({ draft: reached, submission: submissions })
    .from(drafts)
    .innerJoin(draftDevices, isOfDraft)
    .leftJoin(submissions, eq(submissions.id, drafts.submissionId))
    .where(
      and(eq(draftDevices.visitHash, the.visitHash), eq(drafts.form, the.form), isNotNull(drafts.sentAt)),
    )
    .orderBy(desc(drafts.sentAt))
    .limit(1),
)

/** As `findSentDraft`, with what it became; undefined where that was erased. */
export async function findSentWithSubmission(db: Db | Tx, visitHash: string, form: string) {
  const [row] = await sentWithSubmission(db, { visitHash, form })
  return row?.submission ? { draft: row.draft, submission: row.submission } : undefined
}

/**
 * Makes a draft, unless this device has an open one of this form already: undefined then. One whose time was
 * over makes room, whether or not it was cleared away yet, and so does one that only its code opens.
 */
export async function insertDraft(
  tx: Tx,
  {
    visitHash,
    isResumed = false,
    isNewVisit = false,
    ...row
  }: typeof drafts.$inferInsert & {
    createdAt: Date
    visitHash: string
    isResumed?: boolean
    /** The visit began with this very request: nothing is on the device that could be in the way. */
    isNewVisit?: boolean
  },
) {
  const { form, createdAt: now } = row
  if (!isNewVisit) {
    const onDevice = tx
      .select({ id: draftDevices.draftId })
      .from(draftDevices)
      .where(openOnDevice(visitHash, form))
    await tx.delete(drafts).where(and(inArray(drafts.id, onDevice), lte(drafts.expiresAt, now)))
    const hidden = await findHiddenDraft(tx, visitHash, form, now)
    if (hidden) await deleteDraftDevice(tx, visitHash, hidden.id)
  }
  const [made] = await insertNew(tx, row)
  if (await insertDraftDevice(tx, { visitHash, draftId: row.id, form, seenAt: now, isResumed })) return made
  await tx.delete(drafts).where(eq(drafts.id, row.id))
  return undefined
}

const insertNew = inserting<typeof drafts, DraftRow[]>(
  () => drafts,
  (insert) => insert.returning(),
)

/** Lets a device reach a draft. False when it has another open draft of the same form. */
export async function insertDraftDevice(
  tx: Tx,
  device: Pick<typeof draftDevices.$inferInsert, 'visitHash' | 'draftId' | 'form' | 'seenAt' | 'isResumed'>,
): Promise<boolean> {
  return (await insertNewDevice(tx, device)).length === 1
}

const insertNewDevice = inserting<typeof draftDevices, { draftId: string }[]>(
  () => draftDevices,
  (insert) => insert.onConflictDoNothing().returning({ draftId: draftDevices.draftId }),
)

/** A device no longer reaches a draft. */
export async function deleteDraftDevice(tx: Tx, visitHash: string, draftId: string) {
  await tx
    .delete(draftDevices)
    .where(and(eq(draftDevices.visitHash, visitHash), eq(draftDevices.draftId, draftId)))
}

/** When a device asked last is kept to the minute: what is asked for within one needs no writing. */
export const isSeenAnew = (seenAt: Date, now: Date): boolean => now.getTime() - seenAt.getTime() >= 60_000

/** Notes that a device uses a draft now. */
export async function updateDraftDeviceSeen(db: Db | Tx, visitHash: string, draftId: string, seenAt: Date) {
  await setSeen(db, { visitHash, draftId, seenAt })
}

const setSeen = statement<{ visitHash: string; draftId: string; seenAt: Date }, unknown>((db, the) =>
  db
    .update(draftDevices)
    .set({ seenAt: setTo(the.seenAt) })
    .where(and(eq(draftDevices.visitHash, the.visitHash), eq(draftDevices.draftId, the.draftId))),
)

/** Saves the state if nobody else did since `version`. False: read again and try again. */
export async function updateDraft(
  db: Db | Tx,
  { id, version }: { id: string; version: number },
  state: Sealed,
  times: { now: Date; expiresAt: Date },
): Promise<boolean> {
  const rows = await saveState(db, { id, version, state, ...times })
  return rows.length === 1
}

const saveState = statement<
  { id: string; version: number; state: Sealed; now: Date; expiresAt: Date },
  { id: string }[]
>((db, the) =>
  db
    .update(drafts)
    .set({
      state: setTo(the.state),
      version: sql`${drafts.version} + 1`,
      updatedAt: setTo(the.now),
      expiresAt: setTo(the.expiresAt),
    })
    .where(and(eq(drafts.id, the.id), eq(drafts.version, the.version), isNull(drafts.sentAt)))
    .returning({ id: drafts.id }),
)

/** Notes the concern that was saved from a draft. */
export async function updateDraftConcern(tx: Tx, id: string, concernId: string) {
  await tx.update(drafts).set({ concernId }).where(eq(drafts.id, id))
}

/** What hangs on a draft besides its answers. Of a draft that is held, nothing more comes until it is let go. */
export interface BesidesAnswers {
  readonly hasFiles: boolean
  readonly hasNotes: boolean
  readonly hasLetters: boolean
}

export async function findBesidesAnswers(tx: Tx, draftId: string): Promise<BesidesAnswers> {
  const [found] = await besidesAnswers(tx, { draftId })
  if (!found) throw new Error('A draft that is held is gone.')
  return found
}

const besidesAnswers = statement<{ draftId: string }, BesidesAnswers[]>((db, the) => {
  const has = (table: typeof files | typeof notes | typeof messages) =>
    sql<boolean>`exists (${db.select({ one: sql`1` }).from(table).where(eq(table.draftId, drafts.id))})`
  return db
    .select({ hasFiles: has(files), hasNotes: has(notes), hasLetters: has(messages) })
    .from(drafts)
    .where(eq(drafts.id, the.draftId))
})

/**
 * Closes a draft that became a submission. What it held is in the snapshot now and goes from here. The time after which
 * the receipt may close on the device that sent it begins now, however long they looked over their answers.
 * @param visitHash of the device that sent it.
 */
export async function updateDraftAsSent(
  tx: Tx,
  { id, visitHash }: { id: string; visitHash: string },
  sent: { submissionId: string; at: Date; emptyState: Sealed; receiptUntil: Date },
) {
  await Promise.all([closeDraft(tx, { id, ...sent }), closeOnDevices(tx, { id, visitHash, at: sent.at })])
}

const closeDraft = statement<
  { id: string; submissionId: string; at: Date; emptyState: Sealed; receiptUntil: Date },
  unknown
>((db, the) =>
  db
    .update(drafts)
    .set({
      sentAt: setTo(the.at),
      submissionId: setTo(the.submissionId),
      state: setTo(the.emptyState),
      expiresAt: setTo(the.receiptUntil),
    })
    .where(eq(drafts.id, the.id)),
)

const closeOnDevices = statement<{ id: string; visitHash: string; at: Date }, unknown>((db, the) =>
  db
    .update(draftDevices)
    .set({
      isOpen: false,
      seenAt: sql`case when ${draftDevices.visitHash} = ${the.visitHash} then ${the.at}::timestamptz
        else ${draftDevices.seenAt} end`,
    })
    .where(eq(draftDevices.draftId, the.id)),
)

/**
 * Gives a draft its code, or another one. False when it has another code than `before` by now, made on
 * another device or in another tab: that one stays. The very same code again succeeds.
 */
export async function updateDraftCode(
  db: Db | Tx,
  id: string,
  code: { before: string | null; codeHash: string; secretHash: string },
): Promise<boolean> {
  const isAsBefore = code.before === null ? isNull(drafts.codeHash) : eq(drafts.codeHash, code.before)
  const rows = await db
    .update(drafts)
    .set({ codeHash: code.codeHash, secretHash: code.secretHash })
    .where(and(eq(drafts.id, id), isNull(drafts.sentAt), or(isAsBefore, eq(drafts.codeHash, code.codeHash))))
    .returning({ id: drafts.id })
  return rows.length === 1
}

/** The draft with this code, sent or not; undefined when its time is over. */
export async function findDraftByCode(db: Db | Tx, codeHash: string, now: Date) {
  const [row] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.codeHash, codeHash), gt(drafts.expiresAt, now)))
  return row
}

/** The drafts with a code among these ids, sent or not: at most two, because two are one too many. */
export async function listDraftsWithCodeBetween(
  db: Db | Tx,
  { first, last }: { first: string; last: string },
  now: Date,
) {
  return db
    .select()
    .from(drafts)
    .where(and(between(drafts.id, first, last), isNotNull(drafts.codeHash), gt(drafts.expiresAt, now)))
    .limit(2)
}

/** The draft with this code, held until the transaction ends. */
export async function lockDraftByCode(tx: Tx, codeHash: string, now: Date) {
  const [row] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.codeHash, codeHash), gt(drafts.expiresAt, now)))
    .for('update')
  return row
}

/** The draft of this form that a device has open, hidden or not, whatever its time; held with its device. */
export async function lockDraftOnDevice(tx: Tx, visitHash: string, form: string) {
  const [row] = await tx
    .select(reached)
    .from(drafts)
    .innerJoin(draftDevices, isOfDraft)
    .where(openOnDevice(visitHash, form))
    .for('update', { of: draftDevices })
  return row
}

/** What staff know of a draft they type in, without what is in it. */
const typedIn = {
  id: drafts.id,
  form: drafts.form,
  typedInBy: drafts.typedInBy,
  typedInHow: drafts.typedInHow,
  typedInReceivedAt: drafts.typedInReceivedAt,
  createdAt: drafts.createdAt,
  updatedAt: drafts.updatedAt,
  expiresAt: drafts.expiresAt,
  staffName: staff.name,
}

/** What staff type in for somebody else and have not sent, newest first, with the name of who does. */
export async function listTypedInDrafts(db: Db | Tx, now: Date) {
  return db
    .select(typedIn)
    .from(drafts)
    .innerJoin(staff, eq(staff.id, drafts.typedInBy))
    .where(isLive(now))
    .orderBy(desc(drafts.updatedAt))
}

/** One of them, sent or not; undefined when it is somebody else's, or its time is over. */
export async function findTypedInDraft(db: Db | Tx, id: string, staffId: string, now: Date) {
  const [row] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, id), eq(drafts.typedInBy, staffId), gt(drafts.expiresAt, now)))
  return row
}

/** From now on another member of staff types in this draft. */
export async function updateDraftTypist(tx: Tx, id: string, staffId: string) {
  await tx.update(drafts).set({ typedInBy: staffId }).where(eq(drafts.id, id))
}

/** The last time a draft was taken over from this member of staff; undefined once its time is over. */
export async function findTakeOverFrom(db: Db | Tx, id: string, staffId: string, now: Date) {
  const [row] = await db
    .select({ form: drafts.form, sentAt: drafts.sentAt, at: notes.madeAt, byName: staff.name })
    .from(notes)
    .innerJoin(drafts, eq(drafts.id, notes.draftId))
    .innerJoin(staff, eq(staff.id, notes.madeBy))
    .where(
      and(
        eq(notes.draftId, id),
        eq(notes.kind, 'taken-over'),
        arrayContains(notes.codes, [staffId]),
        gt(drafts.expiresAt, now),
      ),
    )
    .orderBy(desc(notes.madeAt))
    .limit(1)
  return row
}

/** Takes away what was typed in and not sent. */
export async function deleteTypedInDraft(tx: Tx, id: string, staffId: string) {
  await tx.delete(drafts).where(and(eq(drafts.id, id), eq(drafts.typedInBy, staffId), isNull(drafts.sentAt)))
}

/** A draft that is not sent, while it is there at all. */
export async function findUnsentDraft(db: Db | Tx, id: string) {
  const [row] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, id), isNull(drafts.sentAt)))
  return row
}

/** A draft that is not sent, held until the transaction ends; undefined when its time is over. */
export async function lockDraft(tx: Tx, id: string, now: Date) {
  const [row] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, id), isLive(now)))
    .for('update')
  return row
}

/** Devices that came back with a code reach the draft no more; those it was begun on do. */
export async function deleteResumedDevices(tx: Tx, draftId: string) {
  await tx.delete(draftDevices).where(and(eq(draftDevices.draftId, draftId), draftDevices.isResumed))
}

/** What this device has not sent and has no code for: all of it goes when the device is cleared. */
export async function listDraftsWithoutCode(db: Db | Tx, visitHash: string, now: Date) {
  return db
    .select({ form: drafts.form, updatedAt: drafts.updatedAt })
    .from(drafts)
    .innerJoin(draftDevices, isOfDraft)
    .where(and(eq(draftDevices.visitHash, visitHash), isLive(now), isNull(drafts.codeHash)))
    .orderBy(desc(drafts.updatedAt))
}

/** Deletes one draft that has no code; one with a code stays. */
export async function deleteDraftWithoutCode(tx: Tx, id: string) {
  await tx.delete(drafts).where(and(eq(drafts.id, id), isNull(drafts.codeHash), isNull(drafts.sentAt)))
}

/**
 * Forgets a device: what it has not sent goes, and what its receipts remember, unless there is a code to come back
 * with.
 */
export async function deleteVisit(tx: Tx, visitHash: string) {
  const onDevice = tx
    .select({ id: draftDevices.draftId })
    .from(draftDevices)
    .where(eq(draftDevices.visitHash, visitHash))
  await tx.delete(drafts).where(and(inArray(drafts.id, onDevice), isNull(drafts.codeHash)))
  await tx.delete(draftDevices).where(eq(draftDevices.visitHash, visitHash))
}

/**
 * What takes from a device what it sent and has not looked at since `idleSince`; gives how many it took.
 * @param withFlags Only what has one of these flags now. Left out, everything.
 */
export function deletingIdleReceipts(withFlags?: readonly string[]) {
  const take = statement<{ visitHash: string; idleSince: Date }, { draftId: string }[]>((db, the) => {
    const sent = db
      .select({ id: drafts.id })
      .from(drafts)
      .leftJoin(submissions, eq(submissions.id, drafts.submissionId))
      .where(and(isNotNull(drafts.sentAt), withFlags && arrayOverlaps(submissions.flags, [...withFlags])))
    return db
      .delete(draftDevices)
      .where(
        and(
          eq(draftDevices.visitHash, the.visitHash),
          lte(draftDevices.seenAt, the.idleSince),
          inArray(draftDevices.draftId, sent),
        ),
      )
      .returning({ draftId: draftDevices.draftId })
  })
  return async (db: Db | Tx, visitHash: string, idleSince: Date): Promise<number> =>
    (await take(db, { visitHash, idleSince })).length
}

/** Takes away drafts, and receipts on a device, whose time is over. Gives how many. */
export async function deleteExpiredDrafts(tx: Tx, now: Date): Promise<number> {
  const rows = await tx.delete(drafts).where(lt(drafts.expiresAt, now)).returning({ id: drafts.id })
  return rows.length
}
