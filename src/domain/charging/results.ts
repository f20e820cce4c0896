import type { Circumstances, FreeService, Setting } from './circumstances.ts'
import { inPounds } from './amounts.ts'
import type { WouldChange, Workings } from './workings.ts'

interface InWords {
  readonly words: readonly string[]
  readonly easyRead: readonly string[]
}

/**
 * The most that somebody may be asked to pay, in pence a week: what the sum comes to when every doubt goes against
 * them, or only what the care costs (Care Act 2014, section 14(4)).
 */
export interface Ceiling {
  readonly pence: number
  readonly is: 'sum' | 'care-cost'
}

/** What the sheet comes to. Pence are a week. */
export type Result = InWords &
  (
    | {
        /** What may be charged. Without a known care cost it is the most that may be charged. */
        readonly is: 'charge'
        readonly pence: number
        readonly isCareCostKnown: boolean
      }
    | {
        /** Over the limit: they pay in full. `pence` is null when the cost is not known. */
        readonly is: 'full-cost'
        readonly pence: number | null
        /** In a care home for good the council may not pay; elsewhere it may choose to. */
        readonly mayCouncilPay: boolean
      }
    | { readonly is: 'free'; readonly pence: 0; readonly services: readonly FreeService[] }
    | {
        readonly is: 'cannot-work-out'
        readonly pence: null
        /** Codes of what is unsure and stops it. */
        readonly why: readonly string[]
        /** The same, told to the person, each once. A sheet stored before this was said does not have it. */
        readonly because?: readonly { readonly words: string; readonly easyRead: string }[]
        /** No more than this can come of it; null where no most is known. Not in a sheet stored before. */
        readonly ceiling?: Ceiling | null
      }
    | {
        readonly is: 'for-a-person'
        readonly pence: null
        readonly why: 'light-touch' | 'refused' | 'refused-without-authority' | 'under-18'
      }
  )

const CANNOT_YET_AT_ALL = 'We cannot work this out yet. A worker will.'

export const results = {
  charge: (pence: number, isCareCostKnown: boolean): Result => ({
    is: 'charge',
    pence,
    isCareCostKnown,
    words: [
      pence === 0
        ? 'You may be asked to pay nothing.'
        : isCareCostKnown
          ? `You may be asked to pay ${inPounds(pence)} a week.`
          : `You may be asked to pay up to ${inPounds(pence)} a week, and never more than your care costs.`,
    ],
    easyRead: [
      pence === 0
        ? 'You may pay nothing.'
        : `You may pay ${isCareCostKnown ? '' : 'up to '}${inPounds(pence)} a week.`,
    ],
  }),
  fullCost: (pence: number | null, setting: Setting): Result => ({
    is: 'full-cost',
    pence,
    mayCouncilPay: setting !== 'care-home',
    words: [
      'What you have is over the limit.',
      pence === null
        ? 'You may be asked to pay for all of your care.'
        : `You may be asked to pay for all of your care: ${inPounds(pence)} a week.`,
      ...(setting === 'home' ? ['We can still help to set up care at home.'] : []),
    ],
    easyRead: ['You may pay for all of your care.'],
  }),
  /** @param ceiling The most that may be charged, where one is known. */
  cannot({ unsure }: Workings, ceiling: Ceiling | null): Result {
    const stops = unsure.filter(({ blocks }) => blocks)
    const because = stops
      .map(({ words, easyRead }) => ({ words, easyRead }))
      .filter(({ words }, at, all) => all.findIndex((one) => one.words === words) === at)
    const most = ceiling && inPounds(ceiling.pence)
    return {
      is: 'cannot-work-out',
      pence: null,
      why: stops.map(({ code }) => code),
      because,
      ceiling,
      words:
        ceiling?.is === 'sum'
          ? [
              `You may be asked to pay no more than ${most} a week.`,
              'It may be less. A worker will find out.',
            ]
          : [
              CANNOT_YET_AT_ALL,
              ...(ceiling ? [`You never pay more than your care costs: ${most} a week.`] : []),
            ],
      easyRead:
        ceiling?.is === 'sum'
          ? [`You may pay ${most} a week or less.`, 'A worker will find out.']
          : [CANNOT_YET_AT_ALL, ...(ceiling ? [`You never pay more than ${most} a week.`] : [])],
    }
  },
}

const freeServices: Readonly<
  Record<
    FreeService,
    { readonly label: string; readonly why: string; readonly changes: WouldChange; readonly law: string }
  >
