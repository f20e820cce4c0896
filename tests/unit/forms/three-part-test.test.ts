import { describe, expect, it } from 'vitest'
import type { Answer } from '#src/forms/engine/question.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { type PartName, threePartTest } from '#src/forms/rules/three-part-test.ts'
import { today } from './go-through.ts'

const picked = (...values: string[]): Answer => ({ value: { picked: values } })
const unknown: Answer = { out: 'dont-know' }

function partOf(part: PartName, answers: Record<string, Answer>) {
  const { facts } = walk(safeguardingConcern, { answers, passed: {} }, today)
  return threePartTest(facts).find((one) => one.part === part)
}

describe('the three-part test', () => {
  it.each<[PartName, Record<string, Answer>, string]>([
    ['S42a', { 'sg-needs': picked('dementia') }, 'yes'],
    ['S42a', { 'sg-needs': picked('older', 'sight-loss') }, 'yes'],
    ['S42a', { 'sg-needs': picked('none') }, 'no'],
    ['S42a', { 'sg-needs': unknown }, 'find-out'],
    ['S42a', {}, 'find-out'],
    ['S42b', { 'sg-still': picked('once') }, 'yes'],
    ['S42b', { 'sg-still': picked('risk'), 'sg-types': unknown }, 'yes'],
    ['S42b', { 'sg-types': picked('other') }, 'yes'],
    ['S42b', { 'sg-still': unknown, 'sg-types': unknown }, 'find-out'],
    ['S42b', {}, 'find-out'],
    ['S42c', { 'sg-protect': picked('no') }, 'yes'],
    ['S42c', { 'sg-protect': picked('with-help') }, 'yes'],
    ['S42c', { 'sg-protect': picked('yes') }, 'no'],
    ['S42c', { 'sg-protect': unknown }, 'find-out'],
    ['S42c', {}, 'find-out'],
  ])('%s with %j points to %s', (part, answers, points) => {
    expect(partOf(part, answers)?.points).toBe(points)
  })

  it('always shows its three parts, in order, each as a question', () => {
    const { facts } = walk(safeguardingConcern, { answers: {}, passed: {} }, today)
    expect(threePartTest(facts).map((one) => one.part)).toEqual(['S42a', 'S42b', 'S42c'])
    expect(threePartTest(facts).every((one) => one.asks.endsWith('?'))).toBe(true)
  })

  it('quotes the answers that point', () => {
    const both = { 'sg-still': picked('now'), 'sg-types': picked('money', 'physical') }
    expect(partOf('S42b', both)?.because).toEqual([
      { id: 'sg-still', values: ['now'] },
      { id: 'sg-types', values: ['money', 'physical'] },
    ])
    expect(partOf('S42c', { 'sg-protect': picked('yes') })?.because).toEqual([
      { id: 'sg-protect', values: ['yes'] },
    ])
  })

  it('says where it looked when there is something to find out', () => {
    expect(partOf('S42b', {})?.because).toEqual([
      { id: 'sg-still', values: ['dont-know'] },
      { id: 'sg-types', values: ['dont-know'] },
    ])
  })
})
