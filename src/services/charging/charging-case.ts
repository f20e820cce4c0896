import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Db, Tx } from '#db/client.ts'
import { listDeterminations, listFigureAmendments } from '#db/queries/charging.ts'
import type { SubmissionRow } from '#db/queries/submissions.ts'
import { open } from '#db/sealing.ts'
import { readRatesInForce } from './confirmed-rates.ts'
import type { ChargingPolicy } from '#src/domain/charging/circumstances.ts'
import {
  type ChargeOutcome,
  ratesToDecideBy,
  ratesToRework,
  sheetForDay,
} from '#src/domain/charging/determination.ts'
import { type Sheet, workSheet } from '#src/domain/charging/sheet.ts'
import { answersWith, type Figure, figuresOf } from '#src/forms/financial/charge-figures.ts'
import type { ByHand, ChargeLetter, LetterRecipient } from '#src/forms/financial/charge-letter.ts'
import { type Representative, representativesIn } from '#src/forms/financial/charge-recipients.ts'
import { findForm } from '#src/forms/all-forms.ts'
import type { Answer } from '#src/forms/engine/question.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import type { Listener } from '#src/forms/engine/words.ts'
import { circumstancesOf, isStillToMoveIn } from '#src/forms/financial/financial-circumstances.ts'
import type { KindsSince } from '#src/forms/after-sending/proof.ts'
import { asInstant } from '#db/moments.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { type StoredSubmission, openSubmission } from '#src/services/submissions/stored-submission.ts'
import { kindsSince, listSentProof } from '#src/services/after-sending/list-proof.ts'

/** What is sealed with an amendment: both answers as the control reads them, and in words as they stood. */
export interface AmendmentWords {
  /** What the person sent; null where they gave no answer. */
  readonly theirs: Answer | null
  readonly ours: Answer
  readonly title: string
  readonly theirsSaid: readonly string[]
  readonly oursSaid: readonly string[]
  readonly why: string
}

export interface Amendment extends AmendmentWords {
  readonly id: string
  readonly number: number
  readonly question: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
  readonly madeById: string
}

/** What is sealed with a determination: everything that it came from, and the letter as it was made. */
export interface DeterminationWords {
  readonly why: string
  /** First day it is decided for, like 2026-12-01; null where nothing is paid, or decided, and no day was given. */
  readonly payFrom: string | null
  /** The sheet that was confirmed, of the day it starts on (older ones: of the day the form was sent), with its rates. */
  readonly sheet: Sheet
  readonly policy: ChargingPolicy
  /** The last amendment that it counts; 0 for none. */
  readonly amendment: number
  readonly letter: ChargeLetter
  /** Where it was worked out by hand, beside the sheet, which stays unfinished; not kept by older ones. */
  readonly byHand?: ByHand | null
  /** Who gets the letter; older ones went to the person. */
  readonly recipients?: readonly LetterRecipient[]
  /** Somebody checked that the letter is safe to send. */
  readonly isSafetyChecked?: boolean
  /** Of a charge from before the form was sent, or by rates of another year; not kept by older ones. */
  readonly backdated?: BackdatedWords | null
}

/** What was said of a charge that starts before it was asked about, or by the rates of another year. */
export interface BackdatedWords {
  /** The day they were told that they may be charged, like 2026-06-01; null where it starts later than they asked. */
  readonly toldOn: string | null
  readonly why: string | null
  /** Somebody checked that the amounts are those of the time that is charged for. */
  readonly isOfThen: boolean
}

export interface Determination extends Required<DeterminationWords> {
  readonly id: string
  readonly number: number
  readonly outcome: ChargeOutcome
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
  readonly madeById: string
}

/** A financial assessment as it was sent and as it counts now. */
export interface ChargingCase {
  readonly stored: StoredSubmission
  /** The day the form was sent, like 2026-11-22. */
  readonly sentOn: string
  readonly amendments: readonly Amendment[]
  readonly determinations: readonly Determination[]
  readonly theirs: Walk
  readonly ours: Walk
  /** As it was worked out when it was sent. */
  readonly theirSheet: Sheet
  /** Worked out again with what counts instead, by the rates and the rules of then. */
  readonly ourSheet: Sheet
  /** The sheet that is decided by, with what counts now: of the day, like 2026-12-01, that a charge starts on. */
  readonly sheetFor: (day: string) => Sheet
  /**
   * For a charge from a day, the day that the first 12 weeks count from, of somebody who was still to move in when
   * the form was sent: that day, or an earlier one that was decided for. Null for anybody else.
   */
  readonly weeksCountFrom: (day: string) => string | null
  readonly policy: ChargingPolicy
  /** Whom the form speaks to, in plain words. */
  readonly listener: Listener
  /** Questions whose answer may be amended. */
  readonly figures: readonly Figure[]
  /** Who has authority over the money, as the form names them. */
  readonly representatives: readonly Representative[]
  /** What files that came after the form show. */
  readonly proofSince: KindsSince
}

