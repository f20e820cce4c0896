import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { RateName } from '#src/domain/charging/rates.ts'
import type { RateStep } from '#src/domain/charging/entered-rates.ts'
import { staff } from './staff.ts'

/**
 * Amounts of the law as somebody entered them, with where they read them. Kept as entered: the application may add rows
 * and change none. A row counts once somebody else confirmed it. It holds nothing about a person.
 */
export const chargingRates = pgTable(
  'charging_rates',
  {
    id: uuid().primaryKey(),
    name: text().$type<RateName>().notNull(),
    pence: integer().notNull(),
    /** First and last day. */
    fromDay: date({ mode: 'string' }).notNull(),
    toDay: date({ mode: 'string' }).notNull(),
    source: text().notNull(),
    enteredBy: uuid()
      .notNull()
      .references(() => staff.id),
    enteredAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    unique('charging_rates_entered_by').on(t.id, t.enteredBy),
    check('charging_rates_days', sql`${t.fromDay} <= ${t.toDay}`),
    check('charging_rates_pence', sql`${t.pence} >= 0`),
  ],
)

/** What became of an amount, by whom: confirmed or declined, once, and a confirmed one perhaps withdrawn later. */
export const chargingRateSteps = pgTable(
  'charging_rate_steps',
  {
    id: uuid().primaryKey(),
    rateId: uuid().notNull(),
    /** Who entered it, so that the database itself sees that somebody else confirms. */
    enteredBy: uuid().notNull(),
    step: text().$type<RateStep>().notNull(),
    why: text(),
    madeBy: uuid()
      .notNull()
      .references(() => staff.id),
    madeAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    foreignKey({
      name: 'charging_rate_steps_rate',
      columns: [t.rateId, t.enteredBy],
      foreignColumns: [chargingRates.id, chargingRates.enteredBy],
    }),
    uniqueIndex('charging_rate_steps_first').on(t.rateId).where(sql`${t.step} <> 'withdrawn'`),
    uniqueIndex('charging_rate_steps_withdrawn').on(t.rateId).where(sql`${t.step} = 'withdrawn'`),
    check('charging_rate_steps_step', sql`${t.step} in ('confirmed', 'declined', 'withdrawn')`),
    check('charging_rate_steps_two_people', sql`${t.step} <> 'confirmed' or ${t.madeBy} <> ${t.enteredBy}`),
  ],
)
