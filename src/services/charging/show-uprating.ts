import type { Temporal } from 'temporal-polyfill'
import { type Db, read, type Tx, transact } from '#db/client.ts'
import { listDecidedCharges } from '#db/queries/charging.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import { daysAfter } from '#src/domain/charging/days.ts'
import { type ChargeOutcome, chargeOutcomes, chargeOutcomesFor } from '#src/domain/charging/determination.ts'
import { rateNames, type RateRow } from '#src/domain/charging/rates.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { changedRates, isUpratingKnown, upratingDay } from '#src/domain/charging/uprating.ts'
import { resultInShort } from '#src/domain/charging/what-if.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { type ChargeLetter, letterFormatFor } from '#src/forms/financial/charge-letter.ts'
import { isMoneyAtRisk } from '#src/forms/financial/charge-recipients.ts'
import { recordRead } from '#src/services/desk/staff-act.ts'
import { currentRates } from '#src/settings/charging-rates.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { type Determination, openChargingCase } from './charging-case.ts'
import { readRatesInForce } from './confirmed-rates.ts'
import { dayOf, letterOf } from './decided-letter.ts'

/** A charge that was decided with rates that are others on the day of the new amounts. */
export interface ChargeToDecideAgain {
  readonly reference: string
  /** What they pay by the last determination, in a few words. */
  readonly now: string
  /** What the sheet of the new day comes to, in a few words. */
  readonly wouldFollow: string
  /** Each rate that is another one, with both amounts. */
  readonly changes: readonly string[]
  /** The sheet of that day can be decided by as it is. */
  readonly isReady: boolean
}

export interface Uprating {
  /** Like 2027-04-12. */
  readonly day: string
  /** Rows of the new year are there. */
  readonly isKnown: boolean
  readonly charges: readonly ChargeToDecideAgain[]
  /** Whether there are more to look at than this page did, and how many it passed. */
  readonly next: number | null
}

/** Decided charges looked at for one page. */
const MOST = 50

/**
 * Decided charges whose rates change with the new amounts of April, with what would follow if nothing else changed.
 * Nothing is decided or sent by it. A charge that was decided for the new day, or for a later one, is not among them.
 * @param after how many of the decided charges an earlier page has looked at.
 * @returns undefined when this person may not see it.
 */
export async function showUprating(
  staff: SignedInStaff,
  now: Temporal.Instant,
  after = 0,
): Promise<Uprating | undefined> {
  if (!may(staff.role, 'read-submissions')) return undefined
  return read(async (db) => {
    const rows = await readRatesInForce(db)
    const day = upratingDay(rows, surroundingsAt(now).today)
    if (!isUpratingKnown(rows, day)) return { day, isKnown: false, charges: [], next: null }
    const listed = await listDecidedCharges(db, { after, most: MOST + 1 })
    const charges: ChargeToDecideAgain[] = []
    for (const { reference } of listed.slice(0, MOST)) {
      charges.push(...(await chargeOf(db, reference, rows, day)))
    }
    return { day, isKnown: true, charges, next: listed.length > MOST ? after + MOST : null }
  })
}

async function chargeOf(
  db: Db | Tx,
  reference: string,
  rows: readonly RateRow[],
  day: string,
): Promise<readonly ChargeToDecideAgain[]> {
  const row = await findSubmission(db, reference)
  const opened = row && (await openChargingCase(db, row))
  const last = opened?.determinations.at(-1)
  if (!opened || !last || dayDecidedFor(last) >= day) return []
  const changes = changedRates(last.sheet, rows, day)
  if (changes.length === 0) return []
  const sheet = opened.sheetFor(day)
  const amount = (pence: number | null) => (pence === null ? 'not known' : inPounds(pence))
  return [
    {
      reference,
      now: decidedInShort(last),
      wouldFollow: resultInShort(sheet.result),
      changes: changes.map(
        ({ name, before, after: later }) =>
          `${rateNames[name].label}: ${amount(before)}, then ${amount(later)}`,
      ),
      isReady: outcomeOf(chargeOutcomesFor(sheet)) !== undefined,
    },
  ]
}

const dayDecidedFor = ({ payFrom, madeAt }: Determination): string => payFrom ?? surroundingsAt(madeAt).today

const decidedInShort = ({ outcome, byHand, sheet }: Determination): string => {
  if (byHand) return `${inPounds(byHand.pence)} a week, worked out by hand`
  return outcome === 'charge' ? resultInShort(sheet.result) : chargeOutcomes[outcome]
}

/** What a sheet by itself decides; undefined where somebody has to work it out, ask or choose. */
const outcomeOf = (outcomes: readonly ChargeOutcome[]): ChargeOutcome | undefined => {
  const decided = outcomes.filter((one) => one !== 'need-more' && one !== 'by-hand')
  return decided.length === 1 ? decided[0] : undefined
}

/** Why a charge is decided again with new amounts, in the words of the letter, for staff to keep or change. */
export const whyUprated = (day: string): string =>
  `The law sets new amounts each April. From ${dayOf(day)} we work out what you pay with the new amounts.`

/** A letter that nobody has decided: for a person to look at, never to send. */
export interface DraftLetter {
  readonly letter: ChargeLetter
  readonly sheet: Sheet
}

/**
 * The letter that would follow from the sheet of a day, for staff to look at before they decide. Nothing is stored but that
 * it was read.
 * @param day like 2027-04-12.
 * @returns Undefined where there is none: contact is not safe, somebody has to check first that a letter is, or the sheet
 *   decides nothing by itself.
 */
export async function draftLetter(
  reference: string,
  day: string | undefined,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<DraftLetter | 'not-allowed' | undefined> {
  if (!may(staff.role, 'determine-charge')) return 'not-allowed'
  if (day === undefined) return undefined
  return transact(async (tx) => {
    const row = await findSubmission(tx, reference)
    if (!row || isScreenOnly(row.flags) || isMoneyAtRisk(row.flags)) return undefined
    const opened = await openChargingCase(tx, row)
    if (!opened || opened.determinations.length === 0) return undefined
    const sheet = opened.sheetFor(day)
    const outcome = outcomeOf(chargeOutcomesFor(sheet))
    if (outcome === undefined) return undefined
    await recordRead(tx, row.id, staff, now, { as: 'letter-draft' })
    const letter = letterOf(
      {
        outcome,
        sheet,
        why: whyUprated(day),
        payFrom: day,
        format: letterFormatFor(opened.stored.snapshot),
        byHand: null,
        goesTo: ['person'],
        isSafetyChecked: false,
        backdated: null,
      },
      opened,
      now,
    )
    return { letter, sheet }
  })
}

/**
 * The day of new amounts that staff are reminded of, with the charges to decide again; undefined while none is near or
 * known, and for whoever decides no charge. By what this process knows: nothing is asked of the database.
 */
export function upratingToMention(staff: SignedInStaff, now: Temporal.Instant): string | undefined {
  const { today } = surroundingsAt(now)
  const day = upratingDay(currentRates(), today)
  const isNear = day <= daysAfter(today, DAYS_AHEAD)
  return may(staff.role, 'determine-charge') && isNear && isUpratingKnown(currentRates(), day)
    ? day
    : undefined
}

/** How long before the new amounts start people are reminded, in days. */
const DAYS_AHEAD = 56
