import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { insertChargingRateStep, insertChargingRates } from '#db/queries/charging-rates.ts'
import { chargingRates } from '#src/settings/charging-rates.ts'

interface Person {
  readonly id: string
}

/** As if two people had confirmed every second-hand row of the file: a charge can be decided by them. */
export async function confirmFileRates(enters: Person, confirms: Person, now: Temporal.Instant) {
  const rows = chargingRates.rates.flatMap(({ name, amount, from, to, checked }) =>
    checked === 'second-hand' && amount !== null
      ? [{ id: randomUUID(), name, pence: amount, fromDay: from, toDay: to }]
      : [],
  )
  await transact(async (tx) => {
    const entered = { source: 'Made up for tests', enteredBy: enters.id, enteredAt: asDate(now) }
    await insertChargingRates(
      tx,
      rows.map((row) => ({ ...row, ...entered })),
    )
    for (const { id } of rows) {
      const step = { id: randomUUID(), rateId: id, enteredBy: enters.id, step: 'confirmed' as const }
      await insertChargingRateStep(tx, { ...step, why: null, madeBy: confirms.id, madeAt: asDate(now) })
    }
  })
}
