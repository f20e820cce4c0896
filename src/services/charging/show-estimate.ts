import type { Temporal } from 'temporal-polyfill'
import type { Estimate } from '#src/domain/charging/estimate.ts'
import { namesItself } from '#src/forms/financial/charge-figures.ts'
import { placeOf } from '#src/forms/financial/financial-circumstances.ts'
import { staysOnScreen } from '#src/forms/engine/copy.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { walkShownAgain } from '#src/forms/engine/hidden.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { say } from '#src/forms/engine/words.ts'
import { asInstant } from '#db/moments.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { estimateOf } from './charging-at-sending.ts'
import { findSentFromHere } from '#src/services/after-sending/make-copy.ts'
import { isKeptOnScreen } from '#src/services/filling-in/make-resume-code.ts'
import { findProgress } from '#src/services/filling-in/show-page.ts'

export interface ShownEstimate {
  readonly estimate: Estimate
  /** Whose money it is, where somebody else answers; null where it is the reader's own. */
  readonly name: string | null
  /** It was sent: the estimate is the one made then. */
  readonly isSent: boolean
  /** Contact, or answering, is not safe: nobody is asked to print it. */
  readonly isScreenOnly: boolean
  /** What each answer is called, and where it can be changed: nowhere, of what was sent. */
  readonly links: Readonly<Record<string, { label: string; href?: string }>>
}

/** Whether a form's answers lead to an estimate of what care may cost. */
export const hasEstimate = (form: Form): boolean => form.circumstances !== undefined

/**
 * The estimate of this device's answers so far, or as it stood when they were sent. Undefined when there is
 * neither, or when only a code opens the answers now.
 */
export async function showEstimate(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  reading: ReadingStyle,
): Promise<ShownEstimate | undefined> {
  if (visit === undefined || !hasEstimate(form)) return undefined
  const found = await findProgress(form, visit, now)
  if (!found) return showSent(form, visit, now, reading)
  const walked = walk(form, found.state, surroundingsAt(now))
  const charging = estimateOf(form, walked, now)
  const drawn = found.draft.isResumed ? walkShownAgain(form, walked) : walked
  return (
    charging && {
      estimate: charging.estimate,
      name: charging.name,
      isSent: false,
      isScreenOnly: isKeptOnScreen(form, walked),
      links: linksOf(form, charging.estimate, drawn, reading),
    }
  )
}

/** As long as this device may show a copy of it. */
async function showSent(
  form: Form,
  visit: string,
  now: Temporal.Instant,
  reading: ReadingStyle,
): Promise<ShownEstimate | undefined> {
  const sent = await findSentFromHere(form, visit, now)
  if (!sent) return undefined
  const { submission, stored } = sent
  const { charging, sentAnswers } = stored
  const walked =
    sentAnswers &&
    walk(form, { answers: sentAnswers, passed: {} }, surroundingsAt(asInstant(submission.receivedAt)))
  return (
    charging && {
      estimate: charging.estimate,
      name: charging.name,
      isSent: true,
      isScreenOnly: staysOnScreen(submission.flags, stored.snapshot),
      links: walked ? labelsOnly(linksOf(form, charging.estimate, walked, reading)) : {},
    }
  )
}

const labelsOnly = (links: ShownEstimate['links']): ShownEstimate['links'] =>
  Object.fromEntries(Object.entries(links).map(([from, { label }]) => [from, { label }]))

/** Where each answer that the sheets name is asked, among the pages that apply. */
function linksOf(
  form: Form,
  { now, next }: Estimate,
  walked: Walk,
  reading: ReadingStyle,
): ShownEstimate['links'] {
  const listener = listenerOf(form, walked, reading)
  const sheets = [now, next?.sheet]
    .flatMap((sheet) => [sheet, sheet?.afterTwelveWeeks?.sheet])
    .filter((sheet) => sheet != null)
  const named = sheets.flatMap(({ lines, unsure }) => [...lines, ...unsure].flatMap(({ from }) => from))
  return Object.fromEntries(
    [...new Set(named)].flatMap((from) => {
      const { question: id, group } = placeOf(from)
      const page = walked.pages.find((one) => one.asked.some((asked) => asked.id === id))
      const question = page?.page.ask[id]
      if (!page || !question) return []
      const isEasy = listener.easyRead === true
      const place = isEasy ? `?from=check&question=${id}` : `?from=check#${id}`
      const href = `/forms/${form.id}/${page.page.name}${place}`
      const { groupName = '', most } = question.control.shows
      const ofGroup = say(groupName, listener)
      const label =
        group !== undefined
          ? `${ofGroup}${most === 1 ? '' : ` ${group}`}`
          : say(
              namesItself(question) ? question.asks.title : (page.page.title ?? question.asks.title),
              listener,
            )
      return [[from, { label, href }]]
    }),
  )
}
