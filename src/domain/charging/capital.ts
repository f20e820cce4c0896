import type { CapitalItem, CapitalKind, Circumstances, Setting } from './circumstances.ts'
import { addRanges, type Doubt, homeCapital, otherProperty } from './main-home.ts'
import { inPounds, part } from './amounts.ts'
import {
  A_WORKER_CAN_CHANGE,
  CANNOT_YET,
  type CapitalRange,
  inOrder,
  type Stops,
  type Workings,
} from './workings.ts'

const STEP = 250_00
const A_WEEK_FOR_EACH_STEP = 1_00

/** Tariff income (regulation 25), pence a week: £1 for each £250, or part of it, above the lower limit. */
export const tariffOn = (capital: number, lowerLimit: number): number =>
  Math.ceil(Math.max(0, capital - lowerLimit) / STEP) * A_WEEK_FOR_EACH_STEP

interface CapitalRule {
  readonly label: string
  readonly is: 'counted' | 'ignored' | 'judged'
  /** What is not money counts for what it would bring: a tenth less where selling it costs something. */
  readonly mayCostToSell?: true
}

const kinds: Readonly<Record<CapitalKind, CapitalRule>> = {
  current: { label: 'Current account', is: 'counted' },
  savings: { label: 'Savings or ISA', is: 'counted' },
  bonds: { label: 'Premium Bonds or NS&I', is: 'counted' },
  shares: { label: 'Shares or money you invest', is: 'counted', mayCostToSell: true },
  cash: { label: 'Cash', is: 'counted' },
  crypto: { label: 'Online money (crypto)', is: 'counted', mayCostToSell: true },
  trust: { label: 'Money in a trust', is: 'judged' },
  'insurance-bond': { label: 'Investment or life bond', is: 'judged' },
  held: { label: 'Money someone else holds for you', is: 'judged' },
  'life-policy': { label: 'Life insurance', is: 'ignored' },
  possessions: { label: 'Things you own, like a car or rings', is: 'ignored' },
}

const changesOf = {
  counted: {
    words: 'It changes when the amount, or your share of it, changes.',
    easyRead: 'It changes if you have more or less.',
  },
  ignored: {
    words: 'Nothing does. The law leaves this out, however much it is worth.',
    easyRead: 'We never count this.',
  },
  judged: A_WORKER_CAN_CHANGE,
  unknown: { words: 'When you tell us the amount, we can work it out.', easyRead: 'Tell us how much it is.' },
} as const

/** What savings and property come to, and what follows. */
export interface CapitalFound {
  readonly range: CapitalRange
  /** Whether it is over the upper limit; null when that cannot be told. */
  readonly isOver: boolean | null
  /** Tariff income, pence a week; null when over the limit or when it cannot be told. */
  readonly tariff: number | null
  /** Savings without the home the person lived in. */
  readonly withoutHome: CapitalRange
  readonly isHomeCounted: boolean
  /** Which property counts, for certain or perhaps; null when none does. */
  readonly propertyCounted: 'home' | 'other' | 'both' | null
  readonly weeksLeft: number | null
}

/**
 * This person's own part of what is held together: the share shown, else equal shares (regulation 24). Null when
 * the amount, or among how many it is to be shared, is not known.
 */
function ownPart({ pence, owners, share }: CapitalItem): number | null {
  if (pence === null) return null
  if (share !== null) return part(pence, share, 100, 'down')
  return owners === '3-or-more' ? null : part(pence, 1, owners, 'down')
}

/** What is the person's own of savings that count for certain, pence: no kind that is ignored or for a person. */
export const ownSavings = (items: readonly CapitalItem[]): number =>
  items.reduce((sum, item) => sum + (kinds[item.kind].is === 'counted' ? (ownPart(item) ?? 0) : 0), 0)

/** Regulation 18, with 20 for what has to be sold and 24 for what is held together. */
function lawOf({ owners }: CapitalItem, isSold: boolean): string {
  const others = [...(isSold ? ['20'] : []), ...(owners === 1 ? [] : ['24'])]
  const last = others.pop()
  return last === undefined ? 'Regulation 18' : `Regulations ${['18', ...others].join(', ')} and ${last}`
}

function itemWorking(item: CapitalItem, own: number): readonly string[] {
  const whole = inPounds(item.pence ?? 0)
  if (item.owners === 1 && (item.share === null || item.share === 100)) return [`You have ${whole}.`]
  const held = `${whole} is held by ${item.owners === '3-or-more' ? 'three or more' : item.owners} people.`
  return item.share === null
    ? [held, `We count an equal share for each: ${whole} ÷ ${item.owners} = ${inPounds(own)}.`]
    : [held, `Your share is ${item.share}%: ${inPounds(own)}.`]
}

