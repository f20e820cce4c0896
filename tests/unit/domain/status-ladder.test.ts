import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { type LadderEvent, ladderOf } from '#src/domain/status-ladder.ts'

const at = (minute: number) => Temporal.Instant.from('2026-11-18T10:00:00Z').add({ minutes: minute })
const event = (minute: number, kind: string, detail: Record<string, unknown> = {}): LadderEvent => ({
  at: at(minute),
  kind,
  detail,
})
const ladder = (seesAll: boolean, ...events: LadderEvent[]) =>
  ladderOf([event(0, 'received'), ...events], seesAll).map((step) =>
    step.at ? `${step.name} ${step.at.since(at(0)).total('minutes')}` : step.name,
  )
const opened = event(1, 'read', { as: 'page' })
const decided = (minute: number, outcome: string) => event(minute, 'decided', { outcome })

it.each([
  ['only received', true, [], ['received 0', 'read', 'decided']],
  [
    'a program’s reading is none',
    true,
    [event(1, 'read', { as: 'json' })],
    ['received 0', 'read', 'decided'],
  ],
  [
    'the first reading counts',
    true,
    [opened, event(5, 'read', { as: 'page' })],
    ['received 0', 'read 1', 'decided'],
  ],
  ['decided', true, [opened, decided(3, 'advice')], ['received 0', 'read 1', 'decided 3']],
  [
    'more to find out is not yet decided',
    true,
    [opened, decided(3, 'more-information')],
    ['received 0', 'read 1', 'finding-out 3', 'decided'],
  ],
  [
    'found out and decided',
    true,
    [opened, decided(3, 'more-information'), decided(9, 'section-42')],
    ['received 0', 'read 1', 'decided 9'],
  ],
  [
    'tried, and closed, once they happened',
    true,
    [opened, event(2, 'contact-tried'), decided(3, 'advice'), event(4, 'contact-tried'), event(8, 'closed')],
    ['received 0', 'read 1', 'tried 4', 'decided 3', 'closed 8'],
  ],
  [
    'everybody else is told two things',
    false,
    [opened, event(2, 'contact-tried'), decided(3, 'section-42'), event(8, 'closed')],
    ['received 0', 'read 1'],
  ],
])('%s', (_, seesAll, events, steps) => {
  expect(ladder(seesAll, ...events)).toEqual(steps)
})