> = {
  s117: {
    label: 'Care after a stay in a mental health ward',
    why: 'The law says nobody pays for this care.',
    changes: {
      words: 'It is free until the NHS and the council agree that it is not needed any more.',
      easyRead: 'It is free as long as you need it.',
    },
    law: 'Mental Health Act 1983, section 117',
  },
  chc: {
    label: 'Care the NHS pays for in full',
    why: 'The NHS pays for this care.',
    changes: {
      words: 'It changes if the NHS stops paying for it.',
      easyRead: 'It changes if the NHS stops paying.',
    },
    law: 'Care Act 2014, section 22',
  },
  'short-term': {
    label: 'Short-term help to get back on your feet',
    why: 'It is free for up to 6 weeks.',
    changes: { words: 'After those weeks you may have to pay.', easyRead: 'You may have to pay later.' },
    law: 'Regulation 3',
  },
  cjd: {
    label: 'Care for CJD',
    why: 'The law says nobody pays for this care.',
    changes: { words: 'Nothing does. This care is always free.', easyRead: 'This care is always free.' },
    law: 'Regulation 4',
  },
}

const person = (
  why: Extract<Result, { is: 'for-a-person' }>['why'],
  words: readonly string[],
  easyRead: readonly string[],
): Result => ({ is: 'for-a-person', pence: null, why, words, easyRead })

/** Nobody pays more than their care costs, whatever is not known. */
export const careCostCeiling = ({ careCost }: Circumstances): Ceiling | null =>
  careCost.value === null ? null : { pence: careCost.value, is: 'care-cost' }

/** Whether nothing at all is charged: all the care is free, or they have CJD, whose other care is free too (regulation 4). */
const isAllFree = ({ free, freeIsAll }: Circumstances): boolean =>
  free.value !== null && free.value.length > 0 && (freeIsAll.value === true || free.value.includes('cjd'))

/** The result of somebody for whom no sum is made. Nothing when the sum is to be made. */
export function routeResult(workings: Workings, circumstances: Circumstances): Result | null {
  const { route, ageBand } = circumstances
  if (ageBand.value === 'under-18') {
    return person(
      'under-18',
      ['These rules are for adults. A worker will call you.'],
      ['A worker will call you.'],
    )
  }
  if (isAllFree(circumstances)) {
    freeLines(workings, circumstances)
    const services = circumstances.free.value ?? []
    const words = ['All of this care is free. You do not pay for it.']
    return { is: 'free', pence: 0, services, words, easyRead: ['Your care is free.'] }
  }
  if (route.value === null) {
    workings.missing('route', 'if you will share your money details', route.from)
    return results.cannot(workings, careCostCeiling(circumstances))
  }
  if (route.value.is === 'refuse') return refused(workings, route.value.by, route.from)
  if (route.value.is === 'light-touch') {
    const words = 'You asked to share a little, with proof. A worker will look at your proof.'
    workings.judge('light-touch', words, 'A worker will look at your proof.', route.from, false)
    return person(
      'light-touch',
      [words, 'You can ask us for the full sum at any time.'],
      ['A worker will look at your proof.', 'You can ask for the full sum.'],
    )
  }
  return null
}

function refused(
  workings: Workings,
  by: 'person' | 'legal-authority' | 'no-authority',
  from: readonly string[],
): Result {
  if (by === 'no-authority') {
    const words = 'Only you, or someone with the legal right, can choose this. A worker will call you.'
    workings.judge('refused-without-authority', words, 'A worker will call you.', from, false)
    return person('refused-without-authority', [words], ['A worker will call you.'])
  }
  const words = 'You chose not to share your money details. You may be asked to pay for all of your care.'
  workings.judge('refused', words, 'You may pay for all of your care.', from, false)
  return person(
    'refused',
    [words, 'We can still set up care at home. You can change your mind at any time.'],
    ['You may pay for all of your care.', 'You can change your mind.'],
  )
}

/**
 * A line for each service that is free by law, and what is not known about them. While that is open, or only some of the
 * care is free (what the rest costs is not asked), there is no more than a most: free care is not charged for.
 */
export function freeLines(workings: Workings, circumstances: Circumstances): void {
  const { free, freeIsAll } = circumstances
  const isAll = isAllFree(circumstances)
  if (free.value === null) {
    const words = 'We do not know if some of your care is free. A worker will check.'
    workings.judge('free', words, 'Some care may be free. A worker will check.', free.from, 'exact-sum')
    return
  }
  for (const service of free.value.toSorted()) {
    const { label, why, changes, law } = freeServices[service]
    workings.line({
      id: `free-${service}`,
      part: 'free',
      label,
      effect: 0,
      working: isAll ? [why] : [why, 'The sum is for your other care only.'],
      easyRead: 'This care is free.',
      changes,
      law,
      treatment: 'ignored',
      from: free.from,
    })
    workings.ruleToCheck(`Free by law: ${service}. Check that it applies.`)
  }
  if (free.value.length > 0 && !isAll) {
    const words =
      'Some of your care is free. The sum is for your other care. A worker will find out what that costs.'
    const from = [...new Set([...free.from, ...freeIsAll.from])]
    workings.judge('some-free', words, 'Some care is free. A worker will check.', from, 'exact-sum')
  }
}
