import type { ChargingPolicy, IncomeItem, IncomeKind } from '#src/domain/charging/circumstances.ts'
import { weeklyIncome } from './amounts.ts'
import { beyond, type Doubt } from './doubt.ts'
import type { Person } from './people.ts'
import type { Rates } from './rates.ts'

type Way = 'counted' | 'none' | 'judged' | 'care-benefit' | 'pension' | 'child' | Credit
type Credit = 'savings-credit' | 'pension-credit' | 'universal-credit'

/**
 * Reg 14 (earnings), reg 15 and Sch 1, Annex C paragraphs 14 to 33. Read: earnings, mobility components (Sch 1
 * para 8), housing benefit and council tax reduction (para 3), guaranteed income payments (para 18). Of Annex C
 * only the first paragraphs were read, the lists of benefits counted and not counted are from memory, to check;
 * pages of three councils say the same.
 */
const ways: Readonly<Record<IncomeKind, Way>> = {
  wages: 'none',
  'self-employed': 'none',
  'direct-payment': 'none',
  'guaranteed-income-payment': 'none',
  'pip-mobility': 'none',
  'dla-mobility': 'none',
  'housing-benefit': 'none',
  'council-tax-help': 'none',
  // Sch 1 para 15: regular payments by a charity, with exceptions whose text was not seen.
  charity: 'judged',
  'child-benefit': 'child',
  'state-pension': 'counted',
  'guarantee-credit': 'counted',
  esa: 'counted',
  jsa: 'counted',
  'income-support': 'counted',
  'carers-allowance': 'counted',
  'industrial-injury': 'counted',
  'constant-attendance': 'counted',
  'attendance-allowance': 'care-benefit',
  'pip-living': 'care-benefit',
  'dla-care': 'care-benefit',
  'work-pension': 'pension',
  annuity: 'pension',
  'savings-credit': 'savings-credit',
  'pension-credit': 'pension-credit',
  'universal-credit': 'universal-credit',
  // Disregarded wholly, by £10 or not at all, depending on what exactly it is.
  'war-pension': 'judged',
  'war-benefits': 'judged',
  bereavement: 'judged',
  maintenance: 'judged',
  trust: 'judged',
  // Reg 19(3): income from capital is treated as capital; a lodger's rent is something else.
  rent: 'judged',
  other: 'judged',
}

/** Awards made to two people who live together, of which half is presumed to be each one's (Annex C para 5, read). */
const jointAwards: readonly IncomeKind[] = [
  'guarantee-credit',
  'savings-credit',
  'pension-credit',
  'universal-credit',
  'income-support',
]

/** Benefits for needing care: only with one of these are the costs of a disability taken off (Sch 1 para 4). */
const careBenefits: readonly IncomeKind[] = [
  'attendance-allowance',
  'pip-living',
  'dla-care',
  'constant-attendance',
]

/** Whether a benefit for needing care is counted; null when their benefits are not known. */
export function countsCareBenefit({ told }: Person): boolean | null {
  const { value: benefits } = told.benefits
  const has = [...(benefits ?? []), ...(told.income.value ?? [])].some(({ kind }) =>
    careBenefits.includes(kind),
  )
  return has || (benefits === null ? null : false)
}

/** Income counted a week, in pence, without tariff income. */
export function incomeOf(person: Person, rates: Rates, policy: ChargingPolicy, doubt: Doubt): number {
  const { told } = person
  let all = 0
  let savingsCredit = 0
  for (const name of ['income', 'benefits'] as const) {
    const { value } = told[name]
    if (value === null) all += doubt.had(0, beyond, `missing: ${name}`)
    for (const item of value ?? []) {
      if (item.kind === 'savings-credit') savingsCredit += share(item, person, doubt)
      else all += itemOf(item, person, rates, doubt)
    }
  }
  all += savingsCreditOf(savingsCredit, person, rates, doubt)
  return policy.savingsDisregard === 'with-award-only'
    ? all
    : afterSparedSum(all, person, rates, policy, doubt)
}

