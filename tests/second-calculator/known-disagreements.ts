import type { Money } from '#src/domain/charging/amounts.ts'
import type {
  Circumstances,
  Fact,
  IncomeItem,
  IncomeKind,
  Property,
} from '#src/domain/charging/circumstances.ts'
import type { ToWorkOut } from './calculator.ts'
import { compare } from './compare.ts'

/**
 * One kind of disagreement that is known. When the calculator that is wrong has been mended take its kind out of
 * the list: from then on a disagreement of that kind fails the comparison.
 */
export interface Known {
  readonly kind: string
  readonly right: 'first' | 'second' | 'not settled'
  readonly law: string
  /** The same person without what the kind is about: there the two must agree. */
  readonly without: (told: Circumstances) => Circumstances
}

const withPaid = (told: Circumstances, keeps: (item: IncomeItem) => boolean): Circumstances => ({
  ...told,
  income: changed(told.income, (items) => items.filter(keeps)),
  benefits: changed(told.benefits, (items) => items.filter(keeps)),
})
const changed = <T>(fact: Fact<T>, change: (value: T) => T): Fact<T> =>
  fact.value === null ? fact : { ...fact, value: change(fact.value) }
/** Something of their own that is worth what the share would be by sums alone. */
const whole = (one: Property): Property => {
  const part = (pence: number | null) => pence && Math.floor((pence * (one.share ?? 100)) / 100)
  return { ...one, worth: part(one.worth), owed: part(one.owed), share: 100 }
}
const isRegular = ({ money }: { readonly money: Money | null }) => money?.every !== 'one-off'
const isNone = (kind: IncomeKind, ...kinds: readonly IncomeKind[]) => !kinds.includes(kind)

export const known: readonly Known[] = [
  {
    kind: 'costs of selling shares and crypto assets',
    right: 'second',
    law: 'Regulation 20, Annex B: 10% off where selling has costs. Of crypto assets neither says anything',
    without: (told) => ({
      ...told,
      savings: changed(told.savings, (items) =>
        items.map((item) =>
          item.kind === 'shares' || item.kind === 'crypto' ? { ...item, kind: 'savings' } : item,
        ),
      ),
    }),
  },
  {
    kind: 'whether care is free is not known',
    right: 'second',
    law: 'Regulations 3 and 4: free care must not be charged, so there is at most a ceiling',
    without: (told) => ({ ...told, free: { ...told.free, value: told.free.value ?? [] } }),
  },
  {
    kind: 'care for CJD, with other care beside it',
    right: 'second',
    law: 'Regulation 4: nothing at all is charged to somebody with CJD',
    without: (told) => ({ ...told, free: changed(told.free, (free) => free.filter((one) => one !== 'cjd')) }),
  },
  {
    kind: 'care that is free in part',
    right: 'second',
    law: 'Regulation 3: only the rest is charged, its cost was not asked, so the figure is a ceiling',
    without: (told) =>
      told.free.value?.includes('cjd') ? told : { ...told, free: changed(told.free, () => []) },
  },
  {
    kind: 'sum spared a pensioner above the guarantee',
    right: 'second',
    law: 'Schedule 1 paragraph 40, once paragraph 28H(2): comes off in a care home without an award too',
    // Age makes no other difference in a care home.
    without: (told) =>
      told.setting.value !== 'home' && (told.ageBand.value ?? 'pension-age') === 'pension-age'
        ? { ...told, ageBand: { ...told.ageBand, value: '25-to-pension-age' } }
        : told,
  },
  {
    kind: 'a share of a home or land',
    right: 'second',
    law: 'Regulations 20 and 24, Annex B: what a willing buyer would give for the interest, which a person says',
    without: (told) => ({
      ...told,
      home: changed(told.home, (home) => (home === 'not-owned' ? home : { ...home, ...whole(home) })),
      otherProperty: changed(told.otherProperty, (all) => all.map(whole)),
    }),
  },
  {
    kind: 'savings credit at home',
    right: 'second',
    law: 'Annex C: disregarded wholly; the limit is for care homes',
    without: (told) => withPaid(told, ({ kind }) => isNone(kind, 'savings-credit')),
  },
  {
    kind: 'awards to two who live together',
    right: 'second',
    law: 'Annex C paragraph 5: half is presumed to be this person’s',
    without: (told) =>
      (told.partner.value ?? 'together') === 'together'
        ? withPaid(told, ({ kind }) =>
            isNone(kind, 'guarantee-credit', 'savings-credit', 'universal-credit', 'income-support'),
          )
        : told,
  },
  {
    kind: 'rent in universal credit',
    right: 'second',
    law: 'Schedule 1 paragraph 3: help with rent is disregarded, and was not asked',
    without: (told) => withPaid(told, ({ kind }) => isNone(kind, 'universal-credit')),
  },
  {
    kind: 'half of an annuity passed on',
    right: 'second',
    law: 'Schedule 1 paragraph 16: half of a retirement annuity does not count',
    without: (told) => withPaid(told, ({ kind }) => isNone(kind, 'annuity')),
  },
  {
    kind: 'a cost paid once',
    right: 'second',
    law: 'Schedule 1 paragraph 4, Annex C: what is bought once may be spread over weeks, which a person says',
    without: (told) => ({
      ...told,
      housing: changed(told.housing, (costs) => costs.filter(isRegular)),
      extraCosts: changed(told.extraCosts, (costs) => costs.filter(isRegular)),
    }),
  },
]

/**
 * The known kinds a disagreement comes from: the fewest without which the two agree to the penny. Empty when they
 * do not agree without any of them: that is no known kind.
 */
export function causesOf(toWork: ToWorkOut): readonly Known[] {
  const without = (kinds: readonly Known[]) =>
    kinds.reduce((told, kind) => kind.without(told), toWork.circumstances)
  const all = JSON.stringify(toWork.circumstances)
  const present = known.filter((kind) => JSON.stringify(without([kind])) !== all)
  const some = present
    .reduce((sets, kind) => sets.concat(sets.map((set) => set.concat(kind))), [[] as readonly Known[]])
    .toSorted((one, other) => one.length - other.length)
  return (
    some.find((kinds) => compare({ ...toWork, circumstances: without(kinds) }).standing === 'agree') ?? []
  )
}