/** Opens what was sealed with an amendment. */
const openAmendment = (row: Awaited<ReturnType<typeof listFigureAmendments>>[number]): Amendment => ({
  ...row,
  ...(JSON.parse(open(row.words, `figure_amendments:${row.id}`).toString('utf8')) as AmendmentWords),
  madeAt: asInstant(row.madeAt),
})

function openDetermination(row: Awaited<ReturnType<typeof listDeterminations>>[number]): Determination {
  const words = JSON.parse(open(row.words, `determinations:${row.id}`).toString('utf8')) as DeterminationWords
  const { to, dear } = words.letter
  return {
    ...row,
    byHand: null,
    recipients: [{ who: 'person', to, dear, lead: null }],
    isSafetyChecked: false,
    backdated: null,
    ...words,
    outcome: row.outcome as ChargeOutcome,
    madeAt: asInstant(row.madeAt),
  }
}

/**
 * The sheet of a submission as it was sent, and as it comes out with what staff count instead.
 * @returns Undefined where the form leads to no sheet, or it was sent before its answers were kept for this.
 */
export async function openChargingCase(db: Db | Tx, row: SubmissionRow): Promise<ChargingCase | undefined> {
  const form = findForm(row.form)
  const stored = openSubmission(row)
  const { charging, sentAnswers } = stored
  if (!form || !charging || !sentAnswers) return undefined
  const amendments = (await listFigureAmendments(db, row.id)).map(openAmendment)
  const determinations = (await listDeterminations(db, row.id)).map(openDetermination)
  const surroundings = surroundingsAt(asInstant(row.receivedAt))
  const walkWith = (answers: typeof sentAnswers) => walk(form, { answers, passed: {} }, surroundings)
  const theirs = walkWith(sentAnswers)
  const ours = walkWith(answersWith(sentAnswers, amendments))
  const theirSheet = charging.estimate.now
  const { on } = theirSheet
  const { policy } = charging
  const kept = [...theirSheet.rates, ...(theirSheet.afterTwelveWeeks?.sheet.rates ?? [])]
  const circumstances = circumstancesOf(ours.counts, on)
  const inForce = await readRatesInForce(db)
  const rates = ratesToRework(kept, inForce)
  const ratesNow = ratesToDecideBy(kept, inForce)
  const ourSheet = workSheet({ circumstances, rates, policy, on })
  const decidedFrom = determinations.flatMap(({ payFrom }) => payFrom ?? [])
  const firstDay = (day: string) => [...decidedFrom, day].toSorted()[0] ?? day
  return {
    stored,
    sentOn: on,
    amendments,
    determinations,
    theirs,
    ours,
    theirSheet,
    ourSheet,
    sheetFor: (day) =>
      sheetForDay({
        circumstancesOn: (of) => circumstancesOf(ours.counts, of, firstDay(day)),
        rates: ratesNow,
        policy,
        on: day,
      }),
    weeksCountFrom: (day) => (isStillToMoveIn(ours.counts) ? firstDay(day) : null),
    policy,
    listener: listenerOf(form, ours),
    figures: figuresOf(
      [circumstancesOf(theirs.counts, on), circumstances],
      [theirSheet, ourSheet],
      ours,
      theirs,
    ),
    representatives: representativesIn(ours),
    proofSince: kindsSince(await listSentProof(db, row.id)),
  }
}

/**
 * What tells one sheet from another: a page says which it showed, so that nobody confirms one they did not see. Two
 * days with the very same sheet have one mark: a note on a rate names its day, and the doubt it belongs to stays.
 */
export function sheetMark({ on: _, forStaff, ...sheet }: Sheet): string {
  const notes = forStaff.filter(({ kind }) => kind !== 'rate')
  return createHash('sha256').update(JSON.stringify({ sheet, notes })).digest('base64url').slice(0, 16)
}
