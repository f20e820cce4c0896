import type { Money } from './amounts.ts'

/**
 * Something a person told us, and the ids of the answers it came from. `null` is "not known" or "not answered":
 * it is never turned into nothing, no or £0.
 */
export interface Fact<T> {
  readonly value: T | null
  readonly from: readonly string[]
}

/** Whether a premium applies. */
export interface PremiumFact extends Fact<boolean> {
  /** They told all they can: it is for the council to say. */
  readonly isJudged?: boolean
}

/** What the care is for. `care-home` is living there for good; `short-stay` is a stay they mean to end. */
export type Setting = 'home' | 'care-home' | 'short-stay'

/** How the person wants this to be done. Only the person, or somebody with the legal right, can refuse. */
export type Route =
  | { readonly is: 'full' }
  | { readonly is: 'light-touch'; readonly fits: 'over-limit' | 'benefits' | null }
  | { readonly is: 'refuse'; readonly by: 'person' | 'legal-authority' | 'no-authority' }

/** `pension-age` is pension credit age, for everybody the age at which they can get State Pension. */
export type AgeBand = 'under-18' | '18-24' | '25-to-pension-age' | 'pension-age'

export type PartnerDisability = 'none' | 'some' | 'highest'

export type Partner = 'none' | 'together' | 'apart' | 'care-home'

export type CapitalKind =
  | 'current'
  | 'savings'
  | 'bonds'
  | 'shares'
  | 'cash'
  | 'crypto'
  | 'trust'
  | 'insurance-bond'
  | 'held'
  | 'life-policy'
  | 'possessions'

export interface CapitalItem {
  readonly kind: CapitalKind
  /** The whole of it in pence, everybody's share together. */
  readonly pence: number | null
  /** How many people own it, this person among them; 1 when it is theirs alone. */
  readonly owners: number | '3-or-more'
  /**
   * This person's share in whole per cent, where it was shown; null counts equal shares, of which there is none
   * while the number of people is not known.
   */
  readonly share: number | null
  readonly from: readonly string[]
}

/** Where savings may come from that may make them not count. */
export type SpecialSavings = 'injury' | 'back-pay' | 'government' | 'house-sale'

/** A home or land. Pence; `share` is this person's part in whole per cent. */
export interface Property {
  readonly worth: number | null
  readonly owed: number | null
  readonly share: number | null
  readonly from: readonly string[]
}

/** Somebody else who lives in the person's home. */
export interface Occupant {
  readonly relationship: 'partner' | 'former-partner' | 'child' | 'relative' | 'other'
  readonly age: number | null
  readonly incapacitated: boolean | null
  /** Whether it was their main home since before the person went into a care home. */
  readonly livedThereBefore: boolean | null
  readonly from: readonly string[]
}

export interface OwnHome extends Property {
  readonly occupants: Fact<readonly Occupant[]>
}

/** Days lived in a care home for good: weeks are made of them once, where all of them are together. */
export interface Stay {
  /** Days gone by in this stay. */
  readonly daysHere: number
  /** The stay before this one, if there was one, and the days between the two. */
  readonly earlier: { readonly days: number; readonly daysBetween: number } | null
}

export type IncomeKind =
  | 'wages'
  | 'self-employed'
  | 'work-pension'
  | 'annuity'
  | 'guaranteed-income-payment'
  | 'war-pension'
  | 'rent'
  | 'trust'
  | 'maintenance'
  | 'charity'
  | 'direct-payment'
  | 'state-pension'
  | 'guarantee-credit'
  | 'savings-credit'
  | 'pension-credit'
  | 'universal-credit'
  | 'attendance-allowance'
  | 'pip-living'
  | 'pip-mobility'
  | 'dla-care'
  | 'dla-mobility'
  | 'esa'
  | 'carers-allowance'
  | 'housing-benefit'
  | 'council-tax-help'
  | 'industrial-injury'
  | 'war-benefits'
  | 'constant-attendance'
  | 'bereavement'
  | 'jsa'
  | 'income-support'
  | 'child-benefit'
  | 'other'

export interface IncomeItem {
  readonly kind: IncomeKind
  readonly money: Money | null
  /** Whether tax has come off; null is not known. Benefits are given as they are paid: `after`. */
  readonly tax: 'before' | 'after' | null
  /** Of a benefit with rates: whether it is at the highest; null or left out is not known. */
  readonly isHighestRate?: boolean | null
  readonly from: readonly string[]
}

export type HousingKind =
  | 'rent'
  | 'mortgage'
  | 'council-tax'
  | 'service-charge'
  | 'ground-rent'
  | 'buildings-insurance'

/** What the home costs after any help with it. */
export interface HousingCost {
  readonly kind: HousingKind
  readonly money: Money | null
  readonly from: readonly string[]
}

