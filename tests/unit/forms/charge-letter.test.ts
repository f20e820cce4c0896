import { describe, expect, it } from 'vitest'
import {
  besideEachOther,
  type ChargeOutcome,
  chargeOutcomes,
  chargeOutcomesFor,
  mostByHand,
  ratesToDecideBy,
  ratesToRework,
  secondHandIn,
  sheetForDay,
  whyUnfinished,
} from '#src/domain/charging/determination.ts'
import type { Stay } from '#src/domain/charging/circumstances.ts'
import { daysBetween } from '#src/domain/charging/days.ts'
import { allChargeRateNames, type RateRow, usableRate } from '#src/domain/charging/rates.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import {
  decidedInWords,
  effectInWords,
  totalsInWords,
  workingInWords,
} from '#src/components/charging/sheet-words.ts'
import {
  type ChargeLetter,
  type LetterFacts,
  letterFormatFor,
  type LetterFormat,
  letterToRepresentative,
  onlyDifferent,
  writeChargeLetter,
} from '#src/forms/financial/charge-letter.ts'
import {
  billedFor,
  type ChargeNotice,
  type Meanwhile,
  meanwhiles,
  missingInNotice,
  type NoticeFacts,
  noticeFacts,
  type NoticeOf,
  type PayWay,
  payWays,
} from '#src/forms/financial/charge-notice.ts'
import { type Representative, representativesIn } from '#src/forms/financial/charge-recipients.ts'
import type { Answers } from '#src/forms/engine/question.ts'
import type { Walk } from '#src/forms/engine/walk.ts'
import { calledProofs } from '#src/forms/financial/last.ts'
import { chargingRates } from '#src/settings/charging-rates.ts'
import {
  gets,
  IN_2026,
  known,
  lineOf,
  MADE_UP_DAY,
  madeUp,
  nothing,
  ownHome,
  policy,
  savings,
  sheetOf,
  unknown,
} from '#tests/fixtures/charging.ts'
import { easyReadFindings, findingsInStrings, inWords } from '#tests/support/reading.ts'
import type { ReadString } from '#tests/support/read-strings.ts'

const outcomes = Object.keys(chargeOutcomes) as ChargeOutcome[]

/** Somebody with a partner past pension age: what a couple keeps in 2026/27 is not known. */
const couple = { partner: known('together' as const), partnerReachedPensionAge: known(true) }
const unfinished = sheetOf({
  ...couple,
  careCost: known(300_00),
  benefits: known([gets('state-pension', 200_00)]),
})

/** In a care home since 13 September 2026, with a home of £240,000 that counts after 84 days: on 6 December. */
const inCareHome = {
  ...nothing,
  setting: known('care-home' as const),
  home: known(ownHome()),
  savings: known([savings(12_000_00)]),
  benefits: known([gets('state-pension', 241_30)]),
  careCost: known(1_050_00),
}
const sheetFrom = (on: string, daysHere: (day: string) => number, earlier: Stay['earlier'] = null) =>
  sheetForDay({
    circumstancesOn: (day) => ({ ...inCareHome, stay: known({ daysHere: daysHere(day), earlier }) }),
    rates: chargingRates.rates,
    policy,
    on,
  })
const sinceSeptember = (day: string) => daysBetween('2026-09-13', day)
const soonCounted = sheetFrom(IN_2026, sinceSeptember)

const may: Representative = {
  who: 'rep-1',
  authority: 'attorney',
  name: 'May Example',
  address: ['2 Example Street'],
}

/** Everything that a council can set is set. */
const wholeNotice: NoticeFacts = {
  bill: {
    every: '4 weeks',
    payWithin: '28 days',
    ways: Object.keys(payWays) as PayWay[],
    phone: '020 7946 0150',
  },
  reviewBy: '1 December 2027',
  whileLookingAgain: 'pay-and-pay-back',
  advice: [{ name: 'Advice Centre', phone: '020 7946 0160' }],
}
const nothingSet: NoticeFacts = { bill: null, reviewBy: null, whileLookingAgain: null, advice: [] }

