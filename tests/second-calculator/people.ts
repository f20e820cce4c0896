import type {
  AgeBand,
  ChargingPolicy,
  Circumstances,
  Partner,
  PartnerDisability,
  Setting,
  Stay,
} from '#src/domain/charging/circumstances.ts'
import type { Reason } from './outcome.ts'

/** The facts that are one of a few things, each settled. Amounts and lists stay as they were told. */
export interface Person {
  readonly told: Circumstances
  /** Which rules: a care home for good, a care home for a while, or care at home and whatever is charged like it. */
  readonly rules: 'care-home' | 'temporary' | 'home'
  readonly setting: Setting
  readonly ageBand: AgeBand
  readonly partner: Partner
  readonly partnerReachedPensionAge: boolean
  readonly children: number
  readonly partnerDisability: PartnerDisability
  readonly disability: boolean
  readonly enhancedDisability: boolean
  readonly carer: boolean
  readonly goingBack: boolean
  readonly stay: Stay
  readonly passesHalfPension: boolean
  readonly freeIsAll: boolean
}

const either: readonly boolean[] = [false, true]
/** More children than leave anything to charge. */
const manyChildren = 1_000
const stays: readonly Stay[] = [0, 10_000].map((daysHere) => ({ daysHere, earlier: null }))

/** Every person somebody may be, given what was told. Facts the rules for them do not read are not spread out. */
export function* everyPerson(told: Circumstances, { shortStay }: ChargingPolicy): Generator<Person> {
  const { premiums, free } = told
  for (const { setting, rules } of everyPlace(told, shortStay)) {
    const isHome = rules === 'home'
    const isCareHome = rules === 'care-home'
    yield* everyWay<Omit<Person, 'told' | 'rules' | 'setting'>>({
      // Care Act s17 assesses adults: somebody under 18 is one of whom that was told.
      ageBand: of(told.ageBand, ['18-24', '25-to-pension-age', 'pension-age']),
      partner: of(told.partner, ['none', 'together', 'apart', 'care-home']),
      partnerReachedPensionAge: of(told.partnerReachedPensionAge, either, isHome),
      children: of(told.children, [0, 1, manyChildren], isHome),
      partnerDisability: of(
        told.partnerDisability ?? { value: null },
        ['none', 'some', 'highest'] as const,
        isHome,
      ),
      disability: of(premiums.disability, either, isHome),
      enhancedDisability: of(premiums.enhancedDisability, either, isHome),
      carer: of(premiums.carer, either, isHome),
      goingBack: of(told.goingBack, either, setting === 'short-stay'),
      stay: of(told.stay, stays, isCareHome),
      passesHalfPension: of(told.passesHalfPension, either, !isHome),
      freeIsAll: of(told.freeIsAll, either, free.value?.length !== 0),
    }).map((facts) => ({ told, rules, setting, ...facts }))
  }
}

/**
 * Regulation 8: the council may assess a short-term resident, which is up to 8 weeks (a charity's factsheet; the
 * definition in reg 2 from memory, to check), as if they had care at home.
 */
function everyPlace(told: Circumstances, shortStay: ChargingPolicy['shortStay']) {
  return of(told.setting, ['home', 'care-home', 'short-stay'] as const).flatMap(
    (setting): Pick<Person, 'setting' | 'rules'>[] => {
      if (setting !== 'short-stay') return [{ setting, rules: setting }]
      if (shortStay === 'as-care-home') return [{ setting, rules: 'temporary' }]
      return of(told.isWithin8Weeks ?? { value: null }, either).map((isShort) => ({
        setting,
        rules: isShort ? 'home' : 'temporary',
      }))
    },
  )
}

/** What a fact may be: what was told, or else each of these, or the first of them where nobody reads it. */
function of<T>({ value }: { readonly value: T | null }, all: readonly T[], isRead = true): readonly T[] {
  if (value !== null) return [value]
  return isRead ? all : all.slice(0, 1)
}

/** Every combination of one of each. */
function everyWay<T extends object>(ways: { readonly [K in keyof T]: readonly T[K][] }): readonly T[] {
  return Object.entries<readonly unknown[]>(ways).reduce<readonly T[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{} as T],
  )
}

/** The facts that were spread out because nobody told them. */
export const untold = (told: Circumstances): readonly Reason[] =>
  Object.entries({ ...told, ...told.premiums }).flatMap(([name, fact]): Reason[] =>
    'value' in fact && fact.value === null ? [`missing: ${name}`] : [],
  )
