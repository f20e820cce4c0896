/**
 * Plants each fault of `planted.ts` alone in a copy of a tree and runs the tests that must see it.
 * `node tests/faults/plant.ts [--tree folder] [part of a name …]`
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { findOrInstallChromium } from '../support/chromium.ts'
import { type Fault, faults } from './planted.ts'

const given = process.argv.slice(2)
const at = given.indexOf('--tree')
const tree = resolve(at === -1 ? join(import.meta.dirname, '../..') : (given[at + 1] ?? '.'))
const wanted = given.filter((_, index) => at === -1 || (index !== at && index !== at + 1))
const chosen = faults.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))

const copy = mkdtempSync(join(tmpdir(), 'portal-faults-'))
const LEFT_OUT = new Set(['node_modules', '.git', '.data', 'dist', '.astro'])
for (const name of readdirSync(tree)) {
  if (!LEFT_OUT.has(name)) cpSync(join(tree, name), join(copy, name), { recursive: true })
}
symlinkSync(join(tree, 'node_modules'), join(copy, 'node_modules'))

const sources = ['src', 'db'].flatMap((folder) =>
  readdirSync(join(copy, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|astro|scss)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
)

/** The one file that holds the text. @throws Error when none or several do. */
function fileWith({ name, find }: Fault): string {
  const found = sources.filter((file) => readFileSync(file, 'utf8').includes(find))
  if (found.length !== 1 || !found[0]) throw new Error(`“${name}” can be planted in ${found.length} files`)
  return found[0]
}

const bin = (name: string) => join(tree, 'node_modules/.bin', name)
function run(command: string, args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: copy,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(tree, 'node_modules/.bin')}:${process.env['PATH']}`,
      CHROMIUM_PATH: findOrInstallChromium().path ?? '',
    },
    maxBuffer: 256 * 1024 * 1024,
  })
  return { passed: status === 0, said: stdout + stderr }
}

/** Runs the tests named, until the first that fails. */
function look({ seenBy, tests }: Fault): { passed: boolean; said: string } {
  if (seenBy === 'browser') {
    const built = run(process.execPath, [
      existsSync(join(copy, 'src/start/build.ts')) ? 'src/start/build.ts' : 'src/build.ts',
    ])
    if (!built.passed) return { passed: true, said: `It was not built: ${built.said}` }
    return run(bin('playwright'), ['test', '--config', 'tests/browser/playwright.config.ts', '-x', ...tests])
  }
  const project =
    seenBy === 'components'
      ? ['--config', 'tests/components.vitest.config.ts']
      : // A file that replaces modules runs in a project of its own.
        ['--config', 'tests/vitest.config.ts', '--project', seenBy === 'unit' ? 'unit*' : seenBy]
  return run(bin('vitest'), ['run', ...project, '--bail=1', ...tests])
}

/** A test that failed, as its runner names it; undefined where none did, as when there was none to run. */
const firstFailure = (said: string): string | undefined =>
  said
    .split('\n')
    .map((line) => stripVTControlCharacters(line).trim())
    .find((line) => /^(FAIL|✘|×|\d+\) \[)/.test(line) || /^\s*1\) /.test(line))

let seen = 0
for (const fault of chosen) {
  const started = Date.now()
  let line: string
  try {
    const file = fileWith(fault)
    const whole = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      whole.replaceAll(fault.find, () => fault.put),
    )
    const { passed, said } = look(fault)
    writeFileSync(file, whole)
    const failure = passed ? undefined : firstFailure(said)
    if (failure !== undefined) seen++
    // A run that failed without a failed test saw nothing.
    const why = passed && !said.startsWith('It was not') ? '' : ` ${said.slice(0, 400)}`
    line = failure === undefined ? `NOT SEEN${why}` : `seen: ${failure.slice(0, 140)}`
  } catch (error) {
    line = `NOT PLANTED: ${(error as Error).message}`
  }
  console.log(`${fault.name} (${fault.seenBy}, ${Math.round((Date.now() - started) / 1000)} s) ${line}`)
}
rmSync(copy, { recursive: true, force: true })
console.log(`\n${seen} passed, ${chosen.length - seen} failed`)
process.exitCode = seen === chosen.length ? 0 : 1
