import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { insertChargingRates, listChargingRates, lockChargingRates } from '#db/queries/charging-rates.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import {
  allRateNames,
  isForCharge,
  NOT_FOR_A_CHARGE,
  type RateName,
  rateNames,
} from '#src/domain/charging/rates.ts'
import { problemsOfLength } from '#src/domain/written.ts'
import { dateParts } from '#src/forms/controls/date-parts.ts'
import { type Money, money as amountOf } from '#src/forms/controls/money.ts'
import { doubtMarks, doubtsToSay } from '#src/forms/engine/doubts.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { readAnswer } from '#src/forms/engine/read-answer.ts'
import { type ActResult, deskAct, type StaffRequest } from '#src/services/desk/desk-act.ts'

export const rateFrom = dateParts({
  title: 'First day',
  hint: 'As the regulations name it. For example, 12 4 2027',
  missing: 'Enter the first day, like 12 4 2027',
})
export const rateTo = dateParts({
  title: 'Last day',
  hint: 'The day before the next year’s amounts start. For example, 9 4 2028',
  missing: 'Enter the last day, like 9 4 2028',
})

/** Pence: more than any amount of the law is, in its limits of capital too. */
const SELDOM_OVER = 1_000_000_00
/** Pence that its column holds. */
const MOST = 2_147_483_647

/** One box for each rate: what the source does not name stays blank. */
export const rateAmounts = Object.fromEntries(
  allRateNames.map((name) => [
    name,
    amountOf({
      once: true,
      seldomOver: SELDOM_OVER,
      optional: true,
      title: rateNames[name].label,
      hint: isForCharge(name) ? rateNames[name].law : `${rateNames[name].law}. ${NOT_FOR_A_CHARGE}.`,
      missing: 'Enter an amount in pounds, like 120.50',
    }),
  ]),
) as Readonly<Record<RateName, ReturnType<typeof amountOf>>>

/** The id of a rate's box on the page. */
export const amountField = (name: RateName): string => `amount-${name}`

/** The longest that one row may run, in days: a longer one is a slip of the pen. */
const MOST_DAYS = 750

interface Entered {
  readonly from: string
  readonly to: string
  readonly source: string
  readonly amounts: readonly { readonly name: RateName; readonly pence: number }[]
}

/**
 * Stores amounts that somebody read in one source. None counts before somebody else confirmed it. The same amount entered
 * twice by one person, while it waits, is one.
 */
async function enterRates(request: StaffRequest, typed: Typed, source: string): Promise<ActResult> {
  const { read, problems } = readEntered(typed, source.trim())
  if (!read) return { is: 'problems', problems }
  const { staff, now } = request
  return transact(async (tx) => {
    await lockChargingRates(tx)
    const waiting = (await listChargingRates(tx)).filter(({ steps }) => steps.length === 0)
    const isThere = ({ name, pence }: Entered['amounts'][number]) =>
      waiting.some(
        (one) =>
          one.enteredById === staff.id &&
          one.name === name &&
          one.pence === pence &&
          one.from === read.from &&
          one.to === read.to,
      )
    const rows = read.amounts
      .filter((amount) => !isThere(amount))
      .map(({ name, pence }) => ({
        id: randomUUID(),
        name,
        pence,
        fromDay: read.from,
        toDay: read.to,
        source: read.source,
        enteredBy: staff.id,
        enteredAt: asDate(now),
      }))
    await insertChargingRates(tx, rows)
    return { is: 'done' }
  })
}

/** The marks of the doubts about the amounts: those the page says now, or said before. */
export const rateMarks = (typed: Typed, areSaid: boolean): readonly string[] =>
  doubtMarks(
    allRateNames.flatMap((name) => readAnswer(amountField(name), rateAmounts[name], typed).doubts ?? []),
    typed,
    areSaid,
  )

function readEntered(
  typed: Typed,
  source: string,
): { read: Entered | undefined; problems: readonly Problem[] } {
  const { fields } = enterRatesAct
  const day = (field: string, question: typeof rateFrom) => {
    const { answer, problems } = readAnswer(field, question, typed)
    const value = answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : undefined
    const missing = { field, message: question.asks.missing ?? '' }
    return { value, problems: value === undefined && problems.length === 0 ? [missing] : problems }
  }
  const from = day(fields.from, rateFrom)
  const to = day(fields.to, rateTo)
  const amounts = allRateNames.map((name) => {
    const { answer, problems, doubts = [] } = readAnswer(amountField(name), rateAmounts[name], typed)
    const pence = answer && 'value' in answer ? (answer.value as Money).pence : undefined
    const isTooMuch = pence !== undefined && pence > MOST
    const tooMuch = { field: `${amountField(name)}-amount`, message: `Enter no more than ${inPounds(MOST)}` }
    return { name, pence, problems: isTooMuch ? [tooMuch] : [...problems, ...doubtsToSay(doubts, typed)] }
  })
  const read = amounts.flatMap(({ name, pence }) => (pence === undefined ? [] : [{ name, pence }]))
  const days =
    from.value && to.value ? Temporal.PlainDate.from(from.value).until(to.value).total('days') : undefined
  const amountProblems = amounts.flatMap(({ problems }) => problems)
  const problems: Problem[] = [
    ...from.problems,
    ...to.problems,
    ...(days !== undefined && days < 0
      ? [{ field: fields.to, message: 'Enter a last day that is not before the first' }]
      : []),
    ...(days !== undefined && days > MOST_DAYS
      ? [{ field: fields.to, message: 'Enter a last day within 2 years of the first' }]
      : []),
    ...(source === ''
      ? [{ field: fields.source, message: 'Enter where you read the amounts' }]
      : problemsOfLength(fields.source, source)),
    ...amountProblems,
    ...(read.length === 0 && amountProblems.length === 0
      ? [
          {
            field: `${amountField(allRateNames[0] as RateName)}-amount`,
            message: 'Enter at least one amount',
          },
        ]
      : []),
  ]
  if (problems.length > 0 || !from.value || !to.value) return { read: undefined, problems }
  return { read: { from: from.value, to: to.value, source, amounts: read }, problems }
}

export const enterRatesAct = deskAct({
  page: 'rates',
  name: 'enter-rates',
  right: 'enter-rate',
  fields: { from: 'rates-from', to: 'rates-to', source: 'source' },
  leadsTo: () => '#waiting',
  run: (request, { source }, typed) => enterRates(request, typed, source),
})
