import { Temporal } from 'temporal-polyfill'
import type { ChargeOutcome } from '#src/domain/charging/determination.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { dayInWords } from '#src/domain/dates-in-words.ts'
import { allowanceInWords, lastDayOf } from '#src/domain/last-day.ts'
import { LONDON } from '#src/domain/working-days.ts'
import { proofWanted } from '#src/forms/after-sending/proof.ts'
import {
  type ByHand,
  type ChangedFigure,
  type ChargeLetter,
  type LetterFormat,
  type LetterRecipient,
  letterToRepresentative,
  onlyDifferent,
  writeChargeLetter,
} from '#src/forms/financial/charge-letter.ts'
import { type NoticeOf, noticeFacts } from '#src/forms/financial/charge-notice.ts'
import type { Answer } from '#src/forms/engine/question.ts'
import { writeAnswer } from '#src/forms/engine/read-answer.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'
import { say } from '#src/forms/engine/words.ts'
import { fillText } from '#src/information/placeholders.ts'
import { calendar, council, standards } from '#src/settings/council.ts'
import type { BackdatedWords, ChargingCase } from './charging-case.ts'

/** What is decided about a charge, from which its letter is made. */
export interface DecidedCharge {
  readonly outcome: ChargeOutcome
  /** Of the day it starts on. */
  readonly sheet: Sheet
  readonly why: string
  readonly payFrom: string | null
  readonly format: LetterFormat
  readonly byHand: ByHand | null
  /** Who gets the letter: `person`, or who it is among the representatives. */
  readonly goesTo: readonly string[]
  readonly isSafetyChecked: boolean
  /** Of a charge from before the form was sent, or of another year than the amounts; null for any other. */
  readonly backdated: BackdatedWords | null
}

/** Those who get the letter, each with how it is addressed to them. */
export const recipientsOf = (
  { goesTo, format }: DecidedCharge,
  { representatives }: ChargingCase,
  { to, dear }: ChargeLetter,
): readonly LetterRecipient[] => [
  ...(goesTo.includes('person') ? [{ who: 'person', to, dear, lead: null }] : []),
  ...representatives
    .filter(({ who }) => goesTo.includes(who))
    .map((one) => letterToRepresentative(one, to[0] ?? 'the person', format)),
]

/** The letter of a charge, as it is decided or would be. */
export function letterOf(read: DecidedCharge, money: ChargingCase, now: Temporal.Instant): ChargeLetter {
  const { snapshot } = money.stored
  const homeCountsFrom = read.sheet.afterTwelveWeeks?.from
  return writeChargeLetter({
    format: read.format,
    outcome: read.outcome,
    sheet: read.sheet,
    why: read.why,
    payFrom: read.payFrom && dayOf(read.payFrom),
    homeCountsFrom: homeCountsFrom ? dayOf(homeCountsFrom) : null,
    byHand: read.byHand,
    goesTo: {
      person: read.goesTo.includes('person'),
      others: money.representatives.filter(({ who }) => read.goesTo.includes(who)),
    },
    changed: changedIn(money, read.format === 'easy-read'),
    wanted: read.outcome === 'need-more' ? proofWanted(money.ours, money.proofSince) : [],
    to: addressIn(snapshot),
    name: saidIn(snapshot, 'preferred-name')[0] ?? saidIn(snapshot, 'first-name')[0] ?? '',
    from: council.postalAddress,
    date: dayInWords(now),
    phone: council.phones.day,
    textPhone: council.phones.text,
    // The council's standard for an answer to somebody who is not content.
    answerWithin: allowanceInWords(standards['complaint-response'].within),
    acknowledgeWithin: allowanceInWords(standards['complaint-acknowledgement'].within),
    notice: noticeFacts(council.chargeNotice, noticeOf(read), reviewBy(read, now)),
    ombudsmanPhone: fillText('{{helpline:ombudsman}}'),
  })
}

const noticeOf = ({ outcome, sheet, byHand }: DecidedCharge): NoticeOf => ({
  outcome,
  pence: outcome === 'nothing' ? 0 : (byHand ?? sheet.result).pence,
  setting: sheet.setting,
})

/** The last day, in words, on which the charge is looked at again; null where the council has not said. */
function reviewBy({ payFrom: from }: DecidedCharge, now: Temporal.Instant): string | null {
  const within = council.chargeNotice?.reviewWithin
  if (within === undefined) return null
  const starts = from === null ? now : Temporal.PlainDate.from(from).toZonedDateTime(LONDON).toInstant()
  return dayOf(lastDayOf(within, starts, calendar).toString())
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
export const dayOf = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))

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
