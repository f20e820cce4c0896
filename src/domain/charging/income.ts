import type { ChargingPolicy, Circumstances, Fact, IncomeItem, IncomeKind, Setting } from './circumstances.ts'
import { inPounds, part, weeklyOf } from './amounts.ts'
import {
  A_WORKER_CAN_CHANGE,
  CANNOT_YET,
  COUNCILS_OWN,
  inOrder,
  type WouldChange,
  type Workings,
} from './workings.ts'

/**
 * What happens to each kind of income. `judged` is for a person, and `part-unknown` until it is told which part it is:
 * both stop the result.
 */
type Rule = {
  readonly label: string
  readonly is: 'counted' | 'ignored' | 'judged' | 'savings-credit' | 'part-unknown'
  readonly law: string
  /** Paid for help with a disability: while one is counted, the extra costs of the disability come off. */
  readonly isForDisability?: true
  /** Paid for a disability, and not counted of who is in a care home for a time (Annex F). */
  readonly isIgnoredInShortStay?: true
  /** Left out, but for a child and a parent in one care home that the council arranged: then for a person. */
  readonly mayCountInCareHome?: true
  /** Awarded to two people who live together: half is presumed to be each one’s (Annex C, paragraph 5). */
  readonly isJoint?: true
  /** A pension, of which the half that goes to a husband, wife or civil partner at home does not count. */
  readonly isPension?: true
}

const counted = (label: string): Rule => ({ label, is: 'counted', law: 'Regulation 13' })
const ignored = (label: string, law: string): Rule => ({ label, is: 'ignored', law })
const judged = (label: string): Rule => ({ label, is: 'judged', law: 'Schedule 1' })

const FOR_CARE = { isForDisability: true, isIgnoredInShortStay: true } as const

const rules: Readonly<Record<IncomeKind, Rule>> = {
  wages: ignored('Wages', 'Regulation 14'),
  'self-employed': ignored('Money from your own business', 'Regulation 14'),
  'work-pension': { ...counted('Work or private pension'), isPension: true },
  annuity: { ...counted('Annuity: a pension you bought'), isPension: true },
  'guaranteed-income-payment': ignored(
    'Guaranteed income payment from the forces',
    'Schedule 1, paragraph 18',
  ),
  'war-pension': judged('Forces or war pension'),
  rent: judged('Rent that people pay you'),
  trust: judged('Money from a trust'),
  maintenance: judged('Money from a past partner'),
  charity: judged('Money from a charity'),
  'direct-payment': ignored('Direct payment for your care', 'Schedule 1'),
  'state-pension': counted('State Pension'),
  'guarantee-credit': { ...counted('Pension Credit without the savings part'), isJoint: true },
  'savings-credit': {
    label: 'Pension Credit, the savings part',
    is: 'savings-credit',
    law: 'Schedule 1, paragraph 40',
    isJoint: true,
  },
  'pension-credit': { label: 'Pension Credit', is: 'part-unknown', law: 'Schedule 1', isJoint: true },
  'universal-credit': { ...counted('Universal Credit'), isJoint: true },
  'attendance-allowance': { ...counted('Attendance Allowance'), ...FOR_CARE },
  'pip-living': { ...counted('PIP for daily living'), ...FOR_CARE },
  'pip-mobility': ignored('PIP for getting around', 'Schedule 1, paragraph 8'),
  'dla-care': { ...counted('DLA for care'), ...FOR_CARE },
  'dla-mobility': ignored('DLA for getting around', 'Schedule 1, paragraph 8'),
  esa: counted('Employment and Support Allowance'),
  'carers-allowance': counted('Carer’s Allowance'),
  'housing-benefit': ignored('Housing Benefit', 'Schedule 1, paragraph 3'),
  'council-tax-help': ignored('Help with council tax', 'Schedule 1, paragraph 3'),
  'industrial-injury': counted('Benefit for being hurt at work'),
  'war-benefits': judged('War pension or Armed Forces payment'),
  'constant-attendance': { ...counted('Constant Attendance Allowance'), isForDisability: true },
  bereavement: judged('Benefit after a death'),
  jsa: counted('Jobseeker’s Allowance'),
  'income-support': { ...counted('Income Support'), isJoint: true },
  'child-benefit': { ...ignored('Child Benefit', 'Statutory guidance, Annex C'), mayCountInCareHome: true },
  other: judged('Other benefit'),
}

