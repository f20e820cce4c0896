import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { transact } from '#db/client.ts'
import { findNextChargingNumber, insertDetermination } from '#db/queries/charging.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import { chargeOutcomes, chargeOutcomesFor, isPaid, mostByHand } from '#src/domain/charging/determination.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { resultInShort } from '#src/domain/charging/what-if.ts'
import { codeIn } from '#src/domain/desk-actions.ts'
import { problemsOfLength } from '#src/domain/written.ts'
import { type ByHand, letterFormats } from '#src/forms/financial/charge-letter.ts'
import { isMoneyAtRisk } from '#src/forms/financial/charge-recipients.ts'
import { looksLikeAccount } from '#src/forms/controls/account-number.ts'
import { dateParts } from '#src/forms/controls/date-parts.ts'
import { type Money, money as amountOf, SELDOM_OVER_A_WEEK } from '#src/forms/controls/money.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { doubtMarks, doubtsToSay } from '#src/forms/engine/doubts.ts'
import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import { readAnswer } from '#src/forms/engine/read-answer.ts'
import { type DecidedCharge, dayOf, letterOf, recipientsOf } from './decided-letter.ts'
import { type Backdated, backdatedFrom } from '#src/domain/charging/backdating.ts'
import {
  type BackdatedWords,
  type ChargingCase,
  type Determination,
  type DeterminationWords,
  openChargingCase,
  sheetMark,
} from './charging-case.ts'
import { asDate } from '#db/moments.ts'
import { whyUprated } from './show-uprating.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { type ActResult, deskAct } from '#src/services/desk/desk-act.ts'
import { type DeskRequest, recordAct } from '#src/services/desk/staff-act.ts'

/** The day a charge starts, as staff are asked for it: it may be still to come. */
export const payFrom = dateParts({
  title: 'Paid from',
  hint: 'The sheet is worked out for this day. Leave it blank for today where nothing is paid. For example, 1 12 2026',
  missing: 'Enter the day it is paid from, like 1 12 2026',
})

/** The day the person was told that they may be charged, where a charge starts before the form was sent. */
export const toldOn = dateParts({
  title: 'Day they were told that they may be charged',
  hint: 'The day of the letter, or of the talk that is written down. For example, 1 6 2026',
  missing: 'Enter the day they were told that they may be charged, like 1 6 2026',
})

/** What is paid a week, where it was worked out by hand. */
export const byHandAmount = amountOf({
  once: true,
  seldomOver: SELDOM_OVER_A_WEEK,
  title: 'What they pay a week, worked out by hand',
  hint: 'In pounds. For example, 44.50. Enter 0 if they pay nothing.',
  missing: 'Enter what they pay a week, like 44.50',
})

/** Years before and after today that a charge may start: another one is a slip of the pen. */
const MOST_YEARS = 5

/** What decides how careful the letter has to be. */
interface LetterRules {
  readonly isAtRisk: boolean
  readonly isHeldBack: boolean
}

/**
 * Decides what somebody pays: staff confirm the sheet they saw, which is the sheet of the day it is paid from: its
 * rates, ages and weeks. Where the page showed another one, that one is shown first and nothing is decided. A sheet
 * whose day has rates that nobody knows can only be worked out by hand. Kept with it are the sheet, the rates it used,
 * the figures that were changed, why, and the letter as it was made. The last determination stands. The same one
 * sent twice is one. Where the sheet cannot be finished, a charge worked out by hand is kept beside it. Where
 * somebody may be abused through their money, none is made before staff checked that its letter is safe to send.
 * A charge from before the form was sent needs why, and the day they were told; one by rates of another year than the
 * amounts that were told, that these are the amounts of then.
 * @param typed `outcome`, `why`, `pay-from-day`, `-month`, `-year`, `format`, `confirm`, and `sheet`, the mark of
 *   the sheet that the page showed; by hand also `by-hand-amount` and `by-hand-working`; where there is a choice
 *   `letter-to`, and where they are asked for `safe`, `told-on-day`, `-month`, `-year`, `why-before` and `of-then`.
 */
