import { randomInt, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ownerUrl, resetDatabase } from '#tests/support/database.ts'

/** A column whose value says which row of another table its row belongs to. */
interface Link {
  from: string
  column: string
  to: string
  target: string
}
interface Column {
  table: string
  name: string
  type: string
  /** An insert has to name it. */
  isRequired: boolean
}
type Row = Record<string, unknown>

let pool: postgres.Sql
beforeAll(() => {
  pool = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
})
afterAll(() => pool.end())
beforeEach(resetDatabase)
afterEach(() => pool`drop table if exists forgotten, hung`)

const columnsNow = () => pool<Column[]>`
  select c.table_name as "table", c.column_name as name, c.udt_name as type,
    c.is_nullable = 'NO' and c.column_default is null and c.is_generated = 'NEVER' and c.is_identity = 'NO'
      as "isRequired"
  from information_schema.columns c
  join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
  order by c.table_name, c.ordinal_position`

/** By foreign key, unless its row outlives the other; and by name, where there is no key to say it. */
async function linksIn(columns: readonly Column[]): Promise<Link[]> {
  const keys = await pool<Link[]>`
    select f.relname as "from", a.attname as "column", t.relname as "to", b.attname as target
    from pg_constraint c
    join pg_class f on f.oid = c.conrelid
    join pg_class t on t.oid = c.confrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.confdeltype <> 'n'`
  const named = columns.flatMap(({ table, name }): Link[] => {
    if (name === 'submission_id') return [{ from: table, column: name, to: 'submissions', target: 'id' }]
    // A submission names its draft, and not the other way round.
    const isOfDraft = name === 'draft_id' && table !== 'submissions'
    return isOfDraft ? [{ from: table, column: name, to: 'drafts', target: 'id' }] : []
  })
  const all = [...named, ...keys]
  return all.filter(
    (link, at) => all.findIndex((one) => one.from === link.from && one.column === link.column) === at,
  )
}

/** Something that a column of this type takes, unlike what any other row has. */
function madeUp({ table, name, type }: Column): postgres.ParameterOrJSON<never> {
  switch (type) {
    case 'uuid':
      return randomUUID()
    case 'text':
      return `made up ${randomUUID()}`
    case 'timestamptz':
      return new Date('2026-11-20T10:00:00Z')
    case 'date':
      return '2026-11-20'
    case 'int4':
    case 'int8':
      return randomInt(1_000_000)
    case 'bool':
      return true
    case 'bytea':
      return Buffer.from('sealed')
    case 'jsonb':
      return pool.json({})
    case '_text':
      return []
    default:
      throw new Error(`Say here what a ${type} holds: ${table}.${name} has to be filled in.`)
  }
}

/**
 * A submission with a row in every table that names one, and in every table whose rows hang on such a row, one for
 * each way in which they can.
 * @returns its id, and the tables that have a row of it.
 */
async function insertWithEverything(): Promise<{ id: string; tables: string[] }> {
  const columns = await columnsNow()
  const links = await linksIn(columns)
  /** The row of each table that others hang on. */
  const first = new Map<string, Row>()
  const queue = ['submissions']

  await pool.begin(async (tx) => {
    // Rows point at staff that are not there: who they are is no matter here.
    await tx`set local session_replication_role = replica`
    const insert = async (table: string, known: Row) => {
      const row: Row = { ...known }
      for (const column of columns.filter((one) => one.table === table && one.isRequired)) {
        const owner = links.find((link) => link.from === table && link.column === column.name)
        row[column.name] ??= (owner && first.get(owner.to)?.[owner.target]) ?? madeUp(column)
      }
      const [inserted] = await tx`insert into ${tx(table)} ${tx(row as Record<string, never>)} returning *`
      if (!inserted) throw new Error(`${table} took no row.`)
      if (!first.has(table)) {
        first.set(table, inserted)
        queue.push(table)
      }
    }
    const draftId = randomUUID()
    queue.pop()
    await insert('submissions', { draft_id: draftId })
    for (const table of queue) {
      for (const link of links.filter((one) => one.to === table)) {
        const isItsDraft = link.from === 'drafts' && !first.has('drafts')
        const own = isItsDraft ? { id: draftId } : {}
        await insert(link.from, { ...own, [link.column]: first.get(table)?.[link.target] })
      }
    }
  })
  return { id: String(first.get('submissions')?.['id']), tables: [...first.keys()].toSorted() }
}

const erase = (id: string) =>
  pool.begin(async (tx) => {
    await tx`set local role portal_retention`
    await tx`select erase_submission(${id})`
  })

/** Every row of every table, but for the events that say what was erased. */
async function everything(): Promise<Record<string, string[]>> {
  const tables = [...new Set((await columnsNow()).map(({ table }) => table))]
  const kept: Record<string, string[]> = {}
  for (const table of tables) {
    const rows = await pool<
      { row: string }[]
    >`select to_jsonb(t)::text as row from ${pool(table)} t order by 1`
    const isErasing = ({ row }: { row: string }) => table === 'events' && row.includes('"kind": "erased"')
    kept[table] = rows.filter((row) => !isErasing(row)).map(({ row }) => row)
  }
  return kept
}

test('a submission is erased from every table that names it, and from no other submission', async () => {
  await insertWithEverything()
  const before = await everything()
  const { id, tables } = await insertWithEverything()
  expect(tables).toEqual(
    expect.arrayContaining([
      'additions',
      'alerts',
      'clocks',
      'decisions',
      'drafts',
      'files',
      'messages',
      'notes',
    ]),
  )
  const named = (await columnsNow()).filter(({ name }) => name === 'submission_id').map(({ table }) => table)
  expect(tables).toEqual(expect.arrayContaining(named))
  for (const [table, rows] of Object.entries(await everything())) {
    expect
      .soft(rows.length > (before[table]?.length ?? 0), `${table} has rows of it`)
      .toBe(tables.includes(table))
  }
  await erase(id)
  expect(await everything()).toEqual(before)
})

test('a new table that names submissions is seen when erasing forgets it', async () => {
  await pool`create table forgotten (submission_id uuid)`
  const { id, tables } = await insertWithEverything()
  expect(tables).toContain('forgotten')
  await erase(id)
  const left = Object.entries(await everything()).filter(([, rows]) => rows.length > 0)
  expect(left.map(([table]) => table)).toEqual(['forgotten'])
})

test('a new table whose rows hang on such a row is seen, too', async () => {
  await pool`create table hung (alert_id uuid references alerts (id))`
  const { id, tables } = await insertWithEverything()
  expect(tables).toContain('hung')
  await expect(erase(id)).rejects.toMatchObject({ code: '23503' })
})
