/**
 * Everything `npm test` runs. Build, lint and types run beside the tests; what a step writes is printed in one piece
 * when it ends. The browser comes last and alone, and its lines are printed as they come. Ends with the slowest
 * tests and one line: how many passed and how many failed.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findOrInstallChromium } from './support/chromium.ts'
import { committedFloor, compare, type Counts, namesSeen, neverAsked } from './support/coverage.ts'
import {
  artifacts,
  type Ended,
  type Program,
  playwright,
  readReport,
  run,
  type Suite,
  vitest,
  withoutBrowser,
} from './support/programs.ts'
import { failuresOf, slowest, type Timed } from './support/report.ts'
import { COUNTED } from './support/seen.ts'

rmSync(artifacts, { recursive: true, force: true })
const notes = join(artifacts, 'seen')
mkdirSync(notes, { recursive: true })
// Every program that is run here has it, and what that starts in turn.
process.env['TEST_SEEN'] = notes

let passed = 0
let failed = 0
const files: Timed[] = []
const tests: Timed[] = []

async function step(name: string, program: Program, shown: Parameters<typeof run>[1]): Promise<Ended> {
  console.log(`── ${name}: started`)
  const ended = await run(program, shown)
  console.log(`\n${ended.written}── ${name}: ${ended.how}, ${ended.seconds} s\n`)
  return ended
}

/** A step that is one check: it passes or it does not. */
async function check(name: string, command: string, ...args: string[]): Promise<void> {
  if ((await step(name, { command, args }, 'given back')).isWell) passed++
  else failed++
}

/** A step that runs tests. */
async function suite(
  name: string,
  program: Suite,
  shown: Parameters<typeof run>[1] = 'given back',
): Promise<void> {
  const { isWell } = await step(name, program, shown)
  const tally = readReport(program)
  if (!tally) console.log(`── ${name} wrote no report`)
  else if (tally.flaky > 0)
    console.log(`── ${name}: ${tally.flaky} passed only at the second try, named above`)
  passed += tally?.passed ?? 0
  failed += failuresOf(isWell, tally)
  files.push(...(tally?.files ?? []))
  tests.push(...(tally?.tests ?? []))
}

async function browser(): Promise<void> {
  const chromium = findOrInstallChromium()
  if (chromium.path !== undefined)
    return suite('browser', playwright('browser', chromium.path), 'as it comes')
  console.log(`── browser: ${chromium.why}`)
  failed++
}

const lint = check('lint and format', 'biome', 'ci', '--max-diagnostics=50', '.')
const building = step('build', { command: 'node', args: ['src/start/build.ts'] }, 'given back')
// After the build, since both write Astro's own types.
const types = building.then(() => check('types', 'astro', 'check', '--minimumFailingSeverity', 'error'))
for (const [name, args] of Object.entries(withoutBrowser)) {
  // What is built is asked for by the tests that start a portal.
  if (name === 'database') await building
  await suite(name, vitest(name, ...args))
}
await Promise.all([lint, types])
const build = await building
if (build.isWell) await browser()
else failed++

/** What all the tests saw, against the committed floor. The names are kept beside the reports, to see what went. */
function coverage(): string[] {
  const names = namesSeen(notes)
  const counts = Object.fromEntries(COUNTED.map((what) => [what, names[what].length])) as unknown as Counts
  writeFileSync(join(artifacts, 'seen.json'), `${JSON.stringify(names, undefined, 2)}\n`)
  const { isWell, lines } = compare(counts, committedFloor())
  const notAsked = neverAsked(names.routes)
  if (isWell && notAsked.length === 0) passed++
  else failed++
  return [
    'What the tests saw',
    ...lines.map((line) => `  ${line}`),
    ...notAsked.map((route) => `  no test asked for ${route}`),
    '',
  ]
}

console.log(coverage().join('\n'))

console.log(['The slowest files', ...slowest(files), '', 'The slowest tests', ...slowest(tests)].join('\n'))
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
