import { describe, expect, it } from 'vitest'
import { chargingRates } from '#src/charging-rates.ts'
import { estimateAsText } from '#src/components/charging/sheet-as-text.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import { IN_2026, nothing, policy, r2 } from '#tests/fixtures/charging.ts'

const made = estimate({
  circumstancesOn: () => ({ ...nothing, ...r2 }),
  rates: chargingRates.rates,
  policy,
  on: IN_2026,
})

describe('an estimate as text', () => {
  it('has every line open, with what would change it', () => {
    const text = estimateAsText(made, null, false)
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

  it('is there in Easy Read, and says whose money it is', () => {
    const text = estimateAsText(made, 'Edna', true)
    expect(text).toContain('    What can change it? It changes if you get more or less.')
    expect(text).not.toContain('The law')
    expect(text).toContain('Here, “you” means Edna.')
  })

  it('of one stored before it was said leaves out what would change a line', () => {
    const lines = made.now.lines.map(({ changes: _, ...line }) => line)
    const stored = { ...made, now: { ...made.now, lines, afterTwelveWeeks: null } }
    expect(estimateAsText(stored, null, false)).not.toContain('What would change it?')
  })
})
