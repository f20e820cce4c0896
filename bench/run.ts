/**
 * `npm run bench`: how fast the built portal is, beside what this machine could do. See
 * docs/how-to/measure-speed.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildIfNeeded } from '#src/start/build.ts'
import { median, medians } from './arithmetic.ts'
import { CONNECTIONS } from './connections.ts'
import { everyFirstView } from './every-page.ts'
import { type Figures, goalsFor } from './goals.ts'
import { Crowd } from './load.ts'
import { type MeasureName, measures as measuresOf, type Reading } from './measures.ts'
import { HELP, type Options, readOptions } from './options.ts'
import { people as allPeople } from './people.ts'
import { busyOf, cpuOf, cpuOfDatabase, memoryOf } from './processes.ts'
import { isPinned, MEASURED_CORE, pinLoad, root, stopAll } from './programs.ts'
import { profiling, whereTimeWent } from './profile.ts'
import { page, type Run, thisCommit, thisMachine } from './report.ts'
import { lastSealedDraft, startBare, startSite, timeToReady } from './site.ts'

/** Journeys of an hour: one a second, more than a council sees on its busiest day. */
const JOURNEYS_OF_AN_HOUR = 3_600

/** Of load for each figure before the first that counts. */
const WARM_UP_SECONDS = 2

const tell = (text: string) => process.stderr.write(`${text}\n`)

async function bench(options: Options, folder: string): Promise<void> {
  buildIfNeeded()
  pinLoad()
  tell(isPinned ? 'Load on core 0, the portal on core 1.' : 'Not held to cores of their own.')
  const began = performance.now()
  const site = await startSite(folder, options.isProfiled ? profiling(folder) : [])
  await pause(2_000)
  const atRest = memoryOf(site.web.pid)

  const people = await allPeople(site.port)
  const [first] = people.atQuestion
  const question = await first?.get(people.questionPath)
  if (question?.status !== 200) throw new Error(`${people.questionPath} answers ${question?.status}`)
  const draft = await lastSealedDraft(site)
  const bare = await startBare(site, question, draft, people.short.steps.length)
  const { measures, close } = measuresOf(site, bare, people)
  const chosen = (Object.keys(measures) as MeasureName[]).filter((name) =>
    options.only.has(measures[name].part),
  )

  tell('Warming up.')
  for (const name of chosen)
    if (name !== 'start') await measures[name].run(Math.min(WARM_UP_SECONDS, options.seconds))

  const core = Number(MEASURED_CORE)
  const ours = () =>
    [site.web, site.worker, bare.program].reduce(
      (sum, { pid }) => sum + cpuOf(pid),
      cpuOfDatabase(site.databasePid),
    )
  const rounds: Partial<Record<MeasureName, Reading>>[] = []
  let [others, watched] = [0, 0]
  for (let round = 1; round <= options.rounds; round++) {
    const readings: Partial<Record<MeasureName, Reading>> = {}
    for (const name of chosen) {
      const [ownBefore, busyBefore, from] = [ours(), busyOf(core), performance.now()]
      readings[name] = await measures[name].run(options.seconds)
      // A server that starts is gone before its time is asked for.
      if (name === 'start') continue
      others += busyOf(core) - busyBefore - (ours() - ownBefore)
      watched += performance.now() - from
    }
    rounds.push(readings)
    tell(`Round ${round} of ${options.rounds}, ${Math.round((performance.now() - began) / 1_000)} s.`)
  }
  const readings = Object.fromEntries(
    chosen.map((name) => [name, medians(rounds.map((round) => round[name] ?? {}))]),
  ) as Figures['readings']
  const afterLoad = memoryOf(site.web.pid)

  const views = options.only.has('bytes') ? await everyFirstView(site.port, people) : { gzip: [], br: [] }
  const afterHour = options.isLong ? await hour(site.port, site.web.pid, people.short) : undefined
  close()
  await stopAll()
  if (options.isProfiled) process.stdout.write(whereTimeWent(folder))

  const starts: number[] = []
  if (options.only.has('start'))
    for (let round = 0; round < options.rounds; round++) starts.push(await timeToReady(folder))

  const figures: Figures = {
    readings,
    startAll: starts.length > 0 ? median(starts) : undefined,
    memory: { atRest, afterLoad, ...(afterHour !== undefined && { afterHour }) },
    firstViews: views.gzip,
  }
  const run: Run = {
    when: new Date().toISOString().slice(0, 16).replace('T', ' '),
    commit: thisCommit(),
    machine: thisMachine(),
    rounds: options.rounds,
    seconds: options.seconds,
    isPinned,
    others: isPinned && watched > 0 ? Math.max(0, others / watched) : undefined,
    pageBytes: question.body.length,
    draftBytes: draft.length,
  }
  if (options.isJson) {
    const json = { run, ...figures, brotli: views.br, goals: goalsFor(figures), rounds }
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`)
  } else process.stdout.write(page(run, measures, figures, views.br))
  if (!options.isDry) {
    writeFileSync(join(root, 'docs/measurements/speed.md'), page(run, measures, figures, views.br))
    tell('Written to docs/measurements/speed.md')
  }
}

/** Sends an hour's journeys as quickly as they are taken. @returns the memory afterwards, in MiB. */
async function hour(port: number, pid: number, way: ConstructorParameters<typeof Crowd>[1]): Promise<number> {
  const crowd = new Crowd(port, way, CONNECTIONS)
  const tenth = JOURNEYS_OF_AN_HOUR / 10
  await crowd.finish(JOURNEYS_OF_AN_HOUR, (finished) => {
    if (finished % tenth === 0) tell(`${finished} journeys, ${Math.round(memoryOf(pid))} MiB`)
  })
  crowd.close()
  return memoryOf(pid)
}

if (process.argv.includes('--help')) {
  process.stdout.write(HELP)
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'portal-bench-'))
let isEnding = false
const end = async (exitCode: number) => {
  isEnding = true
  await stopAll()
  rmSync(folder, { recursive: true, force: true })
  process.exit(exitCode)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(1))
try {
  await bench(readOptions(process.argv.slice(2)), folder)
  await end(0)
} catch (error) {
  // What fails because everything stops is no news.
  if (isEnding) await new Promise(() => undefined)
  tell(`The benchmark failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  await end(1)
}
