import type { Circumstances, Occupant, OwnHome, Property, Setting, Stay } from './circumstances.ts'
import { inPounds, part } from './amounts.ts'
import { A_WORKER_CAN_CHANGE, type CapitalRange, type WouldChange, type Workings } from './workings.ts'

/** Weeks for which the home is not counted once somebody lives in a care home for good (Schedule 2, paragraph 2). */
const WEEKS = 12
/** Somebody who comes back within 52 weeks, so many days, has what was left of the 12. */
const COMES_BACK_WITHIN = 52 * 7

/** How many days of the 12 weeks are left. A stay that ended up to 52 weeks before this one used some of them. */
export function daysLeft({ daysHere, earlier }: Stay): number {
  const used = earlier && earlier.daysBetween <= COMES_BACK_WITHIN ? earlier.days : 0
  return Math.max(0, WEEKS * 7 - used - daysHere)
}

/** How many of the 12 weeks are left, a part of one as a whole. */
export const weeksLeft = (stay: Stay): number => Math.ceil(daysLeft(stay) / 7)

/** Something about savings or property that is not known, or for a person to judge. */
export interface Doubt {
  readonly code: string
  /** For an answer: what follows "We need to know". For a judgement: a sentence. */
  readonly words: string
  /** Null for an answer that is missing. */
  readonly easyRead: string | null
  readonly from: readonly string[]
}

/** What property may be counted as. */
export interface PropertyCounted {
  readonly range: CapitalRange
  readonly doubts: readonly Doubt[]
  /** Weeks more for which it is not counted; null when it is not the first 12 weeks that ignore it. */
  readonly weeksLeft: number | null
}

const PART_COUNTS = 'It counts for what someone would pay for your part. A worker will look at that.'

const NOTHING: CapitalRange = { low: 0, high: 0 }

/**
 * What this person's part of a home or land is worth, from the least to the most: whether a tenth comes off for
 * the cost of selling is not settled here, so both are kept. A part that is held with others is worth what somebody
 * would pay for it (regulation 24), which may be little: no more than the part of the whole.
 */
function equityOf({ worth, owed, share }: Property): CapitalRange {
  if (worth === null) return { low: 0, high: null }
  const of = (pence: number) => part(Math.max(0, pence), share ?? 100, 100, 'down')
  const isKnown = owed !== null && share !== null && !isShared({ share })
  return { low: isKnown ? of(part(worth, 9, 10, 'down') - owed) : 0, high: of(worth - (owed ?? 0)) }
}

/** Whether somebody else owns a part of it too. */
const isShared = ({ share }: Pick<Property, 'share'>): boolean => share !== null && share > 0 && share < 100

/** What a part is worth is for a person. */
function sharedIn(workings: Workings, code: string, property: Property): readonly Doubt[] {
  if (!isShared(property)) return []
  workings.ruleToCheck(
    'A share of a home or land is worth what a willing buyer would pay for it (regulation 24): text not checked. Have it valued.',
  )
  const words =
    'You own a part of a home or land. It counts for what someone would pay for it. A worker will look at it.'
  return [{ code, words, easyRead: 'A worker will look at your part of it.', from: property.from }]
}

const worthInWords = ({ worth, owed, share }: Property): readonly string[] => [
  worth === null ? 'We do not know what it is worth yet.' : `It is worth about ${inPounds(worth)}.`,
  owed === null ? 'We do not know what is owed on it yet.' : `${inPounds(owed)} is owed on it.`,
  share === null ? 'We do not know how much of it is yours yet.' : `Your share is ${share}%.`,
]

const missingIn = (code: string, what: string, property: Property): readonly Doubt[] =>
  property.worth === null || property.owed === null || property.share === null
    ? [{ code, words: what, easyRead: null, from: property.from }]
    : []

type Protects = 'yes' | 'no' | 'unclear'

/** Whether somebody who lives there keeps the home from being counted (Schedule 2, paragraph 4). */
function protects({ relationship, age, incapacitated, livedThereBefore }: Occupant): Protects {
  if (relationship === 'other') return 'no'
  if (relationship === 'former-partner') return 'unclear'
  const isOldEnough = age === null ? null : relationship === 'child' ? age < 18 : age >= 60
  const byAge = relationship === 'child' && isOldEnough === false ? (age ?? 0) >= 60 : isOldEnough
  const qualifies =
    relationship === 'partner' || byAge === true || incapacitated === true
      ? true
      : byAge === null || incapacitated === null
        ? null
        : false
  if (qualifies === false) return 'no'
  // Somebody who moved in since is for the council to decide: it may ignore the home, and need not.
  return qualifies && livedThereBefore ? 'yes' : 'unclear'
}

