import type { Sql, TransactionSql } from 'postgres'

/**
 * Statements that are prepared at most. Each connection keeps each of them, in PostgreSQL's memory too; there are some
 * two hundred in the code, and a list of values makes another text for each of its lengths.
 */
const MOST_PREPARED = 400

/** Their texts: the parameters are never in one. A text is noted when it is first asked and prepared from then on. */
const texts = new Set<string>()

function isPrepared(text: string): boolean {
  if (texts.has(text)) return true
  if (texts.size < MOST_PREPARED) texts.add(text)
  return false
}

/**
 * The same connections, on which a statement that is asked again is prepared: parsed and planned once a connection, and
 * answered in one round trip in place of two. The query builder asks for neither.
 */
export function preparing(pool: Sql): Sql {
  const { begin } = pool
  withPreparing(pool)
  pool.begin = ((...given: unknown[]) => {
    const run = given.pop() as (tx: TransactionSql) => unknown
    return Reflect.apply(begin, pool, [...given, (tx: TransactionSql) => run(inTransaction(tx))])
  }) as Sql['begin']
  return pool
}

function inTransaction(tx: TransactionSql): TransactionSql {
  const { savepoint } = tx
  withPreparing(tx)
  tx.savepoint = ((...given: unknown[]) => {
    const run = given.pop() as (inner: TransactionSql) => unknown
    return Reflect.apply(savepoint, tx, [...given, (inner: TransactionSql) => run(inTransaction(inner))])
  }) as TransactionSql['savepoint']
  return tx
}

function withPreparing(connection: Pick<Sql, 'unsafe'>): void {
  const { unsafe } = connection
  connection.unsafe = ((text: string, parameters: never[] = [], options = {}) =>
    // Without parameters it goes as a simple query, in one round trip as it is.
    parameters.length > 0 && isPrepared(text)
      ? unsafe(text, parameters, { ...options, prepare: true })
      : unsafe(text, parameters, options)) as Sql['unsafe']
}
