/**
 * Everything `npm test` runs, one step after the other, whatever the steps before said. Ends with one line:
 * how many passed and how many failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOrInstallChromium } from './support/chromium.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const artifacts = join(root, 'tests/.artifacts')
rmSync(artifacts, { recursive: true, force: true })
mkdirSync(artifacts, { recursive: true })

let passed = 0
let failed = 0

function run(name: string, command: string, args: string[], env: Record<string, string> = {}): boolean {
  console.log(`\n── ${name}`)
  const started = Date.now()
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  console.log(
    `── ${name}: ${status === 0 ? 'done' : `failed (${status})`}, ${Math.round((Date.now() - started) / 1000)} s`,
  )
  return status === 0
}

/** A step that is one check: it passes or it does not. */
function check(name: string, command: string, args: string[]) {
  if (run(name, command, args)) passed++
  else failed++
}

interface Report {
  numPassedTests?: number
  numFailedTests?: number
  stats?: { expected: number; unexpected: number; flaky: number }
}

/** A step that runs tests and writes a report; one that ends badly without a failed test counts as failed. */
function suite(
  name: string,
  command: string,
  args: string[],
  report: string,
  env: Record<string, string> = {},
) {
  const ended = run(name, command, args, env)
  let counted: Report = {}
  try {
    counted = JSON.parse(readFileSync(report, 'utf8')) as Report
  } catch {
    console.log(`── ${name} wrote no report`)
  }
  const flaky = counted.stats?.flaky ?? 0
  if (flaky > 0) console.log(`── ${name}: ${flaky} passed only at the second try, named above`)
  const good = (counted.numPassedTests ?? 0) + (counted.stats?.expected ?? 0) + flaky
  const bad = (counted.numFailedTests ?? 0) + (counted.stats?.unexpected ?? 0)
  passed += good
  failed += bad > 0 ? bad : ended && good > 0 ? 0 : 1
}

const vitest = (name: string, args: string[]) => {
  const report = join(artifacts, `${name}.json`)
  suite(
    name,
    'vitest',
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
  )
}

const isBuilt = run('build', 'node', ['src/start/build.ts'])
check('lint and format', 'biome', ['ci', '--max-diagnostics=50', '.'])
check('types', 'astro', ['check', '--minimumFailingSeverity', 'error'])
vitest('unit', ['--config', 'tests/vitest.config.ts', '--project', 'unit'])
vitest('components', ['--config', 'tests/components.vitest.config.ts'])
vitest('database', ['--config', 'tests/vitest.config.ts', '--project', 'db'])

const chromium = findOrInstallChromium()
if (chromium.path === undefined) {
  console.log(`\n── browser: ${chromium.why}`)
  failed++
} else if (isBuilt) {
  const report = join(artifacts, 'browser.json')
  suite('browser', 'playwright', ['test', '--config', 'tests/browser/playwright.config.ts'], report, {
    CHROMIUM_PATH: chromium.path,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
} else {
  failed++
}

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
