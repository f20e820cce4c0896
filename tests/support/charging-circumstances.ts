import fc from 'fast-check'
import type {
  CapitalItem,
  ChargingPolicy,
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
} from '#src/domain/charging/circumstances.ts'
import type { Money } from '#src/domain/charging/amounts.ts'

/** How much is left unknown: never, or now and then. */
export interface Unknowns {
  readonly unknowns: boolean
}

const from = fc.constant(['answer'])
const pence = (most: number) => fc.integer({ min: 0, max: most })

/** Any circumstances a person may have; with `unknowns`, any figure or answer may be missing. */
export function anyCircumstances({ unknowns }: Unknowns): fc.Arbitrary<Circumstances> {
  const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
    unknowns ? fc.option(value, { freq: 15 }) : value
  const fact = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
    fc.record({ value: perhaps(value), from })
  const money = (most: number): fc.Arbitrary<Money> =>
    fc.record({
      pence: pence(most),
      every: fc.constantFrom(
        'week',
        '2-weeks',
        '4-weeks',
        'month',
        'year',
        ...(unknowns ? (['one-off'] as const) : []),
      ),
    })
  const sureKinds = [
    'wages',
    'self-employed',
    'work-pension',
    'annuity',
    'guaranteed-income-payment',
    'direct-payment',
    'state-pension',
    'guarantee-credit',
    'savings-credit',
    'universal-credit',
    'attendance-allowance',
    'pip-living',
    'pip-mobility',
    'dla-care',
    'dla-mobility',
    'esa',
    'carers-allowance',
    'housing-benefit',
    'council-tax-help',
    'industrial-injury',
    'constant-attendance',
    'jsa',
    'income-support',
  ] as const satisfies readonly IncomeKind[]
  const judgedKinds = [
    'war-pension',
    'rent',
    'trust',
    'maintenance',
    'charity',
    'pension-credit',
    'war-benefits',
    'bereavement',
    'child-benefit',
    'other',
  ] as const satisfies readonly IncomeKind[]
  const incomeItem: fc.Arbitrary<IncomeItem> = fc.record({
    kind: fc.constantFrom<IncomeKind[]>(...sureKinds, ...(unknowns ? judgedKinds : [])),
    money: perhaps(money(400_00)),
    tax: unknowns ? fc.constantFrom('after', 'after', 'after', 'before', null) : fc.constant('after'),
    isHighestRate: perhaps(fc.boolean()),
    from,
  })
  const capitalItem: fc.Arbitrary<CapitalItem> = fc.record({
    kind: fc.constantFrom(
      'current',
      'savings',
      'bonds',
      'shares',
      'cash',
      'crypto',
      'life-policy',
      'possessions',
      ...(unknowns ? (['trust', 'insurance-bond', 'held'] as const) : []),
    ),
    pence: perhaps(pence(12_000_00)),
    owners: fc.integer({ min: 1, max: 3 }),
    share: fc.option(fc.integer({ min: 0, max: 100 })),
    from,
  })
  const property: fc.Arbitrary<Property> = fc.record({
    worth: perhaps(pence(300_000_00)),
    owed: perhaps(pence(100_000_00)),
    share: perhaps(fc.oneof({ weight: 3, arbitrary: fc.constant(100) }, fc.integer({ min: 0, max: 100 }))),
    from,
  })
  const occupant: fc.Arbitrary<Occupant> = fc.record({
    relationship: fc.constantFrom('partner', 'former-partner', 'child', 'relative', 'other'),
    age: perhaps(fc.integer({ min: 0, max: 100 })),
    incapacitated: perhaps(fc.boolean()),
    livedThereBefore: perhaps(fc.boolean()),
    from,
  })
  const ownHome: fc.Arbitrary<OwnHome> = fc
    .tuple(property, fact(fc.array(occupant, { maxLength: 2 })))
    .map(([of, occupants]) => ({ ...of, occupants }))
  const few = { maxLength: 4 }
  const housing: fc.Arbitrary<HousingCost> = fc.record({
    kind: fc.constantFrom(
      'rent',
      'mortgage',
      'council-tax',
      'service-charge',
      'ground-rent',
      'buildings-insurance',
    ),
    money: perhaps(money(100_00)),
    from,
  })
  const extra: fc.Arbitrary<ExtraCost> = fc.record({
    kind: fc.constantFrom(
      'alarm',
      'laundry',
      'heating',
      'diet',
      'clothes',
      'bedding',
      'continence',
      'cleaning-gardening',
      'private-care',
      'equipment',
      'therapy',
      'transport',
      'internet-phone',
      'assistance-animal',
      'other',
    ),
    money: perhaps(money(30_00)),
    sharedBy: fc.integer({ min: 1, max: 3 }),
    from,
  })
  return fc.record({
    setting: fact(fc.constantFrom('home', 'home', 'care-home', 'short-stay')),
    route: fact(
      unknowns
        ? fc.oneof(
            { weight: 12, arbitrary: fc.constant({ is: 'full' as const }) },
            fc.constant({ is: 'light-touch' as const, fits: null }),
            fc.record({
              is: fc.constant('refuse' as const),
              by: fc.constantFrom('person', 'legal-authority', 'no-authority'),
            }),
          )
        : fc.constant({ is: 'full' as const }),
    ),
    ageBand: fact(
      fc.constantFrom(
        '18-24',
        '25-to-pension-age',
        'pension-age',
        ...(unknowns ? (['under-18'] as const) : []),
      ),
    ),
    partner: fact(fc.constantFrom('none', 'none', 'together', 'apart', 'care-home')),
    partnerReachedPensionAge: fact(fc.boolean()),
    partnerDisability: fact(fc.constantFrom('none', 'none', 'some', 'highest')),
    children: fact(fc.constantFrom(0, 0, 0, 1, 3)),
    premiums: fc.record({
      disability: fact(fc.boolean()),
      enhancedDisability: fact(fc.boolean()),
      carer: fact(fc.boolean()),
    }),
    savings: fact(fc.array(capitalItem, few)),
    specialSavings: fact(
      unknowns
        ? fc.subarray<SpecialSavings>(['injury', 'back-pay', 'government', 'house-sale'], { maxLength: 1 })
        : fc.constant<SpecialSavings[]>([]),
    ),
    gaveAway: fact(fc.boolean()),
    home: fact(fc.oneof(fc.constant('not-owned' as const), ownHome)),
    isWithin8Weeks: fact(fc.constantFrom(true, true, false)),
    goingBack: fact(unknowns ? fc.boolean() : fc.constant(true)),
    stay: fact(
      fc.record({
        daysHere: fc.integer({ min: 0, max: 140 }),
        earlier: fc.option(
          fc.record({
            days: fc.integer({ min: 0, max: 140 }),
            daysBetween: fc.integer({ min: 0, max: 420 }),
          }),
        ),
      }),
    ),
    otherProperty: fact(fc.array(property, { maxLength: 1 })),
    income: fact(fc.array(incomeItem, few)),
    benefits: fact(fc.array(incomeItem, few)),
    passesHalfPension: fact(fc.boolean()),
    housing: fact(fc.array(housing, few)),
    extraCosts: fact(fc.array(extra, few)),
    otherCosts: fact(fc.array(fc.record({ money: perhaps(money(20_00)), from }), { maxLength: 1 })),
    free: fact(
      fc.oneof(
        { weight: 3, arbitrary: fc.constant<FreeService[]>([]) },
        fc.subarray<FreeService>(['s117', 'chc', 'short-term', 'cjd'], { maxLength: 1 }),
      ),
    ),
    freeIsAll: fact(unknowns ? fc.boolean() : fc.constant(false)),
    careCost: fact(pence(1_500_00)),
  })
}

/** Any rules a council may set about how much of what is left over is charged. */
export const anyPolicy: fc.Arbitrary<ChargingPolicy> = fc.record({
  percentage: fc.constantFrom(100, 100, 80, 0),
  weeklyMaximum: fc.option(pence(500_00)),
  weeklyMinimum: fc.constantFrom(0, 0, 5_00),
  shortStay: fc.constantFrom('as-care-home', 'as-care-at-home'),
  savingsDisregard: fc.constantFrom('with-award-only', 'with-award-only', 'not-settled'),
})

/** The same with what a council may do for people at home beyond what the law makes it do. */
export const anyGenerousPolicy: fc.Arbitrary<ChargingPolicy> = fc
  .tuple(
    anyPolicy,
    fc.record({
      moreToKeep: fc.constantFrom(0, 0, 12_50),
      standardExtraCosts: fc.constantFrom(0, 0, 20_00),
      nightPart: fc.constantFrom(0, 0, 37_90),
      upperLimitAtHome: fc.constantFrom(null, null, 30_000_00),
      allowsInsurance: fc.boolean(),
    }),
  )
  .map(([policy, more]) => ({ ...policy, ...more }))
