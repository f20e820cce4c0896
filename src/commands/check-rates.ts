import { Temporal } from 'temporal-polyfill'
import { type ChargingRates, chargingRates } from '#src/settings/charging-rates.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import { nextApril, rateNames, ratesToSettle } from '#src/domain/charging/rates.ts'

const whyInWords = {
  missing: 'no row',
  unknown: 'amount not known',
  'not-verified': 'not verified',
} as const

/** What is missing or not verified on a day and on the next 6 April, a line each, fit to print. */
export function reportOf({ policy, rates }: ChargingRates, on: string): readonly string[] {
  const years = [on, nextApril(on)].flatMap((day) => {
    const toSettle = ratesToSettle(rates, day)
    const heading =
      toSettle.length === 0
        ? `Rates on ${day}: all verified.`
        : `Rates on ${day}: ${toSettle.length} cannot be used. Whoever they concern is told that a worker will work it out.`
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
