import { type ChargeRateName, type RateRow, rateNames, rateOn, usableRate } from './rates.ts'
import { rateInPlainWords } from './rate-words.ts'

/** What would change a line: one short sentence for a kind of line, in plain words and in Easy Read. */
export interface WouldChange {
  readonly words: string
  readonly easyRead: string
}

/** Of what is left to a worker. */
export const A_WORKER_CAN_CHANGE: WouldChange = {
  words: 'What a worker finds out can change this.',
  easyRead: 'A worker can change this.',
}

/** Of a rule that the council made itself. */
export const COUNCIL_CAN_CHANGE: WouldChange = {
  words: 'The council can change this rule of its own.',
  easyRead: 'The council can change this.',
}
export const COUNCILS_OWN = 'The council’s own rule'

export type Treatment = 'counted' | 'partly' | 'ignored' | 'not-yet'

/** One line of the sheet. The sheet speaks to the person whose care it is. */
export interface Line {
  /** Stays the same for the same circumstances, whatever the order of the answers. */
  readonly id: string
  readonly part: 'free' | 'savings' | 'income' | 'costs' | 'keep' | 'limits'
  readonly label: string
  /** What it comes to a week, in pence; null when it has no weekly amount, or none that is known. */
  readonly pence: number | null
  /** What it adds to the charge (a minus takes off), in pence; null while it cannot be worked out. */
  readonly effect: number | null
  /**
   * Where `effect` is not known: what it adds to the charge at most, in pence (a minus takes off). Left out it is
   * nothing. Only where every doubt that stops the sheet can do no more than lower the charge is there a ceiling.
   */
  readonly atMost?: number
  /** Savings and property: what of it may be counted, in pence; `high` is null when it is not known. */
  readonly capital: CapitalRange | null
  /** How it was worked out, a sentence each, with the sums. */
  readonly working: readonly string[]
  readonly easyRead: string
  /** A sheet stored before this was said does not have it. */
  readonly changes?: WouldChange
  readonly law: string
  /** `not-yet` is for a worker to decide, or not known. */
  readonly treatment: Treatment
  /** Ids of the answers it came from. */
  readonly from: readonly string[]
}

export interface CapitalRange {
  readonly low: number
  readonly high: number | null
}

/** Something the sheet is not sure of, told to the person. */
export interface Unsure {
  readonly code: string
  /** An answer that is missing, something a person has to judge, or a rate that is not known. */
  readonly kind: 'answer' | 'judgement' | 'rate'
  readonly words: string
  readonly easyRead: string
  /** Whether it keeps the result from being worked out. */
  readonly blocks: boolean
  /** It stops the sum, but whatever comes of it, the charge is no more than the lines say at most. */
  readonly lowersOnly?: boolean
  readonly from: readonly string[]
  /** The rate that is not known, when it is one. */
  readonly rate: ChargeRateName | null
}

/** Something staff are told. */
export interface StaffNote {
  readonly kind: 'rate' | 'rule' | 'answer' | 'judgement'
  readonly words: string
  readonly from: readonly string[]
}

/**
 * Whether a doubt stops the sum: not at all; or the exact sum only, since it can do no more than lower the charge from
 * what the lines say `atMost`; or any sum.
 */
export type Stops = false | 'exact-sum' | true

export const CANNOT_YET = 'We cannot work this part out yet. A worker will.'

type LineDraft = Omit<Line, 'capital' | 'pence' | 'effect' | 'changes'> &
  Partial<Pick<Line, 'capital' | 'pence' | 'effect' | 'atMost'>> &
  Required<Pick<Line, 'changes'>>

