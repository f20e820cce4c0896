import type { AgeBand, Fact, IncomeKind, PremiumFact } from './circumstances.ts'

/**
 * Whether a premium applies: `judged` where somebody told all they can and the council has to say; null where it
 * depends on an answer that is missing.
 */
export type PremiumFound = boolean | 'judged' | null
export interface PremiumsFound {
  readonly disability: PremiumFound
  readonly enhancedDisability: PremiumFound
  readonly carer: PremiumFound
}

/** What may lead to a disability premium besides a benefit for one. */
export type HealthReason = 'blind' | 'too-ill-to-work'

/** What premiums are found by: each is null where it is not known. */
export interface PremiumsKnown {
  readonly benefits: readonly IncomeKind[] | null
  readonly ageBand: AgeBand | null
  /** Whether PIP daily living is at the enhanced rate, or DLA care at the highest. */
  readonly highestRate: boolean | null
  /** Whether they look after somebody ill or disabled for 35 hours or more a week. */
  readonly caresForSomeone: boolean | null
  /** Asked of those below pension age without PIP or DLA. */
  readonly health: readonly HealthReason[] | null
}

/**
 * The premiums of somebody who gets, or whom the council considers would get with income support, one of them
 * (regulation 7(5) to (7); Income Support (General) Regulations 1987, Schedule 2). A benefit that leads to one says
 * that it applies; that none does says nothing. A carer need not be paid Carer’s Allowance: another benefit may
 * take its place (Schedule 2, paragraph 7). So “no” needs an answer of its own. Disability premiums are for people
 * below pension age. Who is registered as blind, cannot work, or gets Constant Attendance Allowance or an Armed Forces
 * payment is left to a person: we have not seen all of the text.
 */
export function premiumsFrom(known: PremiumsKnown): PremiumsFound {
  const { benefits, ageBand, highestRate, caresForSomeone, health } = known
  const has = (...kinds: readonly IncomeKind[]) => kinds.some((kind) => benefits?.includes(kind))
  const carer = has('carers-allowance') || (caresForSomeone === true ? 'judged' : caresForSomeone)
  if (ageBand === 'pension-age') return { disability: false, enhancedDisability: false, carer }
  if (benefits === null) return { disability: null, enhancedDisability: null, carer }
  const forCare = has('pip-living', 'dla-care')
  const byHealth: PremiumFound = health === null ? null : health.length > 0 ? 'judged' : false
  const cannotWork = has('esa') || (health?.includes('too-ill-to-work') ?? false)
  return {
    disability:
      forCare ||
      has('pip-mobility', 'dla-mobility') ||
      (has('constant-attendance', 'war-benefits', 'esa') ? 'judged' : byHealth),
    enhancedDisability: forCare
      ? highestRate
      : has('war-benefits') || cannotWork
        ? 'judged'
        : has('pip-mobility', 'dla-mobility')
          ? false
          : health === null
            ? null
            : false,
    carer,
  }
}

/** What was found, as the sum reads it. */
export const premiumFact = (found: PremiumFound, from: readonly string[]): PremiumFact => ({
  value: found === 'judged' ? null : found,
  from,
  ...(found === 'judged' ? { isJudged: true } : {}),
})

/** The ticks of what may lead to a premium, of any question that asks for them. */
export const healthReasons = (ticked: Fact<readonly string[]>): readonly HealthReason[] | null =>
  ticked.value?.filter((one): one is HealthReason => one === 'blind' || one === 'too-ill-to-work') ?? null
