import { Column, is, Param, Placeholder, SQL, sql } from 'drizzle-orm'
import type { PgDatabase, PgInsertBase, PgTable } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import type { Db, Tx } from './client.ts'
import * as schema from './schema/index.ts'

/** What queries are built on without a connection. */
const builder: Db = drizzle.mock({ schema, casing: 'snake_case' }) as unknown as PgDatabase<
  PostgresJsQueryResultHKT,
  typeof schema
>

/** A query as the query builder hands it out, ready to be asked. */
interface Built<Result> {
  execute(values: Record<string, unknown>): Promise<Result>
}

/** What the query builder keeps in one, of which its types say nothing. */
interface Parts {
  readonly queryString: string
  readonly params: readonly unknown[]
  /** What its rows are read into; nothing where it gives none back. */
  readonly fields?: readonly { readonly path: readonly string[]; readonly field: Field }[]
  /** Of each table of a join, whether its columns are always there. */
  readonly joinsNotNullableMap?: Readonly<Record<string, boolean>>
}

type Field = Column | SQL | SQL.Aliased
type Values = Readonly<Record<string, unknown>>

/** A query whose text is fixed, with what turns values into parameters and rows into objects. */
type Asking<Result> = (client: Sql, values: Values) => Promise<Result>

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
  let asking: Asking<Result> | undefined
  return (db, values) => {
    // At the first use: tables refer to one another while their files are still being read.
    asking ??= askingOf(build(builder, places as Places<Values>).prepare('by its text'))
    return asking(clientOf(db), asDriverTakes(values))
  }
}

/**
 * Looks once at each place and each column of a query. The query builder does so each time it is asked, which takes as
 * long as the driver does; it is left to it where columns of an outer join may be missing together.
 */
function askingOf<Result>(built: Built<Result>): Asking<Result> {
  const { queryString, params, fields, joinsNotNullableMap } = built as unknown as Parts
  if (Object.values(joinsNotNullableMap ?? {}).includes(false))
    return (client, values) => Object.create(built, { client: { value: client } }).execute(values)
  const given = params.map(parameterOf)
  const ask = (client: Sql, values: Values) =>
    client.unsafe(queryString, given.map((one) => one(values)) as never[])
  if (!fields) return async (client, values) => (await ask(client, values)) as Result
  const columns = fields.map(({ path, field }) => ({ path, decoder: decoderOf(field) }))
  return async (client, values) => {
    const rows = await ask(client, values).values()
    return rows.map((row) => rowOf(columns, row)) as Result
  }
}

/** What becomes a parameter: a value from a place, as its column writes it, or what is the same each time. */
function parameterOf(parameter: unknown): (values: Values) => unknown {
  if (is(parameter, Placeholder)) {
    const { name } = parameter
    return (values) => valueAt(values, name)
  }
  if (is(parameter, Param) && is(parameter.value, Placeholder)) {
    const { encoder } = parameter
    const { name } = parameter.value
    return (values) => {
      const value = valueAt(values, name)
      return value === null ? null : encoder.mapToDriverValue(value)
    }
  }
  return () => parameter
}

/** @throws Error where a place is left empty: a fault of the code. */
function valueAt(values: Values, name: string): unknown {
  const value = values[name]
  if (value === undefined) throw new Error(`No value for the place ${name} of a statement`)
  return value
}

/** Reads what the driver gives of one column. */
interface Decoder {
  mapFromDriverValue(value: unknown): unknown
}

function decoderOf(field: Field): Decoder {
  if (is(field, Column)) return field
  const { decoder } = (is(field, SQL) ? field : field.sql) as unknown as { decoder: Decoder }
  return decoder
}

function rowOf(
  columns: readonly { path: readonly string[]; decoder: Decoder }[],
  row: readonly unknown[],
): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (let at = 0; at < columns.length; at++) {
    const { path, decoder } = columns[at] as (typeof columns)[number]
    const [first = '', second] = path
    const value = row[at] === null ? null : decoder.mapFromDriverValue(row[at])
    // A table within a join is one object of the row.
    if (second === undefined) read[first] = value
    else {
      const table = (read[first] ?? {}) as Record<string, unknown>
      table[second] = value
      read[first] = table
    }
  }
  return read
}

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
  const known = new Map<string, Asking<Result>>()
  return (db, row) => {
    const given = Object.entries(row).filter(([, value]) => value !== undefined)
    const columns = given.map(([name]) => name).join()
    const each = Object.fromEntries(given.map(([name]) => [name, sql.placeholder(name)]))
    const asking =
      known.get(columns) ??
      askingOf(finish(builder.insert(table()).values(each as never) as never).prepare('by its text'))
    known.set(columns, asking)
    // Each column turns its own value into what the driver takes.
    return asking(clientOf(db), row)
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
const clientOf = (db: Db | Tx): Sql => (db._.session as unknown as { client: Sql }).client
