import { describe, expect, it } from 'vitest'
import { holds } from '#src/forms/engine/conditions.ts'
import type { Answers } from '#src/forms/engine/question.ts'
import { listenerFor, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { today } from './go-through.ts'
import { lenientForm } from './small-forms.ts'

const answers: Answers = {
  who: { value: { picked: ['me'] } },
  helping: { value: { picked: ['yes'] } },
  called: { value: 'Ann [a / b] {name}' },
  place: { out: 'dont-know' },
  kinds: { value: { picked: ['a', 'b'], texts: { b: 'A honey bee' } } },
  people: { value: [{ name: { value: 'Bo' } }] },
}

function snapshotOf(given: Answers, unread = {}) {
  const walked = walk(lenientForm, { answers: given, passed: {} }, today)
  const listener = listenerFor(lenientForm, walked.counts, (one) => holds(one, walked.facts), {})
  return takeSnapshot(lenientForm, walked, listener, unread)
}
const entries = (given: Answers, unread = {}) =>
  snapshotOf(given, unread).parts.flatMap((part) => part.pages.flatMap((page) => page.entries))
const entry = (id: string, unread = {}) => entries(answers, unread).find((one) => one.id === id)

describe('a snapshot', () => {
  it('says what form it is, in the reader’s voice', () => {
    const { form, formVersion, formTitle, voice, snapshotVersion } = snapshotOf(answers)
    expect({ form, formVersion, formTitle, voice, snapshotVersion }).toEqual({
      form: 'feedback',
      formVersion: 3,
      formTitle: 'A small form for you',
      voice: 'you',
      snapshotVersion: 1,
    })
    expect(snapshotOf({}).formTitle).toBe('A small form for them')
  })

  it('keeps each question as it was asked, with the answer as a person reads it', () => {
    expect(entry('called')).toEqual({
      id: 'called',
      title: 'Your name',
      kind: 'text',
      state: 'answered',
      said: ['Ann [a / b] {name}'],
      feeds: [],
    })
    expect(entry('place')).toMatchObject({ state: 'way-out', said: ['I don’t know'] })
    expect(entry('kinds')).toMatchObject({ said: ['Ay', 'Bee: A honey bee'], feeds: ['S42a'] })
    expect(entry('last')).toMatchObject({ state: 'not-answered', said: [] })
  })

  it('holds nothing of a branch no longer taken', () => {
    const all = snapshotOf(answers)
    expect(all.parts.flatMap((part) => part.pages.map((page) => page.name))).toEqual([
      'first',
      'third',
      'fourth',
      'fifth',
    ])
    expect(JSON.stringify(all)).not.toContain('helping')
  })

  it('is titled page by page: by the page, or by its only question', () => {
    expect(snapshotOf(answers).parts.flatMap((part) => part.pages.map((page) => page.title))).toEqual([
      'Who are you?',
      'About you',
      'Needs',
      'Last',
    ])
  })

  it('shows what was typed and could not be read, beside the question it was typed at', () => {
    const unread = { third: { ring: ['ring the shop'], write: [''] } }
    expect(entry('ring', unread)).toMatchObject({ state: 'not-answered', typed: ['ring the shop'] })
    expect(entry('write', unread)?.typed).toBeUndefined()
    const both = { third: { called: ['Ann'], 'called-out': ['dont-know'] } }
    const walked = entries({ who: { value: { picked: ['me'] } } }, both).find((one) => one.id === 'called')
    expect(walked?.typed).toContain('Ann')
  })

  it('exports answers by question id, and what was not answered', () => {
    const { answers: exported, notAnswered } = snapshotOf(answers)
    expect(exported).toEqual({
      who: 'me',
      called: 'Ann [a / b] {name}',
      place: 'dont-know',
      kinds: ['a', 'b'],
      'kinds-b-text': 'A honey bee',
      people: [{ name: 'Bo' }],
    })
    expect(notAnswered).toEqual(['number', 'ring', 'write', 'proof', 'more', 'last'])
  })

  it('survives being stored', () => {
    const all = snapshotOf(answers)
    expect(JSON.parse(JSON.stringify(all))).toEqual(all)
  })
})
