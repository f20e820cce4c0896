import { relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** How long a test, or a file of tests, took. */
export interface Timed {
  readonly name: string
  readonly milliseconds: number
}

/** What a run of tests came to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  /** Passed, but only at the second try; counted as passed too. */
  readonly flaky: number
  readonly files: readonly Timed[]
  readonly tests: readonly Timed[]
}

/** What vitest's JSON reporter writes, as far as it is read. */
interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: readonly {
    name: string
    startTime: number
    endTime: number
    assertionResults: readonly { fullName: string; duration?: number | null }[]
  }[]
}

/** What Playwright's JSON reporter writes, as far as it is read. */
interface PlaywrightReport {
  config: { rootDir: string }
  stats: { expected: number; unexpected: number; flaky: number }
  suites: readonly PlaywrightSuite[]
}
interface PlaywrightSuite {
  title: string
  file: string
  suites?: readonly PlaywrightSuite[]
  specs: readonly {
    title: string
    tests: readonly { projectName: string; results: readonly { duration: number }[] }[]
  }[]
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
const fromRoot = (file: string) => relative(root, file)

/** The report of a finished run of vitest or Playwright, parsed from its JSON. */
export function tallyOf(report: unknown): Tally {
  return isOfPlaywright(report) ? ofPlaywright(report) : ofVitest(report as VitestReport)
}

const isOfPlaywright = (report: unknown): report is PlaywrightReport =>
  typeof report === 'object' && report !== null && 'stats' in report

function ofVitest({ numPassedTests, numFailedTests, testResults }: VitestReport): Tally {
  const timed = testResults.map(({ name, startTime, endTime, assertionResults }) => {
    const file = fromRoot(name)
    const tests = assertionResults.map(({ fullName, duration }) => ({
      name: `${file}: ${fullName}`,
      milliseconds: duration ?? 0,
    }))
    return { file: { name: file, milliseconds: endTime - startTime }, tests }
  })
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    flaky: 0,
    files: timed.map(({ file }) => file),
    tests: timed.flatMap(({ tests }) => tests),
  }
}

function ofPlaywright({ config, stats, suites }: PlaywrightReport): Tally {
  const timed = suites.map((suite) => {
    const file = fromRoot(resolve(config.rootDir, suite.file))
    const tests = testsIn(suite, `${file}: `)
    return { file: { name: file, milliseconds: sum(tests.map((test) => test.milliseconds)) }, tests }
  })
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    flaky: stats.flaky,
    files: timed.map(({ file }) => file),
    tests: timed.flatMap(({ tests }) => tests),
  }
}

const testsIn = ({ specs, suites = [] }: PlaywrightSuite, before: string): Timed[] => [
  ...specs.flatMap(({ title, tests }) =>
    tests.map(({ projectName, results }) => ({
      name: `${before}${title} (${projectName})`,
      milliseconds: sum(results.map(({ duration }) => duration)),
    })),
  ),
  ...suites.flatMap((suite) => testsIn(suite, `${before}${suite.title} `)),
]

/**
 * How many of a step's tests count as failed: those that did, or one where none did and the step ended badly or
 * ran nothing at all.
 */
export function failuresOf(endedWell: boolean, tally: Tally | undefined): number {
  if (tally && tally.failed > 0) return tally.failed
  return endedWell && tally && tally.passed > 0 ? 0 : 1
}

/** The ten slowest, as lines to print. */
export function slowest(timed: readonly Timed[]): string[] {
  return timed
    .toSorted((one, other) => other.milliseconds - one.milliseconds)
    .slice(0, 10)
    .map(({ name, milliseconds }) => `${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${name}`)
}