const letter = (format: LetterFormat, outcome: ChargeOutcome, more: Partial<LetterFacts> = {}) =>
  writeChargeLetter({
    format,
    outcome,
    sheet: outcome === 'by-hand' ? unfinished : sheetOf({}),
    byHand:
      outcome === 'by-hand'
        ? { pence: 44_50, working: 'You have £200 a week.\nWe take off what you keep.' }
        : null,
    goesTo: { person: true, others: [] },
    why: 'You have more than you need to keep.',
    payFrom: '1 December 2026',
    changed: [],
    wanted: outcome === 'need-more' ? calledProofs.map(({ words }) => words) : [],
    to: ['Ann Example', '1 Example Street'],
    name: 'Ann',
    from: ['Alderbrook Council'],
    date: 'Monday 23 November 2026',
    phone: '020 7946 0100',
    textPhone: '07700 900100',
    answerWithin: '10 working days',
    acknowledgeWithin: '3 working days',
    notice: wholeNotice,
    ombudsmanPhone: '0300 061 0614',
    homeCountsFrom: null,
    ...more,
  })

const saidIn = ({ title, parts }: ChargeLetter): readonly string[] => [
  title,
  ...parts.flatMap((part) => [part.title, ...part.lines, ...part.points]),
]

describe('the letter', () => {
  const changed = [
    { title: 'Savings', theirs: ['£15,100'], ours: ['£16,100'], why: 'The bank statement says so.' },
  ]

  const everybody = {
    person: true,
    others: (['attorney', 'deputy', 'appointee'] as const).map((authority) => ({ ...may, authority })),
  }
  const most = { changed, goesTo: everybody }

  it.each(outcomes)('%s is easy to read', (outcome) => {
    const { lead } = letterToRepresentative(may, 'Ann Example', 'plain')
    const texts = [...saidIn(letter('plain', outcome, most)), lead ?? '']
    const strings: ReadString[] = texts.map((text, at) => ({
      text,
      voice: 'you',
      form: 'charge letter',
      page: outcome,
      what: String(at),
    }))
    expect(findingsInStrings(strings).map(inWords).join('\n')).toBe('')
  })

  it.each(outcomes)('%s is Easy Read', (outcome) => {
    const { lead } = letterToRepresentative(may, 'Ann Example', 'easy-read')
    const findings = [...saidIn(letter('easy-read', outcome, most)), lead ?? ''].flatMap((text) =>
      easyReadFindings(text),
    )
    expect(findings.map(({ sentence, figure }) => `${sentence} ${figure}`).join('\n')).toBe('')
  })

  it.each(outcomes)(
    '%s says how to ask us to look again, by when we answer, and how to reach a person',
    (outcome) => {
      for (const format of ['plain', 'easy-read'] as const) {
        const text = saidIn(letter(format, outcome)).join(' ')
        expect(text).toMatch(/look at it again|look again/)
        expect(text).toContain('10 working days')
        expect(text).toContain('020 7946 0100')
        expect(text).toMatch(/person/)
      }
    },
  )

  describe('is a full notice', () => {
    const part = (name: string, format: LetterFormat = 'plain', more: Partial<LetterFacts> = {}) =>
      letter(format, 'charge', more).parts.find((one) => one.name === name)

    it.each(outcomes)('%s says how to complain, and who looks at our answer', (outcome) => {
      for (const format of ['plain', 'easy-read'] as const) {
        const said = letter(format, outcome)
          .parts.find(({ name }) => name === 'complain')
          ?.lines.join(' ')
        expect(said).toContain('Ombudsman')
        expect(said).toContain('0300 061 0614')
        expect(said).toContain('within 10 working days')
      }
    })

    it('says how and when to pay, when it is looked at again, what happens meanwhile, and who else helps', () => {
      const words = (name: string) => [...(part(name)?.lines ?? []), ...(part(name)?.points ?? [])].join(' ')
      expect(words('pay')).toContain('a bill every 4 weeks')
      expect(words('pay')).toContain('within 28 days')
      expect(words('pay')).toContain('020 7946 0150')
      expect(words('pay')).toContain('Direct Debit')
      expect(words('review')).toContain('by 1 December 2027')
      expect(words('wrong')).toContain('go on paying while we look')
      expect(words('advice')).toContain('Advice Centre: 020 7946 0160')
    })

    it.each(['plain', 'easy-read'] as const)('leaves out what the council has not set (%s)', (format) => {
      const more = { notice: nothingSet }
      expect(part('pay', format, more)).toBeUndefined()
      expect(part('review', format, more)).toBeUndefined()
      expect(part('advice', format, more)?.points).toEqual([])
      const said = saidIn(letter(format, 'charge', more)).join(' ')
      expect(said).not.toMatch(/bill|pay while|keep paying|[{}]|undefined|null/)
      expect(said).toContain('Ombudsman')
    })

    it.each(Object.keys(meanwhiles) as Meanwhile[])(
      'is easy to read whatever happens meanwhile (%s)',
      (one) => {
        const more = { notice: { ...wholeNotice, whileLookingAgain: one } }
        const strings = saidIn(letter('plain', 'charge', more)).map(
          (text, at): ReadString => ({ text, voice: 'you', form: 'charge letter', page: one, what: `${at}` }),
        )
        expect(findingsInStrings(strings).map(inWords).join('\n')).toBe('')
        expect(saidIn(letter('easy-read', 'charge', more)).flatMap((text) => easyReadFindings(text))).toEqual(
          [],
        )
      },
    )

    const set: ChargeNotice = {
      bill: {
        covers: ['home'],
        every: { unit: 'months', count: 1 },
        payWithin: { unit: 'days', count: 28 },
        ways: ['cheque'],
        phone: '020 7946 0150',
      },
      reviewWithin: { unit: 'months', count: 12 },
      whileLookingAgain: 'need-not-pay',
      advice: [{ name: 'Advice Centre', phone: '020 7946 0160' }],
    }
    const charged: NoticeOf = { outcome: 'charge', pence: 44_00, setting: 'home' }

    it('says nothing of bills where none is sent, or nothing is to be paid', () => {
      const said = (of: Partial<NoticeOf>) => noticeFacts(set, { ...charged, ...of }, '1 December 2027')
      expect(said({}).bill).toMatchObject({ every: 'month', payWithin: '28 days' })
      expect(said({ setting: 'care-home' }).bill).toBeNull()
      expect(said({ setting: null }).bill).toBeNull()
      expect(said({ outcome: 'full-cost' }).bill).toBeNull()
      expect(said({ outcome: 'nothing', pence: 0 })).toMatchObject({ bill: null, whileLookingAgain: null })
      expect(said({ outcome: 'by-hand', pence: 0 }).bill).toBeNull()
      expect(said({ outcome: 'by-hand', pence: 5_00 }).bill).not.toBeNull()
      expect(said({ outcome: 'need-more', pence: null })).toMatchObject({ bill: null, reviewBy: null })
      expect(billedFor).toContain('full-cost')
    })

    it('tells staff all that is left out, with its setting, and nothing else', () => {
      const settings = (notice: ChargeNotice | undefined, of?: NoticeOf) =>
        missingInNotice(notice, of).map((words) => words.match(/\(chargeNotice\.(\w+)\)$/)?.[1])
      expect(settings(set, charged)).toEqual([])
      expect(settings(set)).toEqual([])
      const all = ['bill', 'reviewWithin', 'whileLookingAgain', 'advice']
      expect(settings(undefined)).toEqual(all)
      expect(settings(undefined, charged)).toEqual(all)
      expect(settings(set, { ...charged, setting: 'care-home' })).toEqual(['bill'])
      expect(settings(undefined, { outcome: 'nothing', pence: 0, setting: 'home' })).toEqual([
        'reviewWithin',
        'advice',
      ])
      expect(settings(undefined, { outcome: 'need-more', pence: null, setting: 'home' })).toEqual(['advice'])
    })
  })

  describe('within the first 12 weeks in a care home', () => {
    const decided = (...[format, outcome, more]: Parameters<typeof letter>) =>
      letter(format, outcome, more).parts.find(({ name }) => name === 'decided')?.lines
    const weeks = { sheet: soonCounted, homeCountsFrom: '6 December 2026' }

    it('says what follows, from which day, and that it may be paid later', () => {
      expect(decided('plain', 'charge', weeks)).toEqual([
        'You pay £209.50 a week for your care, from 1 December 2026.',
        'We do not count your home for the first 12 weeks in a care home. That ends on 6 December 2026.',
        'From 6 December 2026 you pay for all of your care. This is £1,050 a week.',
        'You may not have to sell your home then. Ask us about a deferred payment.',
      ])
      expect(decided('easy-read', 'charge', weeks)).toContain(
        'From 6 December 2026 you pay for all of your care. It costs £1,050 a week.',
      )
      expect(decided('plain', 'need-more', weeks)).toEqual(decided('plain', 'need-more'))
      expect(decided('plain', 'full-cost', weeks)).toEqual(
        decided('plain', 'full-cost', { sheet: soonCounted }),
      )
    })

    const then = (result: object) => ({
      homeCountsFrom: '6 December 2026',
      sheet: {
        ...soonCounted,
        afterTwelveWeeks: { weeksLeft: 2, sheet: { ...soonCounted, result } as unknown as Sheet },
      },
    })
    const follows = [
      [{ is: 'full-cost', pence: null }, 'From 6 December 2026 you pay for all of your care.'],
      [{ is: 'charge', pence: 100_00 }, 'From 6 December 2026 you pay £100 a week for your care.'],
      [{ is: 'charge', pence: 0 }, 'From 6 December 2026 you still pay nothing for your care.'],
      [{ is: 'cannot-work-out', pence: null }, 'From 6 December 2026 you may pay more. A worker will'],
    ] as const
    it.each(follows)('says of %j that %s', (result, words) => {
      expect(decided('plain', 'nothing', then(result))?.join(' ')).toContain(words)
    })

    it('is easy to read', () => {
      const said = (format: LetterFormat) =>
        [weeks, ...follows.map(([result]) => then(result))].flatMap((more) =>
          saidIn(letter(format, 'charge', more)),
        )
      const strings = said('plain').map(
        (text, at): ReadString => ({
          text,
          voice: 'you',
          form: 'charge letter',
          page: 'weeks',
          what: `${at}`,
        }),
      )
      expect(findingsInStrings(strings).map(inWords).join('\n')).toBe('')
      expect(said('easy-read').flatMap((text) => easyReadFindings(text))).toEqual([])
    })
  })

  it('says from which day nothing is paid, where one was given', () => {
    expect(saidIn(letter('plain', 'nothing'))).toContain(
      'You pay nothing for your care, from 1 December 2026.',
    )
    expect(saidIn(letter('plain', 'nothing', { payFrom: null }))).toContain('You pay nothing for your care.')
  })

  it('keeps what a worker wrote as it was written, whatever signs are in it', () => {
    const said = saidIn(letter('plain', 'nothing', { why: 'You [a / b] pay {nothing}.\nNothing.' }))
    expect(said).toContain('You [a / b] pay {nothing}.')
  })

  it('says both figures where we changed one', () => {
    const part = letter('plain', 'nothing', { changed }).parts.find(({ name }) => name === 'changed')
    expect(part?.points).toEqual([
      'Savings\nYou told us: £15,100.\nWe counted: £16,100.\nWhy: The bank statement says so.',
    ])
  })

  it.each(['plain', 'easy-read'] as const)('says of every rate that is missing what it is (%s)', (format) => {
    const sheet = {
      ...unfinished,
      unsure: allChargeRateNames.map((rate) => ({
        code: `rate-${rate}`,
        kind: 'rate' as const,
        words: '',
        easyRead: '',
        blocks: true,
        from: [],
        rate,
      })),
    }
    const points = letter(format, 'by-hand', { sheet }).parts.find(
      ({ name }) => name === 'unfinished',
    )?.points
    expect(points).toHaveLength(allChargeRateNames.length)
    if (format === 'easy-read') expect((points ?? []).flatMap((text) => easyReadFindings(text))).toEqual([])
    else {
      const strings = (points ?? []).map(
        (text): ReadString => ({ text, voice: 'you', form: 'charge letter', page: 'rates', what: text }),
      )
      expect(findingsInStrings(strings).map(inWords).join('\n')).toBe('')
    }
  })

  it('worked out by hand says the amount, what the sheet left open, and how it was done', () => {
    const { parts } = letter('plain', 'by-hand')
    const part = (name: string) => parts.find((one) => one.name === name)
    expect(part('decided')?.lines).toEqual([
      'You pay £44.50 a week for your care, from 1 December 2026.',
      'A worker worked this out by hand.',
    ])
    expect(part('unfinished')?.points).toEqual([
      'What the law says you must be left with. The sheet has no amount for this year yet.',
    ])
    expect(part('working')?.lines).toEqual(['You have £200 a week.', 'We take off what you keep.'])
    const nothing = letter('plain', 'by-hand', { byHand: { pence: 0, working: 'Less.' } })
    expect(saidIn(nothing)).toContain('You pay nothing for your care, from 1 December 2026.')
    expect(saidIn(letter('plain', 'nothing')).join(' ')).not.toContain('by hand')
  })

  it('says who else gets it, and is addressed to each', () => {
    const both = letter('plain', 'nothing', { goesTo: { person: true, others: [may] } })
    expect(both.parts.find(({ name }) => name === 'who-gets')?.points).toEqual([
      'Ann Example',
      'May Example. They have power of attorney for your money.',
    ])
    expect(letter('plain', 'nothing').parts.some(({ name }) => name === 'who-gets')).toBe(false)
    expect(letterToRepresentative(may, 'Ann Example', 'plain')).toMatchObject({
      who: 'rep-1',
      to: ['May Example', '2 Example Street'],
      dear: 'Dear May Example',
      lead: expect.stringContaining('Ann Example'),
    })
  })

  it('quotes of a list only what differs', () => {
    const of = (amount: string) => `Savings 1\nKind: Savings\nHow much? ${amount}`
    expect(onlyDifferent([of('£1'), 'Savings 2\nKind: Cash'], [of('£2'), 'Savings 2\nKind: Cash'])).toEqual([
      ['Savings 1: How much? £1'],
      ['Savings 1: How much? £2'],
    ])
    expect(onlyDifferent([of('£1')], [of('£1'), 'Savings 2\nKind: Cash'])).toEqual([
      [of('£1')],
      [of('£1'), 'Savings 2\nKind: Cash'],
    ])
    expect(onlyDifferent(['Yes'], ['No'])).toEqual([['Yes'], ['No']])
  })

  it.each([
    [{ 'info-format': ['easy-read', 'large-print'] }, undefined, 'easy-read'],
    [{ 'info-format': ['large-print'] }, undefined, 'large'],
    [{}, 'easy-read', 'easy-read'],
    [{}, 'large', 'large'],
    [{ 'info-format': ['braille'] }, 'calm', 'plain'],
  ] as const)('is in the format somebody needs (%j, %s: %s)', (answers, reading, format) => {
    const snapshot = { answers: { ...answers } as never, ...(reading ? { reading } : {}) }
    expect(letterFormatFor(snapshot)).toBe(format)
  })
})

