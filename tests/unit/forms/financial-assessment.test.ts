import { describe, expect, it } from 'vitest'
import { copyOf } from '#src/forms/engine/copy.ts'
import { findPage, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { isHidden } from '#src/forms/engine/hidden.ts'
import type { AnyQuestion } from '#src/forms/engine/question.ts'
import { nextSteps } from '#src/forms/engine/receipt.ts'
import { readAnswer } from '#src/forms/engine/read-answer.ts'
import { readPage } from '#src/forms/engine/read-page.ts'
import { withoutRefused } from '#src/forms/engine/refused.ts'
import { takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { inStyle, type Listener, say } from '#src/forms/engine/words.ts'
import { looksLikeAccount } from '#src/forms/controls/account-number.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { circumstancesOf } from '#src/forms/financial/financial-circumstances.ts'
import {
  askWhatItShows,
  proofKindsCalled,
  proofOf,
  proofWanted,
  type SentProofKind,
} from '#src/forms/after-sending/proof.ts'
import { raiseSignposts } from '#src/forms/rules/signposts.ts'
import { fillIn, financialAssessmentSubmissions } from '#tests/fixtures/financial-assessment-submissions.ts'
import type { GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { nothingYet, today } from './go-through.ts'
import { type FlagCase, go, longForm, onlyWaysOut, walked } from './long-forms.ts'

const { asked, at, ids, itRaisesEach, itRaisesWhatIsExpected, itTakesEveryBranch, missing } = longForm(
  form,
  fillIn,
)
const pageNames = (given: GivenAnswers) => at(given).pages.map((one) => one.page.name)
const forOther: GivenAnswers = { 'who-for': 'someone-else' }

describe('a test submission, typed page by page', () => {
  itRaisesWhatIsExpected(financialAssessmentSubmissions)
})

// Answers that must raise a flag, and near ones that must not; otherwise neutral.
const onItsOwn: FlagCase[] = [
  ['fl-money-abuse', { 'fa-safe': 'yes' }, { 'fa-safe': 'dont-know' }],
  ['fl-unsafe', { 'fa-safe': 'unsafe' }, { 'fa-safe': 'rather-not-say' }],
  ['fl-fa-running-out', { 'fa-last': 'under-now' }, { 'fa-last': 'longer' }],
  ['fl-fa-running-out', { 'fa-last': '3-months' }, { 'fa-last': 'dont-know' }],
  ['fl-fa-rep', { 'fa-manages': 'informal' }, { 'fa-manages': 'attorney' }],
  ['fl-fa-rep', { 'fa-manages': 'nobody' }, { 'fa-manages': 'dont-know' }],
  ['fl-fa-evidence', { 'fa-proof-later': 'post' }, { 'fa-proof-later': 'none' }],
  ['fl-fa-evidence', { 'fa-proof-later': 'help' }, { 'fa-proof-later': 'help', 'fa-choice': 'refuse' }],
  ['fl-fa-exempt', { 'fa-free': ['chc'] }, { 'fa-free': ['dont-know'] }],
  ['fl-fa-refuse', { 'fa-choice': 'refuse' }, { 'fa-choice': 'light' }],
  [
    'fl-fa-home',
    {
      'fa-care': 'unsure',
      'fa-tenure': 'mortgage',
      'fa-home-who': [{ relationship: 'other', age: '30', disabled: 'no', 'there-before': 'no' }],
    },
    { 'fa-care': 'care-home', 'fa-tenure': 'own', 'fa-home-who': 'none' },
  ],
  [
    'fl-fa-home',
    {
      'fa-care': 'care-home',
      'fa-tenure': 'shared-own',
      'fa-home-who': [{ relationship: 'other', age: '30', disabled: 'no', 'there-before': 'no' }],
    },
    { 'fa-care': 'care-home', 'fa-tenure': 'own', 'fa-home-who': 'dont-know' },
  ],
  ['fl-fa-given', { 'fa-given': 'yes' }, { 'fa-given': 'dont-know' }],
  ['fl-ask-alone', forOther, {}],
]

describe('each flag', () => {
  it('none is raised by neutral answers', () => {
    expect(ids({})).toEqual([])
  })
  itRaisesEach(onItsOwn, (id) => id.startsWith('fa-'))
})

describe('topics of support', () => {
  const topics = (given: GivenAnswers) => raiseSignposts(at(given)).map(({ id }) => id)
  it.each([
    ['sp-money', { 'fa-debt': 'yes' }, { 'fa-debt': 'no' }],
    ['sp-benefits', { 'fa-benefit-check': 'yes' }, { 'fa-benefit-check': 'no' }],
    ['sp-paying', { 'fa-choice': 'refuse' }, { 'fa-choice': 'light' }],
    ['sp-scams', { 'fa-safe': 'yes' }, { 'fa-safe': 'dont-know' }],
  ] satisfies [string, GivenAnswers, GivenAnswers][])('%s', (id, shown, not) => {
    expect(topics(shown)).toContain(id)
    expect(topics(not)).not.toContain(id)
  })
})

describe('who is asked what', () => {
  it('asks about pressure over money only alone, or of a helper somewhere private', () => {
    const isAsked = (given: GivenAnswers) => asked(given).includes('fa-safe')
    expect(isAsked({})).toBe(true)
    expect(isAsked(forOther)).toBe(true)
    expect(isAsked({ 'private-now': 'no-carry-on' })).toBe(false)
    expect(isAsked({ ...forOther, 'private-now': 'no-carry-on' })).toBe(false)
    expect(isAsked({ 'helper-help': 'yes-typing' })).toBe(false)
  })
  it('goes from a refusal to who looks after the money, and then to the declaration', () => {
    const pages = pageNames({ 'fa-choice': 'refuse' })
    const own = pages.filter((name) => name.startsWith('f-'))
    expect(own).toEqual(['f-care', 'f-free', 'f-choice', 'f-understand', 'f-who', 'f-declare'])
  })
  it('takes no refusal from somebody without the right, and says that a worker calls first', () => {
    const isTold = (given: GivenAnswers) =>
      pageNames({ 'fa-choice': 'refuse', ...given }).includes('f-refuse')
    expect(isTold(forOther)).toBe(true)
    expect(isTold({ ...forOther, 'legal-role': ['dont-know'] })).toBe(true)
    expect(isTold({ ...forOther, 'legal-role': ['appointee', 'lpa-health'] })).toBe(true)
    expect(isTold({ ...forOther, 'legal-role': ['lpa-money'] })).toBe(false)
    expect(isTold({})).toBe(false)
  })
  it('wants all three boxes of a refusal', () => {
    expect(() => go(form, fillIn({ 'fa-choice': 'refuse', 'fa-understand': ['full-cost'] }))).toThrow(
      'Select all three boxes',
    )
  })
  it('lets who shares a little leave out every question about money', () => {
    const light = fillIn({ 'fa-choice': 'light' })
    const blank = Object.fromEntries(
      Object.entries(light).filter(
        ([id]) => !/^(fa-(?!care|free|choice|light|manages|bills|safe|proof|declare)|ni-)/.test(id),
      ),
    )
    expect(walked(form, go(form, blank))).toMatchObject({ next: undefined, missing: [] })
    expect(() => go(form, { ...blank, 'fa-choice': 'full' })).toThrow('Enter a National Insurance number')
  })
  it('asks what a home is worth only where it may count', () => {
    const isAsked = (care: string, tenure: string) =>
      asked({ 'fa-care': care, 'fa-tenure': tenure }).includes('fa-home-worth')
    expect(isAsked('care-home', 'own')).toBe(true)
    expect(isAsked('unsure', 'shared-own')).toBe(true)
    expect(isAsked('home', 'own')).toBe(false)
    expect(isAsked('care-home', 'rent')).toBe(false)
  })
  it('asks about housing and extra costs of everybody but who lives in a care home', () => {
    expect(asked({})).toEqual(expect.arrayContaining(['fa-housing', 'fa-dre-any']))
    const inCareHome = asked({ 'fa-care': 'care-home' })
    expect(inCareHome.filter((id) => ['fa-housing', 'fa-dre-any', 'fa-dre'].includes(id))).toEqual([])
  })
  it('offers bills to somebody else only where one is named', () => {
    const bills = (given: GivenAnswers) =>
      at(given)
        .pages.flatMap((page) => page.asked)
        .find(({ id }) => id === 'fa-bills-to')
        ?.question.control.shows.options?.map(({ value }) => value)
    expect(bills({})).toEqual(['person'])
    expect(bills({ 'fa-manages': 'attorney' })).toEqual(['person', 'rep'])
  })
})

describe('Pension Credit', () => {
  const group = questionsOf(form).get('fa-benefit')?.control.shows.group
  const options = group?.['which']?.control.shows.options ?? []
  const told = (which: string) => {
    const given = { 'fa-benefit-kinds': ['pension-credit'], 'fa-benefit': [{ which, amount: '10 week' }] }
    return circumstancesOf(at(given).counts, today.today).benefits.value?.map(({ kind }) => kind)
  }

  it('is told by its part, or as one that is not known', () => {
    const said = options.slice(0, 4).map(({ value, label }) => [value, inStyle(label, false)])
    expect(said).toEqual([
      ['state-pension', 'State Pension'],
      ['guarantee-credit', 'Pension Credit, main part (guarantee)'],
      ['savings-credit', 'Pension Credit, extra for savings'],
      ['pension-credit', 'Pension Credit, and [I / they] don’t know which part'],
    ])
    for (const [which] of said.slice(1)) expect(told(which ?? '')).toEqual([which])
  })
})

describe('“I don’t have this to hand”', () => {
  it('is there for every amount and every list of them, and stops nobody', () => {
    const amounts = (question: AnyQuestion): AnyQuestion[] =>
      question.kind === 'money'
        ? [question]
        : Object.values(question.control.shows.group ?? {}).flatMap((one) => amounts(one))
    const own = [...questionsOf(form)].filter(([id]) => id.startsWith('fa-'))
    const musts = (question: AnyQuestion) => question.asks.optional !== true
    const without = own.filter(([, question]) => {
      const wanted = [...amounts(question), ...(amounts(question).length > 0 ? [question] : [])]
      return wanted.filter(musts).some(({ asks }) => !(asks.out ?? []).includes('dont-know'))
    })
    expect(without.map(([id]) => id)).toEqual([])
    const given = onlyWaysOut(form, fillIn({ 'fa-care': 'unsure', 'fa-tenure': 'own' }), ['contact-way'])
    expect(walked(form, go(form, given))).toMatchObject({ next: undefined, missing: [] })
  })
  it('says so in its own words', () => {
    const listener: Listener = { voice: 'you', slots: { name: 'Ann', 'upper limit': '£23,250' } }
    const { entries } =
      takeSnapshot(form, at({ 'fa-cost': 'dont-know' }), listener, {})
        .parts.flatMap((part) => part.pages)
        .find(({ name }) => name === 'f-cost') ?? {}
    expect(entries).toMatchObject([{ state: 'way-out', said: ['I don’t have this to hand'] }])
  })
})

describe('account numbers', () => {
  it.each([
    '12345678',
    'my account 1234 5678',
    '20-30-40',
    '20 30 40',
    'sort 20-30-40 account 12345678',
    'Example Bank 20-30-40',
    '4000 1234 5678 9010',
    '4000123456789010',
    'GB33 BUKB 2020 1555 5555 55',
  ])('“%s” looks like one', (text) => {
    expect(looksLikeAccount(text)).toBe(true)
  })
  it.each([
    'Example Bank',
    '0000',
    '020 7946 0123',
    '07700 900123',
    'QQ 12 34 56 C',
    '1,234,567.89',
    '£12345678.00',
    'In 2019 and 2020',
    'Flat 12, 345 Sample Road',
  ])('“%s” does not', (text) => {
    expect(looksLikeAccount(text)).toBe(false)
  })
  const savings = findPage(form, 'f-savings')
  const typed = {
    'fa-savings-kinds': ['current'],
    'fa-savings-1-kind': ['current'],
    'fa-savings-1-bank': ['Example Bank 20-30-40'],
    'fa-savings-1-last4': ['12345678'],
    'fa-savings-1-amount-amount': ['900'],
    'fa-savings-1-whose': ['own'],
    'fa-savings-special': ['none'],
  }
  it('are taken out before anything is kept, and it says so kindly', () => {
    if (!savings) throw new Error('No page of savings')
    const { typed: kept, problems } = withoutRefused(savings, typed)
    expect(kept).toMatchObject({ 'fa-savings-1-bank': [''], 'fa-savings-1-last4': [''] })
    expect(JSON.stringify(kept)).not.toMatch(/20-30-40|12345678/)
    expect(kept['fa-savings-1-amount-amount']).toEqual(['900'])
    const listener: Listener = { voice: 'you', slots: {} }
    expect(problems.map(({ field, message }) => [field, say(message, listener)])).toEqual([
      [
        'fa-savings-1-bank',
        'This looks like an account number or a sort code. We took it out. We never need one',
      ],
      ['fa-savings-1-last4', 'Enter only the last 4 numbers'],
    ])
    expect(readPage(form, savings, typed, nothingYet, today).problems).toHaveLength(2)
    expect(readPage(form, savings, kept, nothingYet, today).problems).toEqual([])
  })
  it('are looked for wherever somebody may write one in words about money', () => {
    const texts = (question: AnyQuestion, name: string): [string, AnyQuestion][] =>
      question.control.shows.group
        ? Object.entries(question.control.shows.group).flatMap(([field, one]) =>
            texts(one, `${name} ${field}`),
          )
        : question.kind === 'text' && !question.control.shows.inputMode
          ? [[name, question]]
          : []
    const own = [...questionsOf(form)].filter(([id]) => id.startsWith('fa-'))
    const open = own
      .flatMap(([id, question]) => texts(question, id))
      .filter(([, { control }]) => control.refuses === undefined)
    expect(open.map(([name]) => name)).toEqual([
      'fa-rep name',
      'fa-partner-details name',
      'fa-home-who name',
      'fa-savings date',
      'fa-gifts when',
    ])
  })
})

describe('what is kept off copies', () => {
  const safe = findPage(form, 'f-safe')?.ask['fa-safe']
  const listener: Listener = { voice: 'you', slots: { name: 'Ann', 'upper limit': '£23,250' } }
  it('is the answer about pressure over money, whatever it is', () => {
    if (!safe) throw new Error('No question of it')
    expect(isHidden(form, 'fa-safe', safe, { value: { picked: ['no'] } })).toBe(true)
    const snapshot = takeSnapshot(form, at({ 'fa-safe': 'yes' }), listener, {})
    const lines = copyOf(snapshot, [], false)?.parts.flatMap((part) => part.lines) ?? []
    expect(lines.map(({ question }) => question).filter((one) => one.includes('taking your money'))).toEqual(
      [],
    )
    expect(lines.map(({ question }) => question)).toContain('What care is this for?')
  })
})

describe('proof', () => {
  const tell = (words: string) => say(words, { voice: 'you', slots: {} })
  const wanted = (given: GivenAnswers, ...since: SentProofKind[]) =>
    proofWanted(at(given), new Set(since)).map(tell)
  const given = { 'fa-savings-kinds': ['current'], 'fa-manages': 'deputy', 'fa-dre-any': 'yes' }

  it('is wanted for what the answers call for, and for nothing else', () => {
    expect(wanted(given)).toEqual([
      'The paper that shows who looks after the money',
      'Proof of savings: statements for the last 3 months',
      'Proof of extra costs: bills, receipts',
    ])
    expect(wanted({})).toEqual([])
  })

  it('that is ticked as added, or was sent since, is wanted no more', () => {
    expect(wanted({ ...given, 'fa-proof-shows': ['savings'] }, 'rep')).toEqual([
      'Proof of extra costs: bills, receipts',
    ])
    expect(wanted(given, 'other', 'income')).toHaveLength(3)
    expect(wanted(given, 'rep', 'savings', 'extra')).toEqual([])
  })

  it('that came is still a kind to choose: there is seldom only one file of it', () => {
    expect(proofKindsCalled(at({ ...given, 'fa-proof-shows': ['savings'] }))).toEqual([
      'rep',
      'savings',
      'extra',
    ])
  })

  it('stands beside the answers it is checked against', () => {
    const walked = at({ ...given, 'fa-proof-shows': ['extra'] })
    const stands = (question: string) => proofOf(question, walked, new Set(['savings'] as const))
    expect(stands('fa-savings')).toBe('sent-since')
    expect(stands('fa-dre')).toBe('among-files')
    expect(stands('fa-rep')).toBe('wanted')
    expect(stands('fa-benefit')).toBeUndefined()
    expect(stands('fa-cost')).toBeUndefined()
  })

  it('is no step of the receipt, which lists it as it stands', () => {
    const listener = { voice: 'you', slots: { received: 'today', due: 'tomorrow' } } as const
    const steps = nextSteps(form, at({ ...given, 'fa-proof-later': 'later' }), listener)
    expect(steps.filter(({ words }) => words.startsWith('We still need'))).toEqual([])
  })

  it('sent later can be any kind that is called for, or something else', () => {
    const question = askWhatItShows(['savings'])
    expect(question.control.shows.options?.map(({ value }) => value)).toEqual(['savings', 'other'])
    expect(readAnswer('proof-of', question, { 'proof-of': ['home'] }).problems).toHaveLength(1)
  })
})

describe('sending', () => {
  it('needs a name, a way to make contact and what care it is for', () => {
    expect(missing('name')).toEqual(['a name', 'a way to make contact', 'what care it is for'])
    expect(missing('f-free')).toEqual([])
  })
})

describe('every branch', () => {
  itTakesEveryBranch()
  it('keeps the order that was agreed', () => {
    expect(pagesOf(form).map((page) => page.name)).toEqual([
      ...['danger', 'call-999', 'private', 'who', 'helper', 'you', 'agree', 'deciding', 'legal'],
      ...['name', 'secret', 'contact', 'messages', 'safe-way'],
      ...['language', 'talk-read', 'formats', 'support', 'birth', 'numbers', 'address'],
      ...[
        'f-care',
        'f-free',
        'f-choice',
        'f-light',
        'f-understand',
        'f-refuse',
        'f-who',
        'f-ni',
        'f-partner',
      ],
      ...['f-home', 'f-stay', 'f-back', 'f-property', 'f-savings', 'f-given', 'f-income', 'f-benefits'],
      ...['f-housing', 'f-extra', 'f-other', 'f-cost', 'f-last', 'f-safe', 'f-proof', 'f-declare'],
      ...['sharing', 'record'],
    ])
  })
})
