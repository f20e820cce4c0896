import { describe, expect, it } from 'vitest'
import { chargingRates } from '#src/charging-rates.ts'
import { estimateAsText } from '#src/components/charging/sheet-as-text.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import { gets, IN_2026, known, nothing, ownHome, policy, savings } from '#tests/fixtures/charging.ts'

const r2 = estimate({
  circumstancesOn: () => ({
    ...nothing,
    setting: known('care-home'),
    home: known(ownHome()),
    savings: known([savings(12_000_00)]),
    benefits: known([gets('state-pension', 241_30)]),
    careCost: known(1_050_00),
  }),
  rates: chargingRates.rates,
  policy,
  on: IN_2026,
})

describe('an estimate as text', () => {
  it('has every line open, with what would change it', () => {
    const text = estimateAsText(r2, null, false)
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
    const { lines } = r2.now
    const later = r2.now.afterTwelveWeeks?.sheet.lines ?? []
    expect(text.match(/What would change it\?/g)).toHaveLength(lines.length + later.length)
    expect(text).toContain('You may be asked to pay £209.50 a week.')
    expect(text).toContain('After the first 12 weeks\r\n------------------------')
    expect(text).toContain('You may be asked to pay for all of your care: £1,050 a week.')
    expect(text).toContain('This is an estimate, not a decision.')
    expect(text).not.toContain('“you” means')
  })

  it('is there in Easy Read, and says whose money it is', () => {
    const text = estimateAsText(r2, 'Edna', true)
    expect(text).toContain('    What can change it? It changes if you get more or less.')
    expect(text).not.toContain('The law')
    expect(text).toContain('Here, “you” means Edna.')
  })

  it('of one stored before it was said leaves out what would change a line', () => {
    const lines = r2.now.lines.map(({ changes: _, ...line }) => line)
    const stored = { ...r2, now: { ...r2.now, lines, afterTwelveWeeks: null } }
    expect(estimateAsText(stored, null, false)).not.toContain('What would change it?')
  })
})