describe('what may be decided', () => {
  const result = (of: object) =>
    ({ result: of, unsure: [], rates: [], afterTwelveWeeks: null }) as unknown as Sheet
  it.each([
    [{ is: 'charge', pence: 100 }, ['charge', 'need-more']],
    [{ is: 'charge', pence: 0 }, ['nothing', 'need-more']],
    [{ is: 'free' }, ['nothing', 'need-more']],
    [{ is: 'full-cost' }, ['full-cost', 'need-more']],
    [{ is: 'cannot-work-out' }, ['need-more']],
    [{ is: 'for-a-person', why: 'light-touch' }, ['full-cost', 'nothing', 'need-more']],
    [{ is: 'for-a-person', why: 'refused' }, ['full-cost', 'need-more']],
    [{ is: 'for-a-person', why: 'refused-without-authority' }, ['need-more']],
  ])('of %j is %j', (of, offered) => {
    expect(chargeOutcomesFor(result(of))).toEqual(offered)
  })

  it('is nothing but more while a rate that is counted with is second-hand', () => {
    const facts = { careCost: known(300_00), benefits: known([gets('state-pension', 250_00)]) }
    const outcomesWith = (rates: readonly RateRow[], more = {}) =>
      chargeOutcomesFor(sheetOf({ ...facts, ...more }, MADE_UP_DAY, rates))
    const isUsed = (name: string) =>
      sheetOf({ ...facts }, MADE_UP_DAY, madeUp).rates.some((one) => one.name === name)
    expect(outcomesWith(madeUp)).toEqual(['charge', 'need-more'])
    const used = madeUp.filter(({ name }) => isUsed(name))
    expect(used.map(({ name }) => name)).toContain('mig-single-pension')
    for (const row of madeUp) {
      const rates = madeUp.map((one) => (one === row ? { ...one, checked: 'second-hand' as const } : one))
      expect(outcomesWith(rates), row.name).toEqual(
        isUsed(row.name) ? ['need-more'] : ['charge', 'need-more'],
      )
    }
    // Over the limit, nothing to pay, and what follows the first 12 weeks rest on rates as much as a charge does.
    const allSecondHand = madeUp.map((row) => ({ ...row, checked: 'second-hand' as const }))
    expect(outcomesWith(allSecondHand, { savings: known([savings(50_000_00)]) })).toEqual(['need-more'])
    expect(outcomesWith(allSecondHand, { benefits: known([]), savings: known([savings(1_00)]) })).toEqual([
      'need-more',
    ])
    expect(secondHandIn(soonCounted).map(({ name }) => name)).toContain('personal-expenses-allowance')
    expect(chargeOutcomesFor({ ...soonCounted, rates: [] })).toEqual(['need-more'])
  })

  it('is by hand only where all that stops the sheet is for the council to settle', () => {
    expect(chargeOutcomesFor(unfinished)).toEqual(['by-hand', 'need-more'])
    expect(whyUnfinished(unfinished)).toEqual([
      'Minimum income guarantee: one of a couple, pension credit age (Regulation 7(4)(b)): there is no amount to use for 2026-11-22.',
    ])
    // Nobody works out what only an answer tells.
    expect(chargeOutcomesFor(sheetOf({ ...couple, income: unknown }))).toEqual(['need-more'])
    expect(chargeOutcomesFor(sheetOf({ ageBand: unknown }))).toEqual(['need-more'])
    expect(chargeOutcomesFor(sheetOf(couple, '2040-06-01', madeUp))).not.toContain('by-hand')
    // What is not sure, but stops nothing.
    const withDoubt = sheetOf({ gaveAway: known(true) })
    expect(withDoubt.unsure).not.toEqual([])
    expect(chargeOutcomesFor(withDoubt)).not.toContain('by-hand')
  })

  it('is by hand never more than the law and the council allow', () => {
    expect(mostByHand(unfinished, policy)).toEqual({
      pence: 200_00,
      is: 'the money that the sheet counts',
    })
    const cheap = sheetOf({
      ...couple,
      careCost: known(80_00),
      benefits: known([gets('state-pension', 200_00)]),
    })
    expect(mostByHand(cheap, policy)?.pence).toBe(80_00)
    expect(mostByHand(cheap, { ...policy, weeklyMaximum: 50_00 })?.pence).toBe(50_00)
    const all = { ...cheap.totals, careCost: null, counted: null }
    expect(mostByHand({ ...cheap, totals: all }, policy)).toBeUndefined()
    expect(
      mostByHand(
        { ...cheap, totals: all, setting: 'care-home', isByHomeRules: false },
        { ...policy, weeklyMaximum: 50_00 },
      ),
    ).toBeUndefined()
  })
})

