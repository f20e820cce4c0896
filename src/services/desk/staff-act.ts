import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { updateRunningClocksOwner } from '#db/queries/clocks.ts'
import { updateSubmission } from '#db/queries/submissions.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import type { ClockKind } from '#src/domain/clocks.ts'
import type { ActKind, DetailOf } from '#src/domain/events.ts'
import { asDate } from '#db/moments.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'

/** Something at the desk that a person asked for, judged against the version of the page they saw. */
export interface DeskRequest {
  readonly reference: string
  readonly staff: SignedInStaff
  /** The submission's version when their page was made. */
  readonly version: number
  readonly now: Temporal.Instant
}

export type Done =
  | { readonly is: 'done' }
  /** A colleague changed something since: look again first. */
  | { readonly is: 'changed' }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-submission' }

/**
 * Writes down what a member of staff did to a submission that is locked and still at their version: the version
 * goes up, so that every page made before is stale, and the event says who, when and what.
 * @param act `change`: what else becomes of the submission; whoever gets it owes what runs. `detail`: of its kind.
 */
export async function recordAct<K extends ActKind>(
  tx: Tx,
  submissionId: string,
  { staff, version, now }: Omit<DeskRequest, 'reference'>,
  act: {
    kind: K
    detail: DetailOf<K>
    decisionId?: string
    change?: Omit<Parameters<typeof updateSubmission>[2], 'version'>
  },
): Promise<ReadonlyMap<ClockKind, Temporal.Instant>> {
  await updateSubmission(tx, submissionId, { ...act.change, version: version + 1 })
  if (act.change?.assignedTo) await updateRunningClocksOwner(tx, submissionId, act.change.assignedTo)
  return recordEvent(tx, {
    submissionId,
    at: asDate(now),
    actor: 'staff',
    staffId: staff.id,
    kind: act.kind,
    detail: act.detail,
    version: version + 1,
    ...(act.decisionId ? { decisionId: act.decisionId } : {}),
  })
}

/**
 * Writes down that a member of staff read something about a person. Reading changes nothing and keeps no promise.
 * @param detail `as`: what of it was read; `to`: whom a letter is for.
 */
export async function recordRead(
  tx: Tx,
  submissionId: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
  detail: DetailOf<'read'>,
): Promise<void> {
  await recordEvent(tx, {
    submissionId,
    at: asDate(now),
    actor: 'staff',
    staffId: staff.id,
    kind: 'read',
    detail,
  })
}
