import {
  and,
  arrayContains,
  arrayOverlaps,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { directoryImports, directoryReports, directoryServices } from '#db/schema/index.ts'
import type { Sealed } from '#db/schema/sealed.ts'

export type ServiceToList = typeof directoryServices.$inferInsert
export type ImportRow = typeof directoryImports.$inferSelect

/** A service in a list. */
export type FoundService = Pick<
  typeof directoryServices.$inferSelect,
  'id' | 'name' | 'organisation' | 'description' | 'sectors' | 'cost' | 'phone' | 'checkedOn'
>

/** What is looked for; nothing left out of it narrows the search. */
export interface ServicesAsked {
  /** The day it is for whoever looks, `2026-11-22`: what has ended is not listed. */
  today: string
  /** Of any of these topics; those of the first come first. */
  topics?: readonly string[] | undefined
  words?: string | undefined
  /** Nearest first: the sectors of the place itself, of those beside it, and its district. */
  place?: { sectors: readonly string[]; beside: readonly string[]; district: string } | undefined
  audience?: string | undefined
  cost?: 'free' | 'paid' | undefined
  /**
   * A day, `MO`, or minutes of the week from Monday 00:00, London clock: open at one of them, by a time that did not
   * begin before the other. What opened before `midnight`, minutes too, opened yesterday.
   */
  open?: string | { at: number; since: number; midnight: number } | undefined
  /** None but these. */
  ids?: readonly string[] | undefined
}

/** Any number, the same in every server: whoever holds this lock changes the list, the others wait. */
const importLock = 7_265_403

/** For one transaction: nobody else changes the list until it ends. */
export async function lockDirectory(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`)
}

/** @param today `2026-11-22`: with it, those that are not over. */
export async function countServices(db: Db | Tx, today?: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(directoryServices)
    .where(today === undefined ? undefined : isCurrent(today))
  return row?.count ?? 0
}

/** Services that nobody finds under a topic: the feed's words for it are not known here. */
export async function countWithoutTopic(db: Db): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(directoryServices)
    .where(eq(directoryServices.topics, []))
  return row?.count ?? 0
}

export async function countSecretPlaces(db: Db): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(directoryServices)
    .where(eq(directoryServices.isPlaceSecret, true))
  return row?.count ?? 0
}

/** Rows in one statement: a statement takes 65,535 values. */
const BATCH = 500

/** Puts these services in the place of all others. Until the transaction ends everybody else sees the old ones. */
export async function replaceServices(tx: Tx, services: readonly ServiceToList[]): Promise<void> {
  await tx.delete(directoryServices)
  for (let from = 0; from < services.length; from += BATCH) {
    await tx.insert(directoryServices).values(services.slice(from, from + BATCH))
  }
}

export async function insertImport(db: Db | Tx, row: ImportRow): Promise<void> {
  await db.insert(directoryImports).values(row)
}

/** The newest, first. */
export async function listImports(db: Db, most: number): Promise<ImportRow[]> {
  return db.select().from(directoryImports).orderBy(desc(directoryImports.startedAt)).limit(most)
}

/** When the list was last replaced; undefined when it never was. */
export async function findLastTaken(db: Db | Tx): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: directoryImports.endedAt })
    .from(directoryImports)
    .where(eq(directoryImports.outcome, 'taken'))
    .orderBy(desc(directoryImports.startedAt))
    .limit(1)
  return row?.at
}

/** Deletes what is known of imports from before a moment. */
export async function deleteOldImports(db: Db | Tx, before: Date): Promise<void> {
  await db.delete(directoryImports).where(lt(directoryImports.startedAt, before))
}

const listed = {
  id: directoryServices.id,
  name: directoryServices.name,
  organisation: directoryServices.organisation,
  description: directoryServices.description,
  sectors: directoryServices.sectors,
  cost: directoryServices.cost,
  phone: directoryServices.phone,
  checkedOn: directoryServices.checkedOn,
}

const textArray = (all: readonly string[]) => sql`${sql.param([...all])}::text[]`

/** How near a service is: 0 in the place itself, 1 beside it, 2 all over the area, 3 in the district, 4 elsewhere. */
function nearness({ sectors, beside, district }: NonNullable<ServicesAsked['place']>): SQL {
  const at = directoryServices.sectors
  return sql`case
    when ${at} && ${textArray(sectors)} then 0
    when ${at} && ${textArray(beside)} then 1
    when ${at} = '{}' then 2
    when exists (select from unnest(${at}) as sector where split_part(sector, ' ', 1) = ${district}) then 3
    else 4 end`
}

/** With `any` one of the words is enough. */
const queryOf = (words: string, any: boolean) =>
  any
    ? sql`replace(plainto_tsquery('english', ${words})::text, '&', '|')::tsquery`
    : sql`plainto_tsquery('english', ${words})`

/** Not over: its last day, if it has one, is today or to come. */
const isCurrent = (today: string) =>
  or(isNull(directoryServices.endsOn), gte(directoryServices.endsOn, today))

function conditions(asked: ServicesAsked, anyWord: boolean): SQL | undefined {
  const { topics, words, audience, cost, open, ids, today } = asked
  const at = directoryServices
  return and(
    isCurrent(today),
    topics && arrayOverlaps(at.topics, [...topics]),
    words ? sql`${at.document} @@ ${queryOf(words, anyWord)}` : undefined,
    audience ? or(arrayContains(at.audiences, [audience]), sql`${at.audiences} = '{}'`) : undefined,
    cost && inArray(at.cost, [cost, 'some-free']),
    typeof open === 'string'
      ? sql`exists (select from unnest(${at.openDays}, ${at.daysFrom}, ${at.daysTo}) as held (day, first, last)
          where held.day = ${open} and ${today}::date between held.first and held.last)`
      : undefined,
    typeof open === 'object'
      ? sql`exists (select from unnest(${at.opens}, ${at.closes}, ${at.opensFrom}, ${at.opensTo})
            as slot (opens, closes, first, last)
          where slot.opens between ${open.since} and ${open.at} and ${open.at} < slot.closes
            and ${today}::date - (slot.opens < ${open.midnight})::int between slot.first and slot.last)`
      : undefined,
    ids && inArray(at.id, [...ids]),
  )
}

/**
 * Services that fit, the likeliest first: of the first topic, nearest, for these people above all, by their words.
 * Where no service has all of the words, those with any of them.
 */
export async function findServices(
  db: Db,
  asked: ServicesAsked,
  page: { from: number; most: number },
): Promise<{ total: number; services: FoundService[] }> {
  const { topics: [topic] = [], words, place, audience } = asked
  for (const anyWord of words ? [false, true] : [false]) {
    const where = conditions(asked, anyWord)
    const [counted] = await db.select({ total: count() }).from(directoryServices).where(where)
    const total = counted?.total ?? 0
    if (total === 0) continue
    const first = [
      ...(topic ? [desc(arrayContains(directoryServices.topics, [topic]))] : []),
      ...(place ? [asc(nearness(place))] : []),
      ...(audience ? [desc(arrayContains(directoryServices.audiences, [audience]))] : []),
      ...(words ? [desc(sql`ts_rank(${directoryServices.document}, ${queryOf(words, anyWord)})`)] : []),
      // What a service is most of all stands first among its topics.
      ...(topic ? [asc(sql`array_position(${directoryServices.topics}, ${topic})`)] : []),
    ]
    const services = await db
      .select(listed)
      .from(directoryServices)
      .where(where)
      .orderBy(...first, asc(directoryServices.name), asc(directoryServices.id))
      .limit(page.most)
      .offset(page.from)
    return { total, services }
  }
  return { total: 0, services: [] }
}

/** Services that have a schedule for one of these days, `2026-12-25`, and for no other day. */
export async function listServicesOfDates(
  db: Db,
  dates: readonly string[],
): Promise<{ id: string; published: unknown }[]> {
  const at = directoryServices
  return db
    .select({ id: at.id, published: at.published })
    .from(at)
    .where(
      sql`jsonb_path_exists(${at.published},
        '$.**.schedules[*] ? (@.valid_from == @.valid_to && @.valid_from == $days[*])',
        jsonb_build_object('days', to_jsonb(${textArray(dates)})))`,
    )
}

/**
 * One service, with all that may be known of it.
 * @param today `2026-11-22`: with it, none that is over.
 */
export async function findService(
  db: Db,
  id: string,
  today?: string,
): Promise<typeof directoryServices.$inferSelect | undefined> {
  const [row] = await db
    .select()
    .from(directoryServices)
    .where(and(eq(directoryServices.id, id), today === undefined ? undefined : isCurrent(today)))
  return row
}

/** Those of these ids that are listed, with their names. */
export async function listNames(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: directoryServices.id, name: directoryServices.name })
    .from(directoryServices)
    .where(inArray(directoryServices.id, [...ids]))
}

/** Topics that any service belongs to, of those not over. */
export async function listTopics(db: Db, today: string): Promise<string[]> {
  const rows = await db.execute<{ topic: string }>(
    sql`select distinct unnest(${directoryServices.topics}) as topic from ${directoryServices}
      where ${isCurrent(today)}`,
  )
  return rows.map(({ topic }) => topic)
}

/** As they are published, in the order of their ids: pages fit together as long as the list is the same. */
export async function listPublished(
  db: Db,
  page: { from: number; most: number },
): Promise<{ total: number; services: unknown[] }> {
  const total = await countServices(db)
  const rows = await db
    .select({ published: directoryServices.published })
    .from(directoryServices)
    .orderBy(asc(directoryServices.id))
    .limit(page.most)
    .offset(page.from)
  return { total, services: rows.map(({ published }) => published) }
}

export async function insertReport(
  db: Db | Tx,
  row: { id: string; serviceId: string; words: Sealed; reportedAt: Date },
): Promise<void> {
  await db.insert(directoryReports).values(row)
}

/** The oldest, first. */
export async function listReports(db: Db, most: number): Promise<(typeof directoryReports.$inferSelect)[]> {
  return db.select().from(directoryReports).orderBy(asc(directoryReports.reportedAt)).limit(most)
}

export async function countReports(db: Db): Promise<number> {
  const [row] = await db.select({ count: count() }).from(directoryReports)
  return row?.count ?? 0
}

/** Deletes what was reported before a moment, seen to or not. @returns how many there were. */
export async function deleteOldReports(db: Db | Tx, before: Date): Promise<number> {
  const gone = await db
    .delete(directoryReports)
    .where(lt(directoryReports.reportedAt, before))
    .returning({ id: directoryReports.id })
  return gone.length
}

/** @returns false when it is gone already. */
export async function deleteReport(db: Db | Tx, id: string): Promise<boolean> {
  const gone = await db
    .delete(directoryReports)
    .where(eq(directoryReports.id, id))
    .returning({ id: directoryReports.id })
  return gone.length === 1
}
