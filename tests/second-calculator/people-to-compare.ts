import fc from 'fast-check'
import type {
  CapitalItem,
  Circumstances,
  ExtraCost,
  Fact,
  FreeService,
  HousingCost,
  IncomeItem,
  IncomeKind,
  Occupant,
  OwnHome,
  Property,
  SpecialSavings,
  Stay,
} from '#src/domain/charging/circumstances.ts'
import type { Every } from '#src/domain/charging/amounts.ts'
import { anyCircumstances, type Unknowns } from '#tests/support/charging-circumstances.ts'

const from = fc.constant(['answer'])
const pence = (least: number, most: number) => fc.integer({ min: least * 100, max: most * 100 })
const money = (least: number, most: number, every: Every = 'week') =>
  fc.record({ pence: pence(least, most), every: fc.constant(every) })

/** A benefit or income with the amounts it has in life. */
const paid = (kind: IncomeKind, least: number, most: number, every: Every = 'week') =>
  fc.record<IncomeItem>({
    kind: fc.constant(kind),
    money: money(least, most, every),
    tax: fc.constant('after'),
    from,
  })
/** Each of these with the likelihood given, in per cent. */
function some<T>(...likely: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T[]> {
  const each = likely.map(([percent, item]) =>
    fc.oneof({ weight: percent, arbitrary: item }, { weight: 100 - percent, arbitrary: fc.constant(null) }),
  )
  return fc.tuple(...each).map((items) => items.filter((item) => item !== null))
}

const pensionerBenefits = some(
  [95, paid('state-pension', 120, 260)],
  [45, paid('attendance-allowance', 70, 115)],
  [20, paid('guarantee-credit', 5, 90)],
  [15, paid('savings-credit', 1, 18)],
  [6, paid('pension-credit', 5, 90)],
  [8, paid('dla-care', 28, 115, '4-weeks')],
  [8, paid('dla-mobility', 28, 80)],
  [15, paid('housing-benefit', 20, 160)],
  [20, paid('council-tax-help', 2, 40)],
  [5, paid('carers-allowance', 80, 87)],
  [4, paid('industrial-injury', 30, 180)],
  [3, paid('constant-attendance', 40, 160)],
  [3, paid('war-benefits', 20, 200)],
)
const workingAgeBenefits = some(
  [35, paid('esa', 80, 240, '2-weeks')],
  [40, paid('universal-credit', 200, 1_600, 'month')],
  [55, paid('pip-living', 72, 115, '4-weeks')],
  [45, paid('pip-mobility', 28, 80)],
  [8, paid('dla-care', 28, 115)],
  [8, paid('income-support', 20, 120)],
  [6, paid('jsa', 60, 95)],
  [10, paid('housing-benefit', 20, 160)],
  [15, paid('council-tax-help', 2, 40)],
  [10, paid('carers-allowance', 80, 87)],
  [10, paid('child-benefit', 20, 60)],
  [3, paid('bereavement', 20, 100)],
  [3, paid('other', 5, 80)],
)
const pensionerIncome = some(
  [55, paid('work-pension', 40, 1_400, 'month')],
  [12, paid('annuity', 20, 400, 'month')],
  [5, paid('wages', 40, 300)],
  [3, paid('rent', 200, 1_200, 'month')],
  [3, paid('war-pension', 20, 200)],
  [3, paid('charity', 5, 60)],
)
const workingAgeIncome = some(
  [15, paid('wages', 40, 400)],
  [5, paid('self-employed', 500, 12_000, 'year')],
  [8, paid('work-pension', 40, 900, 'month')],
  [6, paid('direct-payment', 60, 500)],
  [4, paid('guaranteed-income-payment', 80, 400)],
  [3, paid('maintenance', 10, 90)],
  [2, paid('trust', 20, 200)],
)

const account: fc.Arbitrary<CapitalItem> = fc
  .record({
    kind: fc.constantFrom(
      'current',
      'current',
      'savings',
      'savings',
      'bonds',
      'shares',
      'cash',
      'crypto',
      'life-policy',
      'possessions',
    ),
    pence: fc.oneof(
      pence(0, 4_000),
      pence(4_000, 16_000),
      pence(16_000, 30_000),
      // On and beside the limits, and a step of tariff income.
      fc.constantFrom(14_250_00, 14_250_01, 14_500_00, 14_500_01, 23_250_00, 23_250_01),
    ),
    owners: fc.constantFrom(1, 1, 1, 2, 2, 3),
    share: fc.constantFrom(null, null, null, 25, 50, 60),
    from,
  })
  .map((item) => (item.owners === 1 ? { ...item, share: null } : item))
const property: fc.Arbitrary<Property> = fc.record({
  worth: pence(60_000, 500_000),
  owed: fc.oneof(fc.constant(0), pence(1_000, 50_000)),
  share: fc.constantFrom(100, 100, 100, 50, 33),
  from,
})
const occupant: fc.Arbitrary<Occupant> = fc.record({
  relationship: fc.constantFrom('partner', 'former-partner', 'child', 'relative', 'other'),
  age: fc.integer({ min: 3, max: 95 }),
  incapacitated: fc.oneof(
    { weight: 1, arbitrary: fc.constant(true) },
    { weight: 4, arbitrary: fc.constant(false) },
  ),
  livedThereBefore: fc.oneof(
    { weight: 3, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  from,
})
const housing = some<HousingCost>(
  ...(
    [
      ['rent', 25, 10, 150],
      ['mortgage', 10, 20, 180],
      ['council-tax', 60, 5, 45],
      ['service-charge', 10, 3, 40],
      ['ground-rent', 4, 1, 8],
      ['buildings-insurance', 15, 2, 12],
    ] as const
  ).map(
    ([kind, percent, least, most]) =>
      [
        percent,
        fc.record<HousingCost>({ kind: fc.constant(kind), money: money(least, most), from }),
      ] as const,
  ),
)
const boughtOnce: fc.Arbitrary<ExtraCost> = fc.record({
  kind: fc.constant('equipment'),
  money: money(20, 900, 'one-off'),
  sharedBy: fc.constant(1),
  from,
})
const extraCost: fc.Arbitrary<ExtraCost> = fc.record({
  kind: fc.constantFrom('alarm', 'laundry', 'heating', 'diet', 'continence', 'private-care', 'transport'),
  money: fc.oneof(money(1, 40), money(5, 90, 'month'), money(20, 600, 'year')),
  sharedBy: fc.constantFrom(1, 1, 1, 2),
  from,
})
const stay: fc.Arbitrary<Stay> = fc.record({
  daysHere: fc.oneof(
    fc.integer({ min: 0, max: 90 }),
    fc.constantFrom(83, 84),
    fc.integer({ min: 85, max: 900 }),
  ),
  earlier: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.record({
        days: fc.integer({ min: 1, max: 100 }),
        daysBetween: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constantFrom(363, 364, 365)),
      }),
    },
  ),
})

