import { DrizzleError, DrizzleQueryError } from 'drizzle-orm'
import type { PgDatabase, PgTransaction } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { ExtractTablesWithRelations } from 'drizzle-orm'
import postgres from 'postgres'
import { databaseUrl } from '#src/settings/env.ts'
import * as schema from './schema/index.ts'

/** What a query needs to run, inside a transaction or outside one. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

/** A running transaction: what takes one insists on being part of it. */
export type Tx = PgTransaction<
  PostgresJsQueryResultHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>

/**
 * What is left of a database error: the SQLSTATE (or the driver's code, like ECONNREFUSED) and the name of
 * the constraint that was broken. Messages, details, the statement and its parameters are dropped, and
 * there is no `cause`: any of them can hold what a person wrote, and errors end up in logs.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: string
  readonly constraint: string | undefined

  constructor(code: string, constraint?: string) {
    super(constraint ? `The database refused: ${code}, ${constraint}.` : `The database failed: ${code}.`)
    this.code = code
    this.constraint = constraint
  }
}

/** Milliseconds. The server ends a statement, a wait for a lock, and a transaction left idle after these. */
export const deadlines = {
  statement: 10_000,
  lock: 5_000,
  idleInTransaction: 15_000,
} as const

/** Milliseconds for one whole `read` or `transact`, for when the server cannot answer at all. */
const overallDeadline = 30_000

/** The role whose rights every connection of the application has, whoever it signed in as. */
export const appRole = 'portal_app'

interface Open {
  readonly pool: postgres.Sql
  readonly db: ReturnType<typeof drizzle<typeof schema>>
}

let open: Open | undefined

/**
 * Uses this database from now on, connecting when the first query comes. Without a call the one of the
 * settings is used.
 * @param options statementTimeout in milliseconds.
 */
export function openDatabase(url: string, options: { statementTimeout?: number } = {}): void {
  if (open) throw new Error('A database is open already: close it first.')
  const pool = postgres(url, {
    max: 10,
    connect_timeout: 5,
    // Short and even, so that the portal is back a moment after its database is.
    backoff: () => 0.25,
    onnotice: () => undefined,
    connection: {
      application_name: 'portal',
      role: appRole,
      statement_timeout: options.statementTimeout ?? deadlines.statement,
      lock_timeout: deadlines.lock,
      idle_in_transaction_session_timeout: deadlines.idleInTransaction,
    },
  })
  open = { pool, db: drizzle(pool, { schema, casing: 'snake_case' }) }
}

function opened(): Open {
  if (!open) openDatabase(databaseUrl())
  return open as Open
}

/** Lets running queries finish for up to five seconds and closes every connection. */
export async function closeDatabase(): Promise<void> {
  const closing = open
  open = undefined
  await closing?.pool.end({ timeout: 5 })
}

/**
 * Runs queries that need no transaction.
 * @throws DatabaseError whatever the database or its driver threw.
 */
export function read<T>(run: (db: Db) => Promise<T>): Promise<T> {
  return guarded(() => run(opened().db))
}

/** Serialization failure and deadlock: the whole transaction was undone, and may well succeed now. */
const tryAgainCodes = new Set(['40001', '40P01'])

/**
 * Runs one transaction: all of it is stored when the promise resolves, nothing of it when `run` throws.
 * After a deadlock it runs again, up to three times in all, so `run` changes nothing outside the database.
 * @throws DatabaseError whatever the database or its driver threw; an error of `run`'s own as it is.
 */
export async function transact<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await guarded(() => opened().db.transaction(run))
    } catch (error) {
      if (attempt === 3 || !(error instanceof DatabaseError) || !tryAgainCodes.has(error.code)) throw error
    }
  }
}

async function guarded<T>(run: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseError('DEADLINE')), overallDeadline)
  })
  try {
    return await Promise.race([run(), late])
  } catch (error) {
    throw scrubbed(error)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The error as it may travel: one of the database's becomes a DatabaseError; one of ours stays, without a
 * cause that came from the database.
 */
export function scrubbed(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error
  if (error instanceof DrizzleQueryError) return databaseErrorOf(error.cause)
  if (isOfDatabase(error)) return databaseErrorOf(error)
  if (error.cause !== undefined) error.cause = scrubbed(error.cause)
  return error
}

function isOfDatabase(error: Error): boolean {
  return (
    error instanceof postgres.PostgresError ||
    error instanceof DrizzleError ||
    'query' in error ||
    isOfDriver(error)
  )
}

/** Errors of postgres.js itself and of its sockets carry a code in capitals. */
function isOfDriver(error: Error): boolean {
  const { code } = error as { code?: unknown }
  return (
    typeof code === 'string' &&
    /^(?:CONNECT|CONNECTION|SASL|MAX|UNDEFINED|NOT_TAGGED|E(?!RR_)[A-Z])/.test(code)
  )
}

function databaseErrorOf(error: unknown): DatabaseError {
  const { code, constraint_name } = (error ?? {}) as {
    code?: unknown
    constraint_name?: unknown
  }
  const isCode = typeof code === 'string' && /^[\dA-Z_]{1,60}$/.test(code)
  return new DatabaseError(
    isCode ? code : 'UNKNOWN',
    typeof constraint_name === 'string' ? constraint_name : undefined,
  )
}
