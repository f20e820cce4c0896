import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import { type Backdated, backdatedFrom } from '#src/domain/charging/backdating.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import {
  besideEachOther,
  type ChargeOutcome,
  chargeOutcomesFor,
  type LinePair,
  secondHandIn,
  unfinishedIn,
  whyUnfinished,
} from '#src/domain/charging/determination.ts'
import { rateNames } from '#src/domain/charging/rates.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import {
  type LetterFormat,
  letterFormatFor,
  type LetterRecipient,
} from '#src/forms/financial/charge-letter.ts'
import { missingInNotice } from '#src/forms/financial/charge-notice.ts'
import { isMoneyAtRisk, type Representative } from '#src/forms/financial/charge-recipients.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import type { AnyQuestion, Typed } from '#src/forms/engine/question.ts'
import { fillAnswer } from '#src/forms/engine/read-answer.ts'
import type { SnapshotEntry } from '#src/forms/engine/snapshot.ts'
import { type Listener, say } from '#src/forms/engine/words.ts'
import { type ProofState, proofKindOf, proofOf, proofWanted } from '#src/forms/after-sending/proof.ts'
import {
  type Amendment,
  type ChargingCase,
  type Determination,
  openChargingCase,
  sheetMark,
} from './charging-case.ts'
import { council } from '#src/settings/council.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { type ShownFile, type ShownSubmission, showSubmission } from '#src/services/desk/show-submission.ts'
import { recordRead } from '#src/services/desk/staff-act.ts'

/** An answer that the sheet comes from, as it was sent, and beside it what counts instead. */
export interface ShownFigure {
  readonly id: string
  readonly question: AnyQuestion
  readonly title: string
  /** As it was sent; undefined where it was not asked. */
  readonly sent: SnapshotEntry | undefined
  /** Oldest first; the last one counts. */
  readonly amendments: readonly Amendment[]
  /** Labels of the lines that it is part of. */
  readonly lines: readonly string[]
  readonly proof: ProofState | undefined
  /** Files sent since, to show it. */
  readonly files: readonly ShownFile[]
  /** What its fields hold when it is amended: what counts now. */
  readonly fields: Typed
}

export interface ShownMoney {
  readonly submission: ShownSubmission
  readonly theirSheet: Sheet
  readonly ourSheet: Sheet
  /** Line by line; undefined while both sheets come to the same in every line. */
  readonly compared: readonly LinePair[] | undefined
  readonly figures: readonly ShownFigure[]
  /** Follows “We still need”. */
  readonly wanted: readonly string[]
  readonly listener: Listener
  readonly determinations: readonly (Determination & {
    /** What it counted is what counts now. */
    readonly isCurrent: boolean
    /** It was worked out by hand, and the sheet gives a result by now. */
    readonly isOvertaken: boolean
    /** Its letter may not go before somebody checked that it is safe. */
    readonly isUnchecked: boolean
  })[]
  /** What is decided by: the sheet of the day that a charge starts on. */
  readonly daySheet: Sheet
  /** What a charge from that day asks for besides. */
  readonly backdated: Backdated
  /** Of somebody who was still to move in: the day that the first 12 weeks count from. */
  readonly weeksCountFrom: string | null
  readonly outcomes: readonly ChargeOutcome[]
  /** The second-hand rates of that sheet, for which no charge can be decided yet: what each is called. */
  readonly toConfirm: readonly string[]
  readonly format: LetterFormat
  /** What a letter by this sheet leaves out, because the council has not set it; each with its setting. */
  readonly leftOut: readonly string[]
  /** Contact is not safe: no letter may leave the screen. */
  readonly isHeldBack: boolean
  /** They may be abused through their money: a letter is checked before it is made. */
  readonly isAtRisk: boolean
  /** Who may get the letter besides the person. */
  readonly representatives: readonly Representative[]
  /** Why the sheet cannot be finished, where a charge may be worked out by hand; otherwise nothing. */
  readonly forHand: readonly string[]
  /** Among it is a rate that is not known for that day. */
  readonly isRateUnknown: boolean
  /** What the page says it showed when the sheet is confirmed. */
  readonly sheetMark: string
  /** Who looks after the money, and where bills go. */
  readonly managing: readonly SnapshotEntry[]
}

export type ShownMoneyOr =
  | { readonly is: 'money'; readonly money: ShownMoney }
  | { readonly is: 'not-allowed' }
  /** No such submission, or it has no sheet that can be worked with. */
  | { readonly is: 'none' }

const managingIds = ['fa-safe', 'fa-manages', 'fa-rep', 'fa-bills-to', 'info-format-note']

/**
 * Opens the money of a financial assessment for somebody at the desk: a read that is written down.
 * @param day The day, like 2026-12-01, that a charge is to start on; today until one is given.
 */
