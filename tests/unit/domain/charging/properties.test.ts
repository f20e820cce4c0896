import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { chargingRates } from '#src/settings/charging-rates.ts'
import type { ChargingPolicy, Circumstances } from '#src/domain/charging/circumstances.ts'
import { allChargeRateNames, type RateName, type RateRow } from '#src/domain/charging/rates.ts'
import { type Sheet, workSheet } from '#src/domain/charging/sheet.ts'
import { IN_2026, MADE_UP_DAY, madeUp, policy as plainPolicy } from '#tests/fixtures/charging.ts'
import { anyCircumstances, anyGenerousPolicy } from '#tests/support/charging-circumstances.ts'
import { figure, tries } from '#tests/support/long.ts'

const RUNS = tries(1500)
const known = anyCircumstances({ unknowns: false })
// Half with every answer: few with gaps come to a charge.
const mixed = fc.oneof(known, anyCircumstances({ unknowns: true }))
const tally = new Map<string, number>()
let sheets = 0

const work = (
  circumstances: Circumstances,
  policy: ChargingPolicy = plainPolicy,
  rates: readonly RateRow[] = madeUp,
  on = MADE_UP_DAY,
) => {
  const sheet = workSheet({ circumstances, rates, policy, on })
  sheets += 1
  tally.set(sheet.result.is, (tally.get(sheet.result.is) ?? 0) + 1)
  return sheet
}
const holds = <T extends [unknown, ...unknown[]]>(
  ...of: [...{ [K in keyof T]: fc.Arbitrary<T[K]> }, (...values: T) => void]
) =>
  // biome-ignore lint/suspicious/noExplicitAny: the types of fc.property cannot be passed on
  fc.assert((fc.property as any)(...of), { numRuns: RUNS })

afterAll(() => {
  const kinds = [...tally].map(([is, count]) => `${is} ${count}`).join(', ')
  figure(`charging: 10 properties (fast-check), ${RUNS} runs each, ${sheets} sheets: ${kinds}`)
})

/** The later sheets of a sheet, too. */
const all = (sheet: Sheet): readonly Sheet[] =>
  sheet.afterTwelveWeeks ? [sheet, sheet.afterTwelveWeeks.sheet] : [sheet]
const isNumber = (pence: number | null): pence is number => pence !== null

describe('whatever the circumstances', () => {
  it('the charge is a whole number of pence, never negative', () => {
    holds(mixed, anyGenerousPolicy, (circumstances, policy) => {
      for (const { result, lines } of all(work(circumstances, policy))) {
        if (isNumber(result.pence)) {
          expect(Number.isInteger(result.pence)).toBe(true)
          expect(result.pence).toBeGreaterThanOrEqual(0)
        }
        const amounts = lines.flatMap(({ pence, effect }) => [pence, effect]).filter(isNumber)
        expect(amounts.every(Number.isInteger)).toBe(true)
      }
    })
  })

  it('the charge is never more than the care costs', () => {
    holds(mixed, anyGenerousPolicy, (circumstances, policy) => {
      for (const { result } of all(work(circumstances, policy))) {
        const cost = circumstances.careCost.value
        if (isNumber(result.pence) && cost !== null) expect(result.pence).toBeLessThanOrEqual(cost)
      }
    })
  })

  it('the lines add up to the result', () => {
    holds(mixed, anyGenerousPolicy, (circumstances, policy) => {
      for (const { result, lines, totals } of all(work(circumstances, policy))) {
        const sum = lines.reduce((so, { effect }) => so + (effect ?? 0), 0)
        if (isNumber(result.pence)) expect(sum).toBe(result.pence)
        if (result.is !== 'charge') continue
        expect(lines.every(({ effect }) => effect !== null)).toBe(true)
        const limits = lines
          .filter(({ part }) => part === 'limits')
          .reduce((so, { effect }) => so + (effect ?? 0), 0)
        expect((totals.counted ?? 0) - (totals.costs ?? 0) - (totals.keep ?? 0) + limits).toBe(result.pence)
        expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
      }
    })
  })

  it('what is kept of their own income is not less than the law leaves them, unless that income is', () => {
    let charges = 0
    holds(mixed, anyGenerousPolicy, (circumstances, policy) => {
      for (const { result, totals } of all(work(circumstances, policy))) {
        const { ownIncome, fromSavings = null, yoursToKeep, keep, costs } = totals
        if (result.is !== 'charge' || ownIncome === null) continue
        charges += 1
        expect(fromSavings).toBeLessThanOrEqual(Math.min(totals.tariff ?? 0, result.pence))
        expect(fromSavings).toBeGreaterThanOrEqual(0)
        expect((yoursToKeep ?? 0) + result.pence - (fromSavings ?? 0)).toBe(ownIncome)
        expect(yoursToKeep).toBeGreaterThanOrEqual(Math.min(ownIncome, (keep ?? 0) + (costs ?? 0)))
      }
    })
    expect(charges).toBeGreaterThan(300)
  })

  it('the order of answers never matters', () => {
    holds(mixed, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (circumstances, stream) => {
      const shuffle = <T>(list: readonly T[] | null) =>
        list === null
          ? null
          : list
              .map((one) => [stream.next().value, one] as const)
              .toSorted(([a], [b]) => a - b)
              .map(([, one]) => one)
      const of = <
        K extends
          | 'savings'
          | 'otherProperty'
          | 'income'
          | 'benefits'
          | 'housing'
          | 'extraCosts'
          | 'otherCosts',
      >(
        key: K,
      ) => ({ [key]: { ...circumstances[key], value: shuffle<unknown>(circumstances[key].value) } })
      const other = Object.assign(
        { ...circumstances },
        of('savings'),
        of('otherProperty'),
        of('income'),
        of('benefits'),
        of('housing'),
        of('extraCosts'),
        of('otherCosts'),
      ) as Circumstances
      expect(work(other)).toEqual(work(circumstances))
    })
  })

  it('nothing is changed in what was put in', () => {
    holds(mixed, (circumstances) => {
      const before = structuredClone(circumstances)
      work(circumstances)
      expect(circumstances).toEqual(before)
    })
  })
})