describe('the sheet of the day that a charge starts on', () => {
  it('counts the home once the 12 weeks are over, to the day', () => {
    // £241.30 − £31.80 while the home is not counted; then all of it.
    expect(soonCounted.result).toMatchObject({ is: 'charge', pence: 209_50 })
    expect(soonCounted.afterTwelveWeeks).toMatchObject({ weeksLeft: 2, from: '2026-12-06' })
    expect(soonCounted.afterTwelveWeeks?.sheet).toMatchObject({
      on: '2026-12-06',
      result: { is: 'full-cost', pence: 1_050_00 },
      deferredPayment: { law: 'Care Act 2014, section 34; SI 2014/2671' },
    })
    expect(sheetFrom('2026-12-05', sinceSeptember).result.pence).toBe(209_50)
    expect(sheetFrom('2026-12-06', sinceSeptember)).toMatchObject({
      result: { pence: 1_050_00 },
      afterTwelveWeeks: null,
    })
    // Twenty days of an earlier stay come off the 84.
    const cameBack = sheetFrom(IN_2026, (day) => daysBetween('2026-11-01', day), {
      days: 20,
      daysBetween: 30,
    })
    expect(cameBack.afterTwelveWeeks?.from).toBe('2027-01-04')
    // Looked at before they move in: the weeks begin with the stay.
    const before = sheetFrom(IN_2026, (day) => Math.max(0, daysBetween('2026-12-01', day)))
    expect(before.afterTwelveWeeks?.from).toBe('2027-02-23')
  })

  it('works out what follows with the rates of then, and says where they are not known', () => {
    const later = sheetFrom('2027-03-01', (day) => daysBetween('2027-02-01', day))
    expect(later.result.pence).toBe(209_50)
    expect(later.afterTwelveWeeks).toMatchObject({
      from: '2027-04-26',
      sheet: { result: { is: 'cannot-work-out' } },
    })
    const unknownYear = sheetFrom('2028-05-01', sinceSeptember)
    expect(chargeOutcomesFor(unknownYear)).toEqual(['by-hand', 'need-more'])
  })

  it('is said as decided, not as an estimate', () => {
    const { result, afterTwelveWeeks } = soonCounted
    expect(decidedInWords(result, false)).toEqual(['You pay £209.50 a week.'])
    expect(decidedInWords(result, true)).toEqual(['You pay £209.50 a week.'])
    const after = afterTwelveWeeks?.sheet.result
    expect(after && decidedInWords(after, false)).toEqual([
      'What you have is over the limit.',
      'You pay for all of your care: £1,050 a week.',
    ])
  })
})

