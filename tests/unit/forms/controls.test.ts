import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkboxes } from '#src/forms/controls/checkboxes.ts'
import { radios, yesNo } from '#src/forms/controls/radios.ts'
import { files, MOST_BYTES, MOST_FILES } from '#src/forms/controls/files.ts'
import { groupNumbers, repeat, withoutGroup } from '#src/forms/controls/repeat.ts'
import { email } from '#src/forms/controls/email.ts'
import { phone } from '#src/forms/controls/phone.ts'
import { isNhsNumber, nhsNumber, roughDate, text, tidy } from '#src/forms/controls/text.ts'
import { textarea } from '#src/forms/controls/textarea.ts'
import { type AnyQuestion, type Answer, type Json, type Typed, valuesOf } from '#src/forms/engine/question.ts'
import { exportAnswer, fillAnswer, readAnswer, writeAnswer } from '#src/forms/engine/read-answer.ts'
import { inPlain, readInPlain } from '#tests/support/in-plain.ts'

const tell = inPlain
const read = (question: AnyQuestion, typed: Typed) => readInPlain(readAnswer('q', question, typed))
const given = (question: AnyQuestion, typed: Typed) => read(question, typed).answer
const value = (of: Json): Answer => ({ value: of })
const said = (question: AnyQuestion, typed: Typed) => read(question, typed).problems.map((one) => one.message)

describe('a text', () => {
  const short = text({ title: 'Name', out: ['dont-know'] })
  const long = textarea({ title: 'Story' })

  it.each([[{}], [{ q: [] }], [{ q: [''] }], [{ q: [' \t\r\n\u0000 '] }]])('blank: %j', (typed) => {
    expect(read(short, typed)).toEqual({ answer: undefined, problems: [] })
  })

  it('keeps any letters, marks and emoji, and trims the ends', () => {
    expect(given(short, { q: ['  Zoë O’Łukasz 王 👩🏽‍🦽 '] })).toEqual(value('Zoë O’Łukasz 王 👩🏽‍🦽'))
  })

  it('takes control characters out, keeps line ends, composes letters', () => {
    expect(tidy('a\u0000b\u0007c\r\nd\re\tf\u009F')).toBe('abc\nd\ne\tf')
    expect(tidy('e\u0301')).toBe('é')
  })

  it('takes 4,000 characters and says so at 4,001, counted as a person counts them', () => {
    expect(given(long, { q: ['x'.repeat(4_000)] })).toEqual(value('x'.repeat(4_000)))
    expect(given(long, { q: ['😀'.repeat(4_000)] })).toBeDefined()
    expect(said(long, { q: ['x'.repeat(4_001)] })).toEqual(['Use 4,000 characters or fewer'])
    expect(given(long, { q: ['x'.repeat(4_001)] })).toBeUndefined()
    expect(said(short, { q: ['x'.repeat(201)] })).toEqual(['Use 200 characters or fewer'])
  })

  it('asks for one answer when the field came twice', () => {
    expect(said(short, { q: ['a', 'b'] })).toEqual(['Give one answer here'])
  })

  it('takes a way out from its own tick box, only one it has, and not beside words', () => {
    expect(read(short, { q: [''], 'q-out': ['dont-know'] })).toEqual({
      answer: { out: 'dont-know' },
      problems: [],
    })
    expect(said(short, { 'q-out': ['unsafe'] })).toEqual(['Tick only the boxes on this page'])
    expect(said(long, { 'q-out': ['dont-know'] })).toEqual(['Tick only the boxes on this page'])
    expect(said(short, { q: ['Ann'], 'q-out': ['dont-know'] })).toEqual([
      'Write an answer or tick “I don’t know”, not both',
    ])
  })

  it('does not read a value as a way out', () => {
    expect(given(short, { q: ['dont-know'] })).toEqual(value('dont-know'))
  })
})

describe('a phone number', () => {
  const question = phone({ title: 'Phone' })
  it.each([
    '020 7946 0500',
    '07700 900505',
    '+44 (0)20 7946 0500',
    '(020) 79460500',
    '020-7946-0500',
    '0033 1 23 45 67 89',
  ])('takes %s', (number) => expect(given(question, { q: [number] })).toEqual(value(number)))
  it.each(['12345', '020 7946', 'ring me', '1234567890123456'])('asks again: %s', (number) => {
    expect(said(question, { q: [number] })).toEqual([
      expect.stringMatching(/phone number.*, like 020 7946 0123$/),
    ])
  })
  it('is written in groups where the range is known', () => {
    expect(writeAnswer(question, value('02078363000'), tell)).toEqual(['020 7836 3000'])
    expect(writeAnswer(question, value('0123'), tell)).toEqual(['0123'])
  })
})

