import type { NamedPage } from './block.ts'
import { questionsRead } from './conditions.ts'
import { type Form, questionsOf } from './form.ts'
import { feedsOf, isKeptOff } from './hide-rule.ts'
import type { Answer, Answers, AnyQuestion, Typed } from './question.ts'
import { isFieldOf } from './read-answer.ts'
import type { Snapshot, SnapshotEntry } from './snapshot.ts'
import type { Walk, WalkedPage } from './walk.ts'
import { twin, type Words } from './words.ts'

/**
 * Whether an answer is kept off every copy and off every page that somebody came back to: the rule of `isKeptOff`,
 * and every answer of a safeguarding concern.
 * @param typed What the fields of its page hold, where it is not yet an answer.
 */
export function isHidden(
  form: Form,
  id: string,
  question: AnyQuestion,
  answer: Answer | undefined,
  typed: Typed = {},
): boolean {
  return (
    form.isSafeguarding ||
    isKeptOff(
      feedsOf(question),
      saysUnsafe(answer) ||
        Object.entries(typed).some(
          ([field, values]) => isFieldOf(id, question, field) && values.includes('unsafe'),
        ),
    )
  )
}

/**
 * Whether being asked gives away an answer that stays hidden, whatever it is: what has to be answered for the question
 * to be asked is hidden itself.
 */
export function isAskedAfterHidden(form: Form, { asks }: AnyQuestion): boolean {
  const questions = questionsOf(form)
  return (
    asks.when !== undefined &&
    questionsRead(asks.when).some((id) => {
      const read = questions.get(id)
      return read !== undefined && isHidden(form, id, read, undefined)
    })
  )
}

/** Here, or anywhere in the groups of a repeated question. */
const saysUnsafe = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  (('out' in answer && answer.out === 'unsafe') || Object.values(answer).some(saysUnsafe))

const isFilled = (typed: Typed, id: string, question: AnyQuestion): boolean =>
  Object.entries(typed).some(
    ([field, values]) => isFieldOf(id, question, field) && values.some((value) => value.trim() !== ''),
  )

/** The questions of a page that stay hidden. */
const hiddenOn = (form: Form, page: NamedPage, answers: Answers, typed: Typed): [string, AnyQuestion][] =>
  Object.entries(page.ask).filter(([id, question]) => isHidden(form, id, question, answers[id], typed))

/** The fields of a page without those of questions that stay hidden. */
export function withoutHidden(form: Form, page: NamedPage, answers: Answers, typed: Typed): Typed {
  const hidden = hiddenOn(form, page, answers, typed)
  return Object.fromEntries(
    Object.entries(typed).filter(([field]) => !hidden.some(([id, one]) => isFieldOf(id, one, field))),
  )
}

/**
 * What was typed on a page that did not show its hidden answers: left blank they are as they were stored,
 * answered again they are what was typed.
 * @param stored What the fields of the page would hold.
 */
export function withHidden(
  form: Form,
  page: NamedPage,
  answers: Answers,
  stored: Typed,
  typed: Typed,
): Typed {
  const kept = hiddenOn(form, page, answers, stored).filter(
    ([id, question]) => !isFilled(typed, id, question),
  )
  const isKept = (field: string) => kept.some(([id, question]) => isFieldOf(id, question, field))
  return Object.fromEntries([
    ...Object.entries(typed).filter(([field]) => !isKept(field)),
    ...Object.entries(stored).filter(([field]) => isKept(field)),
  ])
}

/** The questions of a page, each hidden one saying in its hint whether it is answered and what leaving it blank does. */
export function shownAgain(
  form: Form,
  shown: WalkedPage['shown'],
  answers: Answers,
  stored: Typed,
): WalkedPage['shown'] {
  return shown.map((one) => {
    const { id, question } = one
    if (!isHidden(form, id, question, answers[id], stored)) return one
    const isThere = answers[id] !== undefined || isFilled(stored, id, question)
    const isFollowUp = one.onlyIf !== undefined || isAskedAfterHidden(form, question)
    const says = saysOf(question, isThere, isFollowUp)
    const hint = question.asks.hint === undefined ? says : `${says} ${question.asks.hint}`
    return { ...one, question: { ...question, asks: { ...question.asks, hint } } }
  })
}

function saysOf(question: AnyQuestion, isThere: boolean, isFollowUp: boolean): Words {
  // Whether a follow-up is answered would tell the answer it depends on.
  if (isFollowUp)
    return twin(
      'If you answered this before, we do not show it here. Leave it blank to keep it.',
      'You may have answered this before. We do not show it here. Leave it blank to keep it.',
    )
  if (!isThere) return 'Not answered yet.'
  if (question.control.takesFiles) return 'Answered. We do not show your files here. You can add more.'
  return 'Answered. We do not show your answer here. Leave this blank to keep it. A new answer replaces it.'
}

/** A walk without the answers that stay hidden, for whatever is drawn from it. What applies stays as it is. */
export function walkShownAgain(form: Form, walked: Walk): Walk {
  const questions = new Map(
    [...walked.pages, ...(walked.check ? [walked.check] : [])].flatMap((page) =>
      page.asked.map(({ id, question }) => [id, question] as const),
    ),
  )
  const counts = Object.entries(walked.counts).filter(([id, answer]) => {
    const question = questions.get(id)
    return question && !isHidden(form, id, question, answer)
  })
  return { ...walked, counts: Object.fromEntries(counts) }
}

/**
 * A snapshot to be read by somebody who came back: hidden answers only say that they are there, and what is asked
 * only because of one is left out, since a line “Not answered yet” would tell it too. It is kept and sent all the same.
 */
export function snapshotShownAgain(form: Form, walked: Walk, snapshot: Snapshot): Snapshot['parts'] {
  const asked = new Map(
    walked.pages.flatMap((page) => page.asked.map(({ id, question }) => [id, question] as const)),
  )
  const again = (entry: SnapshotEntry): SnapshotEntry => {
    const question = asked.get(entry.id)
    const typed = { [entry.id]: entry.typed ?? [] }
    if (question && !isHidden(form, entry.id, question, walked.counts[entry.id], typed)) return entry
    const { typed: _, ...shown } = entry
    if (entry.state === 'not-answered' && entry.typed === undefined) return shown
    // In both wordings: what was read in Easy Read holds the answer once more.
    const easyRead = entry.easyRead && { easyRead: { title: entry.easyRead.title, said: ['Answered'] } }
    return { ...shown, ...easyRead, state: 'answered', said: ['Answered'] }
  }
  const givesAway = ({ id }: SnapshotEntry) => {
    const question = asked.get(id)
    return question !== undefined && isAskedAfterHidden(form, question)
  }
  return snapshot.parts
    .map((part) => ({
      ...part,
      pages: part.pages
        .map((page) => ({ ...page, entries: page.entries.filter((one) => !givesAway(one)).map(again) }))
        .filter(({ entries }) => entries.length > 0),
    }))
    .filter(({ pages }) => pages.length > 0)
}
