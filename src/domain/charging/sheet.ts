import { capital, type CapitalFound } from './capital.ts'
import type { ChargingPolicy, Circumstances, Setting } from './circumstances.ts'
import { extraCosts, housingCosts, otherCosts } from './costs.ts'
import { guarantee, personalAllowance } from './guarantee.ts'
import { income } from './income.ts'
import { limits } from './charge-limits.ts'
import { weeksLeft } from './main-home.ts'
import { inPounds } from './amounts.ts'
import { nextApril, type RateRow, usableRate } from './rates.ts'
import { careCostCeiling, type Ceiling, freeLines, type Result, results, routeResult } from './results.ts'
import { type HelpMayStart, whenHelpMayStart } from './self-funder.ts'
import {
  type CapitalRange,
  isBlocked,
  type Line,
  openWorkings,
  type StaffNote,
  sumOf,
  type Unsure,
  type Workings,
} from './workings.ts'

/** Amounts a week in pence; null when not known. */
export interface Totals {
  readonly capital: CapitalRange | null
  readonly tariff: number | null
  /** All income, counted or not, but for what is passed on to a partner. */
  readonly ownIncome: number | null
  /** Income counted and tariff income. */
  readonly counted: number | null
  /** Housing costs and extra costs taken off. */
  readonly costs: number | null
  /** What the law leaves the person with. */
  readonly keep: number | null
  readonly careCost: number | null
  /**
   * What of the charge is there because savings count. It comes out of no income: tariff income is only reckoned.
   * A sheet stored before this was said does not have it.
   */
  readonly fromSavings?: number | null
  /** Of their own income, what stays theirs after the rest of the charge. */
  readonly yoursToKeep: number | null
}

/** One worked sheet: every page, print, staff view and export draws this. */
export interface Sheet {
  /** The day whose rates were used. */
  readonly on: string
  readonly setting: Setting | null
  /** Whether it is charged as care at home. A sheet stored before this was said, or stopped at once, does not have it. */
  readonly isByHomeRules?: boolean
  readonly lines: readonly Line[]
  readonly totals: Totals
  readonly result: Result
  readonly unsure: readonly Unsure[]
  readonly forStaff: readonly StaffNote[]
  /** The rows used, to be kept with what was worked out. */
  readonly rates: readonly RateRow[]
  readonly deferredPayment: {
    readonly words: readonly string[]
    readonly easyRead: string
    readonly law: string
  } | null
  /** What follows when the first 12 weeks are over; where something is decided by it, also the day (`sheetForDay`). */
  readonly afterTwelveWeeks: {
    readonly weeksLeft: number
    readonly sheet: Sheet
    readonly from?: string
  } | null
  readonly helpMayStart: HelpMayStart | null
}

/** What a sheet is worked out from. `on` is a day, like 2026-11-22: its rates are used. */
export interface ToWork {
  readonly circumstances: Circumstances
  readonly rates: readonly RateRow[]
  readonly policy: ChargingPolicy
  readonly on: string
}

/** The same for more days than one: by April a stay has gone on, and somebody may be of another age. */
export interface ToWorkOverTime extends Omit<ToWork, 'circumstances'> {
  /** The circumstances as they will be on a day, if nothing else changes. */
  readonly circumstancesOn: (day: string) => Circumstances
}

/**
 * What somebody may be asked to pay for their care, line by line (Care and Support (Charging and Assessment of
 * Resources) Regulations 2014). An estimate: it decides nothing. What is not known is said and never guessed.
 */
export const workSheet = (toWork: ToWork): Sheet => tidy(work(toWork, false))

/** The same thing said twice, of two accounts or by two parts of the sum, is said once for both. */
const tidy = (sheet: Sheet): Sheet => ({
  ...sheet,
  unsure: once(sheet.unsure, ({ words, blocks, rate }) => `${words} ${blocks} ${rate}`),
  forStaff: once(sheet.forStaff, ({ words }) => words),
})

const once = <T extends { readonly from: readonly string[] }>(
  notes: readonly T[],
  same: (note: T) => string,
) =>
  [...Map.groupBy(notes, same).values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, from: [...new Set([first, ...others].flatMap(({ from }) => from))] }] : [],
  )

/**
 * The sheet of a day, and of next April (`nextApril`) when every rate it needs for this person is known by then. Each is
 * of the circumstances of its own day.
 * @returns `next` is null while a rate of the next year is missing.
 */