describe('an email address', () => {
  const question = email({ title: 'Email' })
  it.each(['a@example.org', "pat.o'test+x@sub.example.org", 'ö@exämple.org'])('takes %s', (address) =>
    expect(given(question, { q: [address] })).toEqual(value(address)),
  )
  it.each(['a@example', 'example.org', 'a@@example.org', 'a@example.'])('asks again: %s', (address) => {
    expect(said(question, { q: [address] })).toEqual(['Enter an email address, like name@example.org'])
  })
})

describe('a rough date', () => {
  const question = roughDate({ title: 'When' })
  it.each([
    ['about two weeks ago', 'about two weeks ago'],
    ['March 2026', 'March 2026'],
    ['27 3 1950', '1950-03-27'],
    ['27/03/1950', '1950-03-27'],
    ['27th March 1950', '1950-03-27'],
    ['1950-03-27', '1950-03-27'],
    ['31 2 1950', '31 2 1950'],
    ['1.2.50', '1.2.50'],
  ])('takes “%s” as it is, exported as %s', (typed, exported) => {
    expect(given(question, { q: [typed] })).toEqual(value(typed))
    expect(exportAnswer('q', question, value(typed))).toEqual({ q: exported })
  })
})

describe('an NHS number', () => {
  const question = nhsNumber({ title: 'NHS number' })
  it.each([
    ['9434765919', true],
    ['943 476 5919', true],
    ['943-476-5919', true],
    ['9434765918', false],
    ['9990000018', true],
    ['999000001', false],
    ['99900000180', false],
    ['not known', false],
    ['0000000000', true],
  ])('%s: %s', (number, isOne) => expect(isNhsNumber(number)).toBe(isOne))

  it('whose check fails is a doubt, never refused', () => {
    expect(read(question, { q: ['943 476 5918'] })).toEqual({
      answer: value('9434765918'),
      problems: [],
      doubts: [
        { field: 'q', message: 'Check the NHS number. It has 10 digits. You can carry on without it' },
      ],
    })
    expect(read(question, { q: ['943 476 5919'] }).doubts).toBeUndefined()
    expect(writeAnswer(question, value('9434765919'), tell)).toEqual(['943 476 5919'])
  })

  it('has no number where the check would be 10', () => {
    const all = Array.from({ length: 10 }, (_, last) => `999000000${last}`)
    expect(all.filter(isNhsNumber)).toEqual([])
  })
})

describe('radios', () => {
  const question = radios({
    title: 'Who',
    options: { a: 'Ay', b: { label: 'Bee', text: 'Which?' } },
    out: ['dont-know'],
  })

  it.each([[{}], [{ q: [''] }]])('blank: %j', (typed) => {
    expect(read(question, typed)).toEqual({ answer: undefined, problems: [] })
  })
  it('loses no words written beside an option that was not picked', () => {
    const problems = [{ field: 'q-b-text', message: 'Choose “Bee”, or clear what you wrote beside it' }]
    expect(read(question, { 'q-b-text': ['typed, not picked'] })).toEqual({ answer: undefined, problems })
    expect(read(question, { q: ['a'], 'q-b-text': ['typed'] })).toEqual({
      answer: value({ picked: ['a'] }),
      problems,
    })
  })
  it('counts “not safe” beside a word, and the ticks that fit beside “none”', () => {
    const named = text({ title: 'Name', out: ['unsafe'] })
    expect(read(named, { q: ['Ken'], 'q-out': ['unsafe'] }).answer).toEqual({ out: 'unsafe' })
    const kinds = checkboxes({
      title: 'Kinds',
      options: { hit: 'Hit', none: { label: 'None', exclusive: true } },
    })
    expect(read(kinds, { q: ['hit', 'none'] }).answer).toEqual(value({ picked: ['hit'] }))
  })
  it('takes one option, with the text of its box', () => {
    const answer = value({ picked: ['b'], texts: { b: 'This one' } })
    expect(given(question, { q: ['b'], 'q-b-text': [' This one '] })).toEqual(answer)
    expect(writeAnswer(question, answer, tell)).toEqual(['Bee: This one'])
    expect(exportAnswer('q', question, answer)).toEqual({ q: 'b', 'q-b-text': 'This one' })
    expect(fillAnswer('q', question, answer)).toEqual({ q: ['b'], 'q-b-text': ['This one'] })
  })
  it('takes its way out', () => {
    const answer = { out: 'dont-know' } as const
    expect(given(question, { q: ['dont-know'] })).toEqual(answer)
    expect(valuesOf(question, answer)).toEqual(['dont-know'])
    expect(writeAnswer(question, answer, tell)).toEqual(['I don’t know'])
    expect(fillAnswer('q', question, answer)).toEqual({ q: ['dont-know'] })
  })
  it.each([
    [['z'], 'Select one of the answers on this page'],
    [['unsafe'], 'Select one of the answers on this page'],
    [['__proto__'], 'Select one of the answers on this page'],
    [['a', 'b'], 'Select one answer'],
  ])('asks again: %j', (picked, message) => {
    expect(said(question, { q: picked })).toEqual([message])
  })
  it('asks for fewer characters in the box of an option', () => {
    expect(read(question, { q: ['b'], 'q-b-text': ['x'.repeat(201)] }).problems).toEqual([
      { field: 'q-b-text', message: 'Use 200 characters or fewer' },
    ])
  })
  it('owns its fields and no others', () => {
    const { owns } = question.control
    expect(['q', 'q-b-text', 'q-a-text', 'qq', 'q-out'].filter((field) => owns('q', field))).toEqual([
      'q',
      'q-b-text',
    ])
  })
  it('yes or no is one of them', () => {
    expect(given(yesNo({ title: 'Is it?' }), { q: ['yes'] })).toEqual(value({ picked: ['yes'] }))
  })
})