describe('when everything is known', () => {
  const at = fc.nat({ max: 3 })
  const more = fc.integer({ min: 1, max: 200_00 })
  const raise = <T extends { readonly money: unknown }>(
    items: readonly T[] | null,
    nth: number,
    by: number,
  ) =>
    (items ?? []).map((item, index) =>
      index === nth
        ? {
            ...item,
            money: {
              every: 'week',
              ...(item.money as object),
              pence: (item.money as { pence: number }).pence + by,
            },
          }
        : item,
    )

  const comparable = (a: Sheet, b: Sheet, compare: (a: number, b: number) => void) => {
    if (isNumber(a.result.pence) && isNumber(b.result.pence)) compare(a.result.pence, b.result.pence)
  }

  it('more income never lowers the charge', () => {
    holds(known, anyGenerousPolicy, at, more, (circumstances, policy, nth, by) => {
      for (const key of ['income', 'benefits'] as const) {
        const fact = { ...circumstances[key], value: raise(circumstances[key].value, nth, by) }
        const richer = { ...circumstances, [key]: fact } as Circumstances
        comparable(work(circumstances, policy), work(richer, policy), (before, after) =>
          expect(after).toBeGreaterThanOrEqual(before),
        )
      }
    })
  })

  it('more extra costs of a disability never raise it', () => {
    holds(known, anyGenerousPolicy, at, more, (circumstances, policy, nth, by) => {
      const { extraCosts } = circumstances
      const fact = { ...extraCosts, value: raise(extraCosts.value, nth, by) }
      const dearer = { ...circumstances, extraCosts: fact } as Circumstances
      comparable(work(circumstances, policy), work(dearer, policy), (before, after) =>
        expect(after).toBeLessThanOrEqual(before),
      )
    })
  })

  it('more savings never lower it', () => {
    holds(known, anyGenerousPolicy, at, more, (circumstances, policy, nth, by) => {
      const items = circumstances.savings.value ?? []
      const value = items.map((item, index) =>
        index === nth ? { ...item, pence: (item.pence ?? 0) + by * 10 } : item,
      )
      const richer = { ...circumstances, savings: { ...circumstances.savings, value } }
      comparable(work(circumstances, policy), work(richer, policy), (before, after) =>
        expect(after).toBeGreaterThanOrEqual(before),
      )
    })
  })
})

/**
 * Which rates somebody's sum needs, said here a second time and apart from the module: only those may be
 * reported, and each of them must be when it is not verified.
 */
