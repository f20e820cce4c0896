import { Temporal } from 'temporal-polyfill'
import { type ChargingRates, chargingRates } from '#src/settings/charging-rates.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import { isUnusable, nextApril, rateNames, ratesToSettle } from '#src/domain/charging/rates.ts'

const whyInWords = {
  missing: 'no row',
  unknown: 'amount not known',
  'not-verified': 'not verified',
  'second-hand': 'second-hand',
} as const

/** What is missing or not verified on a day and in next April, a line each, fit to print. */
export function reportOf({ policy, rates }: ChargingRates, on: string): readonly string[] {
  const years = [on, nextApril(rates, on)].flatMap((day) => {
    const toSettle = ratesToSettle(rates, day)
    const unusable = toSettle.filter(isUnusable).length
    const secondHand = toSettle.length - unusable
    const heading = [
      `Rates on ${day}:${toSettle.length === 0 ? ' all verified.' : ''}`,
      ...(unusable > 0
        ? [`${unusable} cannot be used. Whoever they concern is told that a worker will work it out.`]
        : []),
      ...(secondHand > 0
        ? [`${secondHand} second-hand. Estimates use them and say so; no charge is decided by them.`]
        : []),
    ].join(' ')
    const rows = toSettle.map(({ name, why, row }) => {
      const { label, law } = rateNames[name]
      const amount = row?.amount == null ? '' : ` (${inPounds(row.amount)} in the file)`
      return `  ${name}: ${label}, ${law}: ${whyInWords[why]}${amount}${row ? `. ${row.howChecked}` : ''}`
    })
    return [heading, ...rows]
  })
  return [
    ...years,
    policy.confirmedByCouncil
      ? 'The council’s own rules: confirmed.'
      : 'The council’s own rules (percentage, most and least a week, short stays) are not confirmed by the council.',
  ]
}

if (import.meta.main) {
  const today = Temporal.Now.plainDateISO('Europe/London').toString()
  process.stdout.write(`${reportOf(chargingRates, today).join('\n')}\n`)
}
