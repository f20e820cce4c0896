import { describe, expect, it } from 'vitest'
import { chargingRates } from '#src/settings/charging-rates.ts'
import {
  ASK_A_PERSON,
  effectInWords,
  NOT_A_DECISION,
  PARTS,
  sharesOf,
  totalsInWords,
  treatmentInWords,
  weeksInWords,
} from '#src/components/charging/sheet-words.ts'
import { benefitsToClaim } from '#src/domain/charging/benefits-to-claim.ts'
import { daysBetween } from '#src/domain/charging/days.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import { type Sheet, workSheet } from '#src/domain/charging/sheet.ts'
import { whatIfs } from '#src/domain/charging/what-if.ts'
import { doubtMarks, DOUBTED } from '#src/forms/engine/doubts.ts'
import type { AnyQuestion, Typed } from '#src/forms/engine/question.ts'
import { readPage } from '#src/forms/engine/read-page.ts'
import { findPage } from '#src/forms/engine/form.ts'
import { inStyle, sayWithin } from '#src/forms/engine/words.ts'
import { financialAssessment } from '#src/forms/financial-assessment.ts'
import { circumstancesOf } from '#src/forms/financial/financial-circumstances.ts'
import {
  formFieldsFrom,
  quickCircumstances,
  quickPages,
  quickQuestions,
  quickSections,
  readQuick,
} from '#src/forms/financial/quick-estimate.ts'
import {
  gets,
  IN_2026,
  known,
  madeUpRates,
  nothing,
  policy,
  savings,
  sheetOf,
} from '#tests/fixtures/charging.ts'
import { type ReadString, stringsOfPages } from '#tests/support/read-strings.ts'
import { easyReadFindings, findingsInStrings, inWords } from '#tests/support/reading.ts'

const week = (id: string, amount: string): Typed => ({
  [`${id}-amount`]: [amount],
  [`${id}-every`]: ['week'],
})

const single: Typed = {
  'qe-age': ['pension-age'],
  'fa-partner': ['no'],
  'qe-children': ['0'],
  'fa-tenure': ['own'],
  'qe-else': ['none'],
}
const H1: Typed = {
  ...single,
  'fa-care': ['home'],
  ...week('fa-cost', '250'),
  'qe-savings-amount': ['15,100'],
  'qe-income': ['state-pension', 'attendance-allowance'],
  ...week('qe-amount-state-pension', '241.30'),
  ...week('qe-amount-attendance-allowance', '76.70'),
  ...week('qe-council-tax', '22.55'),
  ...week('qe-extra', '18'),
  'fa-cares': ['no'],
}
const R2: Typed = {
  ...single,
  'fa-care': ['care-home'],
  ...week('fa-cost', '1,050'),
  'qe-home-worth-amount': ['240000'],
  'qe-home-owed-amount': ['0'],
  'qe-home-share': ['100'],
  'qe-home-who': ['no-one'],
  'qe-weeks': ['0'],
  'fa-stay-before': ['no'],
  'qe-savings-amount': ['12000'],
  'qe-income': ['state-pension'],
  ...week('qe-amount-state-pension', '241.30'),
}
const R1: Typed = {
  ...R2,
  'fa-partner': ['apart'],
  'fa-tenure': ['rent'],
  'qe-savings-amount': ['18000'],
  'qe-income': ['state-pension', 'work-pension'],
  ...week('qe-amount-work-pension', '120'),
  'fa-half-pension': ['yes'],
}
const H2: Typed = {
  ...single,
  'fa-care': ['home'],
  'qe-age': ['25-to-pension-age'],
  'fa-tenure': ['rent'],
  ...week('fa-cost', '60'),
  'qe-savings-amount': ['5000'],
  'qe-income': ['esa', 'pip-living', 'pip-mobility', 'wages'],
  ...week('qe-amount-esa', '181'),
  ...week('qe-amount-pip-living', '110.40'),
  ...week('qe-amount-pip-mobility', '77.05'),
  ...week('qe-amount-wages', '60'),
  'qe-highest': ['yes'],
  ...week('qe-extra', '25'),
  'fa-cares': ['no'],
}

const work = (typed: Typed, on = IN_2026): Sheet => {
  const { answers, problems } = readQuick(typed)
  expect(problems).toEqual([])
  return workSheet({ circumstances: quickCircumstances(answers), rates: chargingRates.rates, policy, on })
}
const effects = (sheet: Sheet) => Object.fromEntries(sheet.lines.map(({ id, effect }) => [id, effect]))

