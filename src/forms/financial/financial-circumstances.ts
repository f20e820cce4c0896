import { ageBandOf } from '#src/domain/charging/age.ts'
import type {
  AgeBand,
  CapitalItem,
  CapitalKind,
  Circumstances,
  ExtraCost,
  ExtraCostKind,
  Fact,
  FreeService,
  HousingCost,
  HousingKind,
  IncomeItem,
  IncomeKind,
  Occupant,
  OwnHome,
  Partner,
  PartnerDisability,
  Property,
  Route,
  Setting,
  SpecialSavings,
  Stay,
} from '#src/domain/charging/circumstances.ts'
import { healthReasons, premiumFact, premiumsFrom } from '#src/domain/charging/premiums.ts'
import { daysBetween } from '#src/domain/charging/days.ts'
import { type Every, type Money, weeklyOf } from '#src/domain/charging/amounts.ts'
import type { Group } from '../controls/repeat.ts'
import type { Answer, Answers } from '../engine/question.ts'
import { MONEY_ROLES } from './care.ts'
import { PARTNER_DISABILITY_IN_SUM } from './asked-alike.ts'
import { isOwned, PARTNER_IN_SUM } from './money-option-lists.ts'

/**
 * What a financial assessment's answers say, as the sum needs it. Nothing is made up: what is not answered, not
 * known or not to hand is `null`, and a kind of savings, income or benefit that was ticked but not added is in
 * the list without an amount.
 *
 * Each figure names the answers it came from: a question (`fa-savings-kinds`), or one group of a repeated
 * question by its number on the page (`fa-savings-2`); see `placeOf`.
 * @param answers Those that count (`walk(…).counts`).
 * @param on The day whose rules are used, `YYYY-MM-DD`: ages and days are counted to it.
 * @param movesIn The day from which a stay counts of somebody who does not live in the care home yet.
 */
export function circumstancesOf(answers: Answers, on: string, movesIn: string = on): Circumstances {
  const read = readerOf(answers)
  const benefits = read.listed('fa-benefit-kinds', 'fa-benefit', 'which', benefitItem)
  const ageBand = ageOf(read, benefits, on)
  const partner = read.choice<Partner>('fa-partner', PARTNER_IN_SUM)
  return {
    setting: read.choice<Setting>('fa-care', SETTINGS),
    route: routeOf(read),
    ageBand,
    partner,
    partnerReachedPensionAge: partnerAge(read, partner, on),
    partnerDisability: read.choice<PartnerDisability>('fa-partner-disabled', PARTNER_DISABILITY_IN_SUM),
    children: childrenOf(read),
    premiums: premiumsOf(read, benefits, ageBand),
    savings: read.listed('fa-savings-kinds', 'fa-savings', 'kind', savingsItem),
    specialSavings: read.isNone('fa-savings-kinds')
      ? { value: [], from: ['fa-savings-kinds'] }
      : read.ticked<SpecialSavings>('fa-savings-special', SPECIAL),
    gaveAway: read.yesNo('fa-given'),
    home: homeOf(read),
    goingBack: read.yesNo('fa-going-back'),
    isWithin8Weeks: read.yesNo('fa-stay-length'),
    stay: stayOf(read, on, movesIn),
    otherProperty: read.afterYes('fa-property-any', 'fa-property', propertyOf),
    income: withRents(read, read.listed('fa-income-kinds', 'fa-income', 'kind', incomeItem)),
    benefits,
    passesHalfPension: read.yesNo('fa-half-pension'),
    housing: read.groups('fa-housing', housingCost),
    extraCosts: read.afterYes('fa-dre-any', 'fa-dre', extraCost),
    otherCosts: read.groups('fa-other-costs', (group, from) => ({ money: moneyIn(group['amount']), from })),
    free: read.ticked<FreeService>('fa-free', FREE),
    freeIsAll: read.isNone('fa-free') ? { value: false, from: ['fa-free'] } : read.yesNo('fa-free-all'),
    careCost: costOf(read),
  }
}

