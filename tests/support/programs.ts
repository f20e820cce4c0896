import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { type Tally, tallyOf } from './report.ts'

export const root = resolve(import.meta.dirname, '../..')

/** Where runs of tests leave their reports and pictures. */
export const artifacts = join(root, 'tests/.artifacts')

/** A program to run from the root of the project. */
export interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A program that runs tests and leaves a report in JSON. */
export interface Suite extends Program {
  readonly report: string
}

const reportOf = (name: string) => join(artifacts, `${name}.json`)

/** A run of vitest with these arguments, whose report has this name. */
export function vitest(name: string, ...args: string[]): Suite {
  const report = reportOf(name)
  return {
    command: 'vitest',
    args: ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
  }
}

/** A run of the browser tests with this Chromium, whose report has this name. */
export function playwright(name: string, chromium: string, ...args: string[]): Suite {
  const report = reportOf(name)
  return {
    command: 'playwright',
    args: ['test', '--config', 'tests/browser/playwright.config.ts', ...args],
    env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    report,
  }
}

/** The parts of the suite that need no browser, each with the arguments of its run of vitest. */
export const withoutBrowser = {
  // Left to itself vitest keeps one of two cores free.
  unit: ['--config', 'tests/vitest.config.ts', '--project', 'unit*', '--maxWorkers=2'],
  components: ['--config', 'tests/components.vitest.config.ts', '--maxWorkers=2'],
  // They wait as long as they work: with two at a time the cores stood still for two fifths of the time.
  database: ['--config', 'tests/vitest.config.ts', '--project', 'db', '--maxWorkers=4'],
} as const

export interface Ended {
  readonly isWell: boolean
  /** In words, to print. */
  readonly how: string
  readonly seconds: number
  /** All it wrote, unless that was printed as it came. */
  readonly written: string
}

/** Runs a program to its end. @param shown whether what it writes is printed as it comes, or given back. */
export function run(
  { command, args, env = {} }: Program,
  shown: 'as it comes' | 'given back',
): Promise<Ended> {
  const started = performance.now()
  const output = shown === 'as it comes' ? 'inherit' : 'pipe'
  const program = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
      ...env,
    },
  })
  const parts: Buffer[] = []
  program.stdout?.on('data', (part: Buffer) => parts.push(part))
  program.stderr?.on('data', (part: Buffer) => parts.push(part))
  return new Promise((done) => {
    const end = (isWell: boolean, how: string) =>
      done({
        isWell,
        how,
        seconds: Math.round((performance.now() - started) / 1000),
        written: Buffer.concat(parts).toString(),
      })
    program.once('error', (error) => end(false, `did not start (${error.message})`))
    program.once('close', (code, signal) =>
      end(code === 0, code === 0 ? 'done' : `failed (${code ?? signal})`),
    )
  })
}

/** What a run of tests came to, by its report; undefined where it left none. */
export function readReport({ report }: Suite): Tally | undefined {
  try {
    return tallyOf(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    return undefined
  }
}
