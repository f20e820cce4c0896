import { AsyncLocalStorage } from 'node:async_hooks'
import { DrizzleError, DrizzleQueryError } from 'drizzle-orm'
import type { PgDatabase, PgTransaction } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { databaseUrl, env } from '#src/settings/env.ts'
import { connectTo, PostgresError } from './driver.ts'
import { failureOf } from './failure.ts'
import { preparing } from './prepared.ts'
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

/** What somebody who waits still has to wait for the database at most. Readings that overlap count once. */
interface Patience {
  /** Milliseconds. */
  left: number
  /** How many are under way, and when the first of them began. */
  underWay: number
  since: number
}

const patience = new AsyncLocalStorage<Patience>()

/**
 * Runs what somebody waits for. All that it reads and writes fails with the code DEADLINE once the database has taken
 * this long in all; time that goes by otherwise, like a file's way here, does not count. A transaction that was under
 * way may still be stored, as with every answer that comes too late.
 * @param milliseconds of waiting for the database, all together.
 */
export const waitAtMost = <T>(milliseconds: number, run: () => Promise<T>): Promise<T> =>
  patience.run({ left: milliseconds, underWay: 0, since: 0 }, run)

/** Milliseconds that may be waited from now on. */
function beginWaiting(waiting: Patience | undefined): number {
  if (!waiting) return overallDeadline
  const now = performance.now()
  if (waiting.underWay++ === 0) waiting.since = now
  return Math.min(overallDeadline, Math.max(0, waiting.left - (now - waiting.since)))
}

function endWaiting(waiting: Patience | undefined): void {
  if (waiting && --waiting.underWay === 0) waiting.left -= performance.now() - waiting.since
}

/** The role whose rights every connection of the application has, whoever it signed in as. */
export const appRole = 'portal_app'

interface Connected {
  readonly pool: Sql
  readonly db: ReturnType<typeof drizzle<typeof schema>>
}

interface Open extends Connected {
  readonly url: string
  /** One connection of its own, on which no transaction ever runs. */
  beside?: Connected
}

let open: Open | undefined

/** @param statementTimeout in milliseconds. */
function connect(url: string, most: number, statementTimeout: number): Connected {
  const pool = connectTo(url, {
    max: most,
    // Off where a pooler in front hands a connection on after each transaction.
    prepare: env.DATABASE_PREPARE === 'on',
    connect_timeout: 5,
    // Short and even, so that the portal is back a moment after its database is.
    backoff: () => 0.25,
    onnotice: () => undefined,
    connection: {
      application_name: 'portal',
      role: appRole,
      statement_timeout: statementTimeout,
      lock_timeout: deadlines.lock,
      idle_in_transaction_session_timeout: deadlines.idleInTransaction,
    },
  })
  return { pool, db: drizzle(preparing(pool), { schema, casing: 'snake_case' }) }
}

/**
 * Uses this database from now on, connecting when the first query comes. Without a call the one of the
 * settings is used.
 * @param options statementTimeout in milliseconds.
 */
export function openDatabase(url: string, options: { statementTimeout?: number } = {}): void {
  if (open) throw new Error('A database is open already: close it first.')
  open = { url, ...connect(url, 10, options.statementTimeout ?? deadlines.statement) }
}

function opened(): Open {
  if (!open) openDatabase(databaseUrl())
  return open as Open
}

/** Lets running queries finish for up to five seconds and closes every connection. */
export async function closeDatabase(): Promise<void> {
  const closing = open
  open = undefined
  await Promise.all([closing?.pool, closing?.beside?.pool].map((pool) => pool?.end({ timeout: 5 })))
}

/** The transaction that what runs now belongs to, as long as it is under way. */
const running = new AsyncLocalStorage<{ isOver: boolean }>()

/**
 * Whoever waits for a second connection while holding one may wait for ever: with as many people as connections, each
 * holds one and nobody gets a second.
 * @throws Error inside a transaction: a fault of the code, which has the transaction to ask.
 */
function refuseInTransaction(): void {
  const transaction = running.getStore()
  if (transaction && !transaction.isOver)
    throw new Error('A transaction takes a second connection: hand it the one it has.')
}

/**
 * Runs queries that need no transaction, outside of any.
 * @throws DatabaseError whatever the database or its driver threw.
 */
export async function read<T>(run: (db: Db) => Promise<T>): Promise<T> {
  refuseInTransaction()
  return guarded(() => run(opened().db))
}

/**
 * Runs queries on a connection of its own, beside the pool: for what may have to be asked while a transaction runs and
 * is no part of it. Since no transaction runs there, nobody waits for one.
 * @throws DatabaseError whatever the database or its driver threw.
 */
export function readBeside<T>(run: (db: Db) => Promise<T>): Promise<T> {
  const database = opened()
  database.beside ??= connect(database.url, 1, deadlines.statement)
  const { db } = database.beside
  return guarded(() => run(db))
}

/** Milliseconds after which a transaction that was undone is not tried again: somebody waits. */
const tryAgainWithin = 4_000

/**
 * Runs one transaction: all of it is stored when the promise resolves, nothing of it when `run` throws.
 * After a deadlock it runs again, up to three times in all, so `run` changes nothing outside the database.
 * @throws DatabaseError whatever the database or its driver threw; an error of `run`'s own as it is.
 */
export async function transact<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  refuseInTransaction()
  const began = performance.now()
  for (let attempt = 1; ; attempt++) {
    const transaction = { isOver: false }
    try {
      return await guarded(() => opened().db.transaction((tx) => running.run(transaction, () => run(tx))))
    } catch (error) {
      const isWorthIt = error instanceof DatabaseError && failureOf(error.code) === 'again'
      if (!isWorthIt || attempt === 3 || performance.now() - began > tryAgainWithin) throw error
    } finally {
      transaction.isOver = true
    }
  }
}

async function guarded<T>(run: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const waiting = patience.getStore()
  const most = beginWaiting(waiting)
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseError('DEADLINE')), most)
  })
  try {
    return await Promise.race([run(), late])
  } catch (error) {
    throw scrubbed(error)
  } finally {
    clearTimeout(timer)
    endWaiting(waiting)
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
    error instanceof PostgresError || error instanceof DrizzleError || 'query' in error || isOfDriver(error)
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