function needed(
  circumstances: Circumstances,
  shortStay: 'as-care-home' | 'as-care-at-home',
  sheet: Sheet,
): Set<RateName> {
  const { setting, ageBand, partner, children, premiums, savings, income, benefits } = circumstances
  const names = new Set<RateName>()
  if (sheet.result.is === 'for-a-person' || sheet.result.is === 'free') return names
  const range = sheet.totals.capital
  if (range && range.high !== 0) names.add('upper-capital-limit').add('lower-capital-limit')
  if (sheet.lines.some(({ id }) => id === 'over-limit')) return names
  const isCouple = partner.value === 'together'
  if ([...(income.value ?? []), ...(benefits.value ?? [])].some(({ kind }) => kind === 'savings-credit')) {
    const isOneHousehold = isCouple && setting.value !== 'care-home'
    names.add(isOneHousehold ? 'savings-credit-couple' : 'savings-credit-single')
  }
  const isAsHome = shortStay === 'as-care-at-home' && circumstances.isWithin8Weeks?.value === true
  if (setting.value !== 'home' && !(setting.value === 'short-stay' && isAsHome)) {
    return names.add('personal-expenses-allowance')
  }
  expect(savings.value).not.toBeNull()
  const isOld =
    ageBand.value === 'pension-age' || (isCouple && circumstances.partnerReachedPensionAge.value === true)
  const hasChildren = (children.value ?? 0) > 0
  if (hasChildren) names.add('mig-child')
  if (isCouple) names.add(isOld ? 'mig-couple-pension' : 'mig-couple')
  else if (hasChildren) {
    if (!isOld) names.add('mig-lone-parent')
  } else {
    names.add(
      isOld ? 'mig-single-pension' : ageBand.value === '18-24' ? 'mig-single-18-24' : 'mig-single-25-pension',
    )
  }
  const partners = isCouple ? circumstances.partnerDisability?.value : 'none'
  if (!isOld && (premiums.disability.value || partners !== 'none'))
    names.add(isCouple ? 'premium-disability-couple' : 'premium-disability-single')
  if (!isOld && (premiums.enhancedDisability.value || partners === 'highest'))
    names.add(isCouple ? 'premium-enhanced-couple' : 'premium-enhanced-single')
  if (premiums.carer.value) names.add('premium-carer')
  return names
}

describe('rates', () => {
  const tables = fc.oneof(
    fc.constant({ rates: chargingRates.rates, on: IN_2026 }),
    fc.constant({ rates: chargingRates.rates, on: '2025-06-01' }),
    fc.constant({ rates: chargingRates.rates, on: '2027-04-06' }),
    fc
      .array(fc.constantFrom('verified', 'second-hand', 'not-verified', 'unknown'), {
        minLength: 17,
        maxLength: 17,
      })
      .map((checks) => ({
        on: MADE_UP_DAY,
        rates: madeUp.map((row, index): RateRow => ({ ...row, checked: checks[index] ?? 'unknown' })),
      })),
  )

  const withoutForecast = ({ helpMayStart: _, afterTwelveWeeks: __, ...sheet }: Sheet) => sheet

  it('one that has no row stops only the sums that need it', () => {
    const oneMissing = fc.constantFrom(...allChargeRateNames)
    holds(known, anyGenerousPolicy, oneMissing, (circumstances, policy, missing) => {
      const whole = work(circumstances, policy, madeUp, MADE_UP_DAY)
      const rates = madeUp.filter(({ name }) => name !== missing)
      const sheet = work(circumstances, policy, rates, MADE_UP_DAY)
      if (whole.rates.some(({ name }) => name === missing)) {
        expect(sheet.unsure.map(({ rate }) => rate)).toContain(missing)
        // Where nothing is left to pay without it, nothing is left with it.
        if (sheet.result.is === 'charge')
          expect([sheet.result.pence, whole.result.pence ?? 0]).toEqual([0, 0])
        else expect(sheet.result.is).toBe('cannot-work-out')
      }
      // When help may start is said with a longest time or without, by more rates than the charge needs.
      else expect(withoutForecast(sheet)).toEqual(withoutForecast(whole))
    })
  })

  it('every one that is needed and cannot be used is reported, a second-hand one is told to staff, and nothing else is', () => {
    expect(allChargeRateNames).toHaveLength(17)
    holds(known, anyGenerousPolicy, tables, (circumstances, policy, { rates, on }) => {
      const sheet = work(circumstances, policy, rates, on)
      const isUsable = (name: RateName) =>
        rates.some(
          (row) =>
            row.name === name &&
            row.from <= on &&
            on <= row.to &&
            (row.checked === 'verified' || row.checked === 'second-hand'),
        )
      const names = needed(circumstances, policy.shortStay, sheet)
      const reported = sheet.unsure.flatMap(({ rate }) => rate ?? [])
      expect(reported.toSorted()).toEqual([...names].filter((name) => !isUsable(name)).toSorted())
      expect(sheet.forStaff.filter(({ kind }) => kind === 'rate')).toHaveLength(
        reported.length + sheet.rates.filter(({ checked }) => checked === 'second-hand').length,
      )
      expect(sheet.rates.every(({ name }) => isUsable(name))).toBe(true)
      // Only where nothing is left to pay without it does a rate that is not known stop nothing.
      if (reported.length > 0 && sheet.result.pence !== 0) expect(sheet.result.is).toBe('cannot-work-out')
    })
  })
})