function itemOf(item: IncomeItem, person: Person, rates: Rates, doubt: Doubt): number {
  const { rules, partner, passesHalfPension } = person
  const way = ways[item.kind]
  if (way === 'none') return 0
  // Annex F: of a temporary resident attendance allowance and its like are disregarded; so one council's and a
  // charity's page, the paragraph from memory, to check.
  if (way === 'care-benefit' && rules === 'temporary') return 0
  // Annex C: child benefit is disregarded, save where the child lives in the accommodation too.
  if (way === 'child' && rules === 'home') return 0
  const money = share(item, person, doubt)
  switch (way) {
    case 'judged':
    case 'child':
      return doubt.had(0, money, `person: ${item.kind}`)
    case 'pension-credit': {
      // Not split into its parts: the savings part is disregarded wholly at home, and to a limit in a care home.
      const most = rules === 'home' ? beyond : (limitOf(person, rates) ?? beyond)
      return doubt.had(Math.max(0, money - most), money, 'person: parts of pension credit')
    }
    case 'universal-credit': {
      // Sch 1 para 3: help with rent is disregarded. Housing costs are told after help, so it must come off here;
      // nobody asked how much of the award it is. Somebody who owns their home, or lives in a care home, has none.
      // A carer's allowance told beside it may be its carer element told twice.
      const { value: home } = person.told.home
      const isCarer = person.told.benefits.value?.some(({ kind }) => kind === 'carers-allowance') ?? false
      if (isCarer) return doubt.had(0, money, 'person: a carer in universal credit')
      const hasNone = rules === 'care-home' || (home !== null && home !== 'not-owned')
      return hasNone ? money : doubt.had(0, money, 'person: rent in universal credit')
    }
    case 'pension': {
      // Sch 1 para 16: half of an occupational or personal pension or retirement annuity that is passed to a
      // husband, wife or civil partner not living in the same care home (guidance for Wales, quoted by others; the text
      // to check). Half is 50% of it, not what is passed. Who was asked was asked of one at home, and of an annuity as
      // a pension that somebody bought. Whether it holds in a short stay could not be read.
      if (rules === 'home' || !passesHalfPension || partner === 'none' || partner === 'care-home')
        return money
      const half = Math.floor(money / 2)
      return rules === 'temporary' ? doubt.had(half, money, 'person: half a pension in a short stay') : half
    }
    default:
      return money
  }
}

/**
 * Savings credit that counts: in a care home what is above a limit. At home one council's page leaves out all of it,
 * another's that limit, and Annex C could not be had: what is above it may count or not. The limit (Sch 1 para 40: its text was not seen; that of England before it, paragraph 28H put in by SI 2003/2343, was).
 */
function savingsCreditOf(credit: number, person: Person, rates: Rates, doubt: Doubt): number {
  if (credit === 0) return 0
  const limit = limitOf(person, rates)
  if (limit === null) return doubt.had(0, credit, `rate: ${limitName(person)}`)
  const above = Math.max(0, credit - limit)
  return person.rules === 'home' ? doubt.had(0, above, 'person: savings credit at home') : above
}

/**
 * The same paragraph spares a sum as large as the limit for somebody of pension age whose income is above the
 * standard minimum guarantee, with or without an award (28H(2), read). What the guarantee is, and whether they
 * reached pension age before 6 April 2016 (from memory, to check), is not known here: it may come off or not. A council
 * that has settled it for itself says so in its settings.
 */
function afterSparedSum(
  income: number,
  person: Person,
  rates: Rates,
  policy: ChargingPolicy,
  doubt: Doubt,
): number {
  const { told, rules, ageBand } = person
  const paid = [...(told.income.value ?? []), ...(told.benefits.value ?? [])]
  const getsCredit = paid.some(({ kind }) =>
    ['savings-credit', 'pension-credit', 'guarantee-credit'].includes(kind),
  )
  if (rules === 'home' || ageBand !== 'pension-age' || getsCredit) return income
  const limit = limitOf(person, rates)
  const least = Math.max(0, income - (limit ?? income))
  // Where the council has settled that it comes off, it does above what reg 7 keeps, which is above the guarantee.
  const pensions = paid.reduce(
    (sum, { kind, money }) => sum + ((qualifies.includes(kind) && money && weeklyIncome(money)) || 0),
    0,
  )
  const isAbove = pensions > (rates('mig-single-pension') ?? beyond)
  if (policy.savingsDisregard === 'without-award-too' && isAbove && limit !== null) return least
  return doubt.had(least, income, 'person: savings credit sum above the guarantee')
}

/** Among what counts towards savings credit; more may, so this is the least of it. */
const qualifies: readonly IncomeKind[] = ['state-pension', 'work-pension', 'annuity']

const limitName = ({ rules, partner }: Person) =>
  // Para 40: a partner as in the State Pension Credit Regulations, who is of the same household.
  rules !== 'care-home' && partner === 'together' ? 'savings-credit-couple' : 'savings-credit-single'
const limitOf = (person: Person, rates: Rates) => rates(limitName(person))

/** What of an amount comes to this person in a week, after tax (Sch 1 para 1). */
function share({ kind, money, tax }: IncomeItem, { rules, partner }: Person, doubt: Doubt): number {
  const week = money && weeklyIncome(money)
  if (week === null) return doubt.had(0, beyond, `missing: ${money ? 'how often' : 'amount of'} ${kind}`)
  const net = tax === 'after' ? week : doubt.had(0, week, `missing: tax on ${kind}`)
  const isShared = rules !== 'care-home' && partner === 'together' && jointAwards.includes(kind)
  return isShared ? Math.floor(net / 2) : net
}
