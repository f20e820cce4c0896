import type { Setting } from '#src/domain/charging/circumstances.ts'
import { type ChargeOutcome, isPaid } from '#src/domain/charging/determination.ts'
import { allowanceInWords } from '#src/domain/last-day.ts'
import type { Allowance } from '#src/domain/service-clocks.ts'
import { twin, type Words } from '../engine/words.ts'

/** Ways to pay a bill that a council may offer. */
export const payWays = {
  'direct-debit': 'Direct Debit',
  'bank-transfer': 'From your bank',
  'card-by-phone': 'With a card, by phone',
  'card-online': 'With a card, on our website',
  'pay-point': 'At a post office or a shop',
  cheque: 'With a cheque',
} as const satisfies Readonly<Record<string, Words>>
export type PayWay = keyof typeof payWays

/** Whose care a council sends bills for: care in a setting, or the care of those who pay for all of it. */
export const billedFor = ['home', 'care-home', 'short-stay', 'full-cost'] as const satisfies readonly (
  | Setting
  | 'full-cost'
)[]

/** What becomes of a charge while the council looks at it again. */
export const meanwhiles = {
  /** Only for a council that pays back what was too much. */
  'pay-and-pay-back': twin(
    'Please go on paying while we look. If you paid too much, we pay it back.',
    'Please keep paying. Did you pay too much? We will give it back.',
  ),
  'need-not-pay': twin(
    'You do not have to pay this charge while we look. You may have to pay it after that.',
    'You do not need to pay while we look. You may need to pay after.',
  ),
} as const satisfies Readonly<Record<string, Words>>
export type Meanwhile = keyof typeof meanwhiles

/** What of a notice of a charge only the council knows. Whatever is left out is left out of the letter. */
export interface ChargeNotice {
  readonly bill?:
    | {
        readonly covers: readonly (typeof billedFor)[number][]
        readonly every: Allowance
        readonly payWithin: Allowance
        readonly ways: readonly PayWay[]
        /** Whom to ask about a bill. */
        readonly phone: string
      }
    | undefined
  /** How long after the day it is paid from, at most, the charge is looked at again. */
  readonly reviewWithin?: Allowance | undefined
  readonly whileLookingAgain?: Meanwhile | undefined
  /** Who gives advice, and is no part of the council. */
  readonly advice?: readonly { readonly name: string; readonly phone: string }[] | undefined
}

/** What of the notice a letter can say. */
export interface NoticeFacts {
  readonly bill: {
    readonly every: string
    readonly payWithin: string
    readonly ways: readonly PayWay[]
    readonly phone: string
  } | null
  /** The day, in words, by which we look at the charge again. */
  readonly reviewBy: string | null
  readonly whileLookingAgain: Meanwhile | null
  readonly advice: readonly { readonly name: string; readonly phone: string }[]
}

/** What of a decided charge the notice depends on. */
export interface NoticeOf {
  readonly outcome: ChargeOutcome
  /** A week, where an amount is decided. */
  readonly pence: number | null
  readonly setting: Setting | null
}

const asksForMoney = ({ outcome, pence }: NoticeOf): boolean => isPaid(outcome) && pence !== 0

const isBilled = ({ bill }: ChargeNotice, { outcome, setting }: NoticeOf): boolean =>
  bill?.covers.some((one) => one === (outcome === 'full-cost' ? 'full-cost' : setting)) === true

/**
 * What the letter about a charge says of bills, reviews and advice. Nothing here is guessed: what the council has not
 * set is null, and `missingInNotice` tells staff.
 * @param reviewBy the day, in words, that `reviewWithin` comes to.
 */
export function noticeFacts(
  notice: ChargeNotice | undefined,
  of: NoticeOf,
  reviewBy: string | null,
): NoticeFacts {
  const { bill, whileLookingAgain, advice } = notice ?? {}
  return {
    bill:
      notice && bill && asksForMoney(of) && isBilled(notice, of)
        ? {
            every: everyInWords(bill.every),
            payWithin: allowanceInWords(bill.payWithin),
            ways: bill.ways,
            phone: bill.phone,
          }
        : null,
    reviewBy: of.outcome === 'need-more' ? null : reviewBy,
    whileLookingAgain: asksForMoney(of) ? (whileLookingAgain ?? null) : null,
    advice: advice ?? [],
  }
}

/** "4 weeks"; "week" for one. */
const everyInWords = (every: Allowance): string => allowanceInWords(every).replace(/^1 /, '')

/**
 * What a letter about a charge leaves out because the council has not set it, for staff, each with its setting.
 * @param of the charge; left out, whatever any letter would leave out.
 */
export function missingInNotice(notice: ChargeNotice | undefined, of?: NoticeOf): readonly string[] {
  const isMoney = of === undefined || asksForMoney(of)
  const isLooked = of?.outcome !== 'need-more'
  const billMissing = of === undefined ? notice?.bill === undefined : !isBilled(notice ?? {}, of)
  return [
    ...(isMoney && billMissing ? ['how and when to pay (chargeNotice.bill)'] : []),
    ...(isLooked && notice?.reviewWithin === undefined
      ? ['when the charge is looked at again (chargeNotice.reviewWithin)']
      : []),
    ...(isMoney && notice?.whileLookingAgain === undefined
      ? ['whether they pay while we look at it again (chargeNotice.whileLookingAgain)']
      : []),
    ...((notice?.advice ?? []).length === 0
      ? ['who gives advice that is not ours (chargeNotice.advice)']
      : []),
  ]
}
