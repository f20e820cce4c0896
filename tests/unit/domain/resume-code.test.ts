import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inStyle } from '#src/forms/engine/words.ts'
import { secretWords } from '#src/services/filling-in/secret-problems.ts'
import {
  draftNumber,
  newResumeCode,
  problemWithSecret,
  readDraftNumber,
  readResumeCode,
  saidAloud,
  secretAsKept,
} from '#src/domain/resume-code.ts'

describe('the code', () => {
  test('is three groups of four, from sixteen signs nobody mistakes: 48 bits', () => {
    const seen = new Set<number>()
    const code = newResumeCode((below) => {
      seen.add(below)
      return randomInt(below)
    })
    expect(code).toMatch(/^[2-9KMPQRWXY]{4}(-[2-9KMPQRWXY]{4}){2}$/)
    expect([...seen]).toEqual([16])
    expect(12 * Math.log2(16)).toBeGreaterThanOrEqual(40)
  })

  test('uses every sign, and the same numbers give the same code', () => {
    let next = 0
    const counting = () => newResumeCode((below) => next++ % below)
    expect(`${counting()}${counting()}`.replaceAll('-', '')).toBe('23456789KMPQRWXY23456789')
    next = 0
    expect(counting()).toBe('2345-6789-KMPQ')
  })

  test('is read however it is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(15), { minLength: 12, maxLength: 12 }), (numbers) => {
        let at = 0
        const code = newResumeCode(() => numbers[at++] ?? 0)
        for (const typed of [
          code,
          code.toLowerCase(),
          ` ${code.replaceAll('-', ' ')} `,
          code.replaceAll('-', '–'),
        ]) {
          expect(readResumeCode(typed)).toBe(code)
        }
      }),
    )
  })

  test.each([
    ['seen for another: 8 as B, 5 as S, 2 as Z, 6 as G', 'bsZg-4567-89KM', '8526-4567-89KM'],
    ['heard for another: M as N, K as J', 'NJ22-2222-2222', 'MK22-2222-2222'],
    ['full-width, as some keyboards write', '２３４５-6789-KMPQ', '2345-6789-KMPQ'],
  ])('%s', (_, typed, code) => expect(readResumeCode(typed)).toBe(code))

  test.each(['', '2345-6789-KMP', '2345-6789-KMPQ2', '2345-6789-KMP0', 'K7H-4PX-9RD', 'ß'.repeat(12)])(
    '%j is none',
    (typed) => expect(readResumeCode(typed)).toBeUndefined(),
  )

  test('can be read out', () => {
    expect(saidAloud('7KM2-R4WX-93PQ')).toEqual([
      '7, K for Kilo, M for Mike, 2',
      'R for Romeo, 4, W for Whisky, X for X-ray',
      '9, 3, P for Papa, Q for Quebec',
    ])
  })
})

describe('the draft number', () => {
  test('is eight signs of a code, and finds every id that begins as the draft’s does, and no other', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), fc.uuid({ version: 4 }), (id, other) => {
        const number = draftNumber(id)
        expect(number).toMatch(/^[2-9KMPQRWXY]{4}-[2-9KMPQRWXY]{4}$/)
        const ids = readDraftNumber(` ${number.toLowerCase().replace('-', ' ')}`)
        const isWithin = (one: string) => ids !== undefined && one >= ids.first && one <= ids.last
        expect(isWithin(id)).toBe(true)
        expect(isWithin(other)).toBe(other.slice(0, 8) === id.slice(0, 8))
      }),
    )
    expect(draftNumber('0189abcd-7777-4777-8777-777777777777')).toBe('23KM-PQRW')
  })

  test('is none of what a code or a reference is', () => {
    for (const typed of ['', '7KM2-R4WX-93PQ', 'K7H-4PX-9RD', '7KM2-R4W', '7KM2-R4WU']) {
      expect(readDraftNumber(typed), typed).toBeUndefined()
    }
    expect(readResumeCode('7KM2-R4WX')).toBeUndefined()
  })
})

describe('the word or number chosen with it', () => {
  test.each([
    ['Teapot', 'teapot'],
    [' blue  Teapot ', 'blueteapot'],
    ['40 82 19', '408219'],
    ['ÉCLAIR', 'éclair'],
    ['ｔｅａ', 'tea'],
  ])('%j is compared as %j', (typed, kept) => expect(secretAsKept(typed)).toBe(kept))

  test.each(['teapot', '408219', '40 82 19', 'кошка', '茶茶茶杯', 'abca', '🙂🙃🙂🙃', 'x1y2'])(
    '%j will do',
    (typed) => expect(problemWithSecret(typed)).toBeUndefined(),
  )

  test.each([
    ['   ', 'blank', 'Enter a word or a 6-digit number', 'Write a word. Or write 6 numbers.'],
    [
      '4082',
      'few-figures',
      'Enter a number with 6 figures or more',
      'That is too short. Write 6 numbers or more.',
    ],
    [
      'tea',
      'few-letters',
      'Enter a word with 4 letters or more',
      'That is too short. Write a word with 4 letters or more.',
    ],
    [
      'x'.repeat(65),
      'too-long',
      'Use 64 letters or figures or fewer',
      'That is too long. Use 64 letters or numbers at most.',
    ],
    ...['123456', '987654', 'aaaaaa', 'Abcd'].map(
      (typed) =>
        [
          typed,
          'easy-to-guess',
          'Choose something harder to guess than 123456',
          'That is easy to guess. Choose something harder.',
        ] as const,
    ),
  ] as const)('%j is %s', (typed, problem, plain, easy) => {
    expect(problemWithSecret(typed)).toBe(problem)
    expect([inStyle(secretWords[problem], false), inStyle(secretWords[problem], true)]).toEqual([plain, easy])
  })
})