describe('the quick estimate', () => {
  it('comes to £40 for a pensioner at home with £15,100', () => {
    const sheet = work(H1)
    // 15,100 − 14,250 = 850, in steps of 250: 4.
    expect(sheet.result.pence).toBe(4_00 + 241_30 + 76_70 - 22_55 - 18_00 - 241_45)
    expect(effects(sheet)).toMatchObject({ tariff: 4_00, 'keep-base': -241_45, home: 0 })
  })

  it('says a doubt about what is impossible for a person, once, and goes on with it', () => {
    const typed = {
      ...H1,
      ...week('qe-amount-state-pension', '50,000'),
      'qe-savings-amount': ['9,999,999,999'],
    }
    const first = readQuick(typed)
    expect(first.problems).toEqual([])
    expect(first.answers['qe-savings']).toEqual({ value: { pence: 999_999_999_900, every: 'one-off' } })
    const fields = ['qe-savings-amount', 'qe-amount-state-pension-amount']
    expect(first.unsaid.map(({ field }) => field)).toEqual(fields)
    expect(doubtMarks(first.doubts, typed, false)).toEqual([])
    const again = { ...typed, [DOUBTED]: doubtMarks(first.doubts, typed, true) }
    expect(readQuick(again).unsaid).toEqual([])
    expect(doubtMarks(first.doubts, again, false), 'said before').toHaveLength(2)
    const another = readQuick({ ...again, 'qe-savings-amount': ['99,999,999'] })
    expect(
      another.unsaid.map(({ field }) => field),
      'about what is typed now',
    ).toEqual(fields.slice(0, 1))
  })

  it('doubts more weeks than a life has', () => {
    const typed = { 'fa-care': ['care-home'], 'fa-tenure': ['own'], 'qe-weeks': ['99999'] }
    expect(readQuick(typed).unsaid.map(({ field }) => field)).toEqual(['qe-weeks'])
    expect(readQuick({ ...typed, 'qe-weeks': ['500'] }).unsaid).toEqual([])
  })

  it('comes to £60, what the care costs, for somebody of 30 with both disability premiums', () => {
    const sheet = work(H2, '2025-11-22')
    expect(sheet.result.pence).toBe(60_00)
    expect(effects(sheet)).toMatchObject({
      'keep-base': -112_50,
      'keep-premium-disability-single': -49_65,
      'keep-premium-enhanced-single': -24_25,
      'limit-care-cost': -20_00,
    })
  })

  it('says the most without an extra cost that is paid once only', () => {
    const sheet = work({ ...H1, 'qe-extra-amount': ['400'], 'qe-extra-every': ['one-off'] })
    const pence = 4_00 + 241_30 + 76_70 - 22_55 - 241_45
    expect(sheet.result).toMatchObject({ is: 'cannot-work-out', ceiling: { pence, is: 'sum' } })
    const line = sheet.lines.find(({ id }) => id === 'extra-other')
    expect(line && [effectInWords(line), treatmentInWords(line)]).toEqual([
      'Not taken off yet',
      'Not taken off yet',
    ])
    expect(sheet.unsure.map(({ code, blocks }) => [code, blocks])).toEqual([['extra-other', true]])
  })

  it('leaves out half of a pension that a partner at home gets', () => {
    expect(work(R1).result.pence).toBe(241_30 + 60_00 + 15_00 - 31_80)
  })

  it('leaves out the home for 12 weeks, and then counts it', () => {
    const sheet = work(R2)
    expect(sheet.result.pence).toBe(209_50)
    expect(sheet.afterTwelveWeeks?.weeksLeft).toBe(12)
    expect(sheet.afterTwelveWeeks?.sheet.result).toMatchObject({ is: 'full-cost', pence: 1050_00 })
    expect(sheet.afterTwelveWeeks?.sheet.deferredPayment).not.toBeNull()
  })

  it('goes on over April: R2, 2 weeks in, is past the 12 weeks by then', () => {
    const { answers } = readQuick({ ...R2, 'qe-weeks': ['2'] })
    const { now, next } = estimate({
      circumstancesOn: (day) => quickCircumstances(answers, daysBetween(IN_2026, day)),
      rates: [...chargingRates.rates, ...madeUpRates('2027-04-06', '2028-04-05')],
      policy,
      on: IN_2026,
    })
    expect([now.result.pence, now.afterTwelveWeeks?.weeksLeft]).toEqual([209_50, 10])
    expect(next?.from).toBe('2027-04-06')
    expect(next?.sheet.result).toMatchObject({ is: 'full-cost', pence: 1_050_00 })
    expect(next?.sheet.deferredPayment).not.toBeNull()
  })

  it('counts half of an account of two people', () => {
    const sheet = work({ ...H1, 'qe-savings-amount': ['0'], 'qe-joint-amount': ['40,000'] })
    expect(effects(sheet)['tariff']).toBe(23_00)
  })

  it.each([
    ['partner', 'ignored'],
    ['child', 'ignored'],
    ['relative', 'ignored'],
    ['former-partner', 'not-yet'],
    ['other', 'counted'],
    ['no-one', 'counted'],
    ['dont-know', 'not-yet'],
  ])('a home where %s lives, after 12 weeks: %s', (who, treatment) => {
    const sheet = work({ ...R2, 'qe-home-who': [who], 'qe-weeks': ['13'] })
    expect(sheet.lines.find(({ id }) => id === 'home')?.treatment).toBe(treatment)
  })

  it('leaves to a worker what somebody ticks under “anything else”', () => {
    const codes = (typed: Typed) => work(typed).unsure.map(({ code }) => code)
    expect(codes(H1)).toEqual([])
    expect(codes({ ...H1, 'qe-else': ['given', 'free', 'property', 'special'] }).toSorted()).toEqual([
      'free',
      'gave-away',
      'other-property',
      'special',
    ])
  })

  it('makes nothing of “I don’t have this to hand”', () => {
    const { 'qe-savings-amount': _, ...rest } = H1
    const sheet = work({ ...rest, 'qe-savings-out': ['dont-know'] })
    expect(sheet.result.is).toBe('cannot-work-out')
    expect(sheet.unsure.map(({ code }) => code)).toEqual(['savings-amount'])
  })

  it('asks only what applies, and says what is missing in the order of the page', () => {
    const { problems, asked } = readQuick({ 'fa-care': ['home'], 'qe-income': ['wages'] })
    expect(problems.map(({ field }) => field)).toEqual([
      'fa-cost',
      'qe-age',
      'fa-partner',
      'qe-children',
      'fa-tenure',
      'qe-savings',
      'qe-amount-wages',
      'fa-cares',
      'qe-else',
    ])
    expect(asked).not.toContain('qe-home-worth')
    expect(readQuick({ 'fa-care': ['care-home'], 'fa-tenure': ['own'] }).asked).toContain('qe-home-worth')
  })

  it('leaves out what belongs to an answer taken back', () => {
    const { answers } = readQuick({ ...H1, ...week('qe-amount-wages', '900') })
    expect(Object.keys(answers)).not.toContain('qe-amount-wages')
  })
})