/** Where the parts of a sheet write down what they find. One per sheet, never shared. */
export interface Workings {
  readonly lines: Line[]
  readonly unsure: Unsure[]
  readonly staff: StaffNote[]
  readonly rates: RateRow[]
  line(draft: LineDraft): void
  /** An answer that is missing. `what` follows "We need to know". It stops any sum unless `stops` says less. */
  missing(code: string, what: string, from: readonly string[], stops?: Stops): void
  /** Something a person has to judge. */
  judge(code: string, words: string, easyRead: string, from: readonly string[], stops: Stops): void
  /** A rule used here whose text nobody has checked. */
  ruleToCheck(words: string): void
  /**
   * The amount of a rate in pence; null, and reported, when none is known that may be used. It stops any sum unless
   * `stops` says less. Staff are told of a second-hand one.
   */
  rate(name: ChargeRateName, stops?: Stops): number | null
  /** The same, where nothing depends on it but a doubt: not reported, and not kept as one that was used. */
  rateIfKnown(name: ChargeRateName): number | null
}

/** An empty sheet, for the rates of a day. */
export function openWorkings(table: readonly RateRow[], on: string): Workings {
  const workings: Workings = {
    lines: [],
    unsure: [],
    staff: [],
    rates: [],
    line(draft) {
      workings.lines.push({ capital: null, pence: null, effect: null, ...draft })
    },
    missing(code, what, from, stops = true) {
      workings.unsure.push({
        code,
        kind: 'answer',
        words: `We need to know ${what}. A worker will ask you.`,
        easyRead: 'We need one more answer. A worker will ask you.',
        ...stopping(stops),
        from,
        rate: null,
      })
      workings.staff.push({ kind: 'answer', words: `Not known: ${what}.`, from })
    },
    judge(code, words, easyRead, from, stops) {
      const doubt = { code, kind: 'judgement', words, easyRead, from, rate: null } as const
      workings.unsure.push({ ...doubt, ...stopping(stops) })
      workings.staff.push({ kind: 'judgement', words, from })
    },
    ruleToCheck(words) {
      const isThere = workings.staff.some((note) => note.words === words)
      if (!isThere) workings.staff.push({ kind: 'rule', words, from: [] })
    },
    rateIfKnown: (name) => usableRate(table, name, on)?.amount ?? null,
    rate(name, stops = true) {
      const row = usableRate(table, name, on)
      const { label, law } = rateNames[name]
      if (row) {
        if (!workings.rates.includes(row)) {
          workings.rates.push(row)
          if (row.checked === 'second-hand')
            workings.staff.push({
              kind: 'rate',
              words: `${label} (${law}) is second-hand for ${on}: ${row.source}.`,
              from: [],
            })
        }
        return row.amount
      }
      if (workings.unsure.some((one) => one.rate === name)) return null
      const found = rateOn(table, name, on)?.checked === 'not-verified' ? 'not verified' : 'not known'
      workings.unsure.push({
        code: `rate-${name}`,
        kind: 'rate',
        ...rateInPlainWords(name),
        ...stopping(stops),
        from: [],
        rate: name,
      })
      workings.staff.push({ kind: 'rate', words: `${label} (${law}) is ${found} for ${on}.`, from: [] })
      return null
    },
  }
  return workings
}

const stopping = (stops: Stops): Pick<Unsure, 'blocks' | 'lowersOnly'> => ({
  blocks: stops !== false,
  ...(stops === 'exact-sum' ? { lowersOnly: true } : {}),
})

/** Whether something keeps the result from being worked out. */
export const isBlocked = ({ unsure }: Pick<Workings, 'unsure'>): boolean =>
  unsure.some(({ blocks }) => blocks)

/** What the lines come to so far, in pence. */
export const sumOf = ({ lines }: Pick<Workings, 'lines'>): number =>
  lines.reduce((sum, { effect }) => sum + (effect ?? 0), 0)

/** The same order whatever order the answers came in, and a name for each that stays with it. */
export function inOrder<T extends { readonly kind: string; readonly from: readonly string[] }>(
  items: readonly T[],
  amount: (item: T) => unknown,
): readonly { readonly item: T; readonly key: string }[] {
  const sorted = items
    .map((item) => ({ item, by: JSON.stringify([item.kind, amount(item), item.from]) }))
    .toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
  const seen = new Map<string, number>()
  return sorted.map(({ item }) => {
    const count = (seen.get(item.kind) ?? 0) + 1
    seen.set(item.kind, count)
    return { item, key: count === 1 ? item.kind : `${item.kind}-${count}` }
  })
}
