import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEAST_TOLD, toldCounts } from '#src/domain/small-counts.ts'

const few = { is: 'few' }
const count = (n: number) => ({ is: 'count', count: n })
const notShown = { is: 'not-shown' }

describe('small counts', () => {
  it.each([
    ['all large', { a: 5, b: 12 }, { a: count(5), b: count(12) }, 17],
    [
      'one small hides the next smallest too',
      { a: 4, b: 30, c: 9 },
      { a: few, b: count(30), c: notShown },
      undefined,
    ],
    ['none is few as well', { a: 0, b: 7, c: 8 }, { a: few, b: notShown, c: count(8) }, undefined],
    ['two small protect each other', { a: 1, b: 2, c: 40 }, { a: few, b: few, c: count(40) }, undefined],
    ['of two, one small hides both', { a: 3, b: 50 }, { a: few, b: notShown }, undefined],
    ['equal ones: one of them goes', { a: 2, b: 6, c: 6 }, { a: few, b: notShown, c: count(6) }, undefined],
    ['a single small one', { a: 2 }, { a: few }, undefined],
    ['nothing', {}, {}, 0],
  ])('%s', (_, counts, told, total) => {
    expect(toldCounts(counts)).toEqual({ counts: told, total })
  })

  const someCounts = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    fc.oneof(fc.nat(8), fc.nat(200)),
  )

  it('never tells a number below five, nor a total beside one that is not told', () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const told = toldCounts(counts)
        const cells = Object.values(told.counts)
        expect(cells.filter((cell) => cell.is === 'count' && cell.count < LEAST_TOLD)).toEqual([])
        const hidden = cells.filter((cell) => cell.is !== 'count').length
        if (hidden > 0) expect(told.total).toBeUndefined()
        if (cells.length > 1) expect(hidden).not.toBe(1)
      }),
    )
  })

  it('what is told is the same whatever a hidden small count is: nothing in it can be worked out', () => {
    fc.assert(
      fc.property(someCounts, fc.nat(LEAST_TOLD - 1), (counts, other) => {
        const told = toldCounts(counts)
        for (const [option, cell] of Object.entries(told.counts)) {
          if (cell.is !== 'few') continue
          expect(toldCounts({ ...counts, [option]: other })).toEqual(told)
        }
      }),
    )
  })
})
