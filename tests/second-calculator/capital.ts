import type {
  CapitalItem,
  CapitalKind,
  Occupant,
  Property,
  Stay,
} from '#src/domain/charging/circumstances.ts'
import { lessOf } from './amounts.ts'
import { beyond, type Doubt } from './doubt.ts'
import type { Person } from './people.ts'

/**
 * Sch 2 and Annex B, by kind. What has to be sold, shares or a crypto asset, counts for 10% less where selling costs
 * something (reg 20; its text was not seen), which nobody was asked: it may come off or not. Premium Bonds and National Savings are cashed
 * at face value. A life policy's surrender value and personal possessions are disregarded. A trust, a bond with
 * life cover and money held by a court or somebody else are read by a person (Annex B; from memory, to check).
 */
const counted: Readonly<Record<CapitalKind, 'whole' | 'less-sale' | 'none' | 'judged'>> = {
  current: 'whole',
  savings: 'whole',
  cash: 'whole',
  bonds: 'whole',
  shares: 'less-sale',
  crypto: 'less-sale',
  'life-policy': 'none',
  possessions: 'none',
  trust: 'judged',
  'insurance-bond': 'judged',
  held: 'judged',
}

/** Capital counted, in pence: Part 5 and Sch 2. Gifts are not added: that is decided by a person (reg 22, Annex E). */
export function capitalOf(person: Person, doubt: Doubt): number {
  const { told, setting } = person
  const { value: home } = told.home
  let all = savingsOf(person, doubt)
  if (told.otherProperty.value === null) all += doubt.had(0, beyond, 'missing: otherProperty')
  for (const property of told.otherProperty.value ?? []) all += interestIn(property, doubt)
  // Annex B: the main or only home is disregarded where the needs are met other than in a care home (from memory).
  // Whether that goes on, under reg 8, for a short stay of somebody who will not go back to it could not be read.
  if (setting === 'home' || home === 'not-owned') return all
  if (home === null) return all + (isHomeSpared(person) ? 0 : doubt.had(0, beyond, 'missing: home'))
  if (isHomeSpared(person)) return all
  const lives = livesThere(home.occupants.value)
  if (lives === 'spares') return all
  const value = interestIn(home, doubt)
  if (lives === 'unknown') return all + doubt.had(0, value, 'missing: occupants')
  if (lives === 'judged') return all + doubt.had(0, value, 'person: who lives in the home')
  // Sch 2 para 1: somebody not going back may be buying another home, which is disregarded too.
  if (setting === 'short-stay') return all + doubt.had(0, value, 'person: home of somebody not going back')
  return all + value
}

function savingsOf({ told }: Person, doubt: Doubt): number {
  if (told.savings.value === null) return doubt.had(0, beyond, 'missing: savings')
  const whole = told.savings.value.reduce((sum, item) => sum + accountOf(item, doubt), 0)
  const { value: special } = told.specialSavings
  if (special?.length === 0) return whole
  // Sch 2: awards for injury, arrears of benefits, compensation, the price of a home: for how long and how much
  // of what is held is for a person.
  return doubt.had(0, whole, special ? 'person: specialSavings' : 'missing: specialSavings')
}

/** Reg 24: what is held jointly counts in equal shares, unless another share is shown. What is one's own is whole. */
function accountOf({ kind, pence, owners, share }: CapitalItem, doubt: Doubt): number {
  const way = counted[kind]
  if (way === 'none') return 0
  const whole = pence ?? doubt.had(0, beyond, 'missing: pence of an account')
  const held =
    owners === 1
      ? whole
      : share !== null
        ? lessOf(whole, share, 100)
        : owners === '3-or-more'
          ? doubt.had(0, lessOf(whole, 1, 3), 'missing: how many own an account')
          : lessOf(whole, 1, owners)
  if (way === 'less-sale') return doubt.had(lessOf(held, 9, 10), held, `person: costs of selling ${kind}`)
  return way === 'judged' ? doubt.had(0, held, `person: ${kind}`) : held
}

/**
 * Reg 20: market value less what is secured on it, and less 10% where selling costs something; as the text was not
 * seen, that may come off or not. Of land held with others reg 24 does
 * not make equal shares: it is what a willing buyer would give for their interest, at most their part of the
 * whole and perhaps nothing (Annex B; from memory, to check), so a person says.
 */
function interestIn({ worth, owed, share }: Property, doubt: Doubt): number {
  if (worth === null) return doubt.had(0, beyond, 'missing: worth of a home')
  const most = lessOf(Math.max(0, worth - (owed ?? 0)), share ?? 100, 100)
  if (share !== 100) return doubt.had(0, most, 'person: a share of a home')
  if (owed === null) return doubt.had(0, most, 'missing: owed on a home')
  return doubt.had(Math.max(0, lessOf(worth, 9, 10) - owed), most, 'person: costs of selling a home')
}

/** Sch 2 paras 1 and 2: a home they go back to, and the first 12 weeks of living in a care home. */
function isHomeSpared({ setting, goingBack, stay }: Person): boolean {
  return setting === 'short-stay' ? goingBack : isInTwelveWeeks(stay)
}

/**
 * Sch 2 para 2: 12 weeks from the day of moving in. Somebody who left and comes back within 52 weeks of the end
 * of the first stay has what is left of the 12 weeks; after that they have 12 new weeks.
 */
export function isInTwelveWeeks({ daysHere, earlier }: Stay): boolean {
  const used = earlier && earlier.daysBetween <= 52 * 7 ? earlier.days : 0
  return daysHere < 12 * 7 - used
}

type Spares = 'spares' | 'judged' | 'unknown' | 'counts'

/**
 * Sch 2 para 4: who has lived there, as their main or only home, since before the move: the partner; a relative
 * of 60 or over or incapacitated; a child of theirs under 18. Of one who came later the council decides
 * (para 4(2)), and so of a former partner (para 4(1)(a): not one estranged or divorced, save a lone parent). The
 * text was read in the Welsh regulations, whose paragraph is the same; that of England is to be checked.
 */
function livesThere(occupants: readonly Occupant[] | null): Spares {
  if (occupants === null) return 'unknown'
  const all = occupants.map(byOccupant)
  return (['spares', 'unknown', 'judged'] as const).find((one) => all.includes(one)) ?? 'counts'
}

function byOccupant(one: Occupant): Spares {
  if (one.relationship === 'former-partner') return 'judged'
  const qualifies = qualifyingRelative(one)
  if (qualifies === false) return 'counts'
  if (qualifies === null || one.livedThereBefore === null) return 'unknown'
  return one.livedThereBefore ? 'spares' : 'judged'
}

function qualifyingRelative({ relationship, age, incapacitated }: Occupant): boolean | null {
  if (relationship === 'partner') return true
  if (relationship === 'other' || relationship === 'former-partner') return false
  const byAge = age === null ? null : age >= 60 || (relationship === 'child' && age < 18)
  if (byAge || incapacitated) return true
  return byAge === null || incapacitated === null ? null : false
}
