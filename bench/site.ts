import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#db/free-port.ts'
import { connectTo } from '#db/driver.ts'
import { databaseFolder } from '#db/embedded.ts'
import type { BareInput } from './bare.ts'
import { type Answer, Connection, headersOf } from './connection.ts'
import { type Program, startProgram, until } from './programs.ts'

/** The password of the demonstration's staff, in a database that is deleted afterwards. */
export const PASSWORD = 'measured-and-thrown-away'

/** What every program of the product is told. */
const settings = (folder: string) => ({
  DATA_DIR: join(folder, 'data'),
  DEMO_PASSWORD: PASSWORD,
  // Each resident has an address of their own, as they have behind the proxy of a council.
  TRUSTED_PROXIES: '1',
})

/** The product, running as in production on a database of its own. */
export interface Site {
  readonly folder: string
  readonly port: number
  readonly ownerUrl: string
  /** For another web server on the same database. */
  readonly environment: Readonly<Record<string, string>>
  readonly web: Program
  readonly worker: Program
  /** The database server itself. */
  readonly databasePid: number
}

/** @param nodeOptions of the web server. */
export async function startSite(folder: string, nodeOptions: readonly string[] = []): Promise<Site> {
  const database = startProgram('database', join(folder, 'database.log'), settings(folder))
  const said = await until(database, () => /^\{.*\}$/m.exec(database.written())?.[0])
  const { environment: keys, ownerUrl } = JSON.parse(said) as {
    environment: Record<string, string>
    ownerUrl: string
  }
  const environment = { ...settings(folder), ...keys }
  const port = await freePort()
  const told = { ...environment, PORT: String(port) }
  const web = startProgram('web', join(folder, 'web.log'), told, [], nodeOptions)
  await untilAnswered(web, port, PLAIN_PAGE)
  const worker = startProgram('worker', join(folder, 'worker.log'), environment)
  const [pid] = readFileSync(join(databaseFolder(join(folder, 'data')), 'postmaster.pid'), 'utf8').split('\n')
  return { folder, port, ownerUrl, environment, web, worker, databasePid: Number(pid) }
}

/** A page that asks the database for nothing. */
const PLAIN_PAGE = 'GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n'

/** Waits for the first answer that is a page. */
function untilAnswered(program: Program, port: number, request: string): Promise<Answer> {
  return until(program, async () => {
    const connection = new Connection(port)
    const answer = await connection.ask(request).catch(() => undefined)
    connection.close()
    return answer?.status === 200 ? answer : undefined
  })
}

/** Milliseconds from the start of a web server until it has answered this request, with the database up. */
export async function timeToFirstPage(site: Site, request: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const web = startProgram('web', join(site.folder, 'web-alone.log'), {
    ...site.environment,
    PORT: String(port),
  })
  await untilAnswered(web, port, request)
  const ms = performance.now() - began
  await web.stop()
  return ms
}

/** Milliseconds until all of it, started as with `npm start` on data that is there, says that it runs. */
export async function timeToReady(folder: string): Promise<number> {
  const port = await freePort()
  const log = join(folder, `all-${port}.log`)
  const began = performance.now()
  const all = startProgram('all', log, { ...settings(folder), PORT: String(port) })
  await until(all, () => (all.written().includes('The portal is running.') ? true : undefined))
  const ms = performance.now() - began
  await all.stop()
  return ms
}

/** The sealed draft that was saved last. */
export async function lastSealedDraft(site: Site): Promise<Buffer> {
  const sql = connectTo(site.ownerUrl, { max: 1, onnotice: () => undefined })
  try {
    const [row] = await sql<[{ state: Buffer }?]>`select state from drafts order by updated_at desc limit 1`
    if (!row) throw new Error('There is no draft')
    return row.state
  } finally {
    await sql.end()
  }
}

/** The bare server, which sends what the portal sent and stores what it stored. */
export async function startBare(site: Site, page: Answer, state: Buffer, answers: number) {
  const port = await freePort()
  const file = join(site.folder, 'bare.json')
  const ownOfServer = new Set(['connection', 'keep-alive', 'date', 'transfer-encoding', 'content-length'])
  const headers = headersOf(page.head).filter(([name]) => !ownOfServer.has(name.toLowerCase()))
  const input: BareInput = {
    ownerUrl: site.ownerUrl,
    port,
    headers: [...headers, ['content-length', String(page.body.length)]],
    body: page.body.toString('base64'),
    state: state.toString('base64'),
    answers,
  }
  writeFileSync(file, JSON.stringify(input), { mode: 0o600 })
  const program = startProgram('bare', join(site.folder, 'bare.log'), site.environment, [file])
  await until(program, () => (program.written().includes('listening') ? true : undefined))
  return { port, program }
}
