import { describe, expect, it } from 'vitest'
import { type Said, type Standing, standingOf } from '#tests/second-calculator/compare.ts'

const figure = (pence: number): Said => ({ is: 'figure', pence })
const most = (pence: number): Said => ({ is: 'most', pence, ofCare: false })
const ofCare = (pence: number): Said => ({ is: 'most', pence, ofCare: true })
const full = (pence: number | null, mayCouncilPay = true): Said => ({ is: 'full cost', pence, mayCouncilPay })
const nothing: Said = { is: 'nothing' }

describe('what the first says beside the second', () => {
  it.each<[string, Said, Said, Standing | null]>([
    ['the same figure', figure(100), figure(100), null],
    ['a penny more', figure(101), figure(100), 'disagree'],
    ['a penny less', figure(99), figure(100), 'disagree'],
    ['a figure where the law gives a most', figure(100), most(100), 'disagree'],
    ['a figure where the law needs a person', figure(100), nothing, 'disagree'],
    ['nothing to pay where the full cost is nothing', figure(0), full(0), null],
    ['a figure where it is the full cost', figure(100), full(100), 'disagree'],
    ['the full cost', full(100), full(100), null],
    ['the full cost of care whose cost is not known', full(null), full(null), null],
    ['the full cost, but not who may pay', full(100, false), full(100), 'disagree'],
    ['the full cost where part is free', full(100), most(100), 'disagree'],
    ['the same most', most(100), most(100), 'agree'],
    ['a most that is too low by a penny', most(99), most(100), 'disagree'],
    ['a most that is too high by a penny', most(101), most(100), 'disagree'],
    ['a most below the figure', most(99), figure(100), 'disagree'],
    ['a most of a figure within it', most(100), figure(100), 'less said by the first'],
    ['a most where no most is known', most(100), nothing, 'disagree'],
    ['a most of a full cost that is not known', most(100), full(null), 'disagree'],
    ['only that nobody pays more than the care costs', ofCare(100), most(90), 'less said by the first'],
    ['the same, where the most is that too', ofCare(100), most(100), 'agree'],
    ['the same, where nothing is known', ofCare(100), nothing, 'less said by the second'],
    ['less than the care costs, said to be that', ofCare(100), most(101), 'disagree'],
    ['nothing, of a figure', nothing, figure(100), 'less said by the first'],
    ['nothing, of a most', nothing, most(100), 'less said by the first'],
    ['nothing, as the second', nothing, nothing, 'no figure'],
  ])('%s', (_, first, second, standing) => {
    expect(standingOf(first, second)).toBe(standing)
  })
})
