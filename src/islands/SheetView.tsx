import type { ComponentChildren } from 'preact'
import {
  ASK_A_PERSON,
  dayInFull,
  effectInWords,
  NOT_A_DECISION,
  PARTS,
  resultInWords,
  sharesOf,
  totalsInWords,
  treatmentInWords,
  weeksInWords,
} from '#src/components/charging/sheet-words.ts'
import type { Estimate } from '#src/domain/charging/estimate.ts'
import { inPounds } from '#src/domain/charging/money.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { resultInShort } from '#src/domain/charging/what-if.ts'
import type { Line } from '#src/domain/charging/workings.ts'
import { say, twin, type Words } from '#src/forms/engine/words.ts'

/** Where an answer can be read and changed, by the id in a line's `from`. */
export type AnswerLinks = Readonly<Record<string, { readonly label: string; readonly href: string }>>

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
}: SheetProps) {
  const tell = teller(isEasy)
  const { deferredPayment, helpMayStart, afterTwelveWeeks, unsure } = sheet
  const doubts = Map.groupBy(unsure, ({ words, easyRead }) => (isEasy ? easyRead : words))
  return (
    <div class="sheet">
      {!isDecided && <p class="sheet__answer">{resultInWords(sheet.result, isEasy).join(' ')}</p>}
      {!isDecided && !isForStaff && (
        <p class="sheet__estimate">
          <strong>{tell(NOT_A_DECISION)}</strong> {tell(ASK_A_PERSON)}{' '}
          <a class="govuk-link" href={`tel:${phone.replaceAll(' ', '')}`}>
            {phone}
          </a>
          .
        </p>
      )}
      {!isDecided && <Shares sheet={sheet} tell={tell} />}
      {doubts.size > 0 && (
        <section class="sheet__part">
          <h3>{tell(twin('What we are not sure of', 'What we do not know'))}</h3>
          <ul class="govuk-list govuk-list--bullet">
            {[...doubts].map(([words, of]) => (
              <li key={words}>
                {words}
                <Answers
                  from={of.flatMap(({ from }) => from)}
                  links={links}
                  lead={tell(twin('Answer:', 'Tell us:'))}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {sheet.lines.length > 0 && (
        <section class="sheet__part">
          <h3>{tell(twin('How we worked it out', 'How we get there'))}</h3>
          <p class="no-print sheet__quiet">
            {tell(
              twin(
                'Open a line to see the sum, the law and your answer behind it.',
                'Press a line to see more.',
              ),
            )}
          </p>
          <Lines lines={sheet.lines} isEasy={isEasy} links={links} />
          <Totals sheet={sheet} tell={tell} isDecided={isDecided} />
        </section>
      )}
      {afterTwelveWeeks && (
        <section class="sheet__part">
          <h3>{tell(twin('After the first 12 weeks', 'After 12 weeks'))}</h3>
          <p>
            {isEasy
              ? ''
              : `That is in ${afterTwelveWeeks.weeksLeft} ${afterTwelveWeeks.weeksLeft === 1 ? 'week' : 'weeks'}. `}
            {resultInWords(afterTwelveWeeks.sheet.result, isEasy).join(' ')}
          </p>
          <Lines lines={afterTwelveWeeks.sheet.lines} isEasy={isEasy} links={links} />
          <Deferred of={afterTwelveWeeks.sheet.deferredPayment} isEasy={isEasy} tell={tell} />
          <HelpStart of={afterTwelveWeeks.sheet.helpMayStart} isEasy={isEasy} tell={tell} />
        </section>
      )}
      <Deferred of={deferredPayment} isEasy={isEasy} tell={tell} />
      <HelpStart of={helpMayStart} isEasy={isEasy} tell={tell} />
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
  if (!shares) return null
  const { keep, pay } = shares
  const width = (keep / (keep + pay)) * 100
  return (
    <div class="shares">
      <svg class="shares__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="shares__keep" x="0" y="0" width={width} height="6" />
        <rect class="shares__pay" x={width} y="0" width={100 - width} height="6" />
      </svg>
      <table class="figures">
        <caption>{tell(twin('Your money each week', 'Your money in a week'))}</caption>
        <tbody>
          <tr>
            <th scope="row">
              <Swatch is="keep" /> Yours to keep
            </th>
            <td class="figures__number">{inPounds(keep)}</td>
          </tr>
          <tr>
            <th scope="row">
              <Swatch is="pay" /> You may pay
            </th>
            <td class="figures__number">{inPounds(pay)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

const Swatch = ({ is }: { is: 'keep' | 'pay' }) => (
  <svg class="shares__swatch" viewBox="0 0 10 10" aria-hidden="true">
    <rect class={`shares__${is}`} width="10" height="10" />
  </svg>
)

function Lines({ lines, isEasy, links }: { lines: readonly Line[]; isEasy: boolean; links: AnswerLinks }) {
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
              <OneLine key={line.id} line={line} isEasy={isEasy} links={links} tell={tell} />
            ))}
          </div>
        )
      })}
    </>
  )
}

interface LineProps {
  line: Line
  isEasy: boolean
  links: AnswerLinks
  tell: Tell
}

function OneLine({ line, isEasy, links, tell }: LineProps) {
  const head = (
    <>
      <span class="line__label">{line.label}</span> <span class="line__effect">{effectInWords(line)}</span>
    </>
  )
  const body = <LineBody line={line} isEasy={isEasy} links={links} tell={tell} />
  return (
    <>
      <details class="line no-print" data-line={line.id}>
        <summary class="line__head">{head}</summary>
        <div class="line__body">{body}</div>
      </details>
      <div class="line print-only">
        <p class="line__head">{head}</p>
        <div class="line__body">{body}</div>
      </div>
    </>
  )
}

function LineBody({ line, isEasy, links, tell }: LineProps) {
  return (
    <>
      <p class="line__treatment">{tell(treatmentInWords(line))}</p>
      {isEasy ? <p>{line.easyRead}</p> : line.working.map((sentence) => <p key={sentence}>{sentence}</p>)}
      {!isEasy && <p class="sheet__quiet">The law: {line.law}</p>}
      <Answers from={line.from} links={links} lead={tell(twin('From your answer:', 'You told us:'))} />
    </>
  )
}

/** The answers something came from, each once, to look at and change. */
function Answers({ from, links, lead }: { from: readonly string[]; links: AnswerLinks; lead: string }) {
  const answers = from.flatMap((id) => links[id] ?? [])
  const once = answers.filter(({ href }, at) => answers.findIndex((one) => one.href === href) === at)
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

function Totals({ sheet, tell, isDecided }: { sheet: Sheet; tell: Tell; isDecided: boolean }) {
  const rows = totalsInWords(sheet, isDecided)
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

function Deferred({ of, isEasy, tell }: { of: Sheet['deferredPayment']; isEasy: boolean; tell: Tell }) {
  return (
    of && (
      <section class="sheet__part">
        <h3>{tell(twin('Paying later', 'Paying later'))}</h3>
        {isEasy ? <p>{of.easyRead}</p> : of.words.map((words) => <p key={words}>{words}</p>)}
        {!isEasy && <p class="sheet__quiet">The law: {of.law}</p>}
      </section>
    )
  )
}

function HelpStart({ of, isEasy, tell }: { of: Sheet['helpMayStart']; isEasy: boolean; tell: Tell }) {
  return (
    of && (
      <section class="sheet__part">
        <h3>{tell(twin('When might the council start to help?', 'When might we help to pay?'))}</h3>
        <p>
          {isEasy ? 'We may help' : 'The council might start to help'} {weeksInWords(of.upper)}.
          {!isEasy && ` Your savings might stop counting ${weeksInWords(of.lower)}.`}
        </p>
        {isEasy ? (
          <p>{of.easyRead}</p>
        ) : (
          <>
            <p>This is what we took as given:</p>
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
            {tell(twin('With the amounts of the next year:', 'Next year it may change.'))}{' '}
            {resultInWords(next.sheet.result, isEasy).join(' ')}
          </p>
          <details class="no-print">
            <summary>{tell(twin('See each line', 'See more'))}</summary>
            <Lines lines={next.sheet.lines} isEasy={isEasy} links={links} />
          </details>
          <div class="print-only">
            <Lines lines={next.sheet.lines} isEasy={isEasy} links={links} />
          </div>
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
                  <td>{resultInShort(one.result)}</td>
                </tr>
              </tbody>
            ))}
          </table>
        </section>
      )}
      {benefits.length > 0 && (
        <section class="sheet__part">
          <h3>{tell(twin('Benefits you may be missing', 'Money you may be able to get'))}</h3>
          <p>
            {tell(
              twin(
                'You did not name these. You might get them: the office that pays each one decides.',
                'You did not tick these. You can ask for them.',
              ),
            )}
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {benefits.map(({ id, name, why, easyRead, claimAt }) => (
              <li key={id}>
                <a class="govuk-link" href={claimAt} rel="noreferrer">
                  {name}
                </a>
                . {isEasy ? easyRead : why}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
