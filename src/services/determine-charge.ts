import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { transact } from '#db/client.ts'
import { findNextChargingNumber, insertDetermination } from '#db/queries/charging.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import { council, standards } from '#src/council.ts'
import {
  type ChargeOutcome,
  chargeOutcomes,
  chargeOutcomesFor,
  isPaid,
} from '#src/domain/charging/determination.ts'
import { dayInWords } from '#src/domain/dates-in-words.ts'
import { codeIn, sentWays } from '#src/domain/desk-actions.ts'
import { allowanceInWords } from '#src/domain/last-day.ts'
import { mostWritten } from '#src/domain/triage.ts'
import { proofWanted } from '#src/forms/charge-figures.ts'
import {
  type ChangedFigure,
  type ChargeLetter,
  type LetterFormat,
  letterFormats,
  onlyDifferent,
  writeChargeLetter,
} from '#src/forms/charge-letter.ts'
import { looksLikeAccount } from '#src/forms/controls/account-number.ts'
import { dateParts } from '#src/forms/controls/date-parts.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { type Answer, type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import { readAnswer, writeAnswer } from '#src/forms/engine/read-answer.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'
import { say } from '#src/forms/engine/words.ts'
import {
  type ChargingCase,
  type Determination,
  type DeterminationWords,
  openChargingCase,
  sheetMark,
} from './charging-case.ts'
import { asDate, surroundingsAt } from './drafts.ts'
import { recordAct } from './staff-act.ts'
import type { DeskRequest, Done } from './take-submission.ts'

/** The day a charge starts, as staff are asked for it: it may be still to come. */
export const payFrom = dateParts({
  title: 'Paid from',
  hint: 'Leave it blank where nothing is paid. For example, 1 12 2026',
  missing: 'Enter the day it is paid from, like 1 12 2026',
})

/** Years before and after today that a charge may start: another one is a slip of the pen. */
const MOST_YEARS = 5

export type Determined = Done | { readonly is: 'problems'; readonly problems: readonly Problem[] }

interface Read {
  readonly outcome: ChargeOutcome
  readonly why: string
  readonly payFrom: string | null
  readonly format: LetterFormat
}

/**
 * Decides what somebody pays: staff confirm the sheet they saw. Kept with it are the sheet, the rates it used,
 * the figures that were changed, why, and the letter as it was made. The last determination stands. The same one
 * sent twice is one.
 * @param typed `outcome`, `why`, `pay-from-day`, `-month`, `-year`, `format`, `confirm`, and `sheet`, the mark of
 *   the sheet that the page showed.
 */
export async function determineCharge(request: DeskRequest & { typed: Typed }): Promise<Determined> {
  const { reference, staff, version, typed, now } = request
  if (!may(staff.role, 'determine-charge')) return { is: 'not-allowed' }
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    const money = row && (await openChargingCase(tx, row))
    if (!row || !money) return { is: 'no-such-submission' }
    const { read, problems } = readDetermination(typed, money, surroundingsAt(now).today)
    if (row.version !== version) {
      const last = money.determinations.at(-1)
      const isSame = read && last?.madeById === staff.id && isSameDetermination(last, read)
      return isSame ? { is: 'done' } : { is: 'changed' }
    }
    if (typedIn(typed, 'sheet') !== sheetMark(money.ourSheet)) return { is: 'changed' }
    if (!read) return { is: 'problems', problems }
    const id = randomUUID()
    const number = await findNextChargingNumber(tx, 'determination', row.id)
    const words: DeterminationWords = {
      why: read.why,
      payFrom: read.payFrom,
      sheet: money.ourSheet,
      policy: money.policy,
      amendment: money.amendments.at(-1)?.number ?? 0,
      letter: letterOf(read, money, now),
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
      detail: { number, determination: id, outcome: read.outcome, format: read.format },
    })
    return { is: 'done' }
  })
}

const isSameDetermination = (last: Determination, read: Read): boolean =>
  last.outcome === read.outcome &&
  last.why === read.why &&
  last.payFrom === read.payFrom &&
  last.letter.format === read.format

function readDetermination(
  typed: Typed,
  { ourSheet }: ChargingCase,
  today: string,
): { read: Read | undefined; problems: readonly Problem[] } {
  const outcome = codeIn(chargeOutcomes, typedIn(typed, 'outcome'))
  const isOffered = outcome !== undefined && chargeOutcomesFor(ourSheet).includes(outcome)
  const why = typedIn(typed, 'why').trim()
  const format = codeIn(letterFormats, typedIn(typed, 'format'))
  const isStarting = isOffered && isPaid(outcome)
  const from = isStarting ? readPayFrom(typed, today) : { day: null, problems: [] }
  const problems: Problem[] = [
    ...(isOffered ? [] : [{ field: 'outcome', message: 'Select what you decide' }]),
    ...from.problems,
    ...(why === '' ? [{ field: 'why', message: 'Enter why, as they will read it' }] : []),
    ...(looksLikeAccount(why)
      ? [{ field: 'why', message: 'Leave out the account number or sort code' }]
      : []),
    ...([...why].length > mostWritten ? [{ field: 'why', message: 'Use 4,000 characters or fewer' }] : []),
    ...(format ? [] : [{ field: 'format', message: 'Select how the letter is written' }]),
    ...(typedIn(typed, 'confirm') === 'yes'
      ? []
      : [{ field: 'confirm', message: 'Tick to confirm that you checked the sheet' }]),
  ]
  if (problems.length > 0 || !isOffered || !format) return { read: undefined, problems }
  return { read: { outcome, why, payFrom: from.day, format }, problems }
}