describe('the sheet beside a charge worked out by hand', () => {
  const line = lineOf(unfinished, 'keep-base')
  if (!line) throw new Error('No such line')

  it('says that a worker worked out what it could not, and stays as it was', () => {
    expect(effectInWords(line)).toBe('Not known yet')
    expect(effectInWords(line, true)).toBe('A worker worked this out')
    expect(workingInWords(line, false)).toEqual(['We cannot work this part out yet. A worker will.'])
    expect(workingInWords(line, false, true)).toEqual([
      'The sheet could not work this part out. A worker did.',
    ])
    expect(workingInWords(line, true, true)).toEqual(['A worker did this part.'])
    const counted = unfinished.lines.find(({ treatment }) => treatment === 'counted')
    expect(counted && effectInWords(counted, true)).toBe(counted && effectInWords(counted))
    expect(totalsInWords(unfinished, true, 44_50).at(-1)?.value).toBe('£44.50 a week')
    expect(unfinished.result.pence).toBeNull()
  })
})

describe('who may get a letter besides the person', () => {
  const named = (manages: string, rep: unknown = { value: [{ name: { value: 'May Example' } }] }) =>
    representativesIn({
      counts: { 'fa-rep': rep } as Answers,
      facts: { values: (id: string) => (id === 'fa-manages' ? [manages] : []) },
    } as unknown as Walk)

  it('is whoever has a right to the money, with the address the form gives', () => {
    const address = { value: { line1: '2 Example Street', town: 'Alderbrook', postcode: 'CR0 0AA' } }
    expect(
      named('attorney', { value: [{ name: { value: 'Sam' }, address }, { name: { value: 'Kim' } }] }),
    ).toEqual([
      {
        who: 'rep-1',
        authority: 'attorney',
        name: 'Sam',
        address: ['2 Example Street', 'Alderbrook', 'CR0 0AA'],
      },
      { who: 'rep-2', authority: 'attorney', name: 'Kim', address: [] },
    ])
    expect(named('deputy')).toHaveLength(1)
    expect(named('appointee')).toHaveLength(1)
  })

  it('is nobody who only helps', () => {
    for (const manages of ['self', 'self-helped', 'informal', 'nobody']) expect(named(manages)).toEqual([])
    expect(named('dont-know')).toEqual([])
    expect(named('deputy', { out: 'dont-know' })).toEqual([])
  })
})

