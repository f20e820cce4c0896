import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Circumstances } from '#src/domain/charging/circumstances.ts'
import { mostByHand } from '#src/domain/charging/determination.ts'
import { resultInShort, whatIfs } from '#src/domain/charging/what-if.ts'
import { workSheet } from '#src/domain/charging/sheet.ts'
import {
  extra,
  gets,
  h1,
  IN_2026,
  known,
  madeUp,
  MADE_UP_DAY,
  madeUpSheet,
  money,
  nothing,
  pays,
  policy,
  savings,
  sheetOf,
  unknown,
} from '#tests/fixtures/charging.ts'
import { anyCircumstances, anyPolicy } from '#tests/support/charging-circumstances.ts'
import { tries } from '#tests/support/long.ts'

/** £300 comes in and £240 is kept, of care that costs £250: £60 a week by the made-up rates. */
const sixty: Partial<Circumstances> = {
  benefits: known([gets('state-pension', 300_00)]),
  careCost: known(250_00),
}
const ceilingOf = (more: Partial<Circumstances>) => {
  const { result } = madeUpSheet({ ...sixty, ...more })
  return result.is === 'cannot-work-out' ? result.ceiling : result
}

describe('what is not known and can only lower the charge leaves a most', () => {
  it.each<[string, Partial<Circumstances>, number]>([
    ['a cost of the home', { housing: known([pays('rent', null)]) }, 60_00],
    ['what the home costs', { housing: unknown }, 60_00],
    [
      'an extra cost',
      {
        benefits: known([gets('state-pension', 200_00), gets('attendance-allowance', 100_00)]),
        extraCosts: known([extra(null), extra(5_00)]),
      },
      55_00,
    ],
    ['the premium of a carer', { premiums: { ...nothing.premiums, carer: unknown } }, 60_00],
    ['money that may not all count', { income: known([gets('charity', 20_00)]) }, 80_00],
    [
      'tax that has not come off',
      { income: known([{ kind: 'annuity', money: money(30_00), tax: 'before', from: [] }]) },
      90_00,
    ],
    [
      'which part of Pension Credit it is',
      { benefits: known([gets('state-pension', 300_00), gets('pension-credit', 10_00)]) },
      70_00,
    ],
    [
      'what savings count as, below the upper limit',
      { savings: known([savings(20_000_00), savings(1_000_00, 'trust')]) },
      60_00 + 27_00,
    ],
  ])('%s', (_, more, pence) => {
    expect(ceilingOf(more)).toEqual({ pence, is: 'sum' })
    const { result } = madeUpSheet({ ...sixty, ...more })
    expect(resultInShort(result)).toBe(`No more than £${pence / 100} a week`)
    expect(result.words[0]).toBe(`You may be asked to pay no more than £${pence / 100} a week.`)
    expect(result.easyRead[0]).toBe(`You may pay £${pence / 100} a week or less.`)
    expect(result).toMatchObject({ because: [{}] })
  })

  it('a rate that comes on top is not known: the most is without it, and the reason says which', () => {
    const { result } = sheetOf({ ...h1, premiums: { ...nothing.premiums, carer: known(true) } }, IN_2026)
    expect(result).toMatchObject({
      is: 'cannot-work-out',
      ceiling: { pence: 40_00, is: 'sum' },
      because: [
        { words: 'We do not have the amount the law sets for being a carer yet. A worker will find it.' },
      ],
    })
  })
})

describe('what may raise the charge leaves only what the care costs', () => {
  it.each<[string, Partial<Circumstances>]>([
    ['what comes in', { benefits: unknown }],
    ['how much comes in', { benefits: known([gets('state-pension', null)]) }],
    ['how old they are', { ageBand: unknown }],
    ['what is saved', { savings: unknown }],
    ['what is saved may be over the limit', { savings: known([savings(30_000_00, 'trust')]) }],
    ['what care it is', { setting: unknown }],
    ['money that comes once', { income: known([gets('charity', 20_00, 'one-off')]) }],
    // What was given away may count, however little else is open.
    ['what was given away', { housing: unknown, gaveAway: known(true) }],
  ])('%s', (_, more) => {
    expect(ceilingOf(more)).toEqual({ pence: 250_00, is: 'care-cost' })
    const { result } = madeUpSheet({ ...sixty, ...more })
    expect(result.words).toContain('You never pay more than your care costs: £250 a week.')
    expect(resultInShort(result)).toBe('We cannot say yet')
    expect(ceilingOf({ ...more, careCost: unknown })).toBeNull()
  })

  it('and a most that is no less than the care costs is said as that', () => {
    expect(ceilingOf({ housing: unknown, careCost: known(60_00) })).toEqual({ pence: 60_00, is: 'care-cost' })
    expect(ceilingOf({ housing: unknown, careCost: unknown })).toEqual({ pence: 60_00, is: 'sum' })
  })
})

