/**
 * `npm run test:long [name [file …]]`: the long form of what `npm test` tries a small sample of. What it came to,
 * with the day, the commit and the machine, stands afterwards in docs/measurements/<name>.md. With files only
 * those are run, and nothing is written: to try something out.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join, relative } from 'node:path'
import { findOrInstallChromium } from './support/chromium.ts'
import { clockAt } from './support/clock.ts'
import {
  artifacts,
  playwright,
  readReport,
  root,
  run,
  type Suite,
  vitest,
  withoutBrowser,
} from './support/programs.ts'
import { failuresOf } from './support/report.ts'

type SuiteOf = (files: readonly string[]) => Suite

interface Figure {
  /** What it shows, for its page. */
  readonly shows: string
  /** What it runs, by what the line of its outcome says. Each is made only when its turn comes. */
  readonly runs: Readonly<Record<string, SuiteOf>>
}

/** Other days and hours to run the suite at, each a moment in UTC. */
const DAYS = {
  'a weekday at noon': '2026-12-02T12:00:00Z',
  'a Sunday night': '2026-12-06T23:30:00Z',
  'the evening before Christmas': '2026-12-24T19:00:00Z',
  // Half a minute before the change, which so comes while the tests run.
  'the clocks go forward': '2027-03-28T00:59:30Z',
  'the last day of a tax year': '2027-04-05T10:00:00Z',
  'the first days of a tax year': '2027-04-07T10:00:00Z',
  'the clocks go back': '2027-10-31T00:59:30Z',
  'one year ahead': '2027-11-29T10:00:00Z',
  'the day of a leap year': '2028-02-29T10:00:00Z',
} as const

const daysWithoutBrowser = Object.entries(DAYS).flatMap(([day, moment]) =>
  Object.entries(withoutBrowser).map(([part, args]): [string, SuiteOf] => [
    `${day} (${moment}), ${part}`,
    (files) => ({
      ...vitest(`day-${part}`, ...args, '--passWithNoTests', ...files),
      env: { ...clockAt(moment), TEST_LONG: 'no' },
    }),
  ]),
)

/** Each page of each form takes half of the time and shows the day on hardly one: it is gone through on these only. */
const DAYS_OF_EVERY_PAGE: readonly string[] = ['the evening before Christmas', 'the day of a leap year']

const daysInBrowser = Object.entries(DAYS).map(([day, moment]): [string, SuiteOf] => {
  const isEveryPage = DAYS_OF_EVERY_PAGE.includes(day)
  return [
    `${day} (${moment})${isEveryPage ? '' : ', but for every page of every form'}`,
    (files) => {
      const suite = browser([
        '--pass-with-no-tests',
        ...(isEveryPage ? [] : ['--grep-invert', 'every page of']),
        ...files,
      ])
      return {
        ...suite,
        env: { ...suite.env, TEST_PORTAL_CLOCK: JSON.stringify(clockAt(moment)), TEST_LONG: 'no' },
      }
    },
  ]
})

function browser(files: readonly string[]): Suite {
  const { path, why } = findOrInstallChromium()
  if (path === undefined) throw new Error(why)
  return playwright('long-browser', path, ...files)
}