/** Whether somebody with a home of their own was still to move into the care home when they answered. */
export const isStillToMoveIn = (answers: Answers): boolean => yesNoIn(answers['fa-stay-now']) === false

/** The question of `from`, and which group of it, counted from 1, where it is a repeated one. */
export function placeOf(from: string): { question: string; group: number | undefined } {
  const [, question, group] = from.match(/^(.*?)-(\d+)$/) ?? []
  return question !== undefined && REPEATED.has(question)
    ? { question, group: Number(group) }
    : { question: from, group: undefined }
}

const REPEATED: ReadonlySet<string> = new Set([
  'fa-partner-details',
  'fa-dependants',
  'fa-home-worth',
  'fa-home-who',
  'fa-stay-before-when',
  'fa-property',
  'fa-savings',
  'fa-income',
  'fa-benefit',
  'fa-housing',
  'fa-dre',
  'fa-other-costs',
])

const SETTINGS: Readonly<Record<string, Setting>> = {
  home: 'home',
  'care-home': 'care-home',
  'short-stay': 'short-stay',
}
const SPECIAL: readonly SpecialSavings[] = ['injury', 'back-pay', 'government', 'house-sale']
const HEALTH_REASONS = ['blind', 'too-ill-to-work'] as const
const FREE: readonly FreeService[] = ['s117', 'chc', 'short-term', 'cjd']
const RELATIONS: Readonly<Record<string, Occupant['relationship']>> = {
  partner: 'partner',
  'ex-partner': 'former-partner',
  parent: 'relative',
  'son-or-daughter': 'child',
  'other-family': 'relative',
}
/** A kind that is ticked in one word and added in a finer one. */
const FINER: Readonly<Record<string, readonly string[]>> = {
  'pension-credit': ['guarantee-credit', 'savings-credit'],
  'war-pension': ['guaranteed-income-payment'],
}

type Given = Answer | undefined

const given = (answer: Given): unknown => (answer && 'value' in answer ? answer.value : undefined)

/** What is ticked or chosen: the values, or nothing for a way out. */
function pickedIn(answer: Given): readonly string[] {
  const value = given(answer)
  return typeof value === 'object' && value !== null && 'picked' in value ? (value.picked as string[]) : []
}
const oneIn = (answer: Given): string | undefined => pickedIn(answer)[0]

function numberIn(answer: Given): number | null {
  const value = given(answer)
  return typeof value === 'number' ? value : null
}
function dateIn(answer: Given): string | null {
  const value = given(answer)
  return typeof value === 'string' ? value : null
}
function moneyIn(answer: Given): Money | null {
  const value = given(answer)
  return typeof value === 'object' && value !== null && 'pence' in value && 'every' in value
    ? { pence: value.pence as number, every: value.every as Every }
    : null
}
const penceIn = (answer: Given): number | null => moneyIn(answer)?.pence ?? null
function yesNoIn(answer: Given): boolean | null {
  const said = oneIn(answer)
  return said === 'yes' ? true : said === 'no' ? false : null
}

type MakeItem<T> = (group: Group, kind: string | undefined, from: readonly string[]) => T

