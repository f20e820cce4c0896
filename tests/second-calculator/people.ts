import type {
  AgeBand,
  ChargingPolicy,
  Circumstances,
  Partner,
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
  const of = <T>({ value }: { readonly value: T | null }, all: readonly T[]) =>
    value === null ? all : [value]
  for (const setting of of(told.setting, ['home', 'care-home', 'short-stay'] as const)) {
    // Regulation 8: the council may assess a short-term resident as if they had care at home.
    const rules =
      setting === 'short-stay' ? (shortStay === 'as-care-at-home' ? 'home' : 'temporary') : setting
    const only = <T>(whose: boolean, ways: readonly T[]) => (whose ? ways : ways.slice(0, 1))
    const isHome = rules === 'home'
    for (const ageBand of of(told.ageBand, [
      'under-18',
      '18-24',
      '25-to-pension-age',
      'pension-age',
    ] as const))
      for (const partner of of(told.partner, ['none', 'together', 'apart', 'care-home'] as const))
        for (const partnerReachedPensionAge of only(
          isHome && partner === 'together',
          of(told.partnerReachedPensionAge, either),
        ))
          for (const children of only(isHome, of(told.children, [0, 1, manyChildren])))
            for (const disability of only(isHome, of(told.premiums.disability, either)))
              for (const enhancedDisability of only(isHome, of(told.premiums.enhancedDisability, either)))
                for (const carer of only(isHome, of(told.premiums.carer, either)))
                  for (const goingBack of only(rules === 'temporary', of(told.goingBack, either)))
                    for (const stay of only(rules === 'care-home', of(told.stay, stays)))
                      for (const passesHalfPension of only(
                        rules === 'care-home',
                        of(told.passesHalfPension, either),
                      ))
                        for (const freeIsAll of only(
                          told.free.value?.length !== 0,
                          of(told.freeIsAll, either),
                        ))
                          yield {
                            told,
                            rules,
                            setting,
                            ageBand,
                            partner,
                            partnerReachedPensionAge,
                            children,
                            disability,
                            enhancedDisability,
                            carer,
                            goingBack,
                            stay,
                            passesHalfPension,
                            freeIsAll,
                          }
  }
}

/** The facts that were spread out because nobody told them. */
export const untold = (told: Circumstances): readonly Reason[] =>
  Object.entries({ ...told, ...told.premiums }).flatMap(([name, fact]): Reason[] =>
    'value' in fact && fact.value === null ? [`missing: ${name}`] : [],
  )
