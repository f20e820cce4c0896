import type { Circumstances, IncomeKind } from './circumstances.ts'
import type { BenefitWorth } from './missing-pension-credit.ts'

/** A benefit somebody may be missing, and where it is claimed. */
export interface BenefitToClaim {
  readonly id: string
  readonly name: string
  readonly why: string
  readonly easyRead: string
  /** The government's own page about it. */
  readonly claimAt: string
  /** What it may be worth, and what is left of it after the charge; left out where that is not known. */
  readonly worth?: BenefitWorth
}

/** Benefits for care mostly stop after some weeks in a care home that the council pays for. */
const EASY_IN_CARE_HOME = 'Do you live in a care home? You may get it if you pay for all your care.'

/**
 * Benefits that a person in these circumstances may be able to get and did not name. Nothing while it is not
 * known which they get. Whether they get it is for the office that pays it; what it may be worth, see `pensionCreditWorth`.
 */
export function benefitsToClaim(circumstances: Circumstances): readonly BenefitToClaim[] {
  const { benefits, ageBand, housing, setting } = circumstances
  if (benefits.value === null) return []
  const has = (...kinds: readonly IncomeKind[]) => benefits.value?.some(({ kind }) => kinds.includes(kind))
  const isOlder = ageBand.value === 'pension-age'
  const isAdult = ageBand.value === '18-24' || ageBand.value === '25-to-pension-age'
  const hasForCare = has('attendance-allowance', 'pip-living', 'dla-care', 'constant-attendance')
  const pays = (kind: 'rent' | 'council-tax') => housing.value?.some((cost) => cost.kind === kind)
  const inCareHome = (words: string) => (setting.value === 'care-home' ? [words] : [])
  const found: readonly (BenefitToClaim | false | undefined)[] = [
    isOlder &&
      !hasForCare && {
        id: 'attendance-allowance',
        name: 'Attendance Allowance',
        why: [
          'For people past State Pension age who need help or someone near. Savings do not matter.',
          ...inCareHome('In a care home, it is mostly for people who pay for all of it.'),
        ].join(' '),
        easyRead: ['This is money for older people who need help.', ...inCareHome(EASY_IN_CARE_HOME)].join(
          ' ',
        ),
        claimAt: 'https://www.gov.uk/attendance-allowance',
      },
    isAdult &&
      !hasForCare &&
      !has('pip-mobility', 'dla-mobility') && {
        id: 'pip',
        name: 'Personal Independence Payment (PIP)',
        why: [
          'For people below State Pension age who are ill or disabled. Savings do not matter.',
          ...inCareHome(
            'In a care home, the part for daily living is mostly for people who pay for all of it.',
          ),
        ].join(' '),
        easyRead: [
          'This is money for people who are ill or disabled.',
          ...inCareHome(EASY_IN_CARE_HOME),
        ].join(' '),
        claimAt: 'https://www.gov.uk/pip',
      },
    isOlder &&
      !has('guarantee-credit', 'savings-credit', 'pension-credit') && {
        id: 'pension-credit',
        name: 'Pension Credit',
        why: 'For people past State Pension age with little money coming in. You may get it with a home of your own.',
        easyRead: 'This is money for older people who do not have much.',
        claimAt: 'https://www.gov.uk/pension-credit',
      },
    isAdult &&
      !has('universal-credit', 'esa', 'jsa', 'income-support') && {
        id: 'universal-credit',
        name: 'Universal Credit',
        why: 'For people below State Pension age with little money coming in.',
        easyRead: 'This is money for people who do not have much.',
        claimAt: 'https://www.gov.uk/universal-credit',
      },
    setting.value === 'home' &&
      pays('council-tax') &&
      !has('council-tax-help') && {
        id: 'council-tax-help',
        name: 'Help with council tax',
        why: 'For people with little money coming in. Your council gives it.',
        easyRead: 'You may have less council tax to pay.',
        claimAt: 'https://www.gov.uk/apply-council-tax-reduction',
      },
    isOlder &&
      pays('rent') &&
      !has('housing-benefit') && {
        id: 'housing-benefit',
        name: 'Housing Benefit',
        why: 'Help with rent for people past State Pension age with little money coming in.',
        easyRead: 'This is money to help with rent.',
        claimAt: 'https://www.gov.uk/housing-benefit',
      },
  ]
  return found.filter((one) => one !== false && one !== undefined)
}
