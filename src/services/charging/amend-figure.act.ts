import { randomUUID } from 'node:crypto'
import { transact } from '#db/client.ts'
import { findNextChargingNumber, insertFigureAmendment } from '#db/queries/charging.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import { problemsOfLength } from '#src/domain/written.ts'
import type { Figure } from '#src/forms/financial/charge-figures.ts'
import { looksLikeAccount } from '#src/forms/controls/account-number.ts'
import { groupNumbers, withoutGroup } from '#src/forms/controls/repeat.ts'
import {
  type Answer,
  type AnyQuestion,
  type Problem,
  type Typed,
  typedIn,
} from '#src/forms/engine/question.ts'
import { doubtMarks, doubtsToSay } from '#src/forms/engine/doubts.ts'
import { readAnswer, writeAnswer } from '#src/forms/engine/read-answer.ts'
import { say } from '#src/forms/engine/words.ts'
import { type AmendmentWords, type ChargingCase, openChargingCase } from './charging-case.ts'
import { asDate } from '#db/moments.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { type ActResult, deskAct } from '#src/services/desk/desk-act.ts'
import { type DeskRequest, recordAct } from '#src/services/desk/staff-act.ts'

/**
 * Counts another answer beside one that was sent, with why: a row of its own, an event, and nothing of what was
 * sent is touched. It is read through the question's own control, so that what cannot be read is said in the
 * words that the person would have read. The same amendment sent twice is one.
 * @param question its id. @param typed its fields. @param why in words; the letter may quote it.
 */
export async function amendFigure(
  request: DeskRequest & { question: string; typed: Typed; why: string },
): Promise<ActResult> {
  const { reference, staff, version, now, question: id, typed } = request
  if (!may(staff.role, amendAct.right)) return { is: 'not-allowed' }
  const why = request.why.trim()
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    const money = row && (await openChargingCase(tx, row))
    if (!row || !money) return { is: 'no-such-submission' }
    const figure = money.figures.find((one) => one.id === id)
    const question = figure?.question
    if (row.version !== version) {
      const last = money.amendments.at(-1)
      const ours = question && readAnswer(id, question, typed).answer
      const isSame = last?.madeById === staff.id && last.question === id && last.why === why
      return isSame && isSameAnswer(last.ours, ours) ? { is: 'done' } : { is: 'changed' }
    }
    if (!figure || !question) return { is: 'changed' }
    const read = readFigure(id, question, typed, money, surroundingsAt(now).today)
    const problems = [...read.problems, ...problemsOfWhy(why)]
    if (problems.length > 0 || !read.ours) {
      return {
        is: 'problems',
        problems: problems.map((one) => ({ ...one, message: say(one.message, money.listener) })),
      }
    }
    const rowId = randomUUID()
    const number = await findNextChargingNumber(tx, 'amendment', row.id)
    const words = wordsOf(figure, read.ours, why, money)
    await insertFigureAmendment(tx, {
      id: rowId,
      submissionId: row.id,
      number,
      question: id,
      words: seal(JSON.stringify(words), `figure_amendments:${rowId}`),
      madeBy: staff.id,
      madeAt: asDate(now),
    })
    await recordAct(tx, row.id, request, {
      kind: 'figure-amended',
      detail: { number, amendment: rowId, question: id },
    })
    return { is: 'done' }
  })
}

const amendFields = { question: '_question', why: '_why' } as const

/** Its form sends the fields of the question besides. */
export const amendAct = deskAct({
  page: 'money',
  name: 'amend',
  right: 'amend-figure',
  fields: amendFields,
  placeOf: (field) => (field === amendFields.why ? 'why' : field),
  leadsTo: ({ question }) => `#figure-${encodeURIComponent(question)}`,
  run: (request, said, typed) => amendFigure({ ...request, ...said, typed }),
})

/** A question that is asked again and again gets a group more: `add:` and the question. Nothing is stored. */
export const addGroupAct = deskAct({
  page: 'money',
  name: 'add',
  right: 'amend-figure',
  fields: amendFields,
  run: async (_request, _said, typed) => {
    const [, question = ''] = typedIn(typed, '_do').split(':')
    const next = (groupNumbers(question, typed).at(-1) ?? 0) + 1
    return { is: 'shown', typed: { ...typed, [`${question}-${next}-`]: [''] } }
  },
})

/** One group less: `remove:`, the question, and the number of the group. Nothing is stored. */
export const removeGroupAct = deskAct({
  page: 'money',
  name: 'remove',
  right: 'amend-figure',
  fields: amendFields,
  run: async (_request, _said, typed) => {
    const [, question = '', group = ''] = typedIn(typed, '_do').split(':')
    return { is: 'shown', typed: withoutGroup(question, typed, Number(group)) }
  },
})

const isSameAnswer = (one: Answer | undefined, other: Answer | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** The marks of the doubts about another answer: those the page says now, or said before. */
export const figureMarks = (
  { id, question }: Pick<Figure, 'id' | 'question'>,
  typed: Typed,
  areSaid: boolean,
  today: string,
): readonly string[] => doubtMarks(readAnswer(id, question, typed, today).doubts ?? [], typed, areSaid)

function readFigure(
  id: string,
  question: AnyQuestion,
  typed: Typed,
  money: ChargingCase,
  today: string,
): { ours: Answer | undefined; problems: readonly Problem[] } {
  const refused = question.control.refuses?.(id, typed) ?? []
  if (refused.length > 0) return { ours: undefined, problems: refused }
  const { answer, problems, doubts = [] } = readAnswer(id, question, typed, today)
  if (problems.length > 0) return { ours: undefined, problems }
  if (answer === undefined) {
    return {
      ours: undefined,
      problems: [{ field: id, message: question.asks.missing ?? 'Answer this question' }],
    }
  }
  if (isSameAnswer(answer, money.ours.counts[id])) {
    return {
      ours: undefined,
      problems: [{ field: id, message: 'This counts already. Change it, or leave it' }],
    }
  }
  return { ours: answer, problems: doubtsToSay(doubts, typed) }
}

function problemsOfWhy(why: string): Problem[] {
  const say = (message: string) => [{ field: amendAct.fields.why, message }]
  if (why === '') return say('Enter why we count something else')
  if (looksLikeAccount(why)) return say('Leave out the account number or sort code')
  return problemsOfLength('why', why)
}

function wordsOf(
  { id, question, title }: Figure,
  ours: Answer,
  why: string,
  { stored, theirs, listener }: ChargingCase,
): AmendmentWords {
  const tell = (words: string) => say(words, listener)
  const asked = stored.snapshot.parts
    .flatMap(({ pages }) => pages.flatMap(({ entries }) => entries))
    .find((entry) => entry.id === id)
  return {
    theirs: theirs.counts[id] ?? null,
    ours,
    title: tell(title),
    theirsSaid: [...(asked?.said ?? []), ...(asked?.typed ?? [])],
    oursSaid: writeAnswer(question, ours, tell),
    why,
  }
}