describe('checkboxes', () => {
  const question = checkboxes({
    title: 'Which',
    options: { a: 'Ay', b: 'Bee', none: { label: 'None of these', exclusive: true } },
    out: ['dont-know'],
  })

  it('takes several, each once', () => {
    const answer = value({ picked: ['a', 'b'] })
    expect(given(question, { q: ['a', 'b', 'a'] })).toEqual(answer)
    expect(exportAnswer('q', question, answer)).toEqual({ q: ['a', 'b'] })
    expect(writeAnswer(question, answer, tell)).toEqual(['Ay', 'Bee'])
  })
  it('gives a list for one tick and for a way out too', () => {
    expect(exportAnswer('q', question, value({ picked: ['a'] }))).toEqual({ q: ['a'] })
    expect(exportAnswer('q', question, { out: 'dont-know' })).toEqual({ q: ['dont-know'] })
  })
  it('knows that “none” and ways out are not something', () => {
    expect(question.control.isSome({ picked: ['none'] })).toBe(false)
    expect(question.control.isSome({ picked: ['a'] })).toBe(true)
  })
  it.each([[['a', 'none']], [['none', 'dont-know']], [['dont-know', 'b']]])(
    'asks for one or the other: %j',
    (picked) => {
      expect(said(question, { q: picked })).toEqual([expect.stringContaining('on its own')])
    },
  )
  it('asks again for a value that is not there', () => {
    expect(said(question, { q: ['a', 'z'] })).toEqual(['Select from the answers on this page'])
  })
})

describe('a repeat', () => {
  const question = repeat({
    title: 'People',
    groupName: 'Person',
    group: {
      name: text({ title: 'Name' }),
      rel: radios({ title: 'Link', options: { friend: 'Friend' }, out: ['dont-know'] }),
      age: text({ title: 'Age', out: ['dont-know'] }),
    },
  })
  const typed = { 'q-1-name': ['Ann'], 'q-1-rel': ['friend'], 'q-3-name': [''], 'q-4-age-out': ['dont-know'] }
  const groups = [
    { name: { value: 'Ann' }, rel: { value: { picked: ['friend'] } } },
    { age: { out: 'dont-know' as const } },
  ]

  it('takes its groups in order, without the blank ones', () => {
    expect(given(question, typed)).toEqual(value(groups))
  })
  it('is blank with nothing in any group', () => {
    expect(given(question, { 'q-1-name': [''], 'q-2-name': [' '] })).toBeUndefined()
  })
  it('names the field to put right', () => {
    expect(read(question, { 'q-2-name': ['x'.repeat(201)] }).problems).toEqual([
      { field: 'q-2-name', message: 'Use 200 characters or fewer' },
    ])
  })
  it('takes 30 and says so at 31', () => {
    const many = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`q-${i + 1}-name`, ['x']]))
    expect(said(question, many(30))).toEqual([])
    expect(said(question, many(31))).toEqual(['Add 30 or fewer here'])
  })
  it('is written and exported group by group, and shown again from 1', () => {
    expect(writeAnswer(question, value(groups), tell)).toEqual([
      'Person 1\nName: Ann\nLink: Friend',
      'Person 2\nAge: I don’t know',
    ])
    expect(exportAnswer('q', question, value(groups))).toEqual({
      q: [{ name: 'Ann', rel: 'friend' }, { age: 'dont-know' }],
    })
    expect(fillAnswer('q', question, value(groups))).toEqual({
      'q-1-name': ['Ann'],
      'q-1-rel': ['friend'],
      'q-2-age-out': ['dont-know'],
    })
  })
  it('knows its numbers, and renumbers when one is taken away', () => {
    expect(groupNumbers('q', typed)).toEqual([1, 3, 4])
    expect(withoutGroup('q', { ...typed, other: ['x'] }, 1)).toEqual({
      'q-1-name': [''],
      'q-2-age-out': ['dont-know'],
      other: ['x'],
    })
  })
  it('owns the fields of its groups and no others', () => {
    const fields = ['q-1-name', 'q-1-age-out', 'q-12-rel', 'q-1-shoe', 'q-x-name', 'q', 'q-1']
    expect(fields.filter((field) => question.control.owns('q', field))).toEqual([
      'q-1-name',
      'q-1-age-out',
      'q-12-rel',
    ])
  })
})