interface Ignored {
  readonly why: readonly string[]
  readonly easyRead: string
  readonly changes: WouldChange
  readonly law: string
  readonly weeksLeft: number | null
}

const changesOf = {
  livesThere: {
    words: 'It may count if you go to live in a care home for good.',
    easyRead: 'It may count if you live in a care home.',
  },
  goesBack: { words: 'It may count if you stay for good.', easyRead: 'It may count if you do not go home.' },
  occupied: {
    words: 'It may count when that person no longer lives there.',
    easyRead: 'It may count if they move out.',
  },
  firstWeeks: {
    words: 'It may count when those weeks are over.',
    easyRead: 'It may count when those weeks are over.',
  },
  counted: {
    words: 'It changes with what it is worth, what is owed on it and your share.',
    easyRead: 'It changes if it is worth more or less.',
  },
} as const satisfies Readonly<Record<string, WouldChange>>

const ignoredHome = (why: string, law: string, changes: WouldChange): Ignored => ({
  why: [why],
  easyRead: 'We do not count your home.',
  changes,
  law,
  weeksLeft: null,
})

function ignoredByWeeks(weeks: number): Ignored {
  const many = `${weeks} more ${weeks === 1 ? 'week' : 'weeks'}`
  return {
    why: [
      `Your home is not counted for the first ${WEEKS} weeks in a care home.`,
      `We do not count it for ${many}.`,
    ],
    easyRead: `We do not count your home for ${many}.`,
    changes: changesOf.firstWeeks,
    law: 'Schedule 2, paragraph 2',
    weeksLeft: weeks,
  }
}

type HomeRule =
  | { readonly is: 'ignored'; readonly ignored: Ignored }
  | { readonly is: 'counted' }
  | { readonly is: 'doubt'; readonly doubt: Doubt }

/** A home that is left out because of who lives there, as a stay for a time or for good leaves it (Schedule 2, paragraph 4). */
function ignoredByOccupants({ occupants }: OwnHome): HomeRule | null {
  if (!occupants.value?.some((one) => protects(one) === 'yes')) return null
  const why = 'Someone lives there whose home it was before. The law says it is not counted.'
  return { is: 'ignored', ignored: ignoredHome(why, 'Schedule 2, paragraph 4', changesOf.occupied) }
}

function ruleForShortStay(home: OwnHome, { goingBack }: Circumstances): HomeRule {
  if (goingBack.value === true) {
    const why = 'You mean to go back home. So your home is not counted.'
    return { is: 'ignored', ignored: ignoredHome(why, 'Schedule 2, paragraph 1', changesOf.goesBack) }
  }
  const ignored = ignoredByOccupants(home)
  if (ignored) return ignored
  const words = 'whether you will go back to your home'
  if (goingBack.value === null) {
    return { is: 'doubt', doubt: { code: 'going-back', words, easyRead: null, from: goingBack.from } }
  }
  return {
    is: 'doubt',
    doubt: {
      code: 'not-going-back',
      words: 'You do not mean to go back home. A worker will look at whether your home counts.',
      easyRead: 'A worker will look at your home.',
      from: goingBack.from,
    },
  }
}

function ruleForCareHome(home: OwnHome, { stay }: Circumstances, isAfterTheWeeks: boolean): HomeRule {
  const { occupants, from } = home
  const ignored = ignoredByOccupants(home)
  if (ignored) return ignored
  const found = occupants.value?.map(protects) ?? ['unclear']
  if (!isAfterTheWeeks) {
    const left = stay.value === null ? null : weeksLeft(stay.value)
    if (left === null) {
      const words = 'how long you have lived in a care home'
      return { is: 'doubt', doubt: { code: 'stay', words, easyRead: null, from: stay.from } }
    }
    if (left > 0) return { is: 'ignored', ignored: ignoredByWeeks(left) }
  }
  if (occupants.value === null) {
    const words = 'who lives in your home'
    return { is: 'doubt', doubt: { code: 'occupants', words, easyRead: null, from: occupants.from } }
  }
  if (!found.includes('unclear')) return { is: 'counted' }
  return {
    is: 'doubt',
    doubt: {
      code: 'occupants-judged',
      words: 'Someone lives in your home. A worker will look at whether your home counts.',
      easyRead: 'A worker will look at who lives in your home.',
      from: [...occupants.from, ...from],
    },
  }
}