describe('working it out again', () => {
  it('keeps the rows that were used and takes others as they are now', () => {
    const [first, second] = madeUp
    if (!first || !second) throw new Error('No rates')
    const raised = { ...first, amount: (first.amount ?? 0) + 100 }
    expect(ratesToRework([first], [raised, second])).toEqual([first, second])
  })

  it('a charge is decided by the rates in force now, and by those of then where there are none any more', () => {
    const [first, second] = madeUp
    if (!first || !second) throw new Error('No rates')
    const raised = { ...first, amount: (first.amount ?? 0) + 100 }
    const gone = { ...second, amount: null, checked: 'unknown' as const }
    const rates = ratesToDecideBy([first, second], [raised, gone])
    expect(usableRate(rates, first.name, MADE_UP_DAY)).toBe(raised)
    expect(usableRate(rates, second.name, MADE_UP_DAY)).toBe(second)
  })

  it('puts lines that only one of the sheets has where they belong', () => {
    const before = sheetOf({
      extraCosts: known([{ kind: 'alarm', money: { pence: 5_00, every: 'week' }, sharedBy: 1, from: [] }]),
    })
    const after = sheetOf({})
    const pairs = besideEachOther(before, after)
    expect(pairs.filter((pair) => pair.before).map(({ id }) => id)).toEqual(before.lines.map(({ id }) => id))
    expect(pairs.filter((pair) => pair.after).map(({ id }) => id)).toEqual(after.lines.map(({ id }) => id))
    expect(pairs.some((pair) => pair.after === null)).toBe(true)
  })
})