export async function showMoney(
  reference: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
  day = surroundingsAt(now).today,
): Promise<ShownMoneyOr> {
  // The submission first: its version is then never newer than what is shown.
  const shown = await showSubmission(reference, staff, now, 'money')
  if (shown.is === 'not-allowed') return shown
  if (shown.is !== 'submission') return { is: 'none' }
  const opened = await findCase(reference)
  if (!opened) return { is: 'none' }
  const { submission } = shown
  const { ours, ourSheet, theirSheet, listener } = opened
  const entries = submission.snapshot.parts.flatMap(({ pages }) => pages.flatMap((page) => page.entries))
  const compared = besideEachOther(theirSheet, ourSheet)
  const last = opened.amendments.at(-1)?.number ?? 0
  const daySheet = opened.sheetFor(day)
  const outcomes = chargeOutcomesFor(daySheet)
  const isForHand = outcomes.includes('by-hand')
  const isStillForHand = ({ payFrom, madeAt }: Determination) =>
    chargeOutcomesFor(opened.sheetFor(payFrom ?? surroundingsAt(madeAt).today)).includes('by-hand')
  const isAtRisk = isMoneyAtRisk(submission.row.flags)
  return {
    is: 'money',
    money: {
      submission,
      theirSheet,
      ourSheet,
      compared: isSame(compared) && theirSheet.result.pence === ourSheet.result.pence ? undefined : compared,
      figures: opened.figures.map(({ id, question, title, lines }) => {
        const sent = entries.find((entry) => entry.id === id)
        const counted = ours.counts[id]
        return {
          id,
          question,
          title: say(title, listener),
          sent,
          amendments: opened.amendments.filter((one) => one.question === id),
          lines,
          proof: proofOf(id, ours, opened.proofSince),
          files: submission.files.filter(({ shows }) => shows !== null && shows === proofKindOf(id)),
          fields: counted ? fillAnswer(id, question, counted) : {},
        }
      }),
      wanted: proofWanted(ours, opened.proofSince).map((words) => say(words, listener)),
      listener,
      determinations: opened.determinations.map((one) => ({
        ...one,
        isCurrent: one.amendment === last,
        isOvertaken: one.byHand !== null && !isStillForHand(one),
        isUnchecked: isAtRisk && !one.isSafetyChecked,
      })),
      daySheet,
      backdated: backdatedFrom(day, opened.sentOn, daySheet),
      weeksCountFrom: opened.weeksCountFrom(day),
      outcomes,
      toConfirm: isForHand ? [] : secondHandIn(daySheet).map(({ name }) => rateNames[name].label),
      format: letterFormatFor(submission.snapshot),
      leftOut: missingInNotice(council.chargeNotice, {
        outcome: outcomes[0] ?? 'need-more',
        pence: daySheet.result.pence,
        setting: daySheet.setting,
      }),
      isHeldBack: isScreenOnly(submission.row.flags),
      isAtRisk,
      representatives: opened.representatives,
      forHand: isForHand ? whyUnfinished(daySheet) : [],
      isRateUnknown: isForHand && unfinishedIn(daySheet).some(({ rate }) => rate !== null),
      sheetMark: sheetMark(daySheet),
      managing: managingIds.flatMap((id) => entries.find((entry) => entry.id === id) ?? []),
    },
  }
}

const isSame = (pairs: readonly LinePair[]): boolean =>
  pairs.every(
    ({ before, after }) =>
      before?.effect === after?.effect &&
      before?.pence === after?.pence &&
      JSON.stringify(before?.capital) === JSON.stringify(after?.capital),
  )

const findCase = (reference: string): Promise<ChargingCase | undefined> =>
  read(async (db) => {
    const row = await findSubmission(db, reference)
    return row && openChargingCase(db, row)
  })

/** What a program is told of the money: both sheets, what was amended, and what was decided. Null without a sheet. */
export async function moneyToExport(reference: string): Promise<Readonly<Record<string, unknown>> | null> {
  const opened = await findCase(reference)
  if (!opened) return null
  const { theirSheet, ourSheet, policy } = opened
  return {
    policy,
    sheet: theirSheet,
    amendments: opened.amendments.map((one) => ({
      number: one.number,
      question: one.question,
      theirs: one.theirs,
      ours: one.ours,
      said: { title: one.title, theirs: one.theirsSaid, ours: one.oursSaid },
      why: one.why,
      madeAt: one.madeAt.toString(),
      madeBy: one.madeBy,
    })),
    amendedSheet: opened.amendments.length > 0 ? ourSheet : null,
    determinations: opened.determinations.map((one) => ({
      number: one.number,
      outcome: one.outcome,
      payFrom: one.payFrom,
      why: one.why,
      countsAmendmentsUpTo: one.amendment,
      byHand: one.byHand && {
        pence: one.byHand.pence,
        working: one.byHand.working,
        sheetUnfinishedBecause: whyUnfinished(one.sheet),
      },
      sheet: one.sheet,
      policy: one.policy,
      letter: one.letter,
      letterTo: one.recipients.map(({ who, to }) => ({ who, to })),
      backdated: one.backdated,
      letterCheckedAsSafe: one.isSafetyChecked,
      madeAt: one.madeAt.toString(),
      madeBy: one.madeBy,
    })),
  }
}

/** A determination whose letter is about to be printed, and for whom. */
export type LetterToPost = Determination & { readonly recipient: LetterRecipient }

/**
 * The letter of a determination, to print and post. Taking it is an event.
 * @param number of the determination, as typed in the address. @param who gets it: one of those it was made for.
 * @returns Undefined where there is none, nothing may leave the screen, or nobody checked a letter that has to be.
 */
export async function letterToPost(
  reference: string,
  number: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
  who = 'person',
): Promise<LetterToPost | 'not-allowed' | undefined> {
  if (!may(staff.role, 'determine-charge')) return 'not-allowed'
  return transact(async (tx) => {
    const row = await findSubmission(tx, reference)
    if (!row || isScreenOnly(row.flags)) return undefined
    const opened = await openChargingCase(tx, row)
    const determination = opened?.determinations.find((one) => String(one.number) === number)
    const recipient = determination?.recipients.find((one) => one.who === who)
    if (!determination || !recipient) return undefined
    if (isMoneyAtRisk(row.flags) && !determination.isSafetyChecked) return undefined
    await recordRead(tx, row.id, staff, now, { as: 'letter', number: determination.number, to: who })
    return { ...determination, recipient }
  })
}
