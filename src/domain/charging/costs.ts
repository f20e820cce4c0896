import type { ChargingPolicy, Circumstances, ExtraCostKind, HousingKind } from './circumstances.ts'
import { inPounds, type Money, part, weeklyOf } from './amounts.ts'
import {
  A_WORKER_CAN_CHANGE,
  COUNCIL_CAN_CHANGE,
  COUNCILS_OWN,
  inOrder,
  sumOf,
  type WouldChange,
  type Workings,
} from './workings.ts'

const housingLabels: Readonly<Record<HousingKind, string>> = {
  rent: 'Rent',
  mortgage: 'Mortgage',
  'council-tax': 'Council tax',
  'service-charge': 'Service charge',
  'ground-rent': 'Ground rent',
  'buildings-insurance': 'Buildings insurance',
}

const extraLabels: Readonly<Record<ExtraCostKind, string>> = {
  alarm: 'Alarm',
  laundry: 'Extra washing',
  heating: 'Extra heat, light or water',
  diet: 'Food for a health need',
  clothes: 'Clothes or shoes',
  bedding: 'Bedding',
  continence: 'Pads',
  'cleaning-gardening': 'Cleaning or gardening',
  'private-care': 'Care you pay for',
  equipment: 'Equipment',
  therapy: 'Therapy',
  transport: 'Travel',
  'internet-phone': 'Internet or phone',
  'assistance-animal': 'An animal that helps you',
  other: 'Another extra cost',
}

const changesOf = {
  housing: {
    words: 'It changes when the cost, or the help you get with it, changes.',
    easyRead: 'It changes if you pay more or less.',
  },
  extra: {
    words: 'It changes when the cost changes, or when no benefit for a disability is counted.',
    easyRead: 'It changes if you pay more or less.',
  },
  extraNotYet: {
    words: 'It comes off once a benefit for help with a disability is counted.',
    easyRead: 'It may change if you get money to pay for help.',
  },
  unknown: { words: 'When you tell us what it costs, it can come off.', easyRead: 'Tell us what it costs.' },
  once: {
    words: 'It comes off when a worker has spread it over the weeks it is for.',
    easyRead: 'A worker can change this.',
  },
} as const satisfies Readonly<Record<string, WouldChange>>

/** Housing costs come off in full (Schedule 1, paragraph 2), but for buildings insurance, which it does not name. */
export function housingCosts(
  workings: Workings,
  { housing }: Circumstances,
  { allowsInsurance = false }: Pick<ChargingPolicy, 'allowsInsurance'> = {},
): void {
  if (housing.value === null) {
    workings.missing('housing', 'what your home costs', housing.from, 'exact-sum')
    return
  }
  for (const { item, key } of inOrder(housing.value, ({ money }) => [money?.every, money?.pence])) {
    const label = housingLabels[item.kind]
    const at = { id: `housing-${key}`, part: 'costs', label, from: item.from } as const
    const isInsurance = item.kind === 'buildings-insurance'
    const law = isInsurance && allowsInsurance ? COUNCILS_OWN : 'Schedule 1, paragraph 2'
    const weekly = item.money && weeklyOf(item.money, 'up')
    const comesOff = !isInsurance || allowsInsurance
    if (!comesOff) {
      const working = ['The law does not say that this comes off.', 'Ask us if you think it should.']
      const line = { ...at, pence: weekly?.pence ?? null, effect: 0, working, law }
      workings.line({
        ...line,
        easyRead: 'We do not take this off.',
        changes: A_WORKER_CAN_CHANGE,
        treatment: 'ignored',
      })
      const words = 'We did not take off your buildings insurance. A worker will look at it.'
      workings.judge(at.id, words, 'A worker will look at this cost.', item.from, false)
    } else if (weekly) {
      workings.line({
        ...at,
        pence: weekly.pence,
        effect: -weekly.pence,
        working: [weekly.sum, 'All of it comes off.'],
        easyRead: `We take off ${inPounds(weekly.pence)}.`,
        changes: changesOf.housing,
        law,
        treatment: 'counted',
      })
    } else noWeeklyCost(workings, at, law, item.money)
  }
}

const NOT_COUNTED = 'We take this off when a benefit like Attendance Allowance, PIP or DLA is counted.'