const changesOf = {
  counted: {
    words: 'It changes when what you get changes.',
    easyRead: 'It changes if you get more or less.',
  },
  ignored: {
    words: 'Nothing does. It is left out, however much it is.',
    easyRead: 'We never count this.',
  },
  shortStay: {
    words: 'It may count when you are back home.',
    easyRead: 'It may count when you are back home.',
  },
  half: {
    words: 'It changes when what you get changes, or if your partner moves out.',
    easyRead: 'It changes if you get more or less.',
  },
  passedOn: {
    words: 'It changes when the pension changes, or when half of it no longer goes to your partner.',
    easyRead: 'It changes if your partner stops getting half.',
  },
  notPassedOn: {
    words: 'It goes down if half of it goes to a husband, wife or civil partner at home.',
    easyRead: 'It goes down if your partner gets half.',
  },
  savingsCredit: {
    words: 'It changes when what you get, or the amount the law leaves out, changes.',
    easyRead: 'It changes if you get more or less.',
  },
  unknown: {
    words: 'When you tell us how much it is, we can work it out.',
    easyRead: 'Tell us how much it is.',
  },
  part: {
    words: 'When you tell us which part it is, we can work it out.',
    easyRead: 'Tell us which part it is.',
  },
  beforeTax: {
    words: 'When you tell us how much it is after tax, we can work it out.',
    easyRead: 'Tell us how much it is after tax.',
  },
} as const satisfies Readonly<Record<string, WouldChange>>

const WHICH_PART =
  'We need to know which part of Pension Credit you get: the main part, or the extra for savings. ' +
  'The letter about it says which. A worker can help.'

/** What income comes to. */
export interface IncomeFound {
  /** What stays the person's own of it a week, counted or not, in pence; null when some is not known. */
  readonly own: number | null
  /** Whether a benefit for help with a disability is counted. */
  readonly countsDisabilityBenefit: boolean
}

/** The person's own income, never a partner's. */
export function income(
  workings: Workings,
  circumstances: Circumstances,
  setting: Setting,
  policy: Pick<ChargingPolicy, 'savingsDisregard' | 'nightPart'>,
): IncomeFound {
  const missing = (code: string, what: string, fact: Fact<unknown>) => {
    if (fact.value === null) workings.missing(code, what, fact.from)
  }
  missing('income', 'what money you have coming in', circumstances.income)
  missing('benefits', 'which benefits you get', circumstances.benefits)
  const items = [...(circumstances.income.value ?? []), ...(circumstances.benefits.value ?? [])]
  const savingsCredit = { leftOut: 0 }
  const weekly = inOrder(items, ({ money, tax }) => [money?.every, money?.pence, tax]).map(({ item, key }) =>
    incomeLine(workings, circumstances, setting, item, `income-${key}`, policy, savingsCredit),
  )
  if (setting !== 'home') savingsDisregard(workings, circumstances, setting, items, policy)
  const isKnown = circumstances.income.value !== null && circumstances.benefits.value !== null
  return {
    own:
      isKnown && weekly.every((one) => one !== null)
        ? weekly.reduce<number>((sum, one) => sum + (one ?? 0), 0)
        : null,
    countsDisabilityBenefit: items.some(({ kind }) => rules[kind].isForDisability),
  }
}

/** What was left out of savings credit so far: the amount of the law is left out once, however it is told. */
interface LeftOut {
  leftOut: number
}