export async function determineCharge(request: DeskRequest & { typed: Typed }): Promise<ActResult> {
  const { reference, staff, version, typed, now } = request
  if (!may(staff.role, determineAct.right)) return { is: 'not-allowed' }
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    const money = row && (await openChargingCase(tx, row))
    if (!row || !money) return { is: 'no-such-submission' }
    const rules = { isAtRisk: isMoneyAtRisk(row.flags), isHeldBack: isScreenOnly(row.flags) }
    const { today } = surroundingsAt(now)
    const { read, problems } = readDetermination(typed, money, rules, today)
    if (row.version !== version) {
      const last = money.determinations.at(-1)
      const isSame = read && last?.madeById === staff.id && isSameDetermination(last, read)
      return isSame ? { is: 'done' } : { is: 'changed' }
    }
    if (!read) return { is: 'problems', problems }
    const id = randomUUID()
    const number = await findNextChargingNumber(tx, 'determination', row.id)
    const letter = letterOf(read, money, now)
    const words: DeterminationWords = {
      why: read.why,
      payFrom: read.payFrom,
      sheet: read.sheet,
      policy: money.policy,
      amendment: money.amendments.at(-1)?.number ?? 0,
      letter,
      byHand: read.byHand,
      recipients: recipientsOf(read, money, letter),
      isSafetyChecked: read.isSafetyChecked,
      backdated: read.backdated,
    }
    await insertDetermination(tx, {
      id,
      submissionId: row.id,
      number,
      outcome: read.outcome,
      words: seal(JSON.stringify(words), `determinations:${id}`),
      madeBy: staff.id,
      madeAt: asDate(now),
    })
    await recordAct(tx, row.id, request, {
      kind: 'charge-determined',
      detail: {
        number,
        determination: id,
        outcome: read.outcome,
        format: read.format,
        to: [...read.goesTo],
        ...(read.isSafetyChecked ? { safe: true } : {}),
      },
    })
    return { is: 'done' }
  })
}

/** The marks of the doubts about the amount by hand: those the page says now, or said before. */
export const byHandMarks = (typed: Typed, areSaid: boolean): readonly string[] =>
  doubtMarks(readAnswer(determineFields.byHand, byHandAmount, typed).doubts ?? [], typed, areSaid)

const isSameDetermination = (last: Determination, read: DecidedCharge): boolean =>
  last.outcome === read.outcome &&
  last.why === read.why &&
  last.payFrom === read.payFrom &&
  last.letter.format === read.format &&
  last.byHand?.pence === read.byHand?.pence &&
  last.byHand?.working === read.byHand?.working &&
  JSON.stringify(last.backdated) === JSON.stringify(read.backdated) &&
  last.recipients.map(({ who }) => who).join() === read.goesTo.join()

function readDetermination(
  typed: Typed,
  money: ChargingCase,
  rules: LetterRules,
  today: string,
): { read: DecidedCharge | undefined; problems: readonly Problem[] } {
  const from = readPayFrom(typed, today)
  const on = from.day ?? today
  const sheet = money.sheetFor(on)
  const outcome = codeIn(chargeOutcomes, typedIn(typed, determineFields.outcome))
  const isOffered = outcome !== undefined && chargeOutcomesFor(sheet).includes(outcome)
  const why = typedIn(typed, determineFields.why).trim()
  const byHand =
    isOffered && outcome === 'by-hand' ? readByHand(typed, sheet, money) : { byHand: null, problems: [] }
  const to = readRecipients(typed, money, rules)
  const format = codeIn(letterFormats, typedIn(typed, determineFields.format))
  const isDayMissing = isOffered && isPaid(outcome) && from.day === null && from.problems.length === 0
  const backdated =
    isOffered && isPaid(outcome) && from.day !== null
      ? readBackdated(typed, backdatedFrom(from.day, money.sentOn, sheet), today)
      : { backdated: null, problems: [] }
  const problems: Problem[] = [
    ...(isOffered ? [] : [{ field: determineFields.outcome, message: 'Select what you decide' }]),
    ...byHand.problems,
    ...from.problems,
    ...(isDayMissing ? [{ field: determineFields.from, message: payFrom.asks.missing ?? '' }] : []),
    ...backdated.problems,
    ...problemsOfWords(determineFields.why, why, 'Enter why, as they will read it'),
    ...to.problems,
    ...(format ? [] : [{ field: determineFields.format, message: 'Select how the letter is written' }]),
    ...problemsOfSheet(typed, sheet, on),
  ]
  if (problems.length > 0 || !isOffered || !format) return { read: undefined, problems }
  return {
    read: {
      outcome,
      sheet,
      why,
      payFrom: outcome === 'need-more' ? null : from.day,
      format,
      byHand: byHand.byHand,
      goesTo: to.goesTo,
      isSafetyChecked: to.isSafetyChecked,
      backdated: backdated.backdated,
    },
    problems,
  }
}