describe('a most', () => {
  it('of nothing is nothing to pay, for certain', () => {
    const sheet = madeUpSheet({ benefits: known([gets('state-pension', 240_00)]), housing: unknown })
    expect(sheet.result).toMatchObject({ is: 'charge', pence: 0 })
    expect(sheet.unsure.filter(({ blocks }) => blocks)).toEqual([])
    expect(sheet.unsure.map(({ code }) => code)).toContain('housing')
  })

  it('keeps to the council’s own most, and to its share of what is left', () => {
    const of = (own: Partial<typeof policy>) => {
      const { result } = madeUpSheet({ ...sixty, housing: unknown }, own)
      return result.is === 'cannot-work-out' ? result.ceiling?.pence : result.pence
    }
    expect(of({ weeklyMaximum: 50_00 })).toBe(50_00)
    expect(of({ percentage: 80 })).toBe(48_00)
    expect(of({ weeklyMinimum: 61_00 })).toBe(0)
  })

  it('bounds what a worker may work out by hand', () => {
    const sheet = madeUpSheet({ ...sixty, income: known([gets('charity', 20_00)]) })
    expect(mostByHand(sheet, policy)).toEqual({ pence: 80_00, is: 'the most the sheet can come to' })
  })

  it('is compared with what it would be if something changed', () => {
    const toWork = {
      circumstances: { ...nothing, ...sixty, housing: unknown },
      rates: madeUp,
      policy,
      on: MADE_UP_DAY,
    }
    const found = whatIfs(toWork, workSheet(toWork)).find(({ id }) => id === 'cost-half')
    expect(found && resultInShort(found.result)).toBe('No more than £60 a week')
  })

  it('is never less than what it comes to, once what was not known is', () => {
    const gaps = ['housing', 'extraCosts', 'passesHalfPension', 'carer', 'disability', 'tax'] as const
    let compared = 0
    fc.assert(
      fc.property(
        anyCircumstances({ unknowns: false }),
        anyPolicy,
        fc.subarray([...gaps], { minLength: 1 }),
        (known, own, open) => {
          const isOpen = (gap: (typeof gaps)[number]) => open.includes(gap)
          const blank = <T>(fact: T, gap: (typeof gaps)[number]): T =>
            isOpen(gap) ? { ...fact, value: null } : fact
          const whole = { ...known, gaveAway: { value: false, from: [] } }
          const gapped: Circumstances = {
            ...whole,
            housing: blank(whole.housing, 'housing'),
            extraCosts: blank(whole.extraCosts, 'extraCosts'),
            passesHalfPension: blank(whole.passesHalfPension, 'passesHalfPension'),
            premiums: {
              ...whole.premiums,
              carer: blank(whole.premiums.carer, 'carer'),
              disability: blank(whole.premiums.disability, 'disability'),
            },
            income: {
              ...whole.income,
              value:
                whole.income.value?.map((item) => (isOpen('tax') ? { ...item, tax: null } : item)) ?? null,
            },
          }
          const work = (circumstances: Circumstances) =>
            workSheet({ circumstances, rates: madeUp, policy: own, on: MADE_UP_DAY }).result
          const [before, after] = [work(gapped), work(whole)]
          const most = before.is === 'cannot-work-out' ? before.ceiling?.pence : before.pence
          if (before.is === 'full-cost' || most == null || after.pence === null) return
          compared += 1
          expect(after.pence).toBeLessThanOrEqual(most)
        },
      ),
      { numRuns: tries(1500) },
    )
    expect(compared).toBeGreaterThan(400)
  })
})
