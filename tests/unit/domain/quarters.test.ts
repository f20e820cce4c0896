import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { quarterInWords, quarterOf } from '#src/domain/quarters.ts'

it.each([
  ['2026-01-01T00:00:00Z', '2026-Q1', 'January to March 2026'],
  // Midnight in London comes an hour before midnight UTC in summer.
  ['2026-06-30T22:59:59Z', '2026-Q2', 'April to June 2026'],
  ['2026-06-30T23:00:00Z', '2026-Q3', 'July to September 2026'],
  ['2026-12-31T23:59:59Z', '2026-Q4', 'October to December 2026'],
])('%s is in %s', (at, quarter, words) => {
  expect(quarterOf(Temporal.Instant.from(at))).toBe(quarter)
  expect(quarterInWords(quarter)).toBe(words)
})