/** Disability-related expenditure comes off while a benefit for help with a disability is counted (Schedule 1, paragraph 4). */
export function extraCosts(
  workings: Workings,
  { extraCosts: costs }: Circumstances,
  countsDisabilityBenefit: boolean,
  { standardExtraCosts = 0 }: Pick<ChargingPolicy, 'standardExtraCosts'> = {},
): void {
  const before = sumOf(workings)
  if (costs.value === null) {
    if (!countsDisabilityBenefit) return
    workings.missing('extra-costs', 'your extra costs', costs.from, 'exact-sum')
    standardCosts(workings, standardExtraCosts, 0, costs.from)
    return
  }
  for (const { item, key } of inOrder(costs.value, ({ money, sharedBy }) => [
    money?.every,
    money?.pence,
    sharedBy,
  ])) {
    const label = extraLabels[item.kind]
    const at = { id: `extra-${key}`, part: 'costs', label, from: item.from } as const
    const law = 'Schedule 1, paragraph 4'
    const weekly = item.money && weeklyOf(item.money, 'up')
    if (!countsDisabilityBenefit) {
      const working = [...(weekly ? [weekly.sum] : []), NOT_COUNTED, 'None of them is counted for you.']
      const line = { ...at, pence: weekly?.pence ?? null, effect: 0, working, law }
      workings.line({
        ...line,
        easyRead: 'We do not take this off.',
        changes: changesOf.extraNotYet,
        treatment: 'ignored',
      })
    } else if (weekly) {
      const own = part(weekly.pence, 1, item.sharedBy, 'up')
      const isShared = item.sharedBy > 1
      const sum = `${item.sharedBy} people share it: ${inPounds(weekly.pence)} ÷ ${item.sharedBy} = ${inPounds(own)}.`
      workings.line({
        ...at,
        pence: weekly.pence,
        effect: -own,
        working: [weekly.sum, ...(isShared ? [sum, 'Your part comes off.'] : ['All of it comes off.'])],
        easyRead: `We take off ${inPounds(own)}.`,
        changes: changesOf.extra,
        law,
        treatment: isShared ? 'partly' : 'counted',
      })
    } else noWeeklyCost(workings, at, law, item.money)
  }
  if (countsDisabilityBenefit)
    standardCosts(workings, standardExtraCosts, before - sumOf(workings), costs.from)
}

/** What the council takes off at least, where their own costs come to less. */
function standardCosts(workings: Workings, standard: number, own: number, from: readonly string[]): void {
  const more = standard - own
  if (more <= 0) return
  workings.line({
    id: 'extra-standard',
    part: 'costs',
    label: 'A standard amount for extra costs',
    pence: more,
    effect: -more,
    working: [
      `The council takes off at least ${inPounds(standard)} a week for extra costs.`,
      ...(own > 0 ? [`Your own come to ${inPounds(own)}, so this is ${inPounds(more)} more.`] : []),
      'Do yours come to more? Tell us each one.',
    ],
    easyRead: `We take off ${inPounds(more)}.`,
    changes: COUNCIL_CAN_CHANGE,
    law: COUNCILS_OWN,
    treatment: 'counted',
    from,
  })
}

/** Costs ordered by law: the regulations do not take them off, a person may. */
export function otherCosts(workings: Workings, { otherCosts: costs }: Circumstances): void {
  const items = (costs.value ?? []).map((cost) => ({ ...cost, kind: 'other' }))
  for (const { item, key } of inOrder(items, ({ money }) => [money?.every, money?.pence])) {
    const weekly = item.money && weeklyOf(item.money, 'up')
    workings.line({
      id: `ordered-${key}`,
      part: 'costs',
      label: 'A cost the law makes you pay',
      pence: weekly?.pence ?? null,
      effect: 0,
      working: [...(weekly ? [weekly.sum] : []), 'It does not come off yet. A worker will look at it.'],
      easyRead: 'A worker will look at this.',
      changes: A_WORKER_CAN_CHANGE,
      law: 'Not in the regulations; the council may allow it',
      treatment: 'not-yet',
      from: item.from,
    })
    const words = 'You have a cost the law makes you pay. A worker will look at it.'
    workings.judge(`ordered-${key}`, words, 'A worker will look at your costs.', item.from, false)
  }
}

/**
 * A cost that is not known is asked for; one paid once only is known, and spread over weeks by a worker (Annex C, text
 * not checked). Either can only lower the charge.
 */
function noWeeklyCost(
  workings: Workings,
  at: {
    readonly id: string
    readonly part: 'costs'
    readonly label: string
    readonly from: readonly string[]
  },
  law: string,
  money: Money | null,
): void {
  if (money) {
    workings.line({
      ...at,
      effect: 0,
      working: [
        `${inPounds(money.pence)}, once only.`,
        'It does not come off yet. A worker will spread it over the weeks it is for.',
      ],
      easyRead: 'A worker will look at this cost.',
      changes: changesOf.once,
      law,
      treatment: 'not-yet',
    })
    const words = `“${at.label}” is paid once only, so it is not taken off yet. A worker will spread it over the weeks. You may pay less.`
    workings.judge(at.id, words, 'A worker will look at this cost. You may pay less.', at.from, 'exact-sum')
    return
  }
  workings.line({
    ...at,
    working: ['We do not know what this costs each week yet.'],
    easyRead: 'We do not know this yet.',
    changes: changesOf.unknown,
    law,
    treatment: 'not-yet',
  })
  workings.missing(at.id, `what “${at.label}” costs each week`, at.from, 'exact-sum')
}
