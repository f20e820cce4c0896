import { randomUUID } from 'node:crypto'
import { transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { insertChargingRateStep, listChargingRates, lockChargingRates } from '#db/queries/charging-rates.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import { problemsOfLength } from '#src/domain/written.ts'
import type { Problem } from '#src/forms/engine/question.ts'
import { type ActResult, deskAct, type StaffRequest } from '#src/services/desk/desk-act.ts'
import { loadConfirmedRates } from './confirmed-rates.ts'
import type { ShownRate } from './show-rates.ts'

const isOpen = ({ state }: Pick<ShownRate, 'state'>) => state === 'waiting' || state === 'confirmed'

/**
 * Declines an amount that waits, or withdraws one that was confirmed: it counts no longer, and what counts without it does
 * again. One person is enough to stop a wrong amount. Nothing is deleted.
 */
async function setRateAside(
  { staff, now }: StaffRequest,
  rateId: string,
  typedWhy: string,
): Promise<ActResult> {
  const { fields } = setRateAsideAct
  const why = typedWhy.trim()
  const stored = await transact(async (tx): Promise<readonly Problem[]> => {
    await lockChargingRates(tx)
    const rate = (await listChargingRates(tx)).find(({ id }) => id === rateId)
    const last = rate?.steps.at(-1)?.step
    const problems = [
      ...(rate ? [] : [{ field: fields.rate, message: 'Select an amount' }]),
      ...(rate && last !== undefined && last !== 'confirmed'
        ? [{ field: fields.rate, message: 'A colleague has set this aside meanwhile' }]
        : []),
      ...(why === ''
        ? [{ field: fields.why, message: 'Enter why it must not count' }]
        : problemsOfLength(fields.why, why)),
    ]
    if (problems.length > 0 || !rate) return problems
    await insertChargingRateStep(tx, {
      id: randomUUID(),
      rateId: rate.id,
      enteredBy: rate.enteredById,
      step: last === 'confirmed' ? 'withdrawn' : 'declined',
      why,
      madeBy: staff.id,
      madeAt: asDate(now),
    })
    return []
  })
  if (stored.length > 0) return { is: 'problems', problems: stored }
  await loadConfirmedRates()
  return { is: 'done' }
}

export const setRateAsideAct = deskAct({
  page: 'rates',
  name: 'set-rate-aside',
  right: 'enter-rate',
  fields: { rate: 'aside', why: 'aside-why' },
  leadsTo: () => '#entered',
  form: {
    place: 'aside',
    show: ({ entered }) => {
      const open = entered.filter(isOpen)
      if (open.length === 0) return []
      return [
        {
          summary: 'An amount is wrong',
          above:
            'It counts no longer, and everybody sees why. To put another in its place, enter that above: a second person confirms it.',
          boxes: [
            {
              is: 'one-of',
              field: 'rate',
              label: 'Which amount',
              first: 'Select one',
              options: Object.fromEntries(
                open.map(({ id, label, pence, from, state }) => [
                  id,
                  `${label}, ${inPounds(pence)} from ${from} (${state})`,
                ]),
              ),
            },
            { is: 'words', field: 'why', label: 'Why it must not count', rows: 3 },
          ],
          button: 'Set this amount aside',
          comesBackTo: '#entered',
        },
      ]
    },
  },
  run: (request, { rate, why }) => setRateAside(request, rate, why),
})