export function workBothYears({ circumstancesOn, ...common }: ToWorkOverTime): {
  readonly now: Sheet
  readonly next: { readonly from: string; readonly sheet: Sheet } | null
} {
  const workOn = (on: string) => workSheet({ ...common, on, circumstances: circumstancesOn(on) })
  const from = nextApril(common.rates, common.on)
  const sheet = workOn(from)
  const sheets = sheet.afterTwelveWeeks ? [sheet, sheet.afterTwelveWeeks.sheet] : [sheet]
  const isKnown =
    sheets.every(({ unsure }) => unsure.every(({ rate }) => rate === null)) && sheet.rates.length > 0
  return { now: workOn(common.on), next: isKnown ? { from, sheet } : null }
}

function work(toWork: ToWork, isAfterTheWeeks: boolean): Sheet {
  const { circumstances, rates, policy, on } = toWork
  const setting = circumstances.setting.value
  const workings = openWorkings(rates, on)
  const empty = {
    on,
    setting,
    lines: workings.lines,
    totals: noTotals(circumstances),
    unsure: workings.unsure,
    forStaff: workings.staff,
    rates: workings.rates,
    deferredPayment: null,
    afterTwelveWeeks: null,
    helpMayStart: null,
  }
  const early = routeResult(workings, circumstances)
  if (early) return { ...empty, result: early }
  freeLines(workings, circumstances)
  if (setting === null) {
    workings.missing('setting', 'what care this is for', circumstances.setting.from)
    return { ...empty, result: results.cannot(workings, careCostCeiling(circumstances)) }
  }
  // Only a stay of up to 8 weeks may be charged as care at home (regulation 8).
  const mayBeAsHome = setting === 'short-stay' && policy.shortStay === 'as-care-at-home'
  if (mayBeAsHome && circumstances.isWithin8Weeks?.value == null) {
    const from = circumstances.isWithin8Weeks?.from ?? circumstances.setting.from
    workings.missing('stay-length', 'if your stay is for 8 weeks or less', from)
    return { ...empty, result: results.cannot(workings, careCostCeiling(circumstances)) }
  }
  const byHomeRules = setting === 'home' || (mayBeAsHome && circumstances.isWithin8Weeks?.value === true)
  // How the home counts depends on where they are; the rest on whose rules apply.
  const kind: Setting = byHomeRules ? 'home' : setting
  const ownUpperLimit = byHomeRules ? (policy.upperLimitAtHome ?? null) : null
  const savings = capital(workings, circumstances, setting, isAfterTheWeeks, ownUpperLimit)
  if (circumstances.partner.value !== null && circumstances.partner.value !== 'none')
    partnerLine(workings, circumstances)

  const isOver = savings.isOver === true
  const money = isOver ? null : incomeAndKeep(workings, toWork, kind)
  const totals = totalsOf(circumstances, savings, money)
  const common = {
    ...empty,
    isByHomeRules: byHomeRules,
    totals,
    afterTwelveWeeks: laterSheet(toWork, savings, isAfterTheWeeks),
  }
  // Of somebody over the limit only free care can still change what they pay.
  if (isOver && isBlocked(workings))
    return { ...common, result: results.cannot(workings, careCostCeiling(circumstances)) }
  if (isOver) {
    const cost = fullCost(workings, circumstances)
    const canPayLater = deferredPayment(workings, savings, setting)
    return {
      ...common,
      result: results.fullCost(cost, setting),
      deferredPayment: canPayLater,
      helpMayStart: helpFor(toWork, savings, kind, cost, isAfterTheWeeks, canPayLater !== null),
    }
  }
  if (isBlocked(workings)) {
    const ceiling = ceilingOf(toWork, workings, kind)
    if (ceiling?.pence !== 0) return { ...common, result: results.cannot(workings, ceiling) }
    // Nobody pays less than nothing: no doubt can change it.
    settleAtMost(workings)
  }
  limits(workings, circumstances, policy, kind)
  const charge = sumOf(workings)
  const fromSavings = partFromSavings(toWork, kind, savings.tariff ?? 0, charge)
  const yoursToKeep = totals.ownIncome === null ? null : totals.ownIncome - (charge - fromSavings)
  return {
    ...common,
    lines: workings.lines,
    unsure: workings.unsure,
    totals: { ...totals, ...totalsOfLines(workings), fromSavings, yoursToKeep },
    result: results.charge(charge, circumstances.careCost.value !== null),
  }
}

/**
 * The most that may be charged while the sum is stopped: what the lines come to at most, where every doubt that stops
 * it can only lower the charge and nothing was given away; else what the care costs. Null where neither is known.
 */
