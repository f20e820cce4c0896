import { searchQueries } from '#tests/fixtures/search-queries.ts'
import { Connection } from './connection.ts'
import { CONNECTIONS } from './connections.ts'
import type { Way } from './journey.ts'
import { askOverAndOver, Crowd, type Load } from './load.ts'
import type { Part } from './options.ts'
import type { People } from './people.ts'
import { cpuOf, cpuOfDatabase } from './processes.ts'
import type { Program } from './programs.ts'
import type { Resident } from './resident.ts'
import { type Site, timeToFirstPage } from './site.ts'

/** One figure in one round. Times are milliseconds. */
export type Reading = Partial<
  Record<
    | 'perSecond'
    | 'journeys'
    | 'p50'
    | 'p99'
    // Processor time for each answer that counts.
    | 'cpuServer'
    | 'cpuDatabase'
    | 'cpuWorker'
    // Of the load's own core: near 1, the load measures itself.
    | 'loadBusy'
    | 'ms',
    number
  >
>

type Run = (seconds: number) => Promise<Reading>

export interface Measure {
  readonly part: Part
  /** For the table. */
  readonly says: string
  /** @param seconds of load. */
  readonly run: Run
}

/** Every figure under load, by its name. */
export type Measures = Readonly<Record<MeasureName, Measure>>
export type MeasureName =
  | 'get1'
  | 'bareGet1'
  | 'get32'
  | 'bareGet32'
  | 'bareBytes32'
  | 'compressed32'
  | 'journeys'
  | 'bareJourneys'
  | 'writes'
  | 'pages'
  | 'formStart'
  | 'check'
  | 'receipt'
  | 'information'
  | 'search'
  | 'start'

const INFORMATION = '/information/equipment'

/** What a bare server is sent as an answer. */
const TYPED = 'answer=yes&why=The+stairs+are+too+much.'

/** How each figure is measured: by these residents, on this portal, beside this bare server. */
export function measures(
  site: Site,
  bare: { readonly port: number; readonly program: Program },
  { short, twelve, questionPath, atQuestion, withReceipt, atCheck }: People,
): { measures: Measures; close: () => void } {
  const crowds: Crowd[] = []

  /** Processor time of whatever a load used, for each of its answers. */
  const measured = async (server: Program, load: () => Promise<Load>): Promise<Reading> => {
    const used = () => [cpuOf(server.pid), cpuOfDatabase(site.databasePid), cpuOf(site.worker.pid)]
    const before = used()
    const { count, p50, p99, loadBusy, seconds: took } = await load()
    const [cpuServer = 0, cpuDatabase = 0, cpuWorker = 0] = used().map(
      (ms, at) => (ms - (before[at] ?? 0)) / count,
    )
    return { perSecond: count / took, p50, p99, cpuServer, cpuDatabase, cpuWorker, loadBusy }
  }

  /** Each resident asks for these pages, not all for the same at once. */
  const pages =
    (residents: readonly Resident[], paths: readonly string[], headers = ''): Run =>
    (seconds) =>
      measured(site.web, () => {
        const requests = residents.map((resident, first) =>
          paths.map((_, at) => resident.getting(paths[(first + at) % paths.length] ?? '', headers)),
        )
        return askOverAndOver(site.port, requests, seconds)
      })

  const barely =
    (requests: readonly string[], connections: number, counts?: (request: string) => boolean): Run =>
    (seconds) =>
      measured(bare.program, () => {
        const each = Array.from({ length: connections }, () => requests)
        return askOverAndOver(bare.port, each, seconds, counts)
      })

  const asJourneys =
    (way: Way, run: Run): Run =>
    async (seconds) => {
      const reading = await run(seconds)
      return { ...reading, journeys: (reading.perSecond ?? Number.NaN) / way.steps.length }
    }

  /** All at once go the way, from round to round on from where they were. */
  const crowd = (way: Way) => {
    const residents = new Crowd(site.port, way, CONNECTIONS)
    crowds.push(residents)
    return asJourneys(way, async (seconds) => {
      await residents.spread()
      return measured(site.web, () => residents.go(seconds))
    })
  }

  const getBytes = `GET /bytes HTTP/1.1\r\nhost: 127.0.0.1:${bare.port}\r\n\r\n`
  const get = `GET /page HTTP/1.1\r\nhost: 127.0.0.1:${bare.port}\r\n\r\n`
  const post = `POST /page HTTP/1.1\r\nhost: 127.0.0.1:${bare.port}\r\ncontent-length: ${TYPED.length}\r\n\r\n${TYPED}`
  /** As many pages and answers as a journey has. */
  const bareWay = [get, ...short.steps.flatMap(() => [get, post]), get]
  const [first] = atQuestion
  if (!first) throw new Error('There are no residents')
  const searches = searchQueries.map(([query]) => `/search?q=${encodeURIComponent(query)}`)

  return {
    measures: {
      get1: { part: 'get', says: 'Question page, 1 connection', run: pages([first], [questionPath]) },
      bareGet1: { part: 'get', says: '… bare', run: barely([get], 1) },
      get32: { part: 'get', says: 'Question page, 32 connections', run: pages(atQuestion, [questionPath]) },
      bareGet32: { part: 'get', says: '… bare', run: barely([get], CONNECTIONS) },
      bareBytes32: { part: 'get', says: '… bare, without the read', run: barely([getBytes], CONNECTIONS) },
      compressed32: {
        part: 'get',
        says: 'Question page, 32 connections, compressed',
        run: pages(atQuestion, [questionPath], 'accept-encoding: gzip, br\r\n'),
      },
      journeys: {
        part: 'journeys',
        says: `Journeys of the short form (${short.steps.length} answers), 32 residents`,
        run: crowd(short),
      },
      bareJourneys: {
        part: 'journeys',
        says: '… bare',
        run: asJourneys(
          short,
          barely(bareWay, CONNECTIONS, (request) => request === post),
        ),
      },
      writes: {
        part: 'journeys',
        says: '… what they write, alone',
        run: asJourneys(short, (seconds) => writesAlone(bare.port, seconds)),
      },
      pages: {
        part: 'pages',
        says: `First ${twelve.steps.length} pages of the self-assessment, 32 residents`,
        run: crowd(twelve),
      },
      formStart: {
        part: 'around',
        says: 'Start page of a form, with a draft',
        run: pages(atQuestion, [short.start]),
      },
      check: {
        part: 'around',
        says: 'Check page, 1 connection',
        run: pages([atCheck], [short.steps.at(-1)?.path ?? '']),
      },
      receipt: { part: 'receipt', says: 'Receipt', run: pages(withReceipt, [short.end]) },
      information: {
        part: 'information',
        says: 'Page of information',
        run: pages(atQuestion, [INFORMATION]),
      },
      search: { part: 'search', says: 'Search', run: pages(atQuestion, searches) },
      start: {
        part: 'start',
        says: 'Web server alone, until its first page',
        run: async () => ({ ms: await timeToFirstPage(site, first.getting(questionPath)) }),
      },
    },
    close: () => {
      for (const one of crowds) one.close()
    },
  }
}

async function writesAlone(port: number, seconds: number): Promise<Reading> {
  const connection = new Connection(port)
  const answer = await connection.ask(`GET /writes?seconds=${seconds} HTTP/1.1\r\nhost: bare\r\n\r\n`)
  connection.close()
  return { perSecond: Number(answer.body.toString('latin1')) }
}