/** Writes the line of one income. Gives what stays the person's own of it a week, or null when that is not known. */
function incomeLine(
  workings: Workings,
  circumstances: Circumstances,
  setting: Setting,
  item: IncomeItem,
  id: string,
  policy: Pick<ChargingPolicy, 'nightPart'>,
  savingsCredit: LeftOut,
): number | null {
  const { kind, money, tax, from } = item
  const rule = rules[kind]
  const { label, isForDisability } = rule
  const isOutInStay = setting === 'short-stay' && rule.isIgnoredInShortStay === true
  const is = rule.mayCountInCareHome && setting !== 'home' ? 'judged' : isOutInStay ? 'ignored' : rule.is
  const law = isOutInStay ? 'Schedule 1; statutory guidance, Annex F' : rule.law
  const at = { id, part: 'income', label, from } as const
  const whole = money && weeklyOf(money, 'down')
  const isHalf = whole !== null && isSharedAward(workings, circumstances, setting, rule)
  const weekly = isHalf ? { pence: part(whole.pence, 1, 2, 'down') } : whole
  const sums = [
    ...(whole ? [whole.sum] : []),
    ...(isHalf && weekly
      ? [
          `It is for you and your partner. Half is yours: ${inPounds(whole.pence)} ÷ 2 = ${inPounds(weekly.pence)}.`,
        ]
      : []),
  ]
  if (is === 'ignored') {
    const why = isOutInStay
      ? 'It is not counted while you stay in a care home for a short time.'
      : 'The law says this is not counted.'
    if (isOutInStay || rule.mayCountInCareHome)
      workings.ruleToCheck(`${label} is left out (${law}): read in councils’ own words, text not checked.`)
    const working = [...sums, why]
    const line = { ...at, pence: weekly?.pence ?? null, effect: 0, working, law }
    workings.line({
      ...line,
      easyRead: 'We do not count this.',
      changes: isOutInStay ? changesOf.shortStay : changesOf.ignored,
      treatment: 'ignored',
    })
    return weekly?.pence ?? null
  }
  const cannot = (
    why: string,
    changes: WouldChange = A_WORKER_CAN_CHANGE,
    // Whatever comes of it, no more than all of it counts.
    atMost: number | undefined = weekly?.pence,
  ) =>
    workings.line({
      ...at,
      pence: whole?.pence ?? null,
      working: [...sums, why],
      easyRead: 'A worker will look at this.',
      changes,
      law,
      treatment: 'not-yet',
      ...(atMost === undefined ? {} : { atMost }),
    })
  if (is === 'judged' || (money && !weekly)) {
    cannot('Some of this may not count. A worker will look at it with you.')
    const words = `“${label}” may not all count. A worker will look at it with you.`
    // Money that is paid once only may count with savings instead: no most is known of it.
    workings.judge(id, words, 'A worker will look at your money.', from, weekly ? 'exact-sum' : true)
    return weekly?.pence ?? null
  }
  if (is === 'part-unknown') {
    cannot('It has two parts. They do not count the same. We do not know which one this is.', changesOf.part)
    const easy = 'Tell us which part of Pension Credit you get. A worker can help.'
    workings.judge(id, WHICH_PART, easy, from, weekly ? 'exact-sum' : true)
    return weekly?.pence ?? null
  }
  if (!weekly) {
    cannot('We do not know how much this is yet.', changesOf.unknown)
    workings.missing(id, `how much “${label}” comes to`, from)
    return null
  }
  const kept =
    nightPartOf(workings, setting, item, weekly.pence, policy.nightPart ?? 0) ??
    keptOf(workings, circumstances, setting, item, weekly.pence, savingsCredit)
  if (tax !== 'after') {
    const atMost = kept === null ? weekly.pence : 'atMost' in kept ? kept.atMost : weekly.pence - kept.pence
    cannot('We count what is left after tax. We do not know that yet.', changesOf.beforeTax, atMost)
    workings.missing(id, `how much “${label}” is after tax`, from, 'exact-sum')
    return weekly.pence
  }
  if (setting === 'short-stay' && isForDisability) {
    cannot('It may not count while you stay in a care home. A worker will look at it.')
    const words = `“${label}” may not count while you stay in a care home. A worker will look at it.`
    workings.judge(`${id}-stay`, words, 'A worker will look at your benefit.', from, 'exact-sum')
    return weekly.pence
  }
  if (kind === 'universal-credit' && hasCarersAllowance(circumstances)) {
    cannot('Some of it may count twice. A worker will look at it with you.')
    const words =
      'Universal Credit may have your money as a carer in it. A worker will check, so that nothing counts twice.'
    workings.judge(`${id}-twice`, words, 'A worker will check that nothing counts twice.', from, 'exact-sum')
    return weekly.pence
  }
  if (kind === 'universal-credit' && mayHoldRent(circumstances, setting)) {
    cannot('Some of it may be for rent. That part does not count. A worker will look at it with you.')
    const words =
      'Universal Credit may have money for rent in it. That part does not count. A worker will check.'
    workings.ruleToCheck(
      'Help with rent in Universal Credit is left out (Schedule 1, paragraph 3, read of Housing Benefit): text not checked. The award letter says how much it is.',
    )
    workings.judge(`${id}-rent`, words, 'A worker will check if some is for rent.', from, 'exact-sum')
    return weekly.pence
  }
  if (kept === null || 'atMost' in kept) {
    cannot(CANNOT_YET, A_WORKER_CAN_CHANGE, kept?.atMost)
    return weekly.pence
  }
  const counts = weekly.pence - kept.pence
  workings.line({
    ...at,
    pence: whole?.pence ?? null,
    effect: counts,
    working: [
      ...sums,
      ...(kept.pence > 0
        ? [kept.why, `So we count ${inPounds(counts)} a week.`]
        : [isHalf ? 'We count your half.' : 'All of it is counted.']),
    ],
    easyRead: kept.pence > 0 || isHalf ? `We count ${inPounds(counts)} of this.` : 'We count all of this.',
    changes: isHalf && kept.pence === 0 ? changesOf.half : kept.changes,
    law: isHalf ? `${kept.law ?? law}; ${PRESUMED_HALF}` : (kept.law ?? law),
    treatment: counts === whole?.pence ? 'counted' : counts === 0 ? 'ignored' : 'partly',
  })
  if (kind === 'universal-credit' && setting !== 'care-home') {
    const words =
      'Universal Credit may have money for housing or children in it. A worker will check what counts.'
    workings.judge(`${id}-parts`, words, 'A worker will check what counts.', from, false)
  }
  if (setting === 'care-home' && isForDisability) {
    const words = `“${label}” may stop while the council pays for a care home. A worker will check.`
    workings.judge(`${id}-stops`, words, 'This benefit may stop. A worker will check.', from, false)
  }
  return weekly.pence - kept.passedOn
}

