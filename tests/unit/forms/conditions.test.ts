import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allOf,
  anyOf,
  atLeast,
  because,
  type Condition,
  derived,
  derivedAtLeast,
  derivedLessThan,
  type Facts,
  formIs,
  holds,
  includes,
  is,
  isNot,
  not,
  questionsRead,
  remaining,
  some,
} from '#src/forms/engine/conditions.ts'

const factsFrom = (
  values: Record<string, readonly string[]>,
  more: { numbers?: Record<string, number>; derived?: Record<string, string | number>; form?: number } = {},
): Facts => ({
  form: more.form ?? 5,
  values: (id) => values[id] ?? [],
  hasSome: (id) => (values[id] ?? []).some((value) => !['none', 'dont-know'].includes(value)),
  number: (id) => more.numbers?.[id],
  derived: (name) => more.derived?.[name],
})

const facts = factsFrom(
  { one: ['a'], ticks: ['a', 'b'], none: ['none'], unknown: ['dont-know'] },
  { numbers: { count: 5 }, derived: { age: 17, 'any-unsafe': 'yes' } },
)

describe('conditions', () => {
  it.each<[string, Condition, boolean]>([
    ['is its value', is('one', 'a'), true],
    ['is one of its values', is('one', 'z', 'a'), true],
    ['is another value', is('one', 'z'), false],
    ['is, unanswered', is('gone', 'a'), false],
    ['is not another value', isNot('one', 'z'), true],
    ['is not its value', isNot('one', 'a'), false],
    ['is not, unanswered', isNot('gone', 'a'), false],
    ['is not, “I don’t know”', isNot('unknown', 'a'), true],
    ['includes a tick', includes('ticks', 'b', 'z'), true],
    ['includes no such tick', includes('ticks', 'z'), false],
    ['some', some('ticks'), true],
    ['some of none', some('none'), false],
    ['some of a way out', some('unknown'), false],
    ['some of nothing', some('gone'), false],
    ['at least, just', atLeast('count', 5), true],
    ['at least, not quite', atLeast('count', 6), false],
    ['at least, unanswered', atLeast('gone', -1), false],
    ['less than', { op: 'less-than', id: 'count', number: 6 }, true],
    ['less than, not quite', { op: 'less-than', id: 'count', number: 5 }, false],
    ['less than, unanswered', { op: 'less-than', id: 'gone', number: 99 }, false],
    ['any of none', anyOf(), false],
    ['all of none', allOf(), true],
    ['not, unanswered', not(is('gone', 'a')), true],
    ['form', formIs(1, 5), true],
    ['another form', formIs(1, 2), false],
    ['derived', derived('any-unsafe', 'yes'), true],
    ['derived, not known', derived('in-area', 'no'), false],
    ['derived less than', derivedLessThan('age', 18), true],
    ['derived less than, not quite', derivedLessThan('age', 17), false],
    ['derived less than, not known', derivedLessThan('outcomes', 18), false],
    ['derived at least', derivedAtLeast('age', 17), true],
    ['derived at least, not quite', derivedAtLeast('age', 18), false],
  ])('%s', (_name, condition, expected) => {
    expect(holds(condition, facts)).toBe(expected)
  })

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('the truth table of %s and %s', (left, right) => {
    const of = (value: boolean) => is('one', value ? 'a' : 'z')
    expect(holds(allOf(of(left), of(right)), facts)).toBe(left && right)
    expect(holds(anyOf(of(left), of(right)), facts)).toBe(left || right)
    expect(holds(not(of(left)), facts)).toBe(!left)
  })

  it('name the questions they read, each once', () => {
    expect(questionsRead(anyOf(is('a', '1'), allOf(is('b', '1'), not(some('a'))), formIs(1)))).toEqual([
      'a',
      'b',
    ])
  })

  it('quote the answers that count, and only those', () => {
    expect(because(includes('ticks', 'b', 'z'), facts)).toEqual([{ id: 'ticks', values: ['b'] }])
    expect(because(anyOf(is('one', 'z'), some('ticks')), facts)).toEqual([
      { id: 'ticks', values: ['a', 'b'] },
    ])
    expect(because(allOf(is('one', 'a'), is('one', 'z')), facts)).toEqual([])
    expect(because(formIs(5), facts)).toEqual([])
  })
})

const ids = ['p', 'q', 'r', 's'] as const
const values = ['x', 'y', 'dont-know', 'none'] as const
const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom(...ids), fc.subarray([...values], { minLength: 1 }))
    .chain(([id, of]) => fc.constantFrom<Condition>(is(id, ...of), isNot(id, ...of), includes(id, ...of))),
  fc.constantFrom(...ids).map((id): Condition => some(id)),
  fc.constantFrom<Condition>(formIs(5), formIs(1)),
)
const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { maxLength: 3 }).map((of): Condition => anyOf(...of)),
    fc.array(tie('condition'), { maxLength: 3 }).map((of): Condition => allOf(...of)),
    tie('condition').map((of): Condition => not(of)),
  ),
}))
const anyAnswers = fc.record(
  Object.fromEntries(ids.map((id) => [id, fc.subarray([...values])])) as Record<
    string,
    fc.Arbitrary<string[]>
  >,
)

describe('conditions, whatever they are', () => {
  it('what remains says the same as the whole, and reads only open questions', () => {
    fc.assert(
      fc.property(anyCondition, anyAnswers, fc.subarray([...ids]), (condition, answers, open) => {
        const all = factsFrom(answers)
        const left = remaining(condition, all, new Set(open))
        expect(typeof left === 'boolean' ? left : holds(left, all)).toBe(holds(condition, all))
        if (typeof left !== 'boolean') {
          expect(questionsRead(left).filter((id) => !(open as string[]).includes(id))).toEqual([])
        }
      }),
    )
  })

  it('what remains is settled by the closed answers alone', () => {
    fc.assert(
      fc.property(
        anyCondition,
        anyAnswers,
        anyAnswers,
        fc.subarray([...ids]),
        (condition, one, other, open) => {
          const mixed = Object.fromEntries(
            ids.map((id) => [id, ((open as string[]).includes(id) ? other[id] : one[id]) ?? []]),
          )
          const left = remaining(condition, factsFrom(one), new Set(open))
          expect(typeof left === 'boolean' ? left : holds(left, factsFrom(mixed))).toBe(
            holds(condition, factsFrom(mixed)),
          )
        },
      ),
    )
  })

  it('the reasons are empty unless it holds, and quote only answers there are', () => {
    fc.assert(
      fc.property(anyCondition, anyAnswers, (condition, answers) => {
        const all = factsFrom(answers)
        const reasons = because(condition, all)
        if (!holds(condition, all)) expect(reasons).toEqual([])
        for (const reason of reasons) {
          expect(reason.values.length).toBeGreaterThan(0)
          expect(reason.values.filter((value) => !answers[reason.id]?.includes(value))).toEqual([])
        }
      }),
    )
  })
})
