import { expect, test } from 'vitest'
import { type DutyRole, nextToTell } from '#src/domain/alerts.ts'
import { happenedInWords } from '#src/domain/events.ts'

test('turns go round, and begin with the first whenever other people are on duty', () => {
  const night: DutyRole[] = ['first', 'second']
  expect(nextToTell(night, null)).toBe('first')
  expect(nextToTell(night, 'first')).toBe('second')
  expect(nextToTell(night, 'second')).toBe('first')
  expect(nextToTell(night, 'duty-manager')).toBe('first')
  expect(nextToTell(['duty-manager'], 'duty-manager')).toBe('duty-manager')
})

test('the history says who was told, also of what was told before messages were about several', () => {
  const said = (detail: Parameters<typeof happenedInWords<'alert-told'>>[0]['detail']) =>
    happenedInWords({ kind: 'alert-told', detail }, new Map())
  expect(said({ how: 'email', to: 'duty-manager', others: 0 })).toBe('Duty manager told, by email')
  expect(said({ how: 'desk', to: 'first', others: 1 })).toBe(
    'Emergency duty, first contact told, on the desk, with 1 other',
  )
  expect(said({ how: 'email', to: 'second', others: 38 })).toBe(
    'Emergency duty, second contact told, by email, with 38 others',
  )
  expect(said({ how: 'email', step: 2 })).toBe('Emergency duty told, turn 3, by email')
  const raised = (reason?: 'unread' | 'out-of-hours') =>
    happenedInWords({ kind: 'alert-raised', detail: reason ? { reason } : {} }, new Map())
  expect(raised()).toBe(raised('out-of-hours'))
  expect(raised('unread')).toBe('Suggested red and not read in time: whoever is on duty is to be told')
})