function readPayFrom(typed: Typed, today: string): { day: string | null; problems: readonly Problem[] } {
  // Without today: a charge may start on a day still to come.
  const { answer, problems } = readAnswer('pay-from', payFrom, typed)
  if (problems.length > 0) return { day: null, problems }
  const day = answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : null
  if (day === null) return { day, problems: [{ field: 'pay-from', message: payFrom.asks.missing ?? '' }] }
  const years = Math.abs(Temporal.PlainDate.from(day).until(today, { largestUnit: 'years' }).years)
  return years < MOST_YEARS
    ? { day, problems: [] }
    : {
        day: null,
        problems: [{ field: 'pay-from', message: `Enter a day within ${MOST_YEARS} years of today` }],
      }
}

function letterOf(read: Read, money: ChargingCase, now: Temporal.Instant): ChargeLetter {
  const { snapshot } = money.stored
  return writeChargeLetter({
    format: read.format,
    outcome: read.outcome,
    sheet: money.ourSheet,
    why: read.why,
    payFrom: read.payFrom && dayOf(read.payFrom),
    changed: changedIn(money, read.format === 'easy-read'),
    wanted: read.outcome === 'need-more' ? proofWanted(money.ours) : [],
    to: addressIn(snapshot),
    name: saidIn(snapshot, 'preferred-name')[0] ?? saidIn(snapshot, 'first-name')[0] ?? '',
    from: council.postalAddress,
    date: dayInWords(now),
    phone: council.phones.day,
    textPhone: council.phones.text,
    // The council's standard for an answer to somebody who is not content.
    answerWithin: allowanceInWords(standards['complaint-response'].within),
  })
}

/**
 * What counts instead of each answer, in the words of the letter; an answer that counts again as it was sent is
 * not among them, and of a long list only what differs.
 */
function changedIn(
  { amendments, figures, listener }: ChargingCase,
  easyRead: boolean,
): readonly ChangedFigure[] {
  const tell = (words: string) => say(words, { ...listener, voice: 'you', easyRead })
  return [...new Map(amendments.map((one) => [one.question, one])).values()]
    .filter(({ theirs, ours }) => JSON.stringify(theirs) !== JSON.stringify(ours))
    .map((one) => {
      const figure = figures.find(({ id }) => id === one.question)
      const written = (answer: Answer | null, said: readonly string[]) =>
        figure && answer ? writeAnswer(figure.question, answer, tell) : said
      const [theirs, ours] = onlyDifferent(
        written(one.theirs, one.theirsSaid),
        written(one.ours, one.oursSaid),
      )
      return { title: figure ? tell(figure.title) : one.title, theirs, ours, why: one.why }
    })
}

/** A day like 2026-12-01 as "1 December 2026". */
const dayOf = (day: string): string => payFrom.control.write(day, (words) => words).join('')

const saidIn = ({ parts }: Snapshot, id: string): readonly string[] =>
  parts
    .flatMap(({ pages }) => pages.flatMap(({ entries }) => entries))
    .find((entry) => entry.id === id && entry.state === 'answered')?.said ?? []

/** Name and address of the person whose care it is, a line each. */
const addressIn = (snapshot: Snapshot): readonly string[] =>
  [
    [...saidIn(snapshot, 'first-name'), ...saidIn(snapshot, 'last-name')].join(' '),
    ...saidIn(snapshot, 'address').flatMap((line) => line.split('\n')),
  ].filter((line) => line !== '')

/**
 * Records that the letter of the last determination went out. Never where contact is not safe.
 * @param how one of `sentWays`, as typed.
 */
export async function recordLetterSent(request: DeskRequest & { how: string }): Promise<Determined> {
  const { reference, staff, version } = request
  if (!may(staff.role, 'determine-charge')) return { is: 'not-allowed' }
  const how = codeIn(sentWays, request.how)
  const problem = (message: string) => ({
    is: 'problems' as const,
    problems: [{ field: 'letter-sent', message }],
  })
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    const last = row && (await openChargingCase(tx, row))?.determinations.at(-1)
    if (!row || !last) return { is: 'no-such-submission' }
    if (isScreenOnly(row.flags)) return problem('Contact is not safe: no letter may be sent')
    if (!how) return problem('Select how the letter was sent')
    if (row.version !== version) return { is: 'changed' }
    await recordAct(tx, row.id, request, {
      kind: 'charge-letter-sent',
      detail: { number: last.number, how },
    })
    return { is: 'done' }
  })
}
