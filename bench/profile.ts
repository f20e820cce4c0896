import { readdirSync, readFileSync } from 'node:fs'
import { findSourceMap, SourceMap } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What Node is given so that it notes where its time goes, ten times a millisecond at most. */
export const profiling = (folder: string): string[] => [
  '--cpu-prof',
  `--cpu-prof-dir=${folder}`,
  '--cpu-prof-name=web.cpuprofile',
  '--cpu-prof-interval=500',
]

interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly children?: readonly number[]
    readonly callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const maps = new Map<string, SourceMap | undefined>()

function mapOf(url: string): SourceMap | undefined {
  if (!url.startsWith('file:')) return undefined
  if (!maps.has(url)) {
    const file = `${fileURLToPath(url)}.map`
    let map: SourceMap | undefined
    try {
      map = new SourceMap(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      map = findSourceMap(url)
    }
    maps.set(url, map)
  }
  return maps.get(url)
}

/** The file that a function was written in: of a package its name, of Node's own the module. */
function writtenIn({ functionName, url, lineNumber, columnNumber }: Profile['nodes'][number]['callFrame']) {
  if (functionName.startsWith('(')) return functionName
  if (url === '') return `built in: ${functionName}`
  if (url.startsWith('node:')) return url
  const source = mapOf(url)?.findEntry(lineNumber, columnNumber)
  const name = (source && 'originalSource' in source ? source.originalSource : undefined) ?? url
  const [, ofPackage] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name) ?? []
  return ofPackage ?? name.replace(/^.*?((?:src|db|dist)\/)/, '$1')
}

/** Shares of the time that the web server worked, by where its functions were written and by function. */
export function whereTimeWent(folder: string): string {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'))
  if (!file) return 'There is no profile: the web server did not end by itself.\n'
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const byFile = new Map<string, number>()
  const byFunction = new Map<string, number>()
  let total = 0
  for (const [at, id] of samples.entries()) {
    const frame = frames.get(id)
    if (!frame || frame.functionName === '(idle)') continue
    const micros = timeDeltas[at] ?? 0
    const where = writtenIn(frame)
    const name = `${frame.functionName || '(anonymous)'}, ${where}:${frame.lineNumber + 1}`
    byFile.set(where, (byFile.get(where) ?? 0) + micros)
    byFunction.set(name, (byFunction.get(name) ?? 0) + micros)
    total += micros
  }
  const within = byOwnFunction(nodes, samples, timeDeltas)
  const table = (title: string, of: Map<string, number>, most: number) => [
    '',
    `| ${title} | Share |`,
    '|---|---|',
    ...[...of]
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([name, micros]) => `| ${name} | ${((micros / total) * 100).toFixed(1)}% |`),
  ]
  return [
    ...table('Part', byPart(byFile), 25),
    ...table('Written in', byFile, 45),
    ...table('Function, by itself', byFunction, 40),
    ...table('Our function, with all that it calls before it waits', within, 70),
    '',
  ].join('\n')
}

/** Time of each function of ours with all that it called, until it first waited for something. */
function byOwnFunction(
  nodes: Profile['nodes'],
  samples: Profile['samples'],
  deltas: Profile['timeDeltas'],
): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  const within = new Map<string, number>()
  const callers = new Map<number, Set<string>>()
  const callersOf = (id: number): Set<string> => {
    const known = callers.get(id)
    if (known) return known
    const names = new Set<string>()
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = byId.get(at)?.callFrame
      if (!frame || frame.functionName === '') continue
      const where = writtenIn(frame)
      if (/^(?:src|db)\//.test(where)) names.add(`${frame.functionName}, ${where}`)
    }
    callers.set(id, names)
    return names
  }
  for (const [at, id] of samples.entries())
    for (const name of callersOf(id)) within.set(name, (within.get(name) ?? 0) + (deltas[at] ?? 0))
  return within
}

/** What a reader of the figures asks for: the language, the driver, the query builder, Astro, and our own rooms. */
function byPart(byFile: ReadonlyMap<string, number>): Map<string, number> {
  const parts = new Map<string, number>()
  for (const [file, micros] of byFile) {
    const part = partOf(file)
    parts.set(part, (parts.get(part) ?? 0) + micros)
  }
  return parts
}

function partOf(file: string): string {
  if (file === '(garbage collector)') return 'garbage'
  if (/^built in: write/.test(file)) return 'writing to sockets and files, with what runs meanwhile'
  if (/undici/.test(file)) return 'Request, Response, Headers'
  if (/^node:internal\/crypto/.test(file)) return 'hashes and seals'
  if (/^(?:node:|built in|\()/.test(file)) return 'Node: HTTP, streams, timers, the rest'
  if (/^\.\.\/|^dist|^astro|^@astrojs/.test(file)) return 'Astro and the pages'
  return /^(src\/\w+|db)/.exec(file)?.[1] ?? file
}