function savings(workings: Workings, { savings: held, specialSavings }: Circumstances) {
  const doubts: Doubt[] = []
  let range: CapitalRange = { low: 0, high: 0 }
  if (held.value === null) {
    const doubt = { code: 'savings', words: 'what savings you have', easyRead: null, from: held.from }
    return { range: { low: 0, high: null }, doubts: [doubt] }
  }
  for (const { item, key } of inOrder(held.value, ({ pence, owners, share }) => [pence, owners, share])) {
    const { label, is, mayCostToSell } = kinds[item.kind]
    const at = { id: `savings-${key}`, part: 'savings', label, effect: 0, from: item.from } as const
    if (is === 'ignored') {
      workings.line({
        ...at,
        capital: { low: 0, high: 0 },
        working: ['The law says this is not counted.'],
        easyRead: 'We do not count this.',
        changes: changesOf.ignored,
        law: 'Schedule 2',
        treatment: 'ignored',
      })
      continue
    }
    const own = ownPart(item)
    const least = mayCostToSell && own !== null ? part(own, 9, 10, 'down') : (own ?? 0)
    const capital = { low: is === 'judged' ? 0 : least, high: own }
    range = addRanges(range, capital)
    const isCounted = is === 'counted' && own !== null
    workings.line({
      ...at,
      capital,
      working: [
        ...(own === null ? ['We do not know how much this is yet.'] : itemWorking(item, own)),
        isCounted ? 'It counts with your savings.' : 'A worker will look at this with you.',
        ...(isCounted && mayCostToSell
          ? [`Does it cost something to sell? Then 10% comes off: ${inPounds(capital.low)}.`]
          : []),
      ],
      easyRead: isCounted ? 'We count this with your savings.' : 'A worker will look at this.',
      changes: own === null ? changesOf.unknown : changesOf[is],
      law: lawOf(item, mayCostToSell === true),
      treatment: isCounted ? 'counted' : 'not-yet',
    })
    if (item.owners !== 1 && item.share === null) {
      workings.ruleToCheck(
        'Money held together is counted in equal shares (regulation 24): text not checked.',
      )
    }
    if (own === null) {
      doubts.push({
        code: 'savings-amount',
        words: 'how much savings you have',
        easyRead: null,
        from: item.from,
      })
    } else if (mayCostToSell && own > 0) {
      workings.ruleToCheck(
        'Shares and the like count for a tenth less where selling them costs something (regulation 20): text not checked.',
      )
      const words = `“${label}” may count for 10% less, if it costs something to sell. A worker will look at it.`
      const code = `selling-${item.kind}`
      doubts.push({ code, words, easyRead: 'A worker will look at your savings.', from: item.from })
    } else if (is === 'judged') {
      const words = `“${label}” may not count. A worker will look at this with you.`
      doubts.push({
        code: `savings-${item.kind}`,
        words,
        easyRead: 'A worker will look at this.',
        from: item.from,
      })
    }
  }
  const special = specialSavings.value
  if (held.value.length > 0 && (special === null || special.length > 0)) {
    range = { ...range, low: 0 }
    const from = specialSavings.from
    doubts.push(
      special === null
        ? { code: 'special', words: 'where your savings came from', easyRead: null, from }
        : {
            code: 'special',
            words: 'Some of your savings may not count. A worker will look at where they came from.',
            easyRead: 'Some of your savings may not count. A worker will look.',
            from,
          },
    )
  }
  return { range, doubts }
}

const inRange = ({ low, high }: CapitalRange): string =>
  high === null
    ? `at least ${inPounds(low)}`
    : low === high
      ? inPounds(low)
      : `between ${inPounds(low)} and ${inPounds(high)}`

/**
 * Savings and property of the person alone, never a partner's. What is not known or is for a person to judge is
 * kept as a range; it stops the result only when the range leaves two results open.
 * @param ownUpperLimit A higher limit that the council has for care at home, in pence.
 */
