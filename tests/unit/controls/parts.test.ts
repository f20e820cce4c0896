import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Address, address } from '#src/forms/controls/address.ts'
import { dateParts } from '#src/forms/controls/date-parts.ts'
import { EVERY, money, SELDOM_OVER_A_WEEK } from '#src/forms/controls/money.ts'
import { niNumber } from '#src/forms/controls/ni-number.ts'
import { number } from '#src/forms/controls/number.ts'
import { repeat } from '#src/forms/controls/repeat.ts'
import { text } from '#src/forms/controls/text.ts'
import type { Answer, AnyQuestion, Json, Typed } from '#src/forms/engine/question.ts'
import { exportAnswer, fillAnswer, readAnswer, writeAnswer } from '#src/forms/engine/read-answer.ts'
import { inPlain, readInPlain } from '#tests/support/in-plain.ts'
import { tries } from '#tests/support/long.ts'

const today = '2026-11-23'
const tell = inPlain
const read = (question: AnyQuestion, typed: Typed) => readInPlain(readAnswer('q', question, typed, today))
const value = (of: Json): Answer => ({ value: of })
const said = (question: AnyQuestion, typed: Typed) =>
  read(question, typed).problems.map((one) => [one.field, one.message])
const nothing = { answer: undefined, problems: [] }

describe('a whole date', () => {
  const question = dateParts({ title: 'Date of birth', out: ['dont-know'] })
  const typed = (day: string, month: string, year: string): Typed => ({
    'q-day': [day],
    'q-month': [month],
    'q-year': [year],
  })

  it.each([
    ['27', '3', '1950', '1950-03-27'],
    [' 07', '03 ', '1950', '1950-03-07'],
    ['27', 'March', '1950', '1950-03-27'],
    ['27', 'mar', '1950', '1950-03-27'],
    ['1', 'SEPT.', '1950', '1950-09-01'],
    ['29', '2', '2024', '2024-02-29'],
    ['22', '11', '2026', '2026-11-22'],
    ['1', '1', '1907', '1907-01-01'],
  ])('takes %s %s %s', (day, month, year, kept) => {
    expect(read(question, typed(day, month, year))).toEqual({ answer: value(kept), problems: [] })
  })

  it.each([
    ['27', '', '1950', 'q-month', 'Date must include a month'],
    ['', '3', '1950', 'q-day', 'Date must include a day'],
    ['', '', '1950', 'q-day', 'Date must include a day and a month'],
    ['', '3', '', 'q-day', 'Date must include a day and a year'],
    ['31', '2', '1950', 'q-day', 'Enter a real date'],
    ['29', '2', '2023', 'q-day', 'Enter a real date'],
    ['27', '13', '1950', 'q-day', 'Enter a real date'],
    ['0', '3', '1950', 'q-day', 'Enter a real date'],
    ['27', 'marble', '1950', 'q-day', 'Enter a real date'],
    ['27', 'ma', '1950', 'q-day', 'Enter a real date'],
    ['27', '3', 'fifty', 'q-day', 'Enter a real date'],
    ['27', '3', '-195', 'q-day', 'Enter a real date'],
    ['27', '3', '50', 'q-year', 'Enter all 4 numbers of the year, like 1950'],
    ['27', '3', '19500', 'q-year', 'Enter all 4 numbers of the year, like 1950'],
    ['23', '11', '2026', 'q-year', 'Date must be in the past'],
    ['1', '1', '2027', 'q-year', 'Date must be in the past'],
  ])('asks again: %s %s %s', (day, month, year, field, message) => {
    expect(said(question, typed(day, month, year))).toEqual([[field, message]])
    expect(read(question, typed(day, month, year)).answer).toBeUndefined()
  })

  it('is blank with nothing in any box, and takes its way out', () => {
    expect(read(question, typed('', ' ', ''))).toEqual(nothing)
    expect(read(question, { ...typed('', '', ''), 'q-out': ['dont-know'] }).answer).toEqual({
      out: 'dont-know',
    })
    expect(said(question, { ...typed('27', '3', '1950'), 'q-out': ['dont-know'] })).toEqual([
      ['q-out', 'Write an answer or tick “I don’t know”, not both'],
    ])
  })

  it('asks for one answer when a box came twice', () => {
    expect(said(question, { ...typed('1', '2', '1950'), 'q-month': ['2', '3'] })).toEqual([
      ['q-month', 'Give one answer here'],
    ])
  })

  it('is written in words and exported whole', () => {
    expect(writeAnswer(question, value('1950-03-07'), tell)).toEqual(['7 March 1950'])
    expect(exportAnswer('q', question, value('1950-03-07'))).toEqual({ q: '1950-03-07' })
  })

  it('comes back as it was kept', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-02'), max: new Date('2026-11-22'), noInvalidDate: true }),
        (date) => {
          const kept = value(date.toISOString().slice(0, 10))
          expect(read(question, fillAnswer('q', question, kept)).answer).toEqual(kept)
        },
      ),
    )
  })
})

