import { randomUUID } from 'node:crypto'
import { type Tx, transact } from '#db/client.ts'
import { findNextDecisionNumber, insertDecision, listDecisions } from '#db/queries/decisions.ts'
import { lockSubmission, type SubmissionRow } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import {
  type DecisionField,
  type DecisionProblem,
  decisionFields,
  readDecision,
  type TriageDecision,
  type TypedDecision,
} from '#src/domain/triage.ts'
import { asDate } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { colleagues } from './colleagues.ts'
import { type DecisionWords, openDecision } from './decision-words.ts'
import { deskAct } from './desk-act.ts'
import { outcomesOffered } from './outcomes-offered.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'

export type Decided =
  | { readonly is: 'decided'; readonly number: number }
  | { readonly is: 'problems'; readonly problems: readonly DecisionProblem[] }
  /** A colleague changed something since the page was made; nothing was stored. */
  | { readonly is: 'changed' }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-submission' }

/**
 * Records a triage decision, in one transaction: the decision and its sealed words, the submission's colour and
 * status, and an event of codes only, which ends and starts the clocks that go by a decision. The same decision sent
 * twice is one decision.
 */
export async function decideTriage(request: DeskRequest & { typed: TypedDecision }): Promise<Decided> {
  const { reference, staff, version, typed } = request
  if (!may(staff.role, decideAct.right)) return { is: 'not-allowed' }
  const people = (await colleagues()).map(({ id }) => id)
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    if (!row) return { is: 'no-such-submission' }
    const read = readDecision(typed, {
      suggestedColour: row.suggestedColour,
      colour: row.colour,
      isSafeguarding: row.isSafeguarding,
      outcomes: outcomesOffered(row.form, openSubmission(row).snapshot),
      colleagues: people,
    })
    if (row.version !== version) {
      const number = read.is === 'decision' && (await numberIfLast(tx, row.id, staff.id, read.decision))
      return number ? { is: 'decided', number } : { is: 'changed' }
    }
    if (read.is === 'problems') return read
    return { is: 'decided', number: await store(tx, row, read.decision, request) }
  })
}

/** Names of what the form of a decision sends: its fields are called alike everywhere. */
const fieldNames = Object.fromEntries(decisionFields.map((field) => [field, field])) as {
  readonly [Field in DecisionField]: Field
}

export const decideAct = deskAct({
  page: 'submission',
  name: 'decide',
  right: 'decide',
  fields: fieldNames,
  leadsTo: () => '#decisions',
  run: async (request, said) => {
    const decided = await decideTriage({ ...request, typed: said })
    if (decided.is === 'decided') return { is: 'done' }
    if (decided.is !== 'problems') return decided
    // One a field, in the order in which they stand on the page.
    const ofField = (field: DecisionField) => decided.problems.find((problem) => problem.field === field)
    return { is: 'problems', problems: decisionFields.flatMap((field) => ofField(field) ?? []) }
  },
})

/** The number of the newest decision when it is this very one, sent twice by the same person; else undefined. */
async function numberIfLast(tx: Tx, submissionId: string, madeBy: string, decision: TriageDecision) {
  const last = (await listDecisions(tx, submissionId)).at(-1)
  if (!last || last.madeById !== madeBy) return undefined
  const { outcome, colour, nextBy, test } = decision
  const isSame =
    last.outcome === outcome &&
    last.colour === colour &&
    last.nextById === nextBy &&
    last.testNeeds === test.needs.answer &&
    last.testHarm === test.harm.answer &&
    last.testProtect === test.protect.answer &&
    JSON.stringify(openDecision(last)) === JSON.stringify(wordsOf(decision))
  return isSame ? last.number : undefined
}

const wordsOf = ({ reason, nextStep, passedTo, colourWhy, test }: TriageDecision): DecisionWords => ({
  reason,
  nextStep,
  passedTo,
  colourWhy,
  test: { needs: test.needs.why, harm: test.harm.why, protect: test.protect.why },
})

async function store(
  tx: Tx,
  row: SubmissionRow,
  decision: TriageDecision,
  request: DeskRequest,
): Promise<number> {
  const id = randomUUID()
  const number = await findNextDecisionNumber(tx, row.id)
  const { outcome, colour, test } = decision
  await insertDecision(tx, {
    id,
    submissionId: row.id,
    number,
    outcome,
    colour,
    testNeeds: test.needs.answer,
    testHarm: test.harm.answer,
    testProtect: test.protect.answer,
    words: seal(JSON.stringify(wordsOf(decision)), `decisions:${id}`),
    nextBy: decision.nextBy,
    madeBy: request.staff.id,
    madeAt: asDate(request.now),
  })
  await recordAct(tx, row.id, request, {
    kind: 'decided',
    decisionId: id,
    detail: { number, outcome, colour, suggestedColour: row.suggestedColour, nextBy: decision.nextBy },
    change: { colour, status: outcome === 'more-information' ? 'more-information' : 'decided' },
  })
  return number
}