describe('starting the real form', () => {
  /** What form 3 makes of the fields, read by its own pages. */
  function inForm(typed: Typed) {
    const fields = formFieldsFrom(readQuick(typed).answers)
    let answers = {}
    for (const [name, on] of Object.entries(fields)) {
      const page = findPage(financialAssessment, name)
      if (!page) throw new Error(`No page ${name}`)
      const read = readPage(financialAssessment, page, on, { answers, passed: {} }, { today: IN_2026 })
      expect(
        read.problems.filter(({ message }) => inStyle(message, false).includes('page has changed')),
      ).toEqual([])
      expect(read.unread).toEqual({})
      answers = { ...answers, ...Object.fromEntries(Object.entries(read.answers).filter(([, one]) => one)) }
    }
    return circumstancesOf(answers, IN_2026)
  }

  it.each([
    ['H1', H1],
    ['H2', H2],
    ['R1', R1],
    ['R2', R2],
  ])('fills in %s so that the form says the same', (_, typed) => {
    const quick = quickCircumstances(readQuick(typed).answers)
    const form = inForm(typed)
    const without = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, inner) => (key === 'from' ? undefined : inner)))
    for (const name of [
      'setting',
      'partner',
      'savings',
      'specialSavings',
      'gaveAway',
      'home',
      'otherProperty',
      'income',
      'benefits',
      'passesHalfPension',
      'careCost',
      'free',
    ] as const) {
      if (name === 'home' && quick.setting.value === 'home') continue
      expect(without(form[name].value), name).toEqual(without(quick[name].value))
    }
    if (quick.setting.value === 'home') {
      expect(without(form.extraCosts)).toEqual(without(quick.extraCosts))
    }
  })
})