describe('a whole number', () => {
  const question = number({ title: 'How old?', like: 78 })
  it.each([
    ['0', 0],
    [' 72 ', 72],
    ['119', 119],
  ])('takes %s', (typed, kept) => expect(read(question, { q: [typed] }).answer).toEqual(value(kept)))
  it.each(['2.5', '-1', '1e3', 'seventy', '72 years', '1,000', '9'.repeat(10)])('asks again: %s', (typed) => {
    expect(said(question, { q: [typed] })).toEqual([['q', 'Enter a whole number, like 78']])
  })
  it('is blank, or one answer', () => {
    expect(read(question, { q: [' '] })).toEqual(nothing)
    expect(said(question, { q: ['1', '2'] })).toEqual([['q', 'Give one answer here']])
  })
  it('is exported as a number', () => {
    expect(exportAnswer('q', question, value(72))).toEqual({ q: 72 })
    expect(writeAnswer(question, value(0), tell)).toEqual(['0'])
  })
})

describe('money', () => {
  const question = money({ title: 'How much?', out: ['dont-know'] })
  const typed = (amount: string, every: string): Typed => ({ 'q-amount': [amount], 'q-every': [every] })

  it.each([
    ['£1,200.50', 120_050],
    ['120.5', 12_050],
    ['120', 12_000],
    ['0', 0],
    [' £ 0.07 ', 7],
    ['19.99', 1_999],
    ['1 200', 120_000],
    ['1\u00A0200', 120_000],
    ['1, 200', 120_000],
    ['£1,234,567.89', 123_456_789],
    ['999999999.99', 99_999_999_999],
    ['9,999,999,999', 999_999_999_900],
    ['99999999999.99', 9_999_999_999_999],
  ])('keeps %s as whole pence', (amount, pence) => {
    expect(read(question, typed(amount, 'week')).answer).toEqual(value({ pence, every: 'week' }))
  })
  it.each([
    ...['12p', '-5', '−5', '1.234', 'lots', '£', '.', '1.2.3', '1e5', '9'.repeat(12), '9'.repeat(13)],
    // The commas of other countries, and points left out: what was meant is not ours to guess.
    ...['£1,23', '1.234,50', '12,5', '1 23', '1,2345', '1,234,5', ',5', '£-5', '££5', '💷', '5 💷'],
  ])('asks again: %s', (amount) => {
    expect(said(question, typed(amount, 'month'))).toEqual([
      ['q-amount', 'Enter an amount in pounds, like 120.50'],
    ])
  })
  it.each([
    ['10000', 'week', false],
    ['10000.01', 'week', true],
    ['50,000', 'week', true],
    ['43,333', 'month', false],
    ['50,000', 'month', true],
    ['100,000', 'year', false],
    ['100,001', 'year', true],
    ['10,000,000', 'one-off', false],
    ['9,999,999,999', 'one-off', true],
  ])('doubts an amount impossible for a person, and keeps it: £%s, %s: %s', (amount, every, isDoubted) => {
    const { answer, problems, doubts } = read(question, typed(amount, every))
    expect([answer === undefined, problems]).toEqual([false, []])
    const message = 'Check the amount. If it is right, carry on'
    expect(doubts?.map((one) => ({ ...one, message: tell(one.message) }))).toEqual(
      isDoubted ? [{ field: 'q-amount', message }] : undefined,
    )
  })
  it('of a single sum that is paid each week is doubted by the week', () => {
    const weekly = money({ title: 'A week', once: true, seldomOver: SELDOM_OVER_A_WEEK })
    expect(read(weekly, { 'q-amount': ['50000'] }).doubts).toHaveLength(1)
    expect(read(weekly, { 'q-amount': ['900'] }).doubts).toBeUndefined()
  })
  it('asks for the half that is missing', () => {
    expect(said(question, typed('120', ''))).toEqual([['q-every', 'Select how often']])
    expect(said(question, typed('120', 'daily'))).toEqual([['q-every', 'Select how often']])
    expect(said(question, typed('120', 'constructor'))).toEqual([['q-every', 'Select how often']])
    expect(said(question, typed('', 'week'))).toEqual([
      ['q-amount', 'Enter an amount in pounds, like 120.50'],
    ])
    expect(read(question, typed('', ''))).toEqual(nothing)
    expect(said(question, { 'q-amount': ['1', '2'] })).toEqual([['q-amount', 'Give one answer here']])
  })
  it('may be a single sum, where how often is not asked', () => {
    const once = money({ title: 'Worth', once: true })
    expect(read(once, { 'q-amount': ['9,000'] }).answer).toEqual(value({ pence: 900_000, every: 'one-off' }))
    expect(writeAnswer(once, value({ pence: 900_000, every: 'one-off' }), tell)).toEqual(['£9,000'])
    expect([once.control.owns('q', 'q-amount'), once.control.owns('q', 'q-every')]).toEqual([true, false])
    expect(once.control.shows.options).toBeUndefined()
  })
  it('is written with its frequency, and exported in pounds', () => {
    expect(writeAnswer(question, value({ pence: 120_050, every: '4-weeks' }), tell)).toEqual([
      '£1,200.50, every 4 weeks',
    ])
    expect(exportAnswer('q', question, value({ pence: 12_050, every: 'year' }))).toEqual({
      q: { amount: 120.5, every: 'year' },
    })
  })
  it('comes back as it was kept', () => {
    const every = fc.constantFrom(...Object.keys(EVERY))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), every, (pence, often) => {
        const kept = value({ pence, every: often })
        expect(read(question, fillAnswer('q', question, kept)).answer).toEqual(kept)
      }),
    )
  })
})

