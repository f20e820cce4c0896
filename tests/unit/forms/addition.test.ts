import { describe, expect, it } from 'vitest'
import { additionKinds, flagsNow, flagsOfAddition, readAddition } from '#src/forms/addition.ts'
import type { RaisedFlag } from '#src/forms/engine/flags.ts'
import { saidInPlain } from '#tests/support/in-plain.ts'

const problems = (...read: Parameters<typeof readAddition>) => {
  const result = readAddition(...read)
  return result.is === 'problems' ? saidInPlain(result.problems) : result.addition
}

describe('what somebody adds', () => {
  it('is read as it was written', () => {
    expect(problems('forgot', { words: [' My sister\r\nhas a key. '] })).toEqual({
      kind: 'forgot',
      words: 'My sister\nhas a key.',
      isDanger: undefined,
    })
    expect(problems('worse', { words: ['He fell.'], 'danger-now': ['no'] })).toEqual({
      kind: 'worse',
      words: 'He fell.',
      isDanger: false,
    })
  })

  it('needs words, and of what got worse whether there is danger', () => {
    expect(problems('forgot', {})).toEqual([['words', 'Enter what you forgot to tell us']])
    expect(problems('worse', {})).toEqual([
      ['danger-now', 'Select yes if anyone is in danger now, or no'],
      ['words', 'Enter what has got worse'],
    ])
    expect(problems('worse', { 'danger-now': ['no'] })).toEqual([['words', 'Enter what has got worse']])
  })

  it('needs no words from somebody in danger', () => {
    expect(problems('worse', { 'danger-now': ['yes'] })).toEqual({ kind: 'worse', words: '', isDanger: true })
  })

  it('has at most 4,000 characters, and one answer of those offered', () => {
    for (const kind of additionKinds) {
      expect(problems(kind, { words: ['é'.repeat(4_000)], 'danger-now': ['no'] })).toHaveProperty('words')
      expect(problems(kind, { words: ['é'.repeat(4_001)], 'danger-now': ['no'] })).toEqual([
        ['words', 'Use 4,000 characters or fewer'],
      ])
    }
    expect(problems('worse', { words: ['x'], 'danger-now': ['perhaps'] })).toHaveLength(1)
    expect(problems('worse', { words: ['x'], 'danger-now': ['yes', 'no'] })).toHaveLength(1)
    expect(problems('forgot', { words: ['x'], 'danger-now': ['yes'] })).toMatchObject({ isDanger: undefined })
  })

  it('raises danger and nothing else, from the answer and never from words', () => {
    expect(flagsOfAddition({ isDanger: true }).map(({ id, colour }) => [id, colour])).toEqual([
      ['fl-danger', 'red'],
    ])
    expect(flagsOfAddition({ isDanger: false })).toEqual([])
    expect(flagsOfAddition({ isDanger: undefined })).toEqual([])
  })

  it('joins the flags that were raised before, each in its place', () => {
    const flag = (id: string, colour: RaisedFlag['colour']): RaisedFlag => ({
      id,
      colour,
      label: id,
      next: '',
      because: [],
    })
    const sent = [flag('fl-comm', 'handling'), flag('fl-falls', 'amber')]
    expect(flagsNow(sent, ['fl-comm', 'fl-falls', 'fl-danger']).map(({ id }) => id)).toEqual([
      'fl-comm',
      'fl-danger',
      'fl-falls',
    ])
    expect(flagsNow(sent, ['fl-comm', 'fl-falls', 'fl-no-longer-known'])).toEqual(sent)
  })
})