/** The carer element of Universal Credit may be told again as a carer’s benefit. */
const hasCarersAllowance = ({ benefits }: Circumstances): boolean =>
  benefits.value?.some(({ kind }) => kind === 'carers-allowance') ?? false

/**
 * Whether Universal Credit may hold money for rent, which does not count. Costs of the home are told after help with
 * them, so a rent that the award pays in full is told as none: only who owns their home, or lives in a care home, has none.
 */
function mayHoldRent({ home, housing }: Circumstances, setting: Setting): boolean {
  if (setting === 'care-home') return false
  const paysRent = housing.value?.some(({ kind, money }) => kind === 'rent' && money?.pence !== 0) ?? false
  return paysRent || home.value === null || home.value === 'not-owned'
}

const PRESUMED_HALF = 'statutory guidance, Annex C, paragraph 5'

/** Whether an award is for this person and a partner they live with: half of it is presumed to be each one’s. */
function isSharedAward(
  workings: Workings,
  { partner }: Circumstances,
  setting: Setting,
  { isJoint }: Rule,
): boolean {
  if (!isJoint || setting === 'care-home') return false
  // At home the guarantee needs it too, and says so.
  if (partner.value === null && setting === 'short-stay')
    workings.missing('partner', 'if you have a partner', partner.from, 'exact-sum')
  if (partner.value !== 'together') return false
  workings.ruleToCheck(
    'An award to two people who live together counts by half for each (Annex C, paragraph 5): check that no other share was agreed.',
  )
  return true
}

