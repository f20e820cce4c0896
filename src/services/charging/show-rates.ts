import { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { asInstant } from '#db/moments.ts'
import { listChargingRates } from '#db/queries/charging-rates.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { confirmedRows, type RateStep, stateOf } from '#src/domain/charging/entered-rates.ts'
import {
  allRateNames,
  isForCharge,
  nextApril,
  type RateName,
  type RateRow,
  rateNames,
  rateOn,
  ratesInForce,
} from '#src/domain/charging/rates.ts'
import { chargingRates } from '#src/settings/charging-rates.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { enteredRate } from './confirmed-rates.ts'

/** An amount that somebody entered, with what became of it. */
export interface ShownRate {
  readonly id: string
  readonly name: RateName
  readonly label: string
  readonly pence: number
  /** Days like 2026-04-06. */
  readonly from: string
  readonly to: string
  readonly source: string
  readonly state: RateStep | 'waiting'
  readonly enteredBy: string
  readonly enteredAt: Temporal.Instant
  /** Whoever looks at it entered it: somebody else confirms it. */
  readonly isOwn: boolean
  /** The amount that counts on its first day without it, in pence; null where there is none. */
  readonly instead: number | null
  /** The amount of the day before its first day, in pence; null where none is known. */
  readonly before: number | null
  readonly steps: readonly {
    readonly step: RateStep
    readonly why: string | null
    readonly madeBy: string
    readonly madeAt: Temporal.Instant
  }[]
}

/** A rate as it stands on a day; `row` is undefined where there is none. */
export interface RateOfDay {
  readonly name: RateName
  readonly label: string
  readonly law: string
  /** A charge needs it; else only what a missing benefit is worth. */
  readonly isForCharge: boolean
  readonly row: RateRow | undefined
}

export interface ShownRates {
  readonly today: string
  readonly april: string
  readonly ofToday: readonly RateOfDay[]
  readonly ofApril: readonly RateOfDay[]
  /** Newest first. */
  readonly entered: readonly ShownRate[]
  /** Whoever looks may confirm. */
  readonly canConfirm: boolean
  readonly canEnter: boolean
}

/**
 * Every rate as it stands today and in next April, and what was entered at the desk.
 * @returns undefined when this person may not see it.
 */
export async function showRates(
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<ShownRates | undefined> {
  if (!may(staff.role, 'see-rates')) return undefined
  const stored = await read((db) => listChargingRates(db))
  const entered = stored.map(enteredRate)
  const rows = ratesInForce(confirmedRows(entered), chargingRates.rates)
  const { today } = surroundingsAt(now)
  const april = nextApril(rows, today)
  const on = (day: string): RateOfDay[] =>
    allRateNames.map((name) => ({
      name,
      ...rateNames[name],
      isForCharge: isForCharge(name),
      row: rateOn(rows, name, day),
    }))
  return {
    today,
    april,
    ofToday: on(today),
    ofApril: on(april),
    entered: stored
      .map((rate, at): ShownRate => {
        const others = ratesInForce(
          confirmedRows(entered.filter(({ id }) => id !== rate.id)),
          chargingRates.rates,
        )
        const dayBefore = rows.filter(({ name, to }) => name === rate.name && to < rate.from)
        const { id, name, pence, from, to, source, enteredBy } = rate
        return {
          id,
          name,
          label: rateNames[name].label,
          pence,
          from,
          to,
          source,
          enteredBy,
          state: stateOf(entered[at] ?? { steps: [] }),
          enteredAt: asInstant(rate.enteredAt),
          isOwn: rate.enteredById === staff.id,
          instead: rateOn(others, name, from)?.amount ?? null,
          before: dayBefore.toSorted((a, b) => (a.to < b.to ? 1 : -1))[0]?.amount ?? null,
          steps: rate.steps.map((step) => ({ ...step, madeAt: asInstant(step.madeAt) })),
        }
      })
      .toSorted(
        (a, b) =>
          Temporal.Instant.compare(b.enteredAt, a.enteredAt) ||
          allRateNames.indexOf(a.name) - allRateNames.indexOf(b.name),
      ),
    canConfirm: may(staff.role, 'confirm-rate'),
    canEnter: may(staff.role, 'enter-rate'),
  }
}
