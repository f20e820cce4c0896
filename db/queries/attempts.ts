import { eq, inArray, lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '../client.ts'
import { attempts } from '../schema/index.ts'

/** How many wrong tries are free, and how the pauses after them grow and end. Times in seconds. */
export type TryLimit = {
  /** The try with this number starts the first pause. At least 2. */
  readonly freeTries: number
  /** Tries before the first pause are forgotten this long after the first of them. */
  readonly windowSeconds: number
  readonly firstPauseSeconds: number
  /** Pauses double up to this. */
  readonly longestPauseSeconds: number
  /** Everything is forgotten when nobody tried for this long after the last pause ended. */
  readonly quietSeconds: number
}

/**
 * Counts one try under `key`, unless a pause is running.
 *
 * One statement, so that tries at the same moment, on any server, are each counted once and none slips
 * past a pause another one has just started.
 * @returns true when the try was counted and may be looked at; false while a pause runs.
 */
export async function insertTry(db: Db | Tx, key: string, limit: TryLimit, now: Date): Promise<boolean> {
  const at = sql`${now.toISOString()}::timestamptz`
  const seconds = (count: number) => sql`make_interval(secs => ${count}::float8)`
  const isForgotten = sql`case when ${attempts.blockedUntil} is null
    then ${attempts.firstAt} <= ${at} - ${seconds(limit.windowSeconds)}
    else ${attempts.blockedUntil} <= ${at} - ${seconds(limit.quietSeconds)} end`
  const next = sql`${attempts.points} + 1`
  const doublings = sql`least(${next} - ${limit.freeTries}::int, 30)`
  const pause = sql`least(${limit.firstPauseSeconds}::float8 * power(2, ${doublings}), ${limit.longestPauseSeconds}::float8)`

  const counted = await db
    .insert(attempts)
    .values({ key, points: 1, firstAt: now, blockedUntil: null })
    .onConflictDoUpdate({
      target: attempts.key,
      set: {
        points: sql`case when ${isForgotten} then 1 else ${next} end`,
        firstAt: sql`case when ${isForgotten} then ${at} else ${attempts.firstAt} end`,
        blockedUntil: sql`case when ${isForgotten} or ${next} < ${limit.freeTries}::int then null
          else ${at} + make_interval(secs => ${pause}) end`,
      },
      setWhere: sql`${attempts.blockedUntil} is null or ${attempts.blockedUntil} <= ${at}`,
    })
    .returning({ key: attempts.key })
  return counted.length === 1
}

/** When the pause under `key` ends or ended; null when there has been none. */
export async function findPauseEnd(db: Db | Tx, key: string): Promise<Date | null> {
  const [row] = await db
    .select({ blockedUntil: attempts.blockedUntil })
    .from(attempts)
    .where(eq(attempts.key, key))
  return row?.blockedUntil ?? null
}

/** Takes back one counted try that turned out to be right, and the pause that this try itself started. */
export async function updateTryTakenBack(db: Db | Tx, key: string, limit: TryLimit): Promise<void> {
  const left = sql`${attempts.points} - 1`
  await db
    .update(attempts)
    .set({
      points: sql`greatest(${left}, 0)`,
      blockedUntil: sql`case when ${left} < ${limit.freeTries}::int then null else ${attempts.blockedUntil} end`,
    })
    .where(eq(attempts.key, key))
}

/** Forgets every try under `key`. */
export async function deleteTries(db: Db | Tx, key: string): Promise<void> {
  await db.delete(attempts).where(eq(attempts.key, key))
}

/**
 * Deletes what was last counted before `before`; pauses that still run are kept. Rows another transaction
 * holds are left for the next time, so that clearing up never waits for a sign-in.
 */
export async function deleteOldTries(db: Db | Tx, before: Date): Promise<void> {
  const last = sql`coalesce(${attempts.blockedUntil}, ${attempts.firstAt})`
  const old = db
    .select({ key: attempts.key })
    .from(attempts)
    .where(lt(last, sql`${before.toISOString()}::timestamptz`))
    .for('update', { skipLocked: true })
  await db.delete(attempts).where(inArray(attempts.key, old))
}