interface Kept {
  readonly pence: number
  /** What of it goes to somebody else. */
  readonly passedOn: number
  readonly why: string
  readonly changes: WouldChange
  readonly law: string | null
}
/** Not to be worked out yet, and what counts of it at most. */
interface Open {
  readonly atMost: number
}
const NONE: Kept = { pence: 0, passedOn: 0, why: '', changes: changesOf.counted, law: null }

/** The part of a counted income that is not counted. Null when that cannot be worked out; it is reported then. */
function keptOf(
  workings: Workings,
  { partner, passesHalfPension }: Circumstances,
  setting: Setting,
  { kind, from }: IncomeItem,
  pence: number,
  savingsCredit: LeftOut,
): Kept | Open | null {
  if (kind === 'savings-credit')
    return savingsCreditKept(workings, partner, setting, from, pence, savingsCredit)
  if (!rules[kind].isPension || setting === 'home') return NONE
  if (partner.value === 'none' || partner.value === 'care-home') return NONE
  if (partner.value === null || passesHalfPension.value === null) {
    const what = 'if half of your pension goes to a husband, wife or civil partner at home'
    workings.missing('half-pension', what, [...partner.from, ...passesHalfPension.from], 'exact-sum')
    return null
  }
  if (!passesHalfPension.value) return { ...NONE, changes: changesOf.notPassedOn }
  workings.ruleToCheck(
    'Half of a work pension, personal pension or annuity is left out: check that it goes to a husband, wife or civil partner who lives elsewhere (text not checked).',
  )
  if (setting === 'short-stay') {
    const words = 'Half of your pension may not count in a short stay. A worker will look at it.'
    workings.judge(
      'half-pension',
      words,
      'A worker will look at your pension.',
      passesHalfPension.from,
      'exact-sum',
    )
    return null
  }
  const half = part(pence, 1, 2, 'up')
  return {
    pence: half,
    passedOn: half,
    why: `Half of it goes to your partner at home. We do not count that half: ${inPounds(half)}.`,
    changes: changesOf.passedOn,
    law: 'Schedule 1: half of a pension passed to a partner',
  }
}

/** Counts towards savings credit: what is far above it leaves no award (State Pension Credit Act 2002, section 3). */
const QUALIFIES: readonly IncomeKind[] = ['state-pension', 'work-pension', 'annuity']

/**
 * The savings disregard of somebody whose income is too high for savings credit: a flat amount is left out without an
 * award too. We have read that in the regulations before 2015 (SI 2003/2343), and not in Annex C. There it starts above
 * the standard minimum guarantee, which is none of our rates: it is less than what the law leaves somebody of pension
 * age at home, so above that it applies, and below that it may.
 */
function savingsDisregard(
  workings: Workings,
  { ageBand, partner }: Circumstances,
  setting: Setting,
  items: readonly IncomeItem[],
  { savingsDisregard: rule = 'not-settled' }: Pick<ChargingPolicy, 'savingsDisregard'>,
): void {
  if ((ageBand.value ?? 'pension-age') !== 'pension-age' || rule === 'with-award-only') return
  if (items.some(({ kind }) => kind.endsWith('-credit') && kind !== 'universal-credit')) return
  const pensions = items.filter(({ kind, money }) => QUALIFIES.includes(kind) && money)
  const pence = pensions.reduce((sum, { money }) => sum + ((money && weeklyOf(money, 'down')?.pence) ?? 0), 0)
  const counts = workings.lines.filter((line) => line.part === 'income' && (line.effect ?? line.atMost) !== 0)
  if (counts.length === 0) return
  const at = {
    id: 'income-savings-disregard',
    part: 'income',
    label: 'A part of your pension that may not count',
    law: 'Schedule 1; statutory guidance, Annex C',
    changes: changesOf.savingsCredit,
    from: [...new Set(counts.flatMap(({ from }) => from))],
  } as const
  workings.ruleToCheck(
    'Savings disregard: Annex C leaves a flat amount out where income is too high for savings credit (text not checked).',
  )
  const guarantee = workings.rateIfKnown('mig-single-pension')
  // In a short stay a couple is still one household, whose amount is another.
  const whose = setting === 'short-stay' ? partner.value : 'none'
  const isAbove = guarantee !== null && pence > guarantee
  const isCertain = rule === 'without-award-too' && ageBand.value !== null && isAbove
  if (!isCertain || whose === null) {
    const words =
      'A part of your pension may not count in a care home. A worker will check. You may pay less.'
    workings.line({
      ...at,
      working: ['Past pension age, a small part of a pension may be left out.', 'A worker will check.'],
      easyRead: 'A worker will check this. You may pay less.',
      treatment: 'not-yet',
      // That of somebody single is the least that comes off.
      ...(isCertain ? { atMost: 0 - (workings.rateIfKnown('savings-credit-single') ?? 0) } : {}),
    })
    workings.judge('savings-disregard', words, 'A worker will check your pension.', at.from, 'exact-sum')
    return
  }
  const most = workings.rate(
    whose === 'together' ? 'savings-credit-couple' : 'savings-credit-single',
    'exact-sum',
  )
  workings.line({
    ...at,
    pence: most,
    effect: most === null ? null : 0 - Math.min(most, pence),
    working: [
      most === null ? CANNOT_YET : `The first ${inPounds(most)} a week of your pension is not counted.`,
    ],
    easyRead: most === null ? CANNOT_YET : `We do not count ${inPounds(most)} of your pension.`,
    treatment: most === null ? 'not-yet' : 'partly',
  })
}