/** Every figure, by its name. */
const FIGURES: Readonly<Record<string, Figure>> = {
  properties: {
    shows: 'Unit tests, with ten times as many made-up cases of each property, from a seed of the day.',
    runs: { unit: (files) => vitest('long-unit', ...withoutBrowser.unit, ...files) },
  },
  kills: {
    shows:
      'The server killed at thirteen moments of a submit, and web server, worker and database killed 300 times at ' +
      'random while people send: nothing is lost, nothing doubled, and nothing ends but what was killed.',
    runs: {
      kills: () =>
        vitest(
          'long-kills',
          ...withoutBrowser.database,
          'tests/db/sending/killed.test.ts',
          'tests/db/running/kills.test.ts',
        ),
    },
  },
  posts: {
    shows:
      'Made-up posts to every address, 20,000 from a seed of the day: none is answered with a fault of ours.',
    runs: { posts: () => vitest('long-posts', ...withoutBrowser.database, 'tests/db/running/fuzz.test.ts') },
  },
  connections: {
    shows:
      'Connections to the database ended in mid-transaction, 200 of a portal that is written to all the time.',
    runs: {
      connections: () =>
        vitest('long-connections', ...withoutBrowser.database, 'tests/db/running/driver.test.ts'),
    },
  },
  browser: {
    shows: 'The browser tests in their long form.',
    runs: { browser },
  },
  days: {
    shows: 'The suite without the browser while portal, database and tests take it to be another day.',
    runs: Object.fromEntries(daysWithoutBrowser),
  },
  'days-browser': {
    shows: 'The browser tests while the portal takes it to be another day.',
    runs: Object.fromEntries(daysInBrowser),
  },
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

/** The top of a figure's page: what was measured, when, of what and on what. */
function top(name: string, shows: string, seed: number): string {
  const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ', with changes'
  const gigabytes = Math.round(totalmem() / 1024 ** 3)
  const [first] = cpus()
  return `# ${name}

${shows} Run again with \`npm run test:long ${name}\`.

- When: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC
- Commit: ${git('rev-parse', '--short=10', 'HEAD')}${changed}
- Machine: ${cpus().length} cores (${first?.model.trim()}), ${gigabytes} GB of memory, Node ${process.versions.node}
- Seed: ${seed}
`
}

/** Runs one figure; gives back whether all went well. */
async function measure(name: string, { shows, runs }: Figure, files: readonly string[]): Promise<boolean> {
  const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000_000)
  const said = join(artifacts, `${name}-figures.txt`)
  rmSync(said, { force: true })
  writeFileSync(said, '')
  const before = top(name, shows, seed)
  const lines: string[] = []
  let isWell = true
  for (const [what, suiteFor] of Object.entries(runs)) {
    console.log(`\n── ${name}: ${what}`)
    const suite = suiteFor(files)
    rmSync(suite.report, { force: true })
    const env = { TEST_LONG: 'yes', TEST_SEED: String(seed), TEST_FIGURES: said, ...suite.env }
    const ended = await run({ ...suite, env }, 'as it comes')
    const tally = readReport(suite)
    const isNoneOfThese = files.length > 0 && ended.isWell && tally?.passed === 0
    const failed = isNoneOfThese ? 0 : failuresOf(ended.isWell, tally)
    if (failed > 0) isWell = false
    lines.push(`| ${what} | ${tally?.passed ?? 0} | ${failed} | ${ended.seconds} s |`)
    console.log(`── ${what}: ${tally?.passed ?? 0} passed, ${failed} failed`)
  }
  const figures = readFileSync(said, 'utf8').trim()
  const page = [
    before,
    '| Run | Passed | Failed | Took |\n|---|---|---|---|',
    ...lines,
    ...(figures ? ['', ...figures.split('\n').map((line) => `- ${line}`)] : []),
    '',
  ].join('\n')
  console.log(`\n${page}`)
  if (files.length === 0) {
    const folder = join(root, 'docs/measurements')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}.md`), page)
    console.log(`Written to ${relative(root, join(folder, `${name}.md`))}`)
  }
  return isWell
}

const [wanted, ...files] = process.argv.slice(2)
const chosen = Object.entries(FIGURES).filter(([name]) => wanted === undefined || name === wanted)
if (chosen.length === 0) {
  console.error(`There is no figure ${wanted}. There is: ${Object.keys(FIGURES).join(', ')}.`)
  process.exit(1)
}
mkdirSync(artifacts, { recursive: true })
const outcomes: boolean[] = []
for (const [name, figure] of chosen) outcomes.push(await measure(name, figure, files))
process.exitCode = outcomes.every(Boolean) ? 0 : 1
