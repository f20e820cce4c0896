import { complaintIn } from '#src/domain/complaint.ts'
import type { Outcome } from '#src/domain/outcomes.ts'
import { outcomesOf } from '#src/forms/all-forms.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'

/** Whether the person left open if it is a complaint: then a worker may decide that it is not. */
const mayBeNoComplaint = ({ answers }: Pick<Snapshot, 'answers'>): boolean =>
  complaintIn((question) => answers[question]) !== 'complaint'

/** What may be decided: a complaint that somebody called one is not decided away. */
export const outcomesOffered = (form: string, snapshot: Snapshot): readonly Outcome[] =>
  outcomesOf(form).filter((outcome) => outcome !== 'not-complaint' || mayBeNoComplaint(snapshot))
