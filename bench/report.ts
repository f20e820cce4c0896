import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { shareOf } from './arithmetic.ts'
import type { FirstView } from './first-view.ts'
import { type Figures, goalsFor } from './goals.ts'
import type { Measures, MeasureName, Reading } from './measures.ts'
import { root } from './programs.ts'

/** How the run was made, for whoever reads its figures later. */
export interface Run {
  readonly when: string
  readonly commit: string
  readonly machine: string
  readonly rounds: number
  readonly seconds: number
  readonly isPinned: boolean
  /** What others used of the measured core meanwhile, 0 to 1. */
  readonly others: number | undefined
  readonly pageBytes: number
  readonly draftBytes: number
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

export const thisCommit = (): string => {
  const isChanged = git('status', '--porcelain', '--untracked-files=no') !== ''
  return `${git('rev-parse', '--short=10', 'HEAD')}${isChanged ? ', with changes' : ''}`
}

export const thisMachine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1024 ** 3)} GB of memory, ` +
  `Node ${process.versions.node}`

/** Three figures that count, without the noise after them. */
export function inFigures(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return ''
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

const percent = (share: number | undefined) => (share === undefined ? '' : `${inFigures(share * 100)}%`)
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`
const table = (head: string[], rows: string[][]) =>
  [row(...head), `|${head.map(() => '---|').join('')}`, ...rows.map((cells) => row(...cells))].join('\n')

/** What each figure is a part of. */
const CEILINGS: Partial<Record<MeasureName, MeasureName>> = {
  get1: 'bareGet1',
  get32: 'bareGet32',
  journeys: 'writes',
  pages: 'writes',
}

/** The page of docs/measurements/, and what is printed. */
export function page(run: Run, measures: Measures, figures: Figures, brotli: readonly FirstView[]): string {
  const parts = [
    top(run),
    `## Goals\n\n${goals(figures)}`,
    `## Under load\n\n${underLoad(measures, figures)}`,
    `## Start and memory\n\n${startAndMemory(figures)}`,
    ...(figures.firstViews.length > 0 ? [`## First view\n\n${firstViews(figures.firstViews, brotli)}`] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

const top = (run: Run) => `# speed

How fast the built portal is, and the ceilings of the machine it was measured on: a bare \`node:http\` server that sends the
same bytes after the same indexed read, and the same writes alone, as durable. Run again with \`npm run bench\`;
[docs/how-to/measure-speed.md](../how-to/measure-speed.md) tells how.

- When: ${run.when} UTC
- Commit: ${run.commit}
- Machine: ${run.machine}
- Rounds: ${run.rounds}, interleaved, of which the medians stand here; ${run.seconds} s of load for each figure in each
- Cores: ${
  run.isPinned
    ? 'everything the product starts on one, the load on another'
    : 'not held to any: the load takes from what it measures, so the figures are too low'
}${run.others === undefined ? '' : `; other programs took ${percent(run.others)} of the measured one`}
- Sizes: question page ${run.pageBytes} bytes as sent without compression, sealed draft ${run.draftBytes} bytes`

function goals(figures: Figures): string {
  const rows = goalsFor(figures)
    .filter(({ figure }) => figure !== undefined)
    .map(({ says, figure = Number.NaN, unit, goal }) => {
      const isReached = 'least' in goal ? figure >= goal.least : figure <= goal.most
      const wanted = 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`
      return [
        says,
        `${inFigures(figure)} ${unit}`.trim(),
        `${wanted} ${unit}`.trim(),
        isReached ? 'yes' : 'no',
      ]
    })
  return table(['', 'Measured', 'Goal', 'Reached'], rows)
}

function underLoad(measures: Measures, { readings }: Figures): string {
  const names = Object.keys(measures) as MeasureName[]
  const rows = names.flatMap((name) => {
    const reading = readings[name]
    return reading?.perSecond === undefined ? [] : [loadRow(name, measures[name].says, reading, readings)]
  })
  return `${table(
    [
      '',
      'a second',
      'part of its ceiling',
      'journeys a second',
      'p50 ms',
      'p99 ms',
      'CPU ms: server',
      'PostgreSQL',
      'worker',
      'load busy',
    ],
    rows,
  )}

CPU is processor time for each answer; of journeys for each saved answer, with the page that follows it. Of journeys the
times are those of a POST alone. "Load busy" is the part of its own core that the load took: near 100% it
measures itself.`
}

function loadRow(name: MeasureName, says: string, reading: Reading, readings: Figures['readings']): string[] {
  const ceiling = CEILINGS[name]
  const { perSecond, journeys, p50, p99, cpuServer, cpuDatabase, cpuWorker, loadBusy } = reading
  return [
    says,
    inFigures(perSecond),
    percent(shareOf(perSecond, ceiling && readings[ceiling]?.perSecond)),
    ...[journeys, p50, p99, cpuServer, cpuDatabase, cpuWorker].map(inFigures),
    percent(loadBusy),
  ]
}

function startAndMemory({ readings, startAll, memory }: Figures): string {
  const rows = [
    ['Web server alone, built, database up, until its first page', inFigures(readings.start?.ms), 'ms'],
    ['All with `npm start`, built, data there, until it says that it runs', inFigures(startAll), 'ms'],
    ['Memory of the web process at rest', inFigures(memory.atRest), 'MiB'],
    ['… after the load', inFigures(memory.afterLoad), 'MiB'],
    ['… after an hour’s load in one go', inFigures(memory.afterHour), 'MiB'],
  ]
  return table(
    ['', 'Measured', ''],
    rows.filter(([, figure]) => figure !== ''),
  )
}

function firstViews(gzip: readonly FirstView[], brotli: readonly FirstView[]): string {
  const kilobytes = (bytes: number | undefined) => inFigures((bytes ?? Number.NaN) / 1000)
  const rows = gzip.map((view, at) => [
    view.page,
    ...[view.all, view.js, brotli[at]?.all, brotli[at]?.js, view.typeface, view.pictures].map(kilobytes),
  ])
  return table(['kB', 'gzip: all', 'JS', 'brotli: all', 'JS', 'typeface', 'pictures'], rows)
}
