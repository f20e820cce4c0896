import { randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'

/**
 * What a journey writes and nothing else: the same rows in tables made like those of the portal, with the same indexes, in
 * the same transactions, from prepared statements. No reads, no guards, no forms.
 */
export interface SameWrites {
  /** All that one journey stores. */
  journey(): Promise<void>
}

type Row = Record<string, unknown>
type Connection = Sql | TransactionSql

/** A table like one of the portal's, and a row of it as the portal wrote it last. */
async function tableLike(sql: Sql, name: string, newest: string) {
  const copy = `bench_${name}`
  await sql.unsafe(`drop table if exists ${copy}`)
  await sql.unsafe(`create table ${copy} (like ${name} including all excluding constraints)`)
  const written = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_name = ${name} and table_schema = 'public' and is_generated = 'NEVER' and column_default is null
      or table_name = ${name} and table_schema = 'public' and column_default not like 'nextval%'`
  const [row] = await sql.unsafe<Row[]>(`select * from ${name} order by ${newest} desc limit 1`)
  if (!row) throw new Error(`There is no row in ${name}`)
  // What was never filled in is not written: the portal names only what it has.
  const columns = written.map((column) => column.name).filter((column) => row[column] !== null)
  const text = `insert into ${copy} (${columns.join()}) values (${columns.map((_, at) => `$${at + 1}`).join()})`
  return {
    copy,
    row,
    insert: (on: Connection, own: Row) =>
      on.unsafe(text, columns.map((column) => own[column] ?? row[column]) as never[], { prepare: true }),
  }
}

/**
 * @param sql as the owner of the tables, in which somebody has sent a form.
 * @param saves how many answers of a journey are saved into a draft that is there: all but the first, and the sending.
 */
export async function sameWrites(sql: Sql, saves: number): Promise<SameWrites> {
  const drafts = await tableLike(sql, 'drafts', 'sent_at is null, sent_at')
  const devices = await tableLike(sql, 'draft_devices', 'is_open, seen_at')
  const submissions = await tableLike(sql, 'submissions', 'received_at')
  const events = await tableLike(sql, 'events', 'id')
  const clocks = await tableLike(sql, 'clocks', 'started_at')
  const spending = await tableLike(sql, 'spending', 'ends_at')
  const run = (on: Connection, text: string, values: readonly unknown[]) =>
    on.unsafe(text, [...values] as never[], { prepare: true })
  const state = drafts.row['state']
  const now = new Date()

  return {
    async journey() {
      const [draft, submission, clock] = [randomUUID(), randomUUID(), randomUUID()]
      const [visit, reference] = [randomUUID(), randomUUID()]
      await sql.begin(async (tx) => {
        await drafts.insert(tx, { id: draft, code_hash: undefined })
        await devices.insert(tx, { visit_hash: visit, draft_id: draft })
        await spending.insert(tx, { key: `drafts:${visit}` })
      })
      for (let version = 1; version <= saves; version++)
        await run(
          sql,
          `update ${drafts.copy} set state = $1, version = version + 1, updated_at = $2, expires_at = $3
           where id = $4 and sent_at is null returning id`,
          [state, now, now, draft],
        )
      await sql.begin(async (tx) => {
        await submissions.insert(tx, { id: submission, reference, draft_id: draft })
        const [event] = await Promise.all([events.insert(tx, { submission_id: submission })])
        if (!event) throw new Error('The event was not written')
        await clocks.insert(tx, { id: clock, submission_id: submission })
        await run(tx, `update ${submissions.copy} set next_due_at = $1 where id = $2`, [now, submission])
        await run(
          tx,
          `update ${drafts.copy} set state = $1, expires_at = $2, sent_at = $3, submission_id = $4 where id = $5`,
          [state, now, now, submission, draft],
        )
        await run(tx, `update ${devices.copy} set is_open = false where draft_id = $1`, [draft])
        await run(tx, `update ${devices.copy} set seen_at = $1 where visit_hash = $2`, [now, visit])
        await spending.insert(tx, { key: `sends:${visit}` })
      })
      await run(sql, `update ${devices.copy} set seen_at = $1 where visit_hash = $2`, [now, visit])
    },
  }
}
