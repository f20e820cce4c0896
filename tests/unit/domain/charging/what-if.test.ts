import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chargingRates } from '#src/settings/charging-rates.ts'
import { benefitsToClaim } from '#src/domain/charging/benefits-to-claim.ts'
import type { CapitalItem, Circumstances } from '#src/domain/charging/circumstances.ts'
import { estimate, ratesFor } from '#src/domain/charging/estimate.ts'
import type { RateRow } from '#src/domain/charging/rates.ts'
import { type ToWork, workSheet } from '#src/domain/charging/sheet.ts'
import { reasonsInWords, sharesOf } from '#src/components/charging/sheet-words.ts'
import { resultInShort, whatIfs } from '#src/domain/charging/what-if.ts'
import {
  gets,
  h1,
  IN_2026,
  known,
  MADE_UP_DAY,
  madeUp,
  madeUpRates,
  nothing,
  ownHome,
  pays,
  policy,
  savings,
  unknown,
} from '#tests/fixtures/charging.ts'
import { anyCircumstances, anyPolicy } from '#tests/support/charging-circumstances.ts'
import { tries } from '#tests/support/long.ts'

const toWork = (
  more: Partial<Circumstances>,
  rates: readonly RateRow[] = chargingRates.rates,
  on = IN_2026,
): ToWork => ({
  circumstances: { ...nothing, ...more },
  rates,
  policy,
  on,
})
const saidOf = (given: ToWork) =>
  whatIfs(given, workSheet(given)).map(({ label, result }) => [label, resultInShort(result)])

const pension = known([gets('state-pension', 300_00)])

describe('what if', () => {
  it('savings fall to the limit: less tariff income, then none', () => {
    const given = toWork({
      benefits: pension,
      savings: known([savings(18_000_00)]),
      careCost: known(500_00),
    })
    expect(saidOf(given)).toEqual([
      // 300 − 241.45 with nothing counted from savings.
      ['Your savings fall to £14,250', '£58.55 a week'],
      ['A partner about your age, who is well, moves in', 'We cannot say yet'],
      ['Your care costs half as much: £250 a week', '£73.55 a week'],
      ['Your care costs twice as much: £1,000 a week', '£73.55 a week'],
    ])
  })

  it('savings over the upper limit fall to each limit', () => {
    const given = toWork({ benefits: pension, savings: known([savings(50_000_00)]), careCost: known(60_00) })
    expect(saidOf(given).slice(0, 2)).toEqual([
      ['Your savings fall to £23,250', '£60 a week'],
      ['Your savings fall to £14,250', '£58.55 a week'],
    ])
  })

  it('savings are the person’s own share, and what is not counted does not fall', () => {
    const limitsOf = (...held: readonly CapitalItem[]) =>
      saidOf(toWork({ benefits: pension, savings: known(held), careCost: known(60_00) }))
        .map(([label]) => label)
        .filter((label) => label?.startsWith('Your savings fall'))
    const joint = { ...savings(44_000_00), owners: 2 }
    // 80% of it is £35,200; half would be £22,000, which is below the limit already.
    expect(limitsOf({ ...joint, share: 80 })).toEqual([
      'Your savings fall to £23,250',
      'Your savings fall to £14,250',
    ])
    expect(limitsOf(joint)).toEqual(['Your savings fall to £14,250'])
    expect(limitsOf({ ...joint, share: 20 })).toEqual([])
    // A home or land over the limit keeps the total up: only what is saved and counts can fall.
    const given = toWork({
      otherProperty: known([{ worth: 100_000_00, owed: 0, share: 100, from: ['fa-property'] }]),
      savings: known([savings(5_000_00), savings(30_000_00, 'possessions')]),
      careCost: known(60_00),
    })
    expect(saidOf(given).filter(([label]) => label?.startsWith('Your savings fall'))).toEqual([])
  })

  it('a partner moves in: the amount for one of a couple is kept instead', () => {
    const given = toWork({ benefits: pension }, madeUp, MADE_UP_DAY)
    expect(saidOf(given)[0]).toEqual(['A partner about your age, who is well, moves in', '£120 a week'])
  })

  it('nobody moves in with somebody who has a partner there, or lives in a care home', () => {
    const ids = (more: Partial<Circumstances>) =>
      whatIfs(toWork(more, madeUp, MADE_UP_DAY), workSheet(toWork(more, madeUp, MADE_UP_DAY))).map(
        ({ id }) => id,
      )
    expect(ids({})).toContain('partner')
    expect(ids({ partner: known('together') })).not.toContain('partner')
    expect(ids({ setting: known('care-home') })).not.toContain('partner')
  })

  it('a home that counts stays what it is', () => {
    const given = toWork({
      setting: known('care-home'),
      stay: known({ daysHere: 20 * 7, earlier: null }),
      home: known(ownHome()),
      savings: known([savings(30_000_00)]),
      careCost: known(900_00),
    })
    expect(saidOf(given)[0]).toEqual(['Your savings fall to £23,250', 'All of it: £900 a week'])
  })

  it('compares nothing where no sum is made', () => {
    expect(saidOf(toWork({ benefits: unknown }))).toEqual([])
    expect(saidOf(toWork({ route: known({ is: 'refuse', by: 'person' }) }))).toEqual([])
  })

  it('never makes somebody pay more because savings fall', () => {
    fc.assert(
      fc.property(anyCircumstances({ unknowns: false }), anyPolicy, (circumstances, own) => {
        const given = { circumstances, policy: own, rates: madeUp, on: MADE_UP_DAY }
        const now = workSheet(given)
        for (const { id, result } of whatIfs(given, now)) {
          if (!id.startsWith('savings-') || result.pence === null || now.result.pence === null) continue
          expect(result.pence).toBeLessThanOrEqual(now.result.pence)
        }
      }),
      { numRuns: tries(400) },
    )
  })
})

