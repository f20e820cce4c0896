import type { RateRow } from './rates.ts'
import type { Sheet } from './sheet.ts'

/** What staff may decide about a charge, with what each is called at the desk. */
export const chargeOutcomes = {
  charge: 'They pay what the sheet comes to',
  nothing: 'They pay nothing',
  'full-cost': 'They pay for all of their care',
  'need-more': 'We cannot decide yet: we need more from them',
} as const
export type ChargeOutcome = keyof typeof chargeOutcomes

/**
 * What a sheet leaves open to decide. A sum is decided as it was worked out or not at all: another figure needs
 * an amendment first, which says why.
 */
export function chargeOutcomesFor({ result }: Pick<Sheet, 'result'>): readonly ChargeOutcome[] {
  switch (result.is) {
    case 'charge':
      return [result.pence === 0 ? 'nothing' : 'charge', 'need-more']
    case 'free':
      return ['nothing', 'need-more']
    case 'full-cost':
      return ['full-cost', 'need-more']
    case 'cannot-work-out':
      return ['need-more']
    case 'for-a-person':
      if (result.why === 'light-touch') return ['full-cost', 'nothing', 'need-more']
      return result.why === 'refused' ? ['full-cost', 'need-more'] : ['need-more']
  }
}

/** Whether an outcome is one that something is paid with, so that it needs a day to start on. */
export const isPaid = (outcome: ChargeOutcome): boolean => outcome === 'charge' || outcome === 'full-cost'

/**
 * The rates that a sheet is worked out again with: the rows it was made with stay, and fill up with rows that
 * were not there, or could not be used, when it was made.
 */
export const ratesToRework = (kept: readonly RateRow[], now: readonly RateRow[]): readonly RateRow[] => [
  ...kept,
  ...now.filter(
    (row) => !kept.some((one) => one.name === row.name && one.from <= row.to && row.from <= one.to),
  ),
]

/** One line of two sheets, side by side; null where a sheet has no such line. */
export interface LinePair {
  readonly id: string
  readonly label: string
  readonly before: Sheet['lines'][number] | null
  readonly after: Sheet['lines'][number] | null
}

/** The lines of two sheets, side by side, in the order of the second; what only the first has stands where it was. */
export function besideEachOther(before: Sheet, after: Sheet): readonly LinePair[] {
  const afterIds = new Set(after.lines.map(({ id }) => id))
  const pairs: LinePair[] = after.lines.map((line) => ({
    id: line.id,
    label: line.label,
    before: before.lines.find(({ id }) => id === line.id) ?? null,
    after: line,
  }))
  before.lines.forEach((line, at) => {
    if (afterIds.has(line.id)) return
    const previous = before.lines[at - 1]
    const place = previous ? pairs.findIndex(({ id }) => id === previous.id) + 1 : 0
    pairs.splice(place, 0, { id: line.id, label: line.label, before: line, after: null })
  })
  return pairs
}