/** The answers by what they may say. */
function readerOf(answers: Answers) {
  const groupsIn = (id: string): readonly Group[] | undefined => {
    const value = given(answers[id])
    return Array.isArray(value) ? (value as Group[]) : undefined
  }
  const isNone = (id: string) => oneIn(answers[id]) === 'none'

  function groups<T>(id: string, make: (group: Group, from: readonly string[]) => T): Fact<readonly T[]> {
    const added = groupsIn(id)
    return { value: added?.map((group, at) => make(group, [`${id}-${at + 1}`])) ?? null, from: [id] }
  }
  return {
    answers,
    groupsIn,
    isNone,
    groups,
    yesNo: (id: string): Fact<boolean> => ({ value: yesNoIn(answers[id]), from: [id] }),
    choice: <T>(id: string, means: Readonly<Record<string, T>>): Fact<T> => ({
      value: means[oneIn(answers[id]) ?? ''] ?? null,
      from: [id],
    }),
    /** Ticks of a list: none of them is an empty list, a way out or a blank is not known. */
    ticked: <T extends string>(id: string, known: readonly T[]): Fact<readonly T[]> => ({
      value:
        pickedIn(answers[id]).length === 0
          ? null
          : known.filter((one) => pickedIn(answers[id]).includes(one)),
      from: [id],
    }),
    /** Groups that are only asked for after a yes. */
    afterYes<T>(
      anyId: string,
      id: string,
      make: (group: Group, from: readonly string[]) => T,
    ): Fact<readonly T[]> {
      if (yesNoIn(answers[anyId]) === false) return { value: [], from: [anyId] }
      const { value } = groups(id, make)
      return { value, from: [anyId, id] }
    },
    /** Kinds that were ticked, and a group for each; a kind without one is in the list without its amount. */
    listed<T>(kindsId: string, id: string, field: string, make: MakeItem<T>): Fact<readonly T[]> {
      const from = [kindsId, id]
      if (isNone(kindsId)) return { value: [], from: [kindsId] }
      const kinds = pickedIn(answers[kindsId])
      if (kinds.length === 0) return { value: null, from }
      const added = groupsIn(id) ?? []
      const addedKinds = added.map((group) => oneIn(group[field]))
      const isAdded = (kind: string) => [kind, ...(FINER[kind] ?? [])].some((one) => addedKinds.includes(one))
      return {
        value: [
          ...added.map((group, at) => make(group, addedKinds[at], [`${id}-${at + 1}`])),
          ...kinds.filter((kind) => !isAdded(kind)).map((kind) => make({}, kind, from)),
        ],
        from,
      }
    },
  }
}
type Reader = ReturnType<typeof readerOf>

// --- One answer at a time -----------------------------------------------------------------------------

/** Only the person, or somebody with the legal right over their money, refuses; and only with all boxes ticked. */
function routeOf({ answers }: Reader): Fact<Route> {
  const from = ['fa-choice']
  switch (oneIn(answers['fa-choice'])) {
    case 'full':
      return { value: { is: 'full' }, from }
    case 'light': {
      const fits = { over: 'over-limit', benefits: 'benefits' } as const
      const said = oneIn(answers['fa-light'])
      const value = {
        is: 'light-touch',
        fits: said === 'over' || said === 'benefits' ? fits[said] : null,
      } as const
      return { value, from: [...from, 'fa-light'] }
    }
    case 'refuse': {
      const who = oneIn(answers['who-for'])
      const roles = pickedIn(answers['legal-role'])
      const hasRight = MONEY_ROLES.some((role) => roles.includes(role))
      if (who === 'someone-else') {
        const by = hasRight ? 'legal-authority' : 'no-authority'
        if (!hasRight) return { value: { is: 'refuse', by }, from: [...from, 'legal-role'] }
      }
      const understands = pickedIn(answers['fa-understand']).length > 0
      if (who === undefined || !understands) return { value: null, from: [...from, 'fa-understand'] }
      const by = who === 'me' ? 'person' : 'legal-authority'
      return { value: { is: 'refuse', by }, from: [...from, 'fa-understand'] }
    }
    default:
      return { value: null, from }
  }
}

function ageOf({ answers }: Reader, benefits: Fact<readonly IncomeItem[]>, on: string): Fact<AgeBand> {
  const born = dateIn(answers['dob'])
  const known = {
    dateOfBirth: born !== null && born <= on ? born : null,
    years: numberIn(answers['age-about']),
    getsStatePension: benefits.value?.some(({ kind }) => kind === 'state-pension') ?? false,
  }
  const asked = answers['age-about'] === undefined ? ['dob'] : ['dob', 'age-about']
  return { value: ageBandOf(known, on), from: [...asked, ...(known.getsStatePension ? benefits.from : [])] }
}

