import type { HousingKind } from '#src/domain/charging/circumstances.ts'
import type { Money } from '#src/domain/charging/amounts.ts'
import type { RateName } from '#src/domain/charging/rates.ts'
import { weeklyCost } from './amounts.ts'
import { beyond, type Doubt } from './doubt.ts'
import { countsCareBenefit } from './income.ts'
import type { Person } from './people.ts'
import type { Rates } from './rates.ts'

/** What the law leaves somebody a week, in pence: reg 6 in a care home, reg 7 for everybody else. */
export function keptBy(person: Person, rates: Rates, doubt: Doubt): number {
  const of = (name: RateName) => rates(name) ?? doubt.spared(0, beyond, `rate: ${name}`)
  if (person.rules !== 'home') return of('personal-expenses-allowance')
  return guaranteeParts(person).reduce((sum, name) => sum + of(name), 0) + childrenOf(person, of)
}

const childrenOf = ({ children }: Person, of: (name: RateName) => number) =>
  children === 0 ? 0 : children * of('mig-child')

/**
 * Reg 7, read: (2) a single person by age, (3) a lone parent, (4) one of a couple, by whether either of them has
 * reached pension credit age; (5) to (7) premiums, all that apply. A couple is of one household, so a partner who
 * lives elsewhere or in a care home leaves somebody single (reg 2, as in the Income Support Regulations).
 * The disability premiums end when one of the two reaches pension credit age: of two premiums only the higher is
 * due, and the enhanced one is not due beside a pensioner premium (Income Support Regulations Sch 2 paras 5 and 6,
 * read; that paras 9 to 10 give a couple the pensioner premium as soon as one has that age is from memory).
 * A lone parent past that age is under both (2)(c) and (3): the higher amount is theirs (to check).
 */
function guaranteeParts(person: Person): readonly RateName[] {
  const { ageBand, partner, partnerReachedPensionAge, children } = person
  const isPensionAge = ageBand === 'pension-age'
  const isCouple = partner === 'together'
  const isEitherPensionAge = isPensionAge || (isCouple && partnerReachedPensionAge)
  const whose = isCouple ? 'couple' : 'single'
  const parts: RateName[] = []
  if (isCouple) parts.push(isPensionAge || partnerReachedPensionAge ? 'mig-couple-pension' : 'mig-couple')
  else if (isPensionAge) parts.push('mig-single-pension')
  else if (children > 0) parts.push('mig-lone-parent')
  else parts.push(ageBand === '18-24' ? 'mig-single-18-24' : 'mig-single-25-pension')
  // Reg 7(6): one of the two is enough.
  const partners = isCouple ? person.partnerDisability : 'none'
  if ((person.disability || partners !== 'none') && !isEitherPensionAge)
    parts.push(`premium-disability-${whose}`)
  if ((person.enhancedDisability || partners === 'highest') && !isEitherPensionAge)
    parts.push(`premium-enhanced-${whose}`)
  if (person.carer) parts.push('premium-carer')
  return parts
}

/**
 * Sch 1 para 2(3), read: mortgage repayments, rent, ground rent, council tax and service charges. Insurance of the
 * building is not in the list and is among what the guarantee is for (Annex C; from memory, to check).
 */
const isHousing: Readonly<Record<HousingKind, boolean>> = {
  mortgage: true,
  rent: true,
  'ground-rent': true,
  'council-tax': true,
  'service-charge': true,
  'buildings-insurance': false,
}

/**
 * Costs taken off income, a week, in pence. Housing, at home and for a temporary resident (Sch 1 para 2). The costs
 * of a disability, where a benefit for needing care is counted (para 4), which it is not for a temporary resident;
 * in a care home the home meets them. Other costs ordered by law are no disregard of Sch 1.
 */
export function costsOf(person: Person, doubt: Doubt): number {
  const { told, rules } = person
  if (rules === 'care-home') return 0
  let all = 0
  if (told.housing.value === null) all += doubt.spared(0, beyond, 'missing: housing')
  for (const { kind, money } of told.housing.value ?? []) if (isHousing[kind]) all += costOf(money, 1, doubt)
  if (rules === 'temporary' || told.extraCosts.value?.length === 0) return all
  if (!doubt.helps(countsCareBenefit(person), 'missing: benefits')) return all
  if (told.extraCosts.value === null) return all + doubt.spared(0, beyond, 'missing: extraCosts')
  for (const { money, sharedBy } of told.extraCosts.value) all += costOf(money, sharedBy, doubt)
  return all
}

function costOf(money: Money | null, sharedBy: number, doubt: Doubt): number {
  if (money === null) return doubt.spared(0, beyond, 'missing: amount of a cost')
  return weeklyCost(money, sharedBy) ?? doubt.spared(0, money.pence, 'person: a cost paid once')
}