/** Why a charge starts before it was asked about, when they were told, and that the amounts are those of then. */
function readBackdated(
  typed: Typed,
  { isBeforeRequest, isOtherYear }: Backdated,
  today: string,
): { backdated: BackdatedWords | null; problems: readonly Problem[] } {
  if (!isBeforeRequest && !isOtherYear) return { backdated: null, problems: [] }
  const { answer, problems } = readAnswer(determineFields.told, toldOn, typed)
  const told = answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : null
  const why = typedIn(typed, determineFields.whyBefore).trim()
  const isOfThen = typedIn(typed, determineFields.ofThen) === 'yes'
  const toldProblems =
    told === null
      ? problems.length > 0
        ? problems
        : [{ field: determineFields.told, message: toldOn.asks.missing ?? '' }]
      : told > today
        ? [{ field: determineFields.told, message: 'Enter a day that is not still to come' }]
        : []
  return {
    backdated: {
      toldOn: isBeforeRequest ? told : null,
      why: isBeforeRequest ? why : null,
      isOfThen: isOtherYear,
    },
    problems: [
      ...(isBeforeRequest ? toldProblems : []),
      ...(isBeforeRequest
        ? problemsOfWords(determineFields.whyBefore, why, 'Enter why they pay for a time before they asked')
        : []),
      ...(isOtherYear && !isOfThen
        ? [
            {
              field: determineFields.ofThen,
              message: 'Amend the figures to what they were then, and tick that they are',
            },
          ]
        : []),
    ],
  }
}

/** Nobody decides by a sheet that the page did not show: it is shown, and ticked again. */
function problemsOfSheet(typed: Typed, sheet: Sheet, on: string): Problem[] {
  const say = (message: string) => [{ field: determineFields.confirm, message }]
  if (typedIn(typed, determineFields.sheet) !== sheetMark(sheet)) {
    return say(
      `The sheet for ${dayOf(on)} is not the one you saw. It comes to: ${resultInShort(sheet.result)}. Check it, then tick here`,
    )
  }
  return typedIn(typed, determineFields.confirm) === 'yes'
    ? []
    : say('Tick to confirm that you checked the sheet')
}

/** The day, like 2026-12-01, whose sheet is decided by: the one that was typed, or today where none is to be read. */
export function dayToDecide(
  typed: Typed,
  now: Temporal.Instant,
): { readonly day: string; readonly problems: readonly Problem[] } {
  const { today } = surroundingsAt(now)
  const { day, problems } = readPayFrom(typed, today)
  return { day: day ?? today, problems }
}

