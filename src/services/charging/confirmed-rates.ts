import type { Temporal } from 'temporal-polyfill'
import { type Db, read, type Tx } from '#db/client.ts'
import { asInstant } from '#db/moments.ts'
import { listChargingRates } from '#db/queries/charging-rates.ts'
import { confirmedRows, type EnteredRate } from '#src/domain/charging/entered-rates.ts'
import { type RateRow, ratesInForce } from '#src/domain/charging/rates.ts'
import { errorFields, log } from '#src/log.ts'
import { chargingRates, setConfirmedRates } from '#src/settings/charging-rates.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'

type StoredRate = Awaited<ReturnType<typeof listChargingRates>>[number]

/** An amount of the database as the rules of rates know it. */
export const enteredRate = ({ steps, ...rate }: StoredRate): EnteredRate => ({
  ...rate,
  steps: steps.map(({ step, madeAt }) => ({ step, day: surroundingsAt(asInstant(madeAt)).today })),
})

const readConfirmed = async (db: Db | Tx): Promise<readonly RateRow[]> =>
  confirmedRows((await listChargingRates(db)).map(enteredRate))

/** The rates in force by what the database holds now, and the file. */
export const readRatesInForce = async (db: Db | Tx): Promise<readonly RateRow[]> =>
  ratesInForce(await readConfirmed(db), chargingRates.rates)

/** Reads what was confirmed at the desk for every page of this process: `currentRates`. */
export async function loadConfirmedRates(): Promise<void> {
  setConfirmedRates(await read(readConfirmed))
}

/** The same, beside whatever goes on. While the database is away what was known last stays. */
export function tryLoadingRates(): void {
  loadConfirmedRates().catch((error: unknown) =>
    log.warn('confirmed rates could not be read', errorFields(error)),
  )
}

/** How old what this process knows may get, in seconds. */
const FRESH_FOR = 30
let askedAt: Temporal.Instant | undefined

/** Reads it again where that was some time ago, beside the request that asks: no page waits for it. */
export function keepRatesFresh(now: Temporal.Instant): void {
  if (askedAt && now.epochMilliseconds - askedAt.epochMilliseconds < FRESH_FOR * 1000) return
  askedAt = now
  tryLoadingRates()
}