/** People as they come: benefits that go together, amounts as they are, rare things rare. */
export function everydayPeople({ unknowns }: Unknowns): fc.Arbitrary<Circumstances> {
  const fact = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
    fc.record<Fact<T>>({ value: unknowns ? fc.option(value, { freq: 20 }) : value, from })
  const rarely = (percent: number) =>
    fc.oneof(
      { weight: percent, arbitrary: fc.constant(true) },
      { weight: 100 - percent, arbitrary: fc.constant(false) },
    )
  const seldom = <T>(percent: number, item: fc.Arbitrary<T>) => some([percent, item])
  const home = fc.oneof(
    fc.constant('not-owned' as const),
    fc
      .tuple(property, fact(fc.array(occupant, { maxLength: 2 })))
      .map(([of, occupants]): OwnHome => ({ ...of, occupants })),
  )
  const withAge = (isPensionAge: boolean) =>
    fc.record<Circumstances>({
      setting: fact(fc.constantFrom('home', 'home', 'home', 'care-home', 'care-home', 'short-stay')),
      route: fact(fc.constant({ is: 'full' as const })),
      ageBand: fact(
        isPensionAge ? fc.constant('pension-age' as const) : fc.constantFrom('18-24', '25-to-pension-age'),
      ),
      partner: fact(fc.constantFrom('none', 'none', 'none', 'together', 'together', 'apart', 'care-home')),
      partnerReachedPensionAge: fact(rarely(isPensionAge ? 85 : 10)),
      partnerDisability: fact(fc.constantFrom('none', 'none', 'none', 'some', 'highest')),
      isWithin8Weeks: fact(rarely(80)),
      children: fact(isPensionAge ? fc.constant(0) : fc.constantFrom(0, 0, 0, 0, 1, 2)),
      premiums: fc.record({
        disability: fact(rarely(isPensionAge ? 0 : 60)),
        enhancedDisability: fact(rarely(isPensionAge ? 0 : 30)),
        carer: fact(rarely(8)),
      }),
      savings: fact(fc.array(account, { maxLength: 3 })),
      specialSavings: fact(
        seldom(3, fc.constantFrom<SpecialSavings[]>('injury', 'back-pay', 'government', 'house-sale')),
      ),
      gaveAway: fact(rarely(5)),
      home: fact(home),
      goingBack: fact(rarely(90)),
      stay: fact(stay),
      otherProperty: fact(seldom(3, property)),
      income: fact(isPensionAge ? pensionerIncome : workingAgeIncome),
      benefits: fact(isPensionAge ? pensionerBenefits : workingAgeBenefits),
      passesHalfPension: fact(rarely(40)),
      housing: fact(housing),
      extraCosts: fact(
        fc.array(
          unknowns
            ? fc.oneof({ weight: 9, arbitrary: extraCost }, { weight: 1, arbitrary: boughtOnce })
            : extraCost,
          { maxLength: 3 },
        ),
      ),
      otherCosts: fact(seldom(5, fc.record({ money: money(2, 40), from }))),
      free: fact(seldom(4, fc.constantFrom<FreeService[]>('s117', 'chc', 'short-term', 'cjd'))),
      freeIsAll: fact(fc.boolean()),
      careCost: fact(fc.oneof(pence(20, 400), pence(400, 1_500))),
    })
  return fc.boolean().chain(withAge).map(possible)
}

/** The circumstances the product's own properties are tried on, but for what cannot be. */
export const anyPeople = (unknowns: Unknowns): fc.Arbitrary<Circumstances> =>
  anyCircumstances(unknowns).map(possible)

/** Without what contradicts itself: a share of what is one's own, a pension passed to nobody. */
function possible(told: Circumstances): Circumstances {
  const isMarried = told.partner.value === 'together' || told.partner.value === 'apart'
  return {
    ...told,
    passesHalfPension:
      told.passesHalfPension.value && !isMarried
        ? { ...told.passesHalfPension, value: false }
        : told.passesHalfPension,
    savings: {
      ...told.savings,
      value: told.savings.value?.map((item) => (item.owners === 1 ? { ...item, share: null } : item)) ?? null,
    },
  }
}