describe('what a sheet says of itself', () => {
  const sheet = sheetOf({
    benefits: known([gets('state-pension', 300_00), gets('pip-mobility', 20_00)]),
    savings: known([savings(15_100_00)]),
    careCost: known(50_00),
  })
  const of = (id: string) => sheet.lines.find((line) => line.id === id)

  it('gives each line a figure and what happened to it', () => {
    const said = sheet.lines.map((line) => [
      line.id,
      effectInWords(line),
      inStyle(treatmentInWords(line), false),
    ])
    expect(said).toEqual([
      ['savings-savings', '£15,100', 'Counted with your savings'],
      ['tariff', '+£4', 'A part is counted'],
      ['income-pip-mobility', 'Not counted', 'Not counted'],
      ['income-state-pension', '+£300', 'Counted'],
      ['keep-base', '−£241.45', 'Yours to keep'],
      ['limit-care-cost', '−£12.55', 'You pay less'],
    ])
    expect(of('tariff')).toBeDefined()
  })

  it('shares what comes in into what stays and what is paid, and names apart what savings add', () => {
    const shared = (of: Sheet) => sharesOf(of).map(({ label, pence }) => [inStyle(label, false), pence])
    // The care would cost £50 without savings too.
    expect(shared(sheet)).toEqual([
      ['Yours to keep', 270_00],
      ['You may pay', 50_00],
    ])
    expect(shared(work(R1))).toEqual([
      ['Yours to keep', 31_80],
      ['You may pay from what comes in', 241_30 + 60_00 - 31_80],
      ['You may pay, worked out from your savings', 15_00],
    ])
    const only = sheetOf({ savings: known([savings(23_000_00)]), benefits: known([gets('esa', 210_00)]) })
    expect(shared(only)).toEqual([
      ['Yours to keep', 210_00],
      ['You may pay from what comes in', 0],
      ['You may pay, worked out from your savings', 210_00 + 35_00 - 241_45],
    ])
    expect(sharesOf(sheetOf({ savings: known([savings(50_000_00)]) }))).toEqual([])
    expect(sharesOf(sheetOf({}))).toEqual([])
    // Stored before what savings add was known apart.
    const { fromSavings: _, ...totals } = sheet.totals
    expect(sharesOf({ ...sheet, totals })).toEqual([])
  })

  it('lists the totals that are known', () => {
    expect(totalsInWords(sheet).map(({ label, value }) => [inStyle(label, false), value])).toEqual([
      ['Savings and property we look at', '£15,100'],
      ['Money we count', '£304 a week'],
      ['What you must be left with', '£241.45 a week'],
      ['What your care costs', '£50 a week'],
      ['What you may be asked to pay', '£50 a week'],
    ])
  })

  it.each([
    [{ from: 0, to: 0 }, 'now'],
    [{ from: 1, to: 1 }, 'in about 1 week'],
    [{ from: 12, to: 1400 }, 'in 12 to 1,400 weeks'],
    [{ from: 12, to: null }, 'in 12 weeks or more'],
    [{ from: 0, to: null }, 'at any time from now'],
  ])('says %j as “%s”', (range, words) => {
    expect(weeksInWords(range)).toBe(words)
  })
})

describe('its wording', () => {
  const at = (text: string, what: string): ReadString => ({
    text,
    what,
    voice: 'you',
    form: 'charging',
    page: 'words of a sheet',
  })
  const changes = [false, true].flatMap((isRich) => {
    const given = {
      circumstances: {
        ...nothing,
        benefits: known([gets('state-pension', 300_00)]),
        savings: known([savings(isRich ? 50_000_00 : 18_000_00)]),
      },
      rates: chargingRates.rates,
      policy,
      on: IN_2026,
    }
    return whatIfs(given, workSheet(given))
  })
  const benefits = (['home', 'care-home'] as const).flatMap((setting) =>
    (['pension-age', '18-24'] as const).flatMap((ageBand) =>
      benefitsToClaim({ ...nothing, setting: known(setting), ageBand: known(ageBand) }),
    ),
  )
  const twins = [
    NOT_A_DECISION,
    ASK_A_PERSON,
    ...PARTS.map(({ title }) => title),
    ...sharesOf(work(R1)).map(({ label }) => label),
  ]

  it('is easy to read', () => {
    const strings = [
      ...stringsOfPages('quick-estimate', quickPages),
      ...twins.map((words) => at(inStyle(words, false), 'words')),
      ...changes.map(({ label }) => at(label, 'what if')),
      ...benefits.map(({ why }) => at(why, 'benefit')),
    ]
    expect(findingsInStrings(strings).map(inWords).join('\n\n')).toBe('')
    expect(strings.length).toBeGreaterThan(100)
  })

  it('has Easy Read that is Easy Read, and a picture with every question', () => {
    const wordsOf = ({ asks, control }: AnyQuestion) => [
      asks.title,
      asks.hint ?? '',
      asks.missing ?? '',
      ...(control.shows.options ?? []).map(({ label }) => label),
    ]
    const words = [
      ...quickSections.map(({ title }) => title),
      ...Object.values(quickQuestions).flatMap(wordsOf),
      ...twins,
    ].map((one) => sayWithin(one, { voice: 'you', slots: {}, easyRead: true }))
    const all = [
      ...words,
      ...changes.map(({ easyRead }) => easyRead),
      ...benefits.map(({ easyRead }) => easyRead),
    ]
    const found = [...new Set(all)].flatMap((text) =>
      easyReadFindings(text).map(({ sentence, figure }) => `${sentence} ${figure}`),
    )
    expect(found.join('\n')).toBe('')
    for (const [id, { asks }] of Object.entries(quickQuestions)) expect(asks.picture, id).toBeDefined()
  })
})
