/** How often an amount of money comes or goes. */
export type Every = 'week' | '2-weeks' | '4-weeks' | 'month' | 'year' | 'one-off'

/** An amount in whole pence, and how often. */
export interface Money {
  readonly pence: number
  readonly every: Every
}

/**
 * Which way a fraction of a penny goes. It always goes the person's way: what they have is rounded down, what
 * they spend is rounded up.
 */
export type Rounding = 'down' | 'up'

/** A part of an amount: `pence × times ÷ by`, whole pence. All are whole numbers, so nothing is lost before the rounding. */
export function part(pence: number, times: number, by: number, rounding: Rounding): number {
  const whole = BigInt(pence) * BigInt(times)
  const most = rounding === 'up' ? (whole + BigInt(by) - 1n) / BigInt(by) : whole / BigInt(by)
  return Number(most)
}

// A year is 52 weeks, as in regulation 32 of the Income Support (General) Regulations 1987.
const weekly = {
  week: { times: 1, by: 1, name: 'a week' },
  '2-weeks': { times: 1, by: 2, name: 'every 2 weeks' },
  '4-weeks': { times: 1, by: 4, name: 'every 4 weeks' },
  month: { times: 12, by: 52, name: 'a month' },
  year: { times: 1, by: 52, name: 'a year' },
} as const

/** An amount as it comes to a week, and the sum in words. */
export interface Weekly {
  readonly pence: number
  readonly sum: string
}

/**
 * An amount by the week, worked out once: a year is 52 weeks and 12 months, and a fraction of a penny goes the
 * way given. Nothing for a one-off, which is no weekly money.
 */
export function weeklyOf({ pence, every }: Money, rounding: Rounding): Weekly | null {
  if (every === 'one-off') return null
  const { times, by, name } = weekly[every]
  const week = part(pence, times, by, rounding)
  const parts = [inPounds(pence), times > 1 ? `× ${times}` : '', `÷ ${by}`].filter(Boolean).join(' ')
  return {
    pence: week,
    sum:
      every === 'week'
        ? `${inPounds(pence)} a week.`
        : `${inPounds(pence)} ${name}. By the week this is ${parts} = ${inPounds(week)}.`,
  }
}

/** Pence as a person reads them: "£15,100", "£241.30". */
export function inPounds(pence: number): string {
  const whole = Math.floor(pence / 100).toLocaleString('en-GB')
  return pence % 100 === 0 ? `£${whole}` : `£${whole}.${String(pence % 100).padStart(2, '0')}`
}