describe('an address', () => {
  const question = address({ title: 'Where?', out: ['unsafe'] })
  const doubt = { field: 'q-postcode', message: 'Enter a full UK postcode, or carry on without it' }

  it.each([
    ['cr09zz', 'CR0 9ZZ'],
    [' CR0  9ZZ ', 'CR0 9ZZ'],
    ['w1a 0ax', 'W1A 0AX'],
    ['sw1a-2aa', 'SW1A 2AA'],
    ['gir0aa', 'GIR 0AA'],
  ])('writes the postcode %s as %s', (typed, postcode) => {
    expect(read(question, { 'q-line1': ['1 Sample Close'], 'q-postcode': [typed] })).toEqual({
      answer: value({ line1: '1 Sample Close', postcode }),
      problems: [],
    })
  })
  it.each(['CR0', 'CR0 9', 'not sure', '12345', 'CR0 9ZZZ'])(
    'doubts the postcode %s, and keeps it',
    (typed) => {
      expect(read(question, { 'q-line1': ['1 Sample Close'], 'q-postcode': [typed] })).toEqual({
        answer: value({ line1: '1 Sample Close', postcode: typed }),
        problems: [],
        doubts: [doubt],
      })
    },
  )
  it('needs line 1 or a postcode, or the box', () => {
    expect(read(question, { 'q-line1': ['1 Sample Close'] }).answer).toEqual(
      value({ line1: '1 Sample Close' }),
    )
    expect(read(question, { 'q-postcode': ['CR0 9ZZ'] }).answer).toEqual(value({ postcode: 'CR0 9ZZ' }))
    expect(said(question, { 'q-town': ['Alderbrook'] })).toEqual([
      ['q-line1', 'Enter the first line of the address, or a postcode'],
    ])
    expect(read(question, { 'q-no-fixed-address': ['no-fixed-address'] }).answer).toEqual(
      value({ noFixedAddress: true }),
    )
    expect(read(question, { 'q-line1': [''], 'q-line2': [' '], 'q-town': [''], 'q-postcode': [''] })).toEqual(
      nothing,
    )
  })
  it('keeps a place to write to beside “No fixed address”', () => {
    const both = { 'q-line1': ['c/o Example Hostel'], 'q-no-fixed-address': ['no-fixed-address'] }
    expect(read(question, both).answer).toEqual(value({ line1: 'c/o Example Hostel', noFixedAddress: true }))
  })
  it('takes its way out, and only the boxes it has', () => {
    expect(read(question, { 'q-out': ['unsafe'] }).answer).toEqual({ out: 'unsafe' })
    expect(said(question, { 'q-no-fixed-address': ['on'] })).toEqual([
      ['q-no-fixed-address', 'Tick only the boxes on this page'],
    ])
    expect(said(question, { 'q-line1': ['x'.repeat(201)] })).toEqual([
      ['q-line1', 'Use 200 characters or fewer'],
    ])
    expect(said(question, { 'q-town': ['a', 'b'] })).toEqual([['q-town', 'Give one answer here']])
  })
  it('is written line by line, and exported by part', () => {
    const kept = value({ line1: '1 Sample Close', town: 'Alderbrook', postcode: 'CR0 9ZZ' })
    expect(writeAnswer(question, kept, tell)).toEqual(['1 Sample Close', 'Alderbrook', 'CR0 9ZZ'])
    expect(exportAnswer('q', question, kept)).toEqual({
      q: { line1: '1 Sample Close', town: 'Alderbrook', postcode: 'CR0 9ZZ' },
    })
    expect(writeAnswer(question, value({ noFixedAddress: true }), tell)).toEqual(['No fixed address'])
  })
  it('comes back as it was kept', () => {
    const line = fc.string({ minLength: 1, maxLength: 20 }).map((one) => `a${one}z`.normalize('NFC'))
    const postcode = fc.constantFrom('CR0 9ZZ', 'about CR0', undefined)
    fc.assert(
      fc.property(line, line, line, postcode, fc.boolean(), (line1, line2, town, code, box) => {
        const parts = { line1, line2, town, ...(code ? { postcode: code } : {}) } satisfies Address
        const typed = fillAnswer('q', question, value(box ? { ...parts, noFixedAddress: true } : parts))
        const first = read(question, typed).answer
        expect(first).toBeDefined()
        if (first) expect(read(question, fillAnswer('q', question, first)).answer).toEqual(first)
      }),
    )
  })
})

