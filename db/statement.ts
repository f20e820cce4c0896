import { type Placeholder, sql } from 'drizzle-orm'
import type { PgDatabase, PgInsertBase, PgTable } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { Db, Tx } from './client.ts'
import * as schema from './schema/index.ts'

/** What queries are built on without a connection. */
const builder: Db = drizzle.mock({ schema, casing: 'snake_case' }) as unknown as PgDatabase<
  PostgresJsQueryResultHKT,
  typeof schema
>

interface Built<Result> {
  execute(values: Record<string, unknown>): Promise<Result>
}

/** Where the values of a statement go. */
export type Places<Values> = { readonly [Name in keyof Values & string]: Placeholder<Name> }

/**
 * A query whose text is made once, for what every page of a form asks: to build it, and to look at each of its parts
 * again, takes longer than to answer it.
 * @param build the query, with places for what differs from time to time.
 * @returns what runs it with these values, in a transaction or outside one.
 */
export function statement<Values extends Record<string, unknown>, Result>(
  build: (db: Db, places: Places<Values>) => { prepare(name: string): Built<Result> },
): (db: Db | Tx, values: Values) => Promise<Result> {
  let built: Built<Result> | undefined
  return (db, values) => {
    // At the first use: tables refer to one another while their files are still being read.
    built ??= build(builder, places as Places<Values>).prepare('by its text')
    return run(built, db, asDriverTakes(values))
  }
}

const run = <Result>(built: Built<Result>, db: Db | Tx, values: Record<string, unknown>): Promise<Result> =>
  Object.create(built, { client: { value: clientOf(db) } }).execute(values)

/** What the query builder makes of an INSERT before it is run. */
type Inserting<Table extends PgTable> = PgInsertBase<Table, PostgresJsQueryResultHKT>

/**
 * An INSERT of one row, whose text is made once for each set of columns that are given.
 * @param finish what else the statement says: what it does on a conflict, what it gives back.
 */
export function inserting<Table extends PgTable, Result = unknown>(
  table: () => Table,
  finish: (insert: Inserting<Table>) => { prepare(name: string): Built<Result> },
): (db: Db | Tx, row: Table['$inferInsert']) => Promise<Result> {
  const built = new Map<string, Built<Result>>()
  return (db, row) => {
    const given = Object.entries(row).filter(([, value]) => value !== undefined)
    const columns = given.map(([name]) => name).join()
    const known =
      built.get(columns) ??
      finish(
        builder
          .insert(table())
          .values(Object.fromEntries(given.map(([name]) => [name, sql.placeholder(name)])) as never) as never,
      ).prepare('by its text')
    built.set(columns, known)
    // Each column turns its own value into what the driver takes.
    return run(known, db, Object.fromEntries(given))
  }
}

const places = new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) })

/** A place in what a row is set to. */
export const setTo = (place: Placeholder) => sql`${place}`

/** The query builder turns a moment into text by its column, and a place has none. */
const asDriverTakes = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  )

/** The connection of a transaction, or the pool: what the query builder itself hands to a query that is run once. */
const clientOf = (db: Db | Tx): unknown => (db._.session as unknown as { client: unknown }).client
