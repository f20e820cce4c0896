import { describe, expect, it } from 'vitest'
import {
  besideEachOther,
  type ChargeOutcome,
  chargeOutcomes,
  chargeOutcomesFor,
  ratesToRework,
} from '#src/domain/charging/determination.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import {
  type ChargeLetter,
  type LetterFacts,
  letterFormatFor,
  type LetterFormat,
  onlyDifferent,
  writeChargeLetter,
} from '#src/forms/charge-letter.ts'
import { wantedProofs } from '#src/forms/financial/last.ts'
import { known, madeUp, sheetOf } from '#tests/fixtures/charging.ts'
import { easyReadFindings, figuresOf, findingsInStrings, inWords, OLDEST } from '#tests/support/reading.ts'
import type { ReadString } from '#tests/support/read-strings.ts'

const outcomes = Object.keys(chargeOutcomes) as ChargeOutcome[]

const letter = (format: LetterFormat, outcome: ChargeOutcome, more: Partial<LetterFacts> = {}) =>
  writeChargeLetter({
    format,
    outcome,
    sheet: sheetOf({}),
    why: 'You have more than you need to keep.',
    payFrom: '1 December 2026',
    changed: [],
    wanted: outcome === 'need-more' ? wantedProofs.map(({ words }) => words) : [],
    to: ['Ann Example', '1 Example Street'],
    name: 'Ann',
    from: ['Alderbrook Council'],
    date: 'Monday 23 November 2026',
    phone: '020 7946 0100',
    textPhone: '07700 900100',
    answerWithin: '10 working days',
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

  it.each(outcomes)('%s is easy to read', (outcome) => {
    const texts = saidIn(letter('plain', outcome, { changed }))
    const strings: ReadString[] = texts.map((text, at) => ({
      text,
      voice: 'you',
      form: 'charge letter',
      page: outcome,
      what: String(at),
    }))
    expect(findingsInStrings(strings).map(inWords).join('\n')).toBe('')
    expect(figuresOf(strings).age).toBeLessThanOrEqual(OLDEST)
  })

  it.each(outcomes)('%s is Easy Read', (outcome) => {
    const findings = saidIn(letter('easy-read', outcome, { changed })).flatMap((text) =>
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
  const result = (of: object) => ({ result: of }) as Pick<Sheet, 'result'>
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
})

describe('working it out again', () => {
  it('keeps the rows that were used and takes others as they are now', () => {
    const [first, second] = madeUp
    if (!first || !second) throw new Error('No rates')
    const raised = { ...first, amount: (first.amount ?? 0) + 100 }
    expect(ratesToRework([first], [raised, second])).toEqual([first, second])
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
