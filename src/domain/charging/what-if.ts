import { ownSavings } from './capital.ts'
import type { Circumstances, Fact } from './circumstances.ts'
import { inPounds } from './amounts.ts'
import { usableRate } from './rates.ts'
import type { Result } from './results.ts'
import { type Sheet, type ToWork, workSheet } from './sheet.ts'

/** Something that may change, and what it would make of the sum. */
export interface WhatIf {
  readonly id: string
  readonly label: string
  readonly easyRead: string
  readonly result: Result
}

interface Change {
  readonly id: string
  readonly label: string
  readonly easyRead: string
  readonly circumstances: Circumstances
}

/**
 * What the sum comes to if savings fall to a limit, a partner moves in, or the care costs more or less. Nothing
 * where no sum is made now: without one there is nothing to compare with.
 */
export function whatIfs(toWork: ToWork, now: Sheet): readonly WhatIf[] {
  if (now.result.is !== 'charge' && now.result.is !== 'full-cost' && ceilingIn(now.result) === null) return []
  return changes(toWork, now).map(({ circumstances, ...change }) => ({
    ...change,
    result: workSheet({ ...toWork, circumstances }).result,
  }))
}

const changes = (toWork: ToWork, now: Sheet): readonly Change[] => [
  ...savingsFall(toWork, now),
  ...partnerMovesIn(toWork.circumstances),
  ...careCosts(toWork.circumstances),
]

/** To each limit that they are above now. A home or land that counts stays what it is. */
function savingsFall({ circumstances, rates, policy, on }: ToWork, now: Sheet): readonly Change[] {
  const held = now.totals.capital
  return (['upper-capital-limit', 'lower-capital-limit'] as const).flatMap((name): Change[] => {
    const byLaw = usableRate(rates, name, on)?.amount
    const ownLimit = now.isByHomeRules && name === 'upper-capital-limit' ? (policy.upperLimitAtHome ?? 0) : 0
    const limit = byLaw == null ? null : Math.max(byLaw, ownLimit)
    const { savings } = circumstances
    if (limit === null || held === null || held.low <= limit || savings.value === null) return []
    if (ownSavings(savings.value) <= limit) return []
    const less = { kind: 'savings', pence: limit, owners: 1, share: null, from: savings.from } as const
    return [
      {
        id: `savings-${name}`,
        label: `Your savings fall to ${inPounds(limit)}`,
        easyRead: `You have ${inPounds(limit)} saved.`,
        circumstances: { ...circumstances, savings: { ...savings, value: [less] } },
      },
    ]
  })
}

/** A partner of the same side of State Pension age. Living in a care home, nobody moves in. */
function partnerMovesIn(circumstances: Circumstances): readonly Change[] {
  const { setting, partner, ageBand } = circumstances
  if (setting.value !== 'home' || (partner.value !== 'none' && partner.value !== 'apart')) return []
  const isOlder: Fact<boolean> = { value: ageBand.value === 'pension-age', from: ageBand.from }
  return [
    {
      id: 'partner',
      label: 'A partner about your age, who is well, moves in',
      easyRead: 'A partner comes to live with you. They are well.',
      circumstances: {
        ...circumstances,
        partner: { ...partner, value: 'together' },
        partnerReachedPensionAge: isOlder,
        partnerDisability: { value: 'none', from: [] },
      },
    },
  ]
}

function careCosts(circumstances: Circumstances): readonly Change[] {
  const { careCost } = circumstances
  const { value } = careCost
  if (value === null || value === 0) return []
  return (
    [
      ['cost-half', Math.floor(value / 2), 'half as much'],
      ['cost-twice', value * 2, 'twice as much'],
    ] as const
  ).map(([id, pence, much]) => ({
    id,
    label: `Your care costs ${much}: ${inPounds(pence)} a week`,
    easyRead: `Your care costs ${inPounds(pence)} a week.`,
    circumstances: { ...circumstances, careCost: { ...careCost, value: pence } },
  }))
}

/** The most that the sum itself can come to, in pence a week; null where the sheet has none. */
export const ceilingIn = (result: Result): number | null =>
  result.is === 'cannot-work-out' && result.ceiling?.is === 'sum' ? result.ceiling.pence : null

/** A result in a few words, for a table. */
export function resultInShort(result: Result): string {
  switch (result.is) {
    case 'charge':
      return result.isCareCostKnown || result.pence === 0
        ? `${inPounds(result.pence)} a week`
        : `Up to ${inPounds(result.pence)} a week`
    case 'full-cost':
      return result.pence === null ? 'All of it' : `All of it: ${inPounds(result.pence)} a week`
    case 'free':
      return 'Nothing: it is free'
    case 'cannot-work-out': {
      const most = ceilingIn(result)
      return most === null ? 'We cannot say yet' : `No more than ${inPounds(most)} a week`
    }
    default:
      return 'We cannot say yet'
  }
}
