import { type Placeholder, sql } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
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
type Places<Values> = { readonly [Name in keyof Values & string]: Placeholder<Name> }

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
    return Object.create(built, { client: { value: clientOf(db) } }).execute(asDriverTakes(values))
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
