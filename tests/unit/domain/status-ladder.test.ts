import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import type { EventKind, ToldTo } from '#src/domain/events.ts'
import { type LadderEvent, ladderOf } from '#src/domain/status-ladder.ts'

const at = (minute: number) => Temporal.Instant.from('2026-11-18T10:00:00Z').add({ minutes: minute })
const event = (minute: number, kind: EventKind, detail: Record<string, unknown> = {}): LadderEvent => ({
  at: at(minute),
  kind,
  detail,
})
const ladder = (shown: ToldTo, ...events: LadderEvent[]) =>
  ladderOf([event(0, 'received'), ...events], shown, events.find(({ kind }) => kind === 'read')?.at).map(
    (step) => (step.at ? `${step.name} ${step.at.since(at(0)).total('minutes')}` : step.name),
  )
const opened = event(1, 'read', { as: 'page' })
const decided = (minute: number, outcome: string) => event(minute, 'decided', { outcome })

it.each([
  ['only received', 'all', [], ['received 0', 'read', 'decided']],
  ['decided', 'all', [opened, decided(3, 'advice')], ['received 0', 'read 1', 'decided 3']],
  [
    'more to find out is not yet decided',
    'all',
    [opened, decided(3, 'more-information')],
    ['received 0', 'read 1', 'finding-out 3', 'decided'],
  ],
  [
    'found out and decided',
    'all',
    [opened, decided(3, 'more-information'), decided(9, 'section-42')],
    ['received 0', 'read 1', 'decided 9'],
  ],
  [
    'tried, and closed, once they happened',
    'all',
    [opened, event(2, 'contact-tried'), decided(3, 'advice'), event(4, 'contact-tried'), event(8, 'closed')],
    ['received 0', 'read 1', 'tried 4', 'decided 3', 'closed 8'],
  ],
  [
    'tried at the time that was written down, and reached',
    'all',
    [
      opened,
      event(30, 'contact-tried', { triedAt: at(5).toString() }),
      event(40, 'contact-made', { triedAt: at(6).toString() }),
    ],
    ['received 0', 'read 1', 'tried 5', 'reached 6', 'decided'],
  ],
  [
    'no try to get in touch where contact can do harm',
    'all-but-contact',
    [opened, event(2, 'contact-tried'), event(3, 'contact-made'), decided(4, 'advice')],
    ['received 0', 'read 1', 'decided 4'],
  ],
  [
    'not finished once it opened again',
    'all',
    [opened, decided(3, 'advice'), event(4, 'closed'), event(9, 'added', { dueAt: 'then' })],
    ['received 0', 'read 1', 'decided 3'],
  ],
  [
    'finished, though something was added that started nothing',
    'all',
    [opened, decided(3, 'advice'), event(4, 'closed'), event(9, 'added')],
    ['received 0', 'read 1', 'decided 3', 'closed 4'],
  ],
  [
    'everybody else is told two things',
    'start',
    [opened, event(2, 'contact-tried'), decided(3, 'section-42'), event(8, 'closed')],
    ['received 0', 'read 1'],
  ],
])('%s', (_, shown, events, steps) => {
  expect(ladder(shown as ToldTo, ...events)).toEqual(steps)
})