function ceilingOf(
  { circumstances, rates, policy, on }: ToWork,
  workings: Workings,
  kind: Setting,
): Ceiling | null {
  const careCost = careCostCeiling(circumstances)
  const stops = workings.unsure.filter(({ blocks }) => blocks)
  const mayBeMore = stops.some(({ lowersOnly }) => !lowersOnly) || circumstances.gaveAway.value !== false
  if (mayBeMore) return careCost
  const most = openWorkings(rates, on)
  most.lines.push(...workings.lines.map(atMost))
  limits(most, circumstances, policy, kind)
  const pence = sumOf(most)
  return careCost && pence > 0 && pence >= careCost.pence ? careCost : { pence, is: 'sum' }
}

const atMost = (line: Line): Line => ({ ...line, effect: line.effect ?? line.atMost ?? 0 })

/** Counts what is not known as the most it may be, once that leaves nothing to pay: then no doubt stops the sum. */
function settleAtMost({ lines, unsure }: Workings): void {
  lines.splice(0, lines.length, ...lines.map(atMost))
  unsure.splice(0, unsure.length, ...unsure.map((doubt) => ({ ...doubt, blocks: false })))
}

/** What the lines of a finished sheet come to, part by part. */
function totalsOfLines({ lines }: Workings): Pick<Totals, 'tariff' | 'counted' | 'costs' | 'keep'> {
  const sum = (part: Line['part']) => sumOf({ lines: lines.filter((line) => line.part === part) })
  const tariff = sum('savings')
  return { tariff, counted: sum('income') + tariff, costs: 0 - sum('costs'), keep: 0 - sum('keep') }
}

/** What income, costs and what must be kept come to; a part is null when something in it is not known. */
interface MoneyFound {
  /** All of it that is the person's own, counted or not. */
  readonly own: number | null
  readonly income: number | null
  readonly costs: number | null
  readonly keep: number | null
}

function incomeAndKeep(workings: Workings, { circumstances, policy }: ToWork, kind: Setting): MoneyFound {
  const found = sumIfKnown(workings, () => income(workings, circumstances, kind, policy))
  const costs = sumIfKnown(workings, () => {
    // A short stay keeps the costs of the home they go back to (Schedule 1, paragraph 2).
    if (kind !== 'care-home') housingCosts(workings, circumstances, policy)
    if (kind !== 'home') return
    extraCosts(workings, circumstances, found.value.countsDisabilityBenefit, policy)
    otherCosts(workings, circumstances)
  })
  const keep = sumIfKnown(workings, () => {
    if (kind === 'home') guarantee(workings, circumstances, policy)
    else personalAllowance(workings)
  })
  if (circumstances.careCost.value === null) {
    const what = kind === 'home' ? 'Your care' : 'The care home'
    workings.judge(
      'care-cost',
      `${what} may cost less than this. You never pay more than it costs.`,
      'You never pay more than your care costs.',
      circumstances.careCost.from,
      false,
    )
  }
  return { own: found.value.own, income: found.sum, costs: costs.sum, keep: keep.sum }
}

/** What the lines written by `write` come to, as an amount above 0; null when they are not all known. */
function sumIfKnown<T>(
  workings: Workings,
  write: () => T,
): { readonly value: T; readonly sum: number | null } {
  const stops = () => workings.unsure.filter(({ blocks }) => blocks).length
  const [before, stopsBefore] = [sumOf(workings), stops()]
  const value = write()
  return { value, sum: stops() > stopsBefore ? null : Math.abs(sumOf(workings) - before) }
}

/**
 * What of a charge is there because savings count: by how much it would be less without tariff income, and no more
 * than that income. So what stays of income is never below what must be kept, unless income is.
 */
function partFromSavings(toWork: ToWork, kind: Setting, tariff: number, charge: number): number {
  if (tariff === 0 || charge === 0) return 0
  const { circumstances, rates, policy, on } = toWork
  const without = openWorkings(rates, on)
  incomeAndKeep(without, toWork, kind)
  limits(without, circumstances, policy, kind)
  return Math.min(tariff, charge - sumOf(without))
}

function partnerLine(workings: Workings, { partner }: Circumstances): void {
  workings.line({
    id: 'partner',
    part: 'savings',
    label: 'Your partner’s money',
    effect: 0,
    working: ['We look at your own money only. Your partner’s money is not counted.'],
    easyRead: 'We do not count your partner’s money.',
    changes: {
      words: 'Nothing does. We look at each person alone.',
      easyRead: 'We never count it.',
    },
    law: 'Care Act 2014, section 17',
    treatment: 'ignored',
    from: partner.from,
  })
}

