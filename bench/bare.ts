/**
 * A program of its own, the ceiling of this machine: a bare node:http server that sends the bytes of a question page
 * after one indexed read, and stores an answer with one UPDATE by id and version, of a row as large as a sealed draft, in
 * the same database with the same durability, through the same driver.
 *
 *     GET /page              the page
 *     GET /bytes             the same without the read
 *     POST /page             an answer: 303 to the page
 *     GET /writes?seconds=3  what a journey writes, alone (same-writes.ts): how many answers a second
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connectTo } from '#db/driver.ts'
import { CONNECTIONS } from './connections.ts'
import { sameWrites } from './same-writes.ts'

/** What the benchmark hands over: an answer of the portal, and a draft's sealed state. */
export interface BareInput {
  readonly ownerUrl: string
  readonly port: number
  readonly headers: readonly (readonly [string, string])[]
  /** In base64, as is the state. */
  readonly body: string
  readonly state: string
  /** How many answers a journey has, the one that sends it included. */
  readonly answers: number
}

/** As many connections to the database as the portal has: with one for each resident the ceiling is lower. */
const POOL = 10

const input = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BareInput
const body = Buffer.from(input.body, 'base64')
const state = Buffer.from(input.state, 'base64')
const headers = Object.fromEntries(input.headers)

const sql = connectTo(input.ownerUrl, {
  max: POOL,
  onnotice: () => undefined,
})
await sql`create table if not exists bench_rows (
  id uuid primary key, version integer not null, state bytea not null, updated_at timestamptz not null)`
await sql`truncate bench_rows`
const rows = await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    const [row] = await sql<[{ id: string }]>`
      insert into bench_rows values (gen_random_uuid(), 1, ${state}, now()) returning id`
    return { id: row.id, version: 1, isTaken: false }
  }),
)

let turn = 0

async function read(): Promise<void> {
  const { id } = rows[turn++ % rows.length] ?? { id: '' }
  const [found] = await sql`select id, version, state, updated_at from bench_rows where id = ${id}`
  if (!found) throw new Error('The row is gone')
}

/** One saved answer. Each row has one writer at a time, as a draft has. */
async function write(): Promise<void> {
  const row = rows.find(({ isTaken }) => !isTaken)
  if (!row) throw new Error('More writers than rows')
  row.isTaken = true
  const [stored] = await sql`
    update bench_rows set state = ${state}, version = ${row.version + 1}, updated_at = now()
    where id = ${row.id} and version = ${row.version} returning id`
  if (!stored) throw new Error('The row has another version')
  row.version++
  row.isTaken = false
}

/** Saved answers a second, where nothing is done but what a journey writes, by as many at once as there are residents. */
async function writesAlone(seconds: number): Promise<number> {
  writes ??= sameWrites(sql, input.answers - 2)
  const { journey } = await writes
  const began = performance.now()
  let written = 0
  await Promise.all(
    rows.map(async () => {
      while (performance.now() < began + seconds * 1_000) {
        await journey()
        written += input.answers
      }
    }),
  )
  return written / ((performance.now() - began) / 1_000)
}

let writes: ReturnType<typeof sameWrites> | undefined

const server = createServer(async (request, response) => {
  if (request.url?.startsWith('/writes?seconds=')) {
    const answer = String(await writesAlone(Number(request.url.split('=')[1])))
    response.writeHead(200, { 'content-length': answer.length }).end(answer)
  } else if (request.method === 'POST') {
    for await (const _ of request);
    await write()
    response.writeHead(303, { location: '/page', 'content-length': 0 }).end()
  } else {
    if (request.url === '/page') await read()
    response.writeHead(200, headers).end(body)
  }
})
server.listen(input.port, '127.0.0.1', () => process.stdout.write('listening\n'))
