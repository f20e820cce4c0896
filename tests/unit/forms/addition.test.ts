import { describe, expect, it } from 'vitest'
import {
  additionKinds,
  flagsNow,
  flagsOfAddition,
  questionsOfAddition,
  readAddition,
} from '#src/forms/after-sending/addition.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import type { RaisedFlag } from '#src/forms/engine/raise-flags.ts'
import { saidInPlain } from '#tests/support/in-plain.ts'

const problems = (kind: Parameters<typeof readAddition>[0], typed: Typed, isOwn = true) => {
  const result = readAddition(kind, typed, isOwn)
  return result.is === 'problems' ? saidInPlain(result.problems) : result.addition
}

describe('what somebody adds', () => {
  it('is read as it was written', () => {
    expect(problems('forgot', { words: [' My sister\r\nhas a key. '] })).toEqual({
      kind: 'forgot',
      words: 'My sister\nhas a key.',
      danger: undefined,
    })
    expect(problems('worse', { words: ['He fell.'], 'danger-now': ['no'] })).toEqual({
      kind: 'worse',
      words: 'He fell.',
      danger: 'no',
    })
  })

  it('needs words, and of what got worse whether there is danger', () => {
    expect(problems('forgot', {})).toEqual([['words', 'Enter what you forgot to tell us']])
    expect(problems('worse', {})).toEqual([
      ['danger-now', 'Select whether anyone is in danger now'],
      ['words', 'Enter what has got worse'],
    ])
    expect(problems('worse', { 'danger-now': ['no'] })).toEqual([['words', 'Enter what has got worse']])
  })

  it('needs no words from somebody in danger, or not sure of it', () => {
    expect(problems('worse', { 'danger-now': ['not-sure'] })).toEqual({
      kind: 'worse',
      words: '',
      danger: 'not-sure',
    })
    expect(problems('worse', { 'danger-now': ['yes'] })).toEqual({ kind: 'worse', words: '', danger: 'yes' })
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
    expect(problems('forgot', { words: ['x'], 'danger-now': ['yes'] })).toMatchObject({ danger: undefined })
  })

  it('raises danger and nothing else, from the answer and never from words', () => {
    expect(flagsOfAddition({ danger: 'yes' }).map(({ id, colour }) => [id, colour])).toEqual([
      ['fl-danger', 'red'],
    ])
    expect(flagsOfAddition({ danger: 'not-sure' }).map(({ id, colour }) => [id, colour])).toEqual([
      ['fl-danger', 'red'],
    ])
    expect(flagsOfAddition({ danger: 'no' })).toEqual([])
    expect(flagsOfAddition({ danger: undefined })).toEqual([])
  })

  describe('of contact that is no longer safe', () => {
    const worse: Typed = { words: ['He reads my post.'], 'danger-now': ['no'] }

    it('is asked of whoever sent it about themself, where things got worse, and may be left blank', () => {
      const own = Object.keys(questionsOfAddition('worse', true))
      expect(own).toEqual(['danger-now', 'words', 'still-safe', 'safe-instead'])
      expect(Object.keys(questionsOfAddition('worse', false))).toEqual(['danger-now', 'words'])
      expect(Object.keys(questionsOfAddition('forgot', true))).toEqual(['words'])
      expect(problems('worse', { ...worse, 'still-safe': [''], 'safe-instead': [''] })).toEqual({
        kind: 'worse',
        words: 'He reads my post.',
        danger: 'no',
      })
    })

    it('is read with what is safe instead, and needs no words beside it', () => {
      for (const said of ['no', 'not-sure']) {
        expect(
          problems('worse', {
            'danger-now': ['no'],
            'still-safe': [said],
            'safe-instead': [' Ring my sister. '],
          }),
        ).toEqual({
          kind: 'worse',
          words: '',
          danger: 'no',
          stillSafe: said,
          safeInstead: 'Ring my sister.',
        })
        expect(problems('worse', { ...worse, 'still-safe': [said] })).not.toHaveProperty('safeInstead')
      }
    })

    it('drops what was written beside “yes”, and takes what was written beside nothing as not sure', () => {
      const written = { ...worse, 'safe-instead': ['Ring my sister.'] }
      expect(problems('worse', { ...written, 'still-safe': ['yes'] })).toEqual({
        kind: 'worse',
        words: 'He reads my post.',
        danger: 'no',
        stillSafe: 'yes',
      })
      expect(problems('worse', written)).toMatchObject({
        stillSafe: 'not-sure',
        safeInstead: 'Ring my sister.',
      })
    })

    it('is not read where it was not asked', () => {
      const typed = { ...worse, 'still-safe': ['no'], 'safe-instead': ['x'] }
      expect(problems('worse', typed, false)).not.toHaveProperty('stillSafe')
      expect(problems('forgot', typed)).not.toHaveProperty('stillSafe')
    })

    it('is one answer of those offered, in words of some length at most', () => {
      expect(problems('worse', { ...worse, 'still-safe': ['perhaps'] })).toHaveLength(1)
      expect(problems('worse', { ...worse, 'still-safe': ['yes', 'no'] })).toHaveLength(1)
      expect(
        problems('worse', { ...worse, 'still-safe': ['no'], 'safe-instead': ['x'.repeat(4_001)] }),
      ).toEqual([['safe-instead', 'Use 4,000 characters or fewer']])
    })

    it('raises “safe contact only” where it is not known to be safe', () => {
      const raised = (stillSafe: 'yes' | 'no' | 'not-sure') =>
        flagsOfAddition({ danger: 'no', stillSafe }).map(({ id, colour }) => [id, colour])
      expect(raised('no')).toEqual([['fl-safe-contact', 'handling']])
      expect(raised('not-sure')).toEqual([['fl-safe-contact', 'handling']])
      expect(raised('yes')).toEqual([])
    })
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
