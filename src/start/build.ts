import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { CannotStart } from './data-folder.ts'

const project = resolve(import.meta.dirname, '../..')
const builtFrom = join(project, 'dist', 'built-from')

/** Everything a page can be built from. */
const sources = [
  'src',
  'content',
  'db',
  'public',
  'astro.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** Builds the pages, unless what is in dist was built from just these sources. */
export function buildIfNeeded(): void {
  const now = sourceHash()
  if (now === hashBuilt()) return
  process.stdout.write('Building the pages. This takes a minute, and only after a change.\n')
  build(now)
}

function build(hash: string): void {
  const astro = join(project, 'node_modules', 'astro', 'bin', 'astro.mjs')
  const built = spawnSync(process.execPath, [astro, 'build'], {
    cwd: project,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ASTRO_TELEMETRY_DISABLED: '1',
    },
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  })
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}${built.stderr}`)
    throw new CannotStart('The pages could not be built: what went wrong is above.')
  }
  writeFileSync(builtFrom, hash)
}

function hashBuilt(): string | null {
  try {
    return readFileSync(builtFrom, 'utf8')
  } catch {
    return null
  }
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesOf(join(project, source))) {
      hash
        .update(`${relative(project, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

if (import.meta.main) {
  try {
    build(sourceHash())
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