describe('a National Insurance number', () => {
  const question = niNumber({ title: 'National Insurance number' })
  it.each(['QQ 12 34 56 C', 'qq123456c', 'QQ-12-34-56-C'])('takes %s', (typed) => {
    expect(read(question, { q: [typed] }).answer).toEqual(value('QQ123456C'))
  })
  it.each(['QQ 12 34 56', 'QQ 12 34 56 E', 'Q1 23 45 6C', 'QQ 12 34 567 C', 'not sure'])(
    'asks again: %s',
    (typed) => {
      expect(said(question, { q: [typed] })).toEqual([
        ['q', 'Enter a National Insurance number, like QQ 12 34 56 C'],
      ])
    },
  )
  it('is written in groups', () => {
    expect(writeAnswer(question, value('QQ123456C'), tell)).toEqual(['QQ 12 34 56 C'])
  })
})

describe('a group that must be whole', () => {
  const question = repeat({
    title: 'Children',
    groupName: 'Child',
    whole: true,
    group: {
      name: text({ title: 'Name', missing: 'Enter a name', out: ['dont-know'] }),
      age: number({ title: 'Age', like: 8, missing: 'Enter an age' }),
      who: text({ title: 'Who they are', optional: true }),
    },
  })
  it('asks for the fields left blank in a group that is begun', () => {
    const begun = { 'q-1-name': ['Bo'], 'q-1-age': ['7'], 'q-2-who': ['Niece'], 'q-3-name': [''] }
    expect(said(question, begun)).toEqual([
      ['q-2-name', 'Enter a name'],
      ['q-2-age', 'Enter an age'],
    ])
  })
  it('does not ask again for a field that cannot be read', () => {
    expect(said(question, { 'q-1-name': ['x'.repeat(201)], 'q-1-age': ['old'] })).toEqual([
      ['q-1-name', 'Use 200 characters or fewer'],
      ['q-1-age', 'Enter a whole number, like 8'],
    ])
    expect(said(question, { 'q-1-name-out': ['unsafe'], 'q-1-age': ['7'] })).toEqual([
      ['q-1-name-out', 'Tick only the boxes on this page'],
    ])
  })
  it('takes a way out as an answer, and a whole group', () => {
    expect(read(question, { 'q-1-name-out': ['dont-know'], 'q-1-age': ['0'] }).answer).toEqual(
      value([{ name: { out: 'dont-know' }, age: { value: 0 } }]),
    )
  })
})

