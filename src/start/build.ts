import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder as project } from '#src/project-folder.ts'
import { CannotStart } from './data-folder.ts'
import { type ProgramName, programNames } from './programs.ts'

const builtFrom = join(project, 'dist', 'built-from')

/** Where the built programs are. Below a folder called `server`: Astro's adapter looks for its files from there. */
const programsFolder = join(project, 'dist', 'server', 'programs')

/** Where a built program is, to be imported: it exports its `start`. */
export const builtProgram = (name: ProgramName): string => join(programsFolder, `${name}.mjs`)

/** What V8 made of the programs when they were built, to be used again. */
const compiledFolder = join(project, 'dist', 'compiled')

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

/** Builds pages and programs, unless what is in dist was built from just these sources. */
export async function buildIfNeeded(): Promise<void> {
  const now = sourceHash()
  if (now === hashBuilt()) return
  process.stdout.write('Building the portal. This takes a minute, and only after a change.\n')
  await build(now)
}

async function build(hash: string): Promise<void> {
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
  const { bundlePrograms } = await import('./bundle.ts')
  await bundlePrograms(project, programsFolder)
  rmSync(compiledFolder, { recursive: true, force: true })
  compileOnce()
  writeFileSync(builtFrom, hash)
}

/** Has each program compiled, so that its first start is as quick as the others. What this does not do, a start does. */
function compileOnce(): void {
  for (const name of programNames) {
    const code = `import { enableCompileCache, flushCompileCache } from 'node:module'
      enableCompileCache(${JSON.stringify(compiledFolder)})
      await import(${JSON.stringify(pathToFileURL(builtProgram(name)).href)})
      flushCompileCache()
      process.exit()`
    spawnSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: project, stdio: 'ignore' })
  }
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
    await build(sourceHash())
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
