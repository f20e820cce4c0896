import { and, eq, gt, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Db, Tx } from '../client.ts'
import { staff, staffAddresses, staffSessions } from '../schema/index.ts'

export type StaffRow = typeof staff.$inferSelect
export type StaffSessionRow = typeof staffSessions.$inferSelect

/**
 * The account with this email (lower case), disabled ones too, and whether its holder has signed in from
 * this address since `knownSince`.
 */
export async function findStaffForSignIn(
  db: Db | Tx,
  email: string,
  addressHash: string,
  knownSince: Date,
): Promise<{ account: StaffRow; isKnownAddress: boolean } | null> {
  const [row] = await db
    .select({ account: staff, knownAddress: staffAddresses.addressHash })
    .from(staff)
    .leftJoin(
      staffAddresses,
      and(
        eq(staffAddresses.staffId, staff.id),
        eq(staffAddresses.addressHash, addressHash),
        gt(staffAddresses.lastSignedInAt, knownSince),
      ),
    )
    .where(eq(staff.email, email))
  return row ? { account: row.account, isKnownAddress: row.knownAddress !== null } : null
}

/** Accounts that can sign in, by name. */
export async function listActiveStaff(db: Db | Tx): Promise<StaffRow[]> {
  return db.select().from(staff).where(isNull(staff.disabledAt)).orderBy(staff.name, staff.id)
}

/** The accounts of the demonstration. */
export async function listDemonstrationStaff(db: Db | Tx): Promise<StaffRow[]> {
  return db.select().from(staff).where(eq(staff.isDemonstration, true)).orderBy(staff.name, staff.id)
}

/** @returns false, and changes nothing, when the email already has an account. */
export async function insertStaff(db: Db | Tx, account: typeof staff.$inferInsert): Promise<boolean> {
  const added = await db
    .insert(staff)
    .values(account)
    .onConflictDoNothing({ target: staff.email })
    .returning({ id: staff.id })
  return added.length === 1
}

/** Gives an account another password hash. */
export async function updateStaffPassword(db: Db | Tx, id: string, passwordHash: string): Promise<void> {
  await db.update(staff).set({ passwordHash }).where(eq(staff.id, id))
}

/** @returns the id of the account disabled now; null when no account that can sign in has this email. */
export async function updateStaffDisabled(db: Db | Tx, email: string, now: Date): Promise<string | null> {
  const [row] = await db
    .update(staff)
    .set({ disabledAt: now })
    .where(and(eq(staff.email, email), isNull(staff.disabledAt)))
    .returning({ id: staff.id })
  return row?.id ?? null
}

/** Remembers that this person signed in from this address. */
export async function insertStaffAddress(
  db: Db | Tx,
  staffId: string,
  addressHash: string,
  now: Date,
): Promise<void> {
  await db
    .insert(staffAddresses)
    .values({ staffId, addressHash, lastSignedInAt: now })
    .onConflictDoUpdate({
      target: [staffAddresses.staffId, staffAddresses.addressHash],
      set: { lastSignedInAt: now },
    })
}

/** Forgets addresses nobody has signed in from since `before`, but for those another transaction holds. */
export async function deleteOldStaffAddresses(db: Db | Tx, before: Date): Promise<void> {
  const old = db
    .select({ staffId: staffAddresses.staffId, addressHash: staffAddresses.addressHash })
    .from(staffAddresses)
    .where(lt(staffAddresses.lastSignedInAt, before))
    .for('update', { skipLocked: true })
  await db
    .delete(staffAddresses)
    .where(sql`(${staffAddresses.staffId}, ${staffAddresses.addressHash}) in ${old}`)
}

/** The session, with its account when that can still sign in. */
export async function findStaffSession(
  db: Db | Tx,
  idHash: string,
): Promise<{ session: StaffSessionRow; account: StaffRow | null } | null> {
  const [row] = await db
    .select({ session: staffSessions, account: staff })
    .from(staffSessions)
    .leftJoin(staff, and(eq(staff.id, staffSessions.staffId), isNull(staff.disabledAt)))
    .where(eq(staffSessions.idHash, idHash))
  return row ?? null
}

/** Sessions of one person that have not expired. */
export async function listStaffSessions(db: Db | Tx, staffId: string, now: Date): Promise<StaffSessionRow[]> {
  return db
    .select()
    .from(staffSessions)
    .where(and(eq(staffSessions.staffId, staffId), gt(staffSessions.expiresAt, now)))
}

export async function insertStaffSession(db: Db | Tx, session: StaffSessionRow): Promise<void> {
  await db.insert(staffSessions).values(session)
}

/** Moves the expiry forward, never beyond `longestSeconds` after the session began. */
export async function updateStaffSessionExpiry(
  db: Db | Tx,
  idHash: string,
  expiresAt: Date,
  longestSeconds: number,
): Promise<void> {
  const end = sql`${staffSessions.createdAt} + make_interval(secs => ${longestSeconds}::float8)`
  await db
    .update(staffSessions)
    .set({ expiresAt: sql`least(${expiresAt.toISOString()}::timestamptz, ${end})` })
    .where(eq(staffSessions.idHash, idHash))
}

export async function deleteStaffSession(db: Db | Tx, idHash: string): Promise<void> {
  await db.delete(staffSessions).where(eq(staffSessions.idHash, idHash))
}

export async function deleteStaffSessions(db: Db | Tx, staffId: string): Promise<void> {
  await db.delete(staffSessions).where(eq(staffSessions.staffId, staffId))
}

export async function deleteExpiredStaffSessions(db: Db | Tx, now: Date): Promise<void> {
  await db.delete(staffSessions).where(lte(staffSessions.expiresAt, now))
}

/** The names of everybody who ever had an account, by id: for the history. */
export async function listStaffNames(db: Db | Tx): Promise<{ id: string; name: string }[]> {
  return db.select({ id: staff.id, name: staff.name }).from(staff)
}
