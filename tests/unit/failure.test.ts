import { expect, test } from 'vitest'
import { failureOf } from '#db/failure.ts'

test.each([
  ['40001', 'again'],
  ['40P01', 'again'],
  ['55P03', 'again'],
  ['25P03', 'away'],
  ['08006', 'away'],
  ['53100', 'away'],
  ['53300', 'away'],
  ['57014', 'away'],
  ['57P01', 'away'],
  ['58030', 'away'],
  ['CONNECT_TIMEOUT', 'away'],
  ['CONNECTION_CLOSED', 'away'],
  ['CONNECTION_ENDED', 'away'],
  ['DEADLINE', 'away'],
  ['ECONNREFUSED', 'away'],
  ['EPIPE', 'away'],
  ['22001', 'ours'],
  ['23505', 'ours'],
  ['25001', 'ours'],
  ['42P01', 'ours'],
  ['55006', 'ours'],
  ['XX000', 'ours'],
  ['UNKNOWN', 'ours'],
] as const)('%s: %s', (code, failure) => expect(failureOf(code)).toBe(failure))