/** What the council leaves out at home of a benefit at its highest rate, which is for day and night. Null of any other. */
function nightPartOf(
  workings: Workings,
  setting: Setting,
  { kind, isHighestRate = null, from }: IncomeItem,
  pence: number,
  nightPart: number,
): Kept | Open | null {
  const hasOne = kind === 'attendance-allowance' || kind === 'dla-care'
  if (!hasOne || setting !== 'home' || nightPart === 0 || isHighestRate === false) return null
  if (isHighestRate === null) {
    workings.missing(
      `night-${kind}`,
      `if your “${rules[kind].label}” is at the highest rate`,
      from,
      'exact-sum',
    )
    return { atMost: pence }
  }
  const kept = Math.min(nightPart, pence)
  return {
    pence: kept,
    passedOn: 0,
    why: `${inPounds(kept)} of it is for help at night. The council does not count that.`,
    changes: changesOf.counted,
    law: `${COUNCILS_OWN}; statutory guidance, Annex C`,
  }
}

function savingsCreditKept(
  workings: Workings,
  partner: Circumstances['partner'],
  setting: Setting,
  from: readonly string[],
  pence: number,
  before: LeftOut,
): Kept | Open | null {
  if (partner.value === null && setting !== 'care-home') {
    workings.missing('partner', 'if you have a partner', partner.from, 'exact-sum')
    return { atMost: pence - leaveOut(workings.rateIfKnown('savings-credit-single') ?? 0) }
  }
  workings.ruleToCheck(
    'Savings credit is left out up to the amount of Schedule 1, paragraph 40: text not checked.',
  )
  const most = workings.rate(
    setting !== 'care-home' && partner.value === 'together'
      ? 'savings-credit-couple'
      : 'savings-credit-single',
    'exact-sum',
  )
  if (most === null) return null
  const out = leaveOut(most)
  if (setting === 'home' && pence > out) {
    // Some councils leave out all of it at home.
    const words =
      'Pension Credit for savings may not count at all at home. A worker will check. You may pay less.'
    workings.judge(
      'savings-credit-at-home',
      words,
      'A worker will check your Pension Credit.',
      from,
      'exact-sum',
    )
    return { atMost: pence - out }
  }
  return {
    pence: out,
    passedOn: 0,
    why: `The first ${inPounds(most)} a week is not counted.`,
    changes: changesOf.savingsCredit,
    law: 'Schedule 1, paragraph 40',
  }

  /** What is left out of this one. */
  function leaveOut(upTo: number): number {
    const now = Math.min(pence, Math.max(0, upTo - before.leftOut))
    before.leftOut += now
    return now
  }
}
