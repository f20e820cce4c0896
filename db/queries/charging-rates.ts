import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db, Tx } from '#db/client.ts'
import { chargingRateSteps, chargingRates, staff } from '#db/schema/index.ts'

/** Until this transaction ends, nobody else enters, confirms or sets aside an amount. */
export async function lockChargingRates(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('charging_rates'))`)
}

export async function insertChargingRates(tx: Tx, rows: readonly (typeof chargingRates.$inferInsert)[]) {
  if (rows.length > 0) await tx.insert(chargingRates).values([...rows])
}

/** Call it with the amounts held. */
export async function insertChargingRateStep(tx: Tx, row: typeof chargingRateSteps.$inferInsert) {
  await tx.insert(chargingRateSteps).values(row)
}

/**
 * Every amount that was ever entered, each with what became of it, in the order of their last steps: what was confirmed
 * last comes last. Names are those of now.
 */
export async function listChargingRates(db: Db | Tx) {
  const maker = alias(staff, 'maker')
  const rows = await db
    .select({
      id: chargingRates.id,
      name: chargingRates.name,
      pence: chargingRates.pence,
      from: chargingRates.fromDay,
      to: chargingRates.toDay,
      source: chargingRates.source,
      enteredById: chargingRates.enteredBy,
      enteredBy: staff.name,
      enteredAt: chargingRates.enteredAt,
      step: chargingRateSteps.step,
      why: chargingRateSteps.why,
      madeBy: maker.name,
      madeAt: chargingRateSteps.madeAt,
    })
    .from(chargingRates)
    .innerJoin(staff, eq(staff.id, chargingRates.enteredBy))
    .leftJoin(chargingRateSteps, eq(chargingRateSteps.rateId, chargingRates.id))
    .leftJoin(maker, eq(maker.id, chargingRateSteps.madeBy))
    .orderBy(
      asc(sql`coalesce(${chargingRateSteps.madeAt}, ${chargingRates.enteredAt})`),
      // A withdrawal in the same moment follows what it takes back.
      asc(sql`${chargingRateSteps.step} is not distinct from 'withdrawn'`),
      asc(chargingRates.id),
    )
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((of) => {
    const [first] = of
    if (!first) return []
    const { step: _step, why: _why, madeBy: _madeBy, madeAt: _madeAt, ...rate } = first
    const steps = of.flatMap(({ step, why, madeBy, madeAt }) =>
      step && madeBy && madeAt ? [{ step, why, madeBy, madeAt }] : [],
    )
    return [{ ...rate, steps }]
  })
}