export function capital(
  workings: Workings,
  circumstances: Circumstances,
  setting: Setting,
  isAfterTheWeeks = false,
  ownUpperLimit: number | null = null,
): CapitalFound {
  const before = workings.unsure.length
  const held = savings(workings, circumstances)
  const home = homeCapital(workings, circumstances, setting, isAfterTheWeeks)
  const other = otherProperty(workings, circumstances)
  const withoutHome = addRanges(held.range, other.range)
  const range = addRanges(withoutHome, home.range)
  const found = {
    range,
    withoutHome,
    isHomeCounted: home.range.low > 0,
    propertyCounted: whichCounts(home.range.high !== 0, other.range.high !== 0),
    weeksLeft: home.weeksLeft,
  }
  const verdict = judge(workings, range, ownUpperLimit)
  const isClear = verdict.isOver === true || verdict.tariff !== null
  // Below the upper limit whatever comes of it: then the most that counts each week is known.
  const stops: Stops = isClear ? false : verdict.isOver === false ? 'exact-sum' : true
  for (const { code, words, easyRead, from } of [...held.doubts, ...home.doubts, ...other.doubts]) {
    if (easyRead === null) workings.missing(code, words, from, stops)
    else workings.judge(code, words, easyRead, from, stops)
  }
  if (!isClear && range.high !== null && !workings.unsure.slice(before).some(({ blocks }) => blocks)) {
    const words = 'Your savings and home are close to the limit. A worker will look at what counts.'
    workings.judge('near-limit', words, 'A worker will look at your savings.', circumstances.home.from, stops)
  }
  if (circumstances.gaveAway.value !== false) {
    const isKnown = circumstances.gaveAway.value === true
    workings.judge(
      'gave-away',
      isKnown
        ? 'You gave away money or things. That is allowed. A worker will ask when and why.'
        : 'We do not know if you gave away money or things. A worker will ask you.',
      isKnown ? 'You gave something away. A worker will ask you why.' : 'A worker will ask you about gifts.',
      circumstances.gaveAway.from,
      false,
    )
  }
  tariffLine(workings, range, verdict, found.isHomeCounted || other.range.high !== 0)
  return { ...found, ...verdict }
}

const whichCounts = (home: boolean, other: boolean): CapitalFound['propertyCounted'] =>
  home ? (other ? 'both' : 'home') : other ? 'other' : null

interface Verdict {
  readonly isOver: boolean | null
  readonly tariff: number | null
  readonly limits: { readonly lower: number; readonly upper: number } | null
}

function judge(workings: Workings, { low, high }: CapitalRange, ownUpperLimit: number | null): Verdict {
  // Nothing at all counts nothing, whatever the limits are.
  if (high === 0) return { isOver: false, tariff: 0, limits: null }
  const byLaw = workings.rate('upper-capital-limit')
  const upper = byLaw === null ? null : Math.max(byLaw, ownUpperLimit ?? 0)
  const lower = workings.rate('lower-capital-limit')
  if (upper === null || lower === null) return { isOver: null, tariff: null, limits: null }
  const limits = { lower, upper }
  if (low > upper) return { isOver: true, tariff: null, limits }
  if (high === null || high > upper) return { isOver: null, tariff: null, limits }
  const least = tariffOn(low, lower)
  return { isOver: false, tariff: least === tariffOn(high, lower) ? least : null, limits }
}

function tariffLine(workings: Workings, range: CapitalRange, verdict: Verdict, hasProperty: boolean): void {
  const { isOver, tariff, limits } = verdict
  if (limits === null) {
    if (range.high !== 0) {
      workings.line({
        id: 'tariff',
        part: 'savings',
        label: 'What we count from your savings each week',
        working: [CANNOT_YET],
        easyRead: CANNOT_YET,
        changes: {
          words: 'When the limits of the year are known, we can work it out.',
          easyRead: 'We have to wait for the new limits.',
        },
        law: 'Regulation 25',
        treatment: 'not-yet',
        from: [],
      })
    }
    return
  }
  const what = hasProperty ? 'Your savings and property' : 'Your savings'
  const total = `${what}: ${inRange(range)}.`
  if (isOver) {
    workings.line({
      id: 'over-limit',
      part: 'savings',
      label: `${what} are over the limit`,
      effect: 0,
      capital: range,
      working: [total, `The limit is ${inPounds(limits.upper)}.`],
      easyRead: `Your savings are over ${inPounds(limits.upper)}.`,
      changes: {
        words: `When what you have is ${inPounds(limits.upper)} or less, the council may help to pay.`,
        easyRead: `It changes when you have ${inPounds(limits.upper)} or less.`,
      },
      law: 'Regulation 12',
      treatment: 'counted',
      from: [],
    })
    return
  }
  const first = `The first ${inPounds(limits.lower)} is not counted.`
  const steps = `For each £250 or part of £250 above that, we count £1 a week`
  const working =
    tariff === null
      ? [total, first, `${steps}.`, 'We do not know enough about your savings yet.']
      : tariff === 0
        ? [total, first, 'So we count £0 a week.']
        : [total, first, `${steps}: ${inPounds(tariff)}.`]
  workings.line({
    id: 'tariff',
    part: 'savings',
    label: 'What we count from your savings each week',
    pence: tariff,
    effect: tariff,
    ...(tariff === null && isOver === false && range.high !== null
      ? { atMost: tariffOn(range.high, limits.lower) }
      : {}),
    capital: range,
    working,
    easyRead:
      tariff === null
        ? 'A worker will look at your savings.'
        : `We count ${inPounds(tariff)} a week from your savings.`,
    changes: {
      words: `Each £250 above ${inPounds(limits.lower)}, or part of it, makes it £1 a week more.`,
      easyRead: 'It changes if you have more or less saved.',
    },
    law: 'Regulation 25',
    treatment: tariff === null ? 'not-yet' : tariff === 0 ? 'ignored' : 'partly',
    from: [],
  })
}
