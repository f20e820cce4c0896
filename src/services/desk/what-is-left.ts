import type { SubmissionRow } from '#db/queries/submissions.ts'
import { type ClockKind, clocks } from '#src/domain/clocks.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'

/**
 * What must be done before a request can be closed; undefined when nothing is left.
 * @param running the clocks that run, the oldest first.
 */
export function whatIsLeft(
  row: Pick<SubmissionRow, 'status' | 'changedAt' | 'copyAsked' | 'copySentAt' | 'flags'>,
  running: readonly ClockKind[],
): string | undefined {
  if (row.status === 'closed') return 'It is closed already'
  if (row.status !== 'decided' || running.includes('triage')) return clocks.triage.staff.beforeClosing
  if (row.changedAt) return 'Read what was added first'
  for (const kind of running) if (clocks[kind]?.staff.beforeClosing) return clocks[kind].staff.beforeClosing
  // Where contact has become unsafe it may not be sent at all.
  if (row.copyAsked && !row.copySentAt && !isScreenOnly(row.flags))
    return 'Send the copy they asked for first'
  return undefined
}