/** The line of somebody who pays all of it. Gives what that is, in pence a week, or null when it is not known. */
function fullCost(workings: Workings, { careCost }: Circumstances): number | null {
  if (careCost.value === null) workings.missing('care-cost', 'what your care costs', careCost.from, false)
  workings.line({
    id: 'full-cost',
    part: 'limits',
    label: 'What your care costs',
    pence: careCost.value,
    effect: careCost.value,
    working: [
      careCost.value === null
        ? 'We do not know what your care costs yet.'
        : `Your care costs ${inPounds(careCost.value)} a week.`,
    ],
    easyRead:
      careCost.value === null
        ? 'We do not know this yet.'
        : `Your care costs ${inPounds(careCost.value)} a week.`,
    changes: {
      words: 'It changes when your care costs more or less, or when what you have is below the limit.',
      easyRead: 'It changes if your care costs more or less.',
    },
    law: 'Regulation 12',
    treatment: careCost.value === null ? 'not-yet' : 'counted',
    from: careCost.from,
  })
  return careCost.value
}

/** Possible when only the home takes somebody in a care home over the limit: the rest is it or less (SI 2014/2671). */
function deferredPayment(
  workings: Workings,
  savings: CapitalFound,
  setting: Setting,
): Sheet['deferredPayment'] {
  const { high } = savings.withoutHome
  const upper = workings.rate('upper-capital-limit')
  if (setting !== 'care-home' || !savings.isHomeCounted || high === null || upper === null || high > upper)
    return null
  return {
    words: [
      'You may not have to sell your home now.',
      'The council may pay, and take the money back later when your home is sold.',
      'This is called a deferred payment. There are costs. Ask us about it.',
    ],
    easyRead: 'You may be able to pay later. Ask us how.',
    law: 'Care Act 2014, section 34; SI 2014/2671',
  }
}

function laterSheet(toWork: ToWork, savings: CapitalFound, isAfter: boolean): Sheet['afterTwelveWeeks'] {
  if (isAfter || savings.weeksLeft === null) return null
  return { weeksLeft: savings.weeksLeft, sheet: tidy(work(toWork, true)) }
}

function helpFor(
  toWork: ToWork,
  savings: CapitalFound,
  kind: Setting,
  cost: number | null,
  isAfterTheWeeks: boolean,
  canPayLater: boolean,
): HelpMayStart | null {
  const { circumstances, rates, on } = toWork
  // A short stay ends; and while the home is not counted yet, only what follows can say when.
  if (circumstances.setting.value === 'short-stay' || savings.weeksLeft !== null) return null
  const byLaw = usableRate(rates, 'upper-capital-limit', on)?.amount
  const upper =
    byLaw == null ? null : Math.max(byLaw, (kind === 'home' && toWork.policy.upperLimitAtHome) || 0)
  const lower = usableRate(rates, 'lower-capital-limit', on)?.amount
  if (cost === null || cost <= 0 || upper == null || lower == null) return null
  const apart = openWorkings(rates, on)
  incomeAndKeep(apart, toWork, kind)
  const spare = isBlocked(apart) ? null : Math.max(0, sumOf(apart))
  const { stay } = circumstances
  const { high } = savings.withoutHome
  const weeksUntilItCounts = isAfterTheWeeks && stay.value ? weeksLeft(stay.value) : 0
  const property = savings.propertyCounted && {
    what: savings.propertyCounted,
    weeksUntilItCounts,
    isPaidForUntilThen: weeksUntilItCounts > 0 && high !== null && high <= upper,
    canPayLater,
  }
  return whenHelpMayStart({ range: savings.range, limits: { lower, upper }, careCost: cost, spare, property })
}

const noTotals = ({ careCost }: Circumstances): Totals => ({
  capital: null,
  tariff: null,
  ownIncome: null,
  counted: null,
  costs: null,
  keep: null,
  careCost: careCost.value,
  fromSavings: null,
  yoursToKeep: null,
})

const totalsOf = ({ careCost }: Circumstances, savings: CapitalFound, money: MoneyFound | null): Totals => ({
  capital: savings.range,
  tariff: savings.tariff,
  ownIncome: money?.own ?? null,
  counted: money?.income == null || savings.tariff === null ? null : money.income + savings.tariff,
  costs: money?.costs ?? null,
  keep: money?.keep ?? null,
  careCost: careCost.value,
  fromSavings: null,
  yoursToKeep: null,
})
