import { describe, expect, it } from 'vitest'
import { chargingRates } from '#src/settings/charging-rates.ts'
import { estimateAsText } from '#src/components/charging/sheet-as-text.ts'
import { helpInWords } from '#src/components/charging/sheet-words.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import { IN_2026, MADE_UP_DAY, madeUp, nothing, policy, r2 } from '#tests/fixtures/charging.ts'

const made = estimate({
  circumstancesOn: () => ({ ...nothing, ...r2 }),
  rates: chargingRates.rates,
  policy,
  on: IN_2026,
})

const PHONE = '020 7946 0100'

describe('an estimate as text', () => {
  it('says that second-hand amounts are still being checked, and nothing where all are verified', () => {
    expect(estimateAsText(made, null, false, PHONE)).toContain('We are still checking some of the amounts')
    expect(estimateAsText(made, null, true, PHONE)).toContain('We are still checking some of the numbers.')
    const verified = estimate({
      circumstancesOn: () => ({ ...nothing, ...r2 }),
      rates: madeUp,
      policy,
      on: MADE_UP_DAY,
    })
    expect(estimateAsText(verified, null, false, PHONE)).not.toContain('still checking')
  })

  it('has every line open, with what would change it', () => {
    const text = estimateAsText(made, null, false, PHONE)
    expect(text).toContain(
      [
        '  State Pension: +£241.30',
        '    Counted.',
        '    £241.30 a week.',
        '    All of it is counted.',
        '    What would change it? It changes when what you get changes.',
        '    The law: Regulation 13',
      ].join('\r\n'),
    )
    const { lines } = made.now
    const later = made.now.afterTwelveWeeks?.sheet.lines ?? []
    expect(text.match(/What would change it\?/g)).toHaveLength(lines.length + later.length)
    expect(text).toContain('You may be asked to pay £209.50 a week.')
    expect(text).toContain('After the first 12 weeks\r\n------------------------')
    expect(text).toContain('You may be asked to pay for all of your care: £1,050 a week.')
    expect(text).toContain('This is an estimate, not a decision.')
    expect(text).not.toContain('“you” means')
  })

  it('says how to ask a person, how to pay later, and when the council might start to help', () => {
    const text = estimateAsText(made, null, false, PHONE)
    expect(text).toContain('or to ask us to look at it again, ring 020 7946 0100.')
    const [before, after = ''] = text.split('After the first 12 weeks')
    expect(before).not.toContain('Paying later')
    expect(after).toContain('\r\nPaying later\r\n  You may not have to sell your home now.\r\n')
    expect(after).toContain('This is called a deferred payment.')
    expect(after).toContain('  The law: Care Act 2014, section 34; SI 2014/2671')
    const { helpMayStart } = made.now.afterTwelveWeeks?.sheet ?? {}
    if (!helpMayStart) throw new Error('Nothing says when help may start')
    expect(after).toContain('When might the council start to help?')
    for (const words of helpInWords(helpMayStart, false)) expect(after).toContain(`  ${words}`)
    for (const words of helpMayStart.assumptions) expect(after).toContain(`  - ${words}`)
    const easy = estimateAsText(made, null, true, PHONE)
    expect(easy).toContain('You can ask a person. Ring 020 7946 0100.')
    expect(easy).toContain('You may be able to pay later. Ask us how.')
    expect(easy).toContain('When might we help to pay?')
    expect(easy).not.toContain('took as given')
  })

  it('says why another sheet than the first gives no exact sum', () => {
    const because = [
      {
        words: 'We need to know what rent you pay. A worker will ask you.',
        easyRead: 'We need one more answer.',
      },
    ]
    const result = { ...made.now.result, is: 'cannot-work-out', pence: null, why: ['rent'], because } as const
    const later = made.now.afterTwelveWeeks
    if (!later) throw new Error('Nothing follows the 12 weeks')
    const now = { ...made.now, afterTwelveWeeks: { ...later, sheet: { ...later.sheet, result } } }
    const next = { from: '2027-04-06', sheet: { ...now, result } }
    const text = estimateAsText({ ...made, now, next }, null, false, PHONE)
    expect(text.split('Why we cannot say exactly yet:\r\n- We need to know what rent you pay.')).toHaveLength(
      4,
    )
    const easy = estimateAsText({ ...made, now, next }, null, true, PHONE)
    expect(easy).toContain('We do not know this yet:\r\n- We need one more answer.')
    // One stored before reasons were kept has none.
    const { because: _, ...before } = result
    const stored = { ...made, now: { ...now, result: before } }
    expect(estimateAsText(stored, null, false, PHONE)).toContain('After the first 12 weeks')
  })

  it('says what of the next year is still this year’s', () => {
    const next = { from: '2027-04-06', sheet: made.now, thisYears: ['State Pension', 'Rent'] }
    expect(estimateAsText({ ...made, next }, null, false, PHONE)).toContain(
      'These are still this year’s amounts: State Pension, Rent.\r\nThey may go up in April.',
    )
    expect(estimateAsText({ ...made, next }, null, true, PHONE)).toContain('What you get may go up in April.')
    // One stored before it was said has no such line.
    const { thisYears: _, ...before } = next
    expect(estimateAsText({ ...made, next: before }, null, false, PHONE)).not.toContain('still this year’s')
  })

  it('is there in Easy Read, and says whose money it is', () => {
    const text = estimateAsText(made, 'Edna', true, PHONE)
    expect(text).toContain('    What can change it? It changes if you get more or less.')
    expect(text).not.toContain('The law')
    expect(text).toContain('Here, “you” means Edna.')
  })

  it('of one stored before it was said leaves out what would change a line', () => {
    const lines = made.now.lines.map(({ changes: _, ...line }) => line)
    const stored = { ...made, now: { ...made.now, lines, afterTwelveWeeks: null } }
    expect(estimateAsText(stored, null, false, PHONE)).not.toContain('What would change it?')
  })
})
