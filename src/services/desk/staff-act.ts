import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { insertEvent } from '#db/queries/events.ts'
import { updateSubmission } from '#db/queries/submissions.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { asDate } from '#db/moments.ts'

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

type NewEvent = Parameters<typeof insertEvent>[1]

/**
 * Writes down what a member of staff did to a submission that is locked and still at their version: the version
 * goes up, so that every page made before is stale, and the event says who, when and what.
 * @param act `change`: what else becomes of the submission. `detail`: codes and numbers, never words.
 */
export async function recordAct(
  tx: Tx,
  submissionId: string,
  { staff, version, now }: Omit<DeskRequest, 'reference'>,
  act: {
    kind: NewEvent['kind']
    detail: Readonly<Record<string, unknown>>
    change?: Omit<Parameters<typeof updateSubmission>[2], 'version'>
  },
): Promise<void> {
  await updateSubmission(tx, submissionId, { ...act.change, version: version + 1 })
  await insertEvent(tx, {
    submissionId,
    at: asDate(now),
    actor: 'staff',
    staffId: staff.id,
    kind: act.kind,
    detail: { ...act.detail, version: version + 1 },
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
  detail: { readonly as: string; readonly number?: number; readonly to?: string },
): Promise<void> {
  await insertEvent(tx, {
    submissionId,
    at: asDate(now),
    actor: 'staff',
    staffId: staff.id,
    kind: 'read',
    detail,
  })
}
