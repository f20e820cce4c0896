import type { Sheet } from './sheet.ts'

/** What a charge from another day than the request asks of whoever decides it. */
export interface Backdated {
  /** It starts before the form was sent: they may not have known that they would be charged. */
  readonly isBeforeRequest: boolean
  /** Its rates are of another year than the amounts that were told: those do not move with the day. */
  readonly isOtherYear: boolean
}

/**
 * Whether a charge would be backdated, or mix the amounts of two years. The Ombudsman has found fault over charges that
 * people were not told of (lgo.org.uk, 24 018 266).
 * @param day that it starts on, and @param sentOn the day the form was sent, both like 2026-12-01.
 * @param sheet of the day it starts on.
 */
export const backdatedFrom = (day: string, sentOn: string, { rates }: Pick<Sheet, 'rates'>): Backdated => ({
  isBeforeRequest: day < sentOn,
  isOtherYear: rates.some(({ from, to }) => to < sentOn || sentOn < from),
})
