import type { ChargingPolicy, Circumstances, Setting } from './circumstances.ts'
import { inPounds, part } from './amounts.ts'
import { COUNCIL_CAN_CHANGE, COUNCILS_OWN, sumOf, type WouldChange, type Workings } from './workings.ts'

const changesOf: Readonly<Record<string, WouldChange>> = {
  'not-below-zero': {
    words: 'You may pay when more money comes in, or when you have more saved.',
    easyRead: 'You may pay if you get more money.',
  },
  'care-cost': {
    words: 'It changes when your care costs more or less.',
    easyRead: 'It changes if your care costs more or less.',
  },
}

/** What bounds the charge, each as a line of its own so that the lines add up to the result. */
export function limits(
  workings: Workings,
  { careCost }: Circumstances,
  policy: ChargingPolicy,
  kind: Setting,
): void {
  const { percentage, weeklyMaximum, weeklyMinimum } = policy
  to('not-below-zero', Math.max(0, sumOf(workings)), 'Nothing left to charge', 'Care Act 2014, section 14', [
    'What you keep is more than what we count. So you pay nothing.',
  ])
  if (kind === 'home' && percentage !== 100) {
    const left = sumOf(workings)
    const charged = part(left, percentage, 100, 'down')
    to('percentage', charged, 'The council charges less', COUNCILS_OWN, [
      `The council charges ${percentage}% of what is left: ${inPounds(left)} × ${percentage}% = ${inPounds(charged)}.`,
    ])
  }
  if (careCost.value !== null) {
    const cost = careCost.value
    const easy = 'You never pay more than your care costs.'
    to(
      'care-cost',
      Math.min(sumOf(workings), cost),
      'What your care costs',
      'Care Act 2014, section 14',
      [`Your care costs ${inPounds(cost)} a week. You never pay more than it costs.`],
      easy,
    )
  }
  if (kind !== 'home') return
  if (weeklyMaximum !== null) {
    to('maximum', Math.min(sumOf(workings), weeklyMaximum), 'The most we charge', COUNCILS_OWN, [
      `The council charges no more than ${inPounds(weeklyMaximum)} a week.`,
    ])
  }
  const charge = sumOf(workings)
  to('minimum', charge < weeklyMinimum ? 0 : charge, 'Too small to charge', COUNCILS_OWN, [
    `The council does not charge less than ${inPounds(weeklyMinimum)} a week. So you pay nothing.`,
  ])

  function to(
    id: string,
    bounded: number,
    label: string,
    law: string,
    working: readonly string[],
    easyRead = 'This makes what you pay less.',
  ): void {
    const effect = bounded - sumOf(workings)
    if (effect === 0) return
    const easy = id === 'not-below-zero' ? 'You have nothing left to pay with.' : easyRead
    workings.line({
      id: `limit-${id}`,
      part: 'limits',
      label,
      pence: Math.abs(effect),
      effect,
      working,
      easyRead: easy,
      changes: changesOf[id] ?? COUNCIL_CAN_CHANGE,
      law,
      treatment: 'counted',
      from: id === 'care-cost' ? careCost.from : [],
    })
  }
}