describe('every control, whatever is posted', () => {
  const controls: [string, AnyQuestion][] = [
    ['whole date', dateParts({ title: 'q', out: ['dont-know'] })],
    ['number', number({ title: 'q', like: 2, out: ['dont-know'] })],
    ['money', money({ title: 'q', out: ['dont-know'] })],
    ['single sum', money({ title: 'q', once: true })],
    ['address', address({ title: 'q', out: ['unsafe'] })],
    ['National Insurance number', niNumber({ title: 'q' })],
  ]
  const parts = [
    'day',
    'month',
    'year',
    'amount',
    'every',
    'line1',
    'town',
    'postcode',
    'no-fixed-address',
    'out',
  ]
  const field = fc.constantFrom('q', '__proto__', 'constructor', ...parts.map((part) => `q-${part}`))
  const posted = fc.oneof(
    fc.constantFrom('', '1', '12', '1950', 'may', 'week', 'one-off', '£1.50', 'CR0 9ZZ', 'no-fixed-address'),
    fc.constantFrom('dont-know', 'unsafe', 'QQ123456C', '__proto__', 'toString'),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constant('\u202E\u0000x'.repeat(1_500)),
  )
  const anything = fc.dictionary(field, fc.array(posted, { maxLength: 3 }), {
    maxKeys: 8,
    noNullPrototype: true,
  })

  it.each(controls)('%s never throws, and reads back what it shows', (_name, question) => {
    fc.assert(
      fc.property(anything, (typed) => {
        const { answer, problems } = read(question, typed)
        expect(problems.every((one) => one.field === 'q-out' || question.control.owns('q', one.field))).toBe(
          true,
        )
        if (!answer || problems.length > 0) return
        const again = fillAnswer('q', question, answer)
        expect(Object.keys(again).every((one) => question.control.owns('q', one) || one === 'q-out')).toBe(
          true,
        )
        expect(read(question, again).answer).toEqual(answer)
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
        expect(writeAnswer(question, answer, tell).length).toBeGreaterThan(0)
        expect(Object.keys(exportAnswer('q', question, answer))).toEqual(['q'])
      }),
      { numRuns: tries(500) },
    )
  })
})
