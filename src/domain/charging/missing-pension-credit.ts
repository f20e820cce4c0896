import { weeklyOf } from './amounts.ts'
import type { CapitalKind, Circumstances, HousingKind, IncomeItem, IncomeKind } from './circumstances.ts'
import { type RateRow, usableRate } from './rates.ts'
import { type Sheet, type ToWork, workSheet } from './sheet.ts'

/** What an award comes to, in pence a week. */
export interface Gain {
  readonly award: number
  /** What more they may then be charged: at most, where it is not known what their care costs. */
  readonly charge: number
  /** What is left of the award after that: at least, where it is not known what their care costs. */
  readonly net: number
  readonly isCareCostKnown: boolean
}

/** What a benefit that somebody did not name may be worth. */
export interface BenefitWorth {
  /** By what they told us; null where it comes to nothing. */
  readonly byAnswers: Gain | null
  /** If they live alone and nobody is paid for looking after them, which is not asked; null where that adds nothing. */
  readonly ifAlone: Gain | null
  /** A rate it rests on is second-hand: it is still being checked. */
  readonly isSecondHand: boolean
}

/** Counted as it is paid after tax (State Pension Credit Act 2002, sections 15 and 16). */
const COUNTED: readonly IncomeKind[] = ['state-pension', 'work-pension', 'annuity']
/** Not counted (SI 2002/1792, regulation 15(1)). All other income is for the office that pays it: no figure. */
const IGNORED: readonly IncomeKind[] = [
  'attendance-allowance',
  'pip-living',
  'pip-mobility',
  'dla-care',
  'dla-mobility',
  'housing-benefit',
  'council-tax-help',
]
/** Worth the same to the council and to that office. */
const PLAIN_SAVINGS: readonly CapitalKind[] = ['current', 'savings', 'bonds', 'cash']
/** With these the guarantee may be higher (SI 2002/1792, Schedule II). */
const MAY_RAISE: readonly HousingKind[] = ['service-charge', 'ground-rent']

// Capital counts as £1 a week for each £500, or part of it, above £10,000 (SI 2002/1792, regulation 15(6)).
const CAPITAL_LEFT_OUT = 10_000_00
const CAPITAL_STEP = 500_00
const INCOME_A_STEP = 1_00

// Less than 10p a week is not paid (SI 2002/1792, regulation 13).
const LEAST_PAID = 10

/**
 * What the guarantee credit of Pension Credit may be worth to somebody single of pension age at home who named no Pension
 * Credit, and what of it their charge takes (State Pension Credit Act 2002, section 2; SI 2002/1792, regulation 6).
 * Savings credit is not in it.
 * @param now the sheet of the same circumstances.
 * @returns null where anything it needs is not known, where it depends on more than they were asked (a partner's money, a
 * child, being a carer), or where no award leaves them at least as much as before.
 */
export function pensionCreditWorth(toWork: ToWork, now: Sheet): BenefitWorth | null {
  const { circumstances, rates, on } = toWork
  const minimum = usableRate(rates, 'pension-credit-single', on)
  const income = incomeCounted(circumstances, now)
  if (minimum?.amount == null || income === null) return null
  const extra = mayBeSeverelyDisabled(circumstances)
    ? usableRate(rates, 'pension-credit-severe-disability', on)
    : undefined
  const byAnswers = gainOf(toWork, now, minimum.amount - income)
  const ifAlone = extra?.amount ? gainOf(toWork, now, minimum.amount + extra.amount - income) : null
  if (!byAnswers && !ifAlone) return null
  const used: readonly RateRow[] = [minimum, ...(ifAlone && extra ? [extra] : [])]
  return { byAnswers, ifAlone, isSecondHand: used.some(({ checked }) => checked === 'second-hand') }
}

/** What of a week's money counts for it, in pence; null where it is not known, or the office has to say. */
function incomeCounted(circumstances: Circumstances, { totals }: Sheet): number | null {
  const { setting, ageBand, partner, children, premiums, income, benefits } = circumstances
  const isAsked =
    setting.value === 'home' &&
    ageBand.value === 'pension-age' &&
    partner.value === 'none' &&
    children.value === 0 &&
    premiums.carer.value === false
  const { capital } = totals
  if (!isAsked || !isPlain(circumstances) || capital === null || capital.low !== capital.high) return null
  if (income.value === null || benefits.value === null) return null
  const parts = [...income.value, ...benefits.value].map(countedOf)
  if (parts.includes(null)) return null
  const steps = Math.ceil(Math.max(0, capital.low - CAPITAL_LEFT_OUT) / CAPITAL_STEP)
  return parts.reduce<number>((sum, pence) => sum + (pence ?? 0), steps * INCOME_A_STEP)
}

/** Whether their savings and what their home costs hold nothing that the office may see in another way. */
function isPlain(circumstances: Circumstances): boolean {
  const { savings, specialSavings, gaveAway, otherProperty, housing, passesHalfPension } = circumstances
  return (
    savings.value?.every(({ kind }) => PLAIN_SAVINGS.includes(kind)) === true &&
    specialSavings.value?.length === 0 &&
    gaveAway.value === false &&
    otherProperty.value?.length === 0 &&
    passesHalfPension.value !== true &&
    housing.value?.some(({ kind }) => MAY_RAISE.includes(kind)) === false
  )
}

function countedOf({ kind, money, tax }: IncomeItem): number | null {
  if (IGNORED.includes(kind)) return 0
  if (!COUNTED.includes(kind) || money === null || tax !== 'after') return null
  return weeklyOf(money, 'up')?.pence ?? null
}

/** Whether the additional amount for severe disability depends on nothing else than who lives there and is paid to care. */
const mayBeSeverelyDisabled = ({ benefits }: Circumstances): boolean =>
  // The lowest rate of DLA care is not enough (Schedule I, paragraph 1).
  (benefits.value ?? []).some(
    ({ kind, isHighestRate }) =>
      kind === 'attendance-allowance' ||
      kind === 'pip-living' ||
      (kind === 'dla-care' && isHighestRate === true),
  )

/** The charge worked again with the award among the benefits. */
function gainOf(toWork: ToWork, now: Sheet, award: number): Gain | null {
  const { circumstances } = toWork
  const { benefits, careCost } = circumstances
  if (award < LEAST_PAID || benefits.value === null) return null
  const paid: IncomeItem = {
    kind: 'guarantee-credit',
    money: { pence: award, every: 'week' },
    tax: 'after',
    from: [],
  }
  const withAward = { ...circumstances, benefits: { ...benefits, value: [...benefits.value, paid] } }
  const then = workSheet({ ...toWork, circumstances: withAward })
  const charge = chargedMore(now, then)
  // A least charge of the council's can take more than the award.
  if (charge === null || charge > award) return null
  const isCareCostKnown = careCost.value !== null || charge === 0
  return { award, charge, net: award - charge, isCareCostKnown }
}

/** In pence a week; null where either is not worked out. Who pays for all of it pays no more by an award. */
function chargedMore({ result: before }: Sheet, { result: after }: Sheet): number | null {
  if (before.is === 'full-cost' && after.is === 'full-cost') return 0
  return before.is === 'charge' && after.is === 'charge' ? after.pence - before.pence : null
}
