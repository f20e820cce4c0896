import { secondHandIn } from '#src/domain/charging/determination.ts'
import type { Estimate } from '#src/domain/charging/estimate.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import type { Line } from '#src/domain/charging/workings.ts'
import { say, twin, type Words } from '#src/forms/engine/words.ts'
import {
  AFTER_THE_WEEKS,
  ASK_A_PERSON,
  BENEFITS,
  BENEFITS_LEAD,
  dayInFull,
  effectInWords,
  HELP_MAY_START,
  helpInWords,
  NEXT_YEAR,
  NOT_A_DECISION,
  PARTS,
  PAYING_LATER,
  reasonsInWords,
  resultInWords,
  STILL_CHECKED,
  TAKEN_AS_GIVEN,
  thisYearsInWords,
  totalsInWords,
  treatmentInWords,
  WHAT_WOULD_CHANGE,
  WHY_NOT_EXACT,
  worthInWords,
} from './sheet-words.ts'

/**
 * An estimate as plain text, to stand under a copy of what was sent: every line open, with its sum, what would
 * change it and the law, then how somebody may pay later and when the council may start to help, of today and of
 * what follows the first 12 weeks, and benefits that were not named. Lines end as those of the copy do.
 * @param name Whose money it is, where somebody else answered; null where it was the sender's own.
 * @param phone The number to ring for a person.
 */
export function estimateAsText(
  { now, next, benefits }: Estimate,
  name: string | null,
  isEasy: boolean,
  phone: string,
): string {
  const tell = (words: Words) => say(words, { voice: 'you', slots: {}, easyRead: isEasy })
  const result = (sheet: Sheet) => resultInWords(sheet.result, isEasy).join(' ')
  /** Of a sheet whose doubts are not listed by themselves. */
  const whyNot = ({ result: of }: Sheet) => {
    const reasons = reasonsInWords(of, isEasy)
    return reasons.length === 0 ? [] : [tell(WHY_NOT_EXACT), ...reasons.map((words) => `- ${words}`)]
  }
  const underlined = (title: string) => ['', '', title, '-'.repeat([...title].length)]
  const whole = (sheet: Sheet) => PARTS.flatMap(({ part, title }) => partOf(sheet, part, tell(title)))
  function partOf({ lines }: Sheet, part: Line['part'], title: string): readonly string[] {
    const here = lines.filter((line) => line.part === part)
    return here.length === 0 ? [] : ['', title, ...here.flatMap(open)]
  }
  const open = (line: Line) =>
    [
      '',
      `  ${line.label}: ${effectInWords(line)}`,
      ...[
        `${tell(treatmentInWords(line))}.`,
        ...(isEasy ? [line.easyRead] : line.working),
        ...(line.changes
          ? [`${tell(WHAT_WOULD_CHANGE)} ${isEasy ? line.changes.easyRead : line.changes.words}`]
          : []),
        ...(isEasy ? [] : [`The law: ${line.law}`]),
      ].map((words) => `    ${words}`),
    ] as const
  const headed = (title: Words, lines: readonly string[]) => [
    '',
    tell(title),
    ...lines.map((line) => `  ${line}`),
  ]
  const payingLater = ({ deferredPayment: of }: Sheet) =>
    of ? headed(PAYING_LATER, isEasy ? [of.easyRead] : [...of.words, `The law: ${of.law}`]) : []
  const helpStart = ({ helpMayStart: of }: Sheet) =>
    of
      ? headed(HELP_MAY_START, [
          ...helpInWords(of, isEasy),
          ...(isEasy ? [] : [TAKEN_AS_GIVEN, ...of.assumptions.map((words) => `- ${words}`)]),
        ])
      : []
  const after = now.afterTwelveWeeks?.sheet
  const laterThen = next?.sheet.afterTwelveWeeks?.sheet
  return [
    ...underlined(tell(twin('What you may be asked to pay', 'What you may pay'))),
    '',
    ...(name ? [`Here, “you” means ${name}.`] : []),
    result(now),
    `${tell(NOT_A_DECISION)} ${tell(ASK_A_PERSON)} ${phone}.`,
    ...(secondHandIn(now).length > 0 ? [tell(STILL_CHECKED)] : []),
    ...now.unsure.map(({ words, easyRead }) => (isEasy ? easyRead : words)),
    ...whole(now),
    '',
    ...totalsInWords(now).map(({ label, value }) => `${tell(label)}: ${value}`),
    ...payingLater(now),
    ...helpStart(now),
    ...(after
      ? [
          ...underlined(tell(AFTER_THE_WEEKS)),
          '',
          result(after),
          ...whyNot(after),
          ...whole(after),
          ...payingLater(after),
          ...helpStart(after),
        ]
      : []),
    ...(next
      ? [
          ...underlined(`From ${dayInFull(next.from)}`),
          '',
          tell(NEXT_YEAR),
          result(next.sheet),
          ...(secondHandIn(next.sheet).length > 0 ? [tell(STILL_CHECKED)] : []),
          ...whyNot(next.sheet),
          ...thisYearsInWords(next.thisYears, isEasy),
          ...payingLater(next.sheet),
        ]
      : []),
    ...(laterThen
      ? [`${tell(AFTER_THE_WEEKS)}: ${result(laterThen)}`, ...whyNot(laterThen), ...payingLater(laterThen)]
      : []),
    ...(benefits.length > 0
      ? [
          ...underlined(tell(BENEFITS)),
          '',
          tell(BENEFITS_LEAD),
          ...benefits.flatMap(({ name: benefit, why, easyRead, claimAt, worth }) => [
            '',
            `  ${benefit}: ${isEasy ? easyRead : why}`,
            ...worthInWords(worth, isEasy).map((words) => `  - ${words}`),
            `  ${claimAt}`,
          ]),
        ]
      : []),
    '',
  ].join('\r\n')
}
