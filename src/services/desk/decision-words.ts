import type { Sealed } from '#db/schema/sealed.ts'
import { open } from '#db/sealing.ts'
import type { TriageDecision } from '#src/domain/triage.ts'

/** What is sealed with a decision: everything its maker wrote. */
export type DecisionWords = Pick<TriageDecision, 'reason' | 'nextStep' | 'passedTo' | 'colourWhy'> & {
  readonly test: Readonly<Record<keyof TriageDecision['test'], string>>
}

/** Opens what was sealed with a decision. */
export const openDecision = (row: { id: string; words: Sealed }): DecisionWords =>
  JSON.parse(open(row.words, `decisions:${row.id}`).toString('utf8')) as DecisionWords
