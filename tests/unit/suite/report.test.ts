import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { failuresOf, slowest, tallyOf } from '#tests/support/report.ts'

const root = resolve(import.meta.dirname, '../../..')

const ofVitest = {
  numPassedTests: 2,
  numFailedTests: 1,
  testResults: [
    {
      name: join(root, 'tests/unit/one.test.ts'),
      startTime: 1_000,
      endTime: 1_900,
      assertionResults: [
        { fullName: 'adds', duration: 300 },
        { fullName: 'takes away', duration: 500 },
        { fullName: 'was left out' },
      ],
    },
  ],
}

const spec = (title: string, ...durations: number[]) => ({
  title,
  tests: [{ projectName: 'plain', results: durations.map((duration) => ({ duration })) }],
})
const ofPlaywright = {
  config: { rootDir: join(root, 'tests/browser') },
  stats: { expected: 1, unexpected: 1, flaky: 1 },
  suites: [
    {
      title: 'one.spec.ts',
      file: 'one.spec.ts',
      specs: [spec('opens', 1_000)],
      suites: [{ title: 'a form', file: 'one.spec.ts', specs: [spec('is sent', 2_000, 500)] }],
    },
  ],
}

describe('the report of a run', () => {
  test('of vitest says what passed, and how long each file and test took', () => {
    expect(tallyOf(ofVitest)).toEqual({
      passed: 2,
      failed: 1,
      flaky: 0,
      files: [{ name: 'tests/unit/one.test.ts', milliseconds: 900 }],
      tests: [
        { name: 'tests/unit/one.test.ts: adds', milliseconds: 300 },
        { name: 'tests/unit/one.test.ts: takes away', milliseconds: 500 },
        { name: 'tests/unit/one.test.ts: was left out', milliseconds: 0 },
      ],
    })
  })

  test('of Playwright counts what passed at the second try as passed, with the time of both', () => {
    expect(tallyOf(ofPlaywright)).toEqual({
      passed: 2,
      failed: 1,
      flaky: 1,
      files: [{ name: 'tests/browser/one.spec.ts', milliseconds: 3_500 }],
      tests: [
        { name: 'tests/browser/one.spec.ts: opens (plain)', milliseconds: 1_000 },
        { name: 'tests/browser/one.spec.ts: a form is sent (plain)', milliseconds: 2_500 },
      ],
    })
  })
})

describe('what counts as failed', () => {
  const tally = { passed: 3, failed: 0, flaky: 0, files: [], tests: [] }
  test.each([
    ['nothing where all passed', true, tally, 0],
    ['every test that failed', false, { ...tally, failed: 2 }, 2],
    ['one where the run ended badly though no test failed', false, tally, 1],
    ['one where nothing ran', true, { ...tally, passed: 0 }, 1],
    ['one where there is no report', true, undefined, 1],
  ])('%s', (_, endedWell, of, failures) => {
    expect(failuresOf(endedWell, of)).toBe(failures)
  })
})

test('the slowest are at most ten, slowest first', () => {
  const timed = Array.from({ length: 12 }, (_, at) => ({ name: `test ${at}`, milliseconds: at * 1_000 }))
  const lines = slowest(timed)
  expect(lines).toHaveLength(10)
  expect(lines[0]).toBe('   11.0 s  test 11')
  expect(lines.at(-1)).toBe('    2.0 s  test 2')
})
