import type { ComponentChildren } from 'preact'
import {
  AFTER_THE_WEEKS,
  ASK_A_PERSON,
  BENEFITS,
  BENEFITS_LEAD,
  dayInFull,
  decidedInWords,
  effectInWords,
  HELP_MAY_START,
  helpInWords,
  NEXT_YEAR,
  NOT_A_DECISION,
  PARTS,
  PAYING_LATER,
  reasonsInWords,
  resultInWords,
  type Share,
  sharesOf,
  STILL_CHECKED,
  TAKEN_AS_GIVEN,
  thisYearsInWords,
  totalsInWords,
  treatmentInWords,
  weeksCounted,
  workingInWords,
  WHAT_WOULD_CHANGE,
  WHY_NOT_EXACT,
  worthInWords,
} from '#src/components/charging/sheet-words.ts'
import { secondHandIn } from '#src/domain/charging/determination.ts'
import type { Estimate } from '#src/domain/charging/estimate.ts'
import { inPounds } from '#src/domain/charging/amounts.ts'
import type { Result } from '#src/domain/charging/results.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { resultInShort } from '#src/domain/charging/what-if.ts'
import type { Line } from '#src/domain/charging/workings.ts'
import { tel } from '#src/domain/tel.ts'
import { say, twin, type Words } from '#src/forms/engine/words.ts'

/** What an answer is called, and where it can be read and changed, by the id in a line's `from`. */
export type AnswerLinks = Readonly<Record<string, { readonly label: string; readonly href?: string }>>

export interface SheetProps {
  readonly sheet: Sheet
  /** Reads Easy Read. */
  readonly isEasy: boolean
  /** The number to ring for a person. */
  readonly phone: string
  readonly links?: AnswerLinks | undefined
  /** Also the notes that only staff read. */
  readonly isForStaff?: boolean | undefined
  /** It stands under what was decided: no word that it is an estimate. */
  readonly isDecided?: boolean | undefined
  /** What a worker worked out where the sheet could not be finished, in pence a week. */
  readonly byHand?: number | null | undefined
}

const teller = (isEasy: boolean) => (words: Words) =>
  say(words, { voice: 'you', slots: {}, easyRead: isEasy })

/**
 * One worked sheet: the answer first, then every line, each opening to its sum, its law and the answers it came
 * from. On paper every line stands open, by a second copy that only paper shows. Drawn on the server; the live
 * estimate draws the very same in the browser.
 */