describe('files', () => {
  const question = files({ title: 'Photos' })
  const photo = { id: '0b6f8f9e-6a35-4f0e-9f43-2b1f1f0c9a11', name: 'photo.jpg', size: 1.5 * 1024 * 1024 }

  it('are never read from a page’s fields', () => {
    expect(read(question, { q: ['photo.jpg'] })).toEqual({ answer: undefined, problems: [] })
  })
  it('are written with name and size', () => {
    expect(writeAnswer(question, value([photo, { ...photo, size: 12 }]), tell)).toEqual([
      'photo.jpg (1.5 MB)',
      'photo.jpg (1 kB)',
    ])
    expect(exportAnswer('q', question, value([photo]))).toEqual({ q: [photo] })
  })
  it('have the limits of the question bank', () => {
    expect([MOST_FILES, MOST_BYTES]).toEqual([20, 10_485_760])
  })
})

describe('every control, whatever is posted', () => {
  const controls: [string, AnyQuestion][] = [
    ['text', text({ title: 'q', out: ['dont-know'] })],
    ['textarea', textarea({ title: 'q', out: ['dont-know'] })],
    ['phone', phone({ title: 'q' })],
    ['email', email({ title: 'q' })],
    ['rough date', roughDate({ title: 'q', out: ['dont-know'] })],
    ['NHS number', nhsNumber({ title: 'q' })],
    ['radios', radios({ title: 'q', options: { a: 'A', b: { label: 'B', text: 'B?' } }, out: ['unsafe'] })],
    [
      'checkboxes',
      checkboxes({ title: 'q', options: { a: 'A', n: { label: 'N', exclusive: true } }, out: ['unsafe'] }),
    ],
    [
      'repeat',
      repeat({
        title: 'q',
        groupName: 'Q',
        group: { name: text({ title: 'n' }), yes: yesNo({ title: 'y' }) },
      }),
    ],
  ]
  const field = fc.constantFrom(
    'q',
    'q-out',
    'q-b-text',
    'q-1-name',
    'q-2-yes',
    'q-0-name',
    '__proto__',
    'constructor',
  )
  const posted = fc.oneof(
    fc.constantFrom(
      '',
      'a',
      'b',
      'n',
      'yes',
      'unsafe',
      'dont-know',
      '27 3 1950',
      '020 7946 0500',
      'a@example.org',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constant('\u202E‮\u0000x'.repeat(1_500)),
  )
  const anything = fc.dictionary(field, fc.array(posted, { maxLength: 3 }), {
    maxKeys: 6,
    noNullPrototype: true,
  })

  it.each(controls)('%s never throws, and reads back what it shows', (_name, question) => {
    fc.assert(
      fc.property(anything, (typed) => {
        const { answer, problems } = read(question, typed)
        if (!answer || problems.length > 0) return
        const again = fillAnswer('q', question, answer)
        expect(Object.keys(again).every((one) => question.control.owns('q', one) || one === 'q-out')).toBe(
          true,
        )
        expect(read(question, again).answer).toEqual(answer)
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
        expect(writeAnswer(question, answer, tell).length).toBeGreaterThan(0)
        expect(Object.keys(exportAnswer('q', question, answer))).toContain('q')
      }),
    )
  })
})