/** Read only for a couple who live together; of anybody else there is no partner whose age could count. */
function partnerAge({ groupsIn }: Reader, partner: Fact<Partner>, on: string): Fact<boolean> {
  if (partner.value !== 'together' && partner.value !== null) return { value: false, from: partner.from }
  const born = dateIn(groupsIn('fa-partner-details')?.[0]?.['dob'])
  const band = ageBandOf({ dateOfBirth: born, years: null, getsStatePension: false }, on)
  return { value: band && band === 'pension-age', from: ['fa-partner-details'] }
}

/** Under 18, or 18 and 19 while somebody gets Child Benefit for them. */
function childrenOf({ groupsIn }: Reader): Fact<number> {
  const from = ['fa-dependants']
  const counts = groupsIn('fa-dependants')?.map((group) => {
    const age = numberIn(group['age'])
    if (age === null) return null
    if (age < 18 || age > 19) return age < 18
    return yesNoIn(group['benefit'])
  })
  if (counts === undefined || counts.includes(null)) return { value: null, from }
  return { value: counts.filter((one) => one === true).length, from }
}

function premiumsOf(
  { groupsIn, yesNo, ticked, isNone }: Reader,
  benefits: Fact<readonly IncomeItem[]>,
  ageBand: Fact<AgeBand>,
): Circumstances['premiums'] {
  const rates = (groupsIn('fa-benefit') ?? [])
    .filter((group) => ['pip-living', 'dla-care'].includes(oneIn(group['which']) ?? ''))
    .map((group) => oneIn(group['rate']))
  const isHighest = rates.includes('enhanced')
    ? true
    : rates.length > 0 && rates.every((rate) => rate === 'standard')
      ? false
      : null
  const cares = yesNo('fa-cares')
  const health = isNone('fa-health')
    ? { value: [], from: ['fa-health'] }
    : ticked('fa-health', HEALTH_REASONS)
  const found = premiumsFrom({
    benefits: benefits.value?.map(({ kind }) => kind) ?? null,
    ageBand: ageBand.value,
    highestRate: isHighest,
    caresForSomeone: cares.value,
    health: healthReasons(health),
  })
  const from = [...benefits.from, ...ageBand.from.filter((id) => !benefits.from.includes(id))]
  return {
    disability: premiumFact(found.disability, [...from, ...health.from]),
    enhancedDisability: premiumFact(found.enhancedDisability, [...from, ...health.from]),
    carer: premiumFact(found.carer, [...benefits.from, ...cares.from]),
  }
}

// --- What they have -----------------------------------------------------------------------------------

/** A joint account of two has two equal owners; of more people only a share that is given tells. */
function savingsItem(group: Group, kind: string | undefined, from: readonly string[]): CapitalItem {
  const whose = oneIn(group['whose'])
  const share = numberIn(group['share'])
  const isTold = kind !== undefined && whose !== undefined && (whose !== 'joint-more' || share !== null)
  return {
    kind: (kind ?? 'savings') as CapitalKind,
    pence: isTold ? penceIn(group['amount']) : null,
    owners: whose === 'joint' ? 2 : whose === 'joint-more' ? '3-or-more' : 1,
    share,
    from,
  }
}

const propertyOf = (group: Group, from: readonly string[]): Property => ({
  worth: penceIn(group['worth']),
  owed: penceIn(group['owed']),
  share: numberIn(group['share']),
  from,
})

function homeOf({ answers, groupsIn, groups }: Reader): Fact<OwnHome | 'not-owned'> {
  const from = ['fa-tenure']
  const tenure = oneIn(answers['fa-tenure'])
  if (tenure === undefined) return { value: null, from }
  if (!isOwned(tenure)) return { value: 'not-owned', from }
  const [told] = groupsIn('fa-home-worth') ?? []
  const property = propertyOf(told ?? {}, [told ? 'fa-home-worth-1' : 'fa-home-worth'])
  return { value: { ...property, occupants: groups('fa-home-who', occupantOf) }, from }
}

