import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clocks } from '#src/domain/clocks.ts'
import { eventInWords } from '#src/domain/event-in-words.ts'
import { events, readEvent } from '#src/domain/events.ts'
import { standards } from '#src/settings/council.ts'

const root = join(import.meta.dirname, '../../..')
const sources = (folder: string, ends: RegExp): [file: string, text: string][] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ends.test(file))
    .map((file) => [join(folder, file), readFileSync(join(root, folder, file), 'utf8')])

describe('events', () => {
  it('are declared, those too that the database itself writes', () => {
    const written = sources('db/migrations', /\.sql$/).flatMap(([, text]) =>
      [...text.matchAll(/INSERT INTO public\.events[^;]*?VALUES \([^;]*?'(\w[\w-]*)',\s*jsonb/g)].map(
        ([, kind]) => kind,
      ),
    )
    expect(new Set(written)).toEqual(new Set(['erased']))
    expect(Object.keys(events)).toContain('erased')
  })

  it('are written in one place, which ends and starts the clocks that go by them', () => {
    const writers = [...sources('src', /\.(ts|astro)$/), ...sources('db', /\.ts$/)]
      .filter(([, text]) => /\binsertEvent\b|insert\(events\)/.test(text))
      .map(([file]) => file)
    expect(writers.toSorted()).toEqual(['db/queries/events.ts', 'src/services/submissions/record-event.ts'])
  })

  it('of a kind that only a newer version knows are shown all the same', () => {
    const event = readEvent('moved-house', { to: 'x' })
    expect(eventInWords(event, new Map())).toContain('moved-house')
    expect(eventInWords(readEvent('toString', {}), new Map())).toContain('toString')
  })

  it('say what they promised as they were noted', () => {
    const due = { dueAt: '2026-11-19T17:00:00Z', replyDueAt: '2026-12-02T17:00:00Z' }
    expect(eventInWords(readEvent('received', { suggestedColour: 'green', ...due }), new Map())).toBe(
      'Received. A decision was promised by 5pm on Thursday 19 November 2026. A reply to the complaint by 5pm on Wednesday 2 December 2026',
    )
    const decided = { number: 2, outcome: 'more-information', colour: 'amber', nextBy: 'x', dueAt: due.dueAt }
    expect(eventInWords(readEvent('decided', decided), new Map([['x', 'Sam Okafor']]))).toBe(
      'Decision 2: More information needed, amber; next step with Sam Okafor; new promise by 5pm on Thursday 19 November 2026',
    )
  })
})

describe('clocks', () => {
  const all = Object.values(clocks)

  it('go by a standard each, and note their due times by names of their own', () => {
    for (const { standard } of all) expect(standards[standard]).toBeDefined()
    expect(new Set(all.map(({ noted }) => noted)).size).toBe(all.length)
  })

  it('are never started or ended by somebody who only looks', () => {
    for (const { starts, stops } of all) {
      for (const { on } of [...starts, ...stops]) expect(events[on].changesWork, on).toBe(true)
    }
  })
})