export function SheetView({
  sheet,
  isEasy,
  phone,
  links = {},
  isForStaff = false,
  isDecided = false,
  byHand = null,
}: SheetProps) {
  const tell = teller(isEasy)
  const { deferredPayment, helpMayStart, afterTwelveWeeks, unsure } = sheet
  const isByHand = byHand !== null
  // “From now” is only true of an estimate on the day it is made.
  const isDated = isDecided || afterTwelveWeeks?.from !== undefined
  // What a worker worked out is no doubt any more.
  const open = unsure.filter(({ blocks }) => !(isByHand && blocks))
  const doubts = Map.groupBy(open, ({ words, easyRead }) => (isEasy ? easyRead : words))
  return (
    <div class="sheet">
      {!isDecided && <p class="sheet__answer">{resultInWords(sheet.result, isEasy).join(' ')}</p>}
      {!isDecided && !isForStaff && (
        <p class="sheet__estimate">
          <strong>{tell(NOT_A_DECISION)}</strong> {tell(ASK_A_PERSON)}{' '}
          <a class="govuk-link" href={tel(phone)}>
            {phone}
          </a>
          .
        </p>
      )}
      {secondHandIn(sheet).length > 0 && <p data-still-checked>{tell(STILL_CHECKED)}</p>}
      {!isDecided && <Shares sheet={sheet} tell={tell} />}
      {doubts.size > 0 && (
        <section class="sheet__part">
          <h3>{tell(twin('What we are not sure of', 'What we do not know'))}</h3>
          <ul class="govuk-list govuk-list--bullet">
            {[...doubts].map(([words, of]) => (
              <li key={words}>
                {words}
                {[false, true].map((isOnPaper) => (
                  <Answers
                    key={String(isOnPaper)}
                    from={of.flatMap(({ from }) => from)}
                    links={links}
                    lead={tell(twin('Answer:', 'Tell us:'))}
                    isOnPaper={isOnPaper}
                  />
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {sheet.lines.length > 0 && (
        <section class="sheet__part">
          <h3>{tell(twin('How we worked it out', 'How we get there'))}</h3>
          {!isDecided && (
            <p class="no-print sheet__quiet">
              {tell(
                twin(
                  'Open a line to see the sum, the law and your answer behind it.',
                  'Press a line to see more.',
                ),
              )}
            </p>
          )}
          <Lines lines={sheet.lines} isEasy={isEasy} links={links} isByHand={isByHand} />
          <Totals sheet={sheet} tell={tell} isDecided={isDecided} byHand={byHand} />
        </section>
      )}
      {afterTwelveWeeks && (
        <section class="sheet__part">
          <h3>{tell(AFTER_THE_WEEKS)}</h3>
          <p>
            {whenTheWeeksEnd(sheet, isEasy, isDecided)}{' '}
            {(isDecided ? decidedInWords : resultInWords)(afterTwelveWeeks.sheet.result, isEasy).join(' ')}
          </p>
          <Reasons of={afterTwelveWeeks.sheet} isEasy={isEasy} tell={tell} />
          <Lines lines={afterTwelveWeeks.sheet.lines} isEasy={isEasy} links={links} />
          <Deferred of={afterTwelveWeeks.sheet.deferredPayment} isEasy={isEasy} />
          <HelpStart
            of={afterTwelveWeeks.sheet.helpMayStart}
            isEasy={isEasy}
            tell={tell}
            countedFrom={isDated ? afterTwelveWeeks.sheet.on : null}
          />
        </section>
      )}
      <Deferred of={deferredPayment} isEasy={isEasy} />
      <HelpStart of={helpMayStart} isEasy={isEasy} tell={tell} countedFrom={isDated ? sheet.on : null} />
      {isForStaff && sheet.forStaff.length > 0 && (
        <section class="sheet__part">
          <h3>For staff to check</h3>
          <ul class="govuk-list govuk-list--bullet">
            {sheet.forStaff.map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

type Tell = (words: Words) => string

/** One quiet bar, and the same as a table: whoever cannot see the bar misses nothing. */
function Shares({ sheet, tell }: { sheet: Sheet; tell: Tell }) {
  const shares = sharesOf(sheet)
  if (shares.length === 0) return null
  const whole = shares.reduce((sum, { pence }) => sum + pence, 0)
  const before = (at: number) => shares.slice(0, at).reduce((sum, { pence }) => sum + pence, 0)
  return (
    <div class="shares">
      <svg class="shares__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        {shares.map(({ is, pence }, at) => (
          <Block
            key={is}
            is={is}
            x={(before(at) / whole) * 100}
            width={(pence / whole) * 100}
            height={6}
            stripe={0.75}
          />
        ))}
      </svg>
      <table class="figures">
        <caption>{tell(twin('Your money each week', 'Your money in a week'))}</caption>
        <tbody>
          {shares.flatMap(({ is, label, pence, ofThat }) => [
            <tr key={is}>
              <th scope="row">
                <Swatch is={is} /> {tell(label)}
              </th>
              <td class="figures__number">{inPounds(pence)}</td>
            </tr>,
            ofThat && (
              <tr key={`${is}-of-that`}>
                <th scope="row">{tell(ofThat.label)}</th>
                <td class="figures__number">{inPounds(ofThat.pence)}</td>
              </tr>
            ),
          ])}
        </tbody>
      </table>
    </div>
  )
}

const Swatch = ({ is }: { is: Share['is'] }) => (
  <svg class="shares__swatch" viewBox="0 0 10 10" aria-hidden="true">
    <Block is={is} x={0} width={10} height={10} stripe={2} />
  </svg>
)

/** What savings add has stripes, a gap first, so that three shares can be told apart in black and white too. */
function Block(props: { is: Share['is']; x: number; width: number; height: number; stripe: number }) {
  const { is, x, width, height, stripe } = props
  return is === 'saved' ? (
    <path
      class="shares__saved"
      d={`M${x} ${height / 2}h${width}`}
      stroke-width={height}
      stroke-dasharray={stripe}
      stroke-dashoffset={stripe}
    />
  ) : (
    <rect class={`shares__${is}`} x={x} width={width} height={height} />
  )
}

function Lines({
  lines,
  isEasy,
  links,
  isByHand = false,
}: {
  lines: readonly Line[]
  isEasy: boolean
  links: AnswerLinks
  isByHand?: boolean
}) {
  const tell = teller(isEasy)
  return (
    <>
      {PARTS.map(({ part, title }) => {
        const here = lines.filter((line) => line.part === part)
        if (here.length === 0) return null
        return (
          <div class="sheet__lines" key={part}>
            <h4>{tell(title)}</h4>
            {here.map((line) => (
              <OneLine key={line.id} {...{ line, isEasy, links, tell, isByHand }} />
            ))}
          </div>
        )
      })}
    </>
  )
}

/** The lines of a year to come: behind one press, and on paper open. */
function FoldedLines(props: { lines: readonly Line[]; isEasy: boolean; links: AnswerLinks }) {
  return (
    <>
      <details class="no-print">
        <summary>{teller(props.isEasy)(twin('See each line', 'See more'))}</summary>
        <Lines {...props} />
      </details>
      <div class="print-only">
        <Lines {...props} />
      </div>
    </>
  )
}

interface LineProps {
  readonly line: Line
  readonly isEasy: boolean
  readonly links: AnswerLinks
  readonly tell: Tell
  readonly isByHand: boolean
}

function OneLine(props: LineProps) {
  const { line, isByHand } = props
  const head = (
    <>
      <span class="line__label">{line.label}</span>{' '}
      <span class="line__effect">{effectInWords(line, isByHand)}</span>
    </>
  )
  return (
    <>
      <details class="line no-print" data-line={line.id}>
        <summary class="line__head">{head}</summary>
        <div class="line__body">
          <LineBody {...props} />
        </div>
      </details>
      <div class="line print-only">
        <p class="line__head">{head}</p>
        <div class="line__body">
          <LineBody {...props} isOnPaper />
        </div>
      </div>
    </>
  )
}

function LineBody({
  line,
  isEasy,
  links,
  tell,
  isByHand,
  isOnPaper = false,
}: LineProps & { readonly isOnPaper?: boolean }) {
  return (
    <>
      <p class="line__treatment">{tell(treatmentInWords(line, isByHand))}</p>
      {workingInWords(line, isEasy, isByHand).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {line.changes && (
        <p class="line__changes">
          <strong>{tell(WHAT_WOULD_CHANGE)}</strong> {isEasy ? line.changes.easyRead : line.changes.words}
        </p>
      )}
      {!isEasy && <p class="sheet__quiet">The law: {line.law}</p>}
      <Answers
        from={line.from}
        links={links}
        lead={tell(twin('From your answer:', 'You told us:'))}
        isOnPaper={isOnPaper}
      />
    </>
  )
}

/** The answers something came from, each once: to look at and change, and on paper what each is called. */
function Answers({
  from,
  links,
  lead,
  isOnPaper,
}: {
  from: readonly string[]
  links: AnswerLinks
  lead: string
  isOnPaper: boolean
}) {
  const answers = from.flatMap((id) => links[id] ?? [])
  if (isOnPaper) {
    const labels = [...new Set(answers.map(({ label }) => label))]
    return labels.length > 0 ? (
      <span class="line__answers print-only">
        {lead} {labels.join(', ')}
      </span>
    ) : null
  }
  const once = answers.filter(
    ({ href }, at) => href !== undefined && answers.findIndex((one) => one.href === href) === at,
  )
  if (once.length === 0) return null
  return (
    <span class="line__answers no-print">
      {lead}{' '}
      {once.map(({ label, href }, at) => (
        <span key={href}>
          {at > 0 && ', '}
          <a class="govuk-link" href={href}>
            {label}
          </a>
        </span>
      ))}
    </span>
  )
}

function Totals({
  sheet,
  tell,
  isDecided,
  byHand,
}: {
  sheet: Sheet
  tell: Tell
  isDecided: boolean
  byHand: number | null
}) {
  const rows = totalsInWords(sheet, isDecided, byHand)
  if (rows.length === 0) return null
  return (
    <table class="figures sheet__totals">
      <caption>All together</caption>
      <tbody>
        {rows.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{tell(label)}</th>
            <td class="figures__number">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Why a result that stands without its list of doubts is not exact. */
function Reasons({ of, isEasy, tell }: { of: { result: Result }; isEasy: boolean; tell: Tell }) {
  const reasons = reasonsInWords(of.result, isEasy)
  if (reasons.length === 0) return null
  return (
    <>
      <p>{tell(WHY_NOT_EXACT)}</p>
      <ul class="govuk-list govuk-list--bullet">
        {reasons.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </>
  )
}

function Deferred({ of, isEasy }: { of: Sheet['deferredPayment']; isEasy: boolean }) {
  return (
    of && (
      <section class="sheet__part">
        <h3>{PAYING_LATER}</h3>
        {isEasy ? <p>{of.easyRead}</p> : of.words.map((words) => <p key={words}>{words}</p>)}
        {!isEasy && <p class="sheet__quiet">The law: {of.law}</p>}
      </section>
    )
  )
}

/** When the home starts to count: a day where one is kept, else the weeks, of a decision from the day of its sheet. */
function whenTheWeeksEnd({ on, afterTwelveWeeks }: Sheet, isEasy: boolean, isDecided: boolean): string {
  if (afterTwelveWeeks === null) return ''
  const { from, weeksLeft } = afterTwelveWeeks
  if (from !== undefined) return `${isEasy ? 'This starts on' : 'That is from'} ${dayInFull(from)}.`
  if (isEasy) return ''
  const weeks = weeksCounted(weeksLeft)
  return isDecided ? `That is ${weeks} after ${dayInFull(on)}.` : `That is in ${weeks}.`
}

function HelpStart({
  of,
  isEasy,
  tell,
  countedFrom,
}: {
  of: Sheet['helpMayStart']
  isEasy: boolean
  tell: Tell
  /** The day its weeks are counted from, where that is not the day it is read. */
  countedFrom: string | null
}) {
  return (
    of && (
      <section class="sheet__part">
        <h3>{tell(HELP_MAY_START)}</h3>
        {helpInWords(of, isEasy, countedFrom).map((words) => (
          <p key={words}>{words}</p>
        ))}
        {!isEasy && (
          <>
            <p>{TAKEN_AS_GIVEN}</p>
            <ul class="govuk-list govuk-list--bullet">
              {of.assumptions.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </>
        )}
      </section>
    )
  )
}

export interface EstimateProps extends Omit<SheetProps, 'sheet'> {
  readonly estimate: Estimate
}

/** Everything an estimate shows: the sheet, next April, what would change it, and benefits to claim. */
export function EstimateView({ estimate, ...props }: EstimateProps): ComponentChildren {
  const { now, next, whatIfs, benefits } = estimate
  const { isEasy, links = {} } = props
  const tell = teller(isEasy)
  return (
    <>
      <SheetView sheet={now} {...props} />
      {next && (
        <section class="sheet__part">
          <h3>From {dayInFull(next.from)}</h3>
          <p>
            {tell(NEXT_YEAR)} {resultInWords(next.sheet.result, isEasy).join(' ')}
          </p>
          {secondHandIn(next.sheet).length > 0 && <p data-still-checked>{tell(STILL_CHECKED)}</p>}
          <Reasons of={next.sheet} isEasy={isEasy} tell={tell} />
          {thisYearsInWords(next.thisYears, isEasy).map((words) => (
            <p key={words}>{words}</p>
          ))}
          <FoldedLines lines={next.sheet.lines} isEasy={isEasy} links={links} />
          <Deferred of={next.sheet.deferredPayment} isEasy={isEasy} />
          {next.sheet.afterTwelveWeeks && (
            <>
              <h4>{tell(AFTER_THE_WEEKS)}</h4>
              <p>
                {isEasy
                  ? ''
                  : `That is ${weeksCounted(next.sheet.afterTwelveWeeks.weeksLeft)} after ${dayInFull(next.from)}. `}
                {resultInWords(next.sheet.afterTwelveWeeks.sheet.result, isEasy).join(' ')}
              </p>
              <Reasons of={next.sheet.afterTwelveWeeks.sheet} isEasy={isEasy} tell={tell} />
              <FoldedLines lines={next.sheet.afterTwelveWeeks.sheet.lines} isEasy={isEasy} links={links} />
              <Deferred of={next.sheet.afterTwelveWeeks.sheet.deferredPayment} isEasy={isEasy} />
            </>
          )}
        </section>
      )}
      {whatIfs.length > 0 && (
        <section class="sheet__part">
          <h3>{tell(twin('What if something changes?', 'What if it changes?'))}</h3>
          <table class="figures what-if">
            <caption class="govuk-visually-hidden">What you may pay now, and then</caption>
            <thead>
              <tr>
                <th scope="col">Now</th>
                <th scope="col">Then</th>
              </tr>
            </thead>
            {whatIfs.map((one) => (
              <tbody key={one.id}>
                <tr>
                  <th scope="rowgroup" colSpan={2}>
                    {isEasy ? one.easyRead : one.label}
                  </th>
                </tr>
                <tr>
                  <td>{resultInShort(now.result)}</td>
                  <td>
                    {resultInShort(one.result)}
                    <Reasons of={one} isEasy={isEasy} tell={tell} />
                  </td>
                </tr>
              </tbody>
            ))}
          </table>
        </section>
      )}
      {benefits.length > 0 && (
        <section class="sheet__part">
          <h3>{tell(BENEFITS)}</h3>
          <p>{tell(BENEFITS_LEAD)}</p>
          <ul class="govuk-list govuk-list--bullet">
            {benefits.map(({ id, name, why, easyRead, claimAt, worth }) => (
              <li key={id}>
                <a class="govuk-link" href={claimAt} rel="noreferrer">
                  {name}
                </a>
                . {isEasy ? easyRead : why}
                {worth && (
                  <ul class="govuk-list govuk-list--bullet" data-worth={id}>
                    {worthInWords(worth, isEasy).map((words) => (
                      <li key={words}>{words}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
