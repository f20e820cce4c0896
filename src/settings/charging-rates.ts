import * as v from 'valibot'
import { realDate, text } from './content-checks.ts'
import { readContentFile } from './content-files.ts'
import { parseContent } from './council.ts'
import type { ChargingPolicy } from '#src/domain/charging/circumstances.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import {
  allRateNames,
  type RateName,
  type RateRow,
  type RateStanding,
  rateStandings,
  ratesInForce,
  usableRate,
} from '#src/domain/charging/rates.ts'

const pence = v.pipe(v.number(), v.integer('must be whole pence'), v.minValue(0, 'must be 0 or more'))
const date = realDate('2026-04-06')

const rate = v.pipe(
  v.strictObject({
    name: v.picklist(allRateNames),
    /** Whole pence; null when no amount is known. */
    amount: v.nullable(pence),
    from: date,
    to: date,
    source: text,
    checked: v.picklist(Object.keys(rateStandings) as RateStanding[]),
    howChecked: text,
  }),
  v.check(({ from, to }) => from <= to, 'must end after it starts'),
  v.check(
    ({ amount, checked }) => (amount === null) === (checked === 'unknown'),
    'must have an amount, or be unknown without one',
  ),
) satisfies v.GenericSchema<unknown, RateRow>

/** The shape of content/charging-rates.json: what the council settles itself, and dated rows of what the law sets. */
const chargingRatesSchema = v.strictObject({
  policy: v.strictObject({
    percentage: v.pipe(
      v.number(),
      v.integer('must be a whole per cent'),
      v.minValue(0, 'must be 0 to 100'),
      v.maxValue(100, 'must be 0 to 100'),
    ),
    weeklyMaximum: v.nullable(pence),
    weeklyMinimum: pence,
    shortStay: v.picklist(['as-care-home', 'as-care-at-home']),
    savingsDisregard: v.picklist(['not-settled', 'with-award-only', 'without-award-too']),
    moreToKeep: pence,
    standardExtraCosts: pence,
    nightPart: pence,
    upperLimitAtHome: v.nullable(pence),
    allowsInsurance: v.boolean(),
    confirmedByCouncil: v.boolean(),
  }) satisfies v.GenericSchema<unknown, ChargingPolicy>,
  rates: v.pipe(
    v.array(rate),
    v.check((rows) => hasNoOverlap(rows), 'must not have two rows of one rate for the same day'),
  ),
})

export type ChargingRates = v.InferOutput<typeof chargingRatesSchema>

function hasNoOverlap(rows: readonly RateRow[]): boolean {
  return rows.every((row, at) =>
    rows.every(
      (other, otherAt) =>
        at >= otherAt || row.name !== other.name || row.to < other.from || other.to < row.from,
    ),
  )
}

/** One file's text, checked. Throws an Error that names each wrong field, fit to show at start. */
export const parseChargingRates = (json: string): ChargingRates =>
  parseContent('content/charging-rates.json', chargingRatesSchema, json)

/** What the law and the council set for charging, from content/charging-rates.json alone: see `currentRates`. */
export const chargingRates: ChargingRates = parseChargingRates(readContentFile('charging-rates.json'))

let current: readonly RateRow[] = ratesInForce([], chargingRates.rates)

/**
 * The rates in force, as far as this process knows: rows of the file, and before them those that two people confirmed at
 * the desk, which are read from the database now and then (`keepRatesFresh`). Pages are drawn with these while the
 * database is away; a charge is decided with what the database holds at that moment.
 */
export const currentRates = (): readonly RateRow[] => current

/** @param confirmed those confirmed at the desk, the newest first. */
export function setConfirmedRates(confirmed: readonly RateRow[]): void {
  current = ratesInForce(confirmed, chargingRates.rates)
}

/**
 * What a rate is on a day, as people read it: "£23,250". One that is only second-hand is "about £23,250". Nothing while
 * nobody has seen it, so that no page can state a guess.
 * @param day 2026-11-29.
 */
export function rateOn(name: RateName, day: string): string | undefined {
  // Every question page of a day asks for the same one.
  if (said.of === current && said.name === name && said.day === day) return said.words
  const row = usableRate(current, name, day)
  const words =
    row?.amount == null ? undefined : `${row.checked === 'verified' ? '' : 'about '}${inPounds(row.amount)}`
  said = { of: current, name, day, words }
  return words
}

/** The rate that was asked for last, of the rates as they stood. */
let said: { of: unknown; name?: RateName; day?: string; words?: string | undefined } = { of: undefined }
