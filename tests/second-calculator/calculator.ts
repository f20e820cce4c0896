import type { ChargingPolicy, Circumstances } from '#src/domain/charging/circumstances.ts'
import type { RateRow } from '#src/domain/charging/rates.ts'
import { lessOf } from './amounts.ts'
import { capitalOf } from './capital.ts'
import { beyond, Doubt } from './doubt.ts'
import { incomeOf } from './income.ts'
import { costsOf, keptBy } from './kept.ts'
import type { Outcome, Reason, Steps, Worked } from './outcome.ts'
import { everyPerson, untold, type Person } from './people.ts'
import { ratesOf, type Rates } from './rates.ts'

export interface ToWorkOut {
  readonly circumstances: Circumstances
  readonly rates: readonly RateRow[]
  readonly policy: ChargingPolicy
  /** A day, like 2026-11-22. */
  readonly on: string
}

const noSteps: Steps = { capital: null, tariff: null, income: null, costs: null, keep: null }

/**
 * What somebody may be asked to pay a week, worked out a second time from the Care and Support (Charging and
 * Assessment of Resources) Regulations 2014 and Annexes A to F of the statutory guidance, by somebody who had not
 * read the first calculator. Each gap in what is known is filled in every way it may be; there is a figure only
 * where all of them give the same one.
 */
export function workOut({ circumstances, rates: rows, policy, on }: ToWorkOut): Worked {
  const rates = ratesOf(rows, on)
  const reasons = new Set<Reason>(untold(circumstances))
  const all: Worked[] = []
  for (const person of everyPerson(circumstances, policy))
    for (const charge of ['smallest', 'largest'] as const) {
      const doubt = new Doubt(charge)
      all.push(forPerson(person, rates, policy, doubt))
      for (const reason of doubt.reasons) reasons.add(reason)
    }
  const [first, ...others] = all
  if (!first) throw new Error('nobody to work out anything for')
  if (others.every(({ outcome }) => isSame(outcome, first.outcome)))
    return {
      outcome: first.outcome,
      steps: others.reduce((steps, next) => agreed(steps, next.steps), first.steps),
    }
  const charged = all.find(({ outcome }) => outcome.is === 'charge')
  if (charged && all.every(({ outcome }) => isNothing(outcome))) return { ...charged, steps: noSteps }
  const amounts = all.map(({ outcome }) => asked(outcome))
  const between = amounts.includes(null) ? null : amounts.filter((pence) => pence !== null)
  return {
    outcome: {
      is: 'no-figure',
      reasons: [...reasons],
      between: between && [Math.min(...between), Math.max(...between)],
    },
    steps: noSteps,
  }
}

/** What is asked, in pence; null where that is not said. */
const asked = (outcome: Outcome) =>
  outcome.is === 'no-figure' ? null : outcome.is === 'free' ? 0 : outcome.pence

const isSame = (one: Outcome, other: Outcome) => JSON.stringify(one) === JSON.stringify(other)

/** Free care, and a charge of nothing: nothing to pay either way, which of the two it is may stay open. */
const isNothing = (outcome: Outcome) => asked(outcome) === 0

/** The figures on the way that both came to. */
const agreed = (one: Steps, other: Steps): Steps => {
  const both = (name: keyof Steps) => (one[name] === other[name] ? one[name] : null)
  return {
    capital: both('capital'),
    tariff: both('tariff'),
    income: both('income'),
    costs: both('costs'),
    keep: both('keep'),
  }
}

const noFigure = (...reasons: readonly Reason[]): Worked => ({
  outcome: { is: 'no-figure', reasons, between: null },
  steps: noSteps,
})

function forPerson(person: Person, rates: Rates, policy: ChargingPolicy, doubt: Doubt): Worked {
  const { told, rules } = person
  // Care Act s14 is about adults.
  if (person.ageBand === 'under-18') return noFigure('person: under 18')
  const free = told.free.value ?? (doubt.helps(null, 'missing: free') ? ['cjd' as const] : [])
  // Regs 3 and 4, Mental Health Act 1983 s117, NHS continuing healthcare. Somebody with CJD is charged nothing at all.
  if (free.length > 0 && (person.freeIsAll || free.includes('cjd')))
    return { outcome: { is: 'free' }, steps: noSteps }
  // Reg 10, read: refused, or agreed to do with less. What follows is the council's decision.
  if (told.route.value !== null && told.route.value.is !== 'full')
    return noFigure(`person: ${told.route.value.is}`)

  const careCost = told.careCost.value
  // What the part that is not free costs was not asked, so whatever is charged is at most that part.
  const isPart = free.length > 0
  const upper = rates('upper-capital-limit') ?? doubt.spared(0, beyond * 2, 'rate: upper-capital-limit')
  const capital = capitalOf(person, doubt)
  if (capital > upper)
    return {
      // Reg 12: in a care home for good the council may not pay, elsewhere it may.
      outcome: { is: 'full-cost', pence: careCost, ceiling: isPart, councilMayPay: rules !== 'care-home' },
      steps: { ...noSteps, capital },
    }
  const lower = rates('lower-capital-limit') ?? doubt.spared(0, beyond, 'rate: lower-capital-limit')
  const tariff = tariffOf(capital, lower)
  const income = incomeOf(person, rates, policy, doubt)
  const costs = costsOf(person, doubt)
  const keep = keptBy(person, rates, doubt)
  const left = Math.max(0, income + tariff - costs - keep)
  const most = careCost ?? beyond
  const pence = rules === 'home' ? byPolicy(left, most, policy) : Math.min(left, most)
  return {
    outcome: { is: 'charge', pence, ceiling: isPart || careCost === null },
    steps: { capital, tariff, income, costs, keep },
  }
}

/** Reg 25 and the circular: £1 a week for each £250, or part of it, above the lower limit. In pence. */
const tariffOf = (capital: number, lower: number) => Math.ceil(Math.max(0, capital - lower) / 250_00) * 100

/** Care Act s14 and guidance 8.46 leave the council to charge less at home: a part, a most, and none that is small. */
function byPolicy(left: number, careCost: number, policy: ChargingPolicy): number {
  const part = lessOf(left, policy.percentage, 100)
  const charge = Math.min(part, careCost, policy.weeklyMaximum ?? beyond)
  return charge < policy.weeklyMinimum ? 0 : charge
}