/** A day that an address names, like 2027-04-12; undefined where it is none that a charge may start on. */
export function dayInAddress(day: string | null, now: Temporal.Instant): string | undefined {
  if (day === null || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const { today } = surroundingsAt(now)
  return readPayFrom(fieldsOfDay(day), today).day ?? undefined
}

const fieldsOfDay = (day: string): Typed => {
  const [year = '', month = '', date = ''] = day.split('-')
  const { from } = determineFields
  return {
    [`${from}-day`]: [String(Number(date))],
    [`${from}-month`]: [String(Number(month))],
    [`${from}-year`]: [year],
  }
}

/** What the form holds where a charge is to be decided again for a day of new amounts. */
export const fieldsToUprate = (day: string): Typed => ({
  ...fieldsOfDay(day),
  [determineFields.why]: [whyUprated(day)],
})

/** Of words that stand in the letter as staff wrote them. */
function problemsOfWords(field: string, words: string, missing: string): Problem[] {
  const say = (message: string) => [{ field, message }]
  if (words === '') return say(missing)
  if (looksLikeAccount(words)) return say('Leave out the account number or sort code')
  return problemsOfLength(field, words)
}

function readByHand(
  typed: Typed,
  sheet: Sheet,
  { policy }: ChargingCase,
): { byHand: ByHand | null; problems: readonly Problem[] } {
  const { answer, problems, doubts = [] } = readAnswer(determineFields.byHand, byHandAmount, typed)
  const pence = answer && 'value' in answer ? (answer.value as Money).pence : undefined
  const working = typedIn(typed, determineFields.working).trim()
  const most = mostByHand(sheet, policy)
  const amount = (message: string) => [{ field: 'by-hand-amount', message }]
  return {
    byHand: pence === undefined ? null : { pence, working },
    problems: [
      ...problems,
      ...(pence === undefined && problems.length === 0 ? amount(byHandAmount.asks.missing ?? '') : []),
      ...(pence !== undefined && most && pence > most.pence
        ? amount(`Enter no more than ${most.is}: ${inPounds(most.pence)} a week`)
        : []),
      ...problemsOfWords(
        determineFields.working,
        working,
        'Enter how you worked it out, as they will read it',
      ),
      ...doubtsToSay(doubts, typed),
    ],
  }
}

/**
 * Who gets the letter. Where nobody else may, the person does; where contact is not safe it stays here, and nothing
 * is asked. Where the money may be the harm nobody is taken for granted: staff say who, and that they checked.
 */
function readRecipients(
  typed: Typed,
  { representatives }: ChargingCase,
  { isAtRisk, isHeldBack }: LetterRules,
): { goesTo: readonly string[]; isSafetyChecked: boolean; problems: readonly Problem[] } {
  const isAsked = !isHeldBack && (isAtRisk || representatives.length > 0)
  if (!isAsked) return { goesTo: ['person'], isSafetyChecked: false, problems: [] }
  const goesTo = ['person', ...representatives.map(({ who }) => who)].filter((who) =>
    typed[determineFields.to]?.includes(who),
  )
  const isSafetyChecked = isAtRisk && typedIn(typed, determineFields.safe) === 'yes'
  return {
    goesTo,
    isSafetyChecked,
    problems: [
      ...(isAtRisk && !isSafetyChecked
        ? [
            {
              field: determineFields.safe,
              message: 'Tick to confirm that you checked this letter is safe to send',
            },
          ]
        : []),
      ...(goesTo.length === 0 ? [{ field: determineFields.to, message: 'Select who gets the letter' }] : []),
    ],
  }
}

/** A blank one is no day, and nothing to put right: whether it is needed is for the outcome to say. */
function readPayFrom(typed: Typed, today: string): { day: string | null; problems: readonly Problem[] } {
  // Without today: a charge may start on a day still to come.
  const { answer, problems } = readAnswer(determineFields.from, payFrom, typed)
  if (problems.length > 0) return { day: null, problems }
  const day = answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : null
  if (day === null) return { day, problems: [] }
  const years = Math.abs(Temporal.PlainDate.from(day).until(today, { largestUnit: 'years' }).years)
  return years < MOST_YEARS
    ? { day, problems: [] }
    : {
        day: null,
        problems: [
          { field: determineFields.from, message: `Enter a day within ${MOST_YEARS} years of today` },
        ],
      }
}

const determineFields = {
  from: 'pay-from',
  outcome: 'outcome',
  byHand: 'by-hand',
  working: 'by-hand-working',
  why: 'why',
  told: 'told-on',
  whyBefore: 'why-before',
  ofThen: 'of-then',
  safe: 'safe',
  to: 'letter-to',
  format: 'format',
  sheet: 'sheet',
  confirm: 'confirm',
} as const
// The form for an amendment, on the same page, has a "why" of its own.
const placeInDetermine = (field: string) => (field === determineFields.why ? 'determine-why' : field)

export const determineAct = deskAct({
  page: 'money',
  name: 'determine',
  right: 'determine-charge',
  fields: determineFields,
  placeOf: placeInDetermine,
  leadsTo: () => '#determined',
  run: (request, _said, typed) => determineCharge({ ...request, typed }),
})

/** Shows the sheet of the day that was typed. Nothing is stored. */
export const showDayAct = deskAct({
  page: 'money',
  name: 'show-day',
  right: 'determine-charge',
  fields: determineFields,
  placeOf: placeInDetermine,
  run: async ({ now }, _said, typed) => {
    const { problems } = dayToDecide(typed, now)
    return problems.length > 0 ? { is: 'problems', problems } : { is: 'shown', typed }
  },
})
