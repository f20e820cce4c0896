import { randomUUID } from 'node:crypto'
import { transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { insertChargingRateStep, listChargingRates, lockChargingRates } from '#db/queries/charging-rates.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { type ActResult, deskAct, type StaffRequest } from '#src/services/desk/desk-act.ts'
import { loadConfirmedRates } from './confirmed-rates.ts'

const OWN = 'You entered this amount yourself. Somebody else confirms it'
const DEALT_WITH = 'A colleague has confirmed or declined this meanwhile'

/** Confirms amounts that somebody else entered. From then on sums and pages use them. Either all that were ticked, or none. */
async function confirmRates({ staff, now }: StaffRequest, typed: Typed): Promise<ActResult> {
  const { fields } = confirmRatesAct
  const ticked = typed[fields.rates] ?? []
  const problem = (message: string) => ({ field: fields.rates, message })
  const stored = await transact(async (tx): Promise<readonly Problem[]> => {
    await lockChargingRates(tx)
    const listed = await listChargingRates(tx)
    const rates = listed.filter(({ id }) => ticked.includes(id))
    if (rates.length === 0) return [problem('Tick each amount that you read in its source yourself')]
    if (rates.some(({ enteredById }) => enteredById === staff.id)) return [problem(OWN)]
    // Sent twice, it is done already.
    const open = rates.filter(({ steps }) => steps.at(-1)?.step !== 'confirmed')
    if (open.some(({ steps }) => steps.length > 0)) return [problem(DEALT_WITH)]
    for (const { id, enteredById } of open) {
      const step = { id: randomUUID(), rateId: id, enteredBy: enteredById, step: 'confirmed' as const }
      await insertChargingRateStep(tx, { ...step, why: null, madeBy: staff.id, madeAt: asDate(now) })
    }
    return []
  })
  if (stored.length > 0) return { is: 'problems', problems: stored }
  await loadConfirmedRates()
  return { is: 'done' }
}

export const confirmRatesAct = deskAct({
  page: 'rates',
  name: 'confirm-rates',
  right: 'confirm-rate',
  fields: { rates: 'confirm' },
  leadsTo: () => '#today',
  run: (request, _said, typed) => confirmRates(request, typed),
})