describe('benefits to claim', () => {
  const names = (more: Partial<Circumstances>) => benefitsToClaim({ ...nothing, ...more }).map(({ id }) => id)

  it('are named by age', () => {
    expect(names({})).toEqual(['attendance-allowance', 'pension-credit'])
    expect(names({ ageBand: known('25-to-pension-age') })).toEqual(['pip', 'universal-credit'])
    expect(names({ ageBand: unknown })).toEqual([])
  })

  it('leave out what the person gets', () => {
    expect(names({ benefits: known([gets('attendance-allowance', null)]) })).toEqual(['pension-credit'])
    expect(names({ benefits: known([gets('dla-care', 1)]) })).toEqual(['pension-credit'])
    expect(names({ benefits: known([gets('guarantee-credit', 1)]) })).toEqual(['attendance-allowance'])
    expect(
      names({ ageBand: known('18-24'), benefits: known([gets('pip-mobility', 1), gets('esa', 1)]) }),
    ).toEqual([])
  })

  it('say of those for care that in a care home they are mostly for people who pay for all of it', () => {
    const of = (id: string, more: Partial<Circumstances>) =>
      benefitsToClaim({ ...nothing, ...more }).find((one) => one.id === id)
    const adult = { ageBand: known('18-24' as const) }
    const there = { setting: known('care-home' as const) }
    expect(of('attendance-allowance', there)?.why).toContain(
      'In a care home, it is mostly for people who pay for all of it.',
    )
    expect(of('pip', { ...adult, ...there })?.why).toContain(
      'In a care home, the part for daily living is mostly for people who pay for all of it.',
    )
    for (const id of ['attendance-allowance', 'pip']) {
      const more = id === 'pip' ? adult : {}
      expect(of(id, { ...more, ...there })?.easyRead).toContain(
        'Do you live in a care home? You may get it if you pay for all your care.',
      )
      expect(of(id, more)?.why).not.toContain('In a care home')
      expect(of(id, more)?.easyRead).not.toContain('in a care home')
    }
    expect(of('pension-credit', there)?.why).not.toContain('In a care home')
  })

  it('help with rent and council tax where they are paid', () => {
    const housing = known([pays('rent', 100_00), pays('council-tax', 20_00)])
    expect(names({ housing })).toContain('housing-benefit')
    expect(names({ housing })).toContain('council-tax-help')
    expect(names({ housing, benefits: known([gets('council-tax-help', 1)]) })).not.toContain(
      'council-tax-help',
    )
    expect(names({ housing, ageBand: known('18-24') })).not.toContain('housing-benefit')
  })

  it('name nothing while the benefits are not known', () => {
    expect(names({ benefits: unknown })).toEqual([])
  })

  it('lead to the government’s own pages, and name no amount', () => {
    const all = [{}, { ageBand: known('18-24' as const) }].flatMap((more) => [
      ...benefitsToClaim({ ...nothing, ...more }),
      ...benefitsToClaim({ ...nothing, ...more, setting: known('care-home') }),
    ])
    for (const { claimAt, why } of all) {
      expect(claimAt).toMatch(/^https:\/\/www\.gov\.uk\/[a-z-]+$/)
      expect(why).not.toMatch(/£|\d/)
    }
  })
})

describe('an estimate', () => {
  /** The same whatever the day. */
  const always = ({ circumstances, ...rest }: ToWork) => ({ ...rest, circumstancesOn: () => circumstances })

  it('is plain data: it comes back from storage as it was', () => {
    const made = estimate(always(toWork({ benefits: pension, savings: known([savings(18_000_00)]) })))
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
    expect(made.now.rates.map(({ name }) => name)).toContain('mig-single-pension')
  })

  it('comes to the same with the rows of its day and the next April alone', () => {
    const given = toWork({ benefits: pension, savings: known([savings(18_000_00)]) })
    const few = ratesFor(given.rates, IN_2026)
    expect(few.length).toBeLessThan(given.rates.length / 2)
    expect(estimate(always({ ...given, rates: few }))).toEqual(estimate(always(given)))
  })
})

describe('what has no figure', () => {
  it('has its reason: a partner moves in, and what one of a couple keeps is not known', () => {
    const given = toWork({ benefits: known([gets('state-pension', 300_00)]), careCost: known(250_00) })
    const found = whatIfs(given, workSheet(given)).find(({ id }) => id === 'partner')
    expect(found?.result).toMatchObject({
      is: 'cannot-work-out',
      because: [{ words: expect.stringContaining('what somebody with a partner must be left with') }],
    })
    expect(found && reasonsInWords(found.result, false)).toHaveLength(1)
  })
})

describe('the next year', () => {
  it('says what is still of this one: what comes in and goes out, not what the law sets', () => {
    const rates = [...chargingRates.rates, ...madeUpRates('2027-04-06', '2028-04-05')]
    const { circumstances, ...common } = toWork({ ...h1 }, rates)
    const { next } = estimate({ ...common, circumstancesOn: () => circumstances })
    expect(next?.thisYears).toEqual(['Attendance Allowance', 'State Pension', 'Council tax', 'Extra washing'])
  })
})

describe('what is yours to keep', () => {
  it('says how much of it is due already for the costs that were taken off', () => {
    const given = toWork(h1)
    const [keep] = sharesOf(workSheet(given))
    expect(keep).toMatchObject({ pence: 282_00, ofThat: { pence: 40_55 } })
    const without = sharesOf(workSheet(toWork({ ...h1, housing: known([]), extraCosts: known([]) })))
    expect(without[0]?.ofThat).toBeUndefined()
  })
})