/** The home the person lives in or lived in: ignored, counted, or for a person to judge. */
export function homeCapital(
  workings: Workings,
  circumstances: Circumstances,
  setting: Setting,
  isAfterTheWeeks: boolean,
): PropertyCounted {
  const { value: home, from } = circumstances.home
  if (home === 'not-owned') return { range: NOTHING, doubts: [], weeksLeft: null }
  const at = { id: 'home', part: 'savings', label: 'The home you own', effect: 0 } as const
  if (setting === 'home') {
    if (home !== null) {
      workings.line({
        ...at,
        capital: NOTHING,
        working: ['You live there. So your home is not counted.'],
        easyRead: 'We do not count your home.',
        changes: changesOf.livesThere,
        law: 'Schedule 2',
        treatment: 'ignored',
        from,
      })
    }
    return { range: NOTHING, doubts: [], weeksLeft: null }
  }
  if (home === null) {
    const doubt = { code: 'home', words: 'whether you own your home', easyRead: null, from }
    return { range: { low: 0, high: null }, doubts: [doubt], weeksLeft: null }
  }
  const rule: HomeRule =
    setting === 'short-stay'
      ? ruleForShortStay(home, circumstances)
      : ruleForCareHome(home, circumstances, isAfterTheWeeks)
  if (rule.is === 'ignored') {
    if (rule.ignored.law === 'Schedule 2, paragraph 4') {
      workings.ruleToCheck(
        'The home is left out because of who lives there: check their age and need, and since when.',
      )
    }
    const { why, easyRead, changes, law, weeksLeft: left } = rule.ignored
    const line = { ...at, capital: NOTHING, working: why, easyRead, changes, law }
    workings.line({ ...line, treatment: 'ignored', from: [...from, ...home.occupants.from] })
    return { range: NOTHING, doubts: [], weeksLeft: left }
  }
  const equity = equityOf(home)
  const counts = rule.is === 'counted'
  const isCounted = counts && !isShared(home)
  const range = counts ? equity : { ...equity, low: 0 }
  workings.line({
    ...at,
    capital: range,
    working: [
      ...worthInWords(home),
      isCounted ? 'It counts with your savings.' : counts ? PART_COUNTS : 'We do not know yet if it counts.',
      'Some of its worth may come off for the cost of selling it. A worker will work that out.',
    ],
    easyRead: isCounted ? 'We count your home with your savings.' : 'A worker will look at your home.',
    changes: isCounted ? changesOf.counted : A_WORKER_CAN_CHANGE,
    law: isShared(home) ? 'Regulations 18, 20 and 24, Schedule 2' : 'Regulations 18 and 20, Schedule 2',
    treatment: isCounted ? 'counted' : 'not-yet',
    from: [...from, ...home.from],
  })
  const missing = missingIn('home-worth', 'what your home is worth and what is owed on it', home)
  const shared = sharedIn(workings, 'home-share', home)
  return {
    range,
    doubts: [...(rule.is === 'doubt' ? [rule.doubt] : shared), ...missing],
    weeksLeft: null,
  }
}

/** Any other home or land: counted with savings. */
export function otherProperty(workings: Workings, { otherProperty: other }: Circumstances): PropertyCounted {
  if (other.value === null) {
    const words = 'whether you own any other home or land'
    const doubt = { code: 'other-property', words, easyRead: null, from: other.from }
    return { range: { low: 0, high: null }, doubts: [doubt], weeksLeft: null }
  }
  const sorted = other.value
    .map((property) => ({
      property,
      by: JSON.stringify([property.worth, property.owed, property.share, property.from]),
    }))
    .toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
  let range = NOTHING
  const doubts: Doubt[] = []
  for (const [at, { property }] of sorted.entries()) {
    const equity = equityOf(property)
    range = addRanges(range, equity)
    const what = 'what your other home or land is worth and what is owed on it'
    doubts.push(...missingIn('other-property-worth', what, property))
    doubts.push(...sharedIn(workings, 'other-property-share', property))
    const isPart = isShared(property)
    workings.line({
      id: at === 0 ? 'other-property' : `other-property-${at + 1}`,
      part: 'savings',
      label: 'Another home or land',
      effect: 0,
      capital: equity,
      working: [
        ...worthInWords(property),
        isPart ? PART_COUNTS : 'It counts with your savings.',
        'Some of its worth may come off for the cost of selling it. A worker will work that out.',
      ],
      easyRead: isPart ? 'A worker will look at your part of it.' : 'We count it with your savings.',
      changes: isPart ? A_WORKER_CAN_CHANGE : changesOf.counted,
      law: isPart ? 'Regulations 18, 20 and 24' : 'Regulations 18 and 20',
      treatment: isPart ? 'not-yet' : 'counted',
      from: property.from,
    })
  }
  return { range, doubts, weeksLeft: null }
}

/** Two ranges together. */
export const addRanges = (a: CapitalRange, b: CapitalRange): CapitalRange => ({
  low: a.low + b.low,
  high: a.high === null || b.high === null ? null : a.high + b.high,
})