export type ExtraCostKind =
  | 'alarm'
  | 'laundry'
  | 'heating'
  | 'diet'
  | 'clothes'
  | 'bedding'
  | 'continence'
  | 'cleaning-gardening'
  | 'private-care'
  | 'equipment'
  | 'therapy'
  | 'transport'
  | 'internet-phone'
  | 'assistance-animal'
  | 'other'

/** Something a disability makes the person pay for. */
export interface ExtraCost {
  readonly kind: ExtraCostKind
  readonly money: Money | null
  /** How many people share the cost, this person among them; 1 when it is theirs alone. */
  readonly sharedBy: number
  readonly from: readonly string[]
}

export type FreeService = 's117' | 'chc' | 'short-term' | 'cjd'

/** Everything the sum may need. A list that is empty says "none"; a fact that is `null` says "not known". */
export interface Circumstances {
  readonly setting: Fact<Setting>
  readonly route: Fact<Route>
  readonly ageBand: Fact<AgeBand>
  readonly partner: Fact<Partner>
  /** Read only when they live together. */
  readonly partnerReachedPensionAge: Fact<boolean>
  /**
   * Whether the partner has a benefit that leads to a disability premium, or is registered blind; at the highest rate
   * also to an enhanced one. Read of a couple below pension age. Answers from before it was asked do not have it.
   */
  readonly partnerDisability?: Fact<PartnerDisability>
  /** Children of the household the person is responsible for. */
  readonly children: Fact<number>
  /** Whether the person gets each premium, or would if they claimed; see `premiumsFrom`. */
  readonly premiums: {
    readonly disability: PremiumFact
    readonly enhancedDisability: PremiumFact
    readonly carer: PremiumFact
  }
  readonly savings: Fact<readonly CapitalItem[]>
  readonly specialSavings: Fact<readonly SpecialSavings[]>
  /** Money, a home or things given away: never added by this module, a person looks at it. */
  readonly gaveAway: Fact<boolean>
  readonly home: Fact<OwnHome | 'not-owned'>
  /** For a short stay: whether they mean to go back to a home that is still theirs to go to. */
  readonly goingBack: Fact<boolean>
  /** For a short stay: whether it is meant to be no longer than 8 weeks. Answers from before it was asked do not have it. */
  readonly isWithin8Weeks?: Fact<boolean>
  /** For living in a care home. */
  readonly stay: Fact<Stay>
  readonly otherProperty: Fact<readonly Property[]>
  readonly income: Fact<readonly IncomeItem[]>
  readonly benefits: Fact<readonly IncomeItem[]>
  /** Whether half of a work or private pension goes to a husband, wife or civil partner at home. */
  readonly passesHalfPension: Fact<boolean>
  readonly housing: Fact<readonly HousingCost[]>
  readonly extraCosts: Fact<readonly ExtraCost[]>
  /** Child maintenance, fines and other costs ordered by law. */
  readonly otherCosts: Fact<readonly { readonly money: Money | null; readonly from: readonly string[] }[]>
  readonly free: Fact<readonly FreeService[]>
  /** Whether that is all of the care. */
  readonly freeIsAll: Fact<boolean>
  /** What the care costs a week in pence, before anybody pays towards it. */
  readonly careCost: Fact<number>
}

/** What the council settles itself. */
export interface ChargingPolicy {
  /** Whole per cent of what is left over that is charged for care at home. */
  readonly percentage: number
  /** Most charged a week for care at home, in pence; null for no other limit than what the care costs. */
  readonly weeklyMaximum: number | null
  /** A smaller charge a week for care at home is not collected, in pence. */
  readonly weeklyMinimum: number
  /** Regulation 8: a stay of up to 8 weeks is charged by the rules of a care home, or as care at home. A longer one never is. */
  readonly shortStay: 'as-care-home' | 'as-care-at-home'
  /**
   * The savings disregard of somebody past pension age in a care home whose income is too high for savings credit:
   * made without an award too, only with one, or not settled, so that the sheet says the most. Settings kept with what
   * was decided before this was asked do not have it.
   */
  readonly savingsDisregard?: 'not-settled' | 'with-award-only' | 'without-award-too'
  // What a council may do for people at home beyond what the law makes it do. Settings kept from before do not have it.
  /** Pence a week that somebody keeps on top of the minimum income guarantee (regulation 7(8)). */
  readonly moreToKeep?: number
  /** Pence a week taken off for extra costs of a disability where their own come to less, or nothing was told. */
  readonly standardExtraCosts?: number
  /** Pence a week of Attendance Allowance at the higher rate, or DLA care at the highest, that are for the night. */
  readonly nightPart?: number
  /** A higher upper capital limit for care at home, in pence; null for that of the law. */
  readonly upperLimitAtHome?: number | null
  /** Whether buildings insurance comes off. */
  readonly allowsInsurance?: boolean
}