const occupantOf = (group: Group, from: readonly string[]): Occupant => ({
  relationship: RELATIONS[oneIn(group['relationship']) ?? ''] ?? 'other',
  age: numberIn(group['age']),
  incapacitated: yesNoIn(group['disabled']),
  livedThereBefore: yesNoIn(group['there-before']),
  from,
})

/** Days that cannot be, such as a stay that ends before it begins, are not known. */
function stayOf({ answers, groupsIn }: Reader, on: string, movesIn: string): Fact<Stay> {
  const from = ['fa-stay-now', 'fa-stay-from', 'fa-stay-before', 'fa-stay-before-when']
  const livesThere = yesNoIn(answers['fa-stay-now'])
  const began = livesThere === false ? movesIn : dateIn(answers['fa-stay-from'])
  const hadEarlier = yesNoIn(answers['fa-stay-before'])
  if (livesThere === null || began === null || hadEarlier === null) return { value: null, from }
  const daysHere = Math.max(0, daysBetween(began, on))
  if (!hadEarlier) return { value: { daysHere, earlier: null }, from }
  const [stay] = groupsIn('fa-stay-before-when') ?? []
  const [first, last] = [dateIn(stay?.['from']), dateIn(stay?.['to'])]
  if (first === null || last === null || first > last || last > began) return { value: null, from }
  const earlier = { days: daysBetween(first, last), daysBetween: daysBetween(last, began) }
  return { value: { daysHere, earlier }, from }
}

// --- What comes in and goes out -----------------------------------------------------------------------

const incomeItem: MakeItem<IncomeItem> = (group, kind, from) => {
  const tax = oneIn(group['tax'])
  return {
    kind: (kind ?? 'other') as IncomeKind,
    money: kind === undefined ? null : moneyIn(group['amount']),
    tax: tax === 'before' || tax === 'after' ? tax : null,
    from,
  }
}

/** Benefits are given as they are paid. */
const benefitItem: MakeItem<IncomeItem> = (group, kind, from) => {
  const rate = oneIn(group['rate'])
  return {
    kind: (kind ?? 'other') as IncomeKind,
    money: kind === undefined ? null : moneyIn(group['amount']),
    tax: 'after',
    from,
    ...(rate === 'enhanced' || rate === 'standard' ? { isHighestRate: rate === 'enhanced' } : {}),
  }
}

/** Rent told with another home or land is income too, unless rent is told as income already. */
function withRents({ answers, groupsIn }: Reader, income: Fact<readonly IncomeItem[]>): typeof income {
  if (income.value === null || pickedIn(answers['fa-income-kinds']).includes('rent')) return income
  const rents = (groupsIn('fa-property') ?? []).flatMap((group, at): IncomeItem[] => {
    const money = moneyIn(group['rent'])
    return money && money.pence > 0
      ? [{ kind: 'rent', money, tax: null, from: [`fa-property-${at + 1}`] }]
      : []
  })
  return { ...income, value: [...income.value, ...rents] }
}

const housingCost = (group: Group, from: readonly string[]): HousingCost => {
  const kind = oneIn(group['kind'])
  return { kind: (kind ?? 'rent') as HousingKind, money: kind ? moneyIn(group['amount']) : null, from }
}

const extraCost = (group: Group, from: readonly string[]): ExtraCost => ({
  kind: (oneIn(group['kind']) ?? 'other') as ExtraCostKind,
  money: moneyIn(group['amount']),
  sharedBy: Math.max(1, numberIn(group['shared']) ?? 1),
  from,
})

/** By the week; rounded down, since nobody pays more than it. */
function costOf({ answers }: Reader): Fact<number> {
  const money = moneyIn(answers['fa-cost'])
  return { value: (money && weeklyOf(money, 'down'))?.pence ?? null, from: ['fa-cost'] }
}
