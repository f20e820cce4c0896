/** Real inputs that failed, November 2026: what people paste, dictate and type in other figures, control by control. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { equalityQuestions } from '#src/forms/after-sending/equality.ts'
import { forms } from '#src/forms/all-forms.ts'
import { lastFour, looksLikeAccount } from '#src/forms/controls/account-number.ts'
import { address } from '#src/forms/controls/address.ts'
import { dateParts } from '#src/forms/controls/date-parts.ts'
import { email } from '#src/forms/controls/email.ts'
import { money } from '#src/forms/controls/money.ts'
import { niNumber } from '#src/forms/controls/ni-number.ts'
import { age, number } from '#src/forms/controls/number.ts'
import { phone } from '#src/forms/controls/phone.ts'
import { repeat } from '#src/forms/controls/repeat.ts'
import { nhsNumber, roughDate, text } from '#src/forms/controls/text.ts'
import { textarea } from '#src/forms/controls/textarea.ts'
import { questionsOf } from '#src/forms/engine/form.ts'
import type { AnyQuestion, Typed } from '#src/forms/engine/question.ts'
import { cleaned, exportAnswer, readAnswer, writeAnswer } from '#src/forms/engine/read-answer.ts'
import { readMoment } from '#src/forms/shared/past-moment.ts'
import { readReference } from '#src/domain/reference.ts'
import { readDraftNumber, readResumeCode, secretAsKept } from '#src/domain/resume-code.ts'
import { fullPostcode } from '#src/domain/postcode.ts'
import { placeOf } from '#src/directory/settings.ts'
import { emailAsStored } from '#src/auth/staff-accounts.ts'
import { asCompared } from '#src/settings/search-words.ts'
import { Temporal } from 'temporal-polyfill'
import { inPlain, readInPlain } from '#tests/support/in-plain.ts'
import { codeOf, sourcesIn } from '#tests/support/sources.ts'

const TODAY = '2026-11-29'
const read = (question: AnyQuestion, typed: Typed) => readInPlain(readAnswer('q', question, typed, TODAY))
const written = (question: AnyQuestion, typed: Typed) => {
  const { answer, problems } = read(question, typed)
  return answer && problems.length === 0 ? writeAnswer(question, answer, inPlain) : problems
}
const doubtsOf = (question: AnyQuestion, typed: Typed) =>
  (read(question, typed).doubts ?? []).map(({ field, message }) => [field, message])

const tel = phone({ title: 'Phone' })
const born = dateParts({ title: 'Born', birth: true })
const home = address({ title: 'Home' })
const mail = email({ title: 'Email' })

describe('a phone box takes', () => {
  it.each([
    ['\u202D07700900801\u202C', '07700900801'],
    ['\u206807700 900801\u2069', '07700 900801'],
    ['07700 900801\u200B', '07700 900801'],
    ['07700–900801', '07700-900801'],
    ['07700\u2011900801', '07700-900801'],
    ['٠٧٧٠٠ ٩٠٠٨٠١', '07700 900801'],
    ['۰۷۷۰۰۹۰۰۸۰۱', '07700900801'],
    ['０７７００　９００８０１', '07700 900801'],
    ['18002 020 7946 0123', '18002 020 7946 0123 (textphone)'],
    ['18001-02079460123', '18001-020 7946 0123 (textphone)'],
    ['Textphone 18001 020 7946 0123', 'Textphone 18001 020 7946 0123'],
    ['020 7946 0123 ext 12', '020 7946 0123 ext 12'],
    ['020 7946 0123 x12', '020 7946 0123 x12'],
    ['02079460123x12', '020 7946 0123x12'],
    ['07700 900801 (daughter)', '07700 900801 (daughter)'],
    ['07700 900801 (2 sons, after 6pm)', '07700 900801 (2 sons, after 6pm)'],
    ['Mum: 07700 900801', 'Mum: 07700 900801'],
    ['07700 900801 6pm to 8pm', '07700 900801 6pm to 8pm'],
    ['07700 900801 or 020 7946 0123', '07700 900801 or 020 7946 0123'],
    // Of a range that libphonenumber knows: in groups, whatever stands beside it.
    ['02078363000 ext 4', '020 7836 3000 ext 4'],
    // The country of a number abroad is not left out.
    ['0033142685300', '+33 1 42 68 53 00'],
  ])('%j, shown as %j', (typed, shown) => {
    expect(written(tel, { q: [typed] })).toEqual([shown])
    expect(doubtsOf(tel, { q: [typed] })).toEqual([])
  })

  it.each([
    ['ring me', 'Enter a phone number, like 020 7946 0123'],
    ['ext 3', 'Enter a phone number, like 020 7946 0123'],
    ['7946 0123', 'Enter the whole phone number, with its area code, like 020 7946 0123'],
    ['07700 9oo8o1', 'Enter the whole phone number, with its area code, like 020 7946 0123'],
    ['01632 96012o', 'Enter the whole phone number, with its area code, like 020 7946 0123'],
    ['07700 900801 020 7946 0123', 'This has too many numbers. Enter one phone number, like 020 7946 0123'],
  ])('not %j, and says how to put it right', (typed, message) => {
    expect(written(tel, { q: [typed] })).toEqual([{ field: 'q', message }])
  })

  it.each(['00000 000000', '0000000000', '11111111111', '01234 567890', '9876543210'])(
    '%s, with a doubt',
    (typed) => {
      expect(written(tel, { q: [typed] })).toEqual([typed])
      expect(doubtsOf(tel, { q: [typed] })).toEqual([
        ['q', 'Check the phone number. If it is right, carry on'],
      ])
    },
  )
  it.each(['07700 90080', '07700 9008011', '7700 900801', '+44 7700 9008011', '020 7946 01234'])(
    '%s, which nobody here can ring, with a doubt',
    (typed) => expect(doubtsOf(tel, { q: [typed] })).toHaveLength(1),
  )
  it.each([
    '+44 (0)20 7946 0123',
    '0044 7700 900801',
    '01632 960123',
    '016977 2345',
    '0800 001 066',
    '0303 123 1113',
  ])('%s, without a doubt', (typed) => expect(doubtsOf(tel, { q: [typed] })).toEqual([]))
})

describe('a date takes', () => {
  const on = (day: string, month: string, year: string) => ({
    'q-day': [day],
    'q-month': [month],
    'q-year': [year],
  })
  it.each([
    ['27', '3', '1950\u200B'],
    ['\u202D27\u202C', 'March\u200B', '1950'],
    ['٢٧', '٣', '١٩٥٠'],
    ['۲۷', '۰۳', '۱۹۵۰'],
    ['２７', '３', '１９５０'],
    ['27\u00A0', '\u00A0Sept\u00AD', '1950'],
  ])('%j %j %j', (day, month, year) => {
    const { answer } = read(born, on(day, month, year))
    expect(answer).toEqual({ value: month.includes('Sept') ? '1950-09-27' : '1950-03-27' })
  })

  const year = [['q-year', 'Check the year. If it is right, carry on']]
  it.each([
    ['1896', year],
    ['1360', year],
    ['2026', year],
    ['1916', []],
    ['2010', []],
  ])('a birth in %s: %j', (typed, doubts) => {
    expect(doubtsOf(born, on('27', '3', typed))).toEqual(doubts)
    expect(read(born, on('27', '3', typed)).answer).toEqual({ value: `${typed}-03-27` })
  })

  test('written in words too', () => {
    const rough = roughDate({ title: 'When' })
    const { answer, doubts } = read(rough, { q: ['٢٧/٣/١٩٥٠'] })
    // What was typed is kept; other programs read the date.
    expect(answer).toEqual({ value: '٢٧/٣/١٩٥٠' })
    expect(doubts).toBeUndefined()
    expect(exportAnswer('q', rough, { value: '٢٧/٣/١٩٥٠' })).toEqual({ q: '1950-03-27' })
    expect(exportAnswer('q', rough, { value: '27\u201303\u20131950' })).toEqual({ q: '1950-03-27' })
    expect(doubtsOf(rough, { q: ['27/3/1896'] })).toHaveLength(1)
  })

  test('and the moment that staff write down', () => {
    const now = Temporal.Instant.from('2026-11-29T12:00:00Z')
    const typed = { 'q-day': ['٢٨'], 'q-month': ['11'], 'q-year': ['2026\u200B'], 'q-time': ['９:３０'] }
    expect(readMoment('q', typed, now, 30)).toMatchObject({ is: 'moment' })
  })
})

describe('an address takes the postcode', () => {
  it.each([
    'CR0 9ZZ\u200B',
    'CR0–9ZZ',
    'CR0\u00A09ZZ',
    'CR٠ ٩ZZ',
    'ＣＲ０ ９ＺＺ',
    'СR0 9ZZ',
    'CRO 9ZZ',
    'cr0 9zz.',
  ])('%j', (typed) => {
    expect(read(home, { 'q-line1': ['1 Sample Close'], 'q-postcode': [typed] })).toEqual({
      answer: { value: { line1: '1 Sample Close', postcode: 'CR0 9ZZ' } },
      problems: [],
    })
  })
  it('and keeps its lines as they were typed', () => {
    const line1 = 'Flat 2\u200D 👩🏽‍🦽 ٣'
    expect(read(home, { 'q-line1': [line1] }).answer).toEqual({ value: { line1 } })
  })
})

describe('an email address', () => {
  it.each([
    ['name@example.org\u200B', 'name@example.org'],
    ['mailto:name@example.org', 'name@example.org'],
    ['MAILTO:name@example.org?subject=Hello', 'name@example.org'],
    ['<name@example.org>', 'name@example.org'],
    ['name@example.org.', 'name@example.org'],
    ['name＠example。org', 'name@example.org'],
    ['o’test@example.org', "o'test@example.org"],
    ['first\u2011last@example.org', 'first-last@example.org'],
  ])('%j is %j', (typed, kept) => {
    expect(read(mail, { q: [typed] })).toEqual({ answer: { value: kept }, problems: [] })
  })
  const dots = 'Check the dots in the email address. Two dots cannot stand together'
  it.each([
    ['name@example..org', dots],
    ['name@.example.org', dots],
    ['Al Name <name@example.org>', 'Enter only the email address, like name@example.org'],
    ['name@example', 'Enter an email address, like name@example.org'],
  ])('%s is asked again: %s', (typed, message) => {
    expect(written(mail, { q: [typed] })).toEqual([{ field: 'q', message }])
  })
  it.each(['na..me@example.org', '.name@example.org', 'name.@example.org'])('%s is a doubt', (typed) => {
    expect(doubtsOf(mail, { q: [typed] })).toEqual([
      ['q', 'Check the email address. If it is right, carry on'],
    ])
  })
})

describe('other fields that a program reads', () => {
  it.each<[string, AnyQuestion, Typed, unknown]>([
    ['NHS number', nhsNumber({ title: '' }), { q: ['943\u2013476\u20135919\u200B'] }, '9434765919'],
    ['NHS number', nhsNumber({ title: '' }), { q: ['٩٤٣٤٧٦٥٩١٩'] }, '9434765919'],
    ['National Insurance number', niNumber({ title: '' }), { q: ['QQ\u00A012–34–56\u200B c'] }, 'QQ123456C'],
    ['whole number', number({ title: '', like: 42 }), { q: ['٤٢\u200B'] }, 42],
    ['last four', lastFour({ title: '' }), { q: ['١٢٣٤\u2069'] }, '1234'],
    [
      'money',
      money({ title: '', once: true }),
      { 'q-amount': ['\u202D£١٬٢٣٤٫٥٠\u202C'] },
      { pence: 123_450, every: 'one-off' },
    ],
    [
      'money',
      money({ title: '', once: true }),
      { 'q-amount': ['£1\u202F234.50'] },
      { pence: 123_450, every: 'one-off' },
    ],
  ])('%s (%#)', (_, question, typed, value) => {
    expect(read(question, typed)).toEqual({ answer: { value }, problems: [] })
  })

  it.each<[string, AnyQuestion, Typed, string]>([
    ['a number that is nobody’s', nhsNumber({ title: '' }), { q: ['0000000000'] }, 'q'],
    ['an age of 720', age({ title: '' }), { q: ['720'] }, 'q'],
    ['£1,000,000 a week', money({ title: '' }), { 'q-amount': ['1000000'], 'q-every': ['week'] }, 'q-amount'],
    ['£99,000,000', money({ title: '', once: true }), { 'q-amount': ['99,000,000'] }, 'q-amount'],
  ])('%s is a doubt', (_, question, typed, field) => {
    const { answer, problems, doubts } = read(question, typed)
    expect(answer).toBeDefined()
    expect(problems).toEqual([])
    expect(doubts?.map((one) => one.field)).toEqual([field])
  })

  test('codes, references, postcodes of a search, emails of staff', () => {
    expect(readReference('К7Н\u20134РХ–9RD\u200B')).toBe('K7H-4PX-9RD')
    expect(readReference('k٧h 4px 9rd')).toBe('K7H-4PX-9RD')
    expect(readResumeCode('٧KM٢\u2011R٤WX\u2011٩٣PQ')).toBe('7KM2-R4WX-93PQ')
    expect(readDraftNumber('٧KM٢-R٤WX\u2069')).toEqual(readDraftNumber('7KM2-R4WX'))
    expect(secretAsKept('١٢ ٣٤ ٥٦\u200B')).toBe('123456')
    expect(placeOf('\u202Dcr٠ ٢\u202C')?.code).toBe('CR0 2')
    expect(emailAsStored('\u2068Sam@Example.org\u2069')).toBe('sam@example.org')
    expect(asCompared('ring ٩٩٩, ki\u200Bll')).toBe('ring 999, kill')
  })

  test('words are no postcode, however they are spelt', () => {
    expect(['Hollow', 'Hill', 'bowl', 'S0me'].filter((word) => fullPostcode(word))).toEqual([])
  })

  test('an account number is seen whatever its dashes and figures are', () => {
    for (const one of ['12–34–56', '12\u201134\u201156', '١٢٣٤٥٦٧٨', '1234\u200B5678', '１２３４５６７８'])
      expect(looksLikeAccount(one)).toBe(true)
  })
})

describe('a group asked as often as needed', () => {
  const people = repeat({
    title: 'People',
    groupName: 'Person',
    group: { tel, born, where: home },
  })
  test('cleans what is in it, and says the doubts of it', () => {
    const typed = {
      'q-1-tel': ['\u202D07700900801\u202C'],
      'q-2-born-day': ['1'],
      'q-2-born-month': ['1'],
      'q-2-born-year': ['١٨٩٠'],
      'q-2-where-postcode': ['CR0'],
    }
    expect(read(people, typed).answer).toEqual({
      value: [
        { tel: { value: '07700900801' } },
        { born: { value: '1890-01-01' }, where: { value: { postcode: 'CR0' } } },
      ],
    })
    expect(doubtsOf(people, typed).map(([field]) => field)).toEqual(['q-2-born-year', 'q-2-where-postcode'])
  })
  test('says what the day tells beside the group it was typed in, also after a blank one', () => {
    const typed = {
      'q-1-tel': [''],
      'q-2-born-day': ['1'],
      'q-2-born-month': ['1'],
      'q-2-born-year': ['2030'],
    }
    expect(read(people, typed).problems.map(({ field }) => field)).toEqual(['q-2-born-year'])
  })
})

describe('every question of every form', () => {
  const questions = [
    ...Object.values(forms).flatMap((form) => [...questionsOf(form)]),
    ...Object.entries(equalityQuestions),
  ]
  const fieldsOf = (id: string, question: AnyQuestion): string[] =>
    Object.keys(question.control.fill(id, question.control.example()))
  const anything = fc.string({ unit: 'binary', maxLength: 40 })

  test('cleans a field as it declares: words stay as they are, signs are cleaned once and for all', () => {
    let words = 0
    let signs = 0
    for (const [id, question] of questions) {
      for (const field of fieldsOf(id, question)) {
        const declared = question.control.cleaning(id, field)
        if (declared === 'words') words++
        if (declared === 'signs') signs++
        fc.assert(
          fc.property(anything, (typed) => {
            const once = cleaned(id, question, { [field]: [typed] })
            expect(cleaned(id, question, once)).toEqual(once)
            if (declared !== 'signs') expect(once).toEqual({ [field]: [typed] })
          }),
          { numRuns: 5 },
        )
      }
    }
    expect(words).toBeGreaterThan(20)
    expect(signs).toBeGreaterThan(40)
  })

  test('takes its made-up answer as it comes from a phone’s clipboard, wherever a program reads it', () => {
    const pasted = (text: string) =>
      `\u2068${text.replaceAll('-', '\u2011').replaceAll(' ', '\u00A0')}\u2069\u200B`
    const wrong = questions.filter(([id, question]) => {
      const { control } = question
      if (control.takesFiles) return false
      const typed = Object.fromEntries(
        Object.entries(control.fill(id, control.example())).map(([field, values]) => [
          field,
          control.cleaning(id, field) === 'signs' ? values.map(pasted) : values,
        ]),
      )
      const { answer } = readAnswer(id, question, typed, TODAY)
      return JSON.stringify(answer) !== JSON.stringify({ value: control.example() })
    })
    expect(wrong.map(([id]) => id)).toEqual([])
  })

  test('keeps every sign of free text: a family, a wheelchair, a Persian word', () => {
    const told = '👨‍👩‍👧‍👦 👩🏽‍🦽 می‌خواهم ٣ – “soft\u00ADhyphen”'
    for (const question of [text({ title: '' }), textarea({ title: '' })])
      expect(read(question, { q: [told] }).answer).toEqual({ value: told })
  })
})

test('what was typed is read by readAnswer alone, which cleans it', () => {
  const readers = sourcesIn('src').filter((file) => /\bcontrol\.read\(/.test(codeOf(file)))
  expect(readers).toEqual(['src/forms/controls/account-number.ts', 'src/forms/engine/read-answer.ts'])
})
